"""The sections as items: headings, their blocks, entries with their parts and details.

What did not change gives the very same items again, so that what is made of them can be kept: sections, groups, entries
and paragraphs are remembered each, and an edit costs what it touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from huibao.model.manuscript.items import Item, Pen, first_sentence, has_words, heading_words
from huibao.model.memory import remembered
from huibao.model.report import (
    Block,
    Blocks,
    Entry,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Section,
    Table,
    runs,
)

Items = tuple[Item, ...]
KEPT = 100_000


@remembered(limit=KEPT)
def section_items(section: Section) -> Items:
    """The items of one section, in print order."""
    head = _headed(section.heading, section.id, section.blocks, section.kind)
    return tuple(chain(head, *(_group(group, section.kind) for group in section.groups)))


@remembered(limit=KEPT)
def _group(group: Group, kind: str) -> Items:
    blocks, heading = group.blocks, group.heading
    head = _headed(heading, group.id, blocks, kind) if heading else blocks_items(blocks, kind)
    entries = (_entry(entry, kind) for entry in group.entries)
    return tuple(chain(head, *entries, *(_group(inner, kind) for inner in group.groups)))


def _headed(heading: Heading, owner: Id, blocks: Blocks, kind: str) -> Iterator[Item]:
    """A heading, with its first block in the same paragraph when it is run-in, then the other blocks."""
    runs_in = heading.run_in and blocks and isinstance(blocks[0], Paragraph)
    yield from _head(heading, owner, blocks[0] if runs_in else None, kind)
    yield from blocks_items(blocks[1:] if runs_in else blocks, kind)


@remembered(limit=KEPT)
def _head(heading: Heading, owner: Id, first: Block | None, kind: str) -> Items:
    pen, head = _heading_pen(heading, owner)
    if isinstance(first, Paragraph):
        pen.write(runs(first.label), first.id, "label")
        pen.write(first.runs, first.id, "text")
    return (_heading_item(pen, head, heading, owner, kind),) if pen.length or heading.label else ()


def _heading_pen(heading: Heading, owner: Id) -> tuple[Pen, int]:
    pen = Pen()
    headline, mark = heading_words(heading)
    pen.write(headline, owner, "headline")
    pen.write(mark, owner, "headline_end")
    return pen, pen.length


def _heading_item(pen: Pen, head: int, heading: Heading, owner: Id, kind: str) -> Item:
    if not head and not heading.label:
        return pen.item("body", owner, section=kind, first_indent=2.0, new_page=heading.page_break_before)
    return pen.item(
        "heading",
        owner,
        label=heading.label,
        level=heading.level,
        head=head,
        section=kind,
        first_indent=2.0,
        keep_next=pen.length == head,
        new_page=heading.page_break_before,
    )


@remembered(limit=KEPT)
def _entry(entry: Entry, kind: str) -> Items:
    """The entry's heading and parts. The first printed part continues the heading's paragraph when the heading is run-in;
    a later part continues the paragraph before it unless it has a paragraph of its own."""
    writer = _EntryWriter(entry, kind)
    first = True
    for part in entry.parts:
        blocks = tuple(block for block in part.blocks if has_words(block))
        writer.part(part, blocks, entry.heading.run_in if first else not part.own_paragraph)
        first = first and not blocks
    if isinstance(entry, Measure):
        writer.details(entry)
    writer.close()
    return tuple(writer.done)


class _EntryWriter:
    """Writes an entry into printed paragraphs; one of them is open, and what joins it is written on there."""

    def __init__(self, entry: Entry, kind: str) -> None:
        self.done: list[Item] = []
        self._entry = entry
        self._kind = kind
        self._pen, self._head = _heading_pen(entry.heading, entry.id)
        self._open: Entry | Paragraph | None = entry if self._head or entry.heading.label else None

    def part(self, part: Part, blocks: Blocks, joins: bool) -> None:
        """The printed ``blocks`` of ``part``, its lead-in before the text of the first."""
        for index, block in enumerate(blocks):
            paragraph = block if isinstance(block, Paragraph) else Paragraph(part.id)
            if isinstance(block, Paragraph) or (index == 0 and part.lead_in):
                self._begin(paragraph, joins and index == 0)
            if index == 0:
                self._pen.write(runs(part.lead_in), part.id, "wording")
            if isinstance(block, Paragraph):
                self._pen.write(block.runs, block.id, "text")
            else:
                self.close()
                self.done.extend(block_items(block, self._kind))

    def _begin(self, paragraph: Paragraph, joins: bool) -> None:
        if joins and self._open is not None:
            self._pen.write(runs(paragraph.label), paragraph.id, "label")
        else:
            self.close()
            self._open = paragraph

    def details(self, measure: Measure) -> None:
        """People and deadline, within their frame, where any of them is filled in."""
        details = [detail for detail in measure.details if detail.value]
        if not details:
            return
        self._begin(Paragraph(measure.id), not measure.frame.own_paragraph)
        for index, detail in enumerate(details):
            self._pen.write(runs(measure.frame.separator if index else measure.frame.open), measure.id, "wording")
            self._pen.write(runs(detail.lead_in), measure.id, "wording")
            self._pen.write(runs(detail.value), measure.id, detail.field)
        self._pen.write(runs(measure.frame.close), measure.id, "wording")

    def close(self) -> None:
        """The open paragraph is done."""
        if isinstance(self._open, Paragraph):
            self.done.append(_paragraph_item(self._pen, self._open, self._kind))
        elif self._open is not None:
            self.done.append(_heading_item(self._pen, self._head, self._entry.heading, self._entry.id, self._kind))
        self._pen, self._open = Pen(), None


def _paragraph_item(pen: Pen, paragraph: Paragraph, kind: str) -> Item:
    if paragraph.level:
        item = pen.item("heading", paragraph.id, label=paragraph.label, level=paragraph.level, section=kind)
        return dressed(replace(item, head=first_sentence(item.text)), paragraph)
    return dressed(pen.item("body", paragraph.id, label=paragraph.label, section=kind), paragraph)


def blocks_items(blocks: Blocks, kind: str) -> Iterator[Item]:
    """The items of blocks that stand under a heading; empty paragraphs print nothing."""
    for block in blocks:
        yield from block_items(block, kind)


@remembered(limit=KEPT)
def block_items(block: Block, kind: str) -> Items:
    """The items of one block: none for an empty paragraph, a picture's with its caption."""
    if isinstance(block, Table):
        return (Item("table", block.id, section=kind, table=block),)
    if isinstance(block, Picture):
        captions = tuple(_caption(line, kind) for line in block.caption if has_words(line))
        bare = replace(block, caption=()) if block.caption else block  # a key in the caption leaves the picture's item as it was
        shown = Item("picture", block.id, section=kind, picture=bare, align="center", keep_next=bool(captions))
        return (shown, *captions)
    if not has_words(block):
        return ()
    pen = Pen()
    pen.write(block.runs, block.id, "text")
    return (_paragraph_item(pen, block, kind),)


def _caption(line: Paragraph, kind: str) -> Item:
    pen = Pen()
    pen.write(line.runs, line.id, "text")
    return pen.item("caption", line.id, label=line.label, section=kind, align=line.align or "center")


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
