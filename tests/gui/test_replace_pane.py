"""Find and replace: the list of places, what is left out of it, and one step of undo."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton

from huibao.gui.desk import Desk
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.panels.replace_pane import ReplacePane
from huibao.model.edits import SetDetail, SetText
from huibao.model.report import Report, runs
from huibao.services.documents import Opened


class Hand:
    """Works the pane as a user does."""

    def __init__(self, qtbot: Any, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        found = window.findChild(ReplacePane)
        assert found is not None
        self.pane = found
        self.find, self.new = found.findChildren(QLineEdit)
        self.list: Any = found.findChild(QListWidget)
        self.one, self.all = found.findChildren(QPushButton)

    def look_for(self, text: str) -> None:
        self.find.clear()
        self.find.insert(text)
        self.pane.look()

    def option(self, name: str) -> QCheckBox:
        return next(box for box in self.pane.findChildren(QCheckBox) if box.text() == name)

    def shown(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    def told(self) -> str:
        return self.pane.findChildren(QLabel)[0].text()


@pytest.fixture
def hand(qtbot: Any, window: MainWindow, report: Report) -> Hand:
    window.files.show_opening(Opening(Opened(report)))
    window.action("replace").trigger()
    return Hand(qtbot, window)


def test_all_places_are_listed_with_the_words_around_them(hand: Hand) -> None:
    hand.look_for("学")
    assert hand.shown() == ["学习方面", "有时学得不深。", "有时学得不深。", "有时学得不深。", "坚持每周学习，每月检查一次，年底考核。"]
    assert hand.told() == "找到 5 处"


def test_what_has_no_tick_stays_and_all_else_is_one_step(hand: Hand, desk: Desk) -> None:
    before = desk.session.report
    hand.look_for("学")
    hand.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    hand.new.insert("想")
    assert hand.all.text() == "全部替换（4）"
    hand.all.click()
    assert hand.shown() == ["学习方面"]
    assert "替换了 4 处" in hand.told()
    assert len(desk.session.done) == 1
    hand.window.action("undo").trigger()
    desk.session.undo()
    assert desk.session.report == before


def test_one_by_one_and_never_the_same_place_twice(hand: Hand, desk: Desk) -> None:
    hand.look_for("有时")
    hand.new.insert("有时候")
    hand.qtbot.keyClick(hand.new, Qt.Key.Key_Return)
    assert hand.list.currentRow() == 1
    hand.qtbot.keyClick(hand.new, Qt.Key.Key_Return)
    assert hand.shown()[:2] == ["有时候学得不深。", "有时候学得不深。"]
    assert hand.list.currentRow() == 2


def test_a_place_that_is_chosen_is_selected_in_the_editor(hand: Hand) -> None:
    hand.look_for("不深")
    hand.list.itemActivated.emit(hand.list.item(1))
    view: Any = hand.window.findChild(TextView)
    assert hand.window.editor.current_node() == "p2"
    assert view.textCursor().selectedText() == "不深"


def test_a_persons_name_in_a_short_field_is_found_too(hand: Hand, desk: Desk) -> None:
    desk.session.apply(SetDetail("m1", "person", "张三"))
    hand.look_for("张三")
    hand.new.insert("李四")
    hand.one.click()
    assert desk.session.report.sections[2].groups[0].entries[0].detail("person") == "李四"  # type: ignore[union-attr]


def test_a_wrong_expression_is_said_and_nothing_can_be_replaced(hand: Hand) -> None:
    hand.option("正则表达式").setChecked(True)
    hand.look_for("(学")
    assert "正则表达式" in hand.told()
    assert not hand.all.isEnabled()
    hand.look_for("(学)")
    hand.new.insert("\\2")
    assert "第 2 组" in hand.told()
    assert not hand.all.isEnabled()


def test_the_list_follows_the_report(hand: Hand, desk: Desk) -> None:
    hand.look_for("几件事")
    assert hand.told() == "找到 1 处"
    desk.session.apply(SetText("s1p", runs("都做完了。")))
    assert hand.told() == "没有找到。"


def test_each_change_is_previewed_where_it_is_ticked(hand: Hand) -> None:
    def seen() -> Any:
        return hand.list.viewport().grab().toImage()

    hand.look_for("学")
    plain = seen()
    hand.new.insert("想")
    with_change = seen()
    assert with_change != plain
    for at in range(5):
        hand.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    unticked = seen()
    hand.new.clear()
    assert seen() == unticked


def test_without_new_words_the_button_says_that_it_deletes(hand: Hand) -> None:
    hand.look_for("学")
    assert hand.all.text() == "全部删去（5）"


def test_a_read_only_report_is_searched_and_left_alone(qtbot: Any, window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report, read_only=True)))
    window.action("replace").trigger()
    hand = Hand(qtbot, window)
    hand.look_for("学")
    assert hand.list.count() == 5
    assert not hand.one.isEnabled()
    assert not hand.all.isEnabled()


def test_esc_goes_back_to_the_text(hand: Hand) -> None:
    hand.qtbot.keyClick(hand.find, Qt.Key.Key_Escape)
    assert not hand.pane.isVisible()
