"""A workbook that someone filled in, read as texts, or refused with a sentence."""

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import InputError
from huibao.formats.xlsx import write_sheets
from huibao.formats.xlsx_reader import MOST_ROWS, read_sheets
from huibao.model.sheet import Sheet

# An OLE file ([MS-CFB]) in whose directory stands a stream called Workbook.
OLD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    + "Workbook".encode("utf-16-le").ljust(64, b"\0")
    + b"\x12\0".ljust(64, b"\0")
)


def book_of(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_are_read_as_a_person_reads_them() -> None:
    data = book_of(["序号", 1, 2.0, 2.5, True, datetime.datetime(2024, 6, 3), " 文字 ", "a\r\nb", None])
    (sheet,) = read_sheets(data)
    assert sheet.rows == (("序号", "1", "2", "2.5", "是", "2024年6月3日", "文字", "a\nb"),)


def test_empty_rows_are_left_out_and_short_rows_filled_up() -> None:
    (sheet,) = read_sheets(book_of(["甲", "乙"], [], [None, None], ["丙"]))
    assert sheet.rows == (("甲", "乙"), ("丙", ""))


def test_hidden_sheets_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["看得见"])
    book.create_sheet("藏").append(["看不见"])
    book["藏"].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    assert [sheet.rows for sheet in read_sheets(out.getvalue())] == [(("看得见",),)]


@given(st.lists(st.lists(st.text("甲乙=+-@1.\n 一", max_size=6), min_size=2, max_size=2), max_size=4))
def test_what_we_write_is_read_back(rows: list[list[str]]) -> None:
    sheet = Sheet("台账", ("甲", "乙"), tuple(tuple(cell.strip() for cell in row) for row in rows))
    (back,) = read_sheets(write_sheets((sheet,), "标题"))
    kept = tuple(row for row in sheet.rows if any(row))
    assert back.rows[1:] == (("甲", "乙"), *kept)


def test_formats_that_go_on_to_the_last_row_take_no_time() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲"])
    book.active.cell(1_000_000, 1).number_format = "@"
    out = BytesIO()
    book.save(out)
    (sheet,) = read_sheets(out.getvalue())
    assert sheet.rows == (("甲",),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 Excel 表格"),
        (b"PK\x03\x04 nothing", "不是 Excel 表格"),
        ("文字".encode(), "不是 Excel 表格"),
        (OLD, "旧版 Excel"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_sheets(data, "台账.xlsx")
    assert "“台账.xlsx”" in caught.value.message


def test_a_sheet_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="20000 行"):
        read_sheets(book_of(*(["甲"] for _ in range(MOST_ROWS + 1))), "台账.xlsx")


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_rows_or_a_sentence(place: int, bytes_: bytes) -> None:
    data = bytearray(book_of(["甲", "乙"], ["丙", 1]))
    at = place % len(data)
    data[at : at + len(bytes_)] = bytes_
    said = ""
    try:
        read_sheets(bytes(data), "台账.xlsx")
    except InputError as fault:
        said = fault.message
    assert not said or said.endswith("。")
