"""Problems against measures: what is to be looked at is listed, a click goes there, links are made in place."""

from pathlib import Path
from typing import Any

import pytest

from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.gui.panels.tracing import TracingPane
from huibao.model import tree
from huibao.model.edits import Link, SetDetail, SetHeadline
from huibao.model.report import Measure, Report, runs
from huibao.services import documents
from huibao.yearly.tracing import REMARKS, Matrix, trace


@pytest.fixture
def pane(qtbot: Any, window: MainWindow, desk: Desk, report: Report, tmp_path: Path) -> TracingPane:
    """The pane over the small report: three problems, and a measure that answers none."""
    path = tmp_path / "总结.huibao"
    documents.save(report, {}, path)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    window.action("tracing").trigger()
    made = window.findChild(TracingPane)
    assert isinstance(made, TracingPane)
    qtbot.waitUntil(lambda: bool(made.rows), timeout=5000)
    return made


def answers_of(desk: Desk) -> tuple[str, ...]:
    measure = tree.find(desk.session.report, "m1")
    assert isinstance(measure, Measure)
    return measure.answers


def headings(pane: TracingPane) -> list[str]:
    return [row.text for row in pane.rows if not row.node]


def matrix(report: Report, last: Report | None = None) -> Matrix:
    return trace(report, last, 2023)


def test_what_is_to_be_looked_at_is_listed_by_kind(pane: TracingPane) -> None:
    assert headings(pane)[:2] == ["没有措施　3", "没有对应问题　1"]
    assert [row.node for row in pane.rows if row.node][:4] == ["p1", "p2", "p3", "m1"]


def test_a_click_goes_to_the_place(qtbot: Any, window: MainWindow, pane: TracingPane) -> None:
    at = next(at for at, row in enumerate(pane.rows) if row.node == "p3")
    pane._rows.itemClicked.emit(pane._rows.item(at))
    assert window.editor.current_node() == "p3"


def test_a_problem_is_linked_in_place_and_one_undo_parts_it_again(
    qtbot: Any, window: MainWindow, desk: Desk, pane: TracingPane
) -> None:
    pane.pick("p2")
    assert pane.links == {"m1": False}
    pane.tick("m1", True)
    assert answers_of(desk) == ("p2",)
    assert headings(pane)[0] == "没有措施　2"
    assert (pane.subject, pane.links) == ("p2", {"m1": True})  # covered now, and still at hand
    desk.session.undo()
    assert answers_of(desk) == ()
    qtbot.waitUntil(lambda: headings(pane)[0] == "没有措施　3", timeout=3000)


def test_a_measure_is_linked_and_parted_in_place(desk: Desk, pane: TracingPane) -> None:
    pane.show_view(2)
    pane.pick("m1")
    assert list(pane.links) == ["p1", "p2", "p3"]
    pane.tick("p1", True)
    pane.tick("p3", True)
    assert answers_of(desk) == ("p1", "p3")
    pane.tick("p1", False)
    assert answers_of(desk) == ("p3",)
    assert pane.links == {"p1": False, "p2": False, "p3": True}


def test_the_tab_says_how_many_things_are_to_be_looked_at(qtbot: Any, window: MainWindow, pane: TracingPane) -> None:
    side: Any = window._side
    titles = [side.tabText(at) for at in range(side.count())]
    remarks = sum(bool(row.node) for row in pane.rows)
    assert f"对应 {remarks}" in titles


def test_a_link_gone_suspect_can_be_found_sound(qtbot: Any, report: Report) -> None:
    last = Link("m1", "p1").apply(report)
    this = SetHeadline("p1", runs("联系群众的办法不多，走访流于形式")).apply(last)
    pane = TracingPane()
    qtbot.addWidget(pane)
    pane.show_matrix(matrix(this, last))
    row = next(row for row in pane.rows if row.other)
    assert (row.node, row.other) == ("m1", "p1")
    heard: list[tuple[str, str]] = []
    pane.sound_requested.connect(lambda measure, problem: heard.append((measure, problem)))
    at = pane.rows.index(row)
    pane._rows.setCurrentRow(at)
    assert not pane._sound.isHidden()
    pane._sound.click()
    assert heard == [("m1", "p1")]


def test_the_current_row_stays_when_something_else_changes(qtbot: Any, report: Report) -> None:
    pane = TracingPane()
    qtbot.addWidget(pane)
    pane.show_matrix(matrix(report))
    pane.pick("p3")
    pane.show_matrix(matrix(SetDetail("m1", "person", "张三").apply(report)))
    assert REMARKS["nobody"] not in "".join(headings(pane))
    assert pane.subject == "p3"


def test_without_problems_and_measures_it_says_what_it_is_for(qtbot: Any) -> None:
    pane = TracingPane()
    qtbot.addWidget(pane)
    pane.show()
    pane.show_matrix(matrix(Report()))
    assert pane._empty.isVisible()
