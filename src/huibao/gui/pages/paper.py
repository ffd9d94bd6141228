"""Whether a printer reaches all that stands on the pages: no printer prints to the very edge of its paper.

Lengths in pt from the top left corner of the upright paper, unless said otherwise. A page that lies across is turned
counter-clockwise, so that its top is at the paper's left on every page (GB/T 9704-2012, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QTransform

from huibao.layout import Page, Pages
from huibao.layout.blocks import PictureBlock, TableBlock

_MM = 72 / 25.4
# What no eye sees, and what printers round.
_LENIENT_PT = 0.5 * _MM
# How far the page number reaches below the upper edge of its dashes.
_NUMBER_PT = 12.0
_SIDES = ("左边", "上边", "右边", "下边")


@dataclass(frozen=True, slots=True)
class Cut:
    """The printer would cut something off: how many mm at which sides (左边, 上边, 右边, 下边); ``shrunk`` is the share
    to which the pages must shrink for everything to be printed; ``other_paper``: the printer's paper is not that of the
    pages, and its size."""

    sides: tuple[tuple[str, float], ...]
    shrunk: float
    other_paper: str = ""

    @property
    def sentence(self) -> str:
        """What happens, for the user."""
        at = "、".join(f"{side}约 {max(round(mm), 1)} 毫米" for side, mm in self.sides)
        if self.other_paper:
            return f"打印机用的纸是 {self.other_paper}，与页面的大小不同，会裁掉{at}。"
        return f"打印机印不到纸的边缘，这份报告会被裁掉{at}。"


def cut_of(pages: Iterable[Page], of: Pages, printer: QPageLayout) -> Cut | None:
    """What a printer with this page layout would cut off ``pages`` (some of those ``of``); None when nothing."""
    chosen = list(pages)
    ink, area = ink_of(chosen, of), printable(printer)
    if ink.isEmpty():
        return None
    over = (area.left() - ink.left(), area.top() - ink.top(), ink.right() - area.right(), ink.bottom() - area.bottom())
    sides = tuple((side, pt / _MM) for side, pt in zip(_SIDES, over, strict=True) if pt > _LENIENT_PT)
    if not sides:
        return None
    return Cut(sides, _share(ink, area), _other_paper(chosen[0], printer))


def shrinking(pages: Iterable[Page], of: Pages, printer: QPageLayout) -> QTransform:
    """Draws the pages so much smaller that all of their ink is printed; what has room stays where it is."""
    ink, area = ink_of(pages, of), printable(printer)
    share = _share(ink, area)
    x = min(max(ink.left(), area.left()), area.right() - ink.width() * share)
    y = min(max(ink.top(), area.top()), area.bottom() - ink.height() * share)
    moved = QTransform.fromTranslate(-ink.left(), -ink.top()) * QTransform.fromScale(share, share)
    return moved * QTransform.fromTranslate(x, y)


def upright(page: Page) -> QTransform:
    """From the page to upright paper: one that lies across is turned."""
    if page.width <= page.height:
        return QTransform()
    return QTransform().rotate(-90) * QTransform.fromTranslate(0, page.width)


def ink_of(pages: Iterable[Page], of: Pages) -> QRectF:
    """What holds all the ink of ``pages`` on upright paper."""
    found = QRectF()
    for page in pages:
        for one in _inks(page, of):
            found = found.united(upright(page).mapRect(one))
        found = found.united(_number_ink(page, of))
    return found


def printable(printer: QPageLayout) -> QRectF:
    """The part of the paper that a printer reaches, whatever margins are set."""
    layout = QPageLayout(printer)
    layout.setUnits(QPageLayout.Unit.Point)
    return layout.fullRect().marginsRemoved(layout.minimumMargins())


def _inks(page: Page, of: Pages) -> Iterator[QRectF]:
    """The parts of ``page`` that have ink, in its own coordinates."""
    for line in page.lines:
        yield QRectF(line.x, line.y, max(line.width, 0.0), line.height)
    for one in page.slices:
        if isinstance(one.block, TableBlock):
            pieces = one.block.shown(one.start, one.end, one.header)
            edges = [edge for piece in pieces for cell in piece.cells for edge in cell[:2]]
            height = sum(piece.height for piece in pieces)
            yield QRectF(
                page.left + min(edges, default=0), one.y, max(edges, default=0) - min(edges, default=0), height
            )
        elif isinstance(one.block, PictureBlock):
            yield QRectF(page.left + one.block.x, one.y, one.block.width_pt, one.block.extent(one.start, one.end))


def _number_ink(page: Page, of: Pages) -> QRectF:
    """Where the page number stands on upright paper: a page that lies across has it there, too (8)."""
    profile, (_, height) = of.fonts.profile, page.sheet
    if not page.slices or profile.page_number_place == "none" or not profile.page_number_format:
        return QRectF()
    top = height + (profile.page_number_below_mm - profile.bottom_mm) * _MM
    return QRectF(profile.left_mm * _MM, top, 1, _NUMBER_PT)


def _share(ink: QRectF, area: QRectF) -> float:
    return min(1.0, area.width() / ink.width(), area.height() / ink.height())


def _other_paper(page: Page, printer: QPageLayout) -> str:
    """The name and size of the printer's paper when it is smaller than the page's, else ""."""
    paper = printer.fullRect(QPageLayout.Unit.Millimeter).size()
    short, long = sorted((page.width / _MM, page.height / _MM))
    if paper.width() > short - 1 and paper.height() > long - 1:
        return ""
    name = printer.pageSize().name().split(" (")[0]
    return (
        f"{name}（{paper.width():.0f}×{paper.height():.0f} 毫米）"
        if name
        else f"{paper.width():.0f}×{paper.height():.0f} 毫米"
    )
