"""A Qt application for code that needs fonts and painting but no window."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def application() -> QGuiApplication:
    """The running application; without one, an offscreen application that opens no window and lives as long as Python.

    Raises RuntimeError when a QCoreApplication without a GUI is running.
    """
    running = QCoreApplication.instance()
    if running is None:
        # Windows and macOS need no display, and there the offscreen plugin would not see the system's fonts.
        offscreen = [] if sys.platform in ("win32", "darwin") else ["-platform", "offscreen"]
        _kept.append(QGuiApplication([*(sys.argv[:1] or ["huibao"]), *offscreen]))
        return _kept[0]
    if not isinstance(running, QGuiApplication):
        raise RuntimeError("a QCoreApplication is running; fonts need a QGuiApplication")
    return running
