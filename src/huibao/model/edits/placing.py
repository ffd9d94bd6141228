"""Edits of what stands where: inserting, removing, moving, and replacing blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import check_new, check_place, linked
from huibao.model.levels import fresh, joining
from huibao.model.renumbering import renumber_around
from huibao.model.report import Blocks, Group, Id, Measure, Problem, Report, Section

Place = Literal["front", "sections", "end", "attachments", "blocks", "groups", "entries", "parts", "title", "caption"]
_LISTS = ("sections", "groups", "entries", "blocks", "attachments")


@dataclass(frozen=True)
class ReplaceBlocks(Edit):
    """Replace blocks ``start``–``end`` of ``owner`` (in ``place``: "blocks", an attachment's "title", a picture's "caption") by ``blocks``:
    splitting and joining paragraphs, pasting, inserting a table or a picture. Lists of labels that this changes count anew."""

    owner: Id
    start: int
    end: int
    blocks: Blocks
    place: Place = "blocks"
    focus: Id = ""
    name: ClassVar[str] = "修改段落"

    @property
    def target(self) -> Id:
        return self.focus or (self.blocks[0].id if self.blocks else self.owner)

    def apply(self, report: Report) -> Report:
        holder = tree.find(report, self.owner)
        held: Blocks = getattr(holder, self.place, ())
        if self.place not in ("blocks", "title", "caption") or self.place not in tree.PLACES[type(holder)]:
            raise EditError("这里不能放段落。")
        if not 0 <= self.start <= self.end <= len(held):
            raise EditError("要修改的段落已经变了，请再试一次。")
        check_place(report, self.owner, self.place, self.blocks)
        check_new(report, self.blocks, leaving=held[self.start : self.end])
        changed = tree.put(holder, self.place, self.start, self.end, self.blocks)
        return renumber_around(tree.update(report, self.owner, lambda _: changed), self.owner, self.place, report)


@dataclass(frozen=True)
class Insert(Edit):
    """Put ``node`` at ``index`` in ``place`` of ``parent`` and renumber that list. One whose label is "" takes the level of
    its siblings and is unnumbered where they all are."""

    parent: Id
    place: Place
    index: int
    node: Any
    name: ClassVar[str] = "添加"

    @property
    def target(self) -> Id:
        return str(self.node.id)

    def apply(self, report: Report) -> Report:
        check_place(report, self.parent, self.place, (self.node,))
        check_new(report, (self.node,))
        after = _put(report, self.parent, self.place, self.index, self.node, fresh)
        if any(isinstance(entry, Measure) for entry in tree.entries(self.node)):
            after = linked(after)
        return _renumbered(after, self.parent, self.place, report)


@dataclass(frozen=True)
class Remove(Edit):
    """Take a node away with all below it; links to its problems go with them."""

    node: Id
    name: ClassVar[str] = "删除"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = _way(report, self.node)
        after = tree.rebuild(report, steps, ())
        if any(isinstance(entry, Problem) for entry in tree.entries(steps[-1].node)):
            after = linked(after)
        return _renumbered(after, steps[-1].parent.id, steps[-1].place, report)


@dataclass(frozen=True)
class Move(Edit):
    """Move a node to ``index`` (counted after it was taken out) in ``place`` of ``parent``. Both lists are renumbered; in
    another list a group or entry takes the level of its new siblings."""

    node: Id
    parent: Id
    place: Place
    index: int
    name: ClassVar[str] = "移动"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        last = _way(report, self.node)[-1]
        if tree.contains(last.node, self.parent):
            raise EditError("不能把一部分移到它自己里面。")
        check_place(report, self.parent, self.place, (last.node,))
        stays = (last.parent.id, last.place) == (self.parent, self.place)
        if stays and last.index == self.index:
            return report
        taken = tree.rebuild(report, _way(report, self.node), ())
        after = _put(taken, self.parent, self.place, self.index, last.node, None if stays else joining)
        after = _renumbered(after, self.parent, self.place, report)
        return after if stays else _renumbered(after, last.parent.id, last.place, report)


def _way(report: Report, target: Id) -> tuple[tree.Step, ...]:
    steps = tree.path(report, target)
    if steps[-1].node.id != target:
        raise EditError("表格单元格里的段落不能这样移动或删除；请直接修改表格。")
    return steps


def _put(report: Report, parent: Id, place: Place, index: int, node: Any, adapt: Any) -> Report:
    """``report`` with ``node``, after ``adapt(node, siblings)`` where it has a heading, at ``index``."""

    def change(holder: Any) -> Any:
        siblings = getattr(holder, place)
        if not 0 <= index <= len(siblings):
            raise EditError("要放到的位置已经变了，请再试一次。")
        headed = adapt is not None and isinstance(node, (Section, Group, Problem, Measure))
        return tree.put(holder, place, index, index, (adapt(node, siblings) if headed else node,))

    return tree.update(report, parent, change)


def _renumbered(after: Report, parent: Id, place: str, before: Report) -> Report:
    return renumber_around(after, parent, place, before) if place in _LISTS else after
