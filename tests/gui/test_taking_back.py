"""取回修改 in the window: offered for a file that came from here, looked through with keys, one step of undo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from tests.services.taking_back.word import Word, rewrite, text_of

from huibao.gui.application import build
from huibao.gui.desk import Desk
from huibao.gui.dialogs.taking_back import TakingBackDialog
from huibao.gui.main_window import MainWindow
from huibao.gui.windows import Windows
from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.report import Paragraph, Part, Report, runs
from huibao.services import documents
from huibao.services.session import Session
from huibao.services.taking_back import TakingBack, compare_with_word

WAIT_MS = 15_000


@pytest.fixture
def says(answers: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """``answers``, for the questions of taking back as well."""
    from huibao.gui import file_flow, taking_back_flow

    monkeypatch.setattr(taking_back_flow, "ask", file_flow.ask)
    return answers


@pytest.fixture
def saved(tmp_path: Path, report: Report) -> Path:
    path = tmp_path / "报告.huibao"
    documents.save(report, {}, path)
    return path


@pytest.fixture
def edited(tmp_path: Path, desk: Desk, report: Report) -> Path:
    """The report's Word file, in which somebody reworded a paragraph and deleted the second problem."""
    path = tmp_path / "改过.docx"
    documents.export(report, {}, path, desk.library, "docx")
    word = docx.Document(str(path))
    for paragraph in list(word.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")):
        if "做了几件事" in text_of(paragraph):
            rewrite(paragraph, "做了九件大事。")
        elif "问题p2" in text_of(paragraph):
            paragraph.getparent().remove(paragraph)
    word.save(str(path))
    return path


def words(report: Report) -> str:
    return "".join(node.text for node in tree.walk(report) if isinstance(node, Paragraph))


def press(qtbot: Any, *keys: Qt.Key) -> None:
    """Press ``keys`` in the dialog that will open, in what has the focus there; the last one closes it."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TakingBackDialog):  # progress may be shown before it
            later()
            return
        for key in keys:
            qtbot.keyClick(dialog.focusWidget() or dialog, key)

    def later() -> None:
        QTimer.singleShot(50, go)

    later()


def opened(qtbot: Any, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT_MS):
        window.files.open_file(path)


def test_what_is_ticked_comes_back_in_one_step(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, edited: Path, says: Callable[..., list[str]]
) -> None:
    opened(qtbot, window, saved)
    before = desk.session.report
    asked = says("取回修改")
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
    window.files.open_file(edited)
    qtbot.waitUntil(lambda: desk.session.report is not before, timeout=WAIT_MS)
    assert asked == ["“改过.docx”是由现在打开的《甲社区2023年工作总结》导出的。"]
    assert "做了九件大事。" in words(desk.session.report)
    assert tree.contains(desk.session.report, "p2")  # its removal was unticked
    assert [step.name for step in desk.session.done] == ["取回修改"]
    assert "取回了 1 处修改" in window._notice.text
    desk.session.undo()
    assert desk.session.report is before


def test_escape_takes_nothing_back(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, edited: Path, says: Callable[..., list[str]]
) -> None:
    opened(qtbot, window, saved)
    before = desk.session.report
    press(qtbot, Qt.Key.Key_Escape)
    window._taking_back.take(edited)
    qtbot.waitUntil(lambda: not window._jobs.busy and QApplication.activeModalWidget() is None, timeout=WAIT_MS)
    assert desk.session.report is before


def test_the_file_can_be_opened_as_another_report_all_the_same(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, edited: Path, says: Callable[..., list[str]]
) -> None:
    opened(qtbot, window, saved)
    says("另外打开")
    opened(qtbot, window, edited)
    assert desk.session.source == edited
    assert desk.session.path is None


def test_with_no_report_open_the_one_beside_it_is_opened_first(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, edited: Path, says: Callable[..., list[str]]
) -> None:
    beside = edited.rename(saved.with_suffix(".docx"))
    asked = says("取回修改")
    press(qtbot, Qt.Key.Key_Return)
    window.files.open_file(beside)
    qtbot.waitUntil(lambda: "做了九件大事。" in words(desk.session.report), timeout=WAIT_MS)
    assert asked == ["“报告.docx”是由“报告.huibao”导出的。"]
    assert desk.session.path == saved
    assert not tree.contains(desk.session.report, "p2")


def test_the_window_that_shows_the_report_takes_it_back(
    qtbot: Any, desk: Desk, saved: Path, edited: Path, report: Report, tmp_path: Path, says: Callable[..., list[str]]
) -> None:
    beside = edited.rename(saved.with_suffix(".docx"))
    other = tmp_path / "另一份.huibao"
    documents.save(SetText("t1", runs("乙")).apply(Report(front=(Part("x", "title", (Paragraph("t1"),)),))), {}, other)
    windows = Windows(lambda others: build(replace(desk, session=Session(Report())), others))
    first = windows.new()
    opened(qtbot, first, saved)
    first.files.open_file(other)
    qtbot.waitUntil(lambda: len(windows) == 2 and list(windows)[1].files.is_open, timeout=WAIT_MS)
    says("取回修改")
    press(qtbot, Qt.Key.Key_Return)
    list(windows)[1].files.open_file(beside)
    qtbot.waitUntil(lambda: "做了九件大事。" in words(first._session.report), timeout=WAIT_MS)
    assert len(windows) == 2
    for window in windows:
        window.abandon()
        window.close()


def test_a_word_file_of_another_report_is_opened_without_a_question(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, tmp_path: Path, says: Callable[..., list[str]]
) -> None:
    other = tmp_path / "别的.docx"
    made = docx.Document()
    made.add_paragraph("乙社区2023年工作总结")
    made.add_paragraph("一、基本情况")
    made.save(str(other))
    opened(qtbot, window, saved)
    asked = says()
    opened(qtbot, window, other)
    assert asked == []
    assert desk.session.source == other


def test_an_unedited_file_is_said_to_be_the_same(
    qtbot: Any, window: MainWindow, desk: Desk, saved: Path, tmp_path: Path, report: Report
) -> None:
    same = tmp_path / "原样.docx"
    documents.export(report, {}, same, desk.library, "docx")
    opened(qtbot, window, saved)
    with qtbot.waitSignal(window._taking_back.told, timeout=WAIT_MS) as told:
        window._taking_back.take(same)
    assert told.args == ["“原样.docx”的正文与这份报告一样，没有要取回的修改。"]
    assert desk.session.is_saved


@pytest.fixture
def back(report: Report) -> TakingBack:
    word = Word(report)
    word.replace("做了几件事。", "做了九件大事。")
    word.delete("问题p2")
    word.insert_after("做了九件大事。", "新加的一段。")
    return word.back()


@pytest.fixture
def dialog(qtbot: Any, back: TakingBack) -> TakingBackDialog:
    made = TakingBackDialog(back, "改过.docx")
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_difference_has_a_row_with_kind_place_and_words(dialog: TakingBackDialog) -> None:
    rows = dialog.rows
    shown = [[rows.data(rows.index(at, column)) for column in range(3)] for at in range(rows.rowCount())]
    assert shown == [
        ["改动", "一、主要工作", "做了九件大事。"],
        ["新增", "一、主要工作", "新加的一段。"],
        ["删除", "二、存在问题", "2.问题p2。有时学得不深。"],
    ]


def test_the_words_of_the_current_row_are_shown_in_full_with_what_differs_marked(
    qtbot: Any, dialog: TakingBackDialog
) -> None:
    assert "做了几件事。" in dialog.words.toPlainText()
    assert "做了九件大事。" in dialog.words.toPlainText()
    cursor = dialog.words.textCursor()
    cursor.setPosition(dialog.words.toPlainText().index("几") + 1)
    assert cursor.charFormat().fontStrikeOut()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert "在“做了九件大事。”后面" in dialog.words.toPlainText()


def test_space_unticks_and_none_leaves_nothing_to_take(qtbot: Any, dialog: TakingBackDialog) -> None:
    assert len(dialog.accepted_differences) == 3
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [one.kind for one in dialog.accepted_differences] == ["added", "removed"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.accepted_differences) == 3
    dialog._none.click()
    assert dialog.accepted_differences == ()
    assert not dialog._take.isEnabled()
    dialog._all.click()
    assert len(dialog.accepted_differences) == 3


def test_a_file_of_another_report_has_nothing_ticked(qtbot: Any, report: Report) -> None:
    other = docx.Document()
    for number in range(12):
        other.add_paragraph(f"全不相干的第{number}段文字，讲的是别处的事情。")
    word = Word(report)
    word.document = other
    made = TakingBackDialog(compare_with_word(report, word.read()), "别的.docx")
    qtbot.addWidget(made)
    assert made.accepted_differences == ()
    assert "恐怕不是由它导出的" in made._told.text()
