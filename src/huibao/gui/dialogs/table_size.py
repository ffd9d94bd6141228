"""The dialog for a new table's size."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QSpinBox, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import lay_out


class TableSizeDialog(QDialog):
    """Asks for ``rows`` (1–200) and ``columns`` (1–20)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _spin(3, 200, "行数")
        self._columns = _spin(3, 20, "列数")
        self.setWindowTitle("插入表格")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.SPACE_S)
        form.addRow("行数", self._rows)
        form.addRow("列数", self._columns)
        fields = QWidget()
        fields.setLayout(form)
        lay_out(self, fields, accept="插入")

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
