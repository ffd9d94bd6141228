"""How a row of the outline is painted: number, words, and on the right what is still to be written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QWidget

from huibao.gui import theme
from huibao.gui.outline.model import ROW_ROLE
from huibao.gui.outline.rows import Row
from huibao.yearly.comparing import SHORT

_ROW_PX = 30
_DOT_PX = 6
_BUBBLE_PX = 14
Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Calm rows: sections heavier, stand-in words paler, an amber dot (with the number of them below) where work is left."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        look = theme.colours()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, look, selected)
        area = option.rect.adjusted(theme.SPACE_XS, 0, -theme.SPACE_S, 0)
        area.setRight(self._beside(painter, area, row, look))
        area.setRight(self._length(painter, area, row, look))
        area.setRight(self._mark(painter, area, row, look) - theme.SPACE_S)
        if row.commented:
            area.setRight(self._bubble(painter, area, row.commented, look) - theme.SPACE_XS)
        self._words(painter, area, row, look)
        painter.restore()

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("标题")
        editor.setFrame(True)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, -1, -1))

    def _ground(self, painter: QPainter, option: Any, look: theme.Colours, selected: bool) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if selected else look.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -4, -1), 4, 4)
        if bool(option.state & QStyle.StateFlag.State_HasFocus):
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -4, -1), 4, 4)

    def _beside(self, painter: QPainter, area: QRect, row: Row, look: theme.Colours) -> int:
        """Paint at the right, in a word, what the row is beside last year; returns what is left of the room."""
        if row.mark is None:
            return area.right()
        painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX - 1))
        painter.setPen(QColor(look.quiet))
        width = painter.fontMetrics().horizontalAdvance(SHORT[row.mark])
        room = QRect(area.right() - width, area.top(), width + 1, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, SHORT[row.mark])
        return area.right() - width - theme.SPACE_XS

    def _length(self, painter: QPainter, area: QRect, row: Row, look: theme.Colours) -> int:
        """Paint in amber how far the section's length is from the wished one; returns what is left of the room."""
        if not row.length:
            return area.right()
        painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX - 1))
        painter.setPen(QColor(look.missing))
        width = painter.fontMetrics().horizontalAdvance(row.length)
        room = QRect(area.right() - width, area.top(), width + 1, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.length)
        return area.right() - width - theme.SPACE_S

    def _mark(self, painter: QPainter, area: QRect, row: Row, look: theme.Colours) -> int:
        """Paint the dot and the number of open places at the right; returns where the words must end."""
        if not row.missing and not row.missing_below:
            return area.right()
        right = area.right()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.rows and row.missing_below:
            painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
            painter.setPen(QColor(look.missing))
            text = str(row.missing_below)
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(
                QRect(right - width, area.top(), width + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            right -= width + theme.SPACE_XS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.missing))
        painter.drawEllipse(QPointF(right - _DOT_PX / 2, area.center().y() + 1), _DOT_PX / 2, _DOT_PX / 2)
        return right - _DOT_PX

    def _bubble(self, painter: QPainter, area: QRect, count: int, look: theme.Colours) -> int:
        """Paint a speech bubble with the number of open comments; returns where the words must end."""
        painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX - 1))
        text = str(count)
        width = max(_BUBBLE_PX, painter.fontMetrics().horizontalAdvance(text) + theme.SPACE_S)
        box = QRect(area.right() - width, area.center().y() - _BUBBLE_PX // 2, width, _BUBBLE_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.drawLine(box.left() + 4, box.bottom() + 1, box.left() + 3, box.bottom() + 4)
        painter.drawLine(box.left() + 3, box.bottom() + 4, box.left() + 8, box.bottom() + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.left()

    def _words(self, painter: QPainter, area: QRect, row: Row, look: theme.Colours) -> None:
        heavy = row.kind == "section"
        font = theme.ui_font(bold=heavy)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = area.left() + theme.SPACE_XS
        if row.number:
            painter.setPen(QColor(look.text if heavy else look.quiet))
            width = metrics.horizontalAdvance(row.number)
            painter.drawText(
                QRect(left, area.top(), width + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, row.number
            )
            left += width + (0 if row.number[-1] in "、）)．" else theme.SPACE_XS)
        quiet = row.faint or row.kind in ("front", "end")
        painter.setPen(QColor(look.quiet if quiet else look.text))
        room = QRect(left, area.top(), max(0, area.right() - left), area.height())
        said = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
