"""The window's actions, made from their table, with the menus and the toolbar they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from huibao.gui import icons, theme
from huibao.gui.action_table import MENUS, SPECS, TOOLBAR, Spec


class Actions(QObject):
    """The actions of one window by name, and their menus, toolbar and shortcuts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made = {spec.name: _action(spec, self) for spec in SPECS}
        self._menus: dict[str, QMenu] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def connect_all(self, commands: dict[str, Callable[[], object]]) -> None:
        """Call ``commands[name]()`` when that action is triggered."""
        for name, command in commands.items():
            self._made[name].triggered.connect(lambda _checked=False, command=command: command())

    def picked(self, names: str) -> list[QAction | None]:
        """The actions in ``names`` (parted by blanks); None for a line between ("-")."""
        return [None if name == "-" else self._made[name] for name in names.split()]

    def menu(self, name: str) -> QMenu:
        """The menu ("窗口") or submenu ("recent", "export") ``name`` of the menu bar."""
        return self._menus[name]

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Make all menus."""
        for title, names in MENUS.items():
            top = self._menus[plain_text(title)] = bar.addMenu(title)
            top.setToolTipsVisible(False)
            menu = top
            for name in names.split():
                if name == "-":
                    menu.addSeparator()
                elif name == "<":
                    menu = top
                elif name.startswith(">"):
                    text, _, key = name[1:].partition(":")
                    menu = self._menus[key] = top.addMenu(text)
                else:
                    menu.addAction(self._made[name])

    def fill_tool_bar(self, bar: QToolBar) -> None:
        """Put the most used ones on ``bar``, each with icon and text."""
        for action in self.picked(TOOLBAR):
            if action is None:
                bar.addSeparator()
            else:
                bar.addAction(action)
                button = bar.widgetForAction(action)
                button.setAccessibleName(action.iconText())
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def name_step(self, name: str, step: str) -> None:
        """Say in undo or redo ("undo", "redo") which ``step`` it is; "" for none."""
        action = self._made[name]
        word = action.iconText()
        action.setText(
            f"{word}“{step}”(&{'U' if name == 'undo' else 'R'})"
            if step
            else f"{word}(&{'U' if name == 'undo' else 'R'})"
        )
        action.setIconText(word)
        action.setToolTip(_tip(f"{word}“{step}”" if step else word, action.shortcut()))
        action.setEnabled(bool(step))


def _action(spec: Spec, parent: QObject) -> QAction:
    action = QAction(spec.text, parent)
    if spec.icon:
        icons.put(action, spec.icon)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(key) for key in spec.keys.split()])
    action.setIconText(spec.short or plain_text(spec.text))
    action.setCheckable(spec.checkable)
    action.setIconVisibleInMenu(not spec.checkable)  # there the mark stands
    action.setToolTip(_tip(spec.tip, action.shortcut()))
    action.setStatusTip("")
    return action


def _tip(text: str, key: QKeySequence) -> str:
    shown = key.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text}（{shown}）" if shown else text


def plain_text(text: str) -> str:
    """A menu text without mnemonic and dots: "打开…(&O)" gives "打开"."""
    return text.split("(&")[0].removesuffix("…")


def tool_bar(actions: Actions) -> QToolBar:
    """The toolbar, filled; it can't be dragged or hidden by accident."""
    bar = QToolBar("工具栏")
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    actions.fill_tool_bar(bar)
    return bar
