"""What concerns the whole report, and what is done at the cursor."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from huibao.gui.desk import Desk
from huibao.gui.dialogs.choose import ChooseDialog
from huibao.gui.dialogs.profile_dialog import ProfileDialog
from huibao.gui.dialogs.table_size import TableSizeDialog
from huibao.gui.dialogs.unify import UnifyDialog
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.edits import SetHeading, SetText
from huibao.model.report import Heading, LeftOut, Picture, Report, Table, runs
from huibao.services.documents import Opened

Answers = Callable[..., list[str]]


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


def accept(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], act: Callable[[Any], object] = lambda _: None) -> None:
    """The next dialog of ``kind`` is answered by ``act`` and accepted."""

    def run(dialog: Any) -> int:
        act(dialog)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(kind, "exec", run)


def test_unifying_is_shown_before_it_is_done_and_is_one_step(
    shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.session.apply(SetHeading("s2", Heading(runs("存在问题"), "第二部分 ", 1)))
    before = desk.session.report
    seen: list[int] = []
    accept(monkeypatch, UnifyDialog, lambda dialog: seen.append(dialog.changes))
    shown.action("unify").trigger()
    assert seen == [1]
    assert desk.session.report.sections[1].heading.label == "二、"
    desk.session.undo()
    assert desk.session.report == before


def test_a_report_with_uniform_numbers_is_left_alone(shown: MainWindow, desk: Desk, answers: Answers) -> None:
    asked = answers()
    shown.action("unify").trigger()
    assert "已经是统一的" in asked[0]
    assert not desk.session.done


def test_the_template_follows_undo(shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = desk.library.templates[1]
    accept(monkeypatch, ChooseDialog, lambda dialog: dialog.pick(chosen.id))
    shown.action("template").trigger()
    assert desk.session.template is chosen
    desk.session.undo()
    assert desk.session.template is None
    desk.session.redo()
    assert desk.session.template is chosen


def test_a_received_report_is_read_again_by_the_chosen_template(
    qtbot: Any, window: MainWindow, desk: Desk, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(sample)
    other = next(template for template in desk.library.templates if template.id != desk.session.report.template)
    accept(monkeypatch, ChooseDialog, lambda dialog: dialog.pick(other.id))
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.action("template").trigger()
    assert desk.session.template is other
    assert desk.session.is_saved


def test_the_profile_is_kept_in_the_report(shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(monkeypatch, ProfileDialog, lambda dialog: (dialog.pick("gbt33476"), dialog.accept()))
    shown.action("profile").trigger()
    assert desk.session.report.profile == "gbt33476"


@pytest.mark.parametrize("name", ["sealed", "detached"])
def test_a_mark_of_the_report_is_set_and_follows_undo(shown: MainWindow, desk: Desk, name: str) -> None:
    action = shown.action(name)
    action.trigger()
    assert getattr(desk.session.report, name) is True
    desk.session.undo()
    assert getattr(desk.session.report, name) is False
    assert not action.isChecked()


def test_a_table_is_inserted_in_the_size_asked_for(
    shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.editor.show_node("s1p")
    monkeypatch.setattr(TableSizeDialog, "rows", 4)
    monkeypatch.setattr(TableSizeDialog, "columns", 2)
    accept(monkeypatch, TableSizeDialog)
    shown.action("insert_table").trigger()
    (table,) = (node for node in tree.walk(desk.session.report) if isinstance(node, Table))
    assert [len(row) for row in table.rows] == [2, 2, 2, 2]


def test_a_picture_comes_from_a_file_or_the_clipboard_and_other_files_are_refused(
    qtbot: Any,
    shown: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
) -> None:
    def pictures() -> int:
        return sum(isinstance(node, Picture) for node in tree.walk(desk.session.report))

    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(0)
    file = tmp_path / "图.png"
    image.save(str(file))
    broken = tmp_path / "假.png"
    broken.write_bytes(b"no picture")
    asked = answers()
    shown.editor.show_node("s1p")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    shown.action("insert_picture").trigger()
    assert pictures() == 1
    QApplication.clipboard().setImage(image)
    shown.action("paste_picture").trigger()
    assert pictures() == 2
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    shown.action("insert_picture").trigger()
    assert pictures() == 2
    assert "假.png" in asked[0]


def test_copy_and_undo_belong_to_the_field_that_has_the_focus(qtbot: Any, shown: MainWindow, desk: Desk) -> None:
    desk.session.apply(SetText("t1", runs("改")))
    shown.action("find").trigger()
    box: Any = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "abc")
    shown.action("undo").trigger()
    assert box.text() != "abc"
    assert desk.session.report.title == "改"


def test_what_was_left_out_is_told_and_can_be_looked_at_later(window: MainWindow) -> None:
    from huibao.gui.panels.notice_bar import NoticeBar

    report = Report(left_out=(LeftOut("##tag##", "标记"),))
    window.files.show_opening(Opening(Opened(report, notes=("去掉了 1 处标记。",))))
    notice = window.findChild(NoticeBar)
    assert notice is not None
    assert notice.text == "去掉了 1 处标记。"
    assert window.action("left_out").isEnabled()
    window.files.show_opening(Opening(Opened(Report())))
    assert not window.action("left_out").isEnabled()
    assert notice.text == ""


def test_a_read_only_report_offers_no_edit(window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report, read_only=True)))
    offered = [
        name
        for name in ("add_entry", "remove", "promote", "paste", "unify", "sealed")
        if window.action(name).isEnabled()
    ]
    assert offered == []
    assert window.action("export_docx").isEnabled()
    assert "只读" in window.windowTitle()
