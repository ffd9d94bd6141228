"""Tables of a Word file: real ones, ruled, as wide as the type area, merged cells kept, header rows repeated."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from huibao.formats.docx.styles import TABLE_GRID, TABLE_TEXT
from huibao.formats.docx.write_comments import Remarks
from huibao.formats.docx.write_text import Pen, cell_paragraph
from huibao.formats.docx.write_xml import Element, add, new, twips
from huibao.model.manuscript import Item
from huibao.model.report import Table
from huibao.model.table_grid import (
    ABOVE_PT,
    SIDE_PT,
    Placed,
    column_edges,
    cut_rows,
    grid_of,
    header_rows,
    repeats_header,
)


def write_table(item: Item, table: Table, pen: Pen) -> Element:
    """The ``w:tbl`` of an item whose table has rows; the item's bookmark is in the first cell."""
    grid, profile, turned = grid_of(table), pen.profile, item.turned
    edges = [twips(edge) for edge in column_edges(table, profile, turned)]
    element = _frame(edges)
    heads, cut = header_rows(table), cut_rows(table, profile, turned)
    repeated = heads if repeats_header(table, profile, turned) else 0
    kept = {number for start, end in grid.groups() if start not in cut for number in range(start, end - 1)}
    for number, places in enumerate(grid.rows):
        row = add(element, "tr")
        _row_properties(row, grid.columns - places[-1].end, number not in cut, number < repeated)
        for place in places:
            _write_cell(row, place, number, edges, pen.remarks, head=number < heads, whole=number not in cut)
        if number in kept or number < heads or (item.keep_next and number == len(grid) - 1):
            _keep_with_next(row)
    _mark(element, item, pen)
    return element


def _frame(edges: Sequence[int]) -> Element:
    element = new("tbl")
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val=TABLE_GRID)
    add(properties, "tblW", w=edges[-1], type="dxa")
    add(properties, "jc", val="center")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="000000")
    add(properties, "tblLayout", type="fixed")
    margins = add(properties, "tblCellMar")
    for side, width in (("top", ABOVE_PT), ("left", SIDE_PT), ("bottom", ABOVE_PT), ("right", SIDE_PT)):
        add(margins, side, w=twips(width), type="dxa")
    add(properties, "tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1)
    grid = add(element, "tblGrid")
    for left, right in itertools.pairwise(edges):
        add(grid, "gridCol", w=right - left)
    return element


def _row_properties(row: Element, short: int, whole: bool, header: bool) -> None:
    """``short``: columns that are left out at the end; ``whole``: never cut at the end of a page."""
    if not (short or whole or header):
        return
    properties = add(row, "trPr")
    if short:
        add(properties, "gridAfter", val=short)
    if whole:
        add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")


def _write_cell(
    row: Element, place: Placed, number: int, edges: Sequence[int], remarks: Remarks, *, head: bool, whole: bool
) -> None:
    element = add(row, "tc")
    properties = add(element, "tcPr")
    add(properties, "tcW", w=edges[place.end] - edges[place.start], type="dxa")
    if place.end - place.start > 1:
        add(properties, "gridSpan", val=place.end - place.start)
    first = number == place.row
    if place.end_row - place.row > 1:
        add(properties, "vMerge", val="restart" if first else "continue")
    if whole:
        add(properties, "vAlign", val="center")
    paragraphs = place.cell.paragraphs if first else ()
    for paragraph in paragraphs:
        element.append(cell_paragraph(paragraph, "center" if head else "left"))
        remarks.put_in_cell(element[-1], paragraph)
    if not paragraphs:  # a cell must end with a paragraph (17.4.65)
        add(add(add(element, "p"), "pPr"), "pStyle", val=TABLE_TEXT)


def _keep_with_next(row: Element) -> None:
    """Rows that belong together: Word keeps a row with the next one where its paragraphs ask for it."""
    for paragraph in row.iter(new("p").tag):
        paragraph[0].insert(1, new("keepNext"))


def _mark(table: Element, item: Item, pen: Pen) -> None:
    """The item's bookmark, and its page break, on the first paragraph of the table."""
    paragraph = next(table.iter(new("p").tag))
    if item.new_page:
        after = next((at for at, child in enumerate(paragraph[0]) if child.tag == new("keepNext").tag), 0)
        paragraph[0].insert(after + 1, new("pageBreakBefore"))
    pen.remarks.put_at(paragraph, item.node)
    pen.mark(paragraph, item.node)
