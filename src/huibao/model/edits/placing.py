"""Edits of what stands where: inserting, removing, moving, and replacing blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import check_kind, fits, linked, renumbered, sound
from huibao.model.report import Blocks, Id, Paragraph, Report

Place = Literal["front", "sections", "end", "attachments", "blocks", "groups", "entries", "parts", "title"]


@dataclass(frozen=True)
class ReplaceBlocks(Edit):
    """Replace blocks ``start``–``end`` of ``owner`` (in ``place``: "blocks", an attachment's or front part's too) by ``blocks``:
    splitting and joining paragraphs, pasting, inserting a table or a picture."""

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
        def change(node: Any) -> Any:
            held = getattr(node, self.place)
            if not 0 <= self.start <= self.end <= len(held):
                raise EditError("要修改的段落已经变了，请再试一次。")
            changed = tree.put(node, self.place, self.start, self.end, self.blocks)
            labelled = any(isinstance(b, Paragraph) and b.label for b in held[self.start : self.end] + self.blocks)
            return renumbering.renumber_list(changed, "blocks") if labelled and self.place == "blocks" else changed

        return sound(tree.update(report, self.owner, change))


@dataclass(frozen=True)
class Insert(Edit):
    """Put ``node`` at ``index`` in ``place`` of ``parent`` and renumber that list."""

    parent: Id
    place: Place
    index: int
    node: Any
    name: ClassVar[str] = "添加"

    @property
    def target(self) -> Id:
        return str(self.node.id)

    def apply(self, report: Report) -> Report:
        def change(holder: Any) -> Any:
            if self.place not in tree.PLACES[type(holder)]:
                raise EditError("这里不能放这样的内容。")
            return tree.put(holder, self.place, self.index, self.index, (self.node,))

        return renumbered(sound(tree.update(report, self.parent, change)), report, self.parent, self.place)


@dataclass(frozen=True)
class Remove(Edit):
    """Take a node away with all below it; links to its problems go with them."""

    node: Id
    name: ClassVar[str] = "删除"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        last = steps[-1]
        if last.node.id != self.node:
            raise EditError("单元格里的段落不能这样删除。")
        after = linked(tree.rebuild(report, steps, ()))
        return renumbered(after, report, last.parent.id, last.place)


@dataclass(frozen=True)
class Move(Edit):
    """Move a node to ``index`` (counted after it was taken out) in ``place`` of ``parent``; both lists are renumbered."""

    node: Id
    parent: Id
    place: Place
    index: int
    name: ClassVar[str] = "移动"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        last = steps[-1]
        if tree.contains(last.node, self.parent):
            raise EditError("不能把一部分移到它自己里面。")
        taken = tree.rebuild(report, steps, ())

        def change(holder: Any) -> Any:
            if self.place not in tree.PLACES[type(holder)] or not fits(last.node, holder, self.place):
                raise EditError("这里不能放这样的内容：问题只能放在问题部分，措施只能放在措施部分。")
            return tree.put(holder, self.place, self.index, self.index, (last.node,))

        check_kind(report, last.node, self.parent)
        after = tree.update(taken, self.parent, change)
        after = renumbered(after, report, self.parent, self.place)
        if (last.parent.id, last.place) != (self.parent, self.place):
            after = renumbered(after, report, last.parent.id, last.place)
        return after
