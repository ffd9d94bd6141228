"""The sections as items: headings, their blocks, entries with their parts and details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huibao.model.manuscript.items import Item, Pen, first_sentence, has_words
from huibao.model.report import (
    Blocks,
    Detail,
    Entry,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Picture,
    Section,
    Table,
    runs,
)

_END_MARKS = "。！？：；!?:;"


def section_items(section: Section) -> Iterator[Item]:
    yield from _headed(section.heading, section.id, section.blocks, section.kind)
    for group in section.groups:
        yield from _group(group, section.kind)


def _group(group: Group, kind: str) -> Iterator[Item]:
    if group.heading:
        yield from _headed(group.heading, group.id, group.blocks, kind)
    else:
        yield from blocks_items(group.blocks, kind)
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
    yield from blocks_items(rest, kind)


def _heading_pen(heading: Heading, owner: Id) -> tuple[Pen, int]:
    pen = Pen()
    pen.write(heading.headline, owner, "headline")
    if heading.headline and heading.text[-1:] not in _END_MARKS:
        pen.write(runs(heading.headline_end), owner, "headline_end")
    return pen, pen.length


def _heading_item(pen: Pen, head: int, heading: Heading, owner: Id, kind: str) -> Item:
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
        pen, is_heading, open_item, paragraph = Pen(), False, False, None

    for part in entry.parts:
        joins = heading.run_in if first else not part.own_paragraph
        blocks = tuple(block for block in part.blocks if has_words(block))
        for index, block in enumerate(blocks):
            if not isinstance(block, Paragraph):
                close()
                done.append(block_item(block, kind))
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


def _write_details(pen: Pen, measure: Measure, details: list[Detail]) -> None:
    for index, detail in enumerate(details):
        pen.write(runs(measure.frame.separator if index else measure.frame.open), measure.id, "wording")
        pen.write(runs(detail.lead_in), measure.id, "wording")
        pen.write(runs(detail.value), measure.id, detail.field)
    if details:
        pen.write(runs(measure.frame.close), measure.id, "wording")


def _paragraph_item(pen: Pen, paragraph: Paragraph, kind: str) -> Item:
    if paragraph.level:
        item = pen.item("heading", paragraph.id, label=paragraph.label, level=paragraph.level, section=kind)
        return dressed(replace(item, head=first_sentence(item.text)), paragraph)
    return dressed(pen.item("body", paragraph.id, label=paragraph.label, section=kind), paragraph)


def blocks_items(blocks: Blocks, kind: str) -> Iterator[Item]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block_item(block, kind)
        elif has_words(block):
            pen = Pen()
            pen.write(block.runs, block.id, "text")
            yield _paragraph_item(pen, block, kind)


def block_item(block: Table | Picture, kind: str) -> Item:
    if isinstance(block, Table):
        return Item("table", block.id, section=kind, table=block)
    return Item("picture", block.id, section=kind, picture=block, align="center")


def dressed(item: Item, paragraph: Paragraph) -> Item:
    """Indents by role (GB/T 9704-2012, 7.3.1–7.3.6) and what the paragraph itself asks for."""
    first, align = 0.0, paragraph.align
    if item.role in ("heading", "body", "lead", "closing", "note"):
        first = 2.0 if align in ("", "left") else 0.0
    elif item.role == "title":
        align = "center"
    elif item.role in ("signature", "date"):
        align = "right"
    return replace(item, first_indent=first, align=align, new_page=item.new_page or paragraph.page_break_before)
