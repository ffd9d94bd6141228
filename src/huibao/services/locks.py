"""A lock file beside a report says who has it open, on which computer and since when."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from huibao.errors import OutputError
from huibao.services import computers

_MOST_BYTES = 4096
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a report open. ``since`` as local ISO time to the second; ``token`` tells one lock from another."""

    user: str = ""
    computer: str = ""
    since: str = ""
    pid: int = 0
    token: str = ""

    @property
    def sentence(self) -> str:
        """For the user: who, where, since when, as far as known."""
        who = self.user or "有人"
        where = f"在电脑“{self.computer}”上" if self.computer else ""
        return f"{who}{where}{_shown(self.since)}已打开这份报告"


class HeldError(OutputError):
    """Another window, user or computer has the report open: ``holder``."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(f"{holder.sentence}；可以只读打开、另存一份，或确认对方已关闭后接管。", in_use=True)
        self.holder = holder


class Lock:
    """A lock that is ours until ``release``. ``file`` is None where the folder takes no lock file: then nobody is warned,
    and nobody is kept from working either."""

    def __init__(self, file: Path | None, holder: Holder) -> None:
        self.file = file
        self.holder = holder

    @property
    def is_ours(self) -> bool:
        """Whether the lock is still ours: nobody took it over."""
        return self.file is None or _read(self.file) == self.holder

    def release(self) -> None:
        """Let go; a lock that someone took over stays theirs."""
        if self.file is not None and self.is_ours:
            with contextlib.suppress(OSError):
                self.file.unlink()
        self.file = None


def take(path: Path, *, over: bool = False) -> Lock:
    """The lock of the report ``path``. Raises HeldError when someone else has it, unless ``over`` (taking over, asked of the
    user). A lock that a crash on this computer left behind is taken without asking; another computer's never is."""
    file = lock_file(path)
    ours = Holder(
        computers.user(),
        computers.computer(),
        datetime.now().astimezone().isoformat(timespec="seconds"),
        os.getpid(),
        secrets.token_hex(8),
    )
    data = json.dumps(asdict(ours), ensure_ascii=False).encode("utf-8")
    held = holder(path)
    if held is not None and not over:
        raise HeldError(held)
    try:
        _clear(file, held)
        with file.open("xb") as out:  # of two that come at once, one succeeds
            out.write(data)
    except FileExistsError:
        raise HeldError(holder(path) or Holder()) from None
    except OSError as fault:
        _log.warning("no lock can be kept here", exc_info=fault)
        return Lock(None, ours)
    return Lock(file, ours)


def _clear(file: Path, held: Holder | None) -> None:
    """Take away the lock of ``held`` (None: one that nobody holds any more), but no newer one."""
    there = _read(file)
    if there is not None and (there == held or (held is None and not _is_held(there))):
        with contextlib.suppress(FileNotFoundError):
            file.unlink()


def holder(path: Path) -> Holder | None:
    """Who has the report ``path`` open; None when nobody has, or the one who had it crashed on this computer."""
    held = _read(lock_file(path))
    return held if held and _is_held(held) else None


def _is_held(held: Holder) -> bool:
    """False only where it is certain: the process ran on this computer, and runs no more."""
    return held.computer != computers.computer() or computers.is_running(held.pid)


def lock_file(path: Path) -> Path:
    """Where the lock of ``path`` stands; beside it, hidden on Linux."""
    path = Path(os.path.realpath(path))
    return path.with_name(f".~{path.name}.lock")


def _read(file: Path) -> Holder | None:
    """The holder in a lock file, a nameless one for a file that can't be understood, None when there is no file."""
    try:
        with file.open("rb") as opened:
            values = json.loads(opened.read(_MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return Holder()
    if not isinstance(values, dict):
        return Holder()
    texts = {name: str(values.get(name, ""))[:100] for name in ("user", "computer", "since", "token")}
    pid = values.get("pid")
    return Holder(**texts, pid=pid if type(pid) is int else 0)


def _shown(since: str) -> str:
    try:
        return datetime.fromisoformat(since).astimezone().strftime("从 %m-%d %H:%M 起")
    except (ValueError, OverflowError):
        return ""
