"""Blocks → pages: where a page ends.

A page is filled until a piece does not fit; then its end moves up until it parts nothing that belongs together. What
follows depends on nothing but the place where the next page begins, so pages after an edit are taken over as soon as a
page begins at a place where one began before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.layout.blocks import Block, TableBlock
from huibao.layout.setting import Measures, Sheets
from huibao.layout.values import Page, Slice
from huibao.model.table_grid import TABLES_APART_PT

# A block's index and the piece in it that a page begins with.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks, their pages, and where each page begins."""

    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    starts: tuple[Place, ...] = ()


def paginate(blocks: Sequence[Block], sheets: Sheets, before: Layout, same_head: int, same_tail: int) -> Layout:
    """Pages of ``blocks``. The first ``same_head`` and the last ``same_tail`` of them are those of ``before``; pages that
    the change can't reach are taken over."""
    shift = len(blocks) - len(before.blocks)
    tail = len(blocks) - same_tail
    kept = _untouched(before, same_head)
    pages, starts = list(before.pages[:kept]), list(before.starts[:kept])
    later = enumerate(before.starts[kept:], kept) if same_tail else ()
    again = {(index + shift, piece): page for page, (index, piece) in later}
    place: Place | None = before.starts[kept] if kept < len(before.starts) else (0, 0)
    while place is not None:
        known = again.get(place)
        if known is not None and place[0] >= tail and (known == 0) == (not pages):
            rest = before.pages[known:]
            shifted = rest[0].number != len(pages) + 1
            pages += [_numbered(page, at) for at, page in enumerate(rest, len(pages) + 1)] if shifted else rest
            starts.extend((index + shift, piece) for index, piece in before.starts[known:])
            break
        starts.append(place)
        measures = sheets.of(blocks[place[0]].item) if blocks else sheets.upright
        slices, place = _fill_page(blocks, place, measures, len(pages) + 1)
        pages.append(_page(len(pages) + 1, slices, measures))
    return Layout(tuple(blocks), tuple(pages), tuple(starts))


def _untouched(before: Layout, same_head: int) -> int:
    """How many pages from the first on can't have changed: what decides a page's end is on it or is the next page's
    beginning, so the page before the first changed block is composed again as well."""
    return max(bisect_left(before.starts, (same_head, -1)) - 2, 0)


def _numbered(page: Page, number: int) -> Page:
    return page if page.number == number else replace(page, number=number)


def _page(number: int, slices: tuple[Slice, ...], measures: Measures) -> Page:
    return Page(number, measures.page_width, measures.page_height, measures.left, slices, measures.turned)


def _fill_page(
    blocks: Sequence[Block], start: Place, measures: Measures, number: int
) -> tuple[tuple[Slice, ...], Place | None]:
    """The slices of the page that begins at ``start``, and where the next begins (None: there is none)."""
    top = measures.first_top if number == 1 else measures.top
    room = max(measures.room(number), measures.pitch)
    slices: list[Slice] = []
    index, piece = start
    used = 0.0
    while index < len(blocks):
        block = blocks[index]
        if slices and piece == 0 and (block.item.new_page or block.item.turned != measures.turned):
            return tuple(slices), (index, 0)
        # Blank lines are not set at the top of a page.
        used += _gap(slices[-1].block, block, measures) if slices and piece == 0 else 0.0
        lead = block.lead(piece) if piece else 0.0
        end = block.fitting(piece, room - used - lead)
        if end == piece and not slices:
            end = piece + 1 if block.count else piece
        if end > piece or not block.count:
            slices.append(
                Slice(block, piece, end, top + used, header=isinstance(block, TableBlock) and piece >= block.header > 0)
            )
        used += lead + block.extent(piece, end)
        if end < block.count:
            return _cut(blocks, slices, start, (index, end))
        index, piece = index + 1, 0
    return tuple(slices), None


def _gap(before: Block, block: Block, measures: Measures) -> float:
    """Room in pt between two blocks on one page: blank lines, room above a picture, something to part two tables."""
    gap = block.item.blank_before * measures.pitch + block.above
    tables = isinstance(before, TableBlock) and isinstance(block, TableBlock)
    return max(gap, TABLES_APART_PT) if tables else gap


def _cut(blocks: Sequence[Block], slices: list[Slice], start: Place, full: Place) -> tuple[tuple[Slice, ...], Place]:
    """The page's slices up to the last place where it may end, ``full`` at most."""
    place = full
    while place > start and not _may_end(blocks, place):
        place = (place[0], place[1] - 1) if place[1] else (place[0] - 1, max(blocks[place[0] - 1].count - 1, 0))
    if place <= start:
        place = full
    index, piece = place
    first = start[0]
    kept = slices[: index - first]
    if piece and index - first < len(slices):
        last = slices[index - first]
        kept.append(Slice(last.block, last.start, piece, last.y, last.header))
    return tuple(kept), place


def _may_end(blocks: Sequence[Block], place: Place) -> bool:
    index, piece = place
    if piece:
        return blocks[index].may_break(piece)
    return index == 0 or not (blocks[index - 1].keeps_next or blocks[index].needs_text)
