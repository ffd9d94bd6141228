"""What the user chose, kept between starts as one JSON file. Losing it must never stop the work."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from huibao.errors import HuibaoError
from huibao.services import files

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Settings:
    """Named values (text, numbers, yes/no, lists, tables of them) in the file ``path``, read when first asked for.

    A missing or broken file counts as empty; a file that can't be written is logged, and the values hold until the end.
    Each write reads the file anew, so that two windows do not undo each other's choices. ``elsewhere`` does a write, one
    after the other, without being waited for (a slow disk must not hold up the window); None: it is done at once.
    """

    def __init__(self, path: Path, elsewhere: Callable[[Callable[[], None]], object] | None = None) -> None:
        self._path = path
        self._elsewhere = elsewhere
        self._values: dict[str, Any] | None = None
        self._unwritten: dict[str, object] = {}
        self._lock = Lock()

    def get(self, name: str, default: T) -> T:
        """The value ``name``; ``default`` when there is none or it is of another type than ``default`` (None: any)."""
        with self._lock:
            if self._values is None:
                self._values = self._read()
            value = self._values.get(name, default)
        fits = default is None or type(value) is type(default)
        return value if fits else default

    def set(self, name: str, value: object) -> None:
        """Keep ``value`` (what JSON can hold) under ``name``; None takes it away."""
        with self._lock:
            self._unwritten[name] = value
            self._values = _changed(self._read() if self._values is None else self._values, {name: value})
        if self._elsewhere is None:
            self._write()
        else:
            self._elsewhere(self._write)

    def _write(self) -> None:
        """Bring what was set since the last write into the file."""
        with self._lock:
            changes, self._unwritten = self._unwritten, {}
        if not changes:
            return
        values = _changed({**(self._values or {}), **self._read()}, changes)
        with self._lock:
            self._values = _changed(values, self._unwritten)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)
            files.write_atomically(self._path, text.encode("utf-8"))
        except (OSError, HuibaoError) as fault:
            _log.warning("settings are not kept", exc_info=fault)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as fault:
            _log.warning("settings can't be read", exc_info=fault)
            return {}
        return values if isinstance(values, dict) else {}


def _changed(values: dict[str, Any], changes: dict[str, object]) -> dict[str, Any]:
    """``values`` with ``changes`` made; None takes a value away."""
    return {name: value for name, value in {**values, **changes}.items() if value is not None}
