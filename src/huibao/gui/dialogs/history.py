"""历史记录: every step that was done, to go back, or forward again, by several at once."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from huibao.errors import EditError
from huibao.gui.dialogs.frame import choice_list, lay_out, quiet_label
from huibao.model import tree
from huibao.model.history import Step
from huibao.model.report import Id, Report
from huibao.services.session import Session

_LONGEST = 24


class HistoryDialog(QDialog):
    """The steps of ``session``, the oldest first; ``steps`` is how many to go: below 0 back, above 0 forward."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = len(session.done)
        coming = tuple(reversed(session.undone))
        texts = ["刚打开时", *map(described, session.done), *(f"{described(step)}（已撤销）" for step in coming)]
        texts[self._now] += "　← 现在"
        self._list = choice_list("历史记录", texts)
        self.setWindowTitle("历史记录")
        self.resize(460, 480)
        about = quiet_label("选一步，报告就回到那一步做完时的样子；后面的步骤还可以重做。")
        lay_out(self, about, self._list, accept="回到这一步")
        self._list.itemDoubleClicked.connect(self.accept)
        self._list.setCurrentRow(self._now)
        self._list.scrollToItem(self._list.currentItem())

    def pick(self, row: int) -> None:
        """Point at the state after ``row`` steps."""
        self._list.setCurrentRow(row)

    @property
    def texts(self) -> list[str]:
        """What the list says."""
        return [self._list.item(at).text() for at in range(self._list.count())]

    @property
    def steps(self) -> int:
        """How many steps to go from now."""
        return self._list.currentRow() - self._now


def described(step: Step) -> str:
    """What a step did, and under which heading."""
    where = _heading(step.after, step.target) or _heading(step.before, step.target)
    return f"{step.name}　{where}" if where else step.name


def _heading(report: Report, node: Id) -> str:
    try:
        steps = tree.path(report, node) if node else ()
    except EditError:
        return ""
    headings = [step.node.heading for step in steps if getattr(step.node, "heading", None) is not None]  # type: ignore[union-attr]
    last = next((heading for heading in reversed(headings) if heading and (heading.label or heading.text)), None)
    text = f"{last.label}{last.text}" if last else ""
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
