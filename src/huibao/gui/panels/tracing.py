"""The pane that holds problems against measures: what is to be looked at, what answers what, links made in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.model.report import Id
from huibao.yearly.tracing import REMARKS, Matrix, Remark, Traced

_ROW = Qt.ItemDataRole.UserRole
_EMPTY = "这份报告还没有问题和措施。\n写了问题和措施，就在这里看它们是否一一对应。"
_SHARES = [600, 400]
_TOLD_IN_FULL = ("suspect", "overdue", "recurring")  # of the others the heading says all
_VIEWS = ("要看的", "问题", "措施")


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A line of the list; ``node`` "" for a heading. ``other``: the problem of a suspect link."""

    text: str
    node: Id = ""
    other: Id = ""


class TracingPane(QWidget):
    """Shows a ``Matrix``. ``node_chosen``: a place was asked for; ``link_requested``: measure, problem, on or off;
    ``sound_requested``: a suspect link, measure and problem, was found sound."""

    node_chosen = Signal(str)
    link_requested = Signal(str, str, bool)
    sound_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix | None = None
        self._subject: TraceRow | None = None  # what is being linked; it may have left the list by that
        self._filling = False
        self._view = QComboBox()
        self._rows = _list("问题与措施")
        self._rows.setWordWrap(True)
        self._about = QLabel()
        self._links = _list("对应")
        self._sound = QPushButton("看过了，仍然对得上")
        self._empty = QLabel(_EMPTY)
        self._lay_out()
        self._view.currentIndexChanged.connect(lambda _at: self._fill())
        self._rows.itemClicked.connect(self._go)
        self._rows.itemActivated.connect(self._go)
        self._rows.currentItemChanged.connect(lambda *_items: self._on_current())
        self._links.itemChanged.connect(self._on_link)
        self._links.itemActivated.connect(lambda item: self.node_chosen.emit(item.data(_ROW)))
        self._sound.clicked.connect(lambda _=False: self._say_sound())

    def _lay_out(self) -> None:
        self._view.addItems(_VIEWS)
        self._view.setAccessibleName("看什么")
        self._about.setWordWrap(True)
        self._about.setProperty("quiet", True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_XS)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("quiet", True)
        upper, lower = QWidget(), QWidget()
        top, bottom = QVBoxLayout(upper), QVBoxLayout(lower)
        for layout in (top, bottom):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        head.addWidget(self._view)
        top.addLayout(head)
        top.addWidget(self._rows, 1)
        bottom.addWidget(self._about)
        bottom.addWidget(self._links, 1)
        bottom.addWidget(self._sound)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setSizes(_SHARES)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._stack)
        self.setFocusProxy(self._rows)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show this; the current row stays the same one where it still is."""
        if matrix == self._matrix:
            return
        self._matrix = matrix
        counts = (len(matrix.remarks), len(matrix.problems), len(matrix.measures))
        for at, (name, count) in enumerate(zip(_VIEWS, counts, strict=True)):
            self._view.setItemText(at, f"{name}（{count}）")
        self._stack.setCurrentIndex(1 if matrix.problems or matrix.measures else 0)
        self._fill()

    def show_view(self, at: int) -> None:
        """0: what is to be looked at, 1: the problems, 2: the measures."""
        self._view.setCurrentIndex(at)

    @property
    def rows(self) -> list[TraceRow]:
        """What the list shows."""
        return [self._rows.item(at).data(_ROW) for at in range(self._rows.count())]

    @property
    def links(self) -> dict[Id, bool]:
        """What can be linked with the current row, and what is."""
        shown = (self._links.item(at) for at in range(self._links.count()))
        return {item.data(_ROW): item.checkState() == Qt.CheckState.Checked for item in shown}

    @property
    def subject(self) -> Id:
        """The problem or measure whose links are shown, "" when there is none."""
        return self._subject.node if self._subject is not None else ""

    def pick(self, node: Id) -> None:
        """Make the first row of ``node`` the current one."""
        at = next((at for at, row in enumerate(self.rows) if row.node == node), -1)
        self._rows.setCurrentRow(at)

    def tick(self, node: Id, on: bool) -> None:
        """Link the current row with ``node``, or part them."""
        at = list(self.links).index(node)
        self._links.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    # The list.

    def _fill(self) -> None:
        if self._matrix is None:
            return
        top = self._rows.verticalScrollBar().value()
        rows = list(_rows(self._matrix, self._view.currentIndex()))
        self._filling = True
        self._rows.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(_ROW, row)
            item.setToolTip(row.text)
            if not row.node:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setFont(theme.ui_font(theme.TEXT_SMALL_PX, bold=True))
            self._rows.addItem(item)
        self._rows.setCurrentRow(self._place_of_subject(rows, self._matrix))
        self._rows.verticalScrollBar().setValue(top)
        self._filling = False
        if self._rows.currentRow() >= 0:
            self._on_current()
        else:
            self._show_links()

    def _place_of_subject(self, rows: list[TraceRow], matrix: Matrix) -> int:
        """The row of the subject, in other words perhaps; -1 for one that has left the list but not the report."""
        subject = self._subject
        same = [at for at, row in enumerate(rows) if row == subject]
        near = [at for at, row in enumerate(rows) if subject is not None and row.node == subject.node]
        if same or near:
            return (same or near)[0]
        if subject is not None and any(one.node == subject.node for one in (*matrix.problems, *matrix.measures)):
            return -1
        return next((at for at, row in enumerate(rows) if row.node), -1)

    def _on_current(self) -> None:
        """Another row is the current one: what it can be linked with is shown."""
        at = self._rows.currentRow()
        if not self._filling and at >= 0:
            row: TraceRow = self._rows.item(at).data(_ROW)
            self._subject = row if row.node else None
            self._show_links()

    def _go(self, item: QListWidgetItem) -> None:
        row: TraceRow = item.data(_ROW)
        if row.node:
            self.node_chosen.emit(row.node)

    # Linking.

    def _show_links(self) -> None:
        row, matrix = self._subject, self._matrix
        self._links.clear()
        self._sound.setVisible(row is not None and bool(row.other))
        if row is None or matrix is None:
            self._about.setText("选中上面的一条，在这里勾选它对应的问题或措施。")
            return
        found = next((one for one in (*matrix.problems, *matrix.measures) if one.node == row.node), None)
        if found is None:
            self._about.clear()
            return
        is_problem = found in matrix.problems
        self._about.setText(f"{_named(found)}\n{'由哪些措施来解决：' if is_problem else '对应哪些问题：'}")
        for one in matrix.measures if is_problem else matrix.problems:
            self._links.addItem(_link_item(one, one.node in found.linked))
        ticked = [at for at, on in enumerate(self.links.values()) if on]
        if ticked:
            self._links.scrollToItem(self._links.item(ticked[0]))

    def _on_link(self, item: QListWidgetItem) -> None:
        row, other = self._subject, item.data(_ROW)
        if row is None or self._matrix is None or not other:
            return
        on = item.checkState() == Qt.CheckState.Checked
        known = next((one for one in (*self._matrix.problems, *self._matrix.measures) if one.node == row.node), None)
        if known is None or (other in known.linked) == on:
            return
        pair = (other, row.node) if known in self._matrix.problems else (row.node, other)
        self.link_requested.emit(*pair, on)

    def _say_sound(self) -> None:
        row = self._subject
        if row is not None and row.other:
            self.sound_requested.emit(row.node, row.other)


def _rows(matrix: Matrix, view: int) -> Iterator[TraceRow]:
    names = {one.node: one for one in (*matrix.problems, *matrix.measures)}
    if view == 0:
        yield from _remark_rows(matrix.remarks, names)
        return
    for one in matrix.problems if view == 1 else matrix.measures:
        linked = "、".join(names[node].where or names[node].words for node in one.linked if node in names)
        none = "还没有措施" if view == 1 else "没有对应的问题"
        done = "　已完成或不再适用" if one.settled else ""
        yield TraceRow(f"{_named(one)}\n{'→ ' + linked if linked else none}{done}", one.node)


def _remark_rows(remarks: tuple[Remark, ...], names: dict[Id, Traced]) -> Iterator[TraceRow]:
    for kind, title in REMARKS.items():
        found = [remark for remark in remarks if remark.kind == kind and remark.node in names]
        if found:
            yield TraceRow(f"{title}　{len(found)}")
            for remark in found:
                more = f"\n{remark.text}" if kind in _TOLD_IN_FULL else ""
                yield TraceRow(_named(names[remark.node]) + more, remark.node, remark.other)
    if not remarks:
        yield TraceRow("问题和措施一一对应，没有要看的地方。")


def _named(one: Traced) -> str:
    return f"{one.where}{one.words}"


def _link_item(one: Traced, on: bool) -> QListWidgetItem:
    item = QListWidgetItem(_named(one))
    item.setData(_ROW, one.node)
    item.setToolTip(_named(one))
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    return item


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setStyleSheet("QListWidget { border: none; border-radius: 0; } QListWidget::item { padding: 4px 8px; }")
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
