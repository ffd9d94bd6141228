"""What a ledger that came back says and the report doesn't, before it is taken over."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label
from huibao.gui.dialogs.roll_table import TickRow, TickTable
from huibao.model import tree
from huibao.model.report import Measure, Problem, Report
from huibao.yearly import FilledIn, Update


class ReadBackDialog(QDialog):
    """A row for each update, ticked where it can be taken over. ``chosen`` are those that are ticked."""

    def __init__(self, report: Report, found: FilledIn, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._updates = found.updates
        self.table = TickTable(
            f"“{name}”里有 {found.rows} 行与报告对上了。勾选的会写进报告；报告自己的文字不动。",
            ("条目", "栏目", "报告里", "台账里"),
            (0, 3),
            "对上的各行与报告一样，没有要更新的。",
        )
        self.table.show_rows([_row(report, one) for one in found.updates])
        widgets: list[QWidget] = []
        if found.strange:
            widgets.append(_strange(found.strange))
        self.setWindowTitle("读回台账")
        self.resize(760, 520)
        lay_out(self, *widgets, self.table, accept="写进报告" if found.updates else "", cancel="取消" if found.updates else "关闭")

    @property
    def chosen(self) -> tuple[Update, ...]:
        """The updates that are ticked."""
        return tuple(self._updates[at] for at in self.table.ticked)


def _row(report: Report, one: Update) -> TickRow:
    entry = tree.find(report, one.entry)
    named = entry.heading.label + entry.heading.text if isinstance(entry, (Problem, Measure)) else ""
    kind = "措施" if isinstance(entry, Measure) else "问题"
    cells = (named or kind, one.label, one.old or "（空）", one.new)
    detail = f"{kind}：{named}\n{one.label}：{one.old or '（空）'} → {one.new}" + (f"\n{one.why}" if one.why else "")
    return TickRow(cells, detail, one.edit is not None, one.edit is not None)


def _strange(rows: tuple[str, ...]) -> QLabel:
    shown = "；".join(f"“{text[:24]}…”" if len(text) > 24 else f"“{text}”" for text in rows[:5])
    more = f"等 {len(rows)} 行" if len(rows) > 5 else f"（共 {len(rows)} 行）"
    return quiet_label(f"台账里这些行在报告里找不到，没有读回：{shown}{more}。")
