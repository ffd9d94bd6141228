"""The counted sentences about last year's problems: said when they are behind, counted anew on request."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huibao.gui.main_window import MainWindow
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.model.edits import AddStatus
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Report, StatusEntry
from huibao.services import documents
from huibao.yearly import Plan, roll


@pytest.fixture
def draft(qtbot: Any, window: MainWindow, report: Report, tmp_path: Path) -> MainWindow:
    """A draft of 2024 in which one problem is solved and two are open."""
    plan = Plan(problems={"p1": "solved", "p2": "stays", "p3": "stays"})
    made = roll(report, plan, None, 2024, window._desk.library.year_words)
    documents.save(made.report, {}, tmp_path / "今年.huibao", report)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(tmp_path / "今年.huibao")
    return window


def text(window: MainWindow) -> str:
    return printed(manuscript(window._session.report))


def test_when_an_outcome_changes_the_sentences_are_said_to_be_behind_and_counted_on_request(
    qtbot: Any, draft: MainWindow
) -> None:
    notice = draft.findChild(NoticeBar)
    assert notice is not None
    assert "已完成1个，持续推进0个，未完成2个。" in text(draft)
    draft._session.apply(AddStatus("p2", StatusEntry(2024, "基本完成并持续推进")))
    qtbot.waitUntil(lambda: "统计还是原来的" in notice.text, timeout=5000)
    assert "持续推进0个" in text(draft), "nothing is changed that was not asked for"
    draft.action("recount").trigger()
    assert "已完成1个，持续推进1个，未完成1个。" in text(draft)
    assert notice.text == ""
    draft._session.undo()
    assert "持续推进0个" in text(draft)


def test_what_is_as_it_should_be_is_left_alone_and_said(qtbot: Any, draft: MainWindow) -> None:
    before = draft._session.report
    draft.action("recount").trigger()
    notice = draft.findChild(NoticeBar)
    assert notice is not None
    assert "没有要改的" in notice.text
    assert draft._session.report is before


def test_without_last_year_it_says_what_to_do(
    window: MainWindow, report: Report, answers: Callable[..., list[str]]
) -> None:
    said = answers()
    window.files.restore(report, {}, None, None)
    window.action("recount").trigger()
    assert any("没有去年的报告" in text for text in said)
    assert window._session.report == report
