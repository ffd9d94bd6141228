"""The dialog for a new table's size."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from huibao.gui import theme


class TableSizeDialog(QDialog):
    """Asks for ``rows`` (1–200) and ``columns`` (1–20)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _spin(3, 200, "行数")
        self._columns = _spin(3, 20, "列数")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        insert = buttons.addButton("插入", QDialogButtonBox.ButtonRole.AcceptRole)

        self.setWindowTitle("插入表格")
        form = QFormLayout()
        form.setSpacing(theme.SPACE_S)
        form.addRow("行数", self._rows)
        form.addRow("列数", self._columns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_L)
        layout.addLayout(form)
        layout.addWidget(buttons)

        insert.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    @property
    def rows(self) -> int:
        """How many rows, the header included."""
        return self._rows.value()

    @property
    def columns(self) -> int:
        """How many columns."""
        return self._columns.value()


def _spin(value: int, most: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setMinimumWidth(120)
    return box
