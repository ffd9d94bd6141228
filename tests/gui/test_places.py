"""The place in each file is remembered, and the outline shows as many levels as are wanted."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QTreeView

from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.place_keeper import MOST, PlaceKeeper
from huibao.gui.zoom import Zoom
from huibao.model.report import Report
from huibao.services import documents
from huibao.services.documents import Opened


@pytest.fixture
def files(tmp_path: Path, report: Report) -> list[Path]:
    made = [tmp_path / "一.huibao", tmp_path / "二.huibao"]
    for path in made:
        documents.save(report, {}, path)
    return made


def opened(qtbot: Any, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)
    qtbot.wait(20)


def test_each_file_opens_where_it_was_left_and_as_large(
    qtbot: Any, window: MainWindow, desk: Desk, files: list[Path]
) -> None:
    opened(qtbot, window, files[0])
    window.editor.show_node("p2")
    window.action("zoom_in").trigger()
    qtbot.wait(20)
    opened(qtbot, window, files[1])
    window.editor.show_node("m1")
    window.action("zoom_reset").trigger()
    qtbot.wait(20)
    opened(qtbot, window, files[0])
    assert window.editor.current_node() == "p2"
    assert window._zoom.percent == 110
    window.files.close()
    opened(qtbot, window, files[1])
    assert window.editor.current_node() == "m1"
    assert window._zoom.percent == 100


def test_a_node_that_is_gone_and_nonsense_in_the_settings_do_no_harm(
    window: MainWindow, desk: Desk, report: Report
) -> None:
    keeper = PlaceKeeper(desk.settings, desk.session, Zoom(window), window.outline, window)
    path = Path("甲.huibao").absolute()
    desk.session.load(report, path=path)
    for held in ([str(path), "gone", 100], [str(path), "p1"], "p1", [1, 2, 3], None):
        desk.settings.set("places", [held])
        assert keeper.bring_back("s1") == "s1"
    desk.settings.set("places", [[str(path), "p1", 100]])
    assert keeper.bring_back("s1") == "p1"


def test_only_the_newest_places_are_kept(window: MainWindow, desk: Desk, report: Report) -> None:
    keeper = PlaceKeeper(desk.settings, desk.session, Zoom(window), window.outline, window)
    for number in range(MOST + 5):
        desk.session.load(report, path=Path(f"{number}.huibao"))
        keeper.note("p1")
        keeper.keep()
    held: list[Any] = desk.settings.get("places", [])
    assert [Path(place[0]).name for place in held] == [f"{number}.huibao" for number in range(5, MOST + 5)]


def test_the_outline_shows_as_many_levels_as_are_wanted(window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report)))
    view: Any = window.outline.findChild(QTreeView)

    def seen() -> int:
        index, count = view.model().index(0, 0), 0
        while index.isValid():
            index, count = view.indexBelow(index), count + 1
        return count

    window.action("level_all").trigger()
    everything = seen()
    window.action("level_1").trigger()
    tops = seen()
    window.action("level_2").trigger()
    assert tops == view.model().rowCount() < seen() < everything
    window.action("level_all").trigger()
    assert seen() == everything


def folded(window: MainWindow) -> list[str]:
    """The ids of the closed rows that have others below them."""
    outline = window.outline
    view: Any = outline.findChild(QTreeView)
    found = []
    for row in outline._model._by_id.values():
        index = outline._filter.mapFromSource(outline._model.index_of(row.id))
        if index.isValid() and row.rows and not view.isExpanded(index):
            found.append(row.id)
    return sorted(found)


def fold(window: MainWindow, node: str) -> None:
    outline = window.outline
    view: Any = outline.findChild(QTreeView)
    view.collapse(outline._filter.mapFromSource(outline._model.index_of(node)))


def test_what_was_closed_in_the_outline_of_a_file_is_closed_when_it_is_opened_again(
    qtbot: Any, window: MainWindow, files: list[Path]
) -> None:
    opened(qtbot, window, files[0])
    window.editor.show_node("s1")
    qtbot.wait(20)
    fold(window, "g1")
    fold(window, "s3")
    opened(qtbot, window, files[1])
    assert folded(window) == []
    opened(qtbot, window, files[0])
    assert folded(window) == ["g1", "s3"]
    window.action("level_all").trigger()
    opened(qtbot, window, files[1])
    opened(qtbot, window, files[0])
    assert folded(window) == []


def test_filtering_opens_rows_for_a_while_only(qtbot: Any, window: MainWindow, files: list[Path]) -> None:
    opened(qtbot, window, files[0])
    window.editor.show_node("s1")
    qtbot.wait(20)
    fold(window, "g1")
    window.outline._box.setText("问题")
    assert folded(window) == []
    window.outline._box.clear()
    assert folded(window) == ["g1"]
    opened(qtbot, window, files[1])
    opened(qtbot, window, files[0])
    assert folded(window) == ["g1"]


def test_places_of_an_older_program_are_understood(window: MainWindow, desk: Desk, report: Report) -> None:
    keeper = PlaceKeeper(desk.settings, desk.session, Zoom(window), window.outline, window)
    path = Path("甲.huibao").absolute()
    desk.session.load(report, path=path)
    for closed in ([], [None], ["nonsense"], [[1, "g1"]]):
        desk.settings.set("places", [[str(path), "p3", 100, *closed]])
        assert keeper.bring_back("s1") == "p3"
