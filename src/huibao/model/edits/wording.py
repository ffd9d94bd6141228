"""Edits of what is written: paragraphs, headings, lead-ins, and a block's other value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit, expected
from huibao.model.edits.laws import check_new
from huibao.model.renumbering import renumber_around
from huibao.model.report import (
    Attachment,
    Block,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Runs,
    Section,
)

_HEADED = (Section, Group, Problem, Measure)


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
            if isinstance(node, Attachment):
                return replace(node, name=self.headline)
            if not isinstance(node, _HEADED) or node.heading is None:
                raise EditError("这一处没有标题可改。")
            return replace(node, heading=replace(node.heading, headline=self.headline))

        return tree.update(report, self.owner, change)


@dataclass(frozen=True)
class SetHeading(Edit):
    """Give a section, group or entry another heading (label, level, numbered, end mark), or a group none. Where it is now
    numbered and was not, or the other way round, its list is renumbered."""

    owner: Id
    heading: Heading | None
    name: ClassVar[str] = "修改标题格式"

    @property
    def target(self) -> Id:
        return self.owner

    def apply(self, report: Report) -> Report:
        was: Heading | None = None

        def change(node: Any) -> Any:
            nonlocal was
            if not isinstance(node, _HEADED):
                raise EditError("这一处没有标题可改。")
            if self.heading is None and not isinstance(node, Group):
                raise EditError("只有分组可以没有标题。")
            was = node.heading
            changed: Any = replace(node, heading=self.heading)  # type: ignore[arg-type]
            return changed

        after = tree.update(report, self.owner, change)
        if _is_numbered(self.heading) == _is_numbered(was):
            return after
        last = tree.path(report, self.owner)[-1]
        return renumber_around(after, last.parent.id, last.place, report)


def _is_numbered(heading: Heading | None) -> bool:
    return heading is not None and heading.numbered


@dataclass(frozen=True)
class ReplaceBlock(Edit):
    """Put another value of the same id in a block's place: a table's new rows, a picture's size, a paragraph's alignment."""

    block: Block
    name: ClassVar[str] = "修改内容"

    @property
    def target(self) -> Id:
        return self.block.id

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Block:
            check_new(report, (self.block,), leaving=(expected(node, type(self.block)),))
            return self.block

        return tree.update(report, self.block.id, change)


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
