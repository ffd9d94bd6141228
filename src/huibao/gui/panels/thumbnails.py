"""Small pictures, read at the size they are shown in and kept for the next time."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_WIDTH, _HEIGHT = 280, 200
_MOST = 24


class Thumbnails:
    """Pictures no larger than 280 × 200 px by name; the latest 24 are kept."""

    def __init__(self) -> None:
        self._kept: dict[str, QImage] = {}

    def of(self, name: str, data: bytes) -> QImage:
        """The small picture of ``data``; an empty grey one where it can't be read."""
        image = self._kept.pop(name, None)
        if image is None:
            image = _small(data)
        self._kept[name] = image
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return image


def _small(data: bytes) -> QImage:
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > _WIDTH or size.height() > _HEIGHT):
        reader.setScaledSize(size.scaled(QSize(_WIDTH, _HEIGHT), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        image = QImage(_WIDTH // 2, _HEIGHT // 2, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.lightGray)
    return image
