"""What the dialogs have in common: margins, a row of buttons, tables that are only read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme

_ROW_PX = 30


def lay_out(dialog: QDialog, *widgets: QWidget, accept: str = "", cancel: str = "取消") -> QDialogButtonBox:
    """Widgets one under the other, the last growing, over buttons: ``accept`` (default; "" none) and ``cancel``."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
    layout.setSpacing(theme.SPACE_M)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    buttons = QDialogButtonBox()
    if accept:
        buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
    buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addWidget(buttons)
    return buttons


def quiet_label(text: str) -> QLabel:
    """A line of explanation."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("quiet", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def choice_list(name: str, texts: Sequence[str]) -> QListWidget:
    """A list to pick one text from, in roomy rows."""
    made = QListWidget()
    made.setAccessibleName(name)
    for text in texts:
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(0, _ROW_PX))
        made.addItem(item)
    return made


def read_table(name: str, headings: Sequence[str], rows: Sequence[Sequence[str]], wide: int) -> QTableWidget:
    """A table of texts to look at; column ``wide`` takes the room that is left."""
    table = QTableWidget(len(rows), len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(at, column, item)
    table.resizeColumnsToContents()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table
