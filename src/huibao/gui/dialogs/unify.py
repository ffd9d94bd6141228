"""统一编号: every label that changes, before it changes."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table
from huibao.model import tree
from huibao.model.report import Heading, Report


class UnifyDialog(QDialog):
    """Lists old → new of all labels that differ between two states of a report. ``changes`` is how many."""

    def __init__(self, before: Report, after: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        changed = list(changes(before, after))
        self.changes = len(changed)
        told = quiet_label(f"有 {self.changes} 个序号要改成规范的格式；没有序号的仍然没有序号。改了以后可以撤销。")
        table = read_table("要改的序号", ("现在", "改为", "标题"), changed, 2)

        self.setWindowTitle("统一编号")
        self.resize(560, 420)
        lay_out(self, told, table, accept="统一编号")


def changes(before: Report, after: Report) -> Iterator[tuple[str, str, str]]:
    """Old label, new label and headline of every heading whose label differs; both reports have the same nodes."""
    for old, new in zip(tree.walk(before), tree.walk(after), strict=True):
        was, now = getattr(old, "heading", None), getattr(new, "heading", None)
        if isinstance(was, Heading) and isinstance(now, Heading) and was.label != now.label:
            yield was.label.strip(), now.label.strip(), now.text
