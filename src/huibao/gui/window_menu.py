"""The commands about windows, and the menu that lists them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from huibao.gui.actions import Actions
from huibao.gui.file_flow import FileFlow
from huibao.gui.others import Others


class WindowMenu(QObject):
    """Fills the menu 窗口 of ``window`` each time it opens. ``others`` None: there is only this window."""

    def __init__(self, window: QMainWindow, files: FileFlow, actions: Actions, others: Others | None) -> None:
        super().__init__(window)
        self._window, self._files, self._others = window, files, others
        self._menu = actions.menu("窗口")
        self._listed: list[QAction] = []
        self._menu.aboutToShow.connect(self._fill)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"new_window": self._new, "next_window": self._next, "close": self._close, "quit": self._quit}

    def _new(self) -> None:
        if self._others is not None:
            self._others.bring_up(self._others.new(self._window))

    def _next(self) -> None:
        """The window after this, the first after the last."""
        windows = list(self._others or ())
        if self._window in windows:
            self._bring_up(windows[(windows.index(self._window) + 1) % len(windows)])

    def _close(self) -> None:
        """The report; with it the window, while there are others."""
        if self._others is not None and len(self._others) > 1:
            self._window.close()
        else:
            self._files.close()

    def _quit(self) -> None:
        if self._others is not None:
            self._others.quit()
        else:
            self._window.close()

    def _fill(self) -> None:
        for action in self._listed:
            self._menu.removeAction(action)
            action.deleteLater()
        self._listed = [self._entry(number, window) for number, window in enumerate(self._others or (), 1)]
        self._menu.addActions(self._listed)

    def _entry(self, number: int, window: QMainWindow) -> QAction:
        changed = " *" if window.isWindowModified() else ""
        name = window.windowTitle().replace("[*]", "").replace("&", "&&")
        action = QAction(f"&{number} {name}{changed}" if number < 10 else f"{name}{changed}", self)
        action.setCheckable(True)
        action.setChecked(window is self._window)
        action.triggered.connect(lambda: self._bring_up(window))
        return action

    def _bring_up(self, window: QMainWindow) -> None:
        if self._others is not None:
            self._others.bring_up(window)
