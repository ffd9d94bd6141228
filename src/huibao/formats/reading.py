"""Reading a received file of any kind: plain text here, whatever has a parser in a child process that may die of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from huibao.errors import Cancelled, InputError, PasswordNeeded
from huibao.formats import child, office, sniff, txt, wire
from huibao.model.source import Source

_IN_CHILD = frozenset(("docx", "docm", "flat", "doc", "encrypted", "html"))
_BY_OFFICE = frozenset(("rtf", "odt", "wordxml"))
_START = 10
"""Seconds that a slow disk or a virus scanner may take to start the child."""
_POLL = 0.05

TOO_LONG = (
    f"文件太复杂，{child.SECONDS} 秒还没有读完，已经停下；请用 Word 或 WPS 打开后另存为一份新的 .docx，再打开那一份。"
)
_NO_CHILD = "读取文件的辅助程序启动不了，文件没有打开；请检查安全软件是否拦截了本程序，再试一次。"
_log = logging.getLogger(__name__)


def read(
    data: bytes,
    kind: str,
    name: str = "",
    *,
    encoding: str | None = None,
    password: str | None = None,
    cancelled: Callable[[], bool] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Source:
    """The content of a file of ``kind`` (as ``sniff.kind_of`` gives it); ``name`` is for messages.

    ``encoding`` is that of plain text, None: found out. ``cancelled`` is asked 20 times a second; ``meanwhile`` is done
    while the child starts. Raises PasswordNeeded when the file wants a password or another one than ``password``,
    Cancelled, and InputError with a sentence for the user: for a kind that can't be read, for damage, for a file that
    takes more than 5 s or 500 MB.
    """
    if kind == "txt":
        return txt.read_text(data, encoding)
    if kind in _BY_OFFICE:
        return _read_by_office(data, kind, name, cancelled)
    if kind not in _IN_CHILD:
        raise sniff.refuse(kind, name)
    try:
        return read_in_child(wire.Request(data, kind, name, password), cancelled, meanwhile)
    except (PasswordNeeded, Cancelled):
        raise
    except InputError as fault:
        if kind != "doc" or not office.program():
            raise
        _log.warning("an old Word file is left to LibreOffice", exc_info=fault)
        try:
            return _read_by_office(data, kind, name, cancelled)
        except Cancelled:
            raise
        except InputError:
            raise fault from None


def _read_by_office(data: bytes, kind: str, name: str, cancelled: Callable[[], bool] | None) -> Source:
    """What LibreOffice makes of the file, as a .docx in a folder of its own, is read like any other."""
    if not office.program():
        raise sniff.refuse(kind, name)
    with tempfile.TemporaryDirectory(prefix="huibao-", ignore_cleanup_errors=True) as folder:
        command = office.convert_command(data, kind, Path(folder))
        code, _ = run(_limited(command), b"", office.SECONDS, cancelled, child_environment())
        made = office.converted(Path(folder))
    if made is None:
        _log.warning("LibreOffice ended with %s", code)
        raise InputError(office.FAILED)
    source = read_in_child(wire.Request(made, "docx", name), cancelled)
    return replace(source, kind=kind, notes=(*source.notes, office.NOTE))


def read_in_child(
    request: wire.Request, cancelled: Callable[[], bool] | None = None, meanwhile: Callable[[], object] = lambda: None
) -> Source:
    """What the child makes of ``request``; errors as ``read``."""
    seconds = child.SECONDS + _START
    code, out = run(child_command(), wire.pack_request(request), seconds, cancelled, child_environment(), meanwhile)
    if code is None or code in _TIME_IS_UP:
        raise InputError(TOO_LONG)
    try:
        answer = wire.unpack_answer(out)
        if answer.fault:
            _log.warning("a received file could not be read: %s", answer.fault)
        if answer.password:
            raise PasswordNeeded(answer.error, wrong=answer.wrong)
        if answer.error:
            raise InputError(answer.error)
        return wire.source_of(answer)
    except (msgspec.MsgspecError, ValueError) as error:
        _log.error("the child that reads ended with %s", code)
        raise InputError(child.FAILED) from error


def child_command() -> list[str]:
    """The command that starts the child; in a frozen program that is the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, child.ARGUMENT]
    return [sys.executable, "-P", "-m", child.__name__]


def _limited(command: list[str]) -> list[str]:
    """``command`` under limits: the child sets them, then becomes that program. Windows has only the time."""
    return command if sys.platform == "win32" else [*child_command(), *command]


def run(
    command: list[str],
    given: bytes,
    seconds: float,
    cancelled: Callable[[], bool] | None = None,
    environment: dict[str, str] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[int | None, bytes]:
    """Run ``command`` with ``given`` as its input; returns its exit code (None: stopped after ``seconds``) and output.
    ``meanwhile`` is done once it runs. Raises Cancelled, and InputError when it can't be started. It is never left
    running, nor is what it started."""
    try:
        process = _started(command, environment)
    except OSError as error:
        raise InputError(_NO_CHILD) from error
    said: list[bytes] = []
    # A thread of its own: communicate() with a timeout forgets what it has not yet sent.
    talk = threading.Thread(target=lambda: said.append(process.communicate(given)[0]), daemon=True)
    talk.start()
    end = time.monotonic() + seconds
    try:
        meanwhile()
        while talk.is_alive() and time.monotonic() < end:
            if cancelled is not None and cancelled():
                raise Cancelled("已取消，文件没有打开。")
            talk.join(_POLL)
    finally:
        in_time = not talk.is_alive()
        if not in_time:
            _stop(process)
            talk.join()
    return (process.returncode, b"".join(said)) if in_time else (None, b"")


def _started(command: list[str], environment: dict[str, str] | None) -> subprocess.Popen[bytes]:
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=nothing,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process, and on POSIX what it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        import signal

        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            process.kill()


def child_environment() -> dict[str, str]:
    """The child finds the same ``huibao`` as its parent; ``-P`` keeps the current folder out of what it may import."""
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": home + (os.pathsep + known if known else "")}


def _time_is_up() -> frozenset[int]:
    if sys.platform == "win32":
        return frozenset()
    import signal

    return frozenset((-signal.SIGALRM, -signal.SIGXCPU))


_TIME_IS_UP = _time_is_up()
