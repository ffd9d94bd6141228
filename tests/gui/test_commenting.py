"""Comments in the window: written by key, listed, settled, taken away, marked at the text and in the outline."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPlainTextEdit

from huibao.formats import native
from huibao.gui.commenting import AUTHOR
from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.outline.model import ROW_ROLE
from huibao.gui.outline.pane import OutlineView
from huibao.gui.panels.comments_pane import CommentsPane
from huibao.model.edits import AddComment, Remove
from huibao.model.report import Comment, Report
from huibao.services.documents import Opened

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Hand:
    """Works the window by keys, as a user does."""

    def __init__(self, qtbot: Any, window: MainWindow, desk: Desk) -> None:
        self.qtbot, self.window, self.session = qtbot, window, desk.session
        found = window.findChild(CommentsPane)
        assert found is not None
        self.pane = found
        self.box: Any = found.findChild(QPlainTextEdit)
        self.author: Any = found.findChild(QLineEdit)
        self.list: Any = found.findChild(QListWidget)
        self.view: Any = found.findChild(QComboBox)
        self.text = window.editor.view
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def press(self, key: Key, modifier: Mod = Mod.NoModifier) -> None:
        """To whatever has the focus, by way of the window's shortcuts."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
        QApplication.processEvents()

    def at(self, node: str, start: int = 0, length: int = 0) -> None:
        self.window.editor.show_place(node, start, length)

    def begin(self) -> None:
        self.press(Key.Key_M, Mod.ControlModifier | Mod.AltModifier)
        assert self.box.hasFocus()

    def comment(self, text: str) -> None:
        self.begin()
        self.box.insertPlainText(text)
        self.press(Key.Key_Return, Mod.ControlModifier)

    def shown(self) -> list[str]:
        return [row.comment.text for row in self.pane.shown]

    def badge(self, node: str) -> int:
        view: Any = self.window.outline.findChild(OutlineView)
        model = view.model()
        waiting = [model.index(at, 0) for at in range(model.rowCount())]
        while waiting:
            index = waiting.pop()
            if index.data(ROW_ROLE).id == node:
                return int(index.data(ROW_ROLE).commented)
            waiting += [model.index(at, 0, index) for at in range(model.rowCount(index))]
        raise AssertionError(node)


@pytest.fixture
def hand(qtbot: Any, window: MainWindow, desk: Desk, report: Report) -> Hand:
    window.files.show_opening(Opening(Opened(report)))
    return Hand(qtbot, window, desk)


def test_a_comment_is_written_by_keys_on_the_words_that_are_selected(hand: Hand) -> None:
    hand.at("p1mp", 2, 3)
    hand.comment("有例子吗？")
    (comment,) = hand.session.report.comments
    assert (comment.about, comment.quote, comment.text) == ("p1mp", "学得不", "有例子吗？")
    assert comment.date
    assert hand.text.hasFocus()
    assert hand.shown() == ["有例子吗？"]
    assert "问题p1" in hand.pane.shown[0].where
    assert [hand.badge(node) for node in ("p1", "g1", "s2", "p2")] == [1, 1, 1, 0]


def test_undo_takes_it_away_and_redo_brings_it_back(hand: Hand) -> None:
    hand.at("p1mp")
    hand.comment("有例子吗？")
    assert hand.session.done[-1].name == "添加批注"
    hand.press(Key.Key_Z, Mod.ControlModifier)
    assert (hand.session.report.comments, hand.shown(), hand.badge("p1")) == ((), [], 0)
    hand.press(Key.Key_Y, Mod.ControlModifier)
    assert hand.shown() == ["有例子吗？"]


def test_the_author_is_asked_once_and_may_stay_empty(hand: Hand, desk: Desk) -> None:
    hand.at("p1mp")
    hand.begin()
    assert hand.author.text() == ""
    hand.box.insertPlainText("改。")
    hand.press(Key.Key_Tab)
    assert hand.author.hasFocus()
    hand.author.insert("李主任")
    hand.press(Key.Key_Return)
    assert hand.session.report.comments[0].author == "李主任"
    assert desk.settings.get(AUTHOR, "") == "李主任"
    hand.at("p2mp")
    hand.comment("也改。")
    assert hand.session.report.comments[1].author == "李主任"


def test_words_are_kept_when_one_goes_elsewhere_without_having_said_so(hand: Hand) -> None:
    hand.at("p1mp")
    hand.begin()
    hand.box.insertPlainText("没按添加。")
    hand.window.editor.setFocus()
    hand.qtbot.waitUntil(lambda: hand.shown() == ["没按添加。"])


def test_escape_and_an_empty_box_leave_no_comment(hand: Hand) -> None:
    hand.at("p1mp")
    hand.begin()
    hand.box.insertPlainText("算了")
    hand.press(Key.Key_Escape)
    assert hand.text.hasFocus()
    hand.begin()
    hand.press(Key.Key_Return, Mod.ControlModifier)
    assert hand.session.report.comments == ()
    assert hand.session.done == ()


def test_ctrl_enter_in_the_box_begins_no_page(hand: Hand) -> None:
    hand.at("p1mp", 2)
    hand.comment("改。")
    assert [step.name for step in hand.session.done] == ["添加批注"]


def test_saving_takes_in_what_is_being_written(hand: Hand, tmp_path: Path) -> None:
    hand.session.path = tmp_path / "报告.huibao"
    hand.at("p1mp")
    hand.begin()
    hand.box.insertPlainText("来不及了")
    hand.press(Key.Key_S, Mod.ControlModifier)
    hand.qtbot.waitUntil(lambda: hand.session.is_saved)
    saved = native.load(hand.session.path.read_bytes()).report
    assert [comment.text for comment in saved.comments] == ["来不及了"]


def with_three(hand: Hand) -> None:
    for at, (node, quote) in enumerate((("m1ap", ""), ("p1mp", "学得"), ("p1", ""))):
        hand.session.apply(AddComment(Comment(f"c{at}", node, f"第{at}条", "张三", "2024-11-05T09:30:00", False, quote)))
    hand.press(Key.Key_F7, Mod.ShiftModifier)
    assert hand.pane.isVisible()
    hand.pane.setFocus()
    hand.list.setCurrentRow(0)


def test_the_list_is_in_print_order_and_a_click_shows_the_words(hand: Hand) -> None:
    with_three(hand)
    assert hand.shown() == ["第2条", "第1条", "第0条"]
    QTest.mouseClick(
        hand.list.viewport(), Qt.MouseButton.LeftButton, pos=hand.list.visualItemRect(hand.list.item(1)).center()
    )
    assert hand.text.textCursor().selectedText() == "学得"
    assert hand.list.hasFocus()
    hand.press(Key.Key_Return)
    assert hand.text.hasFocus()


def test_keys_settle_reword_and_take_away(hand: Hand) -> None:
    with_three(hand)
    hand.press(Key.Key_Space)
    assert hand.session.report.comments[2].resolved
    assert hand.shown() == ["第1条", "第0条"]
    hand.view.setCurrentIndex(1)
    assert hand.shown() == ["第2条"]
    hand.list.setCurrentRow(0)
    hand.press(Key.Key_Space)
    assert not hand.session.report.comments[2].resolved
    assert hand.view.hasFocus()
    hand.view.setCurrentIndex(0)
    hand.pane.setFocus()
    hand.list.setCurrentRow(0)
    hand.press(Key.Key_F2)
    assert hand.box.toPlainText() == "第2条"
    hand.box.insertPlainText("改过的")
    hand.press(Key.Key_Return, Mod.ControlModifier)
    assert hand.session.report.comments[2].text == "改过的"
    hand.pane.setFocus()
    hand.press(Key.Key_Delete)
    assert [comment.id for comment in hand.session.report.comments] == ["c0", "c1"]
    assert [step.name for step in hand.session.done[3:]] == ["解决批注", "重新打开批注", "修改批注", "删除批注"]


def test_a_mark_stands_beside_the_text_and_leads_to_the_list(hand: Hand) -> None:
    with_three(hand)
    hand.at("p1mp")
    rows = hand.text.sheet.rows
    at = next(i for i, row in enumerate(rows) if row.node == "p1mp")
    place = hand.text._mark_of(at).center().toPoint()
    assert [comment.id for comment in hand.text.comments_at(place)] == ["c1"]
    QTest.mouseClick(hand.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hand.pane.current == "c1"
    assert hand.text.comments_at(QPoint(200, place.y())) == ()


def test_an_entry_that_goes_takes_its_comments_and_undo_brings_both_back(hand: Hand) -> None:
    with_three(hand)
    hand.session.apply(Remove("p1"))
    assert hand.shown() == ["第0条"]
    hand.session.undo()
    assert hand.shown() == ["第2条", "第1条", "第0条"]


def test_from_the_outline_it_is_the_row_that_is_commented(hand: Hand) -> None:
    hand.window.outline.select_node("g2")
    hand.window.outline.setFocus()
    hand.comment("这一组少了。")
    assert hand.session.report.comments[0].about == "g2"


def test_a_read_only_report_takes_no_comment(hand: Hand) -> None:
    hand.session.load(hand.session.report, read_only=True)
    assert not hand.window.action("comment").isEnabled()
