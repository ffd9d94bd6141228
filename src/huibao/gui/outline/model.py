"""The outline as a Qt item model over the frozen report, kept up by comparing what changed, so that views keep their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from huibao.gui.outline.rows import Kind, Row, below, top, words
from huibao.model.report import Id, Report
from huibao.yearly import Match
from huibao.yearly.comparing import NAMES

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_Wanted = list[tuple[Id, Kind, Any]]


class OutlineModel(QAbstractItemModel):
    """Rows by ``outline.rows``. ``show`` takes the next report: nodes that are the same object are not looked into."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._root = Row.root()
        self._by_id: dict[Id, Row] = {}
        self._by_key: dict[int, Row] = {}
        self._missing: frozenset[Id] = frozenset()
        self._marks: Mapping[Id, Match] = {}
        self._commented: Mapping[Id, int] = {}
        self._lengths: Mapping[Id, str] = {}
        self._fill(self._root, list(top(report)))

    @property
    def report(self) -> Report:
        """The report that is shown."""
        return self._report

    def count(self) -> int:
        """How many rows there are in all."""
        return len(self._by_id)

    def reset(self, report: Report) -> None:
        """Show another report from scratch."""
        self.beginResetModel()
        self._report = report
        self._by_id, self._by_key, self._missing = {}, {}, frozenset()
        self._marks = {}
        self._root.rows = []
        self._fill(self._root, list(top(report)))
        self.endResetModel()

    def show(self, report: Report) -> None:
        """Show the next state of the report; rows that stay, stay."""
        if report is self._report:
            return
        self._report = report
        self._sync(self._root, list(top(report)))

    def set_missing(self, missing: Iterable[Id]) -> None:
        """Mark the rows with these ids as having something required that is not there; others not."""
        wanted = frozenset(missing)
        if wanted == self._missing:
            return
        self._missing = wanted
        self._mark(self._root)

    def set_marks(self, marks: Mapping[Id, Match]) -> None:
        """Say of the rows with these ids what they are beside last year, and nothing of the others."""
        self._marks = marks
        self._set_marks(self._root)

    def _set_marks(self, holder: Row) -> None:
        """Told for all rows of ``holder`` at once: a filter over a long outline would take a while over each."""
        changed = [at for at, row in enumerate(holder.rows) if row.mark != self._marks.get(row.id)]
        for at in changed:
            holder.rows[at].mark = self._marks.get(holder.rows[at].id)
        if changed:
            first, last = (self.createIndex(at, 0, holder.rows[at].key) for at in (changed[0], changed[-1]))
            self.dataChanged.emit(first, last)
        for row in holder.rows:
            self._set_marks(row)

    def set_commented(self, counts: Mapping[Id, int]) -> None:
        """Mark the rows with these ids, and those that hold them, as having so many open comments; others as having none."""
        if counts or self._commented:
            self._commented = counts
            self._count(self._root)

    def set_lengths(self, words: Mapping[Id, str]) -> None:
        """Say of the rows with these ids how far their length is from the wished one, and nothing of the others."""
        self._lengths = words
        for row in [row for id_, row in self._by_id.items() if row.length != words.get(id_, "")]:
            row.length = words.get(row.id, "")
            index = self._index(row)
            self.dataChanged.emit(index, index)

    def index_of(self, id_: Id) -> QModelIndex:
        """The index of the row ``id_``, an invalid one when it has no row."""
        row = self._by_id.get(id_)
        return self._index(row) if row is not None else QModelIndex()

    def row_at(self, index: Index) -> Row | None:
        """The row behind ``index``, None for the root."""
        return self._by_key.get(index.internalId()) if index.isValid() else None

    def inner_rows(self) -> list[Id]:
        """The rows below the top that have rows of their own."""
        return [row.id for row in self._by_id.values() if row.rows and row.parent is not self._root]

    def in_print_order(self, ids: Iterable[Id]) -> list[Id]:
        """Those of ``ids`` that have a row, from top to bottom."""
        return sorted((id_ for id_ in ids if id_ in self._by_id), key=lambda id_: _way(self._by_id[id_]))

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        rows = self.held(parent).rows
        return self.createIndex(row, column, rows[row].key) if column == 0 and 0 <= row < len(rows) else QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        row = self.row_at(child)
        return QModelIndex() if row is None or row.parent is None else self._index(row.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.held(parent).rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.number} {row.text}".strip()
        if role == Qt.ItemDataRole.EditRole:
            return "" if row.faint else row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{row.number} {row.text}" + ("，待完善" if row.missing else "")
            said += f"，{row.commented} 条批注" if row.commented else ""
            said += f"，比参考字数{row.length}" if row.length else ""
            return said + (f"，{NAMES[row.mark]}" if row.mark else "")
        return row if role == ROW_ROLE else None

    def held(self, index: Index) -> Row:
        """The row behind ``index``, or the one that holds those at the top."""
        row = self.row_at(index)
        return self._root if row is None else row

    # Keeping up.

    def _index(self, row: Row) -> QModelIndex:
        if row.parent is None:
            return QModelIndex()
        return self.createIndex(row.parent.rows.index(row), 0, row.key)

    def _fill(self, holder: Row, wanted: _Wanted) -> None:
        for id_, kind, node in wanted:
            row = Row(id_, kind, node, holder)
            row.missing = id_ in self._missing
            row.mark = self._marks.get(id_)
            row.length = self._lengths.get(id_, "")
            holder.rows.append(row)
            self._by_id[id_] = self._by_key[row.key] = row
            self._fill(row, list(below(node)))

    def _sync(self, holder: Row, wanted: _Wanted) -> None:
        """Bring the rows of ``holder`` to ``wanted``: take away, move, put in, then look into those that changed."""
        ids = [id_ for id_, _, _ in wanted]
        if [row.id for row in holder.rows] != ids:
            self._drop(holder, set(ids))
            there = {row.id for row in holder.rows}
            at = 0
            while at < len(wanted):
                if at < len(holder.rows) and holder.rows[at].id == ids[at]:
                    at += 1
                    continue
                end = next((i for i in range(at, len(ids)) if ids[i] in there), len(ids))
                if end > at:
                    self._put_in(holder, at, wanted[at:end])
                else:
                    self._move_up(holder, at, ids[at])
                at = max(end, at + 1)
        for row, (_, kind, node) in zip(holder.rows, wanted, strict=True):
            if row.node is not node:
                self._renew(row, kind, node)

    def _drop(self, holder: Row, kept: set[Id]) -> None:
        """Take away what is not ``kept``, neighbours together."""
        end = len(holder.rows)
        while end:
            if holder.rows[end - 1].id in kept:
                end -= 1
                continue
            start = end - 1
            while start and holder.rows[start - 1].id not in kept:
                start -= 1
            self.beginRemoveRows(self._index(holder), start, end - 1)
            gone = holder.rows[start:end]
            del holder.rows[start:end]
            for row in gone:
                self._forget(row)
            self.endRemoveRows()
            end = start

    def _forget(self, row: Row) -> None:
        if self._by_id.get(row.id) is row:  # it may have come up elsewhere already
            del self._by_id[row.id]
        del self._by_key[row.key]
        for inner in row.rows:
            self._forget(inner)

    def _move_up(self, holder: Row, at: int, id_: Id) -> None:
        """Bring the row ``id_``, which stands further down, to ``at``."""
        parent = self._index(holder)
        source = next(i for i in range(at + 1, len(holder.rows)) if holder.rows[i].id == id_)
        self.beginMoveRows(parent, source, source, parent, at)
        holder.rows.insert(at, holder.rows.pop(source))
        self.endMoveRows()

    def _put_in(self, holder: Row, at: int, wanted: _Wanted) -> None:
        """New rows, all at once, before ``at``."""
        made = Row.root()
        self._fill(made, wanted)
        for row in made.rows:
            row.parent = holder
        self.beginInsertRows(self._index(holder), at, at + len(made.rows) - 1)
        holder.rows[at:at] = made.rows
        self.endInsertRows()

    def _renew(self, row: Row, kind: Kind, node: Any) -> None:
        row.kind, row.node = kind, node
        said = words(kind, node)
        if said != (row.number, row.text, row.faint):
            row.number, row.text, row.faint = said
            index = self._index(row)
            self.dataChanged.emit(index, index)
        self._sync(row, list(below(node)))

    def _mark(self, row: Row) -> int:
        """Set the marks at and below ``row``; returns how many rows below it, itself included, are marked."""
        inner = sum(self._mark(child) for child in row.rows)
        said = (row.id in self._missing, inner)
        if row.parent is not None and said != (row.missing, row.missing_below):
            row.missing, row.missing_below = said
            index = self._index(row)
            self.dataChanged.emit(index, index)
        return inner + (row.id in self._missing)

    def _count(self, row: Row) -> int:
        """Set the numbers of comments at and below ``row``; returns the one of ``row``."""
        said = sum(self._count(child) for child in row.rows) + self._commented.get(row.id, 0)
        if row.parent is not None and said != row.commented:
            row.commented = said
            index = self._index(row)
            self.dataChanged.emit(index, index)
        return said


def _way(row: Row) -> tuple[int, ...]:
    """The places of ``row`` and of those that hold it among their siblings, from the top."""
    return () if row.parent is None else (*_way(row.parent), row.parent.rows.index(row))
