"""Where the user was in each file, and how large the text was, kept between starts."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject

from huibao.gui.zoom import Zoom
from huibao.model import tree
from huibao.model.report import Id
from huibao.services.session import Session
from huibao.services.settings import Settings

MOST = 40
_NAME = "places"
_ENDS = ("front", "end")


class PlaceKeeper(QObject):
    """Remembers places of native files alone: only their nodes have the same ids when they are opened again."""

    def __init__(self, settings: Settings, session: Session, zoom: Zoom, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._session, self._zoom = settings, session, zoom
        self._seen: tuple[Path, Id] | None = None

    def note(self, node: Id) -> None:
        """The cursor is at ``node`` of the report that is open."""
        path = self._session.path
        self._seen = (path, node) if path is not None else None

    def bring_back(self, otherwise: Id) -> Id:
        """The node where the user was in the file that is now open, ``otherwise`` where that is not known or is gone; its
        zoom is set."""
        path = self._session.path
        for name, node, zoom in self._held() if path is not None else []:
            if path is not None and name == _key(path):
                self._zoom.set(zoom)
                return node if node in _ENDS or tree.contains(self._session.report, node) else otherwise
        return otherwise

    def keep(self) -> None:
        """Write down where the user is, the newest last."""
        if self._seen is None:
            return
        path, node = self._seen
        others = [place for place in self._held() if place[0] != _key(path)]
        self._settings.set(_NAME, [*others, (_key(path), node, self._zoom.percent)][-MOST:])
        self._seen = None

    def _held(self) -> list[tuple[str, Id, int]]:
        """File, node and zoom of each place, the oldest first; what is not of that kind is passed over."""
        empty: list[object] = []
        held = self._settings.get(_NAME, empty)
        places = [place for place in held if isinstance(place, list | tuple)]
        return [(one[0], one[1], one[2]) for one in places if list(map(type, one)) == [str, str, int]]


def _key(path: Path) -> str:
    return os.path.abspath(path)
