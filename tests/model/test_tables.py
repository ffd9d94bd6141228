"""Rows, columns and merged cells of a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import EditError
from huibao.model import tables
from huibao.model.report import Cell, Paragraph, Table, runs


def table(rows: int = 3, columns: int = 3) -> Table:
    """Cells whose text names their place."""
    cells = tuple(
        tuple(Cell((Paragraph(f"{r}{c}", runs(f"{r}{c}")),)) for c in range(columns)) for r in range(rows)
    )
    return Table("t", cells, (), 1)


def words(of: Table) -> list[str]:
    return sorted(p.text for line in of.rows for cell in line for p in cell.paragraphs if p.text)


def is_whole(of: Table) -> bool:
    """Every place of the grid is taken by just one cell."""
    area = sum(cell.colspan * cell.rowspan for line in of.rows for cell in line)
    held = tables.grid(of)
    return area == len(held) == len(of.rows) * tables.columns_of(of)


def test_a_row_and_a_column_come_and_go() -> None:
    grown = tables.with_column(tables.with_row(table(), 1), 3)
    assert (len(grown.rows), tables.columns_of(grown)) == (4, 4)
    assert is_whole(grown)
    back = tables.without_column(tables.without_row(grown, 1), 3)
    assert words(back) == words(table())


def test_merged_cells_keep_all_their_words_in_order() -> None:
    made = tables.merged(table(), (0, 0), (1, 1))
    assert [p.text for p in made.rows[0][0].paragraphs] == ["00", "01", "10", "11"]
    assert (made.rows[0][0].colspan, made.rows[0][0].rowspan) == (2, 2)
    assert is_whole(made)
    apart = tables.split(made, (0, 0))
    assert is_whole(apart)
    assert words(apart) == words(table())


def test_what_is_no_rectangle_is_not_merged() -> None:
    made = tables.merged(table(), (0, 0), (0, 1))
    with pytest.raises(EditError):
        tables.merged(made, (0, 1), (1, 1))
    with pytest.raises(EditError):
        tables.merged(made, (1, 1), (1, 1))


def test_a_new_row_within_a_merged_cell_makes_it_grow() -> None:
    made = tables.with_row(tables.merged(table(), (0, 0), (1, 0)), 1)
    assert made.rows[0][0].rowspan == 3
    assert is_whole(made)


def test_taking_a_row_away_keeps_the_words_of_a_cell_that_goes_on_below() -> None:
    made = tables.without_row(tables.merged(table(), (0, 1), (1, 1)), 0)
    assert is_whole(made)
    assert {"01", "11"} <= set(words(made))


def test_the_last_row_and_column_are_not_taken_away() -> None:
    with pytest.raises(EditError):
        tables.without_row(table(1, 2), 0)
    with pytest.raises(EditError):
        tables.without_column(table(2, 1), 0)


def test_text_from_a_spreadsheet_is_a_table_and_plain_text_is_none() -> None:
    made = tables.table_of_text("序号\t姓名\r\n1\t张三\r\n2\r\n".replace("2\r\n", "2\t\r\n"))
    assert made is not None
    assert [[c.paragraphs[0].text for c in line] for line in made.rows] == [["序号", "姓名"], ["1", "张三"], ["2", ""]]
    assert tables.table_of_text("一段话\n又一段") is None
    assert tables.table_of_text("一段\t话\n没有制表符的一行") is None


@given(st.lists(st.tuples(st.sampled_from("rRcCms"), st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_whatever_is_done_every_place_is_taken_once(deeds: list[tuple[str, int, int]]) -> None:
    made = table()
    for kind, a, b in deeds:
        rows, columns = len(made.rows), tables.columns_of(made)
        places = [(r, i) for r, line in enumerate(made.rows) for i in range(len(line))]
        try:
            if kind == "r":
                made = tables.with_row(made, a % (rows + 1))
            elif kind == "R":
                made = tables.without_row(made, a % rows)
            elif kind == "c":
                made = tables.with_column(made, a % (columns + 1))
            elif kind == "C":
                made = tables.without_column(made, a % columns)
            elif kind == "m":
                before = words(made)
                made = tables.merged(made, places[a % len(places)], places[b % len(places)])
                assert words(made) == before
            else:
                before = words(made)
                made = tables.split(made, places[a % len(places)])
                assert words(made) == before
        except EditError:
            continue
        assert is_whole(made), (kind, a, b)
