"""A Word file that a password opens is opened with it."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtWidgets import QInputDialog

from huibao.gui.desk import Desk
from huibao.gui.main_window import MainWindow
from huibao.model.report import Report


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    document = docx.Document()
    for text in ("关于年度工作的总结", "一、主要工作", "做了几件事。"):
        document.add_paragraph(text)
    plain, out = io.BytesIO(), io.BytesIO()
    document.save(plain)
    OOXMLFile(plain).encrypt("春天", out)
    path = tmp_path / "总结.docx"
    path.write_bytes(out.getvalue())
    return path


def answering(monkeypatch: pytest.MonkeyPatch, *given: tuple[str, bool]) -> list[str]:
    """The dialog answers ``given`` one after the other; returns what it says."""
    said: list[str] = []
    left = list(given)

    def get_text(_parent: object, _title: str, sentence: str, _mode: object) -> tuple[str, bool]:
        said.append(sentence)
        return left.pop(0)

    monkeypatch.setattr(QInputDialog, "getText", get_text)
    return said


def test_a_wrong_password_is_said_and_the_right_one_opens_the_file(
    qtbot: Any, window: MainWindow, desk: Desk, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, ("冬天", True), ("春天", True))
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.files.open_file(locked)
    assert desk.session.report.title == "关于年度工作的总结"
    assert "加了打开密码" in said[0]
    assert "密码不对" in said[1]


def test_last_years_report_is_set_beside_this_ones_with_its_password(
    qtbot: Any, window: MainWindow, desk: Desk, report: Report, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, ("春天", True))
    window.files.restore(report, {}, None, None)
    window._last_year.open_file(locked)
    qtbot.waitUntil(lambda: desk.session.previous is not None, timeout=20_000)
    assert desk.session.previous is not None
    assert desk.session.previous.title == "关于年度工作的总结"
    assert len(said) == 1


def test_giving_up_leaves_everything_as_it_was(
    qtbot: Any, window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, ("", False))
    window.files.open_file(locked)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert not window.files.is_open
