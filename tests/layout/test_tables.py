import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import TEXTS, body, pages_of, table

from huibao.layout import Pages
from huibao.layout.blocks import TableBlock
from huibao.model.manuscript import Item
from huibao.model.report import Cell, Paragraph, Table, runs

LEFT = 28 / 25.4 * 72
WIDTH = 442.25  # 156 mm, in whole twips


def cell(text: str, colspan: int = 1, rowspan: int = 1, node: str = "c") -> Cell:
    return Cell((Paragraph(node, runs(text)),), colspan, rowspan)


def block_of(item: Item) -> TableBlock:
    block = pages_of(item).pages[0].slices[0].block
    assert isinstance(block, TableBlock)
    return block


def texts(pages: Pages) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in pages.pages]


def test_columns_take_their_share_of_the_type_area() -> None:
    item = Item("table", "t", table=Table("t", ((cell("一"), cell("二"), cell("三")),), (1.0, 2.0, 1.0)))
    edges = [(left, right) for left, right, _ in block_of(item).pieces[0].cells]
    assert edges == [
        pytest.approx(pair, abs=0.05) for pair in ((0, WIDTH / 4), (WIDTH / 4, WIDTH * 3 / 4), (WIDTH * 3 / 4, WIDTH))
    ]


def test_merged_cells_reach_over_columns_and_rows() -> None:
    rows = ((cell("党建", rowspan=2), cell("甲", 2)), (cell("乙"), cell("丙")))
    first, second = block_of(Item("table", "t", table=Table("t", rows))).pieces
    third = WIDTH / 3
    assert first.cells == (pytest.approx((0, third, False), abs=0.05), pytest.approx((third, WIDTH, False), abs=0.05))
    assert sorted(second.cells)[0] == pytest.approx((0, third, True), abs=0.05)


def test_a_merged_cells_text_flows_through_the_rows_it_spans() -> None:
    long = "党建引领" * 12
    rows = ((cell(long, rowspan=2), cell("甲")), (cell("乙"),), (cell("丙"), cell("丁")))
    lines = [line for page in pages_of(Item("table", "t", table=Table("t", rows))).pages for line in page.lines]
    assert "".join(line.text for line in lines if set(line.text) <= set("党建引领")) == long


def test_the_header_row_is_repeated_on_each_page() -> None:
    item = table([["问题", "措施"], *([f"问题{number}", f"措施{number}"] for number in range(40))], header_rows=1)
    pages = pages_of(item)
    assert len(pages) > 1
    for page in pages.pages:
        (one,) = page.slices
        assert one.header == (page.number > 1)
    # Repeated rows are paint, not text: each line stands on the pages once.
    assert [text for page in texts(pages) for text in page].count("问题") == 1
    lead = block_of(item).lead(5)
    assert pages.pages[1].lines[0].y == pytest.approx(pages.pages[0].lines[0].y + lead)


def test_a_header_never_stands_alone_at_the_foot_of_a_page() -> None:
    item = table([["问题", "措施"], ["一", "二"]], header_rows=1)
    pages = pages_of(*[body("党" * 26)] * 21, item)
    assert texts(pages)[1] == ["问题", "措施", "一", "二"]


def test_a_row_moves_to_the_next_page_whole_unless_it_is_taller_than_half_a_page() -> None:
    short = table([["党" * 100, "建"]])
    assert len(texts(pages_of(*[body("党" * 26)] * 20, short))[0]) == 20
    tall = table([["党" * 900, "建"]])
    pages = pages_of(*[body("党" * 26)] * 10, tall)
    assert len(pages.pages[0].lines) > 10
    assert all(line.y + line.height <= 37 / 25.4 * 72 + 22 * 28.95 + 0.1 for page in pages.pages for line in page.lines)


def test_a_line_in_a_table_names_its_paragraph() -> None:
    lines = pages_of(table([["一", "二"]], node="x")).pages[0].lines
    assert [line.node for line in lines] == ["x-0-0", "x-0-1"]
    assert lines[0].y == lines[1].y


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ((),),
        ((cell("一", colspan=10**6),),),
        ((cell("一", rowspan=10**6),),),
        ((Cell(()),),),
        ((cell("一", 0, 0),),),
    ],
)
def test_a_strange_table_is_set_as_well_as_can_be(rows: tuple[tuple[Cell, ...], ...]) -> None:
    pages = pages_of(Item("table", "t", table=Table("t", rows)), body("后"))
    assert "".join(text for page in texts(pages) for text in page) == (
        "一后" if rows and rows[0] and rows[0][0].paragraphs else "后"
    )


def test_a_table_with_more_columns_than_fit_stays_in_the_type_area() -> None:
    pages = pages_of(table([["党建" for _ in range(150)]]))
    edges = [edge for piece in block_of(table([["党建" for _ in range(150)]])).pieces for edge in piece.cells]
    assert pages.pages[0].turned
    assert max(right for _, right, _ in edges) == pytest.approx(637.8)  # 225 mm
    assert sum(len(line.text) for page in pages.pages for line in page.lines) == 300


CELLS = st.builds(cell, TEXTS, st.integers(1, 3), st.integers(1, 3), st.uuids().map(str))


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8), header=st.integers(0, 2))
def test_every_character_of_every_cell_is_on_the_pages_once_and_in_order(rows: list[list[Cell]], header: int) -> None:
    made = Table("t", tuple(map(tuple, rows)), header_rows=header)
    pages = pages_of(*[body("党" * 26)] * 7, Item("table", "t", table=made))
    found: dict[str, str] = {}
    for page in pages.pages:
        for line in page.lines:
            found[line.node] = found.get(line.node, "") + line.text
    for row in rows:
        for one in row:
            assert found.get(one.paragraphs[0].id, "") == one.paragraphs[0].text
