"""Keeps the pane of problems and measures up to date, off the window's thread, and makes the links that are asked for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.jobs import Jobs, Later
from huibao.gui.panels.tracing import TracingPane
from huibao.model.edits import Edit
from huibao.model.report import Id, Report
from huibao.services.session import Change
from huibao.yearly.dates import year_of
from huibao.yearly.tracing import Matrix, confirm, link, trace

PAUSE_MS = 400


class Tracing(QObject):
    """Fills ``pane``. ``count_changed``: so many things are to be looked at."""

    count_changed = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self.pane = TracingPane()
        self._running = False
        self._later = Later(self._look, PAUSE_MS, self)
        self.pane.link_requested.connect(self._link)
        self.pane.sound_requested.connect(self._confirm)
        desk.session.subscribe(self._on_change)

    def _link(self, measure: Id, problem: Id, on: bool) -> None:
        self._do(link(measure, problem, on))

    def _confirm(self, measure: Id, problem: Id) -> None:
        self._do(confirm(self._desk.session.report, measure, problem))

    def _do(self, edit: Edit) -> None:
        session = self._desk.session
        session.seal()
        try:
            session.apply(edit, self)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
        session.seal()
        self._later.stop()
        self._show(_traced(session.report, session.previous))

    def _on_change(self, change: Change) -> None:
        self._later.ask()

    def _look(self) -> None:
        if self._running:
            self._later.ask()
            return
        self._running = True
        report, previous = self._desk.session.report, self._desk.session.previous
        self._jobs.run(
            lambda: (report, _traced(report, previous)), lambda found: self._on_traced(*found), always=self._on_ended
        )

    def _on_ended(self) -> None:
        self._running = False

    def _on_traced(self, report: Report, matrix: Matrix) -> None:
        if report is not self._desk.session.report:
            self._later.ask()
            return
        self._show(matrix)

    def _show(self, matrix: Matrix) -> None:
        self.pane.show_matrix(matrix)
        self.count_changed.emit(len(matrix.remarks))


def _traced(report: Report, previous: Report | None) -> Matrix:
    today = date.today()
    return trace(report, previous, year_of(report) or today.year, today)
