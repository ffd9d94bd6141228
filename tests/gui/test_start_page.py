"""The start page: a picture of each template, last year's report, recent files, what a crash left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QToolButton

from huibao.gui import beginning
from huibao.gui.desk import Desk
from huibao.gui.dialogs.new_report import NewReportDialog
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.panels.start_page import PICTURE
from huibao.model.report import Report
from huibao.services.documents import Opened
from huibao.services.recovery import Recovery


def cards(window: MainWindow) -> list[QToolButton]:
    return window._beginning.page.findChildren(QToolButton)


def image(card: QToolButton) -> QImage:
    return card.icon().pixmap(PICTURE).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def darkest(picture: QImage) -> int:
    return min(picture.pixelColor(x, y).value() for x in range(picture.width()) for y in range(0, picture.height(), 2))


def test_each_template_has_a_card_that_is_blank_until_the_page_was_in_sight_for_a_while(
    qtbot: Any, window: MainWindow, desk: Desk
) -> None:
    made = cards(window)
    assert [card.accessibleName() for card in made] == [f"用模板“{one.name}”新建" for one in desk.library.templates]
    assert all(darkest(image(card)) == 255 for card in made)
    qtbot.waitUntil(lambda: all(darkest(image(card)) < 160 for card in cards(window)), timeout=5000)
    assert len({bytes(image(card).constBits()) for card in made}) == len(made)


def test_a_window_that_opens_a_file_at_once_draws_no_pictures(
    qtbot: Any, window: MainWindow, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.show_opening(Opening(Opened(report)))
    qtbot.wait(beginning._PATIENCE_MS + 300)
    assert all(darkest(image(card)) == 255 for card in cards(window))
    window.files.close()
    qtbot.waitUntil(lambda: all(darkest(image(card)) < 160 for card in cards(window)), timeout=5000)


def test_a_card_begins_a_report_of_its_template(
    qtbot: Any, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewReportDialog, "exec", lambda _dialog: 1)
    wanted = desk.library.templates[2]
    cards(window)[2].click()
    assert window.files.is_open
    assert desk.session.report.template == wanted.id


def test_a_draft_from_last_year_is_one_click_away(qtbot: Any, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str, *_more: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr("huibao.gui.roll_flow.QFileDialog.getOpenFileName", choose)
    button = next(b for b in window._beginning.page.findChildren(QPushButton) if b.text() == "由去年的报告起草")
    button.click()
    assert asked == ["选择去年的报告"]


def test_what_a_crash_left_behind_is_listed_and_restored(
    qtbot: Any, window: MainWindow, desk: Desk, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window._beginning.page
    recovery = Recovery(tmp_path / "recovery")
    recovery.keep("left", report, {})
    window._beginning.refresh()
    assert [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("恢复")] == []  # we keep it: we run
    monkeypatch.setattr("huibao.services.computers.is_running", lambda _pid: False)
    window._beginning.refresh()
    button = next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("恢复"))
    assert report.title in button.accessibleName()
    button.click()
    assert window.files.is_open
    assert desk.session.report.title == report.title
    assert not desk.session.is_saved
