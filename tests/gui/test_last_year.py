"""Beside last year: the pane follows the cursor and the writing, takes words over, and its report travels in the file."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTextEdit
from tests.model.strategies import MEDIA, PIXEL_SHA256

from huibao.gui import comparison_flow
from huibao.gui.dialogs.roll_passages import ChoosePassageDialog
from huibao.gui.main_window import MainWindow
from huibao.gui.pages.preview import PreviewDialog
from huibao.gui.panels.last_year import LastYearPane
from huibao.layout import Pages
from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Paragraph, Picture, Report, runs
from huibao.services import documents
from huibao.services.session import Session
from huibao.yearly import passages

WORDS = "把辖区分成六个网格，每个网格配齐网格长和网格员。"


@pytest.fixture
def last(report: Report) -> Report:
    """Last year's report: one narrative paragraph is worded otherwise, all else is the same."""
    return SetText("s1p", runs(WORDS)).apply(report)


@pytest.fixture
def beside(qtbot: Any, window: MainWindow, report: Report, last: Report, tmp_path: Path) -> LastYearPane:
    """The pane over a report that holds last year's in its file."""
    path = tmp_path / "今年.huibao"
    this = SetText("s1p", runs("把辖区分成八个网格，每个网格配齐网格长和网格员。")).apply(report)
    documents.save(this, {}, path, last)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    window.action("last_year").trigger()
    window.editor.show_node("s1p")
    pane = window.findChild(LastYearPane)
    assert isinstance(pane, LastYearPane)
    qtbot.waitUntil(lambda: "六个" in pane.text, timeout=5000)
    return pane


def session_of(window: MainWindow) -> Session:
    return window._session


def text_of(report: Report, node: str) -> str:
    found = tree.find(report, node)
    assert isinstance(found, Paragraph)
    return found.text


def said(window: MainWindow) -> str:
    return next((text for text in window._status.words() if text.startswith("与上年相同")), "")


def marked(pane: LastYearPane) -> list[str]:
    """The stretches that have a ground of their own."""
    view = pane.findChild(QTextEdit)
    assert isinstance(view, QTextEdit)
    found = []
    block: Any = view.document().begin()
    while block.isValid():
        found += [
            part.fragment().text()
            for part in block
            if part.fragment().charFormat().background().style() != Qt.BrushStyle.NoBrush
        ]
        block = block.next()
    return found


def test_what_differs_is_marked_in_both_years(beside: LastYearPane) -> None:
    assert WORDS in beside.text
    assert "八个网格" in beside.text
    assert marked(beside) == ["六", "八"]


def test_the_pane_follows_the_cursor(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    window.editor.show_node("p1mp")
    qtbot.waitUntil(lambda: "有时学得不深。" in beside.text, timeout=2000)
    assert "网格" not in beside.text
    assert marked(beside) == []


def test_last_years_words_are_taken_over_in_one_step(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    session = session_of(window)
    before = session.report
    window.action("take_over").trigger()
    assert text_of(session.report, "s1p") == WORDS
    qtbot.waitUntil(lambda: marked(beside) == [], timeout=3000)
    session.undo()
    assert session.report == before
    qtbot.waitUntil(lambda: marked(beside) == ["六", "八"], timeout=3000)


def test_selected_words_are_put_at_the_cursor(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    view = beside.findChild(QTextEdit)
    assert isinstance(view, QTextEdit)
    cursor = view.document().find("每个网格配齐")
    view.setTextCursor(cursor)
    assert beside.selected == "每个网格配齐"
    window.editor.show_node("p1mp")
    view.setTextCursor(QTextCursor(cursor))
    beside.take()
    assert "每个网格配齐" in text_of(session_of(window).report, "p1mp")


def test_a_sentence_is_taken_over_by_one_key(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    window.editor.show_place("s1p", 2)
    window.action("take_sentence").trigger()
    assert text_of(session_of(window).report, "s1p") == WORDS
    assert window.editor.view.offset() == len(WORDS)
    session_of(window).undo()
    assert "八个" in text_of(session_of(window).report, "s1p")


def test_the_status_bar_says_how_much_is_copied(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    qtbot.waitUntil(lambda: said(window).startswith("与上年相同 "), timeout=3000)
    before = said(window)
    window.action("take_over").trigger()
    qtbot.waitUntil(lambda: said(window) == "与上年相同 100%，这一部分 100%" != before, timeout=3000)


def test_the_status_bar_tells_of_the_part_at_the_cursor(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    window.editor.show_node("s1p")
    qtbot.waitUntil(lambda: said(window).endswith("这一部分 0%") or "这一部分" in said(window), timeout=3000)
    here = said(window)
    window.editor.show_node("p1mp")
    qtbot.waitUntil(lambda: said(window).endswith("这一部分 100%") and said(window) != here, timeout=3000)


def row_words(window: MainWindow, node: str) -> str:
    """What the outline says of a row to those who hear it."""
    model = window.outline._model
    return str(model.data(model.index_of(node), Qt.ItemDataRole.AccessibleTextRole))


def test_every_paragraph_is_marked_until_the_user_does_not_want_it(
    qtbot: Any, window: MainWindow, beside: LastYearPane
) -> None:
    action, view = window.action("marks"), window.editor._view
    assert action.isChecked()
    qtbot.waitUntil(lambda: view._marks.get("s1p") == "near", timeout=3000)
    assert view._marks["p1"] == "same"
    assert row_words(window, "s1").endswith("，相近")
    assert row_words(window, "p1").endswith("，与上年相同")
    marked = window.editor.grab().toImage()
    action.trigger()
    assert not view._marks
    assert "相近" not in row_words(window, "s1")
    assert window.editor.grab().toImage() != marked
    action.trigger()
    assert window.editor.grab().toImage() == marked


def test_a_mark_follows_the_writing(qtbot: Any, window: MainWindow, beside: LastYearPane) -> None:
    view = window.editor._view
    qtbot.waitUntil(lambda: view._marks.get("m1ap") == "same", timeout=3000)
    session_of(window).apply(SetText("m1ap", runs("今年完全换了一种说法，写的是另外的事。")))
    qtbot.waitUntil(lambda: view._marks.get("m1ap") == "new", timeout=5000)
    assert row_words(window, "m1").endswith("，新写")
    session_of(window).undo()
    qtbot.waitUntil(lambda: view._marks.get("m1ap") == "same", timeout=5000)


def test_the_comparison_is_seen_as_pages_before_it_is_printed(
    qtbot: Any, window: MainWindow, beside: LastYearPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, str]] = []
    monkeypatch.setattr(
        PreviewDialog, "exec", lambda dialog: seen.append((dialog.view.page_count, dialog.windowTitle()))
    )
    window.action("comparison_print").trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert seen[0][0] >= 1
    assert seen[0][1].endswith("与上年报告对照表")


def test_the_comparison_is_composed_off_the_windows_thread_and_painted_in_it(
    qtbot: Any, window: MainWindow, beside: LastYearPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    seen: list[int] = []
    compose = comparison_flow.compose

    def spy(*given: Any) -> Pages:
        threads.append(threading.get_ident())
        return compose(*given)

    monkeypatch.setattr(comparison_flow, "compose", spy)
    monkeypatch.setattr(PreviewDialog, "exec", lambda dialog: seen.append(not dialog.grab().isNull()))
    window.action("comparison_print").trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert seen == [True]
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_comparison_is_written_as_a_file(
    qtbot: Any, window: MainWindow, beside: LastYearPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / f"对照.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    monkeypatch.setattr(PreviewDialog, "exec", lambda dialog: dialog.pdf_requested.emit())
    window.action("comparison_docx" if kind == "docx" else "comparison_print").trigger()
    qtbot.waitUntil(target.exists, timeout=8000)
    if kind == "docx":
        found = documents.open_document(target, window._desk.library).report
        text = printed(manuscript(found))
        assert "与上年报告对照表" in text
        assert "今年" in text


def test_a_report_of_last_year_is_opened_and_kept_in_the_file(
    qtbot: Any, window: MainWindow, report: Report, last: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "今年.huibao", tmp_path / "去年.huibao"
    documents.save(report, {}, path)
    documents.save(last, {}, other)
    untouched = other.read_bytes()
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    window.action("last_year").trigger()
    pane = window.findChild(LastYearPane)
    assert isinstance(pane, LastYearPane)
    assert said(window) == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(other), ""))
    pane.open_requested.emit()
    qtbot.waitUntil(lambda: said(window).startswith("与上年相同"), timeout=5000)
    assert window.isWindowModified()
    with qtbot.waitSignal(window.files.saved, timeout=5000):
        window.files.save()
    assert documents.open_document(path, window._desk.library).previous == last
    assert other.read_bytes() == untouched


def test_last_years_pictures_are_shown_kept_in_the_file_and_taken_over(
    qtbot: Any, window: MainWindow, report: Report, last: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Picture("pic", PIXEL_SHA256, "png", alt="活动照片")
    held = tree.update(last, "s1", lambda node: replace(node, blocks=(*node.blocks, picture)))  # type: ignore[arg-type]
    documents.save(held, MEDIA, tmp_path / "去年.huibao")
    documents.save(report, {}, tmp_path / "今年.huibao")
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(tmp_path / "今年.huibao")
    window.action("last_year").trigger()
    window._last_year.open_file(tmp_path / "去年.huibao")
    pane = window.findChild(LastYearPane)
    assert isinstance(pane, LastYearPane)
    window.editor.show_node("s1p")
    qtbot.waitUntil(lambda: "去年这里的图片，共 1 张" in pane.text, timeout=5000)
    window.files.save()
    qtbot.waitUntil(lambda: session_of(window).is_saved, timeout=5000)
    back = documents.open_document(tmp_path / "今年.huibao", window._desk.library)
    assert back.media == MEDIA
    pane._take_pictures()
    section = session_of(window).report.sections[0]
    assert [type(block).__name__ for block in section.blocks] == ["Paragraph", "Picture"]
    assert section.blocks[1].sha256 == PIXEL_SHA256  # type: ignore[union-attr]
    session_of(window).undo()
    assert session_of(window).report.sections[0].blocks == report.sections[0].blocks


def test_without_last_years_report_taking_over_says_what_to_do(
    qtbot: Any, window: MainWindow, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "今年.huibao"
    documents.save(report, {}, path)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    told: list[str] = []
    monkeypatch.setattr("huibao.gui.last_year_keeper.tell", lambda _w, _title, text: told.append(text))
    window.action("take_over").trigger()
    assert len(told) == 1
    assert session_of(window).report == report


def test_a_wrong_match_is_changed_by_hand(
    qtbot: Any, window: MainWindow, beside: LastYearPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pick(dialog: ChoosePassageDialog) -> int:
        box = dialog.findChild(QLineEdit)
        assert isinstance(box, QLineEdit)
        box.setText("每周学习")
        return 1

    monkeypatch.setattr(ChoosePassageDialog, "exec", pick)
    beside.choose_requested.emit()
    qtbot.waitUntil(lambda: "坚持每周学习" in beside.text, timeout=3000)
    beside.none_requested.emit()
    qtbot.waitUntil(lambda: "没有与这一段对应" in beside.text, timeout=3000)
    beside.reset_requested.emit()
    qtbot.waitUntil(lambda: WORDS in beside.text, timeout=3000)
    assert session_of(window).report.decisions == ()


def test_typing_narrows_the_passages_of_last_year(qtbot: Any, last: Report) -> None:
    known = passages(last)
    dialog = ChoosePassageDialog(known[1], known, known[1])
    qtbot.addWidget(dialog)
    box: Any = dialog.findChild(QLineEdit)
    picked = []
    for wanted in ("", "没有这样的字", "网格长"):
        box.setText(wanted)
        picked.append(dialog.chosen.text if dialog.chosen is not None else "")
    assert picked == [known[1].text, "", WORDS]
