"""The application: Qt set up in Chinese, the services made, the window opened."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from huibao import __version__, paths
from huibao.gui import icons, theme
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor.editor import EditorPane
from huibao.gui.main_window import MainWindow
from huibao.gui.others import Others
from huibao.gui.windows import Windows
from huibao.model.report import Report
from huibao.services.corrections import CorrectionMemory
from huibao.services.library import Library
from huibao.services.recent import Recent
from huibao.services.recovery import Recovery
from huibao.services.session import Session
from huibao.services.settings import Settings

_log = logging.getLogger("huibao.gui")
COLLECT_AFTER_MS = 3000


def start(path: Path | None) -> int:
    """Open the window with the report ``path`` (None: the start page) and run until the last closes; returns the exit code."""
    on = desk()
    app = application(on.settings.get("look", ""))
    memory = CorrectionMemory(paths.user_config() / "corrections.json")

    def new_window(others: Others) -> MainWindow:
        window = build(replace(on, session=Session(Report())), others)
        window.reviews.begin(memory)
        return window

    windows = Windows(new_window)
    say_faults(windows.keep_copies)
    app.commitDataRequest.connect(lambda _manager: windows.keep_copies())  # the system is about to end the session
    window = windows.new()
    QTimer.singleShot(0, window, lambda: window.begin(path))
    QTimer.singleShot(COLLECT_AFTER_MS, window, _collect_from_now_on)
    return app.exec()


def _collect_from_now_on() -> None:
    """What was loaded at the start stays: it need not be searched for garbage again and again (a full search took 90 ms)."""
    gc.freeze()
    gc.enable()


def application(look: str = "") -> QApplication:
    """The application in Chinese, with the ``look`` of ``theme.apply``; the running one when there is one."""
    running = QApplication.instance()
    app = cast(QApplication, running) if running is not None else QApplication(sys.argv[:1])
    app.setApplicationName("huibao")
    app.setApplicationDisplayName("汇报")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("huibao")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.apply(app, look)
    app.setWindowIcon(icons.application_icon())
    return app


def desk() -> Desk:
    """The services over the user's own folders, and an empty session."""
    # A home folder may be on a slow server. Python waits for what was handed over before it ends.
    writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="huibao-settings")
    settings = Settings(paths.user_config() / "settings.json", writer.submit)
    return Desk(
        Session(Report()),
        Library(paths.resources(), paths.user_data()),
        settings,
        Recent(settings),
        Recovery(paths.user_state() / "recovery"),
    )


def build(on: Desk, others: Others | None = None) -> MainWindow:
    """A window over ``on``, not yet shown."""
    return MainWindow(on, EditorPane(on.session), others)


def say_faults(keep: Callable[[], bool]) -> None:
    """From now on an unexpected exception is logged and said once; ``keep`` puts the reports into recovery first."""
    said: list[bool] = []

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _log.critical("unexpected", exc_info=(kind, fault, trace))
        kept = keep()
        if not said:
            said.append(True)
            more = "报告的内容已经自动留存一份；" if kept else ""
            tell(QApplication.activeWindow(), "程序出了问题", f"刚才的操作没有完成。{more}请先另存一份，再重新启动汇报。")

    sys.excepthook = hook
