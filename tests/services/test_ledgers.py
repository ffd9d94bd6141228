"""Ledgers as files: collected whole or not at all, and read back from a workbook or a Word table."""

from pathlib import Path

import openpyxl
import pytest
from tests.yearly.test_collecting import of

from huibao.errors import Cancelled, InputError, OutputError
from huibao.services import documents, ledgers
from huibao.services.library import Library
from huibao.yearly import attach
from huibao.yearly.ledger import ledger


@pytest.fixture(scope="module")
def library(resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(resources, tmp_path_factory.mktemp("user"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "各社区"
    folder.mkdir()
    for at in range(3):
        documents.save(of(f"第{at}社区2023年工作总结", entries=2), {}, folder / f"{at}.huibao")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    return folder


def test_a_folder_becomes_a_workbook(folder: Path, tmp_path: Path, library: Library) -> None:
    target = tmp_path / "台账.xlsx"
    found = ledgers.collect(folder, target, library)
    assert (found.rows, found.reports, len(found.unread)) == (6, 3, 1)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["问题整改台账", "未收入的文件"]
    page = book.worksheets[0]
    assert page.freeze_panes
    assert page.auto_filter.ref
    assert page.print_title_rows
    assert {cell.value for cell in page["B"][2:]} == {"第0社区", "第1社区", "第2社区"}


def test_a_cancelled_run_leaves_nothing_and_the_old_file_as_it_was(
    folder: Path, tmp_path: Path, library: Library
) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Cancelled):
        ledgers.collect(folder, target, library, cancelled=lambda: True)
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.rglob("*")) == before


def test_what_can_not_be_written_is_said_before_anything_is_read(
    folder: Path, tmp_path: Path, library: Library
) -> None:
    told: list[str] = []

    def progress(done: int, total: int, name: str) -> None:
        told.append(name)

    with pytest.raises(OutputError, match="文件夹不存在"):
        ledgers.collect(folder, tmp_path / "没有" / "台账.xlsx", library, progress)
    (tmp_path / "~$台账.xlsx").write_bytes(b"x")
    with pytest.raises(OutputError, match="先关闭它"):
        ledgers.collect(folder, tmp_path / "台账.xlsx", library, progress)
    assert told == []


def test_a_ledger_comes_back_from_a_workbook_and_from_word(tmp_path: Path, library: Library) -> None:
    report = of("东湖社区2023年工作总结", entries=2)
    book, word = tmp_path / "台账.xlsx", tmp_path / "台账.docx"
    documents.export(report, {}, book, library, "xlsx")
    attached = attach(report, (ledger(report, None),)).apply(report)
    documents.export(attached, {}, word, library, "docx")
    own = ledger(report, None)
    for path in (book, word):
        sheet, *_lists = ledgers.read_ledger(path, library)
        assert sheet.rows[-2:] == own.rows


def test_a_document_without_a_table_is_no_ledger(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("社区2023年工作总结\n开展了工作。\n", encoding="utf-8")
    with pytest.raises(InputError, match="里没有表格"):
        ledgers.read_ledger(path, library)
