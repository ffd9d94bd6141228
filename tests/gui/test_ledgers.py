"""台账 in the window: into the report, back from those who filled it in, over years, of many units."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from huibao.errors import HuibaoError
from huibao.gui import ledger_flow
from huibao.gui.desk import Desk
from huibao.gui.dialogs.ledger_choice import LedgerChoice
from huibao.gui.dialogs.ledger_read_back import ReadBackDialog
from huibao.gui.dialogs.over_years import OverYearsDialog
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.edits import SetHeadline, SetText
from huibao.model.report import Measure, Report, Table, runs
from huibao.services import documents


@pytest.fixture
def linked(report: Report) -> Report:
    """The measure answers the first problem."""
    return tree.update(report, "m1", lambda node: replace(node, answers=("p1",)))


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, linked: Report, tmp_path: Path) -> MainWindow:
    documents.save(linked, {}, tmp_path / "甲社区.huibao")
    window.begin(tmp_path / "甲社区.huibao")
    qtbot.waitUntil(lambda: window.files.is_open, timeout=20_000)
    return window


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said in message boxes."""
    said: list[str] = []
    monkeypatch.setattr(ledger_flow, "tell", lambda _parent, _title, text: said.append(text))
    return said


def answer(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], act: Callable[[Any], object]) -> None:
    """What a hand does with a dialog of that kind."""

    def hand(dialog: QDialog) -> int:
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(kind, "exec", hand)


def filled(desk: Desk, report: Report, path: Path, cells: dict[str, str]) -> Path:
    """The ledger as exported, ``cells`` (heading: text) filled in by somebody in the measure's row."""
    book = openpyxl.load_workbook(io.BytesIO(documents.export_bytes(report, {}, desk.library, "xlsx")))
    page = book.worksheets[0]
    rows = list(page.iter_rows())
    row = next(row for row in rows if any("每周学习" in str(cell.value) for cell in row))
    for heading, text in cells.items():
        column = next(cell.column for row in rows for cell in row if cell.value == heading)
        page.cell(row[0].row, column, text)
    book.save(path)
    return path


def measure(desk: Desk) -> Measure:
    found = tree.find(desk.session.report, "m1")
    assert isinstance(found, Measure)
    return found


def test_the_ledger_becomes_an_attachment_and_is_renewed_the_next_time(
    shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, LedgerChoice, lambda dialog: dialog.accept())
    shown.action("attach_ledger").trigger()
    (attached,) = desk.session.report.attachments
    assert "台账" in "".join(run.text for run in attached.name)
    desk.session.apply(SetHeadline("p1", runs("改过的问题")))
    shown.action("attach_ledger").trigger()
    assert len(desk.session.report.attachments) == 1
    (table,) = [block for block in desk.session.report.attachments[0].blocks if isinstance(block, Table)]
    assert "改过的问题" in "".join(p.text for row in table.rows for cell in row for p in cell.paragraphs)
    assert desk.session.done[-1].name == "把台账写进附件"


def test_a_filled_in_ledger_is_read_back_after_a_look_and_in_one_step(
    qtbot: QtBot, shown: MainWindow, desk: Desk, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(desk, linked, tmp_path / "填好的.xlsx", {"责任人": "王芳", "完成情况": "已完成"})
    seen: list[tuple[str, ...]] = []

    def look(dialog: ReadBackDialog) -> None:
        seen.extend(row.cells for row in dialog.table._rows)
        dialog.accept()

    answer(monkeypatch, ReadBackDialog, look)
    shown._ledgers.read_back(path)
    qtbot.waitUntil(lambda: bool(desk.session.done), timeout=20_000)
    assert {cells[1:] for cells in seen} == {("责任人", "（空）", "王芳"), ("完成情况", "（空）", "已完成")}
    assert measure(desk).detail("person") == "王芳"
    assert [status.outcome for status in measure(desk).statuses] == ["已完成"]
    assert len(desk.session.done) == 1


def test_what_is_not_ticked_is_not_taken_over(
    qtbot: QtBot, shown: MainWindow, desk: Desk, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: ReadBackDialog) -> None:
        dialog.table.tick(next(at for at, row in enumerate(dialog.table._rows) if row.cells[1] == "责任人"), False)
        dialog.accept()

    answer(monkeypatch, ReadBackDialog, look)
    shown._ledgers.read_back(filled(desk, linked, tmp_path / "填好的.xlsx", {"责任人": "王芳", "责任领导": "李平"}))
    qtbot.waitUntil(lambda: bool(desk.session.done), timeout=20_000)
    assert (measure(desk).detail("person"), measure(desk).detail("leader")) == ("", "李平")


def test_the_workbook_has_the_lists_and_says_nothing_new_as_long_as_nobody_writes_in_it(
    qtbot: QtBot, shown: MainWindow, desk: Desk, linked: Report, tmp_path: Path, told: list[str]
) -> None:
    path = filled(desk, linked, tmp_path / "导出.xlsx", {})
    assert openpyxl.load_workbook(path).sheetnames == ["问题整改台账", "问题清单", "任务清单", "责任清单"]
    shown._ledgers.read_back(path)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == ["台账和报告说的一样，没有要更新的。"]


def test_a_list_of_duties_alone_is_read_back_too(
    qtbot: QtBot, shown: MainWindow, desk: Desk, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(desk, linked, tmp_path / "责任.xlsx", {})
    book = openpyxl.load_workbook(path)
    for name in book.sheetnames[:-1]:
        del book[name]
    page = book["责任清单"]
    rows = list(page.iter_rows())
    column = next(cell.column for row in rows for cell in row if cell.value == "责任部门")
    page.cell(next(row for row in rows if any("每周学习" in str(cell.value) for cell in row))[0].row, column, "党建办")
    book.save(path)
    answer(monkeypatch, ReadBackDialog, lambda dialog: dialog.accept())
    shown._ledgers.read_back(path)
    qtbot.waitUntil(lambda: bool(desk.session.done), timeout=20_000)
    assert measure(desk).detail("department") == "党建办"


def test_a_table_that_is_no_ledger_is_said_to_be_none(qtbot: QtBot, shown: MainWindow, tmp_path: Path, told: list[str]) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["姓名", "电话", "住址"])
    page.append(["王芳", "123", "一号楼"])
    book.save(tmp_path / "名单.xlsx")
    shown._ledgers.read_back(tmp_path / "名单.xlsx")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "不是台账" in told[0]


def test_problems_over_years_are_shown_line_by_line_and_lead_to_the_report(qtbot: QtBot, linked: Report) -> None:
    last = SetText("t1", runs("甲社区2022年工作总结")).apply(linked)
    dialog = OverYearsDialog([linked], linked)
    qtbot.addWidget(dialog)
    dialog.add([last])
    table = dialog._table
    headings = [table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(table.columnCount())]
    assert headings == ["问题", "首次出现", "2022年", "2023年", "说明"]
    shown = [table.model().index(0, column).data() for column in range(5)]
    assert shown == ["问题p1", "2022", "首次提出", "仍存在", "从未销号"]
    assert "2022年：首次提出 3 个；2023年：仍存在 3 个" in dialog._plot.accessibleDescription()
    chosen: list[str] = []
    dialog.node_chosen.connect(chosen.append)
    table.cellActivated.emit(1, 0)
    assert chosen == ["p2"]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_years_are_exported_with_the_ledger(
    qtbot: QtBot, shown: MainWindow, desk: Desk, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "历年问题.xlsx"
    monkeypatch.setattr(ledger_flow, "ask_save_path", lambda *_: path)
    last = SetText("t1", runs("甲社区2022年工作总结")).apply(linked)
    shown._ledgers._export_years((last, desk.session.report))
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert openpyxl.load_workbook(path).sheetnames == ["历年问题", "问题整改台账"]


def folder_of_reports(folder: Path, report: Report, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        named = SetText("t1", runs(f"第{number}社区2023年工作总结")).apply(report)
        documents.save(named, {}, folder / f"{number}.huibao")
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04 nothing")
    return folder


def test_a_folder_is_collected_from_the_window_and_what_was_not_read_is_said(
    qtbot: QtBot, window: MainWindow, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, target = folder_of_reports(tmp_path / "各社区", linked, 3), tmp_path / "汇总.xlsx"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(ledger_flow, "ask_save_path", lambda *_: target)
    said: list[str] = []
    monkeypatch.setattr(window._notice, "say", lambda text, *_more, **_words: said.append(text))
    window.action("collect").trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert "收入 3 份报告" in said[0]
    assert "有 1 个文件没有收入" in said[0]
    assert openpyxl.load_workbook(target).sheetnames[-1] == "未收入的文件"


def test_a_collection_that_is_called_off_leaves_no_file(
    qtbot: QtBot, window: MainWindow, linked: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, target = folder_of_reports(tmp_path / "各社区", linked, 6), tmp_path / "汇总.xlsx"
    ended: list[HuibaoError] = []
    collect = ledger_flow.ledgers.collect

    def watched(*given: Any) -> object:
        def told(done: int, total: int, name: str) -> None:
            given[3](done, total, name)
            for job in window._jobs._open:
                assert job.progress is not None
                job.progress.stopped = True  # as the button of the dialog does

        try:
            return collect(*given[:3], told, given[4])
        except HuibaoError as fault:
            ended.append(fault)
            raise

    monkeypatch.setattr(ledger_flow.ledgers, "collect", watched)
    window._ledgers.collect(folder, target)
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    qtbot.wait(50)
    assert not target.exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == []
