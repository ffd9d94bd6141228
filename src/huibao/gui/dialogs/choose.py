"""The dialog for one of several, each with a few words about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from huibao.gui.dialogs.frame import choice_list, lay_out, quiet_label


class ChooseDialog(QDialog):
    """``choices``: id, name, words about it. ``chosen`` is the id of the one that is picked."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str, str]], current: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._list = choice_list(title, [name for _, name, _ in self._choices])
        self._about = quiet_label("")
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setMinimumHeight(48)

        self.setWindowTitle(title)
        self.resize(460, 340)
        lay_out(self, self._list, self._about, accept="套用")

        self._list.currentRowChanged.connect(lambda row: self._about.setText(self._choices[row][2]))
        self._list.itemDoubleClicked.connect(self.accept)
        self.pick(current)

    def pick(self, id_: str) -> None:
        """Point at the choice ``id_``; the first where there is none of that id."""
        ids = [known for known, _, _ in self._choices]
        self._list.setCurrentRow(ids.index(id_) if id_ in ids else 0)

    @property
    def chosen(self) -> str:
        """The id that is picked."""
        return self._choices[self._list.currentRow()][0]
