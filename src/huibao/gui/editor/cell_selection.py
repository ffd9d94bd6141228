"""Cells that are selected as a rectangle: what of them is copied, and how they are emptied. The rows of the editor run on
through a table line by line; a rectangle of cells is not a stretch of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QTextCursor

from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tables
from huibao.model.edits import ReplaceBlock
from huibao.model.report import Cell, Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """Grid places ``top``–``bottom``, ``left``–``right`` (both included) of ``table``."""

    table: Table
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text(self) -> str:
        """The cells as a spreadsheet takes them: parted by tabs, rows by line ends; what spans several stands in the first."""
        held, said, lines = tables.grid(self.table), set(), []
        for row in range(self.top, self.bottom + 1):
            line = []
            for column in range(self.left, self.right + 1):
                place = held.get((row, column))
                line.append("" if place is None or place in said else _words(self.table.rows[place[0]][place[1]]))
                said.add(place)
            lines.append("\t".join(line))
        return "\n".join(lines)

    def rows_of(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Those of ``rows`` that stand in the cells."""
        places = self._places()
        return tuple(row for row in rows if row.table is self.table and row.cell in places)

    def _places(self) -> set[tables.Place]:
        """The cells, each by its row and its place in the row."""
        held = tables.grid(self.table)
        area = [(r, c) for r in range(self.top, self.bottom + 1) for c in range(self.left, self.right + 1)]
        return {held[place] for place in area if place in held}

    def emptied(self) -> Deed:
        """The cells stay, their words go."""
        held, places = tables.grid(self.table), self._places()
        rows = tuple(
            tuple(_empty(cell) if (row, at) in places else cell for at, cell in enumerate(line))
            for row, line in enumerate(self.table.rows)
        )
        row, at = held[self.top, self.left]
        return Deed(ReplaceBlock(replace(self.table, rows=rows)), Caret(rows[row][at].paragraphs[0].id))


def chosen(cursor: QTextCursor, row: Row) -> Chosen | None:
    """The cells that ``cursor`` selects as a rectangle, in the table of ``row``; None when it selects text."""
    if row.table is None or not cursor.hasComplexSelection():
        return None
    area: Any = cursor.selectedTableCells()  # a tuple, whatever its stub says
    top, rows, left, columns = area
    return Chosen(row.table, top, top + rows - 1, left, left + columns - 1)


def _words(cell: Cell) -> str:
    return " ".join(paragraph.label + paragraph.text for paragraph in cell.paragraphs)


def _empty(cell: Cell) -> Cell:
    return replace(cell, paragraphs=(replace(cell.paragraphs[0], runs=(), label=""),))
