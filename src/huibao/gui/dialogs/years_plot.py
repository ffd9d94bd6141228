"""A small plot: for each year how many problems were new, still open, back again and closed, one bar upon the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from huibao.gui import theme
from huibao.yearly import Line
from huibao.yearly.over_years import STATES, State

_ORDER: tuple[State, ...] = ("closed", "new", "open", "back")
_LIGHT: dict[State, str] = {"closed": "#3f8f5b", "new": "#3c74c4", "open": "#c08a1e", "back": "#b3423a"}
_DARK: dict[State, str] = {"closed": "#6fbf8b", "new": "#7fa8e8", "open": "#e0b050", "back": "#e58880"}
_LEGEND_PX, _AXIS_PX, _BAR_PX = 24, 22, 46


class YearsPlot(QWidget):
    """The bars of ``show_lines``; its accessible description says them in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[tuple[int, Counter[State]], ...] = ()
        self.setAccessibleName("历年问题的柱形图")
        self.setMinimumHeight(150)

    def sizeHint(self) -> QSize:
        return QSize(480, 160)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Count the states of each year, and show them."""
        counts: dict[int, Counter[State]] = {}
        for line in lines:
            for cell in line.years:
                counts.setdefault(cell.year, Counter())[cell.state] += 1
        self._counts = tuple(sorted(counts.items()))
        said = (f"{year}年：" + "，".join(f"{STATES[s]} {found[s]} 个" for s in _ORDER if found[s]) for year, found in self._counts)
        self.setAccessibleDescription("；".join(said))
        self.setVisible(bool(self._counts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self.palette().base().color().lightness() < 128
        colours = {state: QColor(code) for state, code in (_DARK if dark else _LIGHT).items()}
        self._paint_legend(painter, colours)
        most = max((sum(found[state] for state in _ORDER) for _, found in self._counts), default=0)
        room = self.height() - _LEGEND_PX - _AXIS_PX
        step = self.width() / max(1, len(self._counts))
        for at, (year, found) in enumerate(self._counts):
            middle = step * (at + 0.5)
            self._paint_bar(painter, middle, room, most, found, colours)
            painter.setPen(self.palette().text().color())
            foot = QRectF(middle - step / 2, self.height() - _AXIS_PX, step, _AXIS_PX)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"{year}年")
        painter.end()

    def _paint_bar(
        self, painter: QPainter, middle: float, room: float, most: int, found: Counter[State], colours: dict[State, QColor]
    ) -> None:
        bottom = float(_LEGEND_PX + room)
        base = self.palette().base().color()
        for state in _ORDER:
            if not found[state]:
                continue
            height = room * found[state] / most
            piece = QRectF(middle - _BAR_PX / 2, bottom - height, _BAR_PX, height)
            painter.fillRect(piece, colours[state])
            if height > painter.fontMetrics().height():
                painter.setPen(base)
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, str(found[state]))
            bottom -= height

    def _paint_legend(self, painter: QPainter, colours: dict[State, QColor]) -> None:
        left = 4.0
        for state in _ORDER:
            painter.fillRect(QRectF(left, 7, 10, 10), colours[state])
            painter.setPen(self.palette().text().color())
            width = painter.fontMetrics().horizontalAdvance(STATES[state]) + theme.SPACE_S
            painter.drawText(QRectF(left + 15, 0, width, _LEGEND_PX), Qt.AlignmentFlag.AlignVCenter, STATES[state])
            left += 15 + width + theme.SPACE_M
