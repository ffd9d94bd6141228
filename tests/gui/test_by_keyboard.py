"""The whole job without a mouse: a new report, its title, a problem, a measure, the way to its other fields, saved and exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

from huibao.gui.desk import Desk
from huibao.gui.editor.popups import LinksPopup
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.report import Measure, Problem
from huibao.services import documents

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def press(qtbot: Any, window: MainWindow) -> Callable[..., None]:
    """A key to whatever has the focus now."""
    window.activateWindow()

    qtbot.waitUntil(window.isActiveWindow)

    def act(key: Qt.Key, keys: Any = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            popup = QApplication.activePopupWidget()
            qtbot.keyClick((popup.focusWidget() or popup) if popup is not None else window.focusWidget() or window, key, keys)
            qtbot.wait(10)

    return act


def write(window: MainWindow, text: str) -> None:
    """What an input method commits."""
    focused = window.focusWidget()
    assert focused is not None
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused, event)


def test_a_report_is_written_saved_and_exported_by_keys_alone(
    qtbot: Any, window: MainWindow, desk: Desk, press: Callable[..., None], tmp_path: Path, monkeypatch: Any
) -> None:
    def accept() -> None:
        dialog: Any = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        qtbot.keyClick(dialog, KEY.Key_Return)

    QTimer.singleShot(200, accept)
    press(KEY.Key_N, CTRL)
    assert window.files.is_open
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.wait(50)
    press(KEY.Key_1, CTRL)
    press(KEY.Key_Home)
    press(KEY.Key_Return)
    press(KEY.Key_Home)
    press(KEY.Key_End, SHIFT)
    write(window, "枫林社区年度工作总结")
    assert desk.session.report.title == "枫林社区年度工作总结"

    entries = list(tree.entries(desk.session.report))
    problem = next(entry for entry in entries if isinstance(entry, Problem))
    measure = next((entry for entry in entries if isinstance(entry, Measure)), None)
    for entry, words in ((problem, "走访不够经常"), (measure, "每周走访两户")):
        assert entry is not None
        press(KEY.Key_1, CTRL)
        press(KEY.Key_Home)
        for _ in range(80):
            if window.outline.current_node() == entry.id:
                break
            press(KEY.Key_Down)
        press(KEY.Key_Return)
        write(window, words)
    found = {entry.heading.text for entry in tree.entries(desk.session.report)}
    assert {"走访不够经常", "每周走访两户"} <= found

    press(KEY.Key_3, CTRL)
    first = window.focusWidget()
    assert "问题" in first.accessibleName()  # what the measure answers
    press(KEY.Key_Tab)
    assert window.focusWidget() is not first
    press(KEY.Key_Tab, SHIFT)
    assert window.focusWidget() is first
    before = desk.session.report
    press(KEY.Key_X)  # the cursor is not in the text
    assert desk.session.report is before
    press(KEY.Key_Return)  # opens the list of problems
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LinksPopup)
    assert "走访不够经常" in popup.list.currentItem().text()
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert measure is not None
    linked: Any = tree.find(desk.session.report, measure.id)
    assert linked.answers == (problem.id,)
    assert "1" in window.focusWidget().accessibleName()  # the keys stay at the field, which says what it holds
    press(KEY.Key_Escape)
    assert window.editor.focusProxy().hasFocus()

    target = tmp_path / "总结.huibao"
    monkeypatch.setattr("huibao.gui.file_flow.ask_save_path", lambda *_: target)
    with qtbot.waitSignal(window.files.saved, timeout=5000):
        press(KEY.Key_S, CTRL)
    assert documents.open_document(target, desk.library).report.title == "枫林社区年度工作总结"
    word = tmp_path / "总结.docx"
    monkeypatch.setattr("huibao.gui.export_flow.ask_save_path", lambda *_: word)
    press(KEY.Key_W, CTRL | SHIFT)
    qtbot.waitUntil(word.is_file, timeout=15000)
