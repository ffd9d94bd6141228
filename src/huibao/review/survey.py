"""A report gone through once for the rules: its texts, headings and entries, each with its place as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from huibao.model.report import (
    Attachment,
    Blocks,
    Detail,
    Entry,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    Table,
    plain,
)
from huibao.model.template import Template

_LABELS = {
    "title": "标题",
    "recipient": "主送单位",
    "lead": "导语",
    "closing": "结语",
    "signature": "署名",
    "date": "成文日期",
    "note": "附注",
    "attachment_list": "附件说明",
    "body": "正文",
    "person": "责任人",
    "deadline": "完成时限",
    "cause": "原因分析",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of the report that is not empty: of a paragraph, a headline, a detail or a lead-in."""

    node: Id
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Headed:
    """Something with a heading: a section, a group or an entry."""

    node: Section | Group | Problem | Measure
    where: str
    heading: Heading


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry, the section it is in, and its place."""

    entry: Entry
    section: Section
    where: str


class Survey:
    """A report, its template (None when it has none, or has been detached from it), and what stands where."""

    def __init__(self, report: Report, template: Template | None) -> None:
        self.report = report
        self.template = None if report.detached else template

    def label(self, owner: str, field: str) -> str:
        """What the user knows ``field`` by."""
        known = self.template.field(owner, field) if self.template else None
        return known.label if known else _LABELS.get(field, field)

    @cached_property
    def headed(self) -> tuple[Headed, ...]:
        """Sections, groups with a heading and entries, in print order."""
        return tuple(self._headed())

    @cached_property
    def entries(self) -> tuple[Placed, ...]:
        """All problems and measures in print order."""
        sections = {section.id: section for section in self.report.sections}
        found, current = [], None
        for item in self.headed:
            if isinstance(item.node, Section):
                current = sections[item.node.id]
            elif isinstance(item.node, (Problem, Measure)) and current is not None:
                found.append(Placed(item.node, current, item.where))
        return tuple(found)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every text that is printed, in print order, empty ones left out."""
        return tuple(self._spots())

    @cached_property
    def all_text(self) -> str:
        """All texts, a line each: to see quickly whether something occurs at all."""
        return "\n".join(spot.text for spot in self.spots)

    def _headed(self) -> Iterator[Headed]:
        for section in self.report.sections:
            where = place_of(section.heading)
            yield Headed(section, where, section.heading)
            for group in section.groups:
                yield from _headed_group(group, where)

    def _spots(self) -> Iterator[Spot]:
        for part in self.report.front:
            yield from _part(part, self.label("front", part.field))
        for section in self.report.sections:
            yield from spots_of(section)
        for part in self.report.end:
            yield from _part(part, self.label("end", part.field))
        for attachment in self.report.attachments:
            yield from _attachment(attachment)


def place_of(heading: Heading) -> str:
    """A heading's step in a place: its label without gap, or its first words in quotation marks."""
    if heading.label.strip():
        return heading.label.strip()
    text = heading.text
    return f"“{text[:10]}{'…' if len(text) > 10 else ''}”" if text else ""


def spots_of(section: Section) -> Iterator[Spot]:
    """The texts of one section, its heading's first."""
    where = place_of(section.heading)
    yield from _heading(section.id, section.heading, where)
    yield from _blocks(section.blocks, where)
    for group in section.groups:
        yield from _group(group, where)


def words_of(blocks: Blocks) -> str:
    """The text of blocks run together; a table's and a picture's too."""
    return "".join(spot.text for spot in _blocks(blocks, ""))


def _headed_group(group: Group, above: str) -> Iterator[Headed]:
    where = above
    if group.heading:
        where = above + place_of(group.heading)
        yield Headed(group, where, group.heading)
    for entry in group.entries:
        yield Headed(entry, where + place_of(entry.heading), entry.heading)
    for inner in group.groups:
        yield from _headed_group(inner, where)


def _group(group: Group, above: str) -> Iterator[Spot]:
    where = above
    if group.heading:
        where = above + place_of(group.heading)
        yield from _heading(group.id, group.heading, where)
    yield from _blocks(group.blocks, where)
    for entry in group.entries:
        yield from _entry(entry, where + place_of(entry.heading))
    for inner in group.groups:
        yield from _group(inner, where)


def _heading(node: Id, heading: Heading, where: str) -> Iterator[Spot]:
    if heading.headline:
        yield Spot(node, where, plain(heading.headline))


def _entry(entry: Entry, where: str) -> Iterator[Spot]:
    yield from _heading(entry.id, entry.heading, where)
    for part in entry.parts:
        yield from _blocks(part.blocks, where)
    if isinstance(entry, Measure):
        yield from (_detail(entry.id, where, detail) for detail in entry.details if detail.value)


def _detail(node: Id, where: str, detail: Detail) -> Spot:
    return Spot(node, where, detail.value)


def _part(part: Part, where: str) -> Iterator[Spot]:
    yield from _blocks(part.blocks, where)


def _attachment(attachment: Attachment) -> Iterator[Spot]:
    where = attachment.page_label or attachment.list_label or "附件"
    if attachment.name:
        yield Spot(attachment.id, where, plain(attachment.name))
    yield from _blocks(attachment.title, where)
    yield from _blocks(attachment.blocks, where)


def _blocks(blocks: Blocks, where: str) -> Iterator[Spot]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.runs:
                yield Spot(block.id, where, plain(block.runs))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _blocks(cell.paragraphs, where)
        else:
            yield Spot(block.id, where, block.alt or "（图）")
