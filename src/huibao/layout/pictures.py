"""Pictures scaled to the type area."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from huibao.layout.blocks import PictureBlock
from huibao.layout.fonts import Fonts
from huibao.layout.lines import break_lines
from huibao.layout.strips import make_strip
from huibao.model.manuscript import Item
from huibao.model.picture_size import natural_size
from huibao.model.profile import PICTURE_ROOM_PT
from huibao.model.report import Picture, runs

_MM = 72 / 25.4
_DEFAULT_DPI = 96.0
_FRAME_LINES = 3
_PAD_PT = 6.0


def picture_block(item: Item, fonts: Fonts, width: float, height: float, data: bytes) -> PictureBlock:
    """The picture of ``item`` centred (or aligned as the item says) in ``width`` × ``height`` pt, never larger than
    that. A picture that is missing or can't be decoded is a frame with its alternative text."""
    picture = item.picture
    assert picture is not None
    natural = _natural(data)
    if natural is None:
        return _frame(item, picture, fonts, width)
    wide, high = _wanted(picture, natural)
    scale = min(1.0, width / wide, (height - 2 * PICTURE_ROOM_PT) / high)
    wide, high = wide * scale, high * scale
    free = width - wide
    left = {"left": 0.0, "right": free}.get(item.align, free / 2)
    return PictureBlock(item, wide, high, left)


def _natural(data: bytes) -> tuple[float, float] | None:
    """Width and height in pt by the picture's own word, or by its pixels; None when Qt can't show it."""
    image = decode(data)
    if image is None:
        return None
    stored = natural_size(data)
    wide, high = stored if stored else (image.width() / _DEFAULT_DPI * 25.4, image.height() / _DEFAULT_DPI * 25.4)
    if (wide > high) != (image.width() > image.height()):  # turned, as its EXIF says
        wide, high = high, wide
    return wide * _MM, high * _MM


def decode(data: bytes) -> QImage | None:
    """The picture in ``data``, turned as its EXIF says; None when it is no picture that Qt reads (or over 256 MB)."""
    if not data:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    return None if image.isNull() else image


def _wanted(picture: Picture, natural: tuple[float, float]) -> tuple[float, float]:
    wide, high = picture.width_mm * _MM, picture.height_mm * _MM
    if wide > 0 and high > 0:
        return wide, high
    if wide > 0:
        return wide, wide * natural[1] / natural[0]
    if high > 0:
        return high * natural[0] / natural[1], high
    return natural


def _frame(item: Item, picture: Picture, fonts: Fonts, width: float) -> PictureBlock:
    words = f"（图片无法显示：{picture.alt}）" if picture.alt else "（图片无法显示）"
    strip = make_strip(fonts, "", runs(words), "table")
    lines = break_lines(strip, (_PAD_PT, width - 2 * _PAD_PT), (_PAD_PT, width - 2 * _PAD_PT), fonts.profile.breaking)
    pitch = fonts.profile.pitch_pt
    shown = lines[:_FRAME_LINES]
    for line in shown:
        line.align = "center"
    return PictureBlock(item, width, pitch * max(len(shown), 1) + 2 * _PAD_PT, 0.0, shown)
