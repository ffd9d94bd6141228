"""How a comment is drawn in the list: place, who and when, the words it is about, what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from huibao.gui import theme
from huibao.model.report import Comment

COMMENT = Qt.ItemDataRole.UserRole
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_LEFT, _TOP = theme.SPACE_L, theme.SPACE_S
_LEAST = 60
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment, and the name of the place it stands at."""

    comment: Comment
    where: str

    @property
    def said(self) -> str:
        """All of it in words, for screen readers and tips."""
        comment = self.comment
        done = "已解决" if comment.resolved else ""
        quote = f"“{comment.quote}”" if comment.quote else ""
        return "\n".join(filter(None, (self.where, self.signed, quote, comment.text, done)))

    @property
    def signed(self) -> str:
        """Who wrote it, and when."""
        return "　".join(filter(None, (self.comment.author, self.comment.date.replace("T", " ")[:16])))


class CommentDelegate(QStyledItemDelegate):
    """A line at the left, of the accent's colour while the comment is open."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        width = option.widget.viewport().width() if option.widget else 240
        pieces = self._pieces(index.data(COMMENT))
        return QSize(width, sum(_height(text, font, width) for text, font, _ in pieces) + 2 * _TOP)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row, look = index.data(COMMENT), theme.colours()
        painter.save()
        self._ground(painter, option, look)
        rect = option.rect
        painter.fillRect(
            QRect(rect.left() + theme.SPACE_S, rect.top() + _TOP, 3, rect.height() - 2 * _TOP),
            QColor(look.line if row.comment.resolved else look.accent),
        )
        top = rect.top() + _TOP
        for text, font, quiet in self._pieces(row):
            height = _height(text, font, rect.width())
            painter.setFont(font)
            painter.setPen(QColor(look.quiet if quiet or row.comment.resolved else look.text))
            painter.drawText(QRect(rect.left() + _LEFT, top, _room(rect.width()), height), _WRAP, text)
            top += height
        painter.restore()

    def _ground(self, painter: QPainter, option: Any, look: theme.Colours) -> None:
        lit = option.state & QStyle.StateFlag.State_Selected
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if lit else look.hover))
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 4, 4)

    def _pieces(self, row: CommentRow) -> list[tuple[str, QFont, bool]]:
        """The lines from the top: text, font, whether it is pale."""
        small = theme.ui_font(theme.TEXT_SMALL_PX)
        quote = row.comment.quote
        about = f"{row.where}　“{quote if len(quote) <= 24 else quote[:24] + '…'}”" if quote else row.where
        signed = "　".join(filter(None, (row.signed, "已解决" if row.comment.resolved else "")))
        pieces = [(about, small, True), (row.comment.text, theme.ui_font(), False), (signed, small, True)]
        return [piece for piece in pieces if piece[0]]


def _room(width: int) -> int:
    return max(_LEAST, width - _LEFT - theme.SPACE_M)


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, _room(width), 10_000), _WRAP, text).height() + 2
