"""Edits of what is written: paragraphs, headings, lead-ins, and a block's other value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit, expected, same_kind
from huibao.model.report import Block, Heading, Id, Paragraph, Part, Report, Runs


@dataclass(frozen=True)
class SetText(Edit):
    """Give a paragraph (in a block list, a title, a cell) the text ``runs``."""

    paragraph: Id
    runs: Runs
    name: ClassVar[str] = "输入"

    @property
    def target(self) -> Id:
        return self.paragraph

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("text", self.paragraph)

    def apply(self, report: Report) -> Report:
        return tree.update(report, self.paragraph, lambda node: replace(expected(node, Paragraph), runs=self.runs))


@dataclass(frozen=True)
class SetHeadline(Edit):
    """Reword the heading of a section, group or entry; its number stays. Of an attachment: its name."""

    owner: Id
    headline: Runs
    name: ClassVar[str] = "修改标题"

    @property
    def target(self) -> Id:
        return self.owner

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("headline", self.owner)

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if hasattr(node, "name") and not hasattr(node, "heading"):
                return replace(node, name=self.headline)
            if getattr(node, "heading", None) is None:
                raise EditError("这一处没有标题可改。")
            return replace(node, heading=replace(node.heading, headline=self.headline))

        return tree.update(report, self.owner, change)


@dataclass(frozen=True)
class SetHeading(Edit):
    """Give a section, group or entry another heading (label, level, numbered, end mark), or a group none."""

    owner: Id
    heading: Heading | None
    name: ClassVar[str] = "修改标题格式"

    @property
    def target(self) -> Id:
        return self.owner

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if self.heading is None and not hasattr(node, "entries"):
                raise EditError("只有分组可以没有标题。")
            return replace(node, heading=self.heading)

        steps = tree.path(report, self.owner)
        after = tree.update(report, self.owner, change)
        was = getattr(steps[-1].node, "heading", None)
        if self.heading is not None and was is not None and self.heading.numbered != was.numbered:
            after = renumbering.renumber_around(after, steps[-1].parent.id, steps[-1].place, report)
        return after


@dataclass(frozen=True)
class ReplaceBlock(Edit):
    """Put another value of the same id in a block's place: a table's new rows, a picture's size, a paragraph's alignment."""

    block: Block
    name: ClassVar[str] = "修改内容"

    @property
    def target(self) -> Id:
        return self.block.id

    def apply(self, report: Report) -> Report:
        return tree.update(
            report, self.block.id, lambda node: replace(self.block) if same_kind(node, self.block) else self.block
        )


@dataclass(frozen=True)
class SetPartWording(Edit):
    """Set the literal lead-in of a part, and whether it starts a paragraph of its own."""

    part: Id
    lead_in: str
    own_paragraph: bool
    name: ClassVar[str] = "修改引导语"

    @property
    def target(self) -> Id:
        return self.part

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Part:
            return replace(expected(node, Part), lead_in=self.lead_in, own_paragraph=self.own_paragraph)

        return tree.update(report, self.part, change)
