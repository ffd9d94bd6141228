"""Writing with an input method: what is composed, broken off, lost sight of and committed late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.report import Paragraph, Report
from huibao.services.session import Session


def compose(view: TextView, preedit: str) -> None:
    """The input method shows ``preedit``; "" takes it away again."""
    QApplication.sendEvent(view, QInputMethodEvent(preedit, []))


def commit(view: TextView, text: str) -> None:
    """The input method hands over ``text``."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(view, event)


def at(pane: EditorPane, view: TextView, node: str, offset: int = 0) -> None:
    pane.show_node(node)
    assert view.place(Caret(node, offset))


def text_of(session: Session, node: str) -> str:
    paragraph = tree.find(session.report, node)
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def shown_preedit(view: TextView) -> str:
    return view.textCursor().block().layout().preeditAreaText()


def test_a_composition_that_is_broken_off_leaves_the_report_as_it_was(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "m1", 2)
    compose(view, "zhong")
    compose(view, "")
    assert session.report is report
    assert session.done == ()


def test_when_focus_is_lost_in_mid_composition_nothing_is_written_and_nothing_hangs_about(
    qtbot: QtBot, pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    at(pane, view, "m1", 2)
    compose(view, "zhongguo")
    other.show()
    other.setFocus()
    view.clearFocus()
    compose(view, "")  # every input method takes its pre-edit back when it loses its window
    assert session.report is report
    assert shown_preedit(view) == ""
    view.setFocus()
    QTest.keyClicks(view, "a")
    assert text_of(session, "m1") == report_text(report, 2, "a")


def report_text(report: Report, place: int, more: str) -> str:
    paragraph = tree.find(report, "m1")
    assert isinstance(paragraph, Paragraph)
    return paragraph.text[:place] + more + paragraph.text[place:]


def test_what_is_committed_when_focus_goes_is_written_where_it_was_composed(
    qtbot: QtBot, pane: EditorPane, view: TextView, session: Session, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(pane, view, "m1", 2)
    compose(view, "zhongguo")
    # Most input methods write what is composed when they are asked to finish.
    monkeypatch.setattr(view, "_finish_composing", lambda: commit(view, "中国") if shown_preedit(view) else None)
    view.clearFocus()
    assert text_of(session, "m1") == report_text(report, 2, "中国")
    assert len(session.done) == 1


def test_a_late_commit_after_another_part_was_shown_goes_to_the_cursor_and_harms_nothing(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "m1", 2)
    compose(view, "zhongguo")
    pane.show_node("n1")
    assert shown_preedit(view) == ""
    commit(view, "中国")
    assert text_of(session, "m1") == report_text(report, 2, "")
    assert "中国" in text_of(session, "n1")


def test_while_composing_the_report_can_change_and_the_words_still_arrive(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "m1", 2)
    compose(view, "zhong")
    session.undo()  # nothing to undo: the document is refreshed all the same
    compose(view, "zhongguo")
    commit(view, "中国")
    assert text_of(session, "m1").count("中国") == 1


def test_words_committed_one_after_the_other_are_one_step_of_undo(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "m1", 0)
    for word in ("开展", "走访", "活动"):
        compose(view, "pinyin")
        commit(view, word)
    assert text_of(session, "m1").startswith("开展走访活动")
    assert len(session.done) == 1
    session.undo()
    assert session.report is report


def test_composing_over_a_selection_replaces_it(pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    at(pane, view, "m1")
    view.select("m1", 0, 2)
    compose(view, "di")
    commit(view, "头")
    assert text_of(session, "m1") == "头" + report_text(report, 0, "")[2:]


def test_enter_while_composing_belongs_to_the_input_method_and_makes_no_paragraph(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "m1", 2)
    compose(view, "abc")
    commit(view, "abc")  # Enter writes the letters themselves; the key never comes here
    assert text_of(session, "m1")[2:5] == "abc"
    assert view.current()[1].node == "m1"


@pytest.mark.parametrize("move", [QTextCursor.MoveOperation.Down, QTextCursor.MoveOperation.Up])
def test_arrow_keys_cross_the_borders_of_fields(pane: EditorPane, view: TextView, move: QTextCursor.MoveOperation) -> None:
    at(pane, view, "p2", 1)
    key = Qt.Key.Key_Down if move == QTextCursor.MoveOperation.Down else Qt.Key.Key_Up
    seen = set()
    for _ in range(12):
        seen.add(view.current()[1].node)
        QTest.keyClick(view, key)
    assert len(seen) >= 3
