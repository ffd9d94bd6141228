"""A scrolling view of composed pages. Only what is visible is painted, by the painter that prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from huibao.gui import theme
from huibao.gui.pages.pictures import PagePictures, changed_bands, paint_shadow
from huibao.gui.pages.plane import Fit, Plane
from huibao.gui.pages.spots import Finder, Spot, spot_at
from huibao.layout import Page, Pages, paint_page

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_GAP_PX = theme.SPACE_L
# A picture of a page above this many device pixels is not kept: the visible part is painted each time.
_MOST_PIXELS = 9_000_000
_CLICK_PX = 4
_MARK_PX = 3


class PagesView(QAbstractScrollArea):
    """Pages under one another or two side by side, centred, on a grey ground. ``zoom`` 1.0 is the size of paper on this
    screen.

    Keys: PageUp and PageDown turn pages, Home and End, arrows scroll, + and - (with or without Ctrl) and Ctrl+wheel zoom.
    """

    line_clicked = Signal(str)  # the node whose line was clicked
    spot_clicked = Signal(object)  # the Spot that was clicked, to the character
    page_changed = Signal(int)  # the number of the page that is read now, from 1
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Page, ...] = ()
        self._value: Pages | None = None
        self._plane = Plane(gap=_GAP_PX)
        self._columns = 1
        self._zoom = 1.0
        self._fit: Fit = "width"
        self._current = 0
        self._pressed: QPointF | None = None
        self._mark: tuple[int, float, float] | None = None
        self._pictures = PagePictures()
        self._finder = Finder()

        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What is shown

    def set_pages(self, pages: Pages) -> None:
        """Show ``pages``; the place that is read stays. Pages that are the same objects as before are not painted anew."""
        before, self._pages = self._pages, pages.pages
        self._value = pages
        self._pictures.renew(self._pages)
        if [(page.width, page.height) for page in before] == [(page.width, page.height) for page in self._pages]:
            self._update_changed(before)
        else:
            self._lay_out()

    def _update_changed(self, before: tuple[Page, ...]) -> None:
        """All pages stand where they stood: what changed of the visible ones is painted, the rest left alone."""
        for index in self._visible():
            if before[index] is not self._pages[index]:
                rect, scale = self._page_rect(index), self._plane.scale_of(index)
                bands = changed_bands(before[index], self._pages[index])
                for top, bottom in bands if bands is not None else [(0.0, self._pages[index].height)]:
                    first, last = floor(rect.top() + top * scale), ceil(rect.top() + bottom * scale)
                    self.viewport().update(floor(rect.left()), first, ceil(rect.width()), last - first)

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
            self.verticalScrollBar().setValue(round(self._plane.top(index) - _GAP_PX / 2))

    def show_node(self, node: str) -> None:
        """Scroll to where ``node`` begins, if it is printed and not visible already."""
        place = self._value.place_of(node) if self._value else None
        if place is not None:
            self._bring_up(place[0], place[1], place[1])

    def show_spot(self, spot: Spot, scroll: bool = True) -> bool:
        """Mark the line that prints ``spot`` and scroll there if it can't be seen; False when it is not printed."""
        found = self._finder.line_of(self._value, spot) if self._value else None
        mark = (found[0], found[1].y, found[1].y + found[1].height) if found else None
        if mark != self._mark:
            self._update_mark()
            self._mark = mark
            self._update_mark()
        if self._mark is not None and scroll:
            self._bring_up(*self._mark)
        return found is not None

    def _update_mark(self) -> None:
        if self._mark is not None and self._mark[0] < len(self._pages):
            self.viewport().update(self._mark_rect(self._mark[0]).toAlignedRect())

    def _bring_up(self, index: int, top: float, bottom: float) -> None:
        """Scroll until the heights ``top``–``bottom`` (pt) of page ``index`` are well inside the view."""
        bar, view = self.verticalScrollBar(), self.viewport()
        box, scale = self._plane.box(index), self._plane.scale_of(index)
        first, last = round(box.top + top * scale), round(box.top + bottom * scale)
        if not bar.value() <= first or last > bar.value() + view.height() * 0.9:
            bar.setValue(round(first - view.height() / 3))
        across = self.horizontalScrollBar()
        if across.maximum() and not across.value() <= box.left + box.width / 2 <= across.value() + view.width():
            across.setValue(round(box.left))

    # Zoom

    @property
    def zoom(self) -> float:
        """The zoom in use; 1.0 is the size of paper."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """Whether pages follow the size of the view: "width", "page", or "" for a fixed zoom."""
        return self._fit

    @property
    def columns(self) -> int:
        """How many pages stand side by side."""
        return self._columns

    def set_columns(self, columns: int) -> None:
        """One page or two side by side; the page that is read stays in sight."""
        number = self._current
        self._columns = columns
        self._lay_out()
        self.go_to_page(number)

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a fixed size, the same for all pages."""
        self._use_fit("")
        self._apply_zoom(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom + 0.005), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom - 0.005), ZOOMS[0]))

    def fit_width(self) -> None:
        """Keep the pages as wide as the view; one that lies across is made smaller by itself."""
        self._use_fit("width")
        self._arrange()

    def fit_page(self) -> None:
        """Keep whole pages in the view, and show the current one."""
        number = self._current
        self._use_fit("page")
        self._arrange()
        self.go_to_page(number)

    def _use_fit(self, fit: Fit) -> None:
        if bool(fit) != bool(self._fit):
            with self._place_kept():
                self._fit = fit
                self._make_plane()
        self._fit = fit

    def _apply_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if abs(zoom - self._zoom) > 1e-4:
            self._pictures.clear()
            with self._place_kept():
                self._zoom = zoom
                self._plane.scale = self._scale
            self.zoom_changed.emit(zoom)
        self._set_ranges()
        self.viewport().update()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """What stood at the top of the view stands there again after the plane has changed."""
        bar = self.verticalScrollBar()
        index = self._plane.index_at(bar.value())
        within = (bar.value() - self._plane.top(index)) / self._plane.scale_of(index)
        yield
        self._set_ranges()
        bar.setValue(round(self._plane.top(index) + within * self._plane.scale_of(index)))

    # Where things are, in px

    @property
    def _scale(self) -> float:
        """px for a pt of a page that is shown at ``zoom``."""
        return self._zoom * self.logicalDpiY() / 72

    def _make_plane(self) -> None:
        sizes = [(page.width, page.height) for page in self._pages]
        self._plane = Plane(sizes, self._columns, _GAP_PX, fitted=bool(self._fit))
        self._plane.scale = self._scale

    def _lay_out(self) -> None:
        self._make_plane()
        self._arrange()
        self._on_scrolled()
        self.viewport().update()

    def _page_rect(self, index: int) -> QRectF:
        """The page in the coordinates of the viewport."""
        box = self._plane.box(index)
        spare = self.viewport().width() - self._plane.width
        left = box.left + (spare / 2 if spare > 0 else -self.horizontalScrollBar().value())
        top = box.top - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(box.width), round(box.height))

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._plane.shown(top, top + self.viewport().height())

    def _arrange(self) -> None:
        """Zoom as the fit asks, and set the scroll bars."""
        if self._fit:
            view = self.viewport().size()
            self._apply_zoom(self._plane.scale_for(self._fit, view.width(), view.height()) / self.logicalDpiY() * 72)
        self._set_ranges()
        self.viewport().update()

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        for bar, size, shown in (
            (self.verticalScrollBar(), self._plane.height, view.height()),
            (self.horizontalScrollBar(), self._plane.width, view.width()),
        ):
            bar.setRange(0, max(0, round(size) - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(max(16, round(self._scale * 29)))

    def _on_scrolled(self) -> None:
        """Tell which page fills the upper part of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        current = self._plane.index_at(middle) + 1 if self._pages else 0
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, shadow and ink of the visible pages."""
        painter = QPainter(self.viewport())
        visible = self._visible()
        desk = event.region()
        for index in visible:
            desk -= QRegion(self._page_rect(index).toAlignedRect().adjusted(1, 1, -1, -1))
        painter.setClipRegion(desk)
        painter.fillRect(desk.boundingRect(), QColor(theme.colours().line))
        painter.setClipping(False)
        for index in visible:
            rect = self._page_rect(index)
            if rect.adjusted(-2, -2, 2, 4).intersects(QRectF(event.rect())):
                paint_shadow(painter, rect)
                self._paint_page(painter, index, rect)
                self._paint_mark(painter, index)
        painter.end()

    def _paint_mark(self, painter: QPainter, index: int) -> None:
        """A thin bar in the margin beside the line that is being written."""
        if self._mark is not None and self._mark[0] == index:
            painter.fillRect(self._mark_rect(index), QColor(theme.LIGHT.accent))

    def _mark_rect(self, index: int) -> QRectF:
        assert self._mark is not None
        _, top, bottom = self._mark
        rect, scale = self._page_rect(index), self._plane.scale_of(index)
        left = rect.left() + self._pages[index].left * scale - 4 * _MARK_PX
        return QRectF(left, rect.top() + top * scale, _MARK_PX, (bottom - top) * scale)

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF) -> None:
        assert self._value is not None
        page, scale = self._pages[index], self._plane.scale_of(index)
        ratio = self.devicePixelRatioF()
        if rect.width() * rect.height() * ratio * ratio <= _MOST_PIXELS:
            size = rect.size().toSize()
            painter.drawPixmap(rect.topLeft(), self._pictures.picture(page, self._value, size, scale, ratio))
            return
        painter.save()
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        paint_page(painter, page, self._value)
        painter.restore()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit."""
        super().resizeEvent(event)
        self._arrange()
        self._on_scrolled()

    def changeEvent(self, event: QEvent) -> None:
        """A new palette or screen makes kept pictures stale."""
        super().changeEvent(event)
        self._pictures.clear()

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
        """To the next or previous row; within pages that are taller than the view, by the view first."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        index = self._plane.index_at(bar.value() + _GAP_PX)
        following = min(index + self._columns, len(self._pages))
        top, bottom = self._plane.top(index), self._plane.top(following) if self._pages else 0
        step = round(height * 0.9)
        if by > 0 and bottom - bar.value() > height + _GAP_PX:
            bar.setValue(bar.value() + step)
        elif by < 0 and bar.value() - top > _GAP_PX:
            bar.setValue(max(bar.value() - step, round(top - _GAP_PX / 2)))
        else:
            self.go_to_page(index + 1 + by * self._columns)

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
            spot = self.spot_at(event.position().toPoint())
            if spot is not None:
                self.line_clicked.emit(spot.node)
                self.spot_clicked.emit(spot)

    def spot_at(self, point: QPoint) -> Spot | None:
        """What is printed under ``point`` of the viewport, to the character; None beside the text."""
        for index in self._visible():
            rect = self._page_rect(index)
            if rect.contains(QPointF(point)):
                at, scale = QPointF(point) - rect.topLeft(), self._plane.scale_of(index)
                return spot_at(self._pages[index], at.x() / scale, at.y() / scale)
        return None

    def node_at(self, point: QPoint) -> str:
        """The node whose text is under ``point`` of the viewport, "" when there is none."""
        spot = self.spot_at(point)
        return spot.node if spot else ""
