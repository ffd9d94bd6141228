"""The menu 帮助: the manual, the shortcuts, what this program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao import __version__, paths
from huibao.gui.actions import Actions


class HelpCommands(QObject):
    """Shows what helps. Its dialogs are loaded when they are first asked for."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._window = actions, window
        self._manual = paths.resources() / "manual"
        actions["manual"].setVisible(any(self._manual.glob("*.md")))

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"manual": self.show_manual, "shortcuts": self.show_shortcuts, "about": self.show_about}

    def show_manual(self) -> None:
        """The pages of the manual, beside the work."""
        from huibao.gui.dialogs.help import ManualDialog

        ManualDialog(self._manual, self._window).show()

    def show_shortcuts(self) -> None:
        """All shortcuts."""
        from huibao.gui.dialogs.help import ShortcutsDialog

        ShortcutsDialog(self._actions, self._window).exec()

    def show_about(self) -> None:
        """Version and licence."""
        from huibao.gui.dialogs.help import AboutDialog

        AboutDialog(__version__, self._window).exec()
