"""A section's length beside its template's wish: at its head, in the outline and in the count."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget

from huibao.gui.desk import Desk
from huibao.gui.dialogs.count import CountDialog
from huibao.gui.editor.length_label import LengthLabel
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.outline.model import ROW_ROLE
from huibao.model.report import Report
from huibao.services.documents import Opened


@pytest.fixture
def shown(window: MainWindow, report: Report, desk: Desk) -> MainWindow:
    work = replace(report.sections[0], key="work")
    made = replace(report, template="community-annual", sections=(work, *report.sections[1:]))
    window.files.show_opening(Opening(Opened(made)))
    return window


def test_what_is_too_short_is_told_in_amber_and_typing_is_counted(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    label: Any = shown.findChild(LengthLabel)
    shown.editor.show_place("s1p", 0)
    qtbot.waitUntil(lambda: label.text() == "12 字，参考约 1,500 字，还差 1,488")
    assert label.property("missing")
    row = shown.outline._model.index_of("s1").data(ROW_ROLE)
    assert row.length == "差 1,488 字"
    view: Any = shown.findChild(TextView)
    view.setFocus()
    QTest.keyClicks(view, "ten more ")
    qtbot.waitUntil(lambda: label.text().startswith("14 字"))
    assert "这部分 14 / 约 1,500 字" in shown._status.words()
    shown.editor.show_node("s2")
    qtbot.waitUntil(lambda: not any("这部分" in words for words in shown._status.words()))  # no target there
    assert label.text() == "56 字"
    assert not label.property("missing")
    assert "比参考字数差" in shown.outline._model.index_of("s1").data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_count_tells_the_difference_in_amber(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    dialog = CountDialog(desk.session.report, desk.session.template, 1)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    item = table.item(0, 2)
    assert item is not None
    assert item.text() == "约 1,500，还差 1,488"
    assert item.foreground().color().name() == "#965900"
