"""The pages of the open report, composed again shortly after it changes: off the key path, a stretch at a time.

What an edit changes is composed in the window's thread (fonts belong to the thread that made them) and takes a few
milliseconds; a report that comes new is written out elsewhere and composed in stretches, keys and clicks between them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from huibao.gui.jobs import Jobs
from huibao.layout import Composer, Fonts, Pages
from huibao.model.manuscript import Item, manuscript
from huibao.model.profile import Profile
from huibao.model.report import Report
from huibao.services.session import Change, Session

PAUSE_MS = 150
# While keys follow each other without a pause, the pages are renewed all the same.
LATEST_MS = 600
_STRETCH_SECONDS = 0.03
_FIRST_ITEMS = 50
# A stretch also costs something for what is there already, so it grows with that: the whole grows no faster than the text.
_LEAST_SHARE = 60


class PageMaker(QObject):
    """Composes items into pages, again and again, in stretches of about 30 ms.

    ``composed`` (Pages) follows each ``make``; ``progressed`` tells the items done and all of them while it takes longer.
    """

    composed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._composer: Composer | None = None
        self._profile: Profile | None = None
        self._items: tuple[Item, ...] = ()
        self._held: tuple[Item, ...] = ()
        self._step = _FIRST_ITEMS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether pages are still to come."""
        return self._timer.isActive()

    def forget(self) -> None:
        """Another report comes: nothing of this one helps."""
        self._timer.stop()
        self._composer = None

    def make(self, items: tuple[Item, ...], profile: Profile, media: Mapping[str, bytes]) -> None:
        """Compose ``items``; a call before the last has ended takes its place. A small change is done when this returns."""
        if self._composer is None or profile != self._profile:
            self._composer, self._profile = Composer(profile, Fonts(profile), media), profile
            self._held, self._step = (), _FIRST_ITEMS
        self._items = items
        self._go_on()

    def _go_on(self) -> None:
        """Compose what was held before with the next stretch of what is new in place of what is old."""
        assert self._composer is not None
        began = time.perf_counter()
        head, tail = same_ends(self._held, self._items)
        new = len(self._items) - head - tail
        done = new <= self._step
        self._held = (
            self._items if done else (*self._items[: head + self._step], *self._items[len(self._items) - tail :])
        )
        pages = self._composer.compose(self._held)
        if done:
            self._timer.stop()
            self.composed.emit(pages)
            return
        self._step = max(_next_step(self._step, time.perf_counter() - began), len(self._held) // _LEAST_SHARE)
        self._timer.start(0)
        self.progressed.emit(len(self._held), len(self._items))


def same_ends(old: Sequence[Item], new: Sequence[Item]) -> tuple[int, int]:
    """How many items at the beginning, and how many of the others at the end, are the same."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] is not new[at] and old[at] != new[at]), most)
    ends = range(1, most - head + 1)
    tail = next((at - 1 for at in ends if old[-at] is not new[-at] and old[-at] != new[-at]), most - head)
    return head, tail


def _next_step(step: int, seconds: float) -> int:
    """How many items to compose at once, so that it takes about 30 ms."""
    factor = _STRETCH_SECONDS / max(seconds, 0.001)
    return max(10, round(step * min(max(factor, 0.25), 2.0)))


class PageFollower(QObject):
    """Keeps ``pages`` (None at first) of the report of ``session``; ``pages_changed`` tells of each renewal.

    ``profile_of`` gives a report's format profile.
    """

    pages_changed = Signal(object)
    progressed = Signal(int, int)

    def __init__(
        self, session: Session, profile_of: Callable[[Report], Profile], jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._profile_of, self._jobs = session, profile_of, jobs
        self.pages: Pages | None = None
        self.report: Report | None = None
        self._asked: Report | None = None
        self._waiting_since = 0.0
        self._drop: Callable[[], None] | None = None
        self._maker = PageMaker(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)

        self._pause.timeout.connect(self._begin)
        self._maker.composed.connect(self._on_composed)
        self._maker.progressed.connect(self.progressed)
        self._end_hearing = session.subscribe(self._on_change)

    @property
    def is_current(self) -> bool:
        """Whether ``pages`` are those of the report as it is now."""
        return self.pages is not None and self.report is self._session.report and not self._pause.isActive()

    def refresh(self) -> None:
        """Compose soon: the profile may have changed."""
        self._pause.start(0)

    def close(self) -> None:
        """Follow no more."""
        self._end_hearing()
        self._pause.stop()
        self._maker.forget()

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self.pages = self.report = None
            self._maker.forget()
            self._read_elsewhere()
        elif not self._pause.isActive():
            self._waiting_since = time.monotonic()
            self._pause.start(PAUSE_MS)
        elif (time.monotonic() - self._waiting_since) * 1000 < LATEST_MS - PAUSE_MS:
            self._pause.start(PAUSE_MS)

    def _read_elsewhere(self) -> None:
        """A report that nothing is known of yet is made into a manuscript off the window's thread."""
        if self._drop is not None:
            self._drop()
        report = self._session.report

        def done(_: tuple[Item, ...]) -> None:
            self._drop = None
            self._begin()

        self._drop = self._jobs.run(lambda: manuscript(report), done)

    def _begin(self) -> None:
        """What did not change since it was last made into a manuscript is at hand, so this takes as long as the edit."""
        if self._drop is not None:
            return
        session = self._session
        self._asked = session.report
        self._maker.make(manuscript(session.report), self._profile_of(session.report), session.media)

    def _on_composed(self, pages: Pages) -> None:
        self.pages, self.report = pages, self._asked
        self.pages_changed.emit(pages)
