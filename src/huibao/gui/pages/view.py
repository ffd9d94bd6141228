"""A scrolling view of composed pages. Only what is visible is painted, by the painter that prints."""

from __future__ import annotations

from collections import OrderedDict
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from huibao.gui import theme
from huibao.layout import Page, Pages, paint_page

Fit = Literal["", "width", "page"]
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_GAP_PX = theme.SPACE_L
_MOST_KEPT = 12
# A picture of a page above this many device pixels is not kept: the visible part is painted each time.
_MOST_PIXELS = 9_000_000
_CLICK_PX = 4


class PagesView(QAbstractScrollArea):
    """Pages under one another, centred, on a grey ground. ``zoom`` 1.0 is the size of paper on this screen.

    Keys: PageUp and PageDown turn pages, Home and End, arrows scroll, + and - (with or without Ctrl) and Ctrl+wheel zoom.
    """

    line_clicked = Signal(str)  # the node whose line was clicked
    page_changed = Signal(int)  # the number of the page that is read now, from 1
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Page, ...] = ()
        self._value: Pages | None = None
        self._tops: list[float] = [0.0]  # in pt, without the gaps
        self._zoom = 1.0
        self._fit: Fit = "width"
        self._current = 0
        self._pressed: QPointF | None = None
        self._kept: OrderedDict[Page, QPixmap] = OrderedDict()

        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown

    def set_pages(self, pages: Pages) -> None:
        """Show ``pages``; the place that is read stays. Pages that are the same objects as before are not painted anew."""
        self._value = pages
        self._pages = pages.pages
        self._tops = list(accumulate((page.height for page in self._pages), initial=0.0))
        known = set(self._pages)
        for page in [page for page in self._kept if page not in known]:
            del self._kept[page]
        self._arrange()
        self._on_scrolled()
        self.viewport().update()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def current_page(self) -> int:
        """The number of the page that is read now, from 1; 0 when there is none."""
        return self._current

    def go_to_page(self, number: int) -> None:
        """Scroll to the top of page ``number`` (the nearest there is)."""
        if self._pages:
            index = min(max(number, 1), len(self._pages)) - 1
            self.verticalScrollBar().setValue(round(self._top_px(index) - _GAP_PX / 2))

    def show_node(self, node: str) -> None:
        """Scroll to where ``node`` begins, if it is printed and not visible already."""
        place = self._value.place_of(node) if self._value else None
        if place is None:
            return
        bar = self.verticalScrollBar()
        y = round(self._top_px(place[0]) + place[1] * self._scale)
        if not bar.value() <= y <= bar.value() + self.viewport().height() * 0.9:
            bar.setValue(round(y - self.viewport().height() / 3))

    # Zoom

    @property
    def zoom(self) -> float:
        """The zoom in use; 1.0 is the size of paper."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a fixed size."""
        self._fit = ""
        self._apply_zoom(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom + 0.005), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom - 0.005), ZOOMS[0]))

    def fit_width(self) -> None:
        """Keep the pages as wide as the view."""
        self._fit = "width"
        self._arrange()

    def fit_page(self) -> None:
        """Keep whole pages in the view, and show the current one."""
        number = self._current
        self._fit = "page"
        self._arrange()
        self.go_to_page(number)

    def _apply_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if abs(zoom - self._zoom) > 1e-4:
            self._kept.clear()
            bar = self.verticalScrollBar()
            index = self._index_at(bar.value())
            within = (bar.value() - self._top_px(index)) / self._scale
            self._zoom = zoom
            self._set_ranges()
            bar.setValue(round(self._top_px(index) + within * self._scale))
            self.zoom_changed.emit(zoom)
        self._set_ranges()
        self.viewport().update()

    # Where things are, in px of the scrolled plane

    @property
    def _scale(self) -> float:
        """px for a pt."""
        return self._zoom * self.logicalDpiY() / 72

    def _top_px(self, index: int) -> float:
        return _GAP_PX + self._tops[index] * self._scale + index * _GAP_PX

    def _index_at(self, y: float) -> int:
        """The page whose top is the last one above ``y``."""
        low, high = 0, len(self._pages)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._top_px(middle) <= y else (low, middle)
        return low

    def _page_rect(self, index: int) -> QRectF:
        """The page in the coordinates of the viewport."""
        page = self._pages[index]
        width = page.width * self._scale
        spare = self.viewport().width() - width
        left = spare / 2 if spare > 2 * _GAP_PX else _GAP_PX - self.horizontalScrollBar().value()
        top = self._top_px(index) - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(width), round(page.height * self._scale))

    def _visible(self) -> range:
        if not self._pages:
            return range(0)
        top = self.verticalScrollBar().value()
        return range(self._index_at(top), self._index_at(top + self.viewport().height()) + 1)

    def _arrange(self) -> None:
        """Zoom as the fit asks, and set the scroll bars."""
        widest = max((page.width for page in self._pages), default=0.0)
        view = self.viewport().size()
        if self._fit and widest and view.width() > 4 * _GAP_PX:
            unit = self.logicalDpiY() / 72
            zoom = (view.width() - 2 * _GAP_PX) / (widest * unit)
            if self._fit == "page":
                tallest = max(page.height for page in self._pages)
                zoom = min(zoom, (view.height() - 2 * _GAP_PX) / (tallest * unit))
            self._apply_zoom(zoom)
        self._set_ranges()
        self.viewport().update()

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        height = self._top_px(len(self._pages)) if self._pages else 0
        width = max((page.width for page in self._pages), default=0.0) * self._scale + 2 * _GAP_PX
        for bar, size, shown in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setRange(0, max(0, round(size) - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(max(16, round(self._scale * 29)))

    def _on_scrolled(self) -> None:
        """Tell which page fills the upper part of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        current = self._index_at(middle) + 1 if self._pages else 0
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, shadow and ink of the visible pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.colours().line))
        for index in self._visible():
            rect = self._page_rect(index)
            if rect.intersects(QRectF(event.rect())):
                painter.fillRect(rect.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 40))
                self._paint_page(painter, self._pages[index], rect)
        painter.end()

    def _paint_page(self, painter: QPainter, page: Page, rect: QRectF) -> None:
        assert self._value is not None
        ratio = self.devicePixelRatioF()
        if rect.width() * rect.height() * ratio * ratio <= _MOST_PIXELS:
            painter.drawPixmap(rect.topLeft(), self._picture(page, rect, ratio))
            return
        painter.save()
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        painter.scale(self._scale, self._scale)
        paint_page(painter, page, self._value)
        painter.restore()

    def _picture(self, page: Page, rect: QRectF, ratio: float) -> QPixmap:
        """The page as a picture, from those kept if it is there."""
        assert self._value is not None
        kept = self._kept.get(page)
        if kept is None or kept.devicePixelRatio() != ratio:
            kept = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.white)
            inner = QPainter(kept)
            inner.scale(self._scale, self._scale)
            paint_page(inner, page, self._value)
            inner.end()
            self._kept[page] = kept
        self._kept.move_to_end(page)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return kept

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit."""
        super().resizeEvent(event)
        self._arrange()
        self._on_scrolled()

    def changeEvent(self, event: QEvent) -> None:
        """A new palette or screen makes kept pictures stale."""
        super().changeEvent(event)
        self._kept.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, scroll, zoom."""
        key = event.key()
        bar = self.verticalScrollBar()
        if key == Qt.Key.Key_PageDown:
            self._turn(1)
        elif key == Qt.Key.Key_PageUp:
            self._turn(-1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        """To the next or previous page; within a page that is taller than the view, by the view first."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        index = self._index_at(bar.value() + _GAP_PX)
        top, bottom = self._top_px(index), self._top_px(index + 1) if self._pages else 0
        step = round(height * 0.9)
        if by > 0 and bottom - bar.value() > height + _GAP_PX:
            bar.setValue(bar.value() + step)
        elif by < 0 and bar.value() - top > _GAP_PX:
            bar.setValue(max(bar.value() - step, round(top - _GAP_PX / 2)))
        else:
            self.go_to_page(index + 1 + by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click may begin."""
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a line tells whose line it is."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() <= _CLICK_PX:
            node = self.node_at(event.position().toPoint())
            if node:
                self.line_clicked.emit(node)

    def node_at(self, point: QPoint) -> str:
        """The node whose text is under ``point`` of the viewport, "" when there is none."""
        for index in self._visible():
            rect = self._page_rect(index)
            if rect.contains(QPointF(point)):
                x, y = (point.x() - rect.left()) / self._scale, (point.y() - rect.top()) / self._scale
                line = self._pages[index].line_at(x, y)
                if line is None:
                    return ""
                span = line.span_at(x)
                return span.node if span and not line.item.table else line.node
        return ""
