"""The window: opening, saving, leaving, and what its panes tell each other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from huibao.gui.action_table import SPECS
from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.gui.pages.live import LivePages
from huibao.model.edits import SetText
from huibao.model.report import Report, runs
from huibao.services import documents, locks

NAMES = [spec.name for spec in SPECS]
Answers = Callable[..., list[str]]


@pytest.fixture
def file(tmp_path: Path, report: Report) -> Path:
    path = tmp_path / "总结.huibao"
    documents.save(report, {}, path)
    return path


@pytest.fixture
def text(tmp_path: Path, sample: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_bytes(sample.read_bytes())
    return path


def opened(qtbot: Any, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)


def saved(qtbot: Any, window: MainWindow) -> None:
    with qtbot.waitSignal(window.files.saved, timeout=5000):
        window.files.save()


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path | None) -> list[str]:
    """The file dialogs answer with ``paths``, in order; returns the files they proposed."""
    left, proposed = list(paths), []

    def get(_parent: object, _title: str, start: str = "", *_more: object, **_options: object) -> tuple[str, str]:
        proposed.append(start)
        path = left.pop(0)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", get)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", get)
    return proposed


def test_without_a_report_only_what_makes_sense_is_offered(window: MainWindow) -> None:
    assert window.action("new").isEnabled()
    assert window.action("open").isEnabled()
    assert not window.action("save").isEnabled()
    assert not window.action("add_entry").isEnabled()
    assert window.windowTitle() == "汇报"


def test_an_opened_report_is_named_and_marked_when_changed(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path
) -> None:
    opened(qtbot, window, file)
    assert window.windowTitle() == "总结.huibao[*] — 汇报"
    assert not window.isWindowModified()
    desk.session.apply(SetText("t1", runs("改")))
    assert window.isWindowModified()
    assert window.action("undo").text() == "撤销“输入”(&U)"
    desk.session.undo()
    assert not window.isWindowModified()
    assert not window.action("undo").isEnabled()
    assert window.action("redo").text() == "重做“输入”(&R)"


def test_a_received_text_is_saved_beside_itself_and_never_over_itself(
    qtbot: Any, window: MainWindow, desk: Desk, text: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    before = text.read_bytes()
    opened(qtbot, window, text)
    target = text.parent / "今年"  # without a suffix: it gets one
    proposed = choose(monkeypatch, target)
    saved(qtbot, window)
    assert proposed == [str(text.parent / documents.proposed_name(desk.session.report))]
    assert desk.session.path == text.parent / "今年.huibao"
    assert documents.open_document(desk.session.path, desk.library).report == desk.session.report
    assert text.read_bytes() == before


def test_an_existing_file_is_overwritten_only_when_that_word_was_chosen(
    qtbot: Any, window: MainWindow, text: Path, file: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    before = file.read_bytes()
    opened(qtbot, window, text)
    asked = answers("取消")
    choose(monkeypatch, file)
    window.files.save()
    assert file.read_bytes() == before
    answers("换一个名称", "覆盖")
    choose(monkeypatch, file, file)
    saved(qtbot, window)
    assert file.read_bytes() != before
    assert len(asked) == 3
    assert all("覆盖" in question for question in asked)


def test_what_cannot_be_read_is_said_and_the_open_report_stays(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path, tmp_path: Path, answers: Answers
) -> None:
    opened(qtbot, window, file)
    before = desk.session.report
    asked = answers()
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    window.files.open_file(broken)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=5000)
    assert "坏.docx" in asked[0] or "损坏" in asked[0]
    assert desk.session.report is before
    assert desk.session.path == file


def test_leaving_unsaved_changes_asks_and_cancel_stays(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path, answers: Answers
) -> None:
    opened(qtbot, window, file)
    desk.session.apply(SetText("t1", runs("改了标题")))
    asked = answers("取消", "不保存")
    assert not window.close()
    assert window.isVisible()
    assert asked == ["《改了标题》有没保存的修改，要保存吗？"]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=1000)
    assert documents.open_document(file, desk.library).report.title == "甲社区2023年工作总结"


def test_save_on_leaving_writes_and_then_closes(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path, answers: Answers
) -> None:
    opened(qtbot, window, file)
    desk.session.apply(SetText("t1", runs("改了标题")))
    answers("保存")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert documents.open_document(file, desk.library).report.title == "改了标题"


def test_a_failed_save_keeps_the_report_and_offers_another_name(
    qtbot: Any,
    window: MainWindow,
    desk: Desk,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
) -> None:
    opened(qtbot, window, file)
    desk.session.apply(SetText("t1", runs("改了标题")))
    file.unlink()
    file.mkdir()  # what stands there can't be written over
    answers("另存为…")
    choose(monkeypatch, tmp_path / "另一个.huibao")
    saved(qtbot, window)
    assert desk.session.path == tmp_path / "另一个.huibao"
    assert desk.session.is_saved


@pytest.mark.parametrize(("choice", "read_only", "has_path"), [("只读打开", True, True), ("打开副本", False, False)])
def test_a_report_that_another_has_open_is_opened_as_chosen(
    qtbot: Any,
    window: MainWindow,
    desk: Desk,
    file: Path,
    answers: Answers,
    choice: str,
    read_only: bool,
    has_path: bool,
) -> None:
    other = locks.take(file)
    asked = answers(choice)
    opened(qtbot, window, file)
    assert "已打开这份报告" in asked[0]
    assert desk.session.read_only is read_only
    assert (desk.session.path == file) is has_path
    assert other.is_ours


def test_a_closed_report_lets_go_of_its_lock(qtbot: Any, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    assert locks.holder(file) is not None
    with qtbot.waitSignal(window.files.closed):
        window.files.close()
    assert locks.holder(file) is None
    assert window.windowTitle() == "汇报"


def test_typing_while_a_file_is_being_read_is_not_lost(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path, text: Path, answers: Answers
) -> None:
    opened(qtbot, window, file)
    asked = answers("取消")
    window.files.open_file(text)
    desk.session.apply(SetText("t1", runs("边开边改")))
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=5000)
    assert desk.session.report.title == "边开边改"
    assert desk.session.path == file


def test_an_unsaved_report_is_recovered_after_a_crash(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huibao.services import computers

    opened(qtbot, window, file)
    desk.session.apply(SetText("t1", runs("没来得及保存")))
    assert window.keep_copy()
    monkeypatch.setattr(computers, "is_running", lambda _pid: False)  # that window is gone
    (found,) = desk.recovery.found()
    assert desk.recovery.load(found).report.title == "没来得及保存"
    assert found.path == file


def test_a_saved_report_leaves_no_copy(qtbot: Any, window: MainWindow, desk: Desk, file: Path) -> None:
    opened(qtbot, window, file)
    desk.session.apply(SetText("t1", runs("改")))
    window.keep_copy()
    saved(qtbot, window)
    assert list(file.parent.glob("recovery/*.huibao")) == []


def test_the_panes_follow_each_other(qtbot: Any, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    window.outline.node_chosen.emit("p2")
    assert window.editor.current_node() == "p2"
    qtbot.waitUntil(lambda: window.outline.current_node() == "p2", timeout=2000)
    window.editor.show_node("m1")
    qtbot.waitUntil(lambda: window.outline.current_node() == "m1", timeout=2000)


def test_the_outline_follows_the_cursor_while_ctrl_is_held(qtbot: Any, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        for node in ("p2", "m1"):
            window.editor.show_node(node)
            qtbot.waitUntil(lambda node=node: window.outline.current_node() == node, timeout=2000)
        assert window.outline.selected_nodes() == ("m1",)
    finally:
        QTest.keyRelease(handle, Qt.Key.Key_Control)


def test_every_visible_action_has_a_tooltip_and_no_shortcut_is_taken_twice(window: MainWindow) -> None:
    shown = [action for action in map(window.action, NAMES) if action.isVisible()]
    assert len(shown) > 30
    assert [action.objectName() for action in shown if not action.toolTip()] == []
    keys = [key.toString() for action in shown for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_the_pages_stand_beside_or_under_the_editor_and_stay_where_they_are_put(
    qtbot: Any, window: MainWindow, desk: Desk, file: Path
) -> None:
    opened(qtbot, window, file)
    live: Any = window.findChild(LivePages)
    window.action("pages").trigger()
    assert live.isVisible()
    live.look("below").trigger()
    assert live.isVisible()
    assert window.action("pages").isChecked()
    window.action("findings").trigger()
    assert live.isVisible()  # both at once: the pages under, the findings beside
    window.action("pages").trigger()
    assert not live.isVisible()
    window.action("pages").trigger()
    live.look("below").trigger()
    assert live.isVisible()
    assert not window.action("findings").isChecked()  # one tab at a time
    window.action("pages").trigger()
    assert not live.isVisible()


def test_a_click_on_a_page_leads_to_its_place(qtbot: Any, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    live: Any = window.findChild(LivePages)
    live.spot_chosen.emit("p3mp", 0)
    assert window.editor.current_node() == "p3"
