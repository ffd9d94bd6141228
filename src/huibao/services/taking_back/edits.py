"""Edits that taking back needs beyond the closed set: each finds its place when it is done, by ids alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, Place, ReplaceBlocks
from huibao.model.edits.laws import check_new
from huibao.model.renumbering import renumber_around
from huibao.model.report import Block, Group, Id, Measure, Paragraph, Part, Problem, Report, Section, new_id
from huibao.services.taking_back.placing import Anchor, Payload, place_after


@dataclass(frozen=True)
class Put(Edit):
    """Give attributes of a node other values: the wording around an attachment, a measure's people, an empty heading."""

    node: Id
    values: tuple[tuple[str, Any], ...]
    name: ClassVar[str] = "修改文字"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        return tree.update(report, self.node, lambda node: replace(node, **dict(self.values)))


@dataclass(frozen=True)
class Relabel(Edit):
    """Print the number of a heading or paragraph as ``label`` ("": none); no other number changes."""

    node: Id
    label: str
    name: ClassVar[str] = "修改序号"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if isinstance(node, Paragraph):
                return replace(node, label=self.label)
            return replace(node, heading=replace(node.heading, label=self.label, numbered=bool(self.label)))

        return tree.update(report, self.node, change)


@dataclass(frozen=True)
class ClearHeading(Edit):
    """Take a heading's words away where what stands under it stays: a group then has none, all else an empty one."""

    owner: Id
    name: ClassVar[str] = "删除标题"

    @property
    def target(self) -> Id:
        return self.owner

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if isinstance(node, Group):
                return replace(node, heading=None)
            empty = replace(node.heading, headline=(), label="", numbered=False, headline_end="", run_in=False)
            return replace(node, heading=empty)

        after = tree.update(report, self.owner, change)
        last = tree.path(report, self.owner)[-1]
        return renumber_around(after, last.parent.id, last.place, report)


@dataclass(frozen=True)
class TakeOut(Edit):
    """Take a block away. A field of a problem or measure that is empty then keeps an empty paragraph to write in."""

    block: Id
    name: ClassVar[str] = "删除段落"

    @property
    def target(self) -> Id:
        return self.block

    def apply(self, report: Report) -> Report:
        last = tree.path(report, self.block)[-1]
        owner = last.parent
        alone = isinstance(owner, Part) and len(owner.blocks) == 1
        left = (Paragraph(new_id()),) if alone else ()
        place: Place = "title" if last.place == "title" else "blocks"
        return ReplaceBlocks(owner.id, last.index, last.index + 1, left, place).apply(report)


@dataclass(frozen=True)
class PlaceAfter(Edit):
    """Put ``payload`` (a block, entry, group or section) where it prints right after ``anchor`` (None: before all else)."""

    anchor: Anchor | None
    payload: Payload
    field: str = "body"
    name: ClassVar[str] = "添加"

    @property
    def target(self) -> Id:
        return self.payload.id

    def apply(self, report: Report) -> Report:
        check_new(report, (self.payload,))
        return place_after(report, self.anchor, self.payload, self.field)


@dataclass(frozen=True)
class MoveAfter(Edit):
    """Move a node, with all below it, to where it prints right after ``anchor``; links to it stay."""

    node: Id
    anchor: Anchor | None
    name: ClassVar[str] = "移动"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        node = steps[-1].node
        if not isinstance(node, Block | Section | Group | Problem | Measure) or node.id != self.node:
            raise EditError("这一处不能移动。")
        parent = steps[-1].parent
        taken = renumber_around(tree.rebuild(report, steps, ()), parent.id, steps[-1].place, report)
        return place_after(taken, self.anchor, node)
