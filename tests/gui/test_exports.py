"""Export: where to, what when it can't be, and what next."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from huibao.gui.desk import Desk
from huibao.gui.export_flow import copy_file
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.model.edits import AddComment
from huibao.model.report import Comment, Report
from huibao.services.documents import Opened

Answers = Callable[..., list[str]]


@pytest.fixture
def notice(window: MainWindow) -> NoticeBar:
    found = window.findChild(NoticeBar)
    assert found is not None
    return found


@pytest.fixture
def shown(window: MainWindow, report: Report, tmp_path: Path) -> MainWindow:
    """The window with a report that came from a file in ``tmp_path``."""
    window.files.show_opening(Opening(Opened(report, source=tmp_path / "去年.docx")))
    return window


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path | None) -> list[str]:
    left, proposed = list(paths), []

    def get(_parent: object, _title: str, start: str, *_more: object, **_options: object) -> tuple[str, str]:
        proposed.append(start)
        path = left.pop(0)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", get)
    return proposed


@pytest.mark.parametrize(
    ("kind", "begins"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF"), ("xlsx", b"PK\x03\x04"), ("txt", "甲".encode())]
)
def test_every_kind_is_written_off_the_windows_thread_and_said_with_next_steps(
    qtbot: Any,
    shown: MainWindow,
    notice: NoticeBar,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    begins: bytes,
) -> None:
    target = tmp_path / f"今年.{kind}"
    proposed = choose(monkeypatch, target.with_suffix(""))
    shown.action(f"export_{kind}").trigger()
    qtbot.waitUntil(lambda: "今年" in notice.text, timeout=10_000)
    data = target.read_bytes()
    assert begins in data[:8]
    assert proposed == [str(tmp_path / f"甲社区2023年工作总结.{kind}")]
    offers = [button.text() for button in notice.findChildren(QPushButton)]
    assert offers == ["打开", "打开所在文件夹", "复制文件"]


def test_a_file_open_in_wps_is_left_alone_and_another_name_offered(
    qtbot: Any,
    shown: MainWindow,
    notice: NoticeBar,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
) -> None:
    target = tmp_path / "今年.docx"
    target.write_bytes(b"old")
    (tmp_path / f".~lock.{target.name}#").write_text("张三,zhang,pc,,;", "utf-8")
    asked = answers("覆盖", "换一个名称")
    other = tmp_path / "另一个.docx"
    proposed = choose(monkeypatch, target, other)
    shown.action("export_docx").trigger()
    qtbot.waitUntil(lambda: "另一个" in notice.text, timeout=10_000)
    assert "张三" in asked[1]
    assert target.read_bytes() == b"old"
    assert proposed[1] == str(tmp_path / "今年（2）.docx")
    assert other.read_bytes()[:2] == b"PK"


def test_the_received_file_is_never_written_over_by_an_export(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    received = tmp_path / "去年.docx"
    received.write_bytes(b"as it came")
    asked = answers("覆盖", "知道了")
    choose(monkeypatch, received, None)
    shown.action("export_docx").trigger()
    assert received.read_bytes() == b"as it came"
    assert "不能覆盖" in asked[1]


def test_what_was_exported_is_the_report_at_that_moment(
    qtbot: Any, shown: MainWindow, desk: Desk, notice: NoticeBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huibao.model.edits import SetText
    from huibao.model.report import runs

    target = tmp_path / "今年.txt"
    choose(monkeypatch, target)
    shown.action("export_txt").trigger()
    desk.session.apply(SetText("t1", runs("后来改的标题")))
    qtbot.waitUntil(lambda: "今年" in notice.text, timeout=10_000)
    assert "后来改的标题" not in target.read_text("utf-8-sig")


def test_a_copied_file_can_be_pasted_as_a_file(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "今年 工作.docx"
    copy_file(path)
    data = QApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in data.urls()] == [str(path)]
    assert bytes(data.data("x-special/gnome-copied-files").data()).startswith(b"copy\nfile:///")


def test_the_preview_shows_the_pages_of_the_report_as_it_is(
    qtbot: Any, shown: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huibao.gui.pages.preview import PreviewDialog

    seen: list[int] = []
    monkeypatch.setattr(PreviewDialog, "exec", lambda dialog: seen.append(dialog.view.page_count))
    shown.action("preview").trigger()
    qtbot.waitUntil(lambda: seen == [1], timeout=10_000)


@pytest.mark.parametrize(("answer", "has_them"), [("带上批注", True), ("不带批注", False), ("取消", None)])
def test_where_there_are_comments_it_is_asked_whether_word_is_to_have_them(
    qtbot: Any,
    shown: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    answer: str,
    has_them: bool | None,
) -> None:
    desk.session.apply(AddComment(Comment("c1", "p1", "有依据吗？", "张三")))
    target = tmp_path / "送审.docx"
    choose(monkeypatch, target)
    asked = answers(answer)
    shown.action("export_docx").trigger()
    assert "1 条批注" in asked[0]
    if has_them is None:
        assert not target.exists()
        return
    qtbot.waitUntil(target.exists, timeout=10_000)
    with zipfile.ZipFile(target) as package:
        assert ("word/comments.xml" in package.namelist()) == has_them
    assert desk.settings.get("export_comments", None) is has_them


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_no_other_kind_has_comments_or_asks(
    qtbot: Any, shown: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers, kind: str
) -> None:
    desk.session.apply(AddComment(Comment("c1", "p1", "有依据吗？", "张三")))
    target = tmp_path / f"上报.{kind}"
    choose(monkeypatch, target)
    asked = answers()
    shown.action(f"export_{kind}").trigger()
    qtbot.waitUntil(target.exists, timeout=10_000)
    assert asked == []
    assert "依据" not in (pdf_text(target) if kind == "pdf" else target.read_text("utf-8"))


def pdf_text(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)
