"""A report gone through once for the rules: its texts, headings and entries, each with its place as printed."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from huibao.model.report import (
    Attachment,
    Blocks,
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


class Spot(NamedTuple):
    """A text of the report that is not empty: of a paragraph, a headline, a detail or a lead-in."""

    node: Id
    where: str
    text: str


class Headed(NamedTuple):
    """Something with a heading: a section, a group or an entry."""

    node: Section | Group | Problem | Measure
    where: str
    heading: Heading


class Placed(NamedTuple):
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
        found: list[Headed] = []
        for section in self.report.sections:
            where = place_of(section.heading)
            found.append(Headed(section, where, section.heading))
            for group in section.groups:
                _add_headed(found, group, where)
        return tuple(found)

    @cached_property
    def entries(self) -> tuple[Placed, ...]:
        """All problems and measures in print order."""
        found, current = [], None
        for node, where, _ in self.headed:
            if isinstance(node, Section):
                current = node
            elif isinstance(node, (Problem, Measure)) and current is not None:
                found.append(Placed(node, current, where))
        return tuple(found)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every text that is printed, in print order, empty ones left out."""
        found: list[Spot] = []
        for part in self.report.front:
            _add_blocks(found, part.blocks, self.label("front", part.field))
        for section in self.report.sections:
            found.extend(spots_of(section))
        for part in self.report.end:
            _add_blocks(found, part.blocks, self.label("end", part.field))
        for attachment in self.report.attachments:
            _add_attachment(found, attachment)
        return tuple(found)

    @cached_property
    def all_text(self) -> str:
        """All texts, a line each: to see quickly whether something occurs at all."""
        return "\n".join([spot.text for spot in self.spots])


def place_of(heading: Heading) -> str:
    """A heading's step in a place: its label without gap, or its first words in quotation marks."""
    label = heading.label.strip()
    if label:
        return label
    text = heading.text
    return f"“{text[:10]}{'…' if len(text) > 10 else ''}”" if text else ""


def spots_of(section: Section) -> list[Spot]:
    """The texts of one section, its heading's first."""
    found: list[Spot] = []
    where = place_of(section.heading)
    _add_heading(found, section.id, section.heading, where)
    _add_blocks(found, section.blocks, where)
    for group in section.groups:
        _add_group(found, group, where)
    return found


def words_of(parts: tuple[Part, ...]) -> str:
    """The text of parts run together; a table's and a picture's too."""
    found: list[Spot] = []
    for part in parts:
        _add_blocks(found, part.blocks, "")
    return "".join([spot.text for spot in found])


def _add_headed(found: list[Headed], group: Group, where: str) -> None:
    if group.heading:
        where += place_of(group.heading)
        found.append(Headed(group, where, group.heading))
    for entry in group.entries:
        found.append(Headed(entry, where + place_of(entry.heading), entry.heading))
    for inner in group.groups:
        _add_headed(found, inner, where)


def _add_group(found: list[Spot], group: Group, where: str) -> None:
    if group.heading:
        where += place_of(group.heading)
        _add_heading(found, group.id, group.heading, where)
    _add_blocks(found, group.blocks, where)
    for entry in group.entries:
        _add_entry(found, entry, where + place_of(entry.heading))
    for inner in group.groups:
        _add_group(found, inner, where)


def _add_heading(found: list[Spot], node: Id, heading: Heading, where: str) -> None:
    if heading.headline:
        found.append(Spot(node, where, heading.text))


def _add_entry(found: list[Spot], entry: Entry, where: str) -> None:
    _add_heading(found, entry.id, entry.heading, where)
    for part in entry.parts:
        _add_blocks(found, part.blocks, where)
    if isinstance(entry, Measure):
        found.extend(Spot(entry.id, where, detail.value) for detail in entry.details if detail.value)


def _add_attachment(found: list[Spot], attachment: Attachment) -> None:
    where = attachment.page_label or attachment.list_label or "附件"
    if attachment.name:
        found.append(Spot(attachment.id, where, plain(attachment.name)))
    _add_blocks(found, attachment.title, where)
    _add_blocks(found, attachment.blocks, where)


def _add_blocks(found: list[Spot], blocks: Blocks, where: str) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.runs:
                found.append(Spot(block.id, where, block.text))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    _add_blocks(found, cell.paragraphs, where)
        else:
            found.append(Spot(block.id, where, block.alt or "（图）"))
            _add_blocks(found, block.caption, where)
