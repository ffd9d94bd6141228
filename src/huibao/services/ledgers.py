"""Ledgers as files: many reports collected into one workbook, and a ledger that was filled in read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from huibao.errors import InputError, OutputError
from huibao.model.report import Report
from huibao.model.sheet import Sheet
from huibao.services import documents, files
from huibao.services.library import Library

if TYPE_CHECKING:
    from huibao.yearly import Sheets

TITLE = "问题整改台账汇总"


def collect(
    folder: Path,
    target: Path,
    library: Library,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Sheets:
    """The reports in ``folder`` as one ledger in the workbook ``target``, which is left out of the folder. It is written at
    the very end, whole or not at all. Raises InputError (Cancelled when ``cancelled`` says so) and OutputError."""
    from huibao import yearly
    from huibao.formats.xlsx import write_sheets

    check_target(target)

    def open_one(path: Path) -> Report:
        return documents.open_document(path, library, cancelled=cancelled).report

    found = yearly.collect(folder, open_one, progress, cancelled, target)
    files.write_atomically(target, write_sheets(found.sheets, TITLE))
    return found


def export_years(report: Report, reports: Sequence[Report], target: Path, library: Library) -> None:
    """The history that ``reports`` tell, with the ledger of ``report`` behind it, as the workbook ``target``. Raises
    OutputError."""
    from huibao import yearly
    from huibao.formats.xlsx import write_sheets
    from huibao.yearly.ledger import ledger

    check_target(target)
    over = yearly.history_sheet(yearly.history(reports))
    own = ledger(report, library.template(report.template))
    files.write_atomically(target, write_sheets((over, own), report.title))


def check_target(target: Path) -> None:
    """Raises OutputError when ``target`` can't be written, before minutes are spent on reading."""
    holder = files.open_elsewhere(target)
    if holder is not None:
        by = f"“{holder}”在 " if holder else ""
        raise OutputError(
            f"“{target.name}”正由{by} WPS、Excel 等程序打开，没有写入；请先关闭它，或换一个名称。", in_use=True
        )
    if not target.parent.is_dir():
        raise OutputError(f"要保存到的文件夹不存在，“{target.name}”没有保存；请另选位置。")


def read_ledger(path: Path, library: Library) -> tuple[Sheet, ...]:
    """The tables of a ledger that came back, as sheets: of a workbook (.xlsx), or of any document that can be read. Raises
    InputError when it can't be read or holds no table."""
    from huibao import yearly
    from huibao.formats import sniff
    from huibao.formats.xlsx_reader import read_sheets

    data = files.read_file(path)
    if sniff.kind_of(data) == "xlsx":
        sheets = read_sheets(data, path.name)
    else:
        sheets = yearly.tables_of(documents.open_document(path, library).report)
    if not any(sheet.rows for sheet in sheets):
        raise InputError(f"“{path.name}”里没有表格；请选择填好的台账（.xlsx，或含有台账表格的 Word 文档）。")
    return sheets
