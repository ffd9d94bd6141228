"""上年度问题整改情况: its counted sentences are brought up to date when that is wanted, and it is said when they are behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.jobs import Jobs, Later
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.model.report import Report
from huibao.model.template import Template
from huibao.services.session import Change
from huibao.yearly.accounting import Recount, account_section, accounted, printed_account
from huibao.yearly.dates import year_of

PAUSE_MS = 900
_BEHIND = "各条的完成情况有变，“上年度问题整改情况”里的统计还是原来的。"
_NO_LAST = "没有去年的报告，不知道去年有哪些问题；请先在“去年”一栏里打开（F6）。"
_NO_SECTION = "这份报告没有交代上年度问题的部分。由去年的报告起草时写明问题和措施的结果，就会有这一部分。"
_CURRENT = "统计与各条的完成情况一致，没有要改的。"


class AccountKeeper(QObject):
    """Watches the counted sentences of the open report; nothing is changed that was not asked for."""

    def __init__(self, desk: Desk, jobs: Jobs, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._notice, self._window = desk, jobs, notice, window
        self._told = ""
        self._running = False
        self._later = Later(self._look, PAUSE_MS, self)
        desk.session.subscribe(self._on_change)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"recount": self.recount}

    def recount(self) -> None:
        """Count anew, as one step of undo; where that can't be or changes nothing, say so."""
        session = self._desk.session
        if session.previous is None:
            tell(self._window, "没有统计", _NO_LAST)
        elif account_section(session.report, session.template) is None:
            tell(self._window, "没有统计", _NO_SECTION)
        else:
            before = session.report
            session.seal()
            try:
                session.apply(_recount(session.previous, before, session.template))
            except EditError as error:
                tell(self._window, "没有统计", error.message)
                return
            session.seal()
            self._notice.dismiss()
            if session.report is before:
                self._notice.say(_CURRENT)

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self._told = ""
        if self._desk.session.previous is not None:
            self._later.ask()

    def _look(self) -> None:
        session = self._desk.session
        report, previous, template = session.report, session.previous, session.template
        if previous is None:
            return
        if self._running:
            self._later.ask()
            return
        self._running = True

        def work() -> str:
            return _behind(report, previous, template)

        self._jobs.run(work, lambda told: self._on_looked(report, told), always=self._on_ended)

    def _on_ended(self) -> None:
        self._running = False

    def _on_looked(self, report: Report, told: str) -> None:
        if report is not self._desk.session.report:
            self._later.ask()
        elif told != self._told:
            self._told = told
            if told:
                self._notice.say(_BEHIND, [("更新统计", self.recount)])


def _recount(previous: Report, report: Report, template: Template | None) -> Recount:
    return Recount(previous, year_of(report) or date.today().year, template)


def _behind(report: Report, previous: Report, template: Template | None) -> str:
    """The sentences as they should be, "" where they are so or there are none."""
    if not accounted(report, template):
        return ""
    after = _recount(previous, report, template).apply(report)
    return printed_account(after, template) if after is not report else ""
