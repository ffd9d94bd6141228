"""Many reports, one ledger: a folder of communities' reports read into one table for the subdistrict.

Every file of the folder is in the ledger or named with the reason why it isn't. Nothing is written here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from huibao.errors import Cancelled, HuibaoError, InputError, PasswordNeeded
from huibao.model.report import Paragraph, Report
from huibao.model.sheet import Sheet
from huibao.yearly.dates import year_mentions, year_of
from huibao.yearly.ledger import ledger

UNIT, YEAR, FILE, WHY = "单位", "年份", "文件", "原因"
UNREAD = "未收入的文件"
_LOCKS = ("~$", ".~lock.", ".~")
_LOCK = "Word、WPS 打开文档时留下的临时文件，不是报告；如果那份报告还开着，请关闭后再收集。"
_PASSWORD = "文件加了密码；请去掉密码另存后再收集。"
_NO_ENTRIES = "读出来了，但里面没有认出问题和措施。"
_WORKERS = 2  # a received file is read in a process of its own, the next one is read meanwhile
_DIGITS = re.compile(r"(\d+)")
_NOT_UNIT = re.compile(r"^(?:中共|关于)|(?:关于|的)$")
_SIGNER = re.compile(r"^[^：:]{2,6}[：:]\s*")

Open = Callable[[Path], Report]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not in the ledger: its name from the folder on, and why (Chinese, for the user)."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """The ledger and, where there are any, the files that are not in it, as sheets of one workbook. ``rows``: of the ledger;
    ``reports``: how many reports are in it."""

    sheets: tuple[Sheet, ...]
    rows: int
    reports: int
    unread: tuple[Unread, ...]


def collect(
    folder: Path,
    open_one: Open,
    progress: Progress = lambda done, total, name: None,
    cancelled: Callable[[], bool] = lambda: False,
    skip: Path | None = None,
) -> Sheets:
    """One ledger of all reports in ``folder`` and the folders below it, by name.

    ``open_one`` opens a report and raises HuibaoError for what it can't open; it is called from two threads.
    ``progress`` is told how many of how many files are done, and the name of the last. ``skip``: a file that is left alone,
    the one that is to be written. Raises InputError when there is no such folder or no file in it, Cancelled when
    ``cancelled`` says so.
    """
    unread: list[Unread] = []
    paths = _files(folder, skip, unread)
    if not paths and not unread:
        raise InputError(f"文件夹“{folder.name}”里没有文件；请选择放着各单位报告的文件夹。")
    found: list[tuple[str, Report]] = []
    pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="huibao-collect")
    try:
        jobs = [(path, pool.submit(_opened, path, open_one, cancelled)) for path in paths]
        for done, (path, job) in enumerate(jobs, 1):
            if cancelled():
                raise Cancelled("收集已取消，没有写入任何文件。")
            name = path.relative_to(folder).as_posix()
            _take(name, job, found, unread)
            progress(done, len(jobs), name)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return _sheets(found, unread)


def unit_of(report: Report, name: str = "") -> str:
    """The unit that ``report`` is of: what stands before the year in its title, else its signature, else its file's name."""
    title = report.title.strip()
    mentions = year_mentions(title)
    unit = _NOT_UNIT.sub("", title[: mentions[0].start].strip()).strip() if mentions else ""
    if len(unit) >= 2:
        return unit
    return _signed(report) or _stem(name) or title


def _opened(path: Path, open_one: Open, cancelled: Callable[[], bool]) -> Report:
    if cancelled():
        raise Cancelled("收集已取消，没有写入任何文件。")
    if path.name.startswith(_LOCKS):
        raise InputError(_LOCK)
    return open_one(path)


def _take(name: str, job: Future[Report], found: list[tuple[str, Report]], unread: list[Unread]) -> None:
    try:
        found.append((name, job.result()))
    except Cancelled:
        raise
    except PasswordNeeded:
        unread.append(Unread(name, _PASSWORD))
    except HuibaoError as fault:
        unread.append(Unread(name, fault.message))


def _sheets(found: Sequence[tuple[str, Report]], unread: list[Unread]) -> Sheets:
    rows: list[tuple[str, ...]] = []
    shape = ledger(Report(), None)
    reports = 0
    for name, report in found:
        own = ledger(report, None).rows
        if not own:
            unread.append(Unread(name, _NO_ENTRIES))
            continue
        unit, year = unit_of(report, name), year_of(report)
        rows.extend((unit, str(year or ""), *row[1:], name) for row in own)
        reports += 1
    number, *columns = shape.columns
    numbered = tuple((str(at), *row) for at, row in enumerate(rows, 1))
    widths = (shape.widths[0], 8.0, 4.0, *shape.widths[1:], 8.0)
    book = [replace(shape, columns=(number, UNIT, YEAR, *columns, FILE), rows=numbered, widths=widths)]
    missing = tuple(sorted(unread, key=lambda one: _natural(one.file)))
    if missing:
        lines = tuple((str(at), one.file, one.why) for at, one in enumerate(missing, 1))
        book.append(Sheet(UNREAD, (number, FILE, WHY), lines, (3.0, 24.0, 40.0)))
    return Sheets(tuple(book), len(rows), reports, missing)


def _files(folder: Path, skip: Path | None, unread: list[Unread]) -> list[Path]:
    """All files of ``folder`` and below, in the order in which a person would list them; folders that can't be listed go to
    ``unread``. Links to folders are not followed: they may lead in a circle."""
    if not folder.is_dir():
        what = "不是文件夹" if folder.exists() else "找不到"
        raise InputError(f"“{folder.name or folder}”{what}；请选择放着各单位报告的文件夹。")
    found: list[Path] = []

    def refused(fault: OSError) -> None:
        name = Path(fault.filename).relative_to(folder).as_posix() if fault.filename else ""
        unread.append(Unread(name if name != "." else folder.name, "这个文件夹打不开；请检查有没有查看它的权限。"))

    for place, _, names in os.walk(folder, onerror=refused):
        found.extend(Path(place) / name for name in names)
    skipped = os.path.realpath(skip) if skip else ""
    kept = (path for path in found if not skipped or os.path.realpath(path) != skipped)
    return sorted(kept, key=lambda path: _natural(path.relative_to(folder).as_posix()))


def _natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """9 before 10."""
    return tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _DIGITS.split(name) if part
    )


def _signed(report: Report) -> str:
    parts = chain(report.end, report.front)
    blocks = (block for part in parts if part.field == "signature" for block in part.blocks)
    texts = (_SIGNER.sub("", block.text.strip()) for block in blocks if isinstance(block, Paragraph))
    return next((text for text in texts if text), "")


def _stem(name: str) -> str:
    """A file's name without folder and ending, and without what is not of the unit."""
    stem = Path(name).stem
    mentions = year_mentions(stem)
    return (stem[: mentions[0].start] if mentions and mentions[0].start >= 2 else stem).strip(" _-")
