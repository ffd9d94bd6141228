"""收起空着的选填栏: optional fields stay out of the way until they are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from huibao.gui.application import build
from huibao.gui.desk import Desk
from huibao.gui.editor.strip import Strip
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.report import Problem, Report
from huibao.services import documents


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, report: Report, tmp_path: Path) -> MainWindow:
    from dataclasses import replace

    documents.save(replace(report, template="community-annual"), {}, tmp_path / "甲社区.huibao")
    window.begin(tmp_path / "甲社区.huibao")
    qtbot.waitUntil(lambda: window.files.is_open, timeout=20_000)
    window.editor.show_node("p1")
    return window


def fields(window: MainWindow) -> list[str]:
    """The fields that the first problem shows."""
    return [row.field for row in window.editor.view.sheet.rows if row.entry == "p1" and row.kind == "text"]


def test_empty_optional_fields_go_and_come_back_by_a_menu_and_what_is_written_stays(shown: MainWindow, desk: Desk) -> None:
    before = desk.session.report
    assert fields(shown) == ["manifestation", "cause"]
    shown.action("compact").trigger()
    assert fields(shown) == ["manifestation"]
    assert shown.editor.view.current()[1].entry == "p1"
    assert desk.session.report is before
    shown.action("compact").trigger()
    assert fields(shown) == ["manifestation", "cause"]


def test_a_field_that_is_put_away_is_offered_and_comes_when_it_is_chosen(shown: MainWindow, desk: Desk) -> None:
    shown.action("compact").trigger()
    strip = shown.editor.findChildren(Strip)[0]
    menu = QMenu()
    strip.fill_absent(menu)
    chosen = next(action for action in menu.actions() if "原因" in action.text())
    chosen.trigger()
    assert fields(shown) == ["manifestation", "cause"]
    problem = tree.find(desk.session.report, "p1")
    assert isinstance(problem, Problem)
    assert [part.field for part in problem.parts] == ["manifestation", "cause"]


def test_the_menu_at_the_text_offers_them_too(shown: MainWindow) -> None:
    shown.action("compact").trigger()
    offered: list[str] = []

    def look(menu: QMenu) -> None:
        offered.extend(action.text() for action in menu.actions())
        QTimer.singleShot(0, menu, menu.close)

    shown.editor.menu_requested.connect(look)
    shown.editor.view.menu_requested.emit(QPoint(300, 300))
    assert any("原因" in text for text in offered)


def test_the_choice_is_kept(qtbot: QtBot, shown: MainWindow, desk: Desk) -> None:
    shown.action("compact").trigger()
    shown.abandon()
    again = build(desk)
    qtbot.addWidget(again, before_close_func=lambda window: window.abandon())
    assert again.action("compact").isChecked()
    assert desk.settings.get("compact_fields", False) is True
