"""The command palette, the history list, and counting."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from huibao.gui.action_table import MENUS, SPECS
from huibao.gui.counting import entry_characters, here_counted
from huibao.gui.desk import Desk
from huibao.gui.dialogs.count import CountDialog
from huibao.gui.dialogs.history import HistoryDialog
from huibao.gui.dialogs.palette import PaletteDialog
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.status import StatusBar
from huibao.model.edits import SetHeadline, SetText
from huibao.model.report import Problem, Report, runs
from huibao.services.documents import Opened


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


def answer(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], act: Callable[[Any], object]) -> None:
    monkeypatch.setattr(kind, "exec", lambda dialog: act(dialog) is not False)


def palette(qtbot: Any, window: MainWindow) -> PaletteDialog:
    made = PaletteDialog([window.action(spec.name) for spec in SPECS])
    qtbot.addWidget(made)
    return made


def test_every_action_stands_in_the_palette_and_in_a_menu(qtbot: Any, shown: MainWindow) -> None:
    visible = {spec.name for spec in SPECS if shown.action(spec.name).isVisible()}
    assert set(palette(qtbot, shown).shown) == visible
    standing = {name for names in MENUS.values() for name in names.split()}
    assert {spec.name for spec in SPECS} - standing == set()


def test_typing_leaves_what_holds_all_words(qtbot: Any, shown: MainWindow) -> None:
    made = palette(qtbot, shown)
    box = made.findChildren(QLineEdit)[0]
    box.setText("导出 word")
    assert made.shown[0] == "export_docx"
    box.setText("ctrl+h")
    assert "replace" in made.shown
    box.setText("没有这样的命令")
    assert made.shown == []


def test_enter_takes_the_row_that_the_arrow_keys_went_to(qtbot: Any, shown: MainWindow) -> None:
    made = palette(qtbot, shown)
    box = made.findChildren(QLineEdit)[0]
    box.setText("导出")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert made.chosen is not None
    assert made.chosen.objectName() == made.shown[1]


def test_what_cannot_be_done_now_is_not_done(qtbot: Any, shown: MainWindow) -> None:
    made = palette(qtbot, shown)
    box = made.findChildren(QLineEdit)[0]
    box.setText("删除表格")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert made.chosen is None


def test_a_chosen_command_is_done(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def act(dialog: PaletteDialog) -> None:
        dialog.findChildren(QLineEdit)[0].setText("查找和替换")
        dialog._enter()

    answer(monkeypatch, PaletteDialog, act)
    shown.action("palette").trigger()
    assert shown._replacing.pane.isVisible()


def test_several_steps_are_gone_back_and_forward_again(
    shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not shown.action("history").isEnabled()
    states = [desk.session.report]
    for number in range(3):
        desk.session.apply(SetHeadline("p1", runs(f"改{number}")))
        desk.session.seal()
        states.append(desk.session.report)
    said: list[str] = []

    def back(dialog: HistoryDialog) -> None:
        said.extend(dialog.texts)
        dialog.pick(1)

    answer(monkeypatch, HistoryDialog, back)
    shown.action("history").trigger()
    assert said == ["刚打开时", "修改标题　1.改0", "修改标题　1.改1", "修改标题　1.改2　← 现在"]
    assert desk.session.report is states[1]
    answer(monkeypatch, HistoryDialog, lambda dialog: dialog.pick(3))
    shown.action("history").trigger()
    assert desk.session.report is states[3]
    answer(monkeypatch, HistoryDialog, lambda dialog: dialog.pick(0) or False)  # given up
    shown.action("history").trigger()
    assert desk.session.report is states[3]


def test_an_entry_counts_as_it_is_printed(report: Report) -> None:
    problem = report.sections[1].groups[0].entries[0]
    assert isinstance(problem, Problem)
    # "1." one, "问题p1" 2 + 1, "。" 1, "有时学得不深。" 7
    assert entry_characters(report, problem) == 12
    assert here_counted(report, "p1", "两字") == [("选中", 2), ("这一条", 12)]
    assert here_counted(report, "s1", "") == []


def test_the_selection_is_counted_in_the_status_bar_and_in_the_dialog(
    qtbot: Any, shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.editor.show_place("s1p", 0, 4)
    view: Any = shown.findChild(TextView)
    assert view.textCursor().selectedText() == "做了几件"
    bar: Any = shown.findChild(StatusBar)
    qtbot.waitUntil(lambda: "选中 4 /" in bar.words()[0], timeout=2000)
    said: list[str] = []
    answer(monkeypatch, CountDialog, lambda dialog: said.append(dialog.findChildren(QLabel)[0].text()))
    shown.action("count").trigger()
    assert "选中 4 字" in said[0]
    shown.editor.show_node("s1")
    desk.session.apply(SetText("s1p", runs("短")))
    qtbot.waitUntil(lambda: "选中" not in bar.words()[0], timeout=2000)
