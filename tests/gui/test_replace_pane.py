"""Find and replace: the list of places, what is left out of it, and one step of undo."""

import time
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from huibao.gui.desk import Desk
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.panels.replace_pane import ReplacePane
from huibao.model.edits import AddComment, AddStatus, SetDetail, SetText
from huibao.model.report import Cell, Comment, Paragraph, Picture, Report, StatusEntry, Table, runs
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
        self.wait()

    def wait(self) -> None:
        """Until the list shows what was looked for."""
        self.qtbot.waitUntil(lambda: not self.pane.looking, timeout=20_000)

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
    assert hand.shown() == [
        "学习方面",
        "有时学得不深。",
        "有时学得不深。",
        "有时学得不深。",
        "坚持每周学习，每月检查一次，年底考核。",
    ]
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


def test_an_expression_that_never_comes_back_leaves_the_window_at_hand(hand: Hand, desk: Desk) -> None:
    desk.session.apply(SetText("s1p", runs("a" * 5000 + "b")))
    waits: list[float] = [time.perf_counter()]
    beat = QTimer()
    beat.timeout.connect(lambda: waits.append(time.perf_counter()))
    beat.start(5)
    hand.option("正则表达式").setChecked(True)
    hand.qtbot.keyClicks(hand.find, "(a+)+$")
    hand.qtbot.waitUntil(lambda: hand.told() == "正在查找…", timeout=5000)
    assert not hand.all.isEnabled()
    hand.qtbot.waitUntil(lambda: "太费时间" in hand.told(), timeout=20_000)
    beat.stop()
    assert hand.shown() == []
    assert max(after - before for before, after in pairwise(waits)) < 0.3  # aim 0.1; others may be at work here


def test_a_new_search_ends_the_one_that_hangs(hand: Hand, desk: Desk) -> None:
    desk.session.apply(SetText("s1p", runs("a" * 5000 + "b2024")))
    hand.option("正则表达式").setChecked(True)
    hand.find.insert("(a+)+$")
    hand.pane.look()
    assert hand.pane.looking
    hand.look_for(r"(b20)(\d\d)")
    assert hand.told() == "找到 1 处"


def test_an_expression_replaces_by_its_groups_one_by_one_and_all_at_once(hand: Hand, desk: Desk) -> None:
    desk.session.apply(SetText("s1p", runs("2021年底、2022年底、2023年底")))
    before = desk.session.report
    hand.option("正则表达式").setChecked(True)
    hand.look_for(r"20(\d\d)年底")
    hand.new.insert(r"\1年末")
    hand.qtbot.keyClick(hand.new, Qt.Key.Key_Return)
    hand.wait()
    assert hand.told() == "替换了 1 处，还有 2 处；可以撤销。"
    assert hand.list.currentRow() == 0
    hand.all.click()
    hand.wait()
    assert hand.told() == "替换了 2 处；可以撤销。"
    assert "21年末、22年末、23年末" in str(desk.session.report)
    desk.session.undo()
    desk.session.undo()
    assert desk.session.report == before


def test_a_comment_and_a_note_are_replaced_and_undone_in_one_step(hand: Hand, desk: Desk) -> None:
    desk.session.apply(AddStatus("p1", StatusEntry(2024, "已完成", note="社区王五办")))
    desk.session.apply(AddComment(Comment("k", "s1p", "请王五核对")))
    before = desk.session.report
    hand.look_for("王五")
    assert hand.shown() == ["社区王五办", "请王五核对"]
    assert [match.where.partition(" · ")[0] for match in hand.pane.found][1] == "批注"
    hand.list.itemActivated.emit(hand.list.item(1))
    assert hand.window.editor.current_node() == "s1"
    hand.new.insert("李四")
    hand.all.click()
    assert desk.session.report.comments[0].text == "请李四核对"
    assert "社区李四办" in str(desk.session.report)
    desk.session.undo()
    assert desk.session.report == before


def test_a_comment_on_the_whole_leads_to_the_front(hand: Hand, desk: Desk) -> None:
    desk.session.apply(AddComment(Comment("k", desk.session.report.id, "请王五核对")))
    hand.look_for("王五")
    hand.list.itemActivated.emit(hand.list.item(0))
    assert hand.window.editor.current_node() == "front"


@pytest.fixture
def everywhere(report: Report) -> Report:
    """Ａ1 or A1 in a text, a picture's name and caption, a table, a note and a comment; A12 in another text."""
    picture = Picture("i", "0" * 64, "png", alt="Ａ1小区", caption=(Paragraph("ic", runs("图1 A1小区")),))
    table = Table("tb", ((Cell((Paragraph("c1", runs("A1")),)), Cell((Paragraph("c2", runs("A12")),))),))
    blocks = (Paragraph("s1p", runs("到A1去。")), picture, table)
    group = report.sections[1].groups[0]
    first = replace(group.entries[0], statuses=(StatusEntry(2024, "已完成", note="A1办完"),))
    second = replace(
        report.sections[1], groups=(replace(group, entries=(first, *group.entries[1:])), report.sections[1].groups[1])
    )
    sections = (replace(report.sections[0], blocks=blocks), second, report.sections[2])
    return replace(report, sections=sections, comments=(Comment("k", "s1p", "为何到\nA1"),))


@pytest.mark.parametrize("regex", [False, True])
def test_the_whole_job_by_keys_alone(
    qtbot: Any, window: MainWindow, desk: Desk, everywhere: Report, regex: bool
) -> None:
    window.files.show_opening(Opening(Opened(everywhere)))
    window.activateWindow()
    before = desk.session.report

    def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget() or window, key, held)

    def to(wanted: QWidget) -> None:
        for _ in range(12):
            if wanted.hasFocus():
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {wanted}")

    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    hand = Hand(qtbot, window)
    qtbot.waitUntil(hand.find.hasFocus)
    qtbot.keyClicks(hand.find, "[a]1" if regex else "a1")
    to(hand.new)
    qtbot.keyClicks(hand.new, "B2")
    to(hand.option("全字匹配"))
    press(Qt.Key.Key_Space)
    if regex:
        to(hand.option("正则表达式"))
        press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: hand.list.count() == 6 and not hand.pane.looking, timeout=20_000)
    assert hand.shown() == ["到A1去。", "Ａ1小区", "图1 A1小区", "A1", "A1办完", "为何到 A1"]
    to(hand.list)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert hand.told() == "找到 6 处，打钩 5 处"
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert hand.all.hasFocus()
    press(Qt.Key.Key_Space)
    hand.wait()
    assert hand.told() == "替换了 5 处，还有 1 处；可以撤销。"
    assert hand.shown() == ["Ａ1小区"]
    said = str(desk.session.report)
    assert all(text in said for text in ("到B2去。", "图1 B2小区", "B2办完", "为何到\\nB2", "A12"))
    assert len(desk.session.done) == 1
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.report == before
