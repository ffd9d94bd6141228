"""Copies of what is not saved yet, in every pause and every half minute, and the offer of those that a crash left behind."""

from __future__ import annotations

import logging
import secrets

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from huibao.errors import HuibaoError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.file_flow import FileFlow
from huibao.gui.jobs import Jobs, Later
from huibao.model.report import Report
from huibao.services.recovery import Recovered

PERIOD_MS = 30_000
PAUSE_MS = 5_000
_log = logging.getLogger(__name__)


class RecoveryKeeper(QObject):
    """Keeps one copy for this window while its report has unsaved changes; drops it when it is saved or given up."""

    def __init__(self, desk: Desk, files: FileFlow, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._files, self._jobs, self._window = desk, files, jobs, window
        self._key = secrets.token_hex(8)
        self._kept: Report | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        self._later = Later(self.keep, PAUSE_MS, self)
        desk.session.subscribe(lambda _change: self._later.ask())
        files.saved.connect(self.forget)
        files.closed.connect(self.forget)
        files.opened.connect(self._on_opened)

    @property
    def _needed(self) -> bool:
        return self._files.is_open and not self._desk.session.is_saved

    def keep(self) -> None:
        """Keep a copy, elsewhere than in the window's thread, if something changed since the last."""
        session = self._desk.session
        report = session.report
        if not self._needed or report is self._kept:
            return
        self._kept = report
        values = (self._key, report, dict(session.media), session.path, session.source, session.previous)
        self._jobs.run(lambda: self._desk.recovery.keep(*values), lambda _: self._tidy(values[0]), self._on_failed)

    def keep_now(self) -> bool:
        """Keep a copy at once, for there may be no later; whether there is one."""
        session = self._desk.session
        if not self._needed:
            return False
        try:
            self._desk.recovery.keep(
                self._key, session.report, dict(session.media), session.path, session.source, session.previous
            )
        except HuibaoError as fault:
            _log.warning("no recovery copy", exc_info=fault)
            return False
        return True

    def forget(self) -> None:
        """The copy is no longer needed, unless something changed since."""
        if not self._needed:
            self._desk.recovery.drop(self._key)
            self._kept = None

    def drop(self) -> None:
        """The window closes by the user's will: what was not saved was given up."""
        self._timer.stop()
        self._later.stop()
        self._desk.recovery.drop(self._key)

    def offer(self) -> bool:
        """Show what a crash left behind; whether a report was restored."""
        from huibao.gui.dialogs.recover import RecoverDialog

        copies = self._desk.recovery.found()
        if not copies:
            return False
        dialog = RecoverDialog(copies, self._window)
        dialog.exec()
        for copy in dialog.dropped:
            self._desk.recovery.drop(copy.key)
        return dialog.chosen is not None and self.restore(dialog.chosen)

    def left_behind(self) -> tuple[Recovered, ...]:
        """Copies that no running program keeps, newest first."""
        return self._desk.recovery.found()

    def restore(self, copy: Recovered) -> bool:
        """Put the report of ``copy`` on the desk; whether that could be done. If not, the user is told why."""
        try:
            read = self._desk.recovery.load(copy)
        except HuibaoError as error:
            tell(self._window, "没有恢复", error.message)
            return False
        self._files.restore(read.report, read.media, copy.path, copy.source, read.previous)
        self._key = copy.key  # from now on it is this window's copy
        self.keep_now()
        return True

    def _on_opened(self) -> None:
        """Another report: what the one before had not saved was given up."""
        self._desk.recovery.drop(self._key)
        self._key, self._kept = secrets.token_hex(8), None

    def _tidy(self, key: str) -> None:
        """A copy that came to be while its report was saved or left is not needed."""
        if key != self._key or not self._needed:
            self._desk.recovery.drop(key)

    def _on_failed(self, fault: HuibaoError) -> None:
        _log.warning("no recovery copy", exc_info=fault)
        self._kept = None
