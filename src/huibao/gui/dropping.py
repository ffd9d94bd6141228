"""Pictures dropped into the text: from a folder, a browser, a chat. Other files dropped on the window are opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from huibao.errors import HuibaoError
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor.editor import EditorPane
from huibao.gui.picture_bytes import png
from huibao.services.files import read_file

_ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif")


def pictures_in(data: QMimeData) -> list[Path]:
    """The picture files that are dragged; none when there is any other file among them."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files if files and all(file.suffix.lower() in _ENDINGS for file in files) else []


def accepts(data: QMimeData, editing: bool) -> bool:
    """Whether what is dragged is of use: a file, or, while a report is open for ``editing``, a picture."""
    return any(url.isLocalFile() for url in data.urls()) or (editing and data.hasImage())


def dropped(editor: EditorPane, data: QMimeData, place: QPoint, window: QWidget) -> bool:
    """Put the dropped pictures under the paragraph at ``place`` (in the coordinates of ``window``), or at the cursor where
    they fell beside the text. False when no pictures were dropped."""
    files = pictures_in(data)
    image = data.imageData() if data.hasImage() and not data.urls() else None
    if not files and not isinstance(image, QImage):
        return False
    view = editor.view
    at = view.viewport().mapFrom(window, place)
    if view.viewport().rect().contains(at):
        view.setTextCursor(view.cursorForPosition(at))
    if isinstance(image, QImage):
        editor.structure.insert_picture(png(image), "png")
    for file in files:
        try:
            data_read = read_file(file)
        except HuibaoError as error:
            tell(window, "没有插入", error.message)
            continue
        editor.structure.insert_picture(data_read, file.suffix.lower().lstrip("."), file.stem)
    return True
