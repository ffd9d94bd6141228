"""Tables: columns, merged cells, and rows cut into slices of one line so that pages can be filled with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from huibao.layout.blocks import CellLine, RowPiece, TableBlock
from huibao.layout.fonts import Fonts
from huibao.layout.lines import Align, Line, break_lines
from huibao.layout.strips import make_strip
from huibao.model.manuscript import Item
from huibao.model.report import Cell, Table

# Word's own cell margins: 0.19 cm at the sides.
_SIDE_PT = 5.4
_ABOVE_PT = 2.0
_MOST_COLUMNS = 200
_LEAST_COLUMN_PT = 4.0
# A row up to this share of the page is moved to the next one whole; a taller one is split.
_WHOLE_SHARE = 0.5
_HEADER_SHARE = 0.4


@dataclass(slots=True)
class _Placed:
    """A cell on the grid of a table, with its composed lines (line, paragraph id)."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    lines: list[tuple[Line, str]] = field(default_factory=list)
    # How many of the lines stand in each row that the cell spans.
    shares: list[int] = field(default_factory=list)


def table_block(item: Item, fonts: Fonts, width: float, height: float, pitch: float) -> TableBlock:
    """The table of ``item``, ``width`` pt wide, for pages that hold ``height`` pt of text; ``pitch`` pt is the line
    pitch of the body, smaller faces take proportionally less."""
    table = item.table
    assert table is not None
    style = fonts.style("table")
    line_height = pitch * min(1.0, style.size_pt / max(fonts.profile.face("body").size_pt, 1.0))
    placed, columns = _placed(table)
    edges = _edges(table, columns, width)
    for one in placed:
        _fill(one, edges, fonts, head=one.row < table.header_rows)
    counts = _share_lines(placed, len(table.rows))
    pieces, starts = _pieces(placed, counts, edges, line_height)
    header = starts[min(max(table.header_rows, 0), len(counts))]
    if sum(piece.height for piece in pieces[:header]) > height * _HEADER_SHARE or header == len(pieces):
        header = 0
    return TableBlock(item, pieces, header, _breaks(placed, pieces, starts, header, height))


def _placed(table: Table) -> tuple[list[_Placed], int]:
    """Cells with their place on the grid, and the number of columns."""
    taken: set[tuple[int, int]] = set()
    placed = []
    total = len(table.rows)
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            rows = min(max(cell.rowspan, 1), total - row)
            columns = min(max(cell.colspan, 1), _MOST_COLUMNS)
            taken.update((row + down, column + along) for down in range(rows) for along in range(columns))
            placed.append(_Placed(cell, row, column, rows, columns))
            column += columns
    return placed, max((one.column + one.columns for one in placed), default=1)


def _edges(table: Table, columns: int, width: float) -> list[float]:
    """The x of each column's left edge and of the table's right one."""
    asked = [max(share, 0.0) for share in table.widths] if len(table.widths) == columns else []
    shares = asked if sum(asked) > 0 else [1.0] * columns
    total = sum(shares)
    widths = [max(width * share / total, _LEAST_COLUMN_PT) for share in shares]
    scale = width / sum(widths)
    edges = [0.0]
    for one in widths:
        edges.append(edges[-1] + one * scale)
    return edges


def _fill(one: _Placed, edges: Sequence[float], fonts: Fonts, *, head: bool) -> None:
    """Compose the paragraphs of a cell."""
    left = edges[one.column] + _SIDE_PT
    room = max(edges[one.column + one.columns] - _SIDE_PT - left, fonts.style("table").size_pt)
    for paragraph in one.cell.paragraphs:
        align: Align = paragraph.align or ("center" if head else "left")
        strip = make_strip(fonts, paragraph.label, paragraph.runs, "table")
        lines = break_lines(strip, (left, room), (left, room), fonts.profile.breaking, align)
        one.lines.extend((line, paragraph.id) for line in lines)


def _share_lines(placed: Sequence[_Placed], rows: int) -> list[int]:
    """How many lines high each row is; a cell over several rows fills them one after the other, the last one grows."""
    counts = [1] * rows
    for one in placed:
        if one.rows == 1:
            counts[one.row] = max(counts[one.row], len(one.lines))
    for one in sorted((one for one in placed if one.rows > 1), key=lambda one: one.row + one.rows):
        last = one.row + one.rows - 1
        counts[last] = max(counts[last], len(one.lines) - sum(counts[one.row : last]))
    for one in placed:
        left = len(one.lines)
        for row in range(one.row, one.row + one.rows):
            one.shares.append(min(left, counts[row]))
            left -= one.shares[-1]
    return counts


def _pieces(
    placed: Sequence[_Placed], counts: Sequence[int], edges: Sequence[float], line_height: float
) -> tuple[list[RowPiece], list[int]]:
    """All slices, and the index of each row's first one (with the end as the last)."""
    by_row: list[list[_Placed]] = [[] for _ in counts]
    for one in placed:
        for row in range(one.row, one.row + one.rows):
            by_row[row].append(one)
    pieces: list[RowPiece] = []
    starts = [0]
    for row, count in enumerate(counts):
        cells = tuple((edges[one.column], edges[one.column + one.columns], one.row < row) for one in by_row[row])
        for index in range(count):
            first, last = index == 0, index == count - 1
            y = _ABOVE_PT if first else 0.0
            lines = tuple(
                CellLine(line, y, line_height, node)
                for one in by_row[row]
                if index < one.shares[row - one.row]
                for line, node in (one.lines[sum(one.shares[: row - one.row]) + index],)
            )
            pieces.append(RowPiece(line_height + _ABOVE_PT * (first + last), lines, cells, first, last))
        starts.append(len(pieces))
    return pieces, starts


def _breaks(
    placed: Sequence[_Placed], pieces: Sequence[RowPiece], starts: Sequence[int], header: int, height: float
) -> frozenset[int]:
    """Before which slices a page may end: between rows, inside a row or merged cell only when it is tall."""
    allowed = {start for start in starts[1:-1] if start > header}
    most = height * _WHOLE_SHARE

    def is_tall(start: int, end: int) -> bool:
        return sum(piece.height for piece in pieces[start:end]) > most

    for one in placed:
        start, end = starts[one.row], starts[one.row + one.rows]
        if one.rows > 1 and not is_tall(start, end):
            allowed.difference_update(range(start + 1, end))
    for start, end in pairwise(starts):
        if is_tall(start, end):
            allowed.update(range(max(start, header) + 1, end))
    return frozenset(allowed)
