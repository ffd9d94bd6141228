"""命令面板: every action by a word of it, with its menu and its shortcut."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPalette, QPixmap
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.action_table import MENUS
from huibao.gui.actions import plain_text
from huibao.gui.dialogs.help import keys

_ACTION = Qt.ItemDataRole.UserRole
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaletteDialog(QDialog):
    """Lists ``actions``, those that hold all typed words; what can't be done now is grey and last. ``chosen`` is the action
    that was entered, None when there was none."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: QAction | None = None
        self._actions = sorted(
            (action for action in actions if action.isVisible()), key=lambda one: not one.isEnabled()
        )
        self._menus = _menus()
        self._box = QLineEdit()
        self._box.setProperty("quiet", True)
        self._box.setPlaceholderText("要做什么？例如：导出、表格、编号")
        self._box.setAccessibleName("查找命令")
        self._list = QTreeWidget()
        self._list.setAccessibleName("命令")
        self._list.setColumnCount(3)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self._list.setUniformRowHeights(True)
        look, colours = theme.colours(), self._list.palette()
        colours.setColor(QPalette.ColorRole.Highlight, look.accent_soft)
        colours.setColor(QPalette.ColorRole.HighlightedText, look.text)
        self._list.setPalette(colours)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self._list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self._box)
        layout.addWidget(self._list, 1)
        self.setWindowTitle("命令面板")
        self.resize(560, 460)
        self._box.textChanged.connect(self._fill)
        self._box.returnPressed.connect(self._enter)
        self._box.installEventFilter(self)
        self._list.itemClicked.connect(lambda _item, _column: self._enter())
        self._list.itemActivated.connect(lambda _item, _column: self._enter())
        self._fill("")
        self._box.setFocus()

    @property
    def shown(self) -> list[str]:
        """The names of the actions in the list."""
        items = (self._list.topLevelItem(at) for at in range(self._list.topLevelItemCount()))
        return [item.data(0, _ACTION).objectName() for item in items if item is not None]

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        self._list.clear()
        for action in self._actions:
            name, menu = plain_text(action.text()), self._menus.get(action.objectName(), "")
            held = f"{name} {menu} {action.toolTip()} {keys(action)}".casefold()
            if all(word in held for word in words):
                self._list.addTopLevelItem(_item(action, name, menu))
        self._point_at(0)

    def _point_at(self, row: int) -> None:
        item = self._list.topLevelItem(row)
        if item is not None:
            self._list.setCurrentItem(item)

    def _enter(self) -> None:
        chosen = self._list.selectedItems()
        action = chosen[0].data(0, _ACTION) if chosen else None
        if action is not None and action.isEnabled():
            self.chosen = action
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box the keys up and down move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVING:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10}.get(Qt.Key(event.key()), 10)
            at = self._list.indexOfTopLevelItem(self._list.currentItem()) + step
            self._point_at(max(0, min(at, self._list.topLevelItemCount() - 1)))
            return True
        return super().eventFilter(watched, event)


def _item(action: QAction, name: str, menu: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, menu, keys(action)])
    item.setData(0, _ACTION, action)
    item.setIcon(0, _nothing() if action.icon().isNull() else action.icon())
    item.setToolTip(0, action.toolTip())
    if not action.isEnabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item


def _nothing() -> QIcon:
    """An icon that shows nothing, so that all words begin at one place."""
    blank = QPixmap(theme.ICON_PX, theme.ICON_PX)
    blank.fill(Qt.GlobalColor.transparent)
    return QIcon(blank)


def _menus() -> dict[str, str]:
    """The menu in which each action stands."""
    return {name: plain_text(title) for title, names in MENUS.items() for name in names.split()}
