"""Where everything is put together: arguments → a command, or the window."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from huibao import __version__, paths
from huibao.cli.arguments import EXIT_DONE, EXIT_INPUT, EXIT_USAGE, Parser, UsageError, answer, say
from huibao.cli.commands import COMMANDS, run
from huibao.errors import HuibaoError
from huibao.formats import child
from huibao.services import expression_child, logs
from huibao.services.library import Library

_log = logging.getLogger(__name__)
_INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """The ``huibao`` command; returns the exit code: 0 done, 1 the input is at fault, 2 wrong usage."""
    args = list(sys.argv[1:] if argv is None else argv)
    if args[:1] == [child.ARGUMENT]:  # a frozen program reads received files in a process of its own kind
        return child.main()
    if args[:1] == [expression_child.ARGUMENT]:
        return expression_child.main()
    logs.start(paths.user_state())
    sys.excepthook = _say_unexpected
    try:
        if args and args[0] in COMMANDS:
            return run(args[0], args[1:], library)
        return _window(args)
    except UsageError as fault:
        say(fault.message)
        return EXIT_USAGE
    except HuibaoError as fault:
        _log.warning("refused", exc_info=fault)
        say(fault.message)
        return EXIT_INPUT


def library() -> Library:
    """The shipped templates and profiles, and the user's own."""
    return Library(paths.resources(), paths.user_data())


def _window(args: list[str]) -> int:
    parser = _window_parser()
    given = parser.parse_args(args)
    if given.version:
        answer(f"huibao {__version__}\n")
        return EXIT_DONE
    if not _has_screen():
        say("这里没有图形界面，窗口打不开；请在桌面环境中运行，或用 huibao --help 查看不需要窗口的命令。")
        return EXIT_INPUT
    try:
        gc.disable()  # nothing is garbage while modules are loaded; the window collects again when it is there

        from huibao.gui import start
    except ImportError as fault:
        _log.error("the window can't be loaded", exc_info=fault)
        say("窗口所需的系统组件不全，打不开；请按说明书“安装”一节补齐后再试。")
        return EXIT_INPUT
    return start(Path(given.file) if given.file else None)


def _window_parser() -> Parser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name.ljust(width)}  {command.about}" for name, command in COMMANDS.items())
    parser = Parser(
        "huibao",
        "huibao [FILE]  或  huibao 命令 …",
        "写年度工作总结和整改报告：打开窗口，或执行一个命令。",
        epilog=f"命令:\n{listed}\n\n每个命令的用法：huibao 命令 --help",
    )
    parser.arguments.add_argument("file", metavar="FILE", nargs="?", help="要打开的文件；名称与命令相同时写成 ./名称")
    parser.options.add_argument("--version", action="store_true", help="显示版本号")
    return parser


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _say_unexpected(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """A fault of our own: its place goes to the log, one sentence to the user. Python then ends with exit code 1."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(_INTERRUPTED)
    if issubclass(kind, BrokenPipeError):  # the reader of our output has gone: nothing is left to be said
        os._exit(EXIT_INPUT)
    _log.critical("unexpected", exc_info=(kind, fault, trace))
    say(f"程序内部出错，没有完成；请再试一次，仍然不行就把日志“{paths.user_state() / 'huibao.log'}”交给维护人员。")
