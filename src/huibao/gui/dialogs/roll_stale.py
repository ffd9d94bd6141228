"""What may be out of date, as a list: updated, noted as checked, or not asked about again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.roll_table import TickRow, TickTable
from huibao.model.edits import Edit
from huibao.model.report import Decision, Report
from huibao.yearly.proposals import KINDS, Proposal, accepted_and_noted, decide, decided

HEADINGS, WIDE = ("类别", "所在的句子", "改为"), (1, 2)
_TOLD = (
    "下面是可能过时的说法。勾选的可以更新成右边的写法（写着“请核对”的，记为已经核对过），"
    "也可以今后不再提醒；没有勾选的不动。"
)
_BEFORE, _AFTER = 10, 16  # characters shown around what is stale


class StaleDialog(QDialog):
    """Lists ``proposals``; those that were dealt with already are listed when they are wanted, with why. After ``exec`` gives
    True, ``edit`` is what was decided about those that were ticked; after False, ``place`` is the one to be shown in the
    report (None: none)."""

    def __init__(self, report: Report, proposals: Sequence[Proposal], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        known = [(one, decided(report, one)) for one in sorted(proposals, key=lambda one: not one.new)]
        self._open = tuple(one for one, decision in known if decision is None)
        self._settled = tuple((one, decision) for one, decision in known if decision is not None)
        self._proposals = self._open
        self.edit: Edit | None = None
        self.place: Proposal | None = None
        self.table = TickTable(_TOLD, HEADINGS, WIDE, "没有发现过时的说法。")
        self._why = QLineEdit()
        self._why.setPlaceholderText("不再提醒的理由（可以不填）")
        self._why.setAccessibleName("不再提醒的理由")
        self._ignore, self._update = QPushButton("不再提醒勾选的"), QPushButton("更新勾选的")
        self._close, self._again = QPushButton("关闭"), QPushButton("重新提醒勾选的")
        self._go = QPushButton("转到这一处")
        self._too = QCheckBox(f"也列出处理过的（{len(self._settled)}）")
        self._too.setVisible(bool(self._settled))
        self._again.hide()
        self._update.setDefault(True)
        self._update.setProperty("primary", True)
        self.setWindowTitle("过时的说法")
        self.resize(820, 560)
        self._lay_out()
        self._list(settled=False)
        self._too.toggled.connect(self._list)
        self._again.clicked.connect(lambda _=False: self.ask_again())
        self.table.ticks_changed.connect(self._on_ticks)
        self._ignore.clicked.connect(lambda _=False: self.ignore(self._why.text().strip()))
        self._update.clicked.connect(lambda _=False: self.update_ticked())
        self._go.clicked.connect(lambda _=False: self.go_there(self.table.current))
        self.table.row_chosen.connect(self.go_there)
        self._close.clicked.connect(self.reject)
        self._on_ticks()

    def _lay_out(self) -> None:
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._too)
        head.addWidget(self._why, 1)
        row.addWidget(self._close)
        row.addWidget(self._go)
        row.addStretch(1)
        for button in (self._again, self._ignore, self._update):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        layout.addWidget(self.table, 1)
        layout.addLayout(head)
        layout.addLayout(row)

    def update_ticked(self) -> None:
        """Write what the ticked ones say, and note them as done. Raises EditError where the words are others by now."""
        self.edit = accepted_and_noted(self._report, self._ticked())
        self.accept()

    def ignore(self, why: str) -> None:
        """Don't ask about the ticked ones again."""
        self.edit = decide(self._ticked(), "ignored", why)
        self.accept()

    def ask_again(self) -> None:
        """Ask about the ticked ones again, as if nothing had been decided."""
        self.edit = decide(self._ticked(), "")
        self.accept()

    def go_there(self, at: int) -> None:
        """Leave the list for the place of the row ``at``; nothing is decided."""
        if 0 <= at < len(self._proposals):
            self.place = self._proposals[at]
            self.reject()

    @property
    def left(self) -> bool:
        """Whether there are others than the ticked ones to be decided about."""
        ticked = set(self.table.ticked)
        return any(at not in ticked for at in range(len(self._open)))

    def _list(self, settled: bool) -> None:
        """List what is open, and with ``settled`` what was dealt with, after it."""
        rows = [stale_row(one, tickable=True) for one in self._open]
        self._proposals = self._open
        if settled:
            rows += [_settled_row(one, decision) for one, decision in self._settled]
            self._proposals += tuple(one for one, _ in self._settled)
        self._again.setVisible(settled)
        self.table.show_rows(rows)
        self._on_ticks()

    def _ticked(self) -> list[Proposal]:
        return [self._proposals[at] for at in self.table.ticked]

    def _on_ticks(self) -> None:
        ticked = self.table.ticked
        self._go.setEnabled(bool(self._proposals))
        for widget in (self._ignore, self._update, self._why):
            widget.setEnabled(bool(ticked))
        self._again.setEnabled(any(at >= len(self._open) for at in ticked))


def stale_row(proposal: Proposal, tickable: bool) -> TickRow:
    """A proposal as a row of ``HEADINGS``, not ticked: nothing is replaced that was not asked for."""
    at = max(0, proposal.sentence.find(proposal.old))
    start, end = max(0, at - _BEFORE), at + len(proposal.old) + _AFTER
    excerpt = ("…" if start else "") + proposal.sentence[start:end] + ("…" if end < len(proposal.sentence) else "")
    new = f"{proposal.old} → {proposal.new}" if proposal.new else f"{proposal.old}（请核对）"
    detail = f"{proposal.why}\n{proposal.sentence}"
    return TickRow((KINDS[proposal.kind], excerpt, new), detail, ticked=False, tickable=tickable)


def _settled_row(proposal: Proposal, decision: Decision) -> TickRow:
    """A proposal that was dealt with: how, and why where that was written down."""
    row = stale_row(proposal, tickable=True)
    how = ("已核对" if decision.choice == "done" else "不再提醒") + (f"：{decision.why}" if decision.why else "")
    return TickRow((row.cells[0], row.cells[1], how), f"{how}\n{row.detail}", ticked=False)
