"""日期: the calendar at the cursor, and in the report's own date."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from huibao.gui.desk import Desk
from huibao.gui.editor.date_popup import DatePopup
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.report import Paragraph, Report
from huibao.services.documents import Opened


@pytest.fixture
def shown(window: MainWindow, report: Report, desk: Desk) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    desk.session.set_template(desk.library.template("community-annual"))
    return window


def choose(shown: MainWindow, text: str) -> None:
    shown.action("insert_date").trigger()
    popup: Any = QApplication.activePopupWidget()
    assert isinstance(popup, DatePopup)
    popup.line.setText(text)
    popup.close()


def test_a_day_is_put_at_the_cursor(shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_place("s1p", 1)
    choose(shown, "2024年6月30日")
    found = tree.find(desk.session.report, "s1p")
    assert isinstance(found, Paragraph)
    assert found.text == "做2024年6月30日了几件事。"
    assert desk.session.done[-1].name == "插入日期"


def test_the_reports_date_is_made_and_then_replaced(shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_node("end")
    view: Any = shown.findChild(TextView)
    assert view.place(Caret(f"new:{desk.session.report.id}:date"))
    choose(shown, "2024年12月8日")
    choose(shown, "2024年12月9日")
    (part,) = [part for part in desk.session.report.end if part.field == "date"]
    assert [block.text for block in part.blocks if isinstance(block, Paragraph)] == ["2024年12月9日"]
    assert len(desk.session.done) == 2
