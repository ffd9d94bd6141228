"""Where rows that are dropped in the outline go, as an edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huibao.errors import EditError
from huibao.gui.outline.rows import Row
from huibao.model import tree
from huibao.model.edits import MoveAll, Place
from huibao.model.report import Group, Id, Report, Section

_PLACES: dict[str, Place] = {"section": "sections", "attachment": "attachments", "group": "groups", "entry": "entries"}


def move_for(report: Report, nodes: Sequence[Id], holder: Row, at: int) -> MoveAll:
    """The move of the rows ``nodes`` (in the order of print) before child ``at`` of ``holder`` (the root's row: the top), or
    onto ``holder`` (``at`` -1). Raises EditError where they can't go there."""
    if not nodes:
        raise EditError("这一行不能移动。")
    steps = [tree.path(report, node)[-1] for node in nodes]
    kind = next((k for k, place in _PLACES.items() if all(place == step.place for step in steps)), "")
    if not kind:
        raise EditError("这一行不能移动。" if len(nodes) == 1 else "标题和条目不能一起拖动；请只选同一种。")
    parent, index = _target(report, kind, holder, at)
    if kind == "group" and any(_depth(report, parent.id) != _depth(report, step.parent.id) for step in steps):
        raise EditError("移动不改变层次；要改变层次，请用“升级”“降级”。")
    # The index counts after they were taken out.
    index -= sum(1 for step in steps if step.parent.id == parent.id and step.index < index)
    return MoveAll(tuple(nodes), parent.id, _PLACES[kind], index)


def _target(report: Report, kind: str, holder: Row, at: int) -> tuple[Any, int]:
    """The node that will hold the moved one, and the index there."""
    if kind in ("section", "attachment"):
        if holder.parent is not None:
            raise EditError("各部分只能在最外层调换顺序。")
        rows = [row for row in holder.rows[: at if at >= 0 else None] if row.kind == kind]
        return report, len(rows)
    if holder.parent is None or holder.kind in ("front", "end", "attachment"):
        raise EditError("标题、问题和措施只能放在各部分里面。")
    if at < 0 and holder.kind == "entry":
        return _beside(report, kind, holder, after=True)
    if at < 0:
        return _last(holder.node, kind)
    following = next((row for row in holder.rows[at:] if row.kind == kind), None)
    if following is not None and (kind == "group" or holder.rows.index(following) == at):
        return _beside(report, kind, following, after=False)
    before = next((row for row in reversed(holder.rows[:at]) if row.kind == kind), None)
    return _beside(report, kind, before, after=True) if before is not None else _last(holder.node, kind)


def _beside(report: Report, kind: str, row: Row, *, after: bool) -> tuple[Any, int]:
    step = tree.path(report, row.id)[-1]
    if step.place != _PLACES[kind]:
        raise EditError("这里不能放这样的内容。")
    return step.parent, step.index + after


def _last(node: Any, kind: str) -> tuple[Any, int]:
    if kind == "group" and isinstance(node, (Section, Group)):
        return node, len(node.groups)
    if isinstance(node, Group):
        return node, len(node.entries)
    if isinstance(node, Section) and node.groups:
        return node.groups[-1], len(node.groups[-1].entries)
    raise EditError("这里不能放这样的内容。")


def _depth(report: Report, node: Id) -> int:
    return 0 if node == report.id else len(tree.path(report, node))
