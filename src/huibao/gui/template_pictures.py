"""Pictures of what a template begins with: the head of its first page, composed and painted as it would be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from huibao.layout import Composer, Fonts, paint_page
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Report
from huibao.model.starting import start
from huibao.model.template import Template

# One at a time, with room for keys and clicks between: each takes some 50 ms.
_PAUSE_MS = 30
# So much of the margins is left out: in so small a picture the words need the room.
_LESS_MARGIN = 0.7


class TemplatePictures(QObject):
    """Makes pictures of ``size`` px (device-independent) for a screen of ``ratio``, one after the other. ``made``: a
    template's id and its picture, sent once for each that is wanted; ``wanted`` says whether anyone still looks."""

    made = Signal(str, QPixmap)

    def __init__(
        self, profile_of: Callable[[Report], Profile], size: QSize, wanted: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._profile_of, self._size, self._wanted = profile_of, size, wanted
        self._waiting: list[tuple[Template, int, float]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def ask(self, templates: Iterable[Template], year: int, ratio: float) -> None:
        """Make these, in a while; what was asked before and is not made is forgotten."""
        self._waiting = [(template, year, ratio) for template in templates]
        self._timer.start()

    def _next(self) -> None:
        if not self._waiting or not self._wanted():
            return
        template, year, ratio = self._waiting.pop(0)
        self.made.emit(template.id, self._picture(template, year, ratio))
        self._timer.start()

    def _picture(self, template: Template, year: int, ratio: float) -> QPixmap:
        report = start(template, year)
        profile = self._profile_of(report)
        pages = Composer(profile, Fonts(profile), {}).compose(manuscript(report))
        picture = QPixmap(self._size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        if pages.pages:
            page = pages.pages[0]
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            aside = page.left * _LESS_MARGIN
            scale = self._size.width() / (page.width - 2 * aside)
            painter.scale(scale, scale)
            painter.translate(-aside, -aside)
            paint_page(painter, page, pages)
            painter.end()
        return picture
