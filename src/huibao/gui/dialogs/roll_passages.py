"""The dialog in which another passage of last year is chosen for one of this year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from huibao.gui.dialogs.frame import choice_list, lay_out, quiet_label
from huibao.yearly import Passage

_FIRST = 60  # characters that a passage is known by


class ChoosePassageDialog(QDialog):
    """Lists last year's passages; typing narrows the list. ``chosen`` is the one that is picked, None: none is."""

    def __init__(
        self, this: Passage, passages: Sequence[Passage], current: Passage | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._passages = tuple(passages)
        self._list = choice_list("去年的段落", [_shortened(passage) for passage in self._passages])
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("输入几个字，筛选去年的段落…")
        self._filter.setAccessibleName("筛选")
        self._filter.setClearButtonEnabled(True)
        self.setWindowTitle("选择去年对应的段落")
        self.resize(620, 460)
        lay_out(self, quiet_label(f"今年：{_shortened(this)}"), self._filter, self._list, accept="对应这一段")
        self._filter.textChanged.connect(self._narrow)
        self._list.itemDoubleClicked.connect(self.accept)
        if current is not None and current in self._passages:
            self._list.setCurrentRow(self._passages.index(current))

    @property
    def chosen(self) -> Passage | None:
        """The passage that is picked and seen."""
        at = self._list.currentRow()
        return self._passages[at] if at >= 0 and not self._list.item(at).isHidden() else None

    def _narrow(self, wanted: str) -> None:
        wanted = "".join(wanted.split())
        seen = [wanted in passage.label + passage.key for passage in self._passages]
        for at, shown in enumerate(seen):
            self._list.item(at).setHidden(not shown)
        if self.chosen is None and any(seen):
            self._list.setCurrentRow(seen.index(True))


def _shortened(passage: Passage) -> str:
    line = passage.label + " ".join(passage.text.split())
    return line if len(line) <= _FIRST else line[:_FIRST] + "…"
