"""The dialog after a crash: copies of reports that were not saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import choice_list
from huibao.services.recovery import Recovered


class RecoverDialog(QDialog):
    """Lists the copies. After it, ``chosen`` is the one to restore (None: none now) and ``dropped`` those to throw away."""

    def __init__(self, copies: Sequence[Recovered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies = list(copies)
        self.chosen: Recovered | None = None
        self.dropped: list[Recovered] = []

        self._list = choice_list("没有保存的报告", [said(copy) for copy in self._copies])
        self._list.setCurrentRow(0)
        buttons = QDialogButtonBox()
        self._restore = buttons.addButton("恢复", QDialogButtonBox.ButtonRole.AcceptRole)
        self._drop = buttons.addButton("删除这一份", QDialogButtonBox.ButtonRole.DestructiveRole)
        self._later: QPushButton = buttons.addButton("以后再说", QDialogButtonBox.ButtonRole.RejectRole)

        self.setWindowTitle("恢复没有保存的报告")
        self.resize(560, 300)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        told = QLabel("上次没有正常退出，下面的报告有没保存的修改，已经自动留存。恢复后请记得保存。")
        told.setWordWrap(True)
        layout.addWidget(told)
        layout.addWidget(self._list, 1)
        layout.addWidget(buttons)

        self._restore.setDefault(True)
        self._list.itemDoubleClicked.connect(self._on_restore)
        self._restore.clicked.connect(self._on_restore)
        self._drop.clicked.connect(self._on_drop)
        self._later.clicked.connect(self.reject)

    def _on_restore(self) -> None:
        self.chosen = self._copies[self._list.currentRow()]
        self.accept()

    def _on_drop(self) -> None:
        at = self._list.currentRow()
        self.dropped.append(self._copies.pop(at))
        self._list.takeItem(at)
        if not self._copies:
            self.reject()


def said(copy: Recovered) -> str:
    """A copy in one line: title, time, file."""
    file = copy.path or copy.source
    parts = [
        f"《{copy.title}》" if copy.title else "（没有标题的报告）",
        shown_time(copy.time),
        str(file) if file else "从未保存",
    ]
    return "  ".join(part for part in parts if part)


def shown_time(iso: str) -> str:
    """An ISO time as 「11月23日 18:02」, "" when it is none."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{time.month}月{time.day}日 {time:%H:%M}"
