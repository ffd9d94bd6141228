"""A report as paragraphs in print order: the one thing that Word, pages, plain text and the clipboard are written from.

Nothing else decides what the document says, how it is numbered, or how far a line stands in. Indents are in characters
of the body, blank lines in lines of the grid (GB/T 9704-2012, 7.3). What did not change since the report before gives
the very same items.
"""

from __future__ import annotations

from itertools import chain

from huibao.model.manuscript.body import section_items
from huibao.model.manuscript.items import Item, Role, Span, first_sentence, has_words, printed
from huibao.model.manuscript.matter import attachment_items, end_items, front_items, under_title
from huibao.model.report import Report, Section

__all__ = ["Item", "Role", "Span", "body_items", "first_sentence", "has_words", "manuscript", "printed"]


def manuscript(report: Report) -> tuple[Item, ...]:
    """All items of ``report`` in print order. Empty paragraphs and empty parts are not printed."""
    front = front_items(report.front)
    body = tuple(chain.from_iterable(map(section_items, report.sections)))
    if front and body:
        body = under_title(body[0], front[-1].role) + body[1:]
    pages = map(attachment_items, report.attachments)
    return tuple(chain(front, body, end_items(report.end, report.attachments, report.sealed), *pages))


def body_items(section: Section) -> tuple[Item, ...]:
    """The items of one section, as ``manuscript`` gives them but for the blank line under the title."""
    return section_items(section)
