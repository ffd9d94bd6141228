"""A monkey at the whole window — outline, menus, editor, panes: no fault, no warning of Qt, and undo leads to the very first report."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView
from pytestqt.qtbot import QtBot
from tests.gui.editor.monkey import Monkey, check

from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.services.session import Session

LONG = os.environ.get("HUIBAO_LONG") == "1"
ACTS = 20_000 if LONG else 200
SEEDS = 5 if LONG else 1
CHECKED_EVERY = 25
MEMORY_MB = 50
# What no question is asked for, and nothing is printed or saved by.
ACTIONS = (
    *("add_entry", "add_heading", "remove", "promote", "demote", "move_up", "move_down", "split", "merge", "page_break"),
    *("bold", "italic", "underline", "copy", "cut", "paste", "select_all", "insert_attachment", "undo", "redo"),
    *("findings", "tracing", "last_year", "outline", "pages", "zoom_in", "zoom_out", "level_1", "level_2", "level_all"),
    *("find_next", "find_previous", "sealed", "detached", "to_outline", "to_editor"),
)
OUTLINE_KEYS = [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End]
OUTLINE_KEYS += [Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Escape]


class WindowMonkey(Monkey):
    """Does at random what hands can do in the window."""

    def __init__(self, window: MainWindow, session: Session, seed: int) -> None:
        super().__init__(window.editor, session, seed)
        self.window = window
        self.tree: QTreeView = window.outline.findChildren(QTreeView)[0]

    def act(self) -> None:
        roll = self.dice.random()
        if roll < 0.6:
            super().act()
        elif roll < 0.75:
            name = self.dice.choice(ACTIONS)
            self._note(name, lambda: self.window.action(name).trigger())
        elif roll < 0.85:
            key = self.dice.choice(OUTLINE_KEYS)
            held = self.dice.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
            self._note("outline key", lambda: QTest.keyClick(self.tree, key, held))
        elif roll < 0.92:
            self._note("outline click", self._click_outline)
        elif roll < 0.97:
            self._note("outline drag", self._drop_in_outline)
        else:
            self._note("events", QApplication.processEvents)

    def _click_outline(self) -> None:
        index = self._any(self.tree.model())
        held = self.dice.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ControlModifier])
        self.tree.scrollTo(index)
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, held, self.tree.visualRect(index).center())

    def _drop_in_outline(self) -> None:
        """What a drag ends in: rows that are selected, let go on or between others."""
        model = self.tree.model()
        taken: QMimeData = model.mimeData(self.tree.selectionModel().selectedIndexes() or [self._any(model)])
        over = self._any(model)
        row = self.dice.randint(-1, max(0, model.rowCount(over)))
        if model.canDropMimeData(taken, Qt.DropAction.MoveAction, row, 0, over):
            model.dropMimeData(taken, Qt.DropAction.MoveAction, row, 0, over)

    def _any(self, model: QAbstractItemModel) -> QModelIndex:
        index = QModelIndex()
        while model.rowCount(index) and (not index.isValid() or self.dice.random() < 0.6):
            index = model.index(self.dice.randrange(model.rowCount(index)), 0, index)
        return index


def resident_mb() -> float:
    """The memory of this process that is in use now, in MB; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if told.exists() else 0.0


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_hands_do_nothing_breaks_and_undo_leads_to_the_first_report(
    qtbot: QtBot, window: MainWindow, desk: Desk, sample: Path, seed: int
) -> None:
    window.resize(1280, 840)
    window.begin(sample)
    qtbot.waitUntil(lambda: window.files.is_open, timeout=20_000)
    session = desk.session
    first = session.report
    monkey = WindowMonkey(window, session, seed)
    warned: list[str] = []
    before = qInstallMessageHandler(lambda kind, _at, text: warned.append(text) if kind != QtMsgType.QtDebugMsg else None)
    memory = 0.0
    try:
        for number in range(ACTS):
            monkey.act()
            if number % CHECKED_EVERY == 0:
                QApplication.processEvents()
                check(monkey.view, session, monkey.log)
            if number == ACTS // 10:
                gc.collect()
                memory = resident_mb()
        last, done = session.report, len(session.done)
        while session.done:
            session.undo()
        assert session.report == first
        for _ in range(done):
            session.redo()
        assert session.report == last
    finally:
        qInstallMessageHandler(before)
    assert [text for text in warned if "propagateSizeHints" not in text] == []
    gc.collect()
    grown = resident_mb() - memory
    sys.stdout.write(f"\nmonkey {seed}: {ACTS} acts, {done} steps of undo, {grown:.0f} MB more\n")
    assert grown < MEMORY_MB
