"""The files opened last, newest first."""

from __future__ import annotations

import os
from pathlib import Path

from huibao.services.settings import Settings

MOST = 12
_NAME = "recent"


class Recent:
    """At most ``MOST`` files, kept in ``settings``. A file that is gone is not shown, but kept: a USB stick comes back."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def add(self, path: Path) -> None:
        """``path`` was opened or saved just now."""
        name = _absolute(path)
        self._keep([name, *(other for other in self._names() if other != name)])

    def drop(self, path: Path) -> None:
        """Forget ``path``."""
        name = _absolute(path)
        self._keep([other for other in self._names() if other != name])

    def clear(self) -> None:
        """Forget all."""
        self._keep([])

    def shown(self) -> tuple[Path, ...]:
        """The files that are there now, newest first."""
        return tuple(path for path in map(Path, self._names()) if _is_there(path))

    def _names(self) -> list[str]:
        empty: list[object] = []
        return [name for name in self._settings.get(_NAME, empty) if isinstance(name, str)]

    def _keep(self, names: list[str]) -> None:
        self._settings.set(_NAME, names[:MOST])


def _absolute(path: Path) -> str:
    return os.path.abspath(path)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
