"""Rows, columns and merging of a table, as new tables. Merged cells stay merged; nothing a user wrote is thrown away unasked.

Columns are those of the grid: a cell that spans two columns stands in both.
"""

from __future__ import annotations

from dataclasses import replace

from huibao.errors import EditError
from huibao.model.report import Cell, Paragraph, Table, new_id, runs
from huibao.model.text import single_line

Place = tuple[int, int]
# The largest table that typing or pasting makes; a report's table beyond it is still shown and kept.
MOST_ROWS, MOST_COLUMNS = 2000, 60


def blank_cell(text: str = "") -> Cell:
    """A cell with one paragraph."""
    return Cell((Paragraph(new_id(), runs(text)),))


def blank_table(rows: int, columns: int) -> Table:
    """An empty table whose first row is a header when there are others. Raises EditError beyond the largest size."""
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_COLUMNS):
        raise EditError(f"表格最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列，请改小一些。")
    cells = tuple(tuple(blank_cell() for _ in range(columns)) for _ in range(rows))
    return Table(new_id(), cells, (), 1 if rows > 1 else 0)


def table_of_text(text: str) -> Table | None:
    """The table that text copied from a spreadsheet means (cells parted by tabs, rows by line ends); None when it means none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1]:
        lines.pop()
    cells = [line.split("\t") for line in lines]
    columns = max((len(row) for row in cells), default=0)
    if columns < 2 or any(len(row) < 2 for row in cells) or len(cells) > MOST_ROWS or columns > MOST_COLUMNS:
        return None
    rows = tuple(tuple(blank_cell(single_line(text)) for text in row + [""] * (columns - len(row))) for row in cells)
    return Table(new_id(), rows, (), 1 if len(rows) > 1 else 0)


def grid(table: Table) -> dict[Place, Place]:
    """Which cell (row, place among its row's cells) stands at each place (row, column) of the grid."""
    taken: dict[Place, Place] = {}
    for row, line in enumerate(table.rows):
        column = 0
        for at, cell in enumerate(line):
            while (row, column) in taken:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken.setdefault((row + down, column + right), (row, at))
    return taken


def placed(table: Table) -> list[tuple[int, int, Cell]]:
    """Each shown cell with its row and the grid column in which it begins."""
    starts: dict[Place, int] = {}
    for (_, column), cell in grid(table).items():
        starts[cell] = min(column, starts.get(cell, column))
    return [(row, starts[row, at], cell) for row, line in enumerate(table.rows) for at, cell in enumerate(line)]


def columns_of(table: Table) -> int:
    """How many columns the grid has."""
    return max((column + 1 for _, column in grid(table)), default=0)


def column_of(table: Table, row: int, at: int) -> int:
    """The grid column in which cell ``at`` of ``row`` begins."""
    return min(column for (line, column), cell in grid(table).items() if cell == (row, at) and line == row)


def with_row(table: Table, before: int) -> Table:
    """A new empty row before row ``before``; cells that span over that border grow."""
    if len(table.rows) >= MOST_ROWS:
        raise EditError(f"表格最多 {MOST_ROWS} 行。")
    held = grid(table)
    grown: set[Place] = set()
    new: list[Cell] = []
    for column in range(columns_of(table)):
        above, below = held.get((before - 1, column)), held.get((before, column))
        if above is not None and above == below:
            grown.add(above)
        else:
            new.append(blank_cell())
    rows = _changed(table, {place: replace(_cell(table, place), rowspan=_cell(table, place).rowspan + 1) for place in grown})
    header = table.header_rows + (1 if before < table.header_rows else 0)
    return replace(table, rows=(*rows[:before], tuple(new), *rows[before:]), header_rows=header)


def without_row(table: Table, row: int) -> Table:
    """The table without ``row``; cells that span more rows shrink and keep their words. Raises EditError for the only row."""
    if len(table.rows) < 2:
        raise EditError("这是最后一行；要去掉整个表格，请用“删除表格”。")
    held = grid(table)
    inside = {cell for (line, _), cell in held.items() if line == row}
    spanning = {place for place in inside if _cell(table, place).rowspan > 1}
    changed = {p: replace(_cell(table, p), rowspan=_cell(table, p).rowspan - 1) for p in spanning}
    rows = [list(line) for line in _changed(table, changed)]
    for place in sorted((p for p in spanning if p[0] == row), key=lambda p: p[1]):
        start = column_of(table, *place)
        at = sum(1 for i in range(len(table.rows[row + 1])) if column_of(table, row + 1, i) < start)
        moved = sum(1 for p in spanning if p[0] == row and p[1] < place[1])
        rows[row + 1].insert(at + moved, rows[row][place[1]])
    del rows[row]
    header = table.header_rows - (1 if row < table.header_rows else 0)
    return replace(table, rows=tuple(tuple(line) for line in rows), header_rows=header)


def with_column(table: Table, before: int) -> Table:
    """A new empty column before grid column ``before``; cells that span over that border grow."""
    if columns_of(table) >= MOST_COLUMNS:
        raise EditError(f"表格最多 {MOST_COLUMNS} 列。")
    held = grid(table)
    rows = [list(line) for line in table.rows]
    grown: set[Place] = set()
    for row in reversed(range(len(rows))):
        left, right = held.get((row, before - 1)), held.get((row, before))
        if left is not None and left == right:
            grown.add(left)
            continue
        at = sum(1 for i in range(len(table.rows[row])) if column_of(table, row, i) < before)
        rows[row].insert(at, blank_cell())
        grown = {(r, i + 1 if r == row and i >= at else i) for r, i in grown}
    for row, at in grown:
        rows[row][at] = replace(rows[row][at], colspan=rows[row][at].colspan + 1)
    return replace(table, rows=tuple(tuple(line) for line in rows), widths=())


def without_column(table: Table, column: int) -> Table:
    """The table without a grid column; cells that span more columns shrink. Raises EditError for the only column."""
    if columns_of(table) < 2:
        raise EditError("这是最后一列；要去掉整个表格，请用“删除表格”。")
    inside = {cell for (_, at), cell in grid(table).items() if at == column}
    rows = []
    for row, line in enumerate(table.rows):
        kept = []
        for at, cell in enumerate(line):
            if (row, at) not in inside:
                kept.append(cell)
            elif cell.colspan > 1:
                kept.append(replace(cell, colspan=cell.colspan - 1))
        rows.append(tuple(kept))
    return replace(table, rows=tuple(rows), widths=())


def merged(table: Table, first: Place, last: Place) -> Table:
    """The cells from ``first`` to ``last`` (row, place in the row) as one, their paragraphs one after the other.

    Raises EditError where they do not fill a rectangle."""
    held = grid(table)
    corners = [place for place, cell in held.items() if cell in (first, last)]
    top, bottom = min(r for r, _ in corners), max(r for r, _ in corners)
    left, right = min(c for _, c in corners), max(c for _, c in corners)
    area = {held.get((row, column)) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    outside = {cell for (r, c), cell in held.items() if not (top <= r <= bottom and left <= c <= right)}
    if None in area or area & outside:
        raise EditError("选中的单元格不是一个完整的方块，不能合并。")
    order = sorted(place for place in area if place is not None)
    if len(order) < 2:
        raise EditError("请先选中要合并的几个单元格。")
    texts = tuple(p for place in order for p in _cell(table, place).paragraphs if p.text)
    whole = Cell(texts or _cell(table, order[0]).paragraphs, right - left + 1, bottom - top + 1)
    rows = []
    for row, line in enumerate(table.rows):
        kept = [whole if (row, at) == order[0] else cell for at, cell in enumerate(line) if (row, at) not in order[1:]]
        rows.append(tuple(kept))
    return replace(table, rows=tuple(rows))


def split(table: Table, place: Place) -> Table:
    """A merged cell as single ones; its words stay in the first. Raises EditError for a cell that is not merged."""
    cell = _cell(table, place)
    if cell.colspan == cell.rowspan == 1:
        raise EditError("这个单元格没有合并过，不用拆分。")
    left = column_of(table, *place)
    starts = {(row, at): column_of(table, row, at) for row, line in enumerate(table.rows) for at in range(len(line))}
    rows = [list(line) for line in table.rows]
    rows[place[0]][place[1] : place[1] + 1] = [replace(cell, colspan=1, rowspan=1), *(blank_cell() for _ in range(cell.colspan - 1))]
    for row in range(place[0] + 1, place[0] + cell.rowspan):
        at = sum(1 for (line, _), column in starts.items() if line == row and column < left)
        rows[row][at:at] = [blank_cell() for _ in range(cell.colspan)]
    return replace(table, rows=tuple(tuple(line) for line in rows))


def with_header(table: Table, on: bool) -> Table:
    """The first row repeats on every page, or no longer."""
    return replace(table, header_rows=1 if on else 0)


def _cell(table: Table, place: Place) -> Cell:
    return table.rows[place[0]][place[1]]


def _changed(table: Table, cells: dict[Place, Cell]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(cells.get((row, at), cell) for at, cell in enumerate(line)) for row, line in enumerate(table.rows)
    )
