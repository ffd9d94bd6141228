"""A search for a regular expression, off the window's thread; the latest one counts, earlier ones are ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huibao.errors import HuibaoError
from huibao.gui.jobs import Jobs, Progress
from huibao.model.finding import Match, Search
from huibao.model.report import Report
from huibao.services.searching import matches_apart


class ExpressionSearch(Jobs):
    """``found``: the matches (a tuple of Match) of the search that was started last; ``failed``: why there are none."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._progress = Progress()

    def start(self, report: Report, search: Search) -> None:
        """Look for it; a search under way is ended."""
        self.stop()
        progress = self._progress = Progress()

        def work() -> tuple[Match, ...]:
            return matches_apart(report, search, lambda: progress.stopped)

        self._cancel = self.run(work, self._on_found, self._on_failed, progress=progress)

    def stop(self) -> None:
        """End the search under way, if any: nothing more is heard of it."""
        if self.busy:
            self._cancel()

    def _on_found(self, matches: tuple[Match, ...]) -> None:
        self.found.emit(matches)

    def _on_failed(self, error: HuibaoError) -> None:
        self.failed.emit(error.message)
