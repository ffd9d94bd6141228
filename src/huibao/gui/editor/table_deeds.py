"""What may be done at a cell of a table, as deeds: rows, columns, merging, filling from a spreadsheet. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tables
from huibao.model.edits import Remove, ReplaceBlock, ReplaceBlocks
from huibao.model.report import Table


def perform(name: str, row: Row, first: Row, last: Row) -> Deed | None:
    """Do command ``name`` at the cell of ``row``; ``first`` to ``last`` are selected. None outside a table. Raises EditError."""
    table = row.table
    if table is None:
        return None
    if name == "drop_table":
        return Deed(Remove(table.id), Caret(row.holder))
    line, at = row.cell
    cell = table.rows[line][at]
    column = tables.column_of(table, line, at)
    if name == "merge":
        same = first.table is not None and last.table is not None and first.table.id == last.table.id == table.id
        changed = tables.merged(table, first.cell, last.cell) if same else tables.merged(table, row.cell, row.cell)
    else:
        acts: dict[str, Callable[[], Table]] = {
            "row_above": lambda: tables.with_row(table, line),
            "row_below": lambda: tables.with_row(table, line + cell.rowspan),
            "column_left": lambda: tables.with_column(table, column),
            "column_right": lambda: tables.with_column(table, column + cell.colspan),
            "drop_row": lambda: tables.without_row(table, line),
            "drop_column": lambda: tables.without_column(table, column),
            "split": lambda: tables.split(table, (line, at)),
            "header": lambda: tables.with_header(table, not table.header_rows),
        }
        changed = acts[name]()
    return Deed(ReplaceBlock(changed), Caret(_near(changed, row)))


def next_row(row: Row) -> Deed:
    """A new row under the table's last, as Tab makes in its last cell."""
    assert row.table is not None
    changed = tables.with_row(row.table, len(row.table.rows))
    return Deed(ReplaceBlock(changed), Caret(changed.rows[-1][0].paragraphs[0].id))


def filled(row: Row, text: str) -> Deed | None:
    """Cells copied from a spreadsheet put into the table from the cell of ``row`` on, new rows below as needed; None for
    text that is no table, or a place with merged cells."""
    new = tables.table_of_text(text)
    return filled_from(row, new) if new is not None else None


def filled_from(row: Row, new: Table) -> Deed | None:
    """As ``filled``, from the table ``new``; None where it or the place has merged cells."""
    held = row.table
    if any(cell.rowspan > 1 or cell.colspan > 1 for line in new.rows for cell in line):
        return None
    if held is None or any(cell.rowspan > 1 or cell.colspan > 1 for line in held.rows for cell in line):
        return None
    top, left = row.cell
    while len(held.rows) < top + len(new.rows):
        held = tables.with_row(held, len(held.rows))
    lines = [list(line) for line in held.rows]
    for down, line in enumerate(new.rows):
        for right, cell in enumerate(line):
            if left + right < len(lines[top + down]):
                old = lines[top + down][left + right]
                kept = replace(old.paragraphs[0], runs=cell.paragraphs[0].runs)
                lines[top + down][left + right] = replace(old, paragraphs=(kept, *cell.paragraphs[1:]))
    if left + len(new.rows[0]) > len(lines[top]):
        return None
    return Deed(ReplaceBlock(replace(held, rows=tuple(tuple(line) for line in lines))), Caret(row.node))


def pasted(row: Row, text: str) -> Deed | None:
    """A table copied from a spreadsheet under the paragraph of ``row``; None for text that is no table, or a row that
    can't have one under it."""
    table = tables.table_of_text(text)
    if table is None or row.kind != "text" or row.new or row.place != "blocks":
        return None
    at = row.index + 1
    return Deed(ReplaceBlocks(row.holder, at, at, (table,)), Caret(table.rows[0][0].paragraphs[0].id))


def _near(table: Table, row: Row) -> str:
    """A paragraph that is still there, near the one of ``row``."""
    ids = [p.id for line in table.rows for cell in line for p in cell.paragraphs]
    if row.node in ids:
        return row.node
    line = table.rows[min(row.cell[0], len(table.rows) - 1)]
    return line[min(row.cell[1], len(line) - 1)].paragraphs[0].id if line else ids[0]
