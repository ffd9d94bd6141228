"""Tables: rows as pieces that pages are filled with.

A row is one piece, its text in the middle of its height. Rows that are too tall for that are cut into slices of one line,
their text from the top down, so that a page may end inside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from huibao.layout.blocks import CellLine, RowPiece, TableBlock
from huibao.layout.fonts import Fonts
from huibao.layout.lines import Align, Line, break_lines
from huibao.layout.strips import make_strip
from huibao.model.manuscript import Item
from huibao.model.table_grid import (
    ABOVE_PT,
    RULE_PT,
    SIDE_PT,
    Placed,
    column_edges,
    cut_rows,
    grid_of,
    header_rows,
    repeats_header,
)

_Lines = list[tuple[Line, str]]  # each with the id of its paragraph


@dataclass(slots=True)
class _Set:
    """A cell with its composed lines."""

    place: Placed
    left: float
    right: float
    lines: _Lines = field(default_factory=list)


def table_block(item: Item, fonts: Fonts) -> TableBlock:
    """The table of ``item``, as wide as the type area."""
    table, turned = item.table, item.turned
    assert table is not None
    grid, heads = grid_of(table), header_rows(table)
    line = fonts.profile.line_pt("table")
    cut = cut_rows(table, fonts.profile, turned)
    edges = column_edges(table, fonts.profile, turned)
    cells = {id(place): _composed(place, edges, fonts, head=place.row < heads) for row in grid.rows for place in row}
    pieces: list[RowPiece] = []
    starts: list[int] = []
    breaks: set[int] = set()
    for start, end in grid.groups():
        rows = [[cells[id(place)] for place in row] for row in grid.rows[start:end]]
        breaks.add(len(pieces))
        if start in cut:
            made = _sliced(rows, start, line)
            breaks.update(range(len(pieces) + 1, len(pieces) + sum(map(len, made))))
        else:
            made = _whole(rows, start, line)
        for row in made:
            starts.append(len(pieces))
            pieces.extend(row)
    header = starts[heads] if heads and repeats_header(table, fonts.profile, turned) else 0
    size = fonts.style("table").size_pt
    crowded = any(one.right - one.left < size for one in cells.values() if any(line.text for line, _ in one.lines))
    return TableBlock(item, pieces, header, frozenset(at for at in breaks if at > header), crowded)


def _composed(place: Placed, edges: Sequence[float], fonts: Fonts, *, head: bool) -> _Set:
    left, right = edges[place.start], edges[place.end]
    room = max(right - left - 2 * SIDE_PT, fonts.style("table").size_pt)
    one = _Set(place, left, right)
    for paragraph in place.cell.paragraphs:
        align: Align = paragraph.align or ("center" if head else "left")
        strip = make_strip(fonts, paragraph.label, paragraph.runs, "table")
        box = (left + SIDE_PT, room)
        one.lines.extend((line, paragraph.id) for line in break_lines(strip, box, box, fonts.profile.breaking, align))
    return one


def _counts(rows: Sequence[Sequence[_Set]], first: int) -> list[int]:
    """How many lines high each row is; a cell over several rows makes the last of them grow."""
    counts = [1] * len(rows)
    own = (one for number, row in enumerate(rows, first) for one in row if one.place.row == number)
    for one in sorted(own, key=lambda one: one.place.end_row):
        begin, last = one.place.row - first, one.place.end_row - first - 1
        counts[last] = max(counts[last], len(one.lines) - sum(counts[begin:last]))
    return counts


def _heights(rows: Sequence[Sequence[_Set]], first: int, line: float) -> list[float]:
    """How high each row is; a cell over several rows makes the last of them grow, by no more than it needs."""
    heights = [line + 2 * ABOVE_PT + RULE_PT] * len(rows)
    own = (one for number, row in enumerate(rows, first) for one in row if one.place.row == number)
    for one in sorted(own, key=lambda one: one.place.end_row - one.place.row):
        begin, last = one.place.row - first, one.place.end_row - first - 1
        needed = len(one.lines) * line + 2 * ABOVE_PT + RULE_PT
        heights[last] = max(heights[last], needed - sum(heights[begin:last]))
    return heights


def _boxes(row: Sequence[_Set], number: int) -> tuple[tuple[float, float, bool], ...]:
    return tuple((one.left, one.right, one.place.row < number) for one in row)


def _whole(rows: Sequence[Sequence[_Set]], first: int, line: float) -> list[list[RowPiece]]:
    """A piece for every row, the text of its cells in the middle."""
    heights = _heights(rows, first, line)
    made = []
    for number, row in enumerate(rows, first):
        lines: list[CellLine] = []
        for one in row:
            if one.place.row == number:
                room = sum(heights[number - first : one.place.end_row - first]) - RULE_PT
                y = RULE_PT + (room - len(one.lines) * line) / 2
                lines.extend(CellLine(text, y + at * line, line, node) for at, (text, node) in enumerate(one.lines))
        height = heights[number - first]
        made.append([RowPiece(height, tuple(lines), _boxes(row, number), first=True, last=True)])
    return made


def _sliced(rows: Sequence[Sequence[_Set]], first: int, line: float) -> list[list[RowPiece]]:
    """Pieces of one line each; a cell over several rows fills them one after the other."""
    made: list[list[RowPiece]] = []
    shown: dict[int, int] = {}
    for number, (row, count) in enumerate(zip(rows, _counts(rows, first), strict=True), first):
        pieces: list[RowPiece] = []
        for index in range(count):
            begins, ends = index == 0, index == count - 1
            y = ABOVE_PT + RULE_PT if begins else 0.0
            lines: list[CellLine] = []
            for one in row:
                at = shown.get(id(one), 0)
                if at < len(one.lines):
                    lines.append(CellLine(one.lines[at][0], y, line, one.lines[at][1]))
                    shown[id(one)] = at + 1
            height = y + line + (ABOVE_PT if ends else 0.0)
            pieces.append(RowPiece(height, tuple(lines), _boxes(row, number), begins, ends))
        made.append(pieces)
    return made
