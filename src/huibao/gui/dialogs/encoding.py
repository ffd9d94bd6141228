"""用其他编码打开: the encodings, and the beginning of the file in the one that is picked."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from huibao.gui.dialogs.frame import choice_list, lay_out, quiet_label
from huibao.services.encodings import ENCODINGS, beginning, guessed

_UNREADABLE = "\ufffd"


class EncodingDialog(QDialog):
    """Asks how to read ``data``, the bytes of the text file ``name``. ``encoding`` is Python's name of what is picked."""

    def __init__(self, name: str, data: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._list = choice_list("编码", [shown for _, shown in ENCODINGS])
        self._list.setMaximumHeight(170)
        self._told = quiet_label("")
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName("文件开头的样子")
        self.setWindowTitle("用其他编码打开")
        self.resize(560, 520)
        lay_out(
            self,
            quiet_label(f"“{name}”开头的文字在下面；选到能读通的那一种编码，再打开。"),
            self._list,
            self._told,
            self._preview,
            accept="打开",
        )
        self._list.currentRowChanged.connect(self._show)
        self._list.itemDoubleClicked.connect(self.accept)
        self.pick(guessed(data))

    @property
    def encoding(self) -> str:
        """The encoding that is picked."""
        return ENCODINGS[self._list.currentRow()][0]

    def pick(self, encoding: str) -> None:
        """Point at ``encoding``; the first where it is not offered."""
        names = [name for name, _ in ENCODINGS]
        self._list.setCurrentRow(names.index(encoding) if encoding in names else 0)

    @property
    def preview(self) -> str:
        """The text that is shown."""
        return self._preview.toPlainText()

    def _show(self) -> None:
        text = beginning(self._data, self.encoding)
        bad = text.count(_UNREADABLE)
        self._told.setText(f"有 {bad} 个字符读不出来。" if bad else "每个字符都读得出来；请看文字是否通顺。")
        self._preview.setPlainText(text)
