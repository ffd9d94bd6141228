"""Long HTML from the clipboard is read off the window's thread; the window answers meanwhile."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication

from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model.report import Paragraph, Report
from huibao.services.documents import Opened


def paste(qtbot: Any, window: MainWindow, html: str) -> None:
    held = QMimeData()
    held.setHtml(html)
    held.setText("plain")
    QApplication.clipboard().setMimeData(held)
    qtbot.keyClick(window.editor.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def words(desk: Desk) -> list[str]:
    return [block.text for block in desk.session.report.sections[0].blocks if isinstance(block, Paragraph)]


def test_the_window_answers_while_long_html_is_read_and_then_it_stands_at_the_cursor(
    qtbot: Any, window: MainWindow, desk: Desk, report: Report
) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.editor.show_place("s1p", 6)
    rows = [f"<p>第{at}件事，<b>办好</b>。</p>" for at in range(400)]
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(1)
    # what makes it long says nothing, as the styles that Word puts before its text
    paste(qtbot, window, "<style>" + "p.a {color: red}\n" * 8000 + "</style>" + "".join(rows))
    assert words(desk) == ["做了几件事。"]  # not read yet
    qtbot.waitUntil(lambda: len(words(desk)) == 400, timeout=5000)
    assert ticks
    assert words(desk)[0] == "做了几件事。第0件事，办好。"
    assert words(desk)[-1] == "第399件事，办好。"
    assert len(desk.session.done) == 1


def test_what_was_read_for_one_report_does_not_come_into_another(
    qtbot: Any, window: MainWindow, desk: Desk, report: Report
) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.editor.show_place("s1p", 6)
    paste(qtbot, window, "<p>长<b>文</b></p>" * 3000)
    other = Report(sections=report.sections)
    window.files.show_opening(Opening(Opened(other)))
    qtbot.waitUntil(lambda: not window._jobs.busy, timeout=10000)
    assert words(desk) == ["做了几件事。"]
