"""What was recognised, as the rows of ``huibao outline --json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Report, Table
from huibao.model.text import LINE_BREAK

_ATTACHMENT_ROLES = ("attachment_list", "attachment_label", "attachment_title")
_END_MARKS = "。：:"


def outline_rows(report: Report, notes: Sequence[str] = ()) -> dict[str, Any]:
    """The outline of ``report`` as ``outline --json`` prints it: title, paragraphs in document order, what was left out,
    notes. A table is one row with its cells parted by tabs, a picture its alternative text."""
    return {
        "title": report.title,
        "paragraphs": [_row(item) for item in manuscript(report)],
        "left_out": [{"text": item.text, "why": item.why} for item in report.left_out],
        "notes": list(notes),
    }


def _row(item: Item) -> dict[str, Any]:
    return {
        "role": "attachment" if item.role in _ATTACHMENT_ROLES else "body" if item.role == "caption" else item.role,
        "level": item.level if item.role == "heading" else 0,
        "number": item.label.strip(),
        "headline": _headline(item),
        "text": _text(item),
        "section": item.section,
    }


def _headline(item: Item) -> str:
    """A heading's own words without the mark after them."""
    words = item.headline.strip()
    return words[:-1] if words[-1:] in _END_MARKS and len(words) > 1 else words


def _text(item: Item) -> str:
    if item.table is not None:
        return "\t".join(_cells(item.table))
    if item.picture is not None:
        return item.picture.alt
    return item.text.replace(LINE_BREAK, "\n")


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield " ".join(paragraph.label + paragraph.text for paragraph in cell.paragraphs)
