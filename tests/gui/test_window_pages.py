"""Editor and pages in the window: a click on a page goes to the character, the cursor is followed to its line."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from huibao.gui.desk import Desk
from huibao.gui.editor.text_view import TextView
from huibao.gui.main_window import MainWindow
from huibao.gui.pages.live import LivePages
from huibao.model.edits import SetLimit, SetText
from huibao.model.report import Heading, Limit, Paragraph, Report, Section, runs
from huibao.services import documents


@pytest.fixture
def shown(qtbot: Any, window: MainWindow, tmp_path: Path) -> MainWindow:
    texts = tuple(Paragraph(f"p{at}", runs(f"第{at}段。" + "社区党组织坚持学习。" * 20)) for at in range(40))
    report = Report(sections=(Section("s", "narrative", Heading(runs("工作"), "一、"), texts),))
    path = tmp_path / "总结.huibao"
    documents.save(report, {}, path)
    window.resize(1200, 760)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    if not window.action("pages").isChecked():
        window.action("pages").trigger()
    qtbot.waitUntil(lambda: pages_of(window).view.page_count > 5, timeout=5000)
    return window


def pages_of(window: MainWindow) -> LivePages:
    return window.findChild(LivePages)


def text_of(window: MainWindow) -> TextView:
    view = window.editor.focusProxy()
    assert isinstance(view, TextView)
    return view


def test_a_click_on_a_page_puts_the_cursor_before_that_character(qtbot: Any, shown: MainWindow) -> None:
    view = pages_of(shown).view
    view.go_to_page(6)
    port = view.viewport()
    point = next(
        point
        for y in range(0, port.height(), 5)
        for x in range(0, port.width(), 5)
        if (spot := view.spot_at(point := QPoint(x, y))) and spot.node.startswith("p") and spot.offset == 57
    )
    wanted = view.spot_at(point)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=point)
    assert (text_of(shown).current()[1].node, text_of(shown).offset()) == (wanted.node, 57)


def test_the_pages_follow_the_cursor_to_its_line(qtbot: Any, shown: MainWindow) -> None:
    view = pages_of(shown).view
    shown.editor.show_place("p35", 0)
    qtbot.waitUntil(lambda: view.current_page > 10, timeout=2000)
    first = view._mark
    shown.editor.show_place("p35", 150)
    qtbot.waitUntil(lambda: view._mark != first, timeout=2000)
    assert view._mark[:2] > first[:2]


def test_the_height_of_the_pages_under_the_editor_is_kept(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    live = pages_of(shown)
    live.look("below").trigger()
    column = shown._place.column
    column.moveSplitter(300, 1)
    heights = column.sizes()
    assert heights[1] > heights[0]
    live.look("below").trigger()
    assert live.parent() is not column
    live.look("below").trigger()
    qtbot.waitUntil(lambda: column.sizes() == pytest.approx(heights, abs=8), timeout=1000)


def test_the_status_bar_tells_the_pages_and_what_is_over(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    count = pages_of(shown).view.page_count
    assert f"{count} 页" in shown.statusBar().words()
    desk.session.apply(SetLimit(Limit(pages=count - 2)))
    assert f"{count} 页，超 2 页" in shown.statusBar().words()
    assert "多 2 页" in pages_of(shown).told[1]
    desk.session.apply(SetText("p0", runs("短")))
    desk.session.apply(SetText("p1", runs("短" * 2500)))
    qtbot.waitUntil(lambda: f"{count} 页，超 2 页" not in shown.statusBar().words(), timeout=3000)
