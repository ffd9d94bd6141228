"""The differences of a Word file as rows that can be ticked: the table's model, and the view with its keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from huibao.gui import theme
from huibao.model.report import LeftOut
from huibao.services.taking_back import NAMES, Difference

Row = Difference | LeftOut
_HEADINGS = ("类别", "位置", "文字")
_EXCERPT = 48  # characters of a cell
_BEFORE = 8  # characters shown before what differs
_WIDTHS = (84, 128)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class _Words:
    kind: str
    where: str
    text: str


class DifferenceRows(QAbstractTableModel):
    """``rows``: differences, and after them what can only be told. ``ticks_changed``: others are ticked now."""

    ticks_changed = Signal()

    def __init__(self, rows: Sequence[Row], *, ticked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        self._ticked = {at for at in range(len(rows)) if ticked and self.tickable(at)}

    def tickable(self, at: int) -> bool:
        """Whether the row ``at`` can be taken back."""
        row = self.rows[at]
        return isinstance(row, Difference) and not row.blocked

    @property
    def ticked(self) -> tuple[Difference, ...]:
        """The differences that are ticked."""
        return tuple(row for at in sorted(self._ticked) if isinstance(row := self.rows[at], Difference))

    def tick(self, places: Iterable[int], on: bool) -> None:
        """Tick the rows at ``places`` that can be, or no longer."""
        wanted = {at for at in places if self.tickable(at)}
        ticked = self._ticked | wanted if on else self._ticked - wanted
        if ticked != self._ticked:
            self._ticked = ticked
            last = len(self.rows) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0), [_Role.CheckStateRole])
            self.ticks_changed.emit()

    def turn(self, places: Sequence[int]) -> None:
        """Tick those at ``places``; when all of them are ticked, none."""
        able = [at for at in places if self.tickable(at)]
        self.tick(able, not self._ticked.issuperset(able))

    # Qt's model.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        able = index.column() == 0 and self.tickable(index.row())
        return flags | Qt.ItemFlag.ItemIsUserCheckable if able else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            words = _words(row)
            return (words.kind, words.where, words.text)[column]
        if role == _Role.CheckStateRole and column == 0 and self.tickable(index.row()):
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        if role == _Role.ForegroundRole and not self.tickable(index.row()):
            return QColor(theme.colours().quiet)
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole
        return _HEADINGS[section] if shown else None


class DifferenceTable(QTableView):
    """Shows ``DifferenceRows``: arrows move, Shift with them selects, Space ticks. ``row_changed``: the current one."""

    row_changed = Signal(int)

    def __init__(self, rows: DifferenceRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        self.setAccessibleName("Word 里的修改")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        if rows.rows:
            self.setCurrentIndex(rows.index(0, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._rows.turn([index.row() for index in self.selectionModel().selectedRows()])
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the dialog takes it
        else:
            super().keyPressEvent(event)


def _words(row: Row) -> _Words:
    if isinstance(row, LeftOut):
        return _Words("不取回", row.why, _excerpt(row.text, 0))
    kind = NAMES[row.kind]
    if row.kind != "changed":
        return _Words(kind, row.where, _excerpt(row.new or row.old, 0))
    alike = next((at for at, pair in enumerate(zip(row.old, row.new, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(row.old), len(row.new)) if alike is None else alike
    return _Words(kind, row.where, _excerpt(row.new or row.old, max(0, start - _BEFORE)))


def _excerpt(text: str, start: int) -> str:
    cut = " ".join(text[start : start + _EXCERPT].split())
    return ("…" if start else "") + cut + ("…" if len(text) > start + _EXCERPT else "")
