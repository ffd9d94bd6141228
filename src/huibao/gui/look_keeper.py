"""How the window looked last: its place, the widths of its panes, the zoom, the open tab; kept between starts."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from huibao.gui.panels.side_pane import SidePane
from huibao.services.settings import Settings

_SIZE = (1280, 820)
_WIDTHS = [280, 640, 360]
# What the system puts around a window: its frame at both sides, its title above.
_AROUND = QSize(4, 40)


def first_size(room: QSize) -> QSize:
    """How large the window is at its first start, on a screen with ``room`` px for windows: all of it stays on the screen."""
    return QSize(*_SIZE).boundedTo(room - _AROUND)


class LookKeeper:
    """Restores the look of ``window`` at the start and keeps it at the end."""

    def __init__(self, settings: Settings, window: QMainWindow, split: QSplitter, side: SidePane) -> None:
        self._settings, self._window, self._split, self._side = settings, window, split, side

    def restore(self) -> int:
        """Bring back place and panes; returns the zoom in per cent."""
        size = first_size(self._window.screen().availableSize())
        self._window.setMinimumSize(self._window.minimumSize().boundedTo(size))
        self._window.resize(size)
        self._split.setSizes(_WIDTHS)
        for name, restore in (("geometry", self._window.restoreGeometry), ("split", self._split.restoreState)):
            held = self._settings.get(name, "")
            if held:
                restore(QByteArray.fromBase64(held.encode("ascii", "ignore")))
        self._side.unfold(self._settings.get("side", ""))
        return self._settings.get("zoom", 100)

    def keep(self, zoom: int) -> None:
        """Remember place, panes and ``zoom``."""
        for name, state in (("geometry", self._window.saveGeometry()), ("split", self._split.saveState())):
            self._settings.set(name, bytes(state.toBase64().data()).decode("ascii"))
        self._settings.set("side", self._side.shown)
        self._settings.set("zoom", zoom)
