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


def test_a_node_that_is_gone_and_nonsense_in_the_settings_do_no_harm(window: MainWindow, desk: Desk, report: Report) -> None:
    keeper = PlaceKeeper(desk.settings, desk.session, Zoom(window), window)
    path = Path("甲.huibao").absolute()
    desk.session.load(report, path=path)
    for held in ([str(path), "gone", 100], [str(path), "p1"], "p1", [1, 2, 3], None):
        desk.settings.set("places", [held])
        assert keeper.bring_back("s1") == "s1"
    desk.settings.set("places", [[str(path), "p1", 100]])
    assert keeper.bring_back("s1") == "p1"


def test_only_the_newest_places_are_kept(window: MainWindow, desk: Desk, report: Report) -> None:
    keeper = PlaceKeeper(desk.settings, desk.session, Zoom(window), window)
    for number in range(MOST + 5):
        desk.session.load(report, path=Path(f"{number}.huibao"))
        keeper.note("p1")
        keeper.keep()
    held: list[Any] = desk.settings.get("places", [])
    assert [Path(name).name for name, _, _ in held] == [f"{number}.huibao" for number in range(5, MOST + 5)]


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
