"""What is dropped on the window: pictures into the text where they fall, other files are opened."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage

from huibao.gui.desk import Desk
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.report import Picture, Report
from huibao.services.documents import Opened


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    path = tmp_path / "小广场.png"
    assert image.save(str(path))
    return path


def dragged(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop(window: MainWindow, data: QMimeData, at: QPoint) -> None:
    action, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at, action, data, button, held)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(at), action, data, button, held))


def over(window: MainWindow, node: str) -> QPoint:
    view: Any = window.findChild(TextView)
    assert view.place(Caret(node))
    return view.viewport().mapTo(window, view.cursorRect().center())  # type: ignore[no-any-return]


def pictures(desk: Desk) -> list[Picture]:
    return [node for node in tree.walk(desk.session.report) if isinstance(node, Picture)]


def test_a_picture_file_stands_under_the_paragraph_it_fell_on(shown: MainWindow, desk: Desk, file: Path) -> None:
    shown.editor.show_node("s2")
    place = over(shown, "p2mp")
    shown.editor.show_place("p1mp", 0)
    drop(shown, dragged(file), place)
    (picture,) = pictures(desk)
    assert picture.alt == "小广场"
    assert desk.session.media[picture.sha256] == file.read_bytes()
    assert tree.parent_of(desk.session.report, picture.id).id == "p2m"


def test_a_picture_out_of_a_browser_too(shown: MainWindow, desk: Desk) -> None:
    data = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data.setImageData(image)
    shown.editor.show_place("s1p", 0)
    drop(shown, data, over(shown, "s1p"))
    assert [picture.extension for picture in pictures(desk)] == ["png"]


def test_a_file_that_is_no_picture_is_told(shown: MainWindow, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_text("no picture", encoding="utf-8")
    said: list[str] = []
    shown.editor.refused.connect(said.append)
    shown.editor.show_place("s1p", 0)
    drop(shown, dragged(tmp_path / "bad.png"), over(shown, "s1p"))
    assert pictures(desk) == []
    assert "图片" in said[0]


def test_another_file_is_opened(
    monkeypatch: pytest.MonkeyPatch, shown: MainWindow, tmp_path: Path, file: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(shown.files, "open_file", lambda path, *_more: opened.append(path))
    drop(shown, dragged(tmp_path / "a.docx", file), QPoint(5, 5))
    assert opened[0] == tmp_path / "a.docx"


def test_without_a_report_a_picture_has_no_place(window: MainWindow) -> None:
    data = QMimeData()
    data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    entering = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering.ignore()
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()
