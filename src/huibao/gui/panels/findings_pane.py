"""The list of what is missing or doubtful; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.review import Finding

_FINDING = Qt.ItemDataRole.UserRole
_FLAGS = Qt.TextFlag.TextWordWrap
Index = QModelIndex | QPersistentModelIndex


class FindingsPane(QWidget):
    """Shows findings, what must be written before what is only advised. ``node_chosen``: the place of one was asked for."""

    node_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._list = QListWidget()
        self._list.setStyleSheet("QListWidget { border: none; border-radius: 0; }")
        self._list.setAccessibleName("待完善的地方")
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = QLabel("没有发现缺漏。\n可以看看“页面”，再导出 Word 或打印。")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("quiet", True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._stack)
        self.setFocusProxy(self._list)

        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; where they are the same as before the list stays as it is."""
        wanted = tuple(findings)
        if wanted == self._findings:
            return
        row = self._list.currentRow()
        self._findings = wanted
        self._list.clear()
        for finding in wanted:
            item = QListWidgetItem(f"{finding.where} {finding.text}".strip())
            item.setData(_FINDING, finding)
            item.setToolTip(finding.fix)
            self._list.addItem(item)
        self._list.setCurrentRow(min(row, len(wanted) - 1))
        self._stack.setCurrentWidget(self._list if wanted else self._empty)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.node_chosen.emit(item.data(_FINDING).node)


class _Delegate(QStyledItemDelegate):
    """A dot (amber: must be written; grey: advice), the place in small, the words, and what to do about it."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        width = option.widget.viewport().width() if option.widget else 240
        return QSize(width, self._heights(index.data(_FINDING), width)[-1])

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        finding, look = index.data(_FINDING), theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if lit else look.hover))
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line if finding.severity == "hint" else look.missing))
        top = option.rect.top() + theme.SPACE_S
        painter.drawEllipse(QPointF(option.rect.left() + 16, top + 9), 3, 3)
        where, text, _ = self._heights(finding, option.rect.width())
        area = QRect(option.rect.left() + 28, top, self._room(option.rect.width()), where)
        painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        painter.setPen(QColor(look.quiet))
        painter.drawText(area, int(_FLAGS), finding.where)
        painter.setFont(theme.ui_font())
        painter.setPen(QColor(look.text))
        painter.drawText(QRect(area.left(), top + where, area.width(), text), int(_FLAGS), finding.text)
        painter.restore()

    def _room(self, width: int) -> int:
        return max(60, width - 28 - theme.SPACE_M)

    def _heights(self, finding: Finding, width: int) -> tuple[int, int, int]:
        """Height of the place, of the text, and of all with its margins, in px."""
        room = QRect(0, 0, self._room(width), 10_000)
        small, usual = QFontMetrics(theme.ui_font(theme.TEXT_SMALL_PX)), QFontMetrics(theme.ui_font())
        where = small.boundingRect(room, int(_FLAGS), finding.where).height() if finding.where else 0
        text = usual.boundingRect(room, int(_FLAGS), finding.text).height()
        return where, text, where + text + 2 * theme.SPACE_S
