"""The log: what happened and where in the program, never a word of a document."""

from __future__ import annotations

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

_SIZE = 512 * 1024
_OLD_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(folder: Path, level: int = logging.WARNING) -> Path:
    """Log what our own modules say, from ``level`` up, to ``huibao.log`` in ``folder``; returns that file. The file comes to
    be with the first line. Called again it only moves to the new folder. A log that can't be written stops nobody."""
    logger = logging.getLogger("huibao")
    for handler in list(logger.handlers):
        if isinstance(handler, _LogFile):
            logger.removeHandler(handler)
            handler.close()
    handler = _LogFile(folder / "huibao.log")
    handler.setFormatter(_Wordless(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return folder / "huibao.log"


class _LogFile(RotatingFileHandler):
    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=_SIZE, backupCount=_OLD_FILES, encoding="utf-8", errors="replace", delay=True)

    def _open(self) -> Any:
        with contextlib.suppress(OSError):  # opening will say it
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's own name)
        """A full disk or a read-only home: there is nowhere left to say it."""


class _Wordless(logging.Formatter):
    """Exceptions as the places they passed and their types: their messages may quote a document."""

    def formatException(self, ei: _Fault) -> str:  # noqa: N802  (logging's own name)
        lines: list[str] = []
        fault = ei[1]
        seen: set[int] = set()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            lines.append(_name(fault))
            frames = traceback.extract_tb(fault.__traceback__)
            lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n".join(lines)


def _name(fault: BaseException) -> str:
    if isinstance(fault, OSError):
        return f"{type(fault).__name__} errno {fault.errno}"
    return f"{type(fault).__module__}.{type(fault).__qualname__}"
