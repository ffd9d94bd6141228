"""Painting pages: the one painter for screen, printer and PDF. A unit of the painter is a point."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from huibao.layout.blocks import PictureBlock, RowPiece, TableBlock, TextBlock
from huibao.layout.hand import RULE_PT, Hand, rule
from huibao.layout.lines import Line
from huibao.layout.pictures import decode
from huibao.layout.strips import make_strip
from huibao.layout.values import Page, Pages, Slice
from huibao.model.profile import Profile
from huibao.model.report import runs

_MM = 72 / 25.4
# The em box of a Han face stands 0.88 em above its baseline and 0.12 em below.
_ASCENT_EM = 0.88
# Where the ink of a one-em dash is above the baseline: the standard measures from there (GB/T 9704-2012, 7.5).
_DASH_EM = 0.38
_FRAME = QColor(0x99, 0x99, 0x99)


def paint_page(painter: QPainter, page: Page, pages: Pages, hand: Hand | None = None) -> None:
    """Paint the ink of ``page``, its number included, with its top left corner at the painter's origin.

    The painter must be scaled so that one unit is a point. Its state is left as it was. Who paints many pages in a row
    gives them one ``hand``.
    """
    hand = hand or Hand()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QPen(Qt.GlobalColor.black, RULE_PT))
    for one in page.slices:
        if isinstance(one.block, TextBlock):
            _paint_text(painter, hand, page, one, one.block)
        elif isinstance(one.block, TableBlock):
            _paint_table(painter, hand, page, one, one.block)
        elif isinstance(one.block, PictureBlock):
            _paint_picture(painter, hand, page, one, one.block, pages)
    _paint_number(painter, hand, page, pages)
    painter.restore()


def _paint_text(painter: QPainter, hand: Hand, page: Page, one: Slice, block: TextBlock) -> None:
    y = one.y
    for line in block.lines[one.start : one.end]:
        hand.write(painter, line, page.left, baseline(y, block.pitch_pt, block.size_pt))
        y += block.pitch_pt


def baseline(y: float, height: float, size_pt: float) -> float:
    """The baseline of text of ``size_pt`` centred in a line of ``height`` pt whose top is ``y``."""
    return y + (height - size_pt) / 2 + _ASCENT_EM * size_pt


def _paint_table(painter: QPainter, hand: Hand, page: Page, one: Slice, block: TableBlock) -> None:
    y = one.y
    shown = block.shown(one.start, one.end, one.header)
    for index, piece in enumerate(shown):
        for cell in piece.lines:
            stretches = cell.line.strip.stretches
            size = stretches[0].style.size_pt if stretches else cell.height
            hand.write(painter, cell.line, page.left, baseline(y + cell.y, cell.height, size))
        _paint_borders(painter, page.left, y, piece, top=index == 0, bottom=index == len(shown) - 1)
        y += piece.height


def _paint_borders(painter: QPainter, left: float, y: float, piece: RowPiece, *, top: bool, bottom: bool) -> None:
    """The rules around the cells of a slice; ``top`` and ``bottom``: it is the first or last one on its page."""
    for start, end, continues in piece.cells:
        for x in (start, end):
            rule(painter, QLineF(left + x, y, left + x, y + piece.height))
        if top or (piece.first and not continues):
            rule(painter, QLineF(left + start, y, left + end, y))
        if bottom:
            rule(painter, QLineF(left + start, y + piece.height, left + end, y + piece.height))


def _paint_picture(painter: QPainter, hand: Hand, page: Page, one: Slice, block: PictureBlock, pages: Pages) -> None:
    target = QRectF(page.left + block.x, one.y, block.width_pt, block.height_pt)
    picture = block.item.picture
    image = _image(pages.pictures.get(picture.sha256, b"")) if picture and not block.words else None
    if image is not None:
        painter.drawImage(target, image)
        return
    painter.save()
    painter.setPen(QPen(_FRAME, RULE_PT))
    painter.drawRect(target)
    painter.restore()
    size = pages.fonts.style("table").size_pt
    height = block.height_pt / (len(block.words) + 1)
    for index, line in enumerate(block.words):
        hand.write(painter, line, page.left, baseline(one.y + (index + 0.5) * height, height, size))


@lru_cache(maxsize=4)
def _image(data: bytes) -> QImage | None:
    return decode(data)


def _paint_number(painter: QPainter, hand: Hand, page: Page, pages: Pages) -> None:
    """The page number, its dashes 7 mm under the type area: odd pages right, even pages left, one character in
    (GB/T 9704-2012, 7.5), or where the profile puts it."""
    profile = pages.fonts.profile
    if profile.page_number_place == "none" or not profile.page_number_format:
        return
    text = profile.page_number_format.replace("{}", str(page.number))
    strip = make_strip(pages.fonts, "", runs(text), "page_number")
    size = pages.fonts.style("page_number").size_pt
    width, height = page.sheet
    line = Line(strip, 0, len(text), 0.0, strip.width(0, len(text)), "left", last=True)
    x = _number_x(profile, page.number, width, line.width, size)
    y = height + (profile.page_number_below_mm - profile.bottom_mm) * _MM + _DASH_EM * size
    painter.save()
    if page.turned:  # the number stays where the upright page has it (8)
        painter.translate(page.width, 0)
        painter.rotate(90)
    hand.write(painter, line, x, y)
    painter.restore()


def _number_x(profile: Profile, number: int, sheet: float, width: float, size: float) -> float:
    """The left edge of a page number of ``width`` pt on a sheet that is ``sheet`` pt wide."""
    margin, area = profile.left_mm * _MM, sheet - (profile.left_mm + profile.right_mm) * _MM
    left, right = margin + size, margin + area - size - width
    place = profile.page_number_place
    if place == "center":
        return margin + (area - width) / 2
    if place in ("left", "right"):
        return left if place == "left" else right
    outside_right = (number % 2 == 1) == (place != "inside")
    return right if outside_right else left
