"""Which of ledger and lists go into the report as attachments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label
from huibao.model.report import Report, plain
from huibao.model.sheet import Sheet


class LedgerChoice(QDialog):
    """A box for each of ``sheets``: those that ``report`` has as attachments are ticked, else the first. ``chosen`` are
    those wanted."""

    def __init__(self, sheets: Sequence[Sheet], report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        held = {plain(one.name) for one in report.attachments}
        self._boxes: list[tuple[QCheckBox, Sheet]] = []
        boxes = QWidget()
        inner = QVBoxLayout(boxes)
        inner.setContentsMargins(0, 0, 0, 0)
        for at, sheet in enumerate(sheets):
            known = sheet.name in held
            state = "已有，重写表格" if known else "新加附件"
            box = QCheckBox(f"{sheet.name}（{len(sheet.rows)} 行，{state}）")
            box.setChecked(known or (at == 0 and not held.intersection(one.name for one in sheets)))
            box.setEnabled(bool(sheet.rows))
            inner.addWidget(box)
            self._boxes.append((box, sheet))
        inner.addStretch(1)
        told = quiet_label(
            "按报告里的问题和措施列成表格，写在报告后面作附件，附件说明随之更新；列多的表格用横排的页面。"
            "表格是写下时的样子，报告再改动以后要重新写一次。"
        )
        self.setWindowTitle("台账写进附件")
        self.resize(460, 260)
        lay_out(self, told, boxes, accept="写进附件")

    @property
    def chosen(self) -> tuple[Sheet, ...]:
        """The sheets that are ticked."""
        return tuple(sheet for box, sheet in self._boxes if box.isChecked() and box.isEnabled())
