"""What is known of the report besides its text: length, findings, pages. Worked out after a pause, never in the way of a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from huibao.gui.desk import Desk
from huibao.gui.jobs import Jobs, Later
from huibao.gui.outline.rows import row_ids
from huibao.layout import Composer, Fonts, Pages
from huibao.model.manuscript import Item, manuscript, printed
from huibao.model.profile import Profile
from huibao.model.report import Id, Report
from huibao.model.template import Template
from huibao.model.text import count_characters
from huibao.review import Finding, check, missing
from huibao.services.documents import profile_of
from huibao.services.session import Change

PAUSE_MS = 400
_ITEMS_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Known:
    """What was worked out of ``report``. ``characters`` 字数 as Word counts; ``marked``: ids of outline rows where something
    is wanting; ``items``: the manuscript."""

    report: Report
    characters: int
    findings: tuple[Finding, ...]
    marked: frozenset[Id]
    items: tuple[Item, ...]

    @property
    def wanting(self) -> int:
        """How many findings are more than hints."""
        return sum(1 for finding in self.findings if finding.severity != "hint")


def known_of(report: Report, template: Template | None) -> Known:
    """Everything but the pages. Takes a tenth of a second for a very long report, so not for the window's thread."""
    items = manuscript(report)
    findings = check(report, template)
    rows = row_ids(report)
    nodes = missing(report, template) | {finding.node for finding in findings if finding.severity != "hint"}
    marked = frozenset(rows.get(node, node) for node in nodes)
    return Known(report, count_characters(printed(items)), findings, marked, items)


class PageMaker(QObject):
    """Composes items into pages in the window's thread (fonts belong to the thread that made them), a stretch at a time."""

    composed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._composer: Composer | None = None
        self._profile: Profile | None = None
        self._items: Sequence[Item] = ()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def forget(self) -> None:
        """Another report comes: nothing of this one helps."""
        self._timer.stop()
        self._composer = None

    def make(self, items: Sequence[Item], profile: Profile, media: dict[str, bytes]) -> None:
        """Compose ``items``; ``composed(Pages)`` follows. A call before that takes the place of this one."""
        if self._composer is None or profile != self._profile:
            self._composer, self._profile, self._done = Composer(profile, Fonts(profile), media), profile, 0
        self._items = items
        self._timer.start(0)

    def _go_on(self) -> None:
        assert self._composer is not None
        self._done = min(len(self._items), self._done + _ITEMS_AT_ONCE)
        pages = self._composer.compose(self._items[: self._done])
        if self._done < len(self._items):
            self._timer.start(0)
        else:
            self.composed.emit(pages)


class ReportWatch(QObject):
    """Follows the session. ``known`` and ``pages`` are the latest (None at first); each is announced when it is renewed."""

    known_changed = Signal(object)
    pages_changed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.known: Known | None = None
        self.pages: Pages | None = None
        self._running = False
        self._maker = PageMaker(self)
        self._later = Later(self.look, PAUSE_MS, self)
        self._maker.composed.connect(self._on_composed)
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
            self.known = self.pages = None
            self._maker.forget()
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
        self._maker.make(known.items, profile_of(known.report, self._desk.library), session.media)

    def _on_composed(self, pages: Pages) -> None:
        self.pages = pages
        self.pages_changed.emit(pages)
