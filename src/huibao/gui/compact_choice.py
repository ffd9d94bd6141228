"""Whether empty fields that need not be filled in are shown in every problem and measure, or only when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from huibao.gui.actions import Actions
from huibao.gui.editor.editor import EditorPane
from huibao.services.settings import Settings

_NAME = "compact_fields"


class CompactChoice(QObject):
    """Keeps the choice, and shows the editor by it."""

    def __init__(self, settings: Settings, editor: EditorPane, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._editor = settings, editor
        self._action = actions["compact"]
        on = settings.get(_NAME, False)
        self._action.setChecked(on)
        if on:
            editor.view.set_compact(True)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the action does."""
        return {"compact": self._choose}

    def _choose(self) -> None:
        on = self._action.isChecked()
        self._settings.set(_NAME, on)
        self._editor.view.set_compact(on)
