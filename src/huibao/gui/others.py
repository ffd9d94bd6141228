"""What a window asks of the other windows of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from huibao.gui.file_flow import FileFlow


class Others(Protocol):
    """All windows of the program, the one that asks included."""

    def __iter__(self) -> Iterator[QMainWindow]: ...

    def __len__(self) -> int: ...

    def new(self, beside: QMainWindow | None = None) -> QMainWindow:
        """One more window, shown, with no report; a little beside that one."""

    def elsewhere(self, beside: QMainWindow) -> FileFlow:
        """The files of a window that shows no report, a new one if need be, which comes to the front."""

    def raise_showing(self, path: Path, word: Path | None = None) -> bool:
        """Bring the window that shows the file ``path`` to the front, to take back from ``word``; whether there is one."""

    def bring_up(self, window: QMainWindow) -> None:
        """To the front, out of the task bar, with the keys."""

    def quit(self) -> None:
        """Close all windows, one after the other; each asks about what is not saved. Where the user stays, the others stay."""
