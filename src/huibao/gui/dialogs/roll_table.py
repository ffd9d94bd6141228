"""A table of changes that can be ticked, with the words of the current one in full below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label

_DETAIL_PX = 84
_ELIDED = 40  # characters of a cell


@dataclass(frozen=True, slots=True)
class TickRow:
    """A row: its cells, the words below the table when it is the current one; ``tickable`` False: it is only told."""

    cells: tuple[str, ...]
    detail: str
    ticked: bool = True
    tickable: bool = True


class TickTable(QWidget):
    """Rows with a tick each. ``ticked`` are the indices of those that are ticked; ``ticks_changed``: they are others now;
    ``row_chosen``: that row was clicked twice."""

    ticks_changed = Signal()
    row_chosen = Signal(int)

    def __init__(
        self, told: str, headings: Sequence[str], wide: Sequence[int], empty: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[TickRow, ...] = ()
        self._table = QTableWidget(0, len(headings))
        self._table.setHorizontalHeaderLabels(list(headings))
        self._table.setAccessibleName(told)
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._wide = wide
        self._detail = QLabel()
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setMinimumHeight(_DETAIL_PX)
        self._told = quiet_label(told)
        self._empty = quiet_label(empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = quiet_label("")
        self._all, self._none = QPushButton("全部勾选"), QPushButton("全部不勾")
        self._lay_out()
        self._all.clicked.connect(lambda _=False: self.tick_all(True))
        self._none.clicked.connect(lambda _=False: self.tick_all(False))
        self._table.itemChanged.connect(self._on_item)
        self._table.cellDoubleClicked.connect(lambda row, _column: self.row_chosen.emit(row))
        self._table.currentCellChanged.connect(lambda row, *_more: self._show_detail(row))

    def _lay_out(self) -> None:
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_S)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._all)
        head.addWidget(self._none)
        inner.addLayout(head)
        inner.addWidget(self._table, 1)
        inner.addWidget(self._detail)
        self._stack = QStackedLayout()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self._told)
        layout.addLayout(self._stack, 1)

    def show_rows(self, rows: Sequence[TickRow]) -> None:
        """Show these."""
        self._rows = ()  # while it is being filled nothing is said
        self._table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row.cells):
                item = QTableWidgetItem(text if len(text) <= _ELIDED else text[:_ELIDED] + "…")
                item.setToolTip(text)
                if column == 0 and row.tickable:
                    item.setCheckState(Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked)
                self._table.setItem(at, column, item)
        self._rows = tuple(rows)
        self._table.resizeColumnsToContents()
        for column in self._wide:
            self._table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self._table.setCurrentCell(0, 0)
            self._show_detail(0)
        self._say_count()

    @property
    def ticked(self) -> tuple[int, ...]:
        """Indices of the rows that are ticked."""
        return tuple(at for at, row in enumerate(self._rows) if row.tickable and self._is_ticked(at))

    @property
    def current(self) -> int:
        """The current row, -1 for none."""
        return self._table.currentRow()

    def tick(self, at: int, on: bool) -> None:
        """Tick the row ``at``, or no longer."""
        self._first(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _is_ticked(self, at: int) -> bool:
        return self._first(at).checkState() == Qt.CheckState.Checked

    def _first(self, at: int) -> QTableWidgetItem:
        """The cell of the row ``at`` that has the tick; every shown row has one."""
        item = self._table.item(at, 0)
        if item is None:
            raise IndexError(at)
        return item

    def tick_all(self, on: bool) -> None:
        """Tick every row that can be, or none."""
        rows, self._rows = self._rows, ()
        for at, row in enumerate(rows):
            if row.tickable:
                self.tick(at, on)
        self._rows = rows
        self._on_ticks()

    def _on_item(self, item: QTableWidgetItem) -> None:
        if self._rows and item.column() == 0:
            self._on_ticks()

    def _on_ticks(self) -> None:
        self._say_count()
        self.ticks_changed.emit()

    def _say_count(self) -> None:
        told = sum(not row.tickable for row in self._rows)
        more = f"，另有 {told} 处只提醒、由您自己改" if told else ""
        self._count.setText(f"共 {len(self._rows) - told} 处，勾选了 {len(self.ticked)} 处{more}。")

    def _show_detail(self, at: int) -> None:
        self._detail.setText(self._rows[at].detail if 0 <= at < len(self._rows) else "")
