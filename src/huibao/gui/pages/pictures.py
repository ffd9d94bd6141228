"""Pages as pictures, kept while they may be shown again; after an edit only the lines that changed are painted anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from huibao.layout import Page, Pages, paint_page

# So many pages are kept at most, and fewer of large ones: 16 million pixels are 64 MB.
_MOST_KEPT = 12
_MOST_PIXELS = 16_000_000


class PagePictures:
    """Pictures of pages at one zoom. A page is known by identity: what did not change is the same object."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Page, QPixmap] = OrderedDict()
        # Pages that took the place of one whose picture is at hand.
        self._former: dict[Page, tuple[Page, QPixmap]] = {}

    def clear(self) -> None:
        """Another scale or look: nothing helps any more."""
        self._kept.clear()
        self._former.clear()

    def renew(self, pages: Sequence[Page]) -> None:
        """``pages`` are shown from now on; pictures of others are kept only to make theirs from."""
        former: dict[Page, tuple[Page, QPixmap]] = {}
        for old in list(self._kept):
            new = pages[old.number - 1] if old.number <= len(pages) else None
            if new is not old:
                picture = self._kept.pop(old)
                if new is not None:
                    former[new] = (old, picture)
        self._former = former

    def picture(self, page: Page, pages: Pages, size: QSize, scale: float, ratio: float) -> QPixmap:
        """``page`` of ``pages`` as a picture of ``size`` px; ``scale`` px a point, ``ratio`` device pixels a px."""
        kept = self._kept.get(page)
        former = self._former.pop(page, None)
        if kept is None or not _is_of(kept, size, ratio):
            of_use = former is not None and _is_of(former[1], size, ratio)
            kept = _patched(*former, page, pages, scale) if former and of_use else None
            self._kept[page] = kept or _painted(page, pages, size, scale, ratio)
        self._kept.move_to_end(page)
        while len(self._kept) > 2 and (len(self._kept) > _MOST_KEPT or self._pixels > _MOST_PIXELS):
            self._kept.popitem(last=False)
        return self._kept[page]

    @property
    def _pixels(self) -> int:
        return sum(kept.width() * kept.height() for kept in self._kept.values())


def _pixels_of(size: QSize, ratio: float) -> QSize:
    return QSize(round(size.width() * ratio), round(size.height() * ratio))


def _is_of(picture: QPixmap, size: QSize, ratio: float) -> bool:
    """Whether it was painted at this size: a page that lies across changes its own when upright ones come beside it."""
    return picture.devicePixelRatio() == ratio and picture.size() == _pixels_of(size, ratio)


def _painted(page: Page, pages: Pages, size: QSize, scale: float, ratio: float) -> QPixmap:
    """The page, painted whole."""
    made = QPixmap(_pixels_of(size, ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.scale(scale, scale)
    paint_page(painter, page, pages)
    painter.end()
    return made


def _patched(old: Page, picture: QPixmap, page: Page, pages: Pages, scale: float) -> QPixmap | None:
    """``picture`` of ``old`` with the lines painted anew that ``page`` has otherwise; None where that would not do."""
    bands = changed_bands(old, page)
    if bands is None:
        return None
    region = QRegion()
    for top, bottom in bands:
        first, last = floor(top * scale), ceil(bottom * scale)
        region += QRect(0, first, ceil(page.width * scale), last - first)
    same = set(old.slices)
    painter = QPainter(picture)
    painter.setClipRegion(region)
    painter.fillRect(region.boundingRect(), Qt.GlobalColor.white)
    painter.scale(scale, scale)
    paint_page(painter, replace(page, slices=tuple(one for one in page.slices if one not in same)), pages)
    painter.end()
    return picture


def changed_bands(old: Page, new: Page) -> list[tuple[float, float]] | None:
    """Tops and bottoms in pt of what differs between two pages; None where the whole page may differ: another number or
    size, rules of tables that reach beyond their rows, or hardly anything the same."""
    if (old.number, old.width, old.height, old.left) != (new.number, new.width, new.height, new.left):
        return None
    if any(one.block.item.role in ("table", "picture") for one in (*old.slices, *new.slices)):
        return None
    same = set(old.slices) & set(new.slices)
    stale = [one for one in (*old.slices, *new.slices) if one not in same]
    if len(stale) > len(new.slices):
        return None
    return [(one.y, one.y + one.block.extent(one.start, one.end)) for one in stale]


def paint_shadow(painter: QPainter, rect: QRectF) -> None:
    """What is seen of a shadow under the paper at ``rect``: a rim of it, for shading all of it takes a millisecond."""
    shade, around = QColor(0, 0, 0, 40), rect.translated(0, 2).adjusted(-1, -1, 1, 1)
    painter.fillRect(QRectF(around.left(), around.top(), 2, around.height()), shade)
    painter.fillRect(QRectF(around.right() - 2, around.top(), 2, around.height()), shade)
    painter.fillRect(
        QRectF(around.left() + 2, rect.bottom() - 1, around.width() - 4, around.bottom() - rect.bottom() + 1), shade
    )
