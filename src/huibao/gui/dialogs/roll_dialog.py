"""Drafting this year's report from last year's: choices, a preview of every change, what is stale; then the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from huibao.errors import EditError, HuibaoError
from huibao.gui import theme
from huibao.gui.dialogs.roll_choices import ChoicesPage
from huibao.gui.dialogs.roll_stale import HEADINGS, WIDE, stale_row
from huibao.gui.dialogs.roll_table import TickRow, TickTable
from huibao.gui.jobs import Jobs
from huibao.model.report import Report
from huibao.model.template import Template
from huibao.model.years import YearWords
from huibao.yearly.dates import year_of
from huibao.yearly.plan import FIRST_YEAR, Plan
from huibao.yearly.proposals import Proposal, accepted_and_noted
from huibao.yearly.rolling import Changed, Rolled, changes, roll

_STEPS = ("一、每一部分怎样处理", "二、核对要改的地方", "三、过时的说法")
_CHANGES = "下面这些地方会改动，不想改的去掉勾。去年的文件不会动；没有列出的文字原样保留。"
_STALE = "下面是可能过时的说法，勾选的改成右边的写法；没有勾选的先不动。"
_Step = tuple[Callable[[], Any], Callable[[Any], None]]  # what is worked out elsewhere, and how it is shown
_BEFORE = 10  # characters shown before what changes


class RollDialog(QDialog):
    """Three pages. After ``exec`` gives True, ``report`` is the draft of ``year``; ``last`` itself is never changed."""

    def __init__(
        self,
        last: Report,
        template: Template | None,
        year: int,
        vocabulary: YearWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._last, self._template, self._vocabulary = last, template, vocabulary
        self._plan = Plan()
        self._changes: tuple[Changed, ...] = ()
        self._proposals: tuple[Proposal, ...] = ()
        self._rolled: Rolled | None = None
        self._jobs = Jobs(self)
        self.busy = False
        self.report = last

        self._step, self._year, self._fault = QLabel(), QSpinBox(), QLabel()
        self.choices = ChoicesPage(last)
        self.changes = TickTable(_CHANGES, ("位置", "去年", "今年"), (1, 2), "除此之外没有要改的地方，全部原样保留。")
        self.stale = TickTable(_STALE, HEADINGS, WIDE, "没有发现过时的说法。")
        self._pages = QStackedWidget()
        self._back, self._next = QPushButton("上一步"), QPushButton("下一步")
        self._cancel = QPushButton("取消")
        self._set_up(year)
        self._lay_out()
        self._back.clicked.connect(lambda _=False: self._go(self._pages.currentIndex() - 1))
        self._next.clicked.connect(lambda _=False: self.forward())
        self._cancel.clicked.connect(self.reject)
        self._go(0)

    def _set_up(self, year: int) -> None:
        base = year_of(self._last)
        self._year.setRange(base + 1 if base else 1949, 2199)
        self._year.setValue(max(year, base + 1))
        self._year.setSuffix(" 年")
        self._year.setAccessibleName("新报告的年度")
        self._fault.setStyleSheet(f"color: {theme.colours().error};")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self._next.setDefault(True)
        self._next.setProperty("primary", True)
        self.setWindowTitle("由去年的报告起草")
        self.resize(860, 620)

    def _lay_out(self) -> None:
        for page in (self.choices, self.changes, self.stale):
            self._pages.addWidget(page)
        self._step.setFont(theme.ui_font(16, bold=True))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._step, 1)
        self._for = QLabel("起草")
        head.addWidget(self._for)
        head.addWidget(self._year)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._fault)
        layout.addLayout(foot)

    @property
    def year(self) -> int:
        """The year of the draft."""
        return self._year.value()

    def forward(self) -> None:
        """To the next page; from the last one, make the draft. What takes time is done off the window's thread."""
        at = self._pages.currentIndex()
        if self.busy:
            return
        self._fault.hide()
        try:
            work, show = (self._list_changes, self._list_stale, self._finish)[at]()
        except EditError as error:
            self._fail(error)
            return

        def done(result: Any) -> None:
            show(result)
            if at < self._pages.count() - 1:
                self._go(at + 1)
            else:
                self.accept()

        self._set_busy(True)
        self._jobs.run(work, done, self._fail, "正在对照去年的报告…", always=lambda: self._set_busy(False))

    def done(self, result: int) -> None:
        """The dialog ends: so does what is under way."""
        self._jobs.close()
        super().done(result)

    def _fail(self, error: HuibaoError) -> None:
        self._fault.setText(error.message)
        self._fault.show()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy and self._pages.currentIndex() > 0)

    def _go(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        self._step.setText(_STEPS[at])
        self._year.setEnabled(at == 0)
        self._back.setEnabled(at > 0)
        self._next.setText("生成草稿" if at == self._pages.count() - 1 else "下一步")

    def _list_changes(self) -> _Step:
        """What the choices would change; rows that were unticked before stay so."""
        unticked = self._plan.unticked
        self._plan = self.choices.plan(self.year)
        work = partial(changes, self._last, self._plan, self._template, self.year, self._vocabulary)

        def show(found: tuple[Changed, ...]) -> None:
            self._changes = found
            self.changes.show_rows([_changed_row(one, one.key not in unticked) for one in found])

        return work, show

    def _list_stale(self) -> _Step:
        """Roll with what is ticked, and list what is stale besides."""
        ticked = set(self.changes.ticked)
        unticked = frozenset(one.key for at, one in enumerate(self._changes) if at not in ticked)
        self._plan = replace(self._plan, unticked=unticked)
        work = partial(roll, self._last, self._plan, self._template, self.year, self._vocabulary)

        def show(rolled: Rolled) -> None:
            self._rolled = rolled
            # What can be ticked comes first; within both kinds the order is that of the report.
            self._proposals = tuple(sorted(rolled.proposals, key=lambda one: not one.new))
            self.stale.show_rows([stale_row(one, tickable=bool(one.new)) for one in self._proposals])

        return work, show

    def _finish(self) -> _Step:
        """The draft, with what is ticked of the stale words."""
        assert self._rolled is not None
        report = self._rolled.report
        chosen = [self._proposals[at] for at in self.stale.ticked]

        def show(made: Report) -> None:
            self.report = made

        return lambda: accepted_and_noted(report, chosen).apply(report) if chosen else report, show


def _changed_row(changed: Changed, ticked: bool) -> TickRow:
    kind = changed.key.partition(":")[0]
    old, new = changed.old, changed.new
    if kind == "section":
        new = "文字照旧，逐段提醒改写" if new else "清空，只留标题"
    elif kind == "told":
        new = "不再列出"
    elif kind == FIRST_YEAR:
        old, new = "没有填", f"都填成 {new}"
    elif kind == "outcome":
        new = f"完成情况记为：{new}"
    elif kind == "problem":
        new = "连同措施移到“上年度问题整改情况”" if new else "去掉"
    else:
        at = max(0, _alike(old, new) - _BEFORE)
        cut = "…" if at else ""
        return TickRow((changed.where, cut + old[at:], cut + new[at:]), f"去年：{old}\n今年：{new}", ticked)
    return TickRow((changed.where, old, new), f"去年：{old}\n今年：{new}", ticked)


def _alike(old: str, new: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
