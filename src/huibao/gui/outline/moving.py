"""Where a row that is dropped in the outline goes, as an edit."""

from __future__ import annotations

from typing import Any

from huibao.errors import EditError
from huibao.gui.outline.rows import Row
from huibao.model import tree
from huibao.model.edits import Move, Place
from huibao.model.report import Group, Id, Report, Section

_PLACES: dict[str, Place] = {"section": "sections", "attachment": "attachments", "group": "groups", "entry": "entries"}


def move_for(report: Report, node: Id, holder: Row, at: int) -> Move:
    """The move of the row ``node`` before child ``at`` of ``holder`` (the root's row: the top), or onto ``holder`` (``at``
    -1). Raises EditError where it can't go there."""
    step = tree.path(report, node)[-1]
    kind = next((k for k, place in _PLACES.items() if place == step.place), "")
    if not kind:
        raise EditError("这一行不能移动。")
    parent, index = _target(report, kind, holder, at)
    if kind == "group" and _depth(report, parent.id) != _depth(report, step.parent.id):
        raise EditError("移动不改变层次；要改变层次，请用“升级”“降级”。")
    if parent.id == step.parent.id and step.index < index:
        index -= 1  # the index counts after the node was taken out
    return Move(node, parent.id, _PLACES[kind], index)


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
