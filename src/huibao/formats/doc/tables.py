"""Rows and cells of an old Word file as ``w:tbl``: cells end with marks, a row's shape stands behind it ([MS-DOC] 2.4.3)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from huibao.formats.doc import sprms
from huibao.formats.docx.read_xml import VAL, Element, W

_NEAR = 20
"""Edges this close (twips) are one: hand-drawn tables differ by a hair from row to row."""
_MOST_CELLS = 64


@dataclass(slots=True)
class Row:
    """A row: the content of its cells, their edges (twips, one more than cells; none when unknown), their merges."""

    cells: list[list[Element]]
    edges: list[int] = field(default_factory=list)
    across: dict[int, str] = field(default_factory=dict)
    down: dict[int, str] = field(default_factory=dict)
    is_header: bool = False


@dataclass(slots=True)
class OpenTable:
    """A table being read: its rows so far, the finished cells of the next one, the content of the next cell."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Element]] = field(default_factory=list)
    content: list[Element] = field(default_factory=list)

    def end_cell(self) -> None:
        """What was read so far is a cell."""
        self.cells.append(self.content)
        self.content = []

    def end_row(self, changes: bytes) -> None:
        """The cells so far are a row, and ``changes`` say how it looks."""
        if self.content:
            self.end_cell()
        row = Row(self.cells)
        self.cells = []
        for name, value in sprms.changes(changes):
            _change(row, name, value)
        self.rows.append(row)

    def element(self) -> Element:
        """The table as far as it was read."""
        if self.cells or self.content:
            self.end_row(b"")
        table = etree.Element(f"{W}tbl")
        grid = _grid([row.edges for row in self.rows])
        columns = etree.SubElement(table, f"{W}tblGrid")
        for left, right in pairwise(grid):
            etree.SubElement(columns, f"{W}gridCol", {f"{W}w": str(right - left)})
        for row in self.rows:
            if row.cells:
                table.append(_row(row, grid))
        return table


def _change(row: Row, name: int, value: bytes) -> None:
    if name == sprms.TABLE_DEFINITION and value:
        count = value[0]
        if count > _MOST_CELLS or len(value) < 1 + 2 * (count + 1):
            return
        row.edges = list(struct.unpack_from(f"<{count + 1}h", value, 1))
        records = value[3 + 2 * count :]
        for cell in range(min(count, len(records) // 20)):
            (flags,) = struct.unpack_from("<H", records, 20 * cell)
            if flags & 3:
                row.across[cell] = "continue" if flags & 3 == 1 else "restart"
            if flags >> 5 & 3:
                row.down[cell] = "continue" if flags >> 5 & 3 == 1 else "restart"
    elif name == sprms.HEADER_ROW:
        row.is_header = bool(value[0])
    elif name == sprms.MERGE:
        for cell in range(value[0], min(value[1], _MOST_CELLS)):
            row.across[cell] = "restart" if cell == value[0] else "continue"
    elif name == sprms.VERTICAL_MERGE and len(value) >= 2:
        row.down[value[0]] = {1: "continue", 3: "restart"}.get(value[1], "")


def _grid(rows: list[list[int]]) -> list[int]:
    """The edges of all rows, those that lie close together as one."""
    grid: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not grid or edge - grid[-1] > _NEAR:
            grid.append(edge)
    return grid


def _row(row: Row, grid: list[int]) -> Element:
    element = etree.Element(f"{W}tr")
    properties = etree.SubElement(element, f"{W}trPr")
    if row.is_header:
        etree.SubElement(properties, f"{W}tblHeader")
    places = [max(0, bisect_right(grid, edge) - 1) for edge in row.edges]
    if places and places[0]:
        etree.SubElement(properties, f"{W}gridBefore", {VAL: str(places[0])})
    for number, content in enumerate(row.cells):
        cell = etree.SubElement(element, f"{W}tc")
        given = etree.SubElement(cell, f"{W}tcPr")
        if number + 1 < len(places):
            etree.SubElement(given, f"{W}gridSpan", {VAL: str(max(1, places[number + 1] - places[number]))})
        for name, merges in (("hMerge", row.across), ("vMerge", row.down)):
            if merges.get(number):
                etree.SubElement(given, W + name, {VAL: merges[number]})
        cell.extend(content)
    return element
