"""The pages of a report in several profiles, one after the other, to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huibao.gui.pages.endings import short_end
from huibao.gui.pages.follower import PageMaker
from huibao.gui.pages.view import PagesView
from huibao.layout import Pages
from huibao.model.manuscript import Item
from huibao.model.profile import Profile


class Trials(QWidget):
    """Composes ``items`` in each of ``profiles`` and shows the pages of one of them.

    ``tried``: index of a profile, how many pages it takes, and what there is to say of a page that holds hardly anything.
    """

    tried = Signal(int, int, str)

    def __init__(
        self,
        items: tuple[Item, ...],
        media: Mapping[str, bytes],
        profiles: Sequence[Profile],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items, self._media, self._profiles = items, media, tuple(profiles)
        self._made: list[Pages] = []
        self._wanted = -1
        self.view = PagesView()
        self._maker = PageMaker(self)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.view)
        self._maker.composed.connect(self._on_composed)

    def begin(self) -> None:
        """Try all; each is told when it is known."""
        self._made.clear()
        self._next()

    def show_trial(self, index: int) -> None:
        """Show the pages in profile ``index``, as soon as they are there, from the last page on."""
        self._wanted = index
        if 0 <= index < len(self._made):
            self.view.set_pages(self._made[index])
            self.view.go_to_page(len(self._made[index]))

    def _next(self) -> None:
        if len(self._made) < len(self._profiles):
            self._maker.make(self._items, self._profiles[len(self._made)], self._media)

    def _on_composed(self, pages: Pages) -> None:
        index = len(self._made)
        self._made.append(pages)
        end = short_end(pages)
        self.tried.emit(index, len(pages), end.sentence if end else "")
        if index == self._wanted:
            self.show_trial(index)
        QTimer.singleShot(0, self, self._next)  # after the events that wait
