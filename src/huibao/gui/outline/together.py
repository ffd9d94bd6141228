"""What is done in the outline to the rows that are selected, one or many, as one edit. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from huibao.errors import EditError
from huibao.gui.outline.rows import END, FRONT
from huibao.model import tree
from huibao.model.edits import Edit, MoveAll, RemoveAll, Several
from huibao.model.report import Group, Id, Measure, Problem, Report, Section
from huibao.model.structure import Demote, MakeBody, Promote


def outermost(report: Report, rows: Iterable[Id]) -> tuple[Id, ...]:
    """Those of ``rows`` that stand in no other of them; front and end matter, which stay where they are, left out."""
    wanted = [row for row in dict.fromkeys(rows) if row not in (FRONT, END, "")]
    outer = frozenset(_outer(report, frozenset(wanted)))
    return tuple(row for row in wanted if row in outer)


def _outer(node: Any, wanted: frozenset[Id]) -> Iterator[Id]:
    """Those of ``wanted`` below ``node`` that stand in no other of them, found in one walk."""
    for place in ("sections", "groups", "entries", "attachments"):
        for child in getattr(node, place, ()):
            if child.id in wanted:
                yield child.id
            else:
                yield from _outer(child, wanted)


def removal(report: Report, nodes: Sequence[Id]) -> Edit:
    """Take them all away; what follows the last of them, else what was before, is shown then."""
    _some(nodes)
    last = tree.path(report, nodes[-1])[-1]
    siblings = getattr(last.parent, last.place)
    left = [node for node in (*siblings[last.index + 1 :], *reversed(siblings[: last.index])) if node.id not in nodes]
    return RemoveAll(tuple(nodes), left[0].id if left else last.parent.id if last.parent is not report else FRONT)


def raised(report: Report, nodes: Sequence[Id], *, alone: bool = False) -> Edit:
    """Promote each of them, in the order of print."""
    _some(nodes)
    return _one_step([Promote(node, alone) for node in nodes], "升级", nodes)


def lowered(report: Report, nodes: Sequence[Id], *, alone: bool = False) -> Edit:
    """Demote each of them, in the order of print; a narrative heading without an elder sibling becomes a paragraph."""
    _some(nodes)
    return _one_step([_lowering(report, node, alone) for node in nodes], "降级", nodes)


def _lowering(report: Report, node: Id, alone: bool) -> Edit:
    last, section = tree.path(report, node)[-1], tree.section_of(report, node)
    first = isinstance(last.node, Group) and last.index == 0 and section is not None and section.kind == "narrative"
    return MakeBody(node) if first else Demote(node, alone)


def shifted(report: Report, nodes: Sequence[Id], by: int) -> Edit:
    """Move them before (-1) or behind (1) their neighbour; entries go on to the next group."""
    _some(nodes)
    steps = [tree.path(report, node)[-1] for node in nodes]
    parent, place = steps[0].parent, steps[0].place
    if any((step.parent.id, step.place) != (parent.id, place) for step in steps):
        raise EditError("选中的内容不在同一级；请选同一个标题下面的几项，或直接拖到要放的地方。")
    rest = [at for at in range(len(getattr(parent, place))) if at not in {step.index for step in steps}]
    edge = steps[0].index if by < 0 else steps[-1].index
    at = sum(1 for index in rest if index < edge) + by
    if 0 <= at <= len(rest):
        return MoveAll(tuple(nodes), parent.id, place, at)  # type: ignore[arg-type]
    if isinstance(steps[0].node, (Problem, Measure)):
        section = tree.section_of(report, nodes[0])
        groups = list(_holders(section)) if section else []
        beside = next((i for i, group in enumerate(groups) if group.id == parent.id), 0) + by
        if 0 <= beside < len(groups):
            group = groups[beside]
            return MoveAll(tuple(nodes), group.id, "entries", 0 if by > 0 else len(group.entries))
    raise EditError("已经在最前面了。" if by < 0 else "已经在最后面了。")


def _holders(node: Section | Group) -> Iterator[Group]:
    """The groups that may hold entries, in order."""
    for group in node.groups:
        if not group.groups:
            yield group
        yield from _holders(group)


def _some(nodes: Sequence[Id]) -> None:
    if not nodes:
        raise EditError("标题、落款这些部分是固定的，不能移动、升降或删除。")


def _one_step(edits: Sequence[Edit], word: str, nodes: Sequence[Id]) -> Edit:
    return edits[0] if len(edits) == 1 else Several(tuple(edits), f"{word} {len(edits)} 项", nodes[0])
