"""Icons of one family from ``resources/icons``, drawn in the colours of the look; a missing one is an empty icon."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from huibao import paths
from huibao.gui import theme

_SCALES = (1, 2)
_NAME = "iconName"


@cache
def _source(name: str) -> bytes:
    """The SVG of ``name``, empty when there is none: a window without a picture still works."""
    file = paths.resources() / "icons" / f"{name}.svg"
    return file.read_bytes() if file.is_file() else b""


def icon(name: str) -> QIcon:
    """The icon ``name`` in the text colour, paler where it is disabled."""
    look = theme.colours()
    return _drawn(name, look.text, look.window)


def put(target: QAction | QAbstractButton, name: str) -> None:
    """Give ``target`` the icon ``name``, and again whenever ``redraw`` is called."""
    target.setProperty(_NAME, name)
    target.setIcon(icon(name))


def redraw(root: QObject) -> None:
    """Draw the icons at and below ``root`` in the colours of the look as it is now."""
    for target in (root, *root.findChildren(QObject)):
        name = target.property(_NAME)
        if name and isinstance(target, (QAction, QAbstractButton)):
            target.setIcon(icon(name))


@cache
def _drawn(name: str, colour: str, _under: str) -> QIcon:
    made = QIcon()
    if not _source(name):
        return made
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, theme.ICON_PX, scale), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, colour, theme.ICON_PX, scale, 0.35), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size_px: int, scale: float = 1.0, opacity: float = 1.0) -> QPixmap:
    """The icon ``name`` as a square picture of ``size_px`` at ``scale`` device pixels each; transparent when there is none."""
    made = QPixmap(round(size_px * scale), round(size_px * scale))
    made.fill(Qt.GlobalColor.transparent)
    data = _source(name)
    if data:
        painter = QPainter(made)
        painter.setOpacity(opacity)
        renderer = QSvgRenderer(QByteArray(data.replace(b"currentColor", colour.encode())))
        renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
        painter.end()
    made.setDevicePixelRatio(scale)
    return made


def application_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    if _source("huibao"):
        for size in (16, 24, 32, 48, 64, 128, 256):
            made.addPixmap(pixmap("huibao", "#000000", size))
    return made
