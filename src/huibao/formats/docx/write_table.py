"""Tables of a Word file: real ones, ruled, as wide as the type area, merged cells kept, header rows repeated."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from huibao.formats.docx.styles import TABLE_GRID, TABLE_TEXT
from huibao.formats.docx.write_text import Pen, cell_paragraph
from huibao.formats.docx.write_xml import Element, add, mm_twips, new
from huibao.model.manuscript import Item
from huibao.model.report import Cell, Table

_NARROWEST: Final = 0.02  # of the widest column
MOST_COLUMNS: Final = 63  # Word opens no table with more


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in the grid: columns ``start``–``end`` (end excluded); ``first`` False for a row it is continued in."""

    cell: Cell
    start: int
    end: int
    first: bool


def write_table(item: Item, table: Table, pen: Pen) -> Element:
    """The ``w:tbl`` of an item whose table has rows; the item's bookmark is in the first cell."""
    rows, widths = _fitted(_grid(table), table.widths)
    whole = mm_twips(pen.profile.text_width_mm)
    scale = whole / sum(widths)
    edges = [round(sum(widths[:index]) * scale) for index in range(len(widths) + 1)]
    element = _frame(edges)
    header_rows = min(table.header_rows, len(rows) - 1)
    for number, places in enumerate(rows):
        row = add(element, "tr")
        short = len(widths) - places[-1].end
        if short or number < header_rows:
            properties = add(row, "trPr")
            if short:
                add(properties, "gridAfter", val=short)
            if number < header_rows:
                add(properties, "cantSplit")
                add(properties, "tblHeader")
        for place in places:
            _write_cell(row, place, edges)
    _mark(element, item, pen)
    return element


def _frame(edges: list[int]) -> Element:
    element = new("tbl")
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val=TABLE_GRID)
    add(properties, "tblW", w=edges[-1], type="dxa")
    add(properties, "jc", val="center")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="000000")
    add(properties, "tblLayout", type="fixed")
    add(properties, "tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1)
    grid = add(element, "tblGrid")
    for left, right in itertools.pairwise(edges):
        add(grid, "gridCol", w=right - left)
    return element


def _write_cell(row: Element, place: _Place, edges: list[int]) -> None:
    element = add(row, "tc")
    properties = add(element, "tcPr")
    add(properties, "tcW", w=edges[place.end] - edges[place.start], type="dxa")
    if place.end - place.start > 1:
        add(properties, "gridSpan", val=place.end - place.start)
    if place.cell.rowspan > 1:
        add(properties, "vMerge", val="restart" if place.first else "continue")
    add(properties, "vAlign", val="center")
    paragraphs = place.cell.paragraphs if place.first else ()
    for paragraph in paragraphs:
        element.append(cell_paragraph(paragraph))
    if not paragraphs:  # a cell must end with a paragraph (17.4.65)
        add(add(add(element, "p"), "pPr"), "pStyle", val=TABLE_TEXT)


def _mark(table: Element, item: Item, pen: Pen) -> None:
    """The item's bookmark, and its page break, on the first paragraph of the table."""
    paragraph = next(table.iter(new("p").tag))
    if item.new_page:
        paragraph[0].insert(1, new("pageBreakBefore"))
    pen.mark(paragraph, item.node)


def _grid(table: Table) -> list[list[_Place]]:
    """Every row's cells with their columns, a row-spanning cell also in the rows it covers. No row is empty."""
    rows: list[list[_Place]] = []
    hanging: dict[int, tuple[_Place, int]] = {}  # start column → cell from above, rows it still covers
    for number, cells in enumerate(table.rows):
        covered = [place for place, _ in sorted(hanging.values(), key=lambda pair: pair[0].start)]
        left = {start: (place, rest - 1) for start, (place, rest) in hanging.items() if rest > 1}
        row, at = [], 0
        queue = list(covered)
        for cell in cells:
            while queue and queue[0].start <= at:
                row.append(_Place(queue[0].cell, queue[0].start, queue[0].end, first=False))
                at = queue.pop(0).end
            end = at + max(cell.colspan, 1)
            if queue:
                end = min(end, queue[0].start)
            span = min(max(cell.rowspan, 1), len(table.rows) - number)
            place = _Place(Cell(cell.paragraphs, cell.colspan, span), at, end, first=True)
            row.append(place)
            if span > 1:
                left[at] = (place, span - 1)
            at = end
        for place in queue:
            if place.start > at:
                row.append(_Place(Cell(()), at, place.start, first=True))
            row.append(_Place(place.cell, place.start, place.end, first=False))
            at = place.end
        hanging = left
        rows.append(row or [_Place(Cell(()), 0, 1, first=True)])
    return rows


def _fitted(rows: list[list[_Place]], widths: tuple[float, ...]) -> tuple[list[list[_Place]], list[float]]:
    """The rows and a width for every column. Columns that no cell's edge parts are drawn together when there are more of
    them than Word opens (spans of received files can be absurd)."""
    count = max(place.end for row in rows for place in row)
    if count > MOST_COLUMNS:
        edges = sorted({0} | {edge for row in rows for place in row for edge in (place.start, place.end)})
        at = {edge: index for index, edge in enumerate(edges)}
        rows = [[_Place(p.cell, at[p.start], at[p.end], p.first) for p in row] for row in rows]
        known = [sum(max(width, 0.0) for width in widths[a:b]) for a, b in itertools.pairwise(edges)]
        widths, count = tuple(known), len(known)
    return rows, _shares(widths[:count], count)


def _shares(widths: Sequence[float], count: int) -> list[float]:
    """The widths of ``count`` columns, the widest being 1; one that is not told, or no sane number, is as the middle of
    those that are, and none is too narrow for a character."""
    told = [width for width in widths if 0 < width < inf]
    widest = max(told, default=1.0)
    usual = sum(width / widest for width in told) / len(told) if told else 1.0
    shares = [width / widest if 0 < width < inf else usual for width in widths] + [usual] * (count - len(widths))
    return [max(share, _NARROWEST) for share in shares]
