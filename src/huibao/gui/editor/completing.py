"""Names offered while one is typed: of several in a field, parted by 、, the one at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from huibao.model.names import SEPARATORS


class NamesCompleter(QCompleter):
    """Completes the last name of ``line`` from ``names``; the key down offers them all."""

    def __init__(self, names: tuple[str, ...], line: QLineEdit) -> None:
        super().__init__(list(names), line)
        self._line = line
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(8)

    def splitPath(self, path: str) -> list[str]:
        """What is completed: the words behind the last separator."""
        return [path[_last(path) :].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole field with the chosen name at its end."""
        text = self._line.text()
        return text[: _last(text)] + str(index.data(self.completionRole()))

    def offer_all(self) -> None:
        """Show all that fits, without anything being typed."""
        self.setCompletionPrefix(self.splitPath(self._line.text())[0])
        self.complete()


def _last(text: str) -> int:
    return max(text.rfind(mark) for mark in SEPARATORS) + 1
