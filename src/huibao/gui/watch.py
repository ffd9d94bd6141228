"""What is known of the report besides its text: its length, and what is missing or doubtful. Worked out after a pause, and
not in the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from huibao.gui.desk import Desk
from huibao.gui.jobs import Jobs, Later
from huibao.gui.outline.rows import row_ids
from huibao.model.lengths import Length, section_lengths
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Id, Report
from huibao.model.template import Template
from huibao.model.text import count_characters
from huibao.review import Finding, check, missing
from huibao.services.session import Change

PAUSE_MS = 400


@dataclass(frozen=True, slots=True)
class Known:
    """What was worked out of ``report``. ``characters`` 字数 as Word counts; ``marked``: ids of outline rows where something
    is wanting; ``lengths`` by section."""

    report: Report
    characters: int
    findings: tuple[Finding, ...]
    marked: frozenset[Id]
    lengths: Mapping[Id, Length] = field(default_factory=dict)

    @property
    def wanting(self) -> int:
        """How many findings are more than hints."""
        return sum(1 for finding in self.findings if finding.severity != "hint")


def known_of(report: Report, template: Template | None) -> Known:
    """All that. Takes a tenth of a second for a very long report, so not for the window's thread."""
    items = manuscript(report)
    findings = check(report, template)
    rows = row_ids(report)
    nodes = missing(report, template) | {finding.node for finding in findings if finding.severity != "hint"}
    marked = frozenset(rows.get(node, node) for node in nodes)
    return Known(report, count_characters(printed(items)), findings, marked, section_lengths(report, template))


class ReportWatch(QObject):
    """Follows the session. ``known`` is the latest (None at first), announced by ``known_changed`` when it is renewed."""

    known_changed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.known: Known | None = None
        self._running = False
        self._later = Later(self.look, PAUSE_MS, self)
        desk.session.subscribe(self._on_change)

    def look(self) -> None:
        """Work it out now, elsewhere."""
        session = self._desk.session
        if self._running:
            self._later.ask()
            return
        self._running = True
        report, template = session.report, session.template
        self._jobs.run(lambda: known_of(report, template), self._on_known, always=self._on_ended)

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self.known = None
            self._later.stop()
            QTimer.singleShot(0, self, self.look)
        else:
            self._later.ask()

    def _on_ended(self) -> None:
        self._running = False

    def _on_known(self, known: Known) -> None:
        session = self._desk.session
        if known.report is not session.report:
            self._later.ask()
            return
        self.known = known
        self.known_changed.emit(known)
