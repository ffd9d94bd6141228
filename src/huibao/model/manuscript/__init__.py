"""A report as paragraphs in print order: the one thing that Word, pages, plain text and the clipboard are written from.

Nothing else decides what the document says, how it is numbered, or how far a line stands in. Indents are in characters
of the body, blank lines in lines of the grid (GB/T 9704-2012, 7.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huibao.model.manuscript.body import section_items
from huibao.model.manuscript.items import Item, Role, Span, first_sentence, has_words, printed
from huibao.model.manuscript.matter import attachment_items, end_items, matter_items
from huibao.model.report import Report, Section

__all__ = ["Item", "Role", "Span", "body_items", "first_sentence", "has_words", "manuscript", "printed"]


def manuscript(report: Report) -> tuple[Item, ...]:
    """All items of ``report`` in print order. Empty paragraphs and empty parts are not printed."""
    return tuple(_placed(report))


def body_items(section: Section) -> tuple[Item, ...]:
    """The items of one section, the same values that ``manuscript`` gives for it."""
    return tuple(section_items(section))


def _placed(report: Report) -> Iterator[Item]:
    """Front, sections, end, attachments, with the geometry that depends on neighbours."""
    before = ""
    for part in report.front:
        for item in matter_items(part):
            yield _under_title(item, before)
            before = item.role
    for section in report.sections:
        for item in section_items(section):
            yield _under_title(item, before)
            before = item.role
    yield from end_items(report)
    for attachment in report.attachments:
        yield from attachment_items(attachment)


def _under_title(item: Item, before: str) -> Item:
    """One blank line under the title, or under the date that stands below it (7.3.2)."""
    title_block = ("title", "date", "signature")
    return replace(item, blank_before=1) if before in title_block and item.role not in title_block else item
