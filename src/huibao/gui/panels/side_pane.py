"""The optional pane at the right: tabs, of which it remembers the last."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QToolButton, QWidget

from huibao.gui import icons


class SidePane(QTabWidget):
    """Holds panes by name. ``shown_changed``: it was opened or closed, or another tab came up."""

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName("右侧栏")
        close = QToolButton()
        icons.put(close, "close")
        close.setToolTip("关闭右侧栏")
        close.setAccessibleName("关闭右侧栏")
        close.clicked.connect(self.fold)
        self.setCornerWidget(close)
        self.currentChanged.connect(self.shown_changed)
        self.hide()

    def add_pane(self, name: str, title: str, pane: QWidget) -> None:
        """A tab more, at the end."""
        self.insert_pane(len(self._names), name, title, pane)

    def insert_pane(self, at: int, name: str, title: str, pane: QWidget) -> None:
        """A tab more, as number ``at`` from 0."""
        self._names.insert(at, name)
        self.insertTab(at, pane, title)

    def take_pane(self, name: str) -> None:
        """A tab less; its widget is free to stand elsewhere. When it was the one that is seen, the pane closes."""
        if self.shown == name:
            self.fold()
        at = self._names.index(name)
        del self._names[at]
        self.removeTab(at)

    def set_title(self, name: str, title: str) -> None:
        """Another title for the tab ``name``."""
        self.setTabText(self._names.index(name), title)

    @property
    def shown(self) -> str:
        """The name of the tab that is seen, "" while the pane is closed."""
        return "" if self.isHidden() else self._names[self.currentIndex()]

    def unfold(self, name: str) -> None:
        """Open the pane at the tab ``name``; an unknown one opens nothing."""
        if name in self._names and self.shown != name:
            self.setCurrentIndex(self._names.index(name))
            self.show()
            self.shown_changed.emit()

    def fold(self) -> None:
        """Close the pane."""
        if not self.isHidden():
            self.hide()
            self.shown_changed.emit()

    def toggle(self, name: str) -> None:
        """Open the pane at ``name``, or close it when that is what is seen."""
        if self.shown == name:
            self.fold()
        else:
            self.unfold(name)
