"""From the menu to the draft: last year's file is asked for and read, the dialog does its work, the draft opens unsaved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.dialogs.new_report import report_year
from huibao.gui.file_flow import FileFlow
from huibao.gui.jobs import Jobs
from huibao.gui.reading_last_year import READABLE, read_last_year
from huibao.model.report import Report
from huibao.services.documents import Opened
from huibao.yearly.dates import year_of

if TYPE_CHECKING:
    from huibao.yearly.proposals import Proposal


class RollFlow(QObject):
    """Carries a roll from the choice of last year's file to the draft on the desk. ``place_chosen``: node, character and
    length of a stale word that is to be shown."""

    place_chosen = Signal(str, int, int)

    def __init__(self, desk: Desk, files: FileFlow, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._files, self._jobs, self._window = desk, files, jobs, window

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"roll": self.ask, "stale": self.look_for_stale}

    def ask(self) -> None:
        """Ask for last year's file and draft this year's report from it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "选择去年的报告", str(self._folder()), READABLE)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Draft this year's report from the one in ``path``, which is only read."""
        read_last_year(path, self._desk.library, self._jobs, self._window, self.draft)

    def draft(self, opened: Opened) -> None:
        """Ask how, and put the draft on the desk: unsaved, without a file, last year's report along with it."""
        from huibao.gui.dialogs.roll_dialog import RollDialog
        from huibao.yearly.rolling import RollForward

        library, last = self._desk.library, opened.report
        base = year_of(last)
        year = base + 1 if base else report_year(date.today())
        dialog = RollDialog(last, library.template(last.template), year, library.year_words, self._window)
        if dialog.exec():
            report = dialog.report
            self._files.when_room(lambda: self._files.restore(report, opened.media, None, None, last, RollForward.name))

    def look_for_stale(self) -> None:
        """List what may be out of date in the open report, and do what is decided about it as one step of undo."""
        from huibao.yearly.staleness import stale

        session, words = self._desk.session, self._desk.library.year_words
        report, previous, template = session.report, session.previous, session.template
        year = year_of(report) or report_year(date.today())
        work = partial(stale, report, year, words, previous, settled=True, template=template)
        self._jobs.run(work, partial(self._show_stale, report), title="正在核对…")

    def _show_stale(self, report: Report, proposals: tuple[Proposal, ...]) -> None:
        from huibao.gui.dialogs.roll_stale import StaleDialog

        session = self._desk.session
        if report is not session.report:
            self.look_for_stale()
            return
        dialog = StaleDialog(report, proposals, self._window)
        if not dialog.exec() or dialog.edit is None:
            if dialog.place is not None:
                self.place_chosen.emit(dialog.place.node, dialog.place.start, len(dialog.place.old))
            return
        session.seal()
        try:
            session.apply(dialog.edit)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
        session.seal()
        if dialog.left:
            self.look_for_stale()

    def _folder(self) -> Path:
        """Where the user last worked."""
        return next((path.parent for path in self._desk.recent.shown()), Path.home())
