"""Painting pages: the one painter for screen, printer and PDF. A unit of the painter is a point."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPainter, QPen

from huibao.layout.blocks import PictureBlock, RowPiece, TableBlock, TextBlock
from huibao.layout.fonts import COMPLEX, Style
from huibao.layout.lines import Line, stretches_of
from huibao.layout.pictures import decode
from huibao.layout.strips import make_strip
from huibao.layout.values import Page, Pages, Slice
from huibao.model.kinsoku import INVISIBLE
from huibao.model.profile import Profile
from huibao.model.report import runs

_MM = 72 / 25.4
_NO_INK = re.compile(f"[\t{''.join(sorted(INVISIBLE))}]")
# Characters are placed on a grain that no eye and no printer tells from none: half a twip.
_GRAIN = 40
_FACE, _INDEX = attrgetter("raw"), attrgetter("index")
# The em box of a Han face stands 0.88 em above its baseline and 0.12 em below.
_ASCENT_EM = 0.88
_RULE_PT = 0.5
_UNDERLINE_EM, _UNDERLINE_WEIGHT_EM = 0.14, 0.05
# Where the ink of a one-em dash is above the baseline: the standard measures from there (GB/T 9704-2012, 7.5).
_DASH_EM = 0.38
_FRAME = QColor(0x99, 0x99, 0x99)


class _Points(dict[int, QPointF]):
    """Steps of 1 / ``_GRAIN`` pt from the left → the point there: making one for every character took a sixth of the time."""

    def __missing__(self, step: int) -> QPointF:
        point = self[step] = QPointF(step / _GRAIN, 0.0)
        return point


_POINTS = _Points()


def paint_page(painter: QPainter, page: Page, pages: Pages) -> None:
    """Paint the ink of ``page``, its number included, with its top left corner at the painter's origin.

    The painter must be scaled so that one unit is a point. Its state is left as it was.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QPen(Qt.GlobalColor.black, _RULE_PT))
    for one in page.slices:
        if isinstance(one.block, TextBlock):
            _paint_text(painter, page, one, one.block)
        elif isinstance(one.block, TableBlock):
            _paint_table(painter, page, one, one.block)
        elif isinstance(one.block, PictureBlock):
            _paint_picture(painter, page, one, one.block, pages)
    _paint_number(painter, page, pages)
    painter.restore()


def _paint_text(painter: QPainter, page: Page, one: Slice, block: TextBlock) -> None:
    y = one.y
    for line in block.lines[one.start : one.end]:
        _paint_line(painter, line, page.left, baseline(y, block.pitch_pt, block.size_pt))
        y += block.pitch_pt


def baseline(y: float, height: float, size_pt: float) -> float:
    """The baseline of text of ``size_pt`` centred in a line of ``height`` pt whose top is ``y``."""
    return y + (height - size_pt) / 2 + _ASCENT_EM * size_pt


def _paint_line(painter: QPainter, line: Line, left: float, y: float) -> None:
    """Glyphs of one line, each at its own place, gathered by face."""
    places = line.positions()
    text = line.strip.text
    for stretch, start, end in stretches_of(line):
        shown, spots = text[start:end], [left + x for x in places[start - line.start : end - line.start]]
        if stretch.style.advances.shaped and COMPLEX.search(shown):
            shown, spots = _paint_shaped(painter, stretch.style, shown, spots, y)
        if _NO_INK.search(shown):
            spots = [x for character, x in zip(shown, spots, strict=True) if not _NO_INK.match(character)]
            shown = _NO_INK.sub("", shown)
        _paint_glyphs(painter, stretch.style, shown, spots, y)
        if stretch.underline:
            size = stretch.style.size_pt
            under = y + _UNDERLINE_EM * size
            visible = end if end < line.end else line.start + len(line.text.rstrip())
            if visible > start:
                ends = left + places[start - line.start], left + places[visible - line.start]
                _rule(painter, QLineF(ends[0], under, ends[1], under), _UNDERLINE_WEIGHT_EM * size)


def _paint_shaped(
    painter: QPainter, style: Style, text: str, spots: list[float], y: float
) -> tuple[str, list[float]]:
    """Draw the parts of ``text`` that need shaping, each character at its x in ``spots``; returns the others."""
    rest: list[float] = []
    at = 0
    painter.setFont(style.font)
    for found in COMPLEX.finditer(text):
        rest += spots[at : found.start()]
        painter.drawText(QPointF(spots[found.start()], y), found[0])
        at = found.end()
    return COMPLEX.sub("", text), rest + spots[at:]


def _paint_glyphs(painter: QPainter, style: Style, text: str, spots: list[float], y: float) -> None:
    """Draw ``text`` with each character at its x in ``spots``: a run for each stretch of one face, in the order of reading,
    for that is the order in which a PDF gives the text back."""
    points = [_POINTS[round(x * _GRAIN)] for x in spots]
    origin, run, at = QPointF(0, y), QGlyphRun(), 0
    for raw, same in groupby(map(style.glyphs.__getitem__, text), _FACE):
        indexes = list(map(_INDEX, same))
        run.setRawFont(raw)
        run.setGlyphIndexes(indexes)
        run.setPositions(points[at : at + len(indexes)])
        painter.drawGlyphRun(origin, run)
        at += len(indexes)


def _rule(painter: QPainter, line: QLineF, weight: float = _RULE_PT) -> None:
    pen = painter.pen()
    painter.setPen(QPen(pen.color(), weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(line)
    painter.setPen(pen)


def _paint_table(painter: QPainter, page: Page, one: Slice, block: TableBlock) -> None:
    y = one.y
    shown = block.shown(one.start, one.end, one.header)
    for index, piece in enumerate(shown):
        for cell in piece.lines:
            stretches = cell.line.strip.stretches
            size = stretches[0].style.size_pt if stretches else cell.height
            _paint_line(painter, cell.line, page.left, baseline(y + cell.y, cell.height, size))
        _paint_borders(painter, page.left, y, piece, top=index == 0, bottom=index == len(shown) - 1)
        y += piece.height


def _paint_borders(painter: QPainter, left: float, y: float, piece: RowPiece, *, top: bool, bottom: bool) -> None:
    """The rules around the cells of a slice; ``top`` and ``bottom``: it is the first or last one on its page."""
    for start, end, continues in piece.cells:
        for x in (start, end):
            _rule(painter, QLineF(left + x, y, left + x, y + piece.height))
        if top or (piece.first and not continues):
            _rule(painter, QLineF(left + start, y, left + end, y))
        if bottom:
            _rule(painter, QLineF(left + start, y + piece.height, left + end, y + piece.height))


def _paint_picture(painter: QPainter, page: Page, one: Slice, block: PictureBlock, pages: Pages) -> None:
    target = QRectF(page.left + block.x, one.y, block.width_pt, block.height_pt)
    picture = block.item.picture
    image = _image(pages.pictures.get(picture.sha256, b"")) if picture and not block.words else None
    if image is not None:
        painter.drawImage(target, image)
        return
    painter.save()
    painter.setPen(QPen(_FRAME, _RULE_PT))
    painter.drawRect(target)
    painter.restore()
    size = pages.fonts.style("table").size_pt
    height = block.height_pt / (len(block.words) + 1)
    for index, line in enumerate(block.words):
        _paint_line(painter, line, page.left, baseline(one.y + (index + 0.5) * height, height, size))


@lru_cache(maxsize=4)
def _image(data: bytes) -> QImage | None:
    return decode(data)


def _paint_number(painter: QPainter, page: Page, pages: Pages) -> None:
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
    _paint_line(painter, line, x, y)
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
