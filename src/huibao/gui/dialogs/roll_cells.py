"""The cells of the page of choices: a choice opens as a list, note and date as a line; what is shown costs no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QTreeWidget,
    QWidget,
)

from huibao.gui import theme

Index = QModelIndex | QPersistentModelIndex
CHOICE, NOTE, DATE = 1, 2, 3
OF_ROW = Qt.ItemDataRole.UserRole + 1
_ROW_PX, _ARROW_PX = 30, 12
_HINTS = {NOTE: "选填", DATE: "如 6月20日"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a row may be chosen to be: value → words. ``noted``: it takes a note and a date too."""

    words: Mapping[str, str]
    name: str
    noted: bool = False

    def takes(self, column: int) -> bool:
        """Whether ``column`` can be changed."""
        return column == CHOICE or (self.noted and column in _HINTS)


class CellTree(QTreeWidget):
    """A tree in which Tab goes from cell to cell that can be changed, along the row first."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        if action not in steps:
            return super().moveCursor(action, modifiers)
        by, at = steps[action], self.currentIndex()
        column = at.column() + by
        while at.isValid():
            while 0 <= column < self.columnCount():
                found = at.siblingAtColumn(column)
                if _choices(found) is not None:
                    return found
                column += by
            at = self.indexBelow(at) if by > 0 else self.indexAbove(at)
            column = CHOICE if by > 0 else DATE
        return self.currentIndex()


class CellDelegate(QStyledItemDelegate):
    """Opens what the row's ``Choices`` say; a choice shows an arrow."""

    def sizeHint(self, option: Any, index: Index) -> Any:
        size = super().sizeHint(option, index)
        size.setHeight(_ROW_PX)
        return size

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        if _choices(index) is not None and index.column() == CHOICE:
            arrow: Any = QStyleOption()
            arrow.rect = QRect(
                option.rect.right() - _ARROW_PX - theme.SPACE_XS, option.rect.top(), _ARROW_PX, option.rect.height()
            )
            arrow.palette = option.palette
            arrow.state = QStyle.StateFlag.State_Enabled
            style = option.widget.style() if option.widget else QApplication.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter, option.widget)

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> Any:
        held = _choices(index)
        if held is None:
            return None
        if index.column() == CHOICE:
            box = QComboBox(parent)
            box.setAccessibleName(held.name)
            for value, words in held.words.items():
                box.addItem(words, value)
            box.activated.connect(lambda _at: self._take(box))
            QTimer.singleShot(0, box, box.showPopup)
            return box
        line = QLineEdit(parent)
        line.setAccessibleName(f"{held.name}：{'说明' if index.column() == NOTE else '日期'}")
        line.setPlaceholderText(_HINTS[index.column()])
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(index.data()))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, " ".join(editor.text().split()))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """A list that opens takes the focus from its box: that is no end of editing."""
        if isinstance(editor, QComboBox) and event.type() == QEvent.Type.FocusOut and editor.view().isVisible():
            return False
        return super().eventFilter(editor, event)

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def _choices(index: Index) -> Choices | None:
    """What the row may be chosen to be, None where the cell at ``index`` can't be changed."""
    held = index.sibling(index.row(), 0).data(OF_ROW)
    return held if isinstance(held, Choices) and held.takes(index.column()) else None
