"""只看这一节: outline, pages, counts and findings of one part, until it is left."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTreeView

from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.one_section import characters_of
from huibao.model.edits import Remove, SetText
from huibao.model.report import Report, Section, runs
from huibao.services.documents import Opened

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(qtbot: Any, window: MainWindow, report: Report) -> MainWindow:
    """The window with the problems section alone, chosen by its key."""
    window.files.show_opening(Opening(Opened(report)))
    window.activateWindow()
    qtbot.waitUntil(lambda: window._watch.known is not None, timeout=5000)
    window.editor.show_node("p1")
    qtbot.wait(10)
    qtbot.keyClick(window.editor.focusProxy(), Qt.Key.Key_F9, SHIFT)
    return window


def rows(window: MainWindow) -> list[str]:
    view: Any = window.outline.findChild(QTreeView)
    model = view.model()
    root = QModelIndex()
    return [model.index(at, 0).data() for at in range(model.rowCount(root)) if not view.isRowHidden(at, root)]


def test_only_the_part_at_the_cursor_is_in_the_outline_and_counted(shown: MainWindow, desk: Desk) -> None:
    assert rows(shown) == ["二、 存在问题"]
    part = desk.session.report.sections[1]
    assert f"本节 {characters_of(part):,} / " in shown._status.words()[0]
    assert "存在问题" in shown._one.bar.text
    assert shown.action("one_section").isChecked()


def test_the_pages_show_only_those_on_which_the_part_is_printed(
    qtbot: Any, shown: MainWindow, desk: Desk, report: Report
) -> None:
    from huibao.model.edits import SetText as Set

    shown.action("one_section").trigger()
    long = "\u2028".join(["做了许多事。" * 20] * 30)
    desk.session.apply(Set("s1p", runs(long)))
    shown.action("pages").trigger()
    live = shown._live
    qtbot.waitUntil(lambda: live.view.page_count > 2, timeout=8000)
    whole = live.view.page_count
    shown.editor.show_node("p1")
    qtbot.wait(10)
    shown.action("one_section").trigger()
    assert live.view.page_count < whole
    assert live.number_text.endswith(f"共 {whole} 页")
    assert not live.number_text.startswith("第 1 页")
    desk.session.apply(SetText("p1mp", runs("改了一个字")))
    qtbot.wait(400)
    assert live.view.page_count < whole
    shown.action("one_section").trigger()
    assert live.view.page_count == whole


@pytest.mark.parametrize("place", ["editor", "outline"])
def test_esc_shows_all_again(qtbot: Any, shown: MainWindow, place: str) -> None:
    qtbot.keyClick(getattr(shown, place).focusProxy(), Qt.Key.Key_Escape)
    assert len(rows(shown)) == 5
    assert "本节" not in shown._status.words()[0]
    assert shown._one.bar.text == ""
    assert not shown.action("one_section").isChecked()


def test_the_button_of_the_bar_shows_all_again(qtbot: Any, shown: MainWindow) -> None:
    from PySide6.QtWidgets import QPushButton

    button: Any = shown._one.bar.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(rows(shown)) == 5


def test_findings_are_those_of_the_part(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    part = desk.session.report.sections[1]
    inside = shown._one.within(shown._watch.known.findings)  # type: ignore[union-attr]
    from huibao.model import tree

    assert {finding.node for finding in inside} <= tree.ids(part)
    shown._one.leave()
    assert len(shown._one.within(shown._watch.known.findings)) >= len(inside)  # type: ignore[union-attr]


def test_going_elsewhere_leaves_it(qtbot: Any, shown: MainWindow) -> None:
    shown.editor.show_node("m1")
    qtbot.wait(20)
    assert len(rows(shown)) == 5


def test_it_is_left_when_the_part_is_gone_and_typing_in_it_stays(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    desk.session.apply(SetText("p1mp", runs("又改了几个字")))
    assert rows(shown) == ["二、 存在问题"]
    desk.session.apply(Remove("s2"))
    assert rows(shown)[1:3] == ["一、 主要工作", "二、 改进措施"]
    assert not shown.action("one_section").isChecked()


def test_at_the_front_there_is_no_part_and_it_is_said(qtbot: Any, window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.editor.show_node("front")
    window.action("one_section").trigger()
    assert "某一部分" in window._notice.text
    assert not window.action("one_section").isChecked()


def test_an_attachment_can_be_looked_at_alone(qtbot: Any, window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.action("insert_attachment").trigger()
    qtbot.wait(20)
    window.action("one_section").trigger()
    assert len(rows(window)) == 1


def test_its_length_is_that_of_what_is_printed(report: Report) -> None:
    part = report.sections[0]
    assert isinstance(part, Section)
    assert characters_of(part) == len("一、主要工作做了几件事。")
