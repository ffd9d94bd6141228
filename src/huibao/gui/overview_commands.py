"""What shows all there is to choose from: the command palette, and the steps that were done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao.gui.actions import Actions
from huibao.services.session import Session


class OverviewCommands(QObject):
    """Asks, then triggers an action or goes through the history."""

    def __init__(self, session: Session, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._actions, self._window = session, actions, window

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"palette": self.choose_action, "history": self.choose_step}

    def choose_action(self) -> None:
        """Do the action that is chosen in the palette."""
        from huibao.gui.dialogs.palette import PaletteDialog

        dialog = PaletteDialog((action for action in self._actions if action.objectName() != "palette"), self._window)
        if dialog.exec() and dialog.chosen is not None:
            dialog.chosen.trigger()

    def choose_step(self) -> None:
        """Go to the step that is chosen in the history."""
        from huibao.gui.dialogs.history import HistoryDialog

        dialog = HistoryDialog(self._session, self._window)
        if dialog.exec():
            go = self._session.undo if dialog.steps < 0 else self._session.redo
            for _ in range(abs(dialog.steps)):
                go()
