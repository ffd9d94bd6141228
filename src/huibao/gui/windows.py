"""Several reports in several windows of one program: which window shows which file, and how all of them are left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMainWindow

from huibao.gui.file_flow import FileFlow
from huibao.gui.main_window import MainWindow
from huibao.gui.others import Others

_STEP = QPoint(28, 28)


class Windows(QObject):
    """All windows that are open. ``build`` makes one more, over a desk of its own, not yet shown."""

    def __init__(self, build: Callable[[Others], MainWindow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._open: list[MainWindow] = []
        self._leaving = False

    def __iter__(self) -> Iterator[MainWindow]:
        return iter(tuple(self._open))

    def __len__(self) -> int:
        return len(self._open)

    def new(self, beside: QMainWindow | None = None) -> MainWindow:
        """One more window, shown, with no report; a little beside that one."""
        window = self._build(self)
        self._open.append(window)
        window.closed.connect(lambda: self._on_closed(window))
        window.files.stayed.connect(self._on_stayed)
        if beside is not None and not (beside.isMaximized() or beside.isFullScreen()):
            window.resize(beside.size())
            window.move(beside.pos() + _STEP)
        window.show()
        return window

    def elsewhere(self, beside: QMainWindow) -> FileFlow:
        """The files of a window that shows no report, a new one if need be, which comes to the front."""
        window = next((one for one in self._open if not one.files.is_open), None) or self.new(beside)
        self.bring_up(window)
        return window.files

    def raise_showing(self, path: Path, word: Path | None = None) -> bool:
        """Bring the window that shows the file ``path`` to the front, to take back from ``word``; whether there is one."""
        window = next((one for one in self._open if one.files.shows(path)), None)
        if window is not None:
            self.bring_up(window)
            if word is not None:
                window.files.word_came.emit(word)
        return window is not None

    def bring_up(self, window: QMainWindow) -> None:
        """To the front, out of the task bar, with the keys."""
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    def keep_copies(self) -> bool:
        """Keep what is not saved in recovery, in all windows; whether there is a copy of any."""
        return sum(window.keep_copy() for window in self._open) > 0

    # Leaving.

    def quit(self) -> None:
        """Close all windows, one after the other; each asks about what is not saved. Where the user stays, the others stay."""
        self._leaving = True
        self._close_next()

    def _close_next(self) -> None:
        if self._leaving and self._open:
            window = self._open[-1]
            self.bring_up(window)
            window.close()

    def _on_closed(self, window: MainWindow) -> None:
        if window in self._open:
            self._open.remove(window)
            window.deleteLater()
        QTimer.singleShot(0, self, self._close_next)

    def _on_stayed(self) -> None:
        self._leaving = False
