"""Sheets are written so that every cell says what it said, and so that they print on A4."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.formats.xlsx import LONGEST_CELL, write_sheets
from huibao.model.sheet import Sheet
from huibao.model.text import clean, lines

COLUMNS = ("序号", "问题", "整改措施")


def reopened(*sheets: Sheet, title: str = "社区总结") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_sheets(sheets, title)))


def rows_of(page: Any) -> list[tuple[str, ...]]:
    """The rows under the headings, empty cells as empty text."""
    return [tuple(cell.value or "" for cell in row) for row in page.iter_rows(min_row=3)]


def a_sheet(*rows: tuple[str, ...], name: str = "台账", columns: tuple[str, ...] = COLUMNS) -> Sheet:
    return Sheet(name, columns, rows)


def test_a_sheet_has_its_title_its_headings_and_its_rows() -> None:
    page = reopened(a_sheet(("1", "学习不够", "抓学习"), ("2", "作风不实", "")))["台账"]
    assert page["A1"].value == "社区总结 台账"
    assert [cell.value for cell in page[2]] == list(COLUMNS)
    assert rows_of(page) == [("1", "学习不够", "抓学习"), ("2", "作风不实", "")]


@pytest.mark.parametrize("text", ["=1+1", "+86 10", "-3", "@某人", "=HYPERLINK(\"x\")", "2023.10", "007", "1E5", "TRUE",
                                  "https://x.cn", "{=A1}", "=" + "长" * 300])  # fmt: skip
def test_every_cell_stays_the_text_it_is(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_sheets([a_sheet((text,), columns=("甲",))], text)))
    cell = book["台账"]["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.number_format == ("@" if len(text) <= 255 else "General")
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@"))
    assert book["台账"]["A1"].data_type == "s"


texts = st.text(max_size=12) | st.sampled_from(["=1", "甲\u2028乙", "甲\r\n乙", " 甲 ", "_x0041_", "\x00", "\ud800"])


@given(st.lists(st.tuples(texts, texts, texts), max_size=6), st.text(max_size=40))
def test_any_text_comes_back(rows: list[tuple[str, ...]], title: str) -> None:
    page = reopened(a_sheet(*rows), title=title).worksheets[0]
    meant = [tuple("\n".join(lines(clean(text).replace("\u2028", "\n"))) for text in row) for row in rows]
    assert rows_of(page) == meant


@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["台账", "History", "a/b", "'x'", "台" * 40, "TAB", "tab"]), max_size=6
    )
)
def test_any_names_of_sheets_are_made_fit(names: list[str]) -> None:
    book = reopened(*(a_sheet(name=name) for name in names))
    assert len(book.sheetnames) == max(len(names), 1)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_words_too_long_for_a_cell_go_on_in_the_row_below() -> None:
    long = "长" * (LONGEST_CELL + 5)
    rows = rows_of(reopened(a_sheet(("1", long, "短"), ("2", "乙", "丙")))["台账"])
    assert [row[0] for row in rows] == ["1", "", "2"]
    assert rows[0][1] + rows[1][1] == long
    assert rows[0][2] + rows[1][2] == "短"


def test_headings_stay_in_sight_and_the_sheet_can_be_filtered() -> None:
    page = reopened(a_sheet(("1", "甲", "乙"), ("2", "丙", "丁")))["台账"]
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:C4"


def test_it_prints_on_a4_across_one_page_wide_with_headings_on_each_page() -> None:
    page = reopened(a_sheet(("1", "甲", "乙")))["台账"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage is True
    # One page wide is what a file says by saying nothing; as many pages high as it takes.
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$2"


def test_cells_wrap_and_columns_are_as_wide_as_asked_or_as_needed() -> None:
    asked = reopened(Sheet("台账", COLUMNS, (("1", "甲", "乙"),), (4.0, 20.0)))["台账"]
    assert asked["B3"].alignment.wrap_text is True
    assert asked.column_dimensions["B"].width == pytest.approx(43, abs=1)
    free = reopened(a_sheet(("1", "长" * 100, "四个字儿")))["台账"]
    widths = [free.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] < widths[2] < widths[1] <= 86


def test_rows_are_as_high_as_their_text_and_may_grow() -> None:
    data = write_sheets(
        [Sheet("台账", COLUMNS, (("1", "甲", "乙"), ("2", "长" * 45, "一\n二")), (4.0, 20.0, 20.0))], "总结"
    )
    page = openpyxl.load_workbook(io.BytesIO(data))["台账"]
    heights = {row: page.row_dimensions[row].height for row in (2, 3, 4)}
    assert heights[2] == heights[3] == pytest.approx(19, abs=0.5)  # whole screen points of Excel
    assert heights[4] == pytest.approx(49, abs=0.5)
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_several_sheets_stand_in_one_workbook_in_order() -> None:
    assert reopened(a_sheet(name="问题清单"), a_sheet(name="任务清单")).sheetnames == ["问题清单", "任务清单"]


def test_a_row_longer_or_shorter_than_the_headings_keeps_its_cells() -> None:
    assert rows_of(reopened(a_sheet(("1", "甲", "乙", "多"), ("2",)))["台账"]) == [
        ("1", "甲", "乙", "多"),
        ("2", "", "", ""),
    ]


def test_the_workbook_carries_its_title() -> None:
    assert reopened(a_sheet()).properties.title == "社区总结"
