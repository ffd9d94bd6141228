"""A monkey at keyboard and mouse, and what must hold whatever it does."""

from __future__ import annotations

import random

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huibao.gui import table_commands
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.rows import pages
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.report import Measure, Problem
from huibao.services.session import Session

KEYS = [Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Backtab]
KEYS += [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]
COMMANDS = ("add_entry", "add_heading", "remove_entry", "promote", "demote", "move_up", "move_down", "split_entry")
COMMANDS += ("merge_entry", "page_break")
PLAIN = ("toggle_bold", "cut", "paste", "copy")


class Monkey:
    """Presses keys at random on an editor; ``log`` keeps what it did."""

    def __init__(self, pane: EditorPane, session: Session, seed: int) -> None:
        self.pane, self.session, self.dice = pane, session, random.Random(seed)
        self.view: TextView = pane.findChild(TextView)  # type: ignore[assignment]
        self.log: list[str] = []

    def act(self) -> None:
        roll = self.dice.random()
        if roll < 0.3:
            self._note("type", lambda: QTest.keyClicks(self.view, self.dice.choice(["a", "b1", " ", "x."])))
        elif roll < 0.4:
            self._note("compose", self._compose)
        elif roll < 0.65:
            self._note("key", lambda: QTest.keyClick(self.view, self.dice.choice(KEYS), self.dice.choice(list(_HELD))))
        elif roll < 0.7:
            self._note("select", self._select)
        elif roll < 0.75:
            self._note("mouse", self.dice.choice([self._click, self._drag]))
        elif roll < 0.8:
            self._note("page", lambda: self.pane.show_node(self.dice.choice(pages(self.session.report))))
        elif roll < 0.82:
            self._note("table", lambda: self.pane.structure.insert_table(2, 2))
        elif roll < 0.84:
            name = self.dice.choice([name for name, _ in table_commands.COMMANDS if name])
            self._note(name, lambda: self.pane.structure.table_command(name))
        elif roll < 0.9:
            self._note("undo", self.dice.choice([self.session.undo, self.session.redo]))
        elif roll < 0.93:
            self._note("lines", lambda: self.pane.paste_text("甲行\n\n乙行\r\n丙行"))
        else:
            command = self.dice.choice(COMMANDS + PLAIN)
            self._note(command, getattr(self.pane if command in PLAIN else self.pane.structure, command))

    def _note(self, what: str, do: object) -> None:
        self.log.append(what)
        do()  # type: ignore[operator]

    def _compose(self) -> None:
        QApplication.sendEvent(self.view, QInputMethodEvent("zhong", []))
        event = QInputMethodEvent("", [])
        if self.dice.random() < 0.8:
            event.setCommitString("中文")
        QApplication.sendEvent(self.view, event)

    def _place(self) -> QPoint:
        room = self.view.viewport().rect()
        return QPoint(self.dice.randint(0, room.width() - 1), self.dice.randint(0, room.height() - 1))

    def _click(self) -> None:
        held = self.dice.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, held, self._place())

    def _drag(self) -> None:
        """Press, move and let go: what is swept over gets selected."""
        room, button, none = self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(room, button, none, self._place())
        for _ in range(3):
            end = self._place()
            where = QPointF(end)
            moved = QMouseEvent(QEvent.Type.MouseMove, where, QPointF(room.mapToGlobal(end)), Qt.MouseButton.NoButton, button, none)
            QApplication.sendEvent(room, moved)
        QTest.mouseRelease(room, button, none, end)

    def _select(self) -> None:
        cursor = self.view.textCursor()
        last = self.view.document().characterCount() - 1
        cursor.setPosition(self.dice.randint(0, last))
        cursor.setPosition(min(last, max(0, cursor.position() + self.dice.randint(-80, 80))), QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)


_HELD = [Qt.KeyboardModifier.NoModifier] * 4 + [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]


def check(view: TextView, session: Session, log: list[str]) -> None:
    """The document has a block for each row with just its text; ids are unique; links hold."""
    sheet = view.sheet
    assert sheet.is_whole(), log[-6:]
    for at, row in enumerate(sheet.rows):
        assert "".join(run.text for run in sheet.content(at)) == row.text, (at, row, log[-6:])
    nodes = [node.id for node in tree.walk(session.report)]
    assert len(nodes) == len(set(nodes)), log[-6:]
    problems = {entry.id for entry in tree.entries(session.report) if isinstance(entry, Problem)}
    measures = [entry for entry in tree.entries(session.report) if isinstance(entry, Measure)]
    assert all(problems.issuperset(measure.answers) for measure in measures), log[-6:]
