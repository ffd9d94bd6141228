"""A text that came out garbled is opened anew in another encoding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from huibao.gui.desk import Desk
from huibao.gui.dialogs.encoding import EncodingDialog
from huibao.gui.main_window import MainWindow
from huibao.model.edits import SetText
from huibao.model.report import runs

TEXT = "關於年度工作的總結\n\n一、主要工作\n做了幾件事。\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "總結.txt"
    path.write_bytes(TEXT.encode("big5"))
    return path


def opened(qtbot: Any, window: MainWindow, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        act()


def test_the_preview_follows_the_encoding_that_is_picked(qtbot: Any) -> None:
    dialog = EncodingDialog("總結.txt", TEXT.encode("big5"))
    qtbot.addWidget(dialog)
    dialog.pick("utf-8")
    assert "\ufffd" in dialog.preview
    dialog.pick("big5hkscs")
    assert dialog.preview == TEXT
    assert dialog.encoding == "big5hkscs"


def test_the_report_is_read_again_as_chosen(
    qtbot: Any, window: MainWindow, desk: Desk, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ["big5hkscs", "gb18030"]

    def run(dialog: Any) -> int:
        dialog.pick(chosen.pop(0))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(EncodingDialog, "exec", run)
    text.write_bytes("关于年度工作的总结\n\n一、主要工作\n做了几件事。\n".encode("gb18030"))
    opened(qtbot, window, lambda: window.files.open_file(text))
    opened(qtbot, window, window.action("reopen").trigger)
    assert desk.session.report.title != "关于年度工作的总结"
    opened(qtbot, window, window.action("reopen").trigger)
    assert desk.session.report.title == "关于年度工作的总结"


def test_changes_are_not_lost_unasked(
    qtbot: Any,
    window: MainWindow,
    desk: Desk,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Callable[..., list[str]],
) -> None:
    received = tmp_path / "去年.txt"
    received.write_bytes(sample.read_bytes())
    opened(qtbot, window, lambda: window.files.open_file(received))
    changed = desk.session.report.front[0].blocks[0].id
    desk.session.apply(SetText(changed, runs("改了")))
    before = desk.session.report
    asked = answers("取消")
    monkeypatch.setattr(EncodingDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    window.action("reopen").trigger()
    qtbot.waitUntil(lambda: bool(asked), timeout=5000)
    assert desk.session.report is before


def test_a_file_that_looks_like_no_text_can_be_read_as_one(
    qtbot: Any, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "短.txt"
    file.write_bytes(TEXT.encode("big5"))

    def run(dialog: Any) -> int:
        dialog.pick("big5hkscs")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(EncodingDialog, "exec", run)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    opened(qtbot, window, window.action("reopen").trigger)
    assert desk.session.report.title == "關於年度工作的總結"
