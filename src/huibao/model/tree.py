"""Finding and rebuilding nodes of a frozen report by id; what did not change is shared.

Places a node can hold children in: a Report's ``front``, ``sections``, ``end``, ``attachments``; a Section's ``blocks``,
``groups``; a Group's ``blocks``, ``entries``, ``groups``; an entry's ``parts``; a Part's ``blocks``; an Attachment's
``title``, ``blocks``; a Picture's ``caption``. Paragraphs in a table's cells are found and replaced too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from huibao.errors import EditError
from huibao.model.memory import remembered
from huibao.model.report import (
    Attachment,
    Cell,
    Entry,
    Group,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    Table,
)

Node = Report | Section | Group | Problem | Measure | Part | Attachment | Paragraph | Table | Picture
PLACES: dict[type, tuple[str, ...]] = {
    Report: ("front", "sections", "end", "attachments"),
    Section: ("blocks", "groups"),
    Group: ("blocks", "entries", "groups"),
    Problem: ("parts",),
    Measure: ("parts",),
    Part: ("blocks",),
    Attachment: ("title", "blocks"),
    Paragraph: (),
    Table: (),
    Picture: ("caption",),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way down: ``node`` is child ``index`` in ``place`` of ``parent``."""

    parent: Node
    place: str
    index: int
    node: Node


def children(node: Node) -> Iterator[tuple[str, int, Node]]:
    """Direct children of ``node`` with their place and index; a table's cells yield none."""
    for place in PLACES[type(node)]:
        for index, child in enumerate(getattr(node, place)):
            yield place, index, child


def walk(node: Node) -> Iterator[Node]:
    """``node`` and all below it, in print order (but for the front of things that print elsewhere), cells' paragraphs too."""
    yield node
    if isinstance(node, Table):
        for row in node.rows:
            for cell in row:
                yield from cell.paragraphs
    for place in PLACES[type(node)]:
        for child in getattr(node, place):
            yield from walk(child)


@remembered(limit=100_000)
def ids(node: Node) -> frozenset[Id]:
    """The ids of ``node`` and of all below it, paragraphs in cells included."""
    below = {node.id}
    for child in _below(node):
        if isinstance(child, (Section, Group, Problem, Measure, Attachment)):
            below |= ids(child)
        else:
            below.update(inner.id for inner in walk(child))
    return frozenset(below)


def _below(node: Node) -> Iterator[Node]:
    for place in PLACES[type(node)]:
        yield from getattr(node, place)


def path(root: Node, target: Id) -> tuple[Step, ...]:
    """Steps from ``root`` down to the node with id ``target``. A cell's paragraph ends at its table. Raises EditError when
    there is no such node."""
    steps: list[Step] = []
    node = root
    while not steps or (node.id != target and not isinstance(node, Table)):
        step = next((Step(node, *child) for child in children(node) if _holds(child[2], target)), None)
        if step is None:
            raise EditError("这一处内容已经不在报告里了。")
        steps.append(step)
        node = step.node
    return tuple(steps)


def _holds(node: Node, target: Id) -> bool:
    """Whether ``target`` is at or below ``node``; where much can be below, the ids are remembered."""
    if node.id == target:
        return True
    if isinstance(node, Paragraph):
        return False
    if isinstance(node, Picture):
        return any(paragraph.id == target for paragraph in node.caption)
    if isinstance(node, Part):
        return any(_holds(block, target) for block in node.blocks)
    if isinstance(node, Table):
        return any(paragraph.id == target for _, _, cell in cells(node) for paragraph in cell.paragraphs)
    if isinstance(node, Report):
        return any(_holds(child, target) for child in _below(node))
    return target in ids(node)


def find(root: Node, target: Id) -> Node:
    """The node with id ``target`` (a cell's paragraph included). Raises EditError when there is none."""
    if root.id == target:
        return root
    node = path(root, target)[-1].node
    if isinstance(node, Table) and node.id != target:
        for _, _, cell in cells(node):
            for paragraph in cell.paragraphs:
                if paragraph.id == target:
                    return paragraph
    return node


def contains(root: Node, target: Id) -> bool:
    """Whether a node with id ``target`` is at or below ``root``."""
    return _holds(root, target)


def rebuild(report: Report, steps: tuple[Step, ...], nodes: tuple[Node, ...]) -> Report:
    """``report`` with the node at the end of ``steps`` replaced by ``nodes`` (none, one or several)."""
    last = steps[-1]
    parent: Any = put(last.parent, last.place, last.index, last.index + 1, nodes)
    for step in reversed(steps[:-1]):
        parent = put(step.parent, step.place, step.index, step.index + 1, (parent,))
    return parent  # type: ignore[no-any-return]


def without(node: Any, gone: frozenset[Id]) -> Any:
    """``node`` without the sections, groups, entries and attachments ``gone``, wherever below it they are."""
    changed: dict[str, tuple[Any, ...]] = {}
    for place in ("sections", "groups", "entries", "attachments"):
        held = getattr(node, place, ())
        kept = tuple(
            child if gone.isdisjoint(ids(child)) else without(child, gone) for child in held if child.id not in gone
        )
        if len(kept) != len(held) or any(a is not b for a, b in zip(kept, held, strict=True)):
            changed[place] = kept
    return replace(node, **changed) if changed else node


def put(parent: Any, place: str, start: int, end: int, nodes: tuple[Node, ...]) -> Any:
    """``parent`` with children ``start``–``end`` in ``place`` replaced by ``nodes``."""
    held = getattr(parent, place)
    return replace(parent, **{place: held[:start] + nodes + held[end:]})


def update(report: Report, target: Id, change: Callable[[Any], Node]) -> Report:
    """``report`` with the node ``target`` replaced by ``change(node)``; the report itself and paragraphs in cells too."""
    if report.id == target:
        return change(report)  # type: ignore[return-value]
    steps = path(report, target)
    node = steps[-1].node
    if node.id == target:
        return rebuild(report, steps, (change(node),))
    assert isinstance(node, Table)
    rows = tuple(tuple(_with_paragraph(cell, target, change) for cell in row) for row in node.rows)
    return rebuild(report, steps, (replace(node, rows=rows),))


def _with_paragraph(cell: Cell, target: Id, change: Callable[[Any], Any]) -> Cell:
    if all(paragraph.id != target for paragraph in cell.paragraphs):
        return cell
    return replace(cell, paragraphs=tuple(change(p) if p.id == target else p for p in cell.paragraphs))


def parent_of(report: Report, target: Id) -> Node:
    """The node that holds ``target``."""
    return path(report, target)[-1].parent


def entries(node: Node) -> Iterator[Entry]:
    """All problems and measures at or below ``node``, in print order."""
    for place in ("sections", "entries", "groups"):
        for child in getattr(node, place, ()):
            yield from entries(child)
    if isinstance(node, (Problem, Measure)):
        yield node


def section_of(report: Report, target: Id) -> Section | None:
    """The section that ``target`` is in (or is), None outside the sections."""
    node = path(report, target)[0].node if target != report.id else None
    return node if isinstance(node, Section) else None


def cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, place in the row, and cell, for each shown cell."""
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line):
            yield row, column, cell


def with_new_ids(node: Any, fresh: Callable[[], Id]) -> Any:
    """A copy of ``node`` in which it and all below have ids from ``fresh``: for pasting and duplicating."""
    if isinstance(node, Table):
        rows = tuple(
            tuple(replace(c, paragraphs=tuple(with_new_ids(p, fresh) for p in c.paragraphs)) for c in row)
            for row in node.rows
        )
        return replace(node, id=fresh(), rows=rows)
    held = {place: tuple(with_new_ids(child, fresh) for child in getattr(node, place)) for place in PLACES[type(node)]}
    return replace(node, id=fresh(), **held)
