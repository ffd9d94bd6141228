"""Reading a spreadsheet that someone filled in: every cell as text, within the limits of received files."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from huibao.errors import InputError
from huibao.formats import package, sniff
from huibao.model.sheet import Sheet
from huibao.model.text import clean

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
_BLANK_ROWS: Final = 200  # so many empty rows end a sheet: formatted rows without words go on to the last of a million
_BROKEN: Final = "“{name}”已损坏或没有复制完整，打不开；请用 Excel 或 WPS 打开修复后另存，再试一次。"
_NOT_ONE: Final = "“{name}”不是 Excel 表格（.xlsx）；请选择填好的台账。"
_OLD: Final = "“{name}”是旧版 Excel 表格（.xls），读不了；请用 Excel 或 WPS 另存为 .xlsx 后再试。"
_TOO_LONG: Final = "“{name}”里的表超过 20000 行，不像是一份台账；请只保留台账后再试。"
# What openpyxl raises, one time or another, over parts that are no sound workbook.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OverflowError,
)


def read_sheets(data: bytes, name: str = "") -> tuple[Sheet, ...]:
    """The visible sheets of a workbook, as rows of texts without headings: which row is the heading is for the reader of the
    sheet to find. Formulas give the value that was last worked out; dates are written 2024年6月30日, whole numbers without a
    decimal point. Empty rows are left out. Raises InputError with a sentence that names the file ``name``."""
    kind = sniff.kind_of(data)
    if kind != "xlsx":
        raise InputError(_NOT_ONE.format(name=name))
    if not data.startswith(b"PK"):
        raise InputError(_OLD.format(name=name))
    package.open_package(data).close()
    from openpyxl import load_workbook  # a tenth of a second that other kinds need not wait
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return tuple(_sheet(page, name) for page in book.worksheets if page.sheet_state == "visible")
        finally:
            book.close()
    except InvalidFileException as fault:
        raise InputError(_NOT_ONE.format(name=name)) from fault
    except _FAULTS as fault:
        raise InputError(_BROKEN.format(name=name)) from fault


def _sheet(page: Any, name: str) -> Sheet:
    page.reset_dimensions()  # what the file says of its own size is often wrong
    rows = tuple(_rows(page, name))
    width = max((len(row) for row in rows), default=0)
    return Sheet(clean(page.title), (), tuple((*row, *[""] * (width - len(row))) for row in rows))


def _rows(page: Any, name: str) -> Iterator[tuple[str, ...]]:
    count = blank = 0
    for row in page.iter_rows(values_only=True, max_col=MOST_COLUMNS):
        texts = tuple(_text(value) for value in row)
        while texts and not texts[-1]:
            texts = texts[:-1]
        blank = 0 if texts else blank + 1
        if blank > _BLANK_ROWS:
            return
        if texts:
            count += 1
            if count > MOST_ROWS:
                raise InputError(_TOO_LONG.format(name=name))
            yield texts


def _text(value: object) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
