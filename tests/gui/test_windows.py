"""Several reports in several windows of one program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from huibao.gui.application import build
from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.windows import Windows
from huibao.model.edits import SetText
from huibao.model.report import Report, runs
from huibao.services import documents, locks
from huibao.services.documents import Opened
from huibao.services.session import Session


@pytest.fixture
def windows(qtbot: Any, desk: Desk) -> Iterator[Windows]:
    made = Windows(lambda others: build(replace(desk, session=Session(Report())), others))
    yield made
    for window in made:
        window.abandon()
        window.close()
    qtbot.wait(10)


@pytest.fixture
def files(tmp_path: Path, report: Report) -> list[Path]:
    made = [tmp_path / f"{name}.huibao" for name in "甲乙丙"]
    for path in made:
        documents.save(report, {}, path)
    return made


def open_in(qtbot: Any, window: MainWindow, path: Path, windows: Windows, count: int) -> None:
    """Open ``path`` from ``window`` and wait until it is shown in one of ``count`` windows."""
    window.files.open_file(path)
    qtbot.waitUntil(lambda: len(windows) == count and any(one.files.shows(path) for one in windows), timeout=5000)


def change(window: MainWindow, text: str = "改过了") -> None:
    window._session.apply(SetText("t1", runs(text)))


def test_a_second_file_opens_in_a_window_of_its_own(qtbot: Any, windows: Windows, files: list[Path]) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    change(first)
    open_in(qtbot, first, files[1], windows, 2)
    assert [window.files.shows(path) for window, path in zip(windows, files, strict=False)] == [True, True]
    second = list(windows)[1]
    assert first._session.report.title == "改过了"
    assert second._session.report.title != "改过了"
    assert not first._session.is_saved  # nobody was asked, for nothing is lost
    assert locks.holder(files[0]) is not None
    assert locks.holder(files[1]) is not None


def test_a_file_that_is_open_comes_to_the_front_whichever_window_it_is_in(
    qtbot: Any, windows: Windows, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    open_in(qtbot, first, files[1], windows, 2)
    raised: list[object] = []
    monkeypatch.setattr(windows, "bring_up", raised.append)
    list(windows)[1].files.open_file(files[0])
    qtbot.wait(50)
    assert len(windows) == 2
    assert raised == [first]


def test_a_window_on_its_start_page_is_used_before_another_is_made(
    qtbot: Any, windows: Windows, files: list[Path]
) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    first.action("new_window").trigger()
    assert len(windows) == 2
    open_in(qtbot, first, files[1], windows, 2)
    assert list(windows)[1].files.shows(files[1])


def test_the_menu_lists_the_windows_and_brings_the_chosen_one_up(
    qtbot: Any, windows: Windows, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    open_in(qtbot, first, files[1], windows, 2)
    change(first)
    menu = first._actions.menu("窗口")
    menu.aboutToShow.emit()
    listed = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in listed] == ["&1 甲.huibao — 汇报 *", "&2 乙.huibao — 汇报"]
    assert [action.isChecked() for action in listed] == [True, False]
    raised: list[object] = []
    monkeypatch.setattr(windows, "bring_up", raised.append)
    listed[1].trigger()
    first.action("next_window").trigger()
    assert raised == [list(windows)[1]] * 2


def test_quitting_asks_for_each_unsaved_report_and_saves_it(
    qtbot: Any, windows: Windows, files: list[Path], answers: Callable[..., list[str]], desk: Desk
) -> None:
    first = windows.new()
    for at, path in enumerate(files, 1):
        open_in(qtbot, first, path, windows, at)
    for window in list(windows)[:2]:
        change(window)
    asked = answers("保存", "保存")
    first.action("quit").trigger()
    qtbot.waitUntil(lambda: len(windows) == 0, timeout=5000)
    assert len(asked) == 2
    for path, title in zip(files, ("改过了", "改过了", "甲社区2023年工作总结"), strict=True):
        assert documents.open_document(path, desk.library).report.title == title
        assert locks.holder(path) is None


def test_who_stays_in_one_window_stays_in_those_that_were_not_asked_yet(
    qtbot: Any, windows: Windows, files: list[Path], answers: Callable[..., list[str]]
) -> None:
    first = windows.new()
    for at, path in enumerate(files, 1):
        open_in(qtbot, first, path, windows, at)
    change(list(windows)[1])
    asked = answers("取消")
    first.action("quit").trigger()
    qtbot.wait(100)
    assert len(asked) == 1
    assert [window.files.shows(path) for window, path in zip(windows, files, strict=False)] == [True, True]
    next(iter(windows)).close()  # one window alone, later: the other is not asked again
    qtbot.waitUntil(lambda: len(windows) == 1, timeout=5000)
    qtbot.wait(50)
    assert len(asked) == 1


def test_ctrl_w_closes_the_window_while_there_are_others_and_then_the_report(
    qtbot: Any, windows: Windows, files: list[Path]
) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    open_in(qtbot, first, files[1], windows, 2)
    first.action("close").trigger()
    qtbot.waitUntil(lambda: len(windows) == 1, timeout=5000)
    last = next(iter(windows))
    assert last.files.shows(files[1])
    last.action("close").trigger()
    assert len(windows) == 1
    assert not last.files.is_open


def test_each_window_keeps_its_own_copy_for_recovery(
    qtbot: Any, windows: Windows, files: list[Path], desk: Desk, tmp_path: Path
) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    open_in(qtbot, first, files[1], windows, 2)
    for number, window in enumerate(windows):
        change(window, f"第{number}份")
    assert windows.keep_copies()
    assert len(list((tmp_path / "recovery").glob("*.huibao"))) == 2
    assert desk.recovery.found() == ()  # the program that keeps them runs
    last = list(windows)[1]
    last.abandon()
    last.close()
    qtbot.waitUntil(lambda: len(windows) == 1, timeout=5000)
    assert len(list((tmp_path / "recovery").glob("*.huibao"))) == 1


def test_each_file_opens_where_it_was_left_in_whichever_window(qtbot: Any, windows: Windows, files: list[Path]) -> None:
    first = windows.new()
    open_in(qtbot, first, files[0], windows, 1)
    open_in(qtbot, first, files[1], windows, 2)
    qtbot.wait(20)
    for window, node in zip(windows, ("p2", "m1"), strict=True):
        window.editor.show_node(node)
    qtbot.wait(20)
    for window in windows:
        window.close()
    qtbot.waitUntil(lambda: len(windows) == 0, timeout=5000)
    again = windows.new()
    open_in(qtbot, again, files[1], windows, 1)
    open_in(qtbot, again, files[0], windows, 2)
    qtbot.wait(20)
    assert [window.editor.current_node() for window in windows] == ["m1", "p2"]


def test_files_that_are_dropped_open_each_in_its_window(qtbot: Any, windows: Windows, files: list[Path]) -> None:
    window = windows.new()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: len(windows) == 3, timeout=5000)
    qtbot.waitUntil(lambda: all(any(one.files.shows(path) for one in windows) for path in files), timeout=5000)


def test_a_report_that_has_no_file_yet_gives_no_way_to_the_next(windows: Windows, report: Report) -> None:
    window = windows.new()
    window.files.show_opening(Opening(Opened(report)))
    window.files.show_opening(Opening(Opened(replace(report, id="other"))))
    assert [one._session.report.id for one in windows] == [report.id, "other"]


def test_the_look_chosen_in_one_window_is_marked_in_the_others(qtbot: Any, windows: Windows, qapp: Any) -> None:
    from huibao.gui import application, theme

    application.application()
    first, second = windows.new(), windows.new()
    try:
        first.action("look_dark").trigger()
        qtbot.wait(10)
        assert second.action("look_dark").isChecked()
        assert not second.action("look_system").isChecked()
    finally:
        theme.choose(qapp, "")
        qapp.setStyleSheet("")
