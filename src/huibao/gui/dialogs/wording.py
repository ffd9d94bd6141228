"""常用语: a palette to search, those that suit the place at the cursor first; the user's own are added and changed here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from huibao.errors import HuibaoError
from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.wording_edit import PhraseDialog
from huibao.model.wording import Phrase, Place, found
from huibao.services.wordings import Wordings

_PHRASE = Qt.ItemDataRole.UserRole
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROW_PX = 28
_HEADS = {2: "适合这里", 1: "用于这一部分的其他各栏", 0: "其他部分"}


class WordingDialog(QDialog):
    """Lists the phrases of ``wordings`` for ``place``. ``chosen`` is the one to insert, None when there is none."""

    def __init__(self, wordings: Wordings, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Phrase | None = None
        self._wordings, self._place = wordings, place
        self._box = QLineEdit()
        self._box.setProperty("quiet", True)
        self._box.setPlaceholderText("打几个字查找，例如：网格 走访")
        self._box.setAccessibleName("查找常用语")
        self._list = _list()
        self._whole = quiet_label("")
        self._whole.setMinimumHeight(44)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._faults = quiet_label("")
        self._faults.setProperty("missing", True)
        self._insert, self._change, self._remove = QPushButton("插入"), QPushButton("修改…"), QPushButton("删除")
        self._insert.setProperty("primary", True)
        self._insert.setDefault(True)
        self._lay_out()
        self._box.textChanged.connect(lambda _text: self._fill())
        self._box.installEventFilter(self)
        self._list.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self._list.itemActivated.connect(lambda _item, _column: self._take())
        self._insert.clicked.connect(self._take)
        self._change.clicked.connect(self._change_current)
        self._remove.clicked.connect(self._remove_current)
        self._fill()
        self._box.setFocus()

    def _lay_out(self) -> None:
        new, close = QPushButton("新加一条…"), QPushButton("关闭")
        new.clicked.connect(self._add)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (new, self._change, self._remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._insert)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self._box)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._whole)
        layout.addWidget(self._faults)
        layout.addLayout(buttons)
        self.setWindowTitle("常用语")
        self.resize(720, 540)

    @property
    def shown(self) -> list[str]:
        """The texts of the phrases in the list, in order."""
        return [item.data(0, _PHRASE).text for item in self._items()]

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self._list.topLevelItem(at) for at in range(self._list.topLevelItemCount()))
        return [item for item in items if item is not None and item.data(0, _PHRASE) is not None]

    def _fill(self, point_at: Phrase | None = None) -> None:
        self._list.clear()
        before = -1
        for rank, phrase in found(self._wordings.phrases, self._box.text(), self._place):
            if rank != before:
                self._list.addTopLevelItem(_head(_HEADS[rank]))
                before = rank
            self._list.addTopLevelItem(_item(phrase))
        for at in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(at)
            if item is not None and item.data(0, _PHRASE) is None:
                self._list.setFirstColumnSpanned(at, self._list.rootIndex(), True)
        items = self._items()
        pointed = next((item for item in items if item.data(0, _PHRASE) == point_at), items[0] if items else None)
        if pointed is not None:
            self._list.setCurrentItem(pointed)
        said = "".join(fault.message for fault in self._wordings.faults)
        self._faults.setText(said + "其余的照常可用。" if said else "")
        self._faults.setVisible(bool(said))
        self._show_current()

    def _current(self) -> Phrase | None:
        chosen = self._list.selectedItems()
        return chosen[0].data(0, _PHRASE) if chosen else None

    def _show_current(self) -> None:
        phrase = self._current()
        own = phrase is not None and self._wordings.may_change(phrase)
        self._whole.setText(phrase.text if phrase else "没有这样的常用语；可以“新加一条”。")
        self._insert.setEnabled(phrase is not None)
        self._change.setEnabled(own)
        self._remove.setEnabled(own)
        why = "" if own or phrase is None else "自带的和手工整理的常用语不在这里改；可以“新加一条”自己的。"
        self._change.setToolTip(why)
        self._remove.setToolTip(why)

    def _take(self) -> None:
        self.chosen = self._current()
        if self.chosen is not None:
            self.accept()

    def _add(self) -> None:
        text = self._box.text().strip()
        phrase = Phrase(text, "", *((self._place.kind,), (self._place.field,)) if self._place.kind else ((), ()))
        self._ask(phrase, "新加常用语", self._wordings.add)

    def _change_current(self) -> None:
        phrase = self._current()
        if phrase is not None:
            self._ask(phrase, "修改常用语", lambda made: self._wordings.change(phrase, made))

    def _ask(self, phrase: Phrase, title: str, keep: Callable[[Phrase], Phrase]) -> None:
        dialog = PhraseDialog(phrase, self._wordings.topics, title, self)
        if dialog.exec():
            try:
                kept = keep(dialog.phrase)
            except HuibaoError as error:
                tell(self, "没有保存", error.message)
                return
            if kept.text not in self.shown:
                self._box.clear()
            self._fill(kept)

    def _remove_current(self) -> None:
        phrase = self._current()
        if phrase is None or ask(self, "删除常用语", f"删除“{phrase.text}”？", ("删除", "保留")) != "删除":
            return
        try:
            self._wordings.remove(phrase)
        except HuibaoError as error:
            tell(self, "没有删除", error.message)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box the keys up and down move in the list, past its headings."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVING:
            items = self._items()
            now = self._list.currentItem()
            if now in items:
                step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10}.get(Qt.Key(event.key()), 10)
                self._list.setCurrentItem(items[max(0, min(items.index(now) + step, len(items) - 1))])
            return True
        return super().eventFilter(watched, event)


def _list() -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName("常用语")
    made.setColumnCount(3)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setFrameShape(QTreeWidget.Shape.NoFrame)
    made.setUniformRowHeights(True)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    look, colours = theme.colours(), made.palette()
    colours.setColor(QPalette.ColorRole.Highlight, QColor(look.accent_soft))
    colours.setColor(QPalette.ColorRole.HighlightedText, QColor(look.text))
    made.setPalette(colours)
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    made.header().resizeSection(0, made.fontMetrics().horizontalAdvance("五个字的主题"))
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    return made


def _head(text: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)  # not to be chosen, but as readable as other quiet words
    item.setForeground(0, QColor(theme.colours().quiet))
    item.setSizeHint(0, QSize(0, _ROW_PX))
    return item


def _item(phrase: Phrase) -> QTreeWidgetItem:
    item = QTreeWidgetItem([phrase.topic or "其他", phrase.text, "自己的" if phrase.file else ""])
    item.setData(0, _PHRASE, phrase)
    item.setSizeHint(0, QSize(0, _ROW_PX))
    item.setToolTip(1, phrase.text)
    for column in (0, 2):
        item.setForeground(column, QColor(theme.colours().quiet))
    return item
