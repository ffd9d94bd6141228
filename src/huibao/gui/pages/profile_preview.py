"""The pages of a report in a profile that is being tried: composed in stretches, the latest wish first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.pages.follower import PageMaker
from huibao.gui.pages.view import PagesView
from huibao.layout import Pages
from huibao.model.manuscript import Item
from huibao.model.profile import Profile

_PAUSE_MS = 200


class ProfilePreview(QWidget):
    """Shows ``items`` as they are in the profile last asked for. ``before``: how many pages they take now (0: not known).

    ``counted``: how many pages they take in that profile.
    """

    counted = Signal(int)

    def __init__(
        self, items: tuple[Item, ...], media: Mapping[str, bytes], before: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items, self._media, self._before = items, media, before
        self._asked: Profile | None = None
        self._made: Profile | None = None

        self.view = PagesView()
        self._said = QLabel("正在排版…")
        self._said.setProperty("quiet", True)
        self._said.setAccessibleName("页数")
        self._maker = PageMaker(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)

        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_S, 0, 0, theme.SPACE_XS)
        head.addWidget(self._said, 1)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addLayout(head)
        room.addWidget(self.view, 1)

        self._pause.timeout.connect(self._compose)
        self._maker.composed.connect(self._on_composed)
        self._maker.progressed.connect(lambda done, of: self._said.setText(f"正在排版… {done * 100 // max(of, 1)}%"))

    @property
    def said(self) -> str:
        """What is told of the number of pages."""
        return self._said.text()

    def show_profile(self, profile: Profile) -> None:
        """Show the pages as they are in ``profile``, soon; a wish before that is forgotten."""
        asked = replace(profile, id="", name="")  # another name changes no page
        if asked != self._asked:
            self._asked = asked
            self._pause.start(_PAUSE_MS if self._made is not None else 0)

    def _compose(self) -> None:
        assert self._asked is not None
        self._made = self._asked
        self._maker.make(self._items, self._asked, self._media)

    def _on_composed(self, pages: Pages) -> None:
        self.view.set_pages(pages)
        count = len(pages)
        changed = self._before and count != self._before
        self._said.setText(f"现在 {self._before} 页，改后 {count} 页" if changed else f"共 {count} 页")
        self.counted.emit(count)
