"""A report as paragraphs in print order: the one thing that Word, pages, plain text and the clipboard are written from.

Nothing else decides what the document says, how it is numbered, or how far a line stands in. Indents are in characters
of the body, blank lines in lines of the grid (GB/T 9704-2012, 7.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from huibao.model.report import (
    Align,
    Attachment,
    Block,
    Blocks,
    Detail,
    Entry,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Report,
    Run,
    Runs,
    Section,
    Table,
    plain,
    runs,
)
from huibao.model.text import width

Role = Literal[
    "title",
    "recipient",
    "lead",
    "heading",
    "body",
    "closing",
    "attachment_list",
    "signature",
    "date",
    "note",
    "attachment_label",
    "attachment_title",
    "table",
    "picture",
]
_END_MARKS = "。！？：；!?:;"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start``–``end`` of an item's text come from ``field`` of ``node``: a paragraph's "text", a heading
    owner's "headline", a measure's detail ("leader" …), or wording of the template ("wording")."""

    node: Id
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One printed paragraph, table or picture.

    ``label`` stands before ``runs``; the first ``head`` characters of ``runs`` are a heading's own words with their end
    mark (0: none), so a heading with ``head < len(text)`` is run-in. ``node`` is the heading's owner or the paragraph.
    ``first_indent``, ``left_indent``, ``right_indent`` in characters; ``blank_before`` in lines.
    """

    role: Role
    node: Id
    runs: Runs = ()
    label: str = ""
    level: int = 0
    head: int = 0
    section: str = ""
    spans: tuple[Span, ...] = ()
    align: Align = ""
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    blank_before: int = 0
    new_page: bool = False
    keep_next: bool = False
    table: Table | None = None
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """The text without the label."""
        return plain(self.runs)

    @property
    def headline(self) -> str:
        """A heading's own words with their end mark, "" when this is no heading."""
        return self.text[: self.head]


def manuscript(report: Report) -> tuple[Item, ...]:
    """All items of ``report`` in print order. Empty paragraphs and empty parts are not printed."""
    return tuple(_placed(report))


def body_items(section: Section) -> tuple[Item, ...]:
    """The items of one section, the same values that ``manuscript`` gives for it."""
    return tuple(_section(section))


def printed(items: tuple[Item, ...] | list[Item]) -> str:
    """Items as plain text, a line each, labels included; table cells parted by tabs; a picture is its alternative text."""
    return "".join(line + "\n" for item in items for line in _text_lines(item))


def _text_lines(item: Item) -> Iterator[str]:
    if item.table:
        for row in item.table.rows:
            yield "\t".join(" ".join(paragraph.label + paragraph.text for paragraph in cell.paragraphs) for cell in row)
    elif item.picture:
        yield item.picture.alt
    else:
        yield item.label + item.text


def has_words(block: Block) -> bool:
    """Whether a block prints anything: a table or picture always does, a paragraph when it has text or a label."""
    return not isinstance(block, Paragraph) or bool(block.label) or any(run.text for run in block.runs)


class _Pen:
    """Collects what belongs to one printed paragraph: runs and the spans they come from."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.spans: list[Span] = []
        self.length = 0

    def write(self, content: Runs, node: Id, field: str) -> None:
        size = sum(len(run.text) for run in content)
        if size:
            self.runs.extend(content)
            self.spans.append(Span(node, field, self.length, self.length + size))
            self.length += size

    def item(self, role: Role, node: Id, **more: object) -> Item:
        return Item(role, node, tuple(self.runs), spans=tuple(self.spans), **more)  # type: ignore[arg-type]


def _placed(report: Report) -> Iterator[Item]:
    """Front, sections, end, attachments, with the geometry that depends on neighbours."""
    before = ""
    for part in report.front:
        for item in _matter(part):
            yield _under_title(item, before)
            before = item.role
    for section in report.sections:
        for item in _section(section):
            yield _under_title(item, before)
            before = item.role
    yield from _end(report)
    for attachment in report.attachments:
        yield from _attachment(attachment)


def _under_title(item: Item, before: str) -> Item:
    """One blank line under the title, or under the date that stands below it (7.3.2)."""
    title_block = ("title", "date", "signature")
    return replace(item, blank_before=1) if before in title_block and item.role not in title_block else item


def _matter(part: Part) -> Iterator[Item]:
    for block in part.blocks:
        if isinstance(block, Paragraph):
            if has_words(block) or (part.lead_in and block is part.blocks[0]):
                pen = _Pen()
                if block is part.blocks[0]:
                    pen.write(runs(part.lead_in), part.id, "wording")
                pen.write(block.runs, block.id, "text")
                yield _dress(pen.item(_matter_role(part.field), block.id, label=block.label), block)
        else:
            yield _block(block, "")


def _matter_role(field: str) -> Role:
    known: dict[str, Role] = {
        "title": "title",
        "recipient": "recipient",
        "lead": "lead",
        "closing": "closing",
        "signature": "signature",
        "date": "date",
        "note": "note",
    }
    return known.get(field, "body")


def _dress(item: Item, paragraph: Paragraph) -> Item:
    """Indents by role (GB/T 9704-2012, 7.3.1–7.3.6) and what the paragraph itself asks for."""
    first, align = 0.0, paragraph.align
    if item.role in ("heading", "body", "lead", "closing", "note"):
        first = 2.0 if align in ("", "left") else 0.0
    elif item.role == "title":
        align = "center"
    elif item.role in ("signature", "date"):
        align = "right"
    return replace(item, first_indent=first, align=align, new_page=item.new_page or paragraph.page_break_before)


def _section(section: Section) -> Iterator[Item]:
    yield from _headed(section.heading, section.id, section.blocks, section.kind)
    for group in section.groups:
        yield from _group(group, section.kind)


def _group(group: Group, kind: str) -> Iterator[Item]:
    if group.heading:
        yield from _headed(group.heading, group.id, group.blocks, kind)
    else:
        yield from _blocks(group.blocks, kind)
    for entry in group.entries:
        yield from _entry(entry, kind)
    for inner in group.groups:
        yield from _group(inner, kind)


def _headed(heading: Heading, owner: Id, blocks: Blocks, kind: str) -> Iterator[Item]:
    """A heading, with its first block in the same paragraph when it is run-in, then the other blocks."""
    pen, head = _heading_pen(heading, owner)
    rest = blocks
    if heading.run_in and blocks and isinstance(blocks[0], Paragraph):
        pen.write(runs(blocks[0].label) + blocks[0].runs, blocks[0].id, "text")
        rest = blocks[1:]
    if pen.length or heading.label:
        yield _heading_item(pen, head, heading, owner, kind)
    yield from _blocks(rest, kind)


def _heading_pen(heading: Heading, owner: Id) -> tuple[_Pen, int]:
    pen = _Pen()
    pen.write(heading.headline, owner, "headline")
    if heading.headline and heading.text[-1:] not in _END_MARKS:
        pen.write(runs(heading.headline_end), owner, "headline_end")
    return pen, pen.length


def _heading_item(pen: _Pen, head: int, heading: Heading, owner: Id, kind: str) -> Item:
    if not head and not heading.label:
        return pen.item("body", owner, section=kind, first_indent=2.0)
    return pen.item(
        "heading",
        owner,
        label=heading.label,
        level=heading.level,
        head=head,
        section=kind,
        first_indent=2.0,
        keep_next=pen.length == head,
    )


def _entry(entry: Entry, kind: str) -> Iterator[Item]:
    """The entry's heading and parts. The first printed part continues the heading's paragraph when the heading is run-in
    (or has no words at all); a later part continues the paragraph before it unless it has a paragraph of its own."""
    heading = entry.heading
    pen, head = _heading_pen(heading, entry.id)
    is_heading = bool(head or heading.label)
    open_item = is_heading
    first = True
    done: list[Item] = []
    paragraph: Paragraph | None = None

    def close() -> None:
        nonlocal pen, is_heading, open_item, paragraph
        if open_item and is_heading:
            done.append(_heading_item(pen, head, heading, entry.id, kind))
        elif open_item and paragraph is not None:
            done.append(_paragraph_item(pen, paragraph, kind))
        pen, is_heading, open_item, paragraph = _Pen(), False, False, None

    for part in entry.parts:
        joins = heading.run_in if first else not part.own_paragraph
        blocks = tuple(block for block in part.blocks if has_words(block))
        for index, block in enumerate(blocks):
            if not isinstance(block, Paragraph):
                close()
                done.append(_block(block, kind))
                continue
            if not (index == 0 and joins and open_item):
                close()
                open_item, paragraph = True, block
            if index == 0:
                pen.write(runs(part.lead_in), part.id, "wording")
            if paragraph is not block:
                pen.write(runs(block.label), block.id, "wording")
            pen.write(block.runs, block.id, "text")
        first = first and not blocks
    if isinstance(entry, Measure):
        details = [detail for detail in entry.details if detail.value]
        if details and (entry.frame.own_paragraph or not open_item):
            close()
            open_item, paragraph = True, Paragraph(entry.id)
        _write_details(pen, entry, details)
    close()
    yield from done


def _write_details(pen: _Pen, measure: Measure, details: list[Detail]) -> None:
    for index, detail in enumerate(details):
        pen.write(runs(measure.frame.separator if index else measure.frame.open), measure.id, "wording")
        pen.write(runs(detail.lead_in), measure.id, "wording")
        pen.write(runs(detail.value), measure.id, detail.field)
    if details:
        pen.write(runs(measure.frame.close), measure.id, "wording")


def _paragraph_item(pen: _Pen, paragraph: Paragraph, kind: str) -> Item:
    if paragraph.level:
        item = pen.item("heading", paragraph.id, label=paragraph.label, level=paragraph.level, section=kind)
        return _dress(replace(item, head=first_sentence(item.text)), paragraph)
    return _dress(pen.item("body", paragraph.id, label=paragraph.label, section=kind), paragraph)


def first_sentence(text: str) -> int:
    """How many characters of ``text`` its first sentence takes, end mark included (all when it has none)."""
    ends = [at + 1 for mark in "。！？" if (at := text.find(mark)) >= 0]
    return min(ends) if ends else len(text)


def _blocks(blocks: Blocks, kind: str) -> Iterator[Item]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield _block(block, kind)
        elif has_words(block):
            pen = _Pen()
            pen.write(block.runs, block.id, "text")
            yield _paragraph_item(pen, block, kind)


def _block(block: Table | Picture, kind: str) -> Item:
    if isinstance(block, Table):
        return Item("table", block.id, section=kind, table=block)
    return Item("picture", block.id, section=kind, picture=block, align="center")


def _end(report: Report) -> Iterator[Item]:
    """The end matter in its own order; 附件说明 stands where its part is, else before the first signature."""
    listed = [attachment for attachment in report.attachments if attachment.list_label or attachment.name]
    has_place = any(part.field == "attachment_list" for part in report.end)
    items: list[Item] = []
    for part in report.end:
        if part.field == "attachment_list" or (listed and not has_place and part.field in ("signature", "date")):
            items.extend(_attachment_list(listed))
            listed = []
        items.extend(_matter(part))
    items.extend(_attachment_list(listed))
    yield from _signed(items, report.sealed)


def _attachment_list(attachments: list[Attachment]) -> Iterator[Item]:
    """附件说明: one blank line under the body, indent 2, a wrapped name aligns with its own first character (7.3.4)."""
    for index, attachment in enumerate(attachments):
        pen = _Pen()
        pen.write(attachment.name, attachment.id, "name")
        lead = 3.0 if index else 0.0
        yield pen.item(
            "attachment_list",
            attachment.id,
            label=attachment.list_label,
            left_indent=2.0 + lead + width(attachment.list_label),
            first_indent=-width(attachment.list_label),
            blank_before=0 if index else 1,
        )


def _signed(items: list[Item], sealed: bool) -> list[Item]:
    """Indents of signature and date (GB/T 9704-2012, 7.3.5.1 with seal, 7.3.5.2 without)."""
    out = list(items)
    for at, item in enumerate(out):
        before = out[at - 1].role if at else ""
        after = out[at + 1] if at + 1 < len(out) else None
        if item.role == "signature":
            date = width(after.text) if after and after.role == "date" else 0.0
            own = width(item.text)
            right = max(0.0, 4.0 + (date - own) / 2) if sealed and date else 2.0 if own >= date else date + 4.0 - own
            out[at] = replace(item, right_indent=right, blank_before=0 if before == "signature" else 1)
        elif item.role == "date":
            own, name = width(item.text), width(out[at - 1].text) if before == "signature" else 0.0
            right = 4.0 if sealed else max(0.0, name - own) if name >= own else 2.0
            out[at] = replace(item, right_indent=right, blank_before=0 if before == "signature" else 1)
    return out


def _attachment(attachment: Attachment) -> Iterator[Item]:
    """An attachment's own pages: 附件 flush left on the first line, its title centred on the third (7.3.7)."""
    first = True
    if attachment.page_label:
        yield Item("attachment_label", attachment.id, runs(attachment.page_label), new_page=True)
        first = False
    for index, line in enumerate(attachment.title):
        pen = _Pen()
        pen.write(line.runs, line.id, "text")
        item = pen.item("attachment_title", line.id, align="center", blank_before=0 if index else 1, new_page=first)
        yield item
        first = False
    for item in _blocks(attachment.blocks, ""):
        yield replace(item, new_page=True) if first else item
        first = False
