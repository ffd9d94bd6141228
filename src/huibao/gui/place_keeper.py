"""Where the user was in each file, how large the text was and what was closed in the outline, kept between starts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from huibao.gui.outline.pane import OutlinePane
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

    def __init__(self, settings: Settings, session: Session, zoom: Zoom, outline: OutlinePane, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._session, self._zoom, self._outline = settings, session, zoom, outline
        self._seen: tuple[Path, Id] | None = None
        self._closed: tuple[Path | None, tuple[Id, ...]] = (None, ())
        outline.folds_changed.connect(self._note_closed)

    def _note_closed(self, closed: tuple[Id, ...]) -> None:
        self._closed = (self._session.path, closed)

    def note(self, node: Id) -> None:
        """The cursor is at ``node`` of the report that is open."""
        path = self._session.path
        self._seen = (path, node) if path is not None else None

    def bring_back(self, otherwise: Id) -> Id:
        """The node where the user was in the file that is now open, ``otherwise`` where that is not known or is gone; its
        zoom is set, and the rows are closed that were."""
        path = self._session.path
        for name, node, zoom, closed in self._held() if path is not None else []:
            if path is not None and name == _key(path):
                self._zoom.set(zoom)
                if closed is not None:
                    self._outline.close_rows(closed)
                return node if node in _ENDS or tree.contains(self._session.report, node) else otherwise
        return otherwise

    def keep(self) -> None:
        """Write down where the user is, the newest last."""
        if self._seen is None:
            return
        path, node = self._seen
        held = self._held()
        closed = next((place[3] for place in held if place[0] == _key(path)), None)
        if self._closed[0] == path:
            closed = list(self._closed[1])
        others = [place for place in held if place[0] != _key(path)]
        self._settings.set(_NAME, [*others, (_key(path), node, self._zoom.percent, closed)][-MOST:])
        self._seen = None

    def _held(self) -> list[tuple[str, Id, int, list[Id] | None]]:
        """File, node, zoom and closed rows (None: as a report begins) of each place, the oldest first; what is not of that
        kind is passed over."""
        empty: list[object] = []
        held = self._settings.get(_NAME, empty)
        places = [place for place in held if isinstance(place, list | tuple)]
        kinds = [str, str, int]
        return [(one[0], one[1], one[2], _ids(one[3:4])) for one in places if list(map(type, one[:3])) == kinds]


def _ids(values: Sequence[object]) -> list[Id] | None:
    closed = values[0] if values else None
    return [value for value in closed if isinstance(value, str)] if isinstance(closed, list | tuple) else None


def _key(path: Path) -> str:
    return os.path.abspath(path)
