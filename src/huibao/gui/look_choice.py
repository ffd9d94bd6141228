"""The choice between the light and the dark look."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication

from huibao.gui import theme
from huibao.gui.actions import Actions
from huibao.services.settings import Settings

_LOOKS = {"look_system": "", "look_light": "light", "look_dark": "dark"}


class LookChoice(QObject):
    """Marks the look in use and keeps the one that is chosen."""

    def __init__(self, settings: Settings, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._group = QActionGroup(self)
        self._actions = actions
        for name in _LOOKS:
            self._group.addAction(actions[name])
        self.show()

    def show(self) -> None:
        """Mark the look in use, which another window may have chosen."""
        for name, look in _LOOKS.items():
            self._actions[name].setChecked(look == self._settings.get("look", ""))

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {name: lambda look=look: self._choose(look) for name, look in _LOOKS.items()}  # type: ignore[misc]

    def _choose(self, look: str) -> None:
        self._settings.set("look", look)
        theme.choose(cast(QApplication, QApplication.instance()), look)
