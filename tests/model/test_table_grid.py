import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.model.profile import Face, Profile
from huibao.model.report import Cell, Paragraph, Table, runs
from huibao.model.table_grid import cut_rows, grid_of, header_rows, is_wide, repeats_header

PROFILE = Profile(faces={"body": Face(("仿宋",)), "table": Face(("仿宋",), 12.0)})


def cell(text: str = "", across: int = 1, down: int = 1) -> Cell:
    return Cell((Paragraph("p", runs(text)),), across, down)


def table(*rows: tuple[Cell, ...], widths: tuple[float, ...] = (), header: int = 0) -> Table:
    return Table("t", rows, widths, header)


def places(made: Table) -> list[list[tuple[int, int, int, int]]]:
    return [[(one.row, one.end_row, one.start, one.end) for one in row] for row in grid_of(made).rows]


def test_a_cell_over_several_rows_stands_in_each_of_them() -> None:
    made = table((cell(down=2), cell(across=2)), (cell(), cell()))
    assert places(made) == [[(0, 2, 0, 1), (0, 1, 1, 3)], [(0, 2, 0, 1), (1, 2, 1, 2), (1, 2, 2, 3)]]


def test_a_place_that_nothing_covers_is_an_empty_cell() -> None:
    made = table((cell(), cell(), cell(down=2)), (cell(),))
    assert places(made)[1] == [(1, 2, 0, 1), (1, 2, 1, 2), (0, 2, 2, 3)]


def test_columns_that_nothing_parts_are_drawn_together_where_there_are_too_many() -> None:
    assert grid_of(table((cell(across=10**7), cell()), (cell(), cell()))).columns == 4


def test_columns_have_their_shares_and_none_is_too_narrow() -> None:
    assert grid_of(table((cell(), cell(), cell()), widths=(1.0, 2.0, 1.0))).edges == (0.0, 0.25, 0.75, 1.0)
    edges = grid_of(table((cell(), cell()), widths=(0.0, float("inf")))).edges
    assert edges == (0.0, 0.5, 1.0)
    assert grid_of(table((cell(), cell()), widths=(1e-9, 1.0))).edges[1] == pytest.approx(0.02 / 1.02)


@pytest.mark.parametrize(("asked", "rows"), [(0, 0), (1, 2), (2, 2), (3, 3), (4, 0), (9, 0), (-1, 0)])
def test_header_rows_take_along_what_cells_hold_together_and_are_never_all(asked: int, rows: int) -> None:
    made = table((cell(down=2), cell()), (cell(),), (cell(), cell()), (cell(), cell()), header=asked)
    assert header_rows(made) == rows


def test_a_table_is_wide_when_its_columns_want_more_than_the_type_area() -> None:
    assert not is_wide(table(tuple(cell("问题清单") for _ in range(7))), PROFILE)
    assert is_wide(table(tuple(cell("问题清单") for _ in range(9))), PROFILE)
    assert not is_wide(table(tuple(cell("问题" * 40) for _ in range(4))), PROFILE)


def test_rows_are_cut_only_where_they_are_taller_than_half_a_page() -> None:
    made = table((cell("党" * 100), cell()), (cell("党" * 400), cell()), (cell(), cell()))
    assert cut_rows(made, PROFILE) == {1}
    held = table((cell("党" * 100, down=2), cell()), (cell("党" * 300),))
    assert cut_rows(held, PROFILE) == {0, 1}


def test_a_header_that_would_fill_the_page_is_not_repeated() -> None:
    assert repeats_header(table((cell("党"), cell()), (cell(), cell()), header=1), PROFILE)
    assert not repeats_header(table((cell("党" * 400), cell()), (cell(), cell()), header=1), PROFILE)
    assert not repeats_header(table((cell(), cell()), (cell(), cell())), PROFILE)


CELLS = st.builds(
    cell, st.text("甲乙a", max_size=3), st.integers(0, 4) | st.just(10**7), st.integers(0, 4) | st.just(10**7)
)


@given(st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=6).map(tuple), st.lists(st.floats(), max_size=6))
def test_whatever_the_spans_cells_never_overlap_and_none_is_lost(
    rows: tuple[tuple[Cell, ...], ...], widths: list[float]
) -> None:
    grid = grid_of(Table("t", rows, tuple(widths)))
    assert len(grid.rows) == len(rows)
    found = [
        one.cell for number, row in enumerate(grid.rows) for one in row if one.row == number and one.cell.paragraphs
    ]
    assert found == [one for row in rows for one in row]
    for row in grid.rows:
        ends = [0]
        for one in row:
            assert ends[-1] == one.start < one.end <= grid.columns
            ends.append(one.end)
    assert list(grid.edges) == sorted(grid.edges)
    groups = list(grid.groups())
    assert [number for start, end in groups for number in range(start, end)] == list(range(len(rows)))
