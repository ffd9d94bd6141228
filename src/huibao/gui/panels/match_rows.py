"""How a place that was found is drawn in a list: the heading it is under, and the words around it, before and after."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from huibao.gui import theme
from huibao.model.finding import Match

MATCH = Qt.ItemDataRole.UserRole
_BEFORE, _AFTER = 10, 28
_ROW_PX = 48
Index = QModelIndex | QPersistentModelIndex


def context(match: Match) -> tuple[str, str]:
    """Some words before and after ``match``, … where more stands."""
    text = match.text.replace("\n", " ")  # a comment may have lines
    before, after = text[: match.start], text[match.end :]
    return (
        f"…{before[-_BEFORE:]}" if len(before) > _BEFORE else before,
        f"{after[:_AFTER]}…" if len(after) > _AFTER else after,
    )


class MatchDelegate(QStyledItemDelegate):
    """Rows with a tick, the heading in small, the match on a ground. With ``becomes`` (None: nothing is replaced) a match
    that is ticked is struck out, and what it becomes stands behind it."""

    becomes: Callable[[Match], str] | None = None

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(0, _ROW_PX)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        shown: Any = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, option.widget)
        match = index.data(MATCH)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        painter.save()
        self._write(painter, area, match, ticked)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, match: Match, ticked: bool) -> None:
        look = theme.colours()
        area = area.adjusted(theme.SPACE_S, theme.SPACE_XS, -theme.SPACE_XS, 0)
        small = theme.ui_font(theme.TEXT_SMALL_PX)
        painter.setFont(small)
        painter.setPen(look.quiet)
        where = painter.fontMetrics().elidedText(
            match.where or "标题、主送、导语", Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop), where)
        painter.translate(area.left(), area.top() + painter.fontMetrics().height() + 2)
        words = _document(self._html(match, ticked))
        colours: Any = QAbstractTextDocumentLayout.PaintContext()
        colours.palette.setColor(QPalette.ColorRole.Text, look.text)
        painter.setClipRect(QRect(0, 0, area.width(), _ROW_PX))
        words.documentLayout().draw(painter, colours)

    def _html(self, match: Match, ticked: bool) -> str:
        look = theme.colours()
        before, after = (escape(piece) for piece in context(match))
        found = escape(match.found)
        if self.becomes is None or not ticked:
            return f'{before}<b style="background-color: {look.accent_soft}">{found}</b>{after}'
        new = f'<b style="background-color: {look.accent_soft}">{escape(self.becomes(match))}</b>'
        return f'{before}<s style="color: {look.quiet}">{found}</s>{new}{after}'


def _document(html: str) -> QTextDocument:
    made = QTextDocument()
    made.setDefaultFont(theme.ui_font())
    made.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    made.setDefaultTextOption(option)
    made.setHtml(f'<span style="white-space: pre">{html}</span>')
    return made
