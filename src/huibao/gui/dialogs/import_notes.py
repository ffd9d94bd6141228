"""导入说明: what was noticed when a file was read, and what was left out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table
from huibao.model.report import LeftOut


class ImportNotesDialog(QDialog):
    """``notes`` as sentences, ``left_out`` as a table; either may be empty."""

    def __init__(self, notes: Sequence[str], left_out: Sequence[LeftOut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        widgets: list[QWidget] = []
        if notes:
            said = QLabel("\n".join(f"· {note}" for note in notes))
            said.setWordWrap(True)
            widgets.append(said)
        widgets.append(
            quiet_label("下面这些文字没有放进报告，其余的都在。" if left_out else "原文全部在报告里，没有略去什么。")
        )
        if left_out:
            widgets.append(
                read_table("略去的文字", ("略去的文字", "原因"), [(one.text, one.why) for one in left_out], 0)
            )

        self.setWindowTitle("导入说明")
        self.resize(600, 360)
        lay_out(self, *widgets, cancel="关闭")
