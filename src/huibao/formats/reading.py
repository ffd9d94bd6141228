"""Reading a received file of any kind: plain text here, whatever has a parser in a child process that may die of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from huibao.errors import Cancelled, InputError, PasswordNeeded
from huibao.formats import child, sniff, txt, wire
from huibao.model.source import Source

_IN_CHILD = frozenset(("docx", "docm"))
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
) -> Source:
    """The content of a file of ``kind`` (as ``sniff.kind_of`` gives it); ``name`` is for messages.

    ``encoding`` is that of plain text, None: found out. ``cancelled`` is asked 20 times a second. Raises PasswordNeeded
    when the file wants a password or another one than ``password``, Cancelled, and InputError with a sentence for the
    user: for a kind that can't be read, for damage, for a file that takes more than 5 s or 500 MB.
    """
    if kind == "txt":
        return txt.read_text(data, encoding)
    if kind not in _IN_CHILD:
        raise sniff.refuse(kind, name)
    return read_in_child(wire.Request(data, kind, name, password), cancelled)


def read_in_child(request: wire.Request, cancelled: Callable[[], bool] | None = None) -> Source:
    """What the child makes of ``request``; errors as ``read``."""
    code, out = run(
        child_command(), wire.pack_request(request), child.SECONDS + _START, cancelled, _child_environment()
    )
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


def run(
    command: list[str],
    given: bytes,
    seconds: float,
    cancelled: Callable[[], bool] | None = None,
    environment: dict[str, str] | None = None,
) -> tuple[int | None, bytes]:
    """Run ``command`` with ``given`` as its input; returns its exit code (None: stopped after ``seconds``) and output.
    Raises Cancelled, and InputError when it can't be started. It is never left running, nor is what it started."""
    try:
        process = _started(command, environment)
    except OSError as error:
        raise InputError(_NO_CHILD) from error
    end = time.monotonic() + seconds
    waiting: bytes | None = given
    try:
        while True:
            try:
                out, _ = process.communicate(waiting, timeout=min(_POLL, seconds))
            except subprocess.TimeoutExpired:
                waiting = None  # it is on its way, and may not be given twice
                if cancelled is not None and cancelled():
                    raise Cancelled("已取消，文件没有打开。") from None
                if time.monotonic() > end:
                    return None, b""
            else:
                return process.returncode, out
    finally:
        if process.poll() is None:
            _stop(process)


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
    process.communicate()


def _child_environment() -> dict[str, str]:
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
