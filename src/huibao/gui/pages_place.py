"""Where the live pages stand: a tab of the side pane, or under the editor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from huibao.gui.pages.live import LivePages
from huibao.gui.panels.side_pane import SidePane
from huibao.services.settings import Settings

NAME = "pages"
_SHARES = [600, 400]


class PagesPlace(QObject):
    """Shows, hides and moves ``live``. ``column`` is the splitter to stand in: the editor, and perhaps the pages under it.

    ``shown_changed``: the pages came or went.
    """

    shown_changed = Signal()

    def __init__(self, live: LivePages, side: SidePane, editor: QWidget, settings: Settings) -> None:
        super().__init__(side)
        self._live, self._side, self._settings = live, side, settings
        self.column = QSplitter(Qt.Orientation.Vertical)
        self.column.setHandleWidth(1)
        self.column.setChildrenCollapsible(False)
        self.column.addWidget(editor)
        self._below = False
        side.insert_pane(0, NAME, "页面", live)
        live.below_changed.connect(self._move)
        self.column.splitterMoved.connect(lambda _at, _index: settings.set("pages_shares", self.column.sizes()))
        side.shown_changed.connect(self.shown_changed)
        if live.is_below:
            self._move(True)
            live.setVisible(settings.get("pages_shown", False))

    @property
    def shown(self) -> bool:
        """Whether the pages are seen."""
        return not self._live.isHidden() if self._below else self._side.shown == NAME

    def toggle(self) -> None:
        """Show the pages, or hide them."""
        if self._below:
            self._live.setVisible(self._live.isHidden())
            self._settings.set("pages_shown", self.shown)
            self.shown_changed.emit()
        else:
            self._side.toggle(NAME)

    def _move(self, below: bool) -> None:
        was_shown = self.shown
        if below == self._below:
            return
        self._below = below
        if below:
            self._side.take_pane(NAME)
            self.column.addWidget(self._live)
            self.column.setSizes(_shares(self._settings))
            self._live.setVisible(was_shown)
        else:
            self._side.insert_pane(0, NAME, "页面", self._live)
            if was_shown:
                self._side.unfold(NAME)
        self._settings.set("pages_shown", was_shown)
        self.shown_changed.emit()


def _shares(settings: Settings) -> list[int]:
    """The heights of editor and pages as the user left them."""
    held: list[object] = settings.get("pages_shares", [])
    heights = [height for height in held if isinstance(height, int) and height > 0]
    return heights if len(heights) == 2 else _SHARES
