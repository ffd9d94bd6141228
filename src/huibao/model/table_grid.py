"""How a table is set, decided once for pages and Word alike: which cell stands where, how wide the columns are, which rows
may be cut at the end of a page, and whether the page turns to landscape.

Widths of text are counted in characters (a Han character 1, a half-width one 1/2), so that no font is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, inf

from huibao.model.memory import remembered
from huibao.model.profile import Profile
from huibao.model.report import Cell, Table
from huibao.model.text import LINE_BREAK, width

MOST_COLUMNS = 63  # Word opens no table with more
SIDE_PT = 5.4  # room at the sides of a cell: Word's own 0.19 cm
ABOVE_PT = 2.0  # room above and below its text
RULE_PT = 0.5  # the lines around it
TABLES_APART_PT = 1.0  # between two tables

_LEAST_WIDTH_PT = 36.0  # of a type area that a profile leaves no room
_NARROWEST = 0.02  # of the widest column
_CUT_ABOVE = 0.5  # rows that are taller than this share of a page may be cut
_HEADER_SHARE = 0.4  # header rows taller than this share of a page are not repeated
# What a column wants at least, by its longest text: all of up to 4 characters, of longer ones a tenth more, at most 6.
_FIRST_WANTED, _SHARE_WANTED, _MOST_WANTED = 4.0, 0.1, 6.0
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell on the grid: rows ``row``–``end_row`` and columns ``start``–``end`` (ends excluded)."""

    cell: Cell
    row: int
    end_row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows``: what stands in each row from left to right, a cell over several rows in each of them; a row is never
    empty, but may end before the last column. ``edges``: where columns begin and end, from 0 to 1."""

    rows: tuple[tuple[Placed, ...], ...]
    edges: tuple[float, ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    def groups(self) -> Iterator[tuple[int, int]]:
        """Rows that cells hold together, from the first up to the one after the last."""
        start, end = 0, 1
        for number, row in enumerate(self.rows):
            if number >= end:
                yield start, end
                start, end = number, number + 1
            end = max(end, max(place.end_row for place in row))
        if self.rows:
            yield start, end


@remembered(limit=200)
def grid_of(table: Table) -> Grid:
    """The grid of ``table``. Cells that overlap (spans of received files can be absurd) give way to those before them;
    places that nothing covers are empty cells; columns that no cell's edge parts are drawn together where there are too
    many."""
    rows = _rows(table)
    count = max((place.end for row in rows for place in row), default=1)
    widths = table.widths
    if count > MOST_COLUMNS:
        edges = sorted({0} | {edge for row in rows for place in row for edge in (place.start, place.end)})
        at = {edge: index for index, edge in enumerate(edges)}
        rows = [[Placed(p.cell, p.row, p.end_row, at[p.start], at[p.end]) for p in row] for row in rows]
        widths = tuple(sum(max(one, 0.0) for one in widths[a:b]) for a, b in pairwise(edges))
        count = len(edges) - 1
    shares = _shares(widths[:count], count)
    total = sum(shares)
    return Grid(tuple(map(tuple, rows)), tuple(part / total for part in accumulate(shares, initial=0.0)))


def _rows(table: Table) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    hanging: list[Placed] = []
    for number, cells in enumerate(table.rows):
        queue = sorted((place for place in hanging if place.end_row > number), key=lambda place: place.start)
        hanging, row, at = list(queue), [], 0
        for cell in cells:
            while queue and queue[0].start <= at:
                row.append(queue.pop(0))
                at = row[-1].end
            end = at + max(cell.colspan, 1)
            if queue:
                end = min(end, queue[0].start)
            place = Placed(cell, number, number + min(max(cell.rowspan, 1), len(table.rows) - number), at, end)
            row.append(place)
            hanging.append(place)
            at = end
        for place in queue:
            if place.start > at:
                row.append(Placed(Cell(()), number, number + 1, at, place.start))
            row.append(place)
            at = place.end
        rows.append(row or [Placed(Cell(()), number, number + 1, 0, 1)])
    return rows


def _shares(widths: Sequence[float], count: int) -> list[float]:
    """The widths of ``count`` columns, the widest being 1; one that is not told, or no sane number, is as the middle of
    those that are, and none is too narrow for a character."""
    told = [width for width in widths if 0 < width < inf]
    widest = max(told, default=1.0)
    usual = sum(width / widest for width in told) / len(told) if told else 1.0
    shares = [width / widest if 0 < width < inf else usual for width in widths] + [usual] * (count - len(widths))
    return [max(share, _NARROWEST) for share in shares]


def header_rows(table: Table) -> int:
    """How many rows head the table: those it names and what cells hold together with them, but never all."""
    asked = max(table.header_rows, 0)
    if not asked or not table.rows:
        return 0
    end = next(end for start, end in grid_of(table).groups() if start < asked <= end or end == len(table.rows))
    return end if end < len(table.rows) else 0


def is_wide(table: Table, profile: Profile) -> bool:
    """Whether ``table`` is too wide for an upright page: its columns want more than the type area."""
    (wanted,) = _wanted(table)
    room = profile.text_width_pt / profile.face("table").size_pt
    return wanted + len(grid_of(table).edges) * 2 * SIDE_PT / profile.face("table").size_pt > room


def column_edges(table: Table, profile: Profile, turned: bool = False) -> list[float]:
    """Where the columns begin and end, in pt from the left of the type area, in whole twips as in a Word file."""
    across, _ = type_area(profile, turned)
    return [round(edge * across * 20) / 20 for edge in grid_of(table).edges]


def type_area(profile: Profile, turned: bool = False) -> tuple[float, float]:
    """Width and height of the type area in pt, the height in whole lines of the grid: what is left under the last one stays
    empty. ``turned``: on a landscape page."""
    across, down = profile.text_width_pt, profile.text_height_pt
    if turned:
        across, down = down, across
    pitch = max(profile.pitch_pt, 4.0)
    return max(across, _LEAST_WIDTH_PT), pitch * max(int(down / pitch + 0.001), 1)


@remembered(limit=200)
def _wanted(table: Table) -> tuple[float]:
    """The width in characters that all columns want together."""
    grid = grid_of(table)
    columns = [1.0] * grid.columns
    for number, row in enumerate(grid.rows):
        for place in row:
            if place.row == number and place.end - place.start == 1:
                columns[place.start] = max(columns[place.start], _least(place.cell))
    return (sum(columns),)


def _least(cell: Cell) -> float:
    """The width in characters that a cell wants: short text and Latin words whole."""
    texts = [paragraph.label + paragraph.text for paragraph in cell.paragraphs]
    longest = max(map(width, texts), default=0.0)
    word = max((len(found) / 2 for text in texts for found in _WORD.findall(text)), default=0.0)
    return min(max(min(longest, _FIRST_WANTED + longest * _SHARE_WANTED), word), _MOST_WANTED)


def cut_rows(table: Table, profile: Profile, turned: bool = False) -> frozenset[int]:
    """The rows inside and after which a page may end although cells hold them together: those of groups that are taller
    than half a page. Heights are reckoned from widths in characters. ``turned``: the table stands on a landscape page."""
    grid = grid_of(table)
    across, down = type_area(profile, turned)
    found: set[int] = set()
    for start, end in grid.groups():
        if _height(grid, start, end, across, profile) > down * _CUT_ABOVE:
            found.update(range(start, end))
    return frozenset(found)


def _height(grid: Grid, start: int, end: int, across: float, profile: Profile) -> float:
    size, line = profile.face("table").size_pt, profile.line_pt("table")
    counts = [1] * (end - start)
    for place in sorted((p for row in grid.rows[start:end] for p in row if p.row >= start), key=lambda p: p.end_row):
        room = max((grid.edges[place.end] - grid.edges[place.start]) * across - 2 * SIDE_PT, size) / size
        lines = sum(
            max(1, ceil(width(text) / room))
            for one in place.cell.paragraphs
            for text in (one.label + one.text).split(LINE_BREAK)
        )
        last = place.end_row - 1 - start
        counts[last] = max(counts[last], lines - sum(counts[place.row - start : last]))
    return sum(counts) * line + (end - start) * (2 * ABOVE_PT + RULE_PT)


def repeats_header(table: Table, profile: Profile, turned: bool = False) -> bool:
    """Whether the header rows are low enough to be repeated on every page."""
    rows = header_rows(table)
    across, down = type_area(profile, turned)
    return bool(rows) and _height(grid_of(table), 0, rows, across, profile) <= down * _HEADER_SHARE
