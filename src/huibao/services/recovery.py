"""Copies of reports that are not saved yet, for the day after a crash or a power cut."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from huibao.formats import native
from huibao.model.report import Report
from huibao.services import computers, files

_log = logging.getLogger(__name__)
_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Recovered:
    """A copy that was found. ``path``: the report's own file (None: it was never saved); ``source``: the received file it
    came from; ``time``: local ISO time of the copy; ``file``: the copy, a native file."""

    key: str
    file: Path
    path: Path | None = None
    source: Path | None = None
    time: str = ""
    title: str = ""


class Recovery:
    """Copies in ``folder``, two files each: ``KEY.huibao`` and ``KEY.json``, which says whose copy it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(
        self,
        key: str,
        report: Report,
        media: Mapping[str, bytes],
        path: Path | None = None,
        source: Path | None = None,
        previous: Report | None = None,
    ) -> None:
        """Keep ``report`` under ``key`` (letters, digits, - and _), in place of the copy kept before. Raises OutputError."""
        copy, about = self._files(key)
        values = {
            "path": _absolute(path),
            "source": _absolute(source),
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "title": report.title,
            "computer": computers.computer(),
            "pid": os.getpid(),
        }
        with contextlib.suppress(OSError):  # if it can't be made, writing says why
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_atomically(copy, native.dump(report, media, previous))
        files.write_atomically(about, json.dumps(values, ensure_ascii=False).encode("utf-8", errors="replace"))

    def found(self) -> tuple[Recovered, ...]:
        """Copies that no running window keeps, newest first. A copy whose description is lost is still found."""
        try:
            copies = list(self._folder.glob("*.huibao"))
        except OSError:
            return ()
        copies = [copy for copy in copies if _KEY.fullmatch(copy.stem)]
        recovered = [about for copy in copies if (about := self._about(copy)) is not None]
        return tuple(sorted(recovered, key=lambda one: one.time, reverse=True))

    def load(self, recovered: Recovered) -> native.Native:
        """The report of a copy. Raises InputError when the copy is damaged."""
        return native.load(files.read_file(recovered.file, 8 * files.LIMIT))

    def drop(self, key: str) -> None:
        """The copy is no longer needed: the report was saved, or the user does not want it."""
        for file in self._files(key):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)

    def _files(self, key: str) -> tuple[Path, Path]:
        if not _KEY.fullmatch(key):
            raise ValueError(f"no key: {key!r}")
        return self._folder / f"{key}.huibao", self._folder / f"{key}.json"

    def _about(self, copy: Path) -> Recovered | None:
        """What is known of a copy; None while the process that keeps it runs on this computer."""
        try:
            values = json.loads(self._files(copy.stem)[1].read_bytes())
            text = {name: str(values.get(name) or "") for name in ("path", "source", "time", "title", "computer")}
            pid = values.get("pid")
        except (OSError, ValueError, AttributeError, RecursionError) as fault:
            _log.warning("a recovery copy has no description", exc_info=fault)
            return Recovered(copy.stem, copy)
        if text["computer"] == computers.computer() and type(pid) is int and computers.is_running(pid):
            return None
        path, source = (Path(text[name]) if text[name] else None for name in ("path", "source"))
        return Recovered(copy.stem, copy, path, source, text["time"], text["title"])


def _absolute(path: Path | None) -> str:
    return os.path.abspath(path) if path else ""
