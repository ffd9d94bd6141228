"""Names offered in the text behind 责任人：: chosen by keys, never against the writer's will."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.name_offer import NameOffer
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.edits import SetDetail
from huibao.model.report import DetailFrame, Paragraph
from huibao.services.session import Session

Key = Qt.Key


@pytest.fixture
def offer(pane: EditorPane, view: TextView, session: Session) -> NameOffer:
    session.apply(SetDetail("q1", "person", "李明、张丽", "责任人：", DetailFrame()))
    pane.show_place("n1", 3)
    view.setFocus()
    found = view.viewport().findChild(NameOffer)
    assert isinstance(found, NameOffer)
    return found


def commit(view: TextView, text: str) -> None:
    """As an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(view, event)


def text(session: Session) -> str:
    node = tree.find(session.report, "n1")
    assert isinstance(node, Paragraph)
    return node.text


def names(offer: NameOffer) -> list[str]:
    return [offer.item(at).text() for at in range(offer.count())] if offer.isVisible() else []


def test_behind_the_words_the_reports_names_are_offered_and_one_is_taken(view: TextView, offer: NameOffer, session: Session) -> None:
    commit(view, "（责任人：")
    assert names(offer) == ["李明", "张丽"]
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    assert text(session) == "甲乙丙（责任人：张丽"
    assert not offer.isVisible()
    commit(view, "、李")
    assert names(offer) == ["李明"]
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Tab)
    assert text(session) == "甲乙丙（责任人：张丽、李明"
    session.undo()
    assert text(session) == "甲乙丙（责任人：张丽、李"


def test_enter_without_a_choice_is_an_enter(view: TextView, offer: NameOffer, session: Session) -> None:
    commit(view, "责任人：")
    assert offer.isVisible()
    QTest.keyClick(view, Key.Key_Return)
    assert text(session) == "甲乙丙责任人："
    assert len(session.report.sections[0].blocks) == 3
    assert not offer.isVisible()


def test_escape_and_other_words_close_it(view: TextView, offer: NameOffer) -> None:
    commit(view, "责任人：")
    QTest.keyClick(view, Key.Key_Escape)
    assert not offer.isVisible()
    commit(view, "李")
    assert names(offer) == ["李明"]
    commit(view, "明。")
    assert not offer.isVisible()


def test_other_text_offers_nothing(view: TextView, offer: NameOffer) -> None:
    commit(view, "一是责任人要落实")
    assert not offer.isVisible()
