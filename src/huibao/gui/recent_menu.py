"""The submenu of the files that were open last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from huibao.services.recent import Recent


class RecentMenu(QObject):
    """Fills ``menu`` each time it opens. ``file_chosen``: this file should be opened."""

    file_chosen = Signal(object)

    def __init__(self, menu: QMenu, recent: Recent) -> None:
        super().__init__(menu)
        self._menu, self._recent = menu, recent
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self._menu.clear()
        for path in self._recent.shown():
            self._menu.addAction(_said(path), lambda path=path: self.file_chosen.emit(path))
        if self._menu.isEmpty():
            self._menu.addAction("还没有打开过文件").setEnabled(False)
        else:
            self._menu.addSeparator()
            self._menu.addAction("清空这个列表", self._recent.clear)


def _said(path: Path) -> str:
    return f"{path.name}    {path.parent}".replace("&", "&&")
