"""The size of the editor's text, in steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

STEPS = (75, 90, 100, 110, 125, 150, 175, 200)


class Zoom(QObject):
    """``percent`` of the usual size; ``changed`` tells the new one."""

    changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.percent = 100

    def set(self, percent: int) -> None:
        """Another size, within the steps' range."""
        percent = max(STEPS[0], min(STEPS[-1], percent))
        if percent != self.percent:
            self.percent = percent
            self.changed.emit(percent)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"zoom_in": self.larger, "zoom_out": self.smaller, "zoom_reset": lambda: self.set(100)}

    def larger(self) -> None:
        """The next step up."""
        self.set(next((step for step in STEPS if step > self.percent), STEPS[-1]))

    def smaller(self) -> None:
        """The next step down."""
        self.set(next((step for step in reversed(STEPS) if step < self.percent), STEPS[0]))
