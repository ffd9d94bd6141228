"""The state of a review under the user's hands: corrections with undo, and recognising again after each."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huibao.gui.jobs import Jobs
from huibao.recognise import Correction
from huibao.services.reviewing import Review

Said = Mapping[int, Correction]
AT_ONCE_S = 0.1
_LINES_AT_ONCE = 1000


class ReviewWork(QObject):
    """Holds the ``review`` of a file. ``changed``: it was recognised again. What takes longer than 0.1 s is done off the
    window's thread; a newer wish takes the place of one under way."""

    changed = Signal()

    def __init__(self, review: Review, window: QWidget) -> None:
        super().__init__(window)
        self.review = review
        self._jobs = Jobs(window)
        self._wanted: Said = review.corrections
        self._undone: list[Said] = []
        self._done: list[Said] = []
        self._give_up: Callable[[], None] | None = None
        self._slow = len(review.source.items) > _LINES_AT_ONCE

    @property
    def corrections(self) -> Said:
        """The corrections as wished; the review may be a moment behind."""
        return self._wanted

    @property
    def busy(self) -> bool:
        """Whether the review is behind the wishes."""
        return self._give_up is not None

    def correct(self, more: Said, gone: Container[int] = ()) -> None:
        """Add ``more`` to the corrections and take those of the lines ``gone`` away, in one step of undo."""
        corrections = {at: said for at, said in self._wanted.items() if at not in gone} | dict(more)
        if corrections != self._wanted:
            self._done.append(self._wanted)
            self._undone.clear()
            self._run(corrections)

    def undo(self) -> None:
        """Go back a step."""
        if self._done:
            self._undone.append(self._wanted)
            self._run(self._done.pop())

    def redo(self) -> None:
        """Go forward a step."""
        if self._undone:
            self._done.append(self._wanted)
            self._run(self._undone.pop())

    def close(self) -> None:
        """No more work."""
        self._jobs.close()

    def _run(self, corrections: Said) -> None:
        self._wanted = corrections
        if self._give_up is not None:
            self._give_up()
            self._give_up = None
        if self._slow:
            self._give_up = self._jobs.run(partial(self.review.corrected, corrections), self._take)
            return
        began = time.perf_counter()
        self._take(self.review.corrected(corrections))
        self._slow = time.perf_counter() - began > AT_ONCE_S

    def _take(self, review: Review) -> None:
        self._give_up = None
        self.review = review
        self.changed.emit()
