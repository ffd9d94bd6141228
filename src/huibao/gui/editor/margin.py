"""Paints what stands around the text: labels, numbers, placeholders, marks for what is missing, the frame of the entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextBlock

from huibao.gui.editor import looks
from huibao.gui.editor.rows import Row
from huibao.gui.editor.sheet import Sheet
from huibao.model.report import Id
from huibao.yearly import Match
from huibao.yearly.comparing import SHORT

BREAK_WORDS = "从这里另起一页"
Rect = Callable[[QTextBlock], QRectF]


class Margin:
    """Paints for one viewport. ``rect`` gives a block's rectangle in viewport coordinates; widths in px."""

    def __init__(self, sheet: Sheet, rect: Rect, colours: Callable[[], looks.Colours]) -> None:
        self._sheet = sheet
        self._rect = rect
        self._colours = colours

    def paint_cards(self, painter: QPainter, visible: range, current: str, width: float) -> None:
        """Under the text: a calm ground behind each entry, and a frame around the one at the cursor."""
        colours = self._colours()
        rows = self._sheet.rows
        at = visible.start
        while at < visible.stop:
            entry = rows[at].entry
            if not entry:
                at += 1
                continue
            first, last = at, at
            while first > 0 and rows[first - 1].entry == entry:
                first -= 1
            while last + 1 < len(rows) and rows[last + 1].entry == entry:
                last += 1
            self._paint_card(painter, first, last, entry == current, colours, width)
            at = last + 1

    def _paint_card(self, painter: QPainter, first: int, last: int, now: bool, colours: looks.Colours, width: float) -> None:
        zoom = self._sheet.zoom
        top = self._rect(self._sheet.block(first))
        bottom = self._rect(self._sheet.block(last))
        # Qt counts a block's top margin outside its rectangle, its bottom margin inside of it.
        height = bottom.bottom() - top.top() + (looks.STRIP + 4) * zoom + 6
        frame = QRectF(12, top.top() - 8, width - 24, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if now else colours.border, 1.5 if now else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush if now else colours.card)
        painter.drawRoundedRect(frame, 6, 6)

    def paint_words(self, painter: QPainter, visible: range, font: QFont, busy: int) -> None:
        """Over the text: labels, numbers, placeholders (not of row ``busy``, which holds a pre-edit), missing marks."""
        colours = self._colours()
        for at in visible:
            row = self._sheet.rows[at]
            if row.kind == "gap":
                continue
            block = self._sheet.block(at)
            rect = self._rect(block)
            line = block.layout().lineAt(0) if block.layout().lineCount() else None
            height = line.height() if line else 24.0
            if row.new_page:
                self._paint_break(painter, rect, font, colours)
            if row.kind != "cell":
                self._paint_gutter(painter, row, rect, height, font, colours)
            if row.placeholder and not row.runs and at != busy:
                self._paint_placeholder(painter, row, block, rect, font, colours)

    def _paint_gutter(
        self, painter: QPainter, row: Row, rect: QRectF, height: float, font: QFont, colours: looks.Colours
    ) -> None:
        zoom = self._sheet.zoom
        gutter = looks.GUTTER * zoom
        small = _sized(font, 12.5 * zoom)
        if row.label:
            painter.setFont(small)
            painter.setPen(colours.label)
            box = QRectF(24 * zoom, rect.top(), gutter - 56 * zoom, height)
            text = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if row.number:
            size, weight, _ = looks.SIZES[row.look]
            number = _sized(font, size * zoom)
            number.setWeight(weight)
            painter.setFont(number)
            painter.setPen(colours.label)
            box = QRectF(0, rect.top(), looks.text_left(zoom) - 8 * zoom, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.number)
        if row.missing:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.missing)
            painter.drawEllipse(QPointF(18 * zoom, rect.top() + height / 2), 3.2 * zoom, 3.2 * zoom)

    def _paint_break(self, painter: QPainter, rect: QRectF, font: QFont, colours: looks.Colours) -> None:
        """A broken line above a row that begins a page."""
        zoom = self._sheet.zoom
        left, right = looks.text_left(zoom), rect.right() - 24
        middle = rect.top() - looks.BREAK * zoom / 2
        painter.setFont(_sized(font, 12 * zoom))
        words = painter.fontMetrics().horizontalAdvance(BREAK_WORDS) + 16 * zoom
        centre = (left + right) / 2
        painter.setPen(QPen(colours.label, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, middle), QPointF(centre - words / 2, middle))
        painter.drawLine(QPointF(centre + words / 2, middle), QPointF(right, middle))
        painter.setPen(colours.label)
        room = QRectF(centre - words / 2, middle - looks.BREAK * zoom / 2, words, looks.BREAK * zoom)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, BREAK_WORDS)

    def _paint_placeholder(
        self, painter: QPainter, row: Row, block: QTextBlock, rect: QRectF, font: QFont, colours: looks.Colours
    ) -> None:
        size, _, _ = looks.SIZES[row.look]
        painter.setFont(_sized(font, min(size, 15) * self._sheet.zoom))
        painter.setPen(colours.accent if row.look == "add" else colours.placeholder)
        left = rect.left() if row.kind == "cell" else looks.text_left(self._sheet.zoom)
        room = QRectF(left + 1, rect.top(), max(40.0, rect.right() - left - 26), max(rect.height(), 22.0))
        centred = row.look in ("title", "caption")
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        line = block.layout().lineAt(0).height() if block.layout().lineCount() else room.height()
        room.setHeight(line)
        text = painter.fontMetrics().elidedText(row.placeholder, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def paint_marks(
        self, painter: QPainter, visible: range, marks: Mapping[Id, Match], font: QFont, width: float
    ) -> None:
        """At the right of the first line of each row, in a word, what it is beside last year; of a table at its first cell."""
        zoom = self._sheet.zoom
        painter.setFont(_sized(font, 11.5 * zoom))
        painter.setPen(self._colours().label)
        for at in visible:
            row = self._sheet.rows[at]
            if row.node in marks and (row.kind != "cell" or row.cell == (0, 0)):
                rect = self._rect(self._sheet.block(at))
                layout = self._sheet.block(at).layout()
                height = layout.lineAt(0).height() if layout.lineCount() else 24.0
                room = QRectF(width - looks.MARK[0], rect.top(), looks.MARK[1], height)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, SHORT[marks[row.node]])

    def paint_comments(self, painter: QPainter, mark: QRectF, still_open: int) -> None:
        """A speech bubble in ``mark``: filled where comments are ``still_open``, an outline where all are settled."""
        colours = self._colours()
        bubble = QPainterPath()
        body = mark.adjusted(1, 2, -1, -4)
        bubble.addRoundedRect(body, 3, 3)
        tail = QPainterPath(QPointF(body.left() + 3, body.bottom() - 1))
        tail.lineTo(body.left() + 3, mark.bottom())
        tail.lineTo(body.left() + 8, body.bottom() - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = bubble.united(tail)
        painter.fillPath(shape, colours.card)  # it stands on the frame of an entry's card
        painter.setPen(QPen(colours.accent if still_open else colours.label, 1.2))
        painter.setBrush(calm(colours.accent, 70) if still_open else Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def paint_summary(self, painter: QPainter, at: int, text: str, font: QFont) -> None:
        """Under row ``at``, the last of its entry: the entry's short fields in a line."""
        rect = self._rect(self._sheet.block(at))
        zoom = self._sheet.zoom
        painter.setFont(_sized(font, 13 * zoom))
        painter.setPen(self._colours().label)
        left = looks.text_left(zoom)
        room = QRectF(left, rect.bottom() + 4 * zoom, rect.right() - left - 32, looks.STRIP * zoom)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _sized(font: QFont, pixels: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(6, round(pixels)))
    made.setWeight(QFont.Weight.Normal)
    return made


def calm(colour: QColor, alpha: int) -> QColor:
    """``colour`` let through by ``alpha`` of 255."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
