"""Which items stand on landscape pages: the same for pages and Word (GB/T 9704-2012, 8).

A wide table turns its page. The headings right above it go along, and so does all of an attachment that begins with one,
its label and title included: a ledger's pages are turned from the first to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huibao.model.manuscript import Item
from huibao.model.memory import remembered
from huibao.model.profile import Profile
from huibao.model.table_grid import is_wide

_ABOVE_ATTACHMENT = ("attachment_label", "attachment_title")
_NOT_ALONE = ("signature", "date")


def turn(items: Sequence[Item], profile: Profile) -> Sequence[Item]:
    """``items`` with ``turned`` set where they stand on landscape pages; the very same ones where none does."""
    wide = [at for at, item in enumerate(items) if item.table is not None and is_wide(item.table, profile)]
    if not wide:
        return items
    out = list(items)
    for at in wide:
        start, end = _stretch(items, at)
        for place in range(start, end):
            (out[place],) = _turned(items[place])
    return out


@remembered(limit=1000)
def _turned(item: Item) -> tuple[Item]:
    return (replace(item, turned=True),)


def _stretch(items: Sequence[Item], at: int) -> tuple[int, int]:
    """What turns with the wide table ``items[at]``: nothing where a signature would be left alone on the page after it
    (7.3.5.5)."""
    start = at
    while start and not items[start].new_page and _goes_along(items[start - 1]):
        start -= 1
    end = at + 1
    if start < at and items[start].role in _ABOVE_ATTACHMENT:
        while end < len(items) and not items[end].new_page:
            end += 1
    elif end < len(items) and items[end].role in _NOT_ALONE and not items[end].new_page:
        return at, at
    return start, end


def _goes_along(item: Item) -> bool:
    return item.role in _ABOVE_ATTACHMENT or (item.role == "heading" and item.keep_next)
