"""People, departments and days: offered from what the report already says, by keys alone."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from huibao.gui.editor.completing import NamesCompleter
from huibao.gui.editor.date_popup import DatePopup
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.fields import ShortField
from huibao.gui.editor.popups import TextPopup
from huibao.gui.editor.strip import Strip
from huibao.model import tree
from huibao.model.edits import SetDetail
from huibao.model.report import DetailFrame, Measure
from huibao.services.session import Session

Key = Qt.Key


@pytest.fixture
def strip(pane: EditorPane, session: Session) -> Strip:
    session.apply(SetDetail("q1", "person", "Li Ming", "责任人：", DetailFrame()))
    session.apply(SetDetail("q1", "leader", "Wang", "责任领导：", DetailFrame()))
    session.apply(SetDetail("q1", "deadline", "2024年6月底前", "完成时限：", DetailFrame()))
    pane.show_node("q2")
    found = pane.findChild(Strip)
    assert isinstance(found, Strip)
    return found


def opened(strip: Strip, name: str, kind: type) -> Any:
    field = next(field for field in strip._shown if field.name == name)
    strip._open_text(field, strip.mapToGlobal(strip.rect().bottomLeft()))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, kind)
    return popup


def detail(session: Session, name: str) -> str:
    measure = tree.find(session.report, "q2")
    assert isinstance(measure, Measure)
    return measure.detail(name)


def test_a_name_in_the_report_is_offered_while_typing(qtbot: QtBot, strip: Strip, session: Session) -> None:
    popup = opened(strip, "person", TextPopup)
    qtbot.keyClicks(popup.line, "li")
    completer = popup.line.completer()
    assert completer.currentCompletion() == "Li Ming"
    listed = completer.popup()
    qtbot.waitUntil(listed.isVisible)
    qtbot.keyClick(listed, Key.Key_Down)
    qtbot.keyClick(listed, Key.Key_Return)
    assert popup.line.text() == "Li Ming"
    popup.close()
    assert detail(session, "person") == "Li Ming"


def test_the_second_name_is_completed_behind_the_first(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    completer = NamesCompleter(("李明", "张丽", "王芳"), line)
    line.setCompleter(completer)
    line.setText("李明、张")
    completer.setCompletionPrefix(completer.splitPath(line.text())[0])
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "李明、张丽"


def test_the_key_down_offers_all_names(qtbot: QtBot, strip: Strip) -> None:
    popup = opened(strip, "leader", TextPopup)
    qtbot.keyClick(popup.line, Key.Key_Down)
    assert popup.line.completer().popup().isVisible()
    assert popup.line.completer().completionModel().rowCount() == 2
    popup.line.completer().popup().hide()
    popup._cancelled = True
    popup.close()


def test_a_deadline_is_chosen_by_keys_and_written_as_the_report_writes_them(
    qtbot: QtBot, strip: Strip, session: Session
) -> None:
    popup = opened(strip, "deadline", DatePopup)
    popup.calendar.setSelectedDate(popup.calendar.selectedDate().fromString("2025-03-31", "yyyy-MM-dd"))
    qtbot.keyClick(popup.line, Key.Key_Down)
    qtbot.waitUntil(popup.calendar.hasFocus)
    view = QApplication.focusWidget()
    assert view is not None
    qtbot.keyClick(view, Key.Key_Right)
    assert popup.line.text() == "2025年4月底前"
    qtbot.keyClick(view, Key.Key_Return)
    assert detail(session, "deadline") == "2025年4月底前"


def test_typing_any_words_is_still_possible_and_esc_leaves_all_as_it_was(qtbot: QtBot, strip: Strip, session: Session) -> None:
    popup = opened(strip, "deadline", DatePopup)
    popup.line.setText("长期坚持")
    qtbot.keyClick(popup.line, Key.Key_Return)
    assert detail(session, "deadline") == "长期坚持"
    popup = opened(strip, "deadline", DatePopup)
    assert popup.line.text() == "长期坚持"
    qtbot.keyClick(popup.line, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Escape)
    assert detail(session, "deadline") == "长期坚持"


def test_the_calendar_begins_at_what_is_written_and_speaks_chinese(qtbot: QtBot, pane: EditorPane) -> None:
    taken: list[str] = []
    popup = DatePopup(ShortField("date", "日期", "二〇二四年六月三十日", "text"), 0, taken.append, pane)
    qtbot.addWidget(popup)
    assert popup.day == date(2024, 6, 30)
    assert popup.form.currentText() == "写成 二〇二四年六月三十日"
    assert popup.calendar.locale().language().name == "Chinese"
    popup.open_at(pane.mapToGlobal(pane.rect().center()))
    popup.form.setCurrentIndex(0)
    popup.form.activated.emit(0)
    popup.close()
    assert taken == ["2024年6月30日"]
