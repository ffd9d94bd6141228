"""The command line's grammar: an argparse that speaks Chinese and says what is wrong in one line."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

EXIT_DONE, EXIT_INPUT, EXIT_USAGE = 0, 1, 2

# argparse's own messages; a text that fits none is left out, and the usage line still tells what is right.
_FAULTS = (
    (r"the following arguments are required: (.+)", "缺少 {}"),
    (r"unrecognized arguments: (.+)", "不认识 {}"),
    (r"argument (\S+): expected one argument", "{} 后面缺少内容"),
    (r"argument ([^:]+): invalid choice: (.+?) \(choose from .+", "{} 不能是 {}"),
    (r"argument (\S+): invalid int value: (.+)", "{} 后面应是整数，不能是 {}"),
    (r"ambiguous option: (\S+) could match .*", "{} 有几种可能，请写全"),
)


class UsageError(Exception):
    """The command was used wrongly: ``message`` is one Chinese sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix if prefix is not None else "用法：")


class Parser(argparse.ArgumentParser):
    """A parser of one command. ``usage`` is written by hand: it is the line a user learns from."""

    def __init__(self, name: str, usage: str, about: str, *, epilog: str = "") -> None:
        super().__init__(
            prog=name, usage=usage, description=about, epilog=epilog, add_help=False, formatter_class=_Formatter,
            allow_abbrev=False,
        )  # fmt: skip
        self.arguments = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def print_help(self, file: Any = None) -> None:
        """The help, on standard output."""
        show(self.format_help().splitlines())

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with ``message`` in Chinese and the usage."""
        raise UsageError(f"{_chinese(message)}。用法：{self.usage}")


def _chinese(message: str) -> str:
    for pattern, words in _FAULTS:
        match = re.fullmatch(pattern, message, re.S)
        if match:
            return "用法不对，" + words.format(*match.groups())
    return "用法不对"


def say(*lines: str) -> None:
    """Lines on standard error, each one line whatever it holds."""
    for line in lines:
        _write(sys.stderr, " ".join(line.split("\n")) + "\n")


def answer(text: str) -> None:
    """``text`` on standard output as UTF-8, whatever the console's code page."""
    if sys.stdout is None:  # a windowed program on Windows has none
        return
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(text)
    else:
        raw.write(text.encode("utf-8", errors="replace"))
        raw.flush()


def show(lines: Iterable[str]) -> None:
    """Lines for people on standard output, in the console's own encoding."""
    _write(sys.stdout, "".join(line + "\n" for line in lines))


def _write(stream: Any, text: str) -> None:
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968"):  # no Chinese at all: then rather UTF-8
        encoding = "utf-8"
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text)
    else:
        stream.flush()
        raw.write(text.encode(encoding, errors="replace"))
    stream.flush()


def answer_json(value: object) -> None:
    """``value`` as JSON alone on standard output."""
    answer(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def same_file(source: Path, target: Path) -> bool:
    """Whether both names are of one file that is there."""
    try:
        return os.path.samefile(source, target)
    except (OSError, ValueError):
        return False  # one of them is not there
