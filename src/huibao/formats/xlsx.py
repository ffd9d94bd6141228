"""Write sheets as an .xlsx workbook that prints on A4 and in which every word stays the text that it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil
from typing import Any, Final

import xlsxwriter

from huibao.model.sheet import Sheet
from huibao.model.text import LINE_BREAK, clean, lines, width

LONGEST_CELL: Final = 16383  # characters; Excel takes 32,767 units of UTF-16, of which rare characters need two
_LONGEST_TEXT_FORMAT: Final = 255  # older Excel shows longer cells of the text format as ####
_LONGEST_NAME: Final = 31
_BAD_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMULA_LIKE: Final = ("=", "+", "-", "@")
_LEAST_WIDTH, _MOST_WIDTH = 4.0, 40.0  # characters of Chinese text
_UNITS_PER_HAN: Final = 2.1  # a column's width is told in digits of Calibri 11, somewhat less than half of 宋体 11
_LINE_PT, _ROOM_PT, _HIGHEST_PT = 15.0, 4.0, 409.0  # Excel's rows are no higher
_A4: Final = 9
_FIXED_HEIGHT: Final = re.compile(rb'(<row [^>]*) customHeight="1"')
Look = dict[str, Any]
_CELL: Final[Look] = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter", "border": 1}
_LOOKS: Final[dict[str, Look]] = {
    "title": {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "head": {**_CELL, "bold": True, "align": "center", "bg_color": "#EDEDED"},
    # "@" keeps what a clerk types in later: 2023.10 stays 2023.10.
    "text": {**_CELL, "num_format": "@"},
    "long": _CELL,
    # A quote prefix keeps "=…" a text when the cell is opened for editing and closed again.
    "quoted": {**_CELL, "num_format": "@", "quote_prefix": True},
    "long quoted": {**_CELL, "quote_prefix": True},
}  # fmt: skip


def write_sheets(sheets: Sequence[Sheet], title: str) -> bytes:
    """``sheets`` as the bytes of a workbook called ``title``, which also heads each sheet: frozen and repeated headings,
    a filter, A4 across, one page wide. All cells are text; words too long for a cell go on in the row below."""
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **plain})
    book.set_properties({"title": _cell_text(title)[:_LONGEST_TEXT_FORMAT]})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    names: set[str] = set()
    for sheet in sheets or (Sheet("Sheet1", ()),):
        _write_sheet(book.add_worksheet(_free_name(sheet.name, names)), sheet, title, looks)
    book.close()
    return _with_growing_rows(out.getvalue())


def _with_growing_rows(data: bytes) -> bytes:
    """The workbook with rows that may grow when they are filled in: XlsxWriter calls every height fixed that it is
    told, and without heights LibreOffice shows wrapped text as one line."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                part = _FIXED_HEIGHT.sub(rb"\1", part)
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write_sheet(page: Any, sheet: Sheet, title: str, looks: dict[str, Any]) -> None:
    """Row 1 the title, row 2 the headings, then the rows."""
    columns = max([len(sheet.columns), *(len(row) for row in sheet.rows)])
    _set_up(page, columns)
    heading = _cell_text(title if title.endswith(sheet.name) else f"{title} {sheet.name}".strip())[:LONGEST_CELL]
    if columns > 1:
        page.merge_range(0, 0, 0, columns - 1, "", looks["title"])
    page.write_string(0, 0, heading, looks["title"])
    widths = [_column_width(sheet, column) for column in range(columns)]
    page.set_row(0, 1.6 * _height([heading], [sum(widths) / 1.5]))
    for column, characters in enumerate(widths):
        page.set_column(column, column, characters * _UNITS_PER_HAN + 1)
    headings = [_cell_text(text) for text in sheet.columns]
    at = 1
    for row in [headings, *([_cell_text(text) for text in row] for row in sheet.rows)]:
        for part in _parted(row):
            texts = [*part, *[""] * (columns - len(part))]
            page.set_row(at, _height(texts, widths))
            _write_row(page, at, texts, looks, "head" if at == 1 else "")
            at += 1
    if columns:
        page.autofilter(1, 0, max(at - 1, 1), columns - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:{_letters(columns - 1)}{at}"})


def _set_up(page: Any, columns: int) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)  # inches
    page.set_footer("&C第 &P 页，共 &N 页")
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    if columns:
        page.center_horizontally()


def _write_row(page: Any, at: int, texts: Sequence[str], looks: dict[str, Any], look: str = "") -> None:
    for column, text in enumerate(texts):
        kind = look or _look_of(text)
        if text:
            page.write_string(at, column, text, looks[kind])
        else:
            page.write_blank(at, column, None, looks[kind])


def _look_of(text: str) -> str:
    kinds = ("long quoted", "quoted") if text.startswith(_FORMULA_LIKE) else ("long", "text")
    return kinds[len(text) <= _LONGEST_TEXT_FORMAT]


def _cell_text(text: str) -> str:
    """``text`` as a cell holds it: line ends of every kind as "\\n", nothing that XML can't hold."""
    return "\n".join(lines(clean(text).replace(LINE_BREAK, "\n")))


def _parted(texts: Sequence[str]) -> Iterator[list[str]]:
    """A row, and where a text is longer than a cell, rows below it with the rest."""
    count = max([1, *(-(-len(text) // LONGEST_CELL) for text in texts)])
    for part in range(count):
        yield [text[part * LONGEST_CELL : (part + 1) * LONGEST_CELL] for text in texts]


def _column_width(sheet: Sheet, column: int) -> float:
    """In characters of Chinese text: as given, else by the longest line, within bounds."""
    if column < len(sheet.widths):
        return max(sheet.widths[column], 1.0)
    texts = [row[column] for row in (sheet.columns, *sheet.rows) if column < len(row)]
    longest = max((width(line) for text in texts for line in _cell_text(text).split("\n")), default=0.0)
    return min(max(longest + 1, _LEAST_WIDTH), _MOST_WIDTH)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height in pt that the texts need in columns of these widths."""
    needed = (
        sum(max(1, ceil(width(line) / max(room, 1.0))) for line in text.split("\n"))
        for text, room in zip(texts, widths, strict=True)
    )
    return min(max(needed, default=1) * _LINE_PT + _ROOM_PT, _HIGHEST_PT)


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at the ends, none twice."""
    name = _BAD_IN_NAME.sub(" ", clean(wanted).replace(LINE_BREAK, " ")).strip(" '")[:_LONGEST_NAME].rstrip(" '")
    if not name or name.lower() == "history":  # a name that Excel keeps for itself
        name = f"{name}表".strip()
    free, count = name, 1
    while free.lower() in taken:
        count += 1
        end = f"({count})"
        free = name[: _LONGEST_NAME - len(end)] + end
    taken.add(free.lower())
    return free


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
