"""批注: the list of comments, open or settled, with the box in which one is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import icons, theme
from huibao.gui.panels.comment_draft import CommentDraft
from huibao.gui.panels.comment_rows import COMMENT, CommentDelegate, CommentRow
from huibao.model.report import Comment, Id

_VIEWS = ("未解决", "已解决", "全部")
_NONE = (
    "没有未解决的批注。\n在正文里按 Ctrl+Alt+M 可以写一条；\n批注不会打印，也不计字数。",
    "还没有解决了的批注。",
    "这份报告没有批注。\n在正文里按 Ctrl+Alt+M 可以写一条；\n批注不会打印，也不计字数。",
)


class _List(QListWidget):
    """Keys of a list of comments: ``key_pressed`` with the key, for those that do something."""

    key_pressed = Signal(int)
    KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Space)

    def event(self, event: QEvent) -> bool:
        """While the keys are here F2 rewords a comment, not a heading."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() in self.KEYS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_own(event):
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


class CommentsPane(QWidget):
    """Shows comments. ``chosen``: the place of one (its id) is to be shown, ``entered``: and the keys go there;
    ``insert_requested``, ``edit_requested``, ``remove_requested``, ``resolve_requested`` (on or off) are wishes."""

    chosen = Signal(str)
    entered = Signal(str)
    insert_requested = Signal()
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    resolve_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CommentRow, ...] = ()
        self._read_only = False
        self._view = QComboBox()
        self._add = QToolButton()
        self.draft = CommentDraft()
        self._list = _List()
        self._empty = QLabel()
        self._lay_out()
        self._view.currentIndexChanged.connect(lambda _at: self._fill())
        self._add.clicked.connect(lambda _=False: self.insert_requested.emit())
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.data(COMMENT).comment.id))
        self._list.itemDoubleClicked.connect(lambda item: self.edit_requested.emit(item.data(COMMENT).comment.id))
        self._list.key_pressed.connect(self._on_key)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._fill()

    def _lay_out(self) -> None:
        self._view.addItems(_VIEWS)
        self._view.setAccessibleName("看哪些批注")
        icons.put(self._add, "comment")
        self._add.setText("插入批注")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setToolTip("给光标所在的地方，或选中的文字，写一条批注（Ctrl+Alt+M）")
        self._list.setStyleSheet("QListWidget { border: none; border-radius: 0; }")
        self._list.setAccessibleName("批注")
        self._list.setItemDelegate(CommentDelegate(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("quiet", True)
        self._empty.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        head.addWidget(self._view, 1)
        head.addWidget(self._add)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.draft)
        layout.addLayout(self._stack, 1)
        self.setFocusProxy(self._list)

    @property
    def shown(self) -> list[CommentRow]:
        """What the list shows."""
        return [self._list.item(at).data(COMMENT) for at in range(self._list.count())]

    @property
    def current(self) -> Id:
        """The comment that is selected, "" for none."""
        at = self._list.currentRow()
        return self._list.item(at).data(COMMENT).comment.id if at >= 0 else ""

    def show_comments(self, rows: Sequence[CommentRow], read_only: bool) -> None:
        """Show these; the list keeps its place where they are the same."""
        self._add.setEnabled(not read_only)
        self._read_only = read_only
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            still_open = sum(not row.comment.resolved for row in rows)
            for at, count in enumerate((still_open, len(rows) - still_open, len(rows))):
                self._view.setItemText(at, f"{_VIEWS[at]}（{count}）" if count else _VIEWS[at])
            self._fill()

    def pick(self, comment: Comment) -> None:
        """Make ``comment`` the current one, in a view that shows it."""
        if self._view.currentIndex() == (0 if comment.resolved else 1):
            self._view.setCurrentIndex(2)
        at = next((at for at, row in enumerate(self.shown) if row.comment.id == comment.id), -1)
        self._list.setCurrentRow(at)

    def _fill(self) -> None:
        view, was, at = self._view.currentIndex(), self.current, self._list.currentRow()
        wanted = [row for row in self._rows if view == 2 or row.comment.resolved == bool(view)]
        top = self._list.verticalScrollBar().value()
        self._list.clear()
        for row in wanted:
            item = QListWidgetItem(row.said)
            item.setData(COMMENT, row)
            item.setToolTip(row.said)
            self._list.addItem(item)
        same = next((place for place, row in enumerate(wanted) if row.comment.id == was), min(at, len(wanted) - 1))
        self._list.setCurrentRow(same)
        self._list.verticalScrollBar().setValue(top)
        self._empty.setText(_NONE[view])
        if self._list.hasFocus() and not wanted:
            self._view.setFocus()
        self._stack.setCurrentWidget(self._list if wanted else self._empty)

    def _on_key(self, key: int) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        comment: Comment = item.data(COMMENT).comment
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(comment.id)
        elif key == Qt.Key.Key_F2:
            self.edit_requested.emit(comment.id)
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit(comment.id)
        else:
            self.resolve_requested.emit(comment.id, not comment.resolved)

    def _open_menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        comment: Comment = item.data(COMMENT).comment
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settle = "重新打开" if comment.resolved else "标为已解决"
        for text, keys, act in (
            ("转到这里", "回车", lambda: self.entered.emit(comment.id)),
            ("改写…", "F2", lambda: self.edit_requested.emit(comment.id)),
            (settle, "空格", lambda: self.resolve_requested.emit(comment.id, not comment.resolved)),
            ("删除", "Delete", lambda: self.remove_requested.emit(comment.id)),
        ):
            action = menu.addAction(f"{text}\t{keys}")
            action.setEnabled(not self._read_only or text == "转到这里")
            action.triggered.connect(lambda _=False, act=act: act())
        menu.popup(self._list.viewport().mapToGlobal(place))
