"""The left pane: a filter box over the outline tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from huibao.errors import EditError
from huibao.gui import icons, theme
from huibao.gui.outline.editable import EditableOutline
from huibao.gui.outline.rows import row_of
from huibao.gui.outline.together import outermost
from huibao.gui.outline.view import OutlineView
from huibao.model import tree
from huibao.model.edits import Edit
from huibao.model.lengths import Length
from huibao.model.report import Id, Report
from huibao.services.session import Change, Session
from huibao.yearly import Match

_MOST_UNFOLDED = 300


class OutlinePane(QWidget):
    """Shows the session's report as a tree.

    ``node_selected`` the row was moved to (by arrow keys), ``node_chosen`` it was clicked or entered: the editor should
    take the focus. Neither is sent for ``select_node``, nor while several rows are selected. ``refused``: why something was
    not done (Chinese). ``remove_requested``: what is selected should go. ``folds_changed``: these rows (a tuple of ids) are
    closed by now.
    """

    node_selected = Signal(str)
    node_chosen = Signal(str)
    refused = Signal(str)
    remove_requested = Signal()
    folds_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Id = ""
        self._only: Id = ""
        self._closed: set[Id] = set()
        self._menu_actions: Sequence[QAction | None] = ()

        self._model = EditableOutline(session, self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._model)
        self._filter.setRecursiveFilteringEnabled(True)
        self._filter.setAutoAcceptChildRows(True)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._box = _filter_box()
        self._view = OutlineView()
        self._view.setModel(self._filter)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFocusProxy(self._view)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        top.addWidget(self._box)
        layout.addLayout(top)
        layout.addWidget(self._view, 1)

        self._box.textChanged.connect(self._on_filter_changed)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.chosen.connect(self._on_chosen)
        self._view.remove_requested.connect(self.remove_requested)
        self._view.collapsed.connect(lambda index: self._note_fold(index, closed=True))
        self._view.expanded.connect(lambda index: self._note_fold(index, closed=False))
        self._view.customContextMenuRequested.connect(self._on_menu_requested)
        self._filter.rowsInserted.connect(self._on_rows_inserted)
        self._model.refused.connect(self.refused)
        self._model.moved.connect(self._on_moved)
        session.subscribe(self._on_change)

    def show_only(self, node: Id) -> None:
        """Only the row of the section or attachment ``node`` and those under it; "" for all."""
        self._only = node
        self._hide_others()
        self._view.scrollTo(self._view.currentIndex())

    def _hide_others(self) -> None:
        root = QModelIndex()
        for at in range(self._filter.rowCount(root)):
            row = self._id(self._filter.index(at, 0, root))
            self._view.setRowHidden(at, root, bool(self._only) and row != self._only)

    def set_menu_actions(self, actions: Sequence[QAction | None]) -> None:
        """What the context menu offers; None is a line between."""
        self._menu_actions = actions

    def set_missing(self, rows: Iterable[Id]) -> None:
        """Mark these rows as having something required that is not there."""
        self._model.set_missing(rows)

    def set_marks(self, marks: Mapping[Id, Match]) -> None:
        """Say of the rows with these ids what they are beside last year, and nothing of the others."""
        self._model.set_marks(marks)

    def set_commented(self, counts: Mapping[Id, int]) -> None:
        """Mark these rows as having so many open comments."""
        self._model.set_commented(counts)

    def set_lengths(self, lengths: Mapping[Id, Length]) -> None:
        """Say of these sections how far their length is from what the template wishes."""
        far = {
            id_: f"差 {held.short:,} 字" if held.short else f"多 {held.over:,} 字"
            for id_, held in lengths.items()
            if held.short or held.over
        }
        self._model.set_lengths(far)

    def current_node(self) -> Id:
        """The id of the current row ("front", "end", or a node's), "" when there is none."""
        return self._id(self._view.currentIndex())

    def select_node(self, node: Id) -> None:
        """Show the row of ``node``, or of what holds it, as the current one; tells no one. An unknown id changes nothing."""
        try:
            row = row_of(self._session.report, node)
        except EditError:
            return
        if row == self._shown and row == self.current_node():
            return
        index = self._filter.mapFromSource(self._model.index_of(row))
        self._shown = row
        if index.isValid():
            self._make_current(index)
            self._view.scrollTo(index)

    def _make_current(self, index: QModelIndex) -> None:
        """Select this row alone. The view itself would add it to the others while Ctrl is held, for instance after Ctrl+Z."""
        self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def follow_node(self, node: Id) -> None:
        """The cursor of the editor came to ``node``: as ``select_node``, but several selected rows stay selected."""
        if len(self._selected()) < 2:
            self.select_node(node)

    def has_focus(self) -> bool:
        """Whether the keys go to the tree."""
        return self._view.hasFocus()

    def selected_nodes(self) -> tuple[Id, ...]:
        """The ids of the selected rows from top to bottom, without those that stand in another of them."""
        rows = self._model.in_print_order(self._id(index) for index in self._selected())
        return outermost(self._session.report, rows)

    def select_all(self) -> None:
        """Select every row that can be seen."""
        self._view.selectAll()

    def do(self, make: Callable[[Report, tuple[Id, ...]], Edit]) -> None:
        """Do to the selected rows what ``make`` makes of them, as one step of undo; they stay selected, and say so."""
        nodes = self.selected_nodes()
        try:
            edit = make(self._session.report, nodes)
        except EditError as error:
            self.refused.emit(error.message)
            return
        if self._model.do(edit):
            self._select_rows(
                nodes if any(tree.contains(self._session.report, node) for node in nodes) else (edit.target,)
            )
            self._shown = self.current_node()
            self.node_selected.emit(self._shown)

    def _selected(self) -> list[QModelIndex]:
        return self._view.selectionModel().selectedIndexes()

    def _select_rows(self, nodes: Iterable[Id]) -> None:
        """Select the rows of ``nodes``, the first of them the current one."""
        chosen = QItemSelection()  # told at once: one by one, hundreds of rows take a second
        for at, node in enumerate(nodes):
            row = row_of(self._session.report, node)
            index = self._filter.mapFromSource(self._model.index_of(row))
            if at == 0:
                self._shown = row
                self._make_current(index)
                self._view.scrollTo(index)
            chosen.select(index, index)
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def rename(self) -> None:
        """Edit the words of the current row in place."""
        self._view.edit_now(self._view.currentIndex())

    def show_levels(self, levels: int) -> None:
        """Open the rows of the first ``levels`` levels (1: only the sections are seen) and close those below."""
        self._show_below(QModelIndex(), levels)
        self._view.scrollTo(self._view.currentIndex())

    def close_rows(self, ids: Iterable[Id]) -> None:
        """Close these rows and open all others."""
        self._closed = set(ids)
        self._on_rows_inserted(QModelIndex(), 0, self._filter.rowCount() - 1)

    def _note_fold(self, index: QModelIndex, *, closed: bool) -> None:
        before = len(self._closed)
        (self._closed.add if closed else self._closed.discard)(self._id(index))
        if len(self._closed) != before and not self._box.text():
            self.folds_changed.emit(tuple(self._closed))

    def _show_below(self, parent: QModelIndex, levels: int) -> None:
        for at in range(self._filter.rowCount(parent)):
            index = self._filter.index(at, 0, parent)
            if self._filter.hasChildren(index):
                self._show_below(index, levels - 1)
                self._view.setExpanded(index, levels > 1)

    def _id(self, index: QModelIndex) -> Id:
        row = self._model.row_at(self._filter.mapToSource(index))
        return row.id if row is not None else ""

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self._closed.clear()
            self._shown = self._only = ""
            self._box.clear()
            self._model.reset(change.after)
            self._unfold()
        elif change.kind != "state":
            self._model.show(change.after)

    def _unfold(self) -> None:
        """Open all rows; of a very long report only the sections, which is more to the point and takes no time."""
        if self._model.count() <= _MOST_UNFOLDED:
            self._view.expandAll()
        else:
            self._closed = set(self._model.inner_rows())
            self._view.expandToDepth(0)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            self._hide_others()
        for at in range(first, last + 1):
            self._open(self._filter.index(at, 0, parent))
        self._view.setExpanded(parent, self._id(parent) not in self._closed)

    def _open(self, index: QModelIndex) -> None:
        rows = self._filter.rowCount(index)
        if rows:
            self._view.setExpanded(index, self._id(index) not in self._closed)
        for at in range(rows):
            self._open(self._filter.index(at, 0, index))

    def _on_filter_changed(self, text: str) -> None:
        self._filter.setFilterFixedString(text.strip())
        if text.strip():
            kept = set(self._closed)
            self._view.expandAll()
            self._closed = kept
        else:
            self._on_rows_inserted(QModelIndex(), 0, self._filter.rowCount() - 1)
            self._view.scrollTo(self._view.currentIndex())

    def _on_current_changed(self, current: QModelIndex) -> None:
        node = self._id(current)
        if node and node != self._shown and self._selected() == [current]:
            self._shown = node
            self.node_selected.emit(node)

    def _on_chosen(self, index: QModelIndex) -> None:
        node = self._id(index)
        if node:
            self._shown = node
            self.node_chosen.emit(node)

    def _on_moved(self, nodes: tuple[Id, ...]) -> None:
        self._select_rows(nodes)
        (self.node_chosen if len(nodes) == 1 else self.node_selected).emit(nodes[0])

    def _on_menu_requested(self, place: QPoint) -> None:
        if not self._menu_actions or not self._view.indexAt(place).isValid():
            return
        self._view.setFocus()  # what the menu does is done to the rows
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._menu_actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(self._view.viewport().mapToGlobal(place))


def _filter_box() -> QLineEdit:
    box = QLineEdit()
    box.setProperty("quiet", True)
    box.setPlaceholderText("筛选大纲…")
    box.setClearButtonEnabled(True)
    box.setAccessibleName("筛选大纲")
    lens = QAction("筛选", box)
    icons.put(lens, "filter")
    box.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
    return box
