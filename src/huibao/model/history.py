"""Undo and redo for the whole report: steps hold values, typing is coalesced by field and pause, the saved place is marked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from huibao.model.comments import settled
from huibao.model.edits import Edit
from huibao.model.report import Id, Report
from huibao.model.weight import added

PAUSE_SECONDS = 1.2
# A typed word of a report with 3,500 paragraphs keeps about 4 KB: tens of thousands of steps.
LIMIT_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step of undo: the report before and after it, its Chinese name, the id to show, and the bytes it keeps, about."""

    before: Report
    after: Report
    name: str
    target: Id
    merge_key: tuple[str, ...] | None = None
    at: float = 0.0
    weight: int = 0


class History:
    """The open report and the way it came. As many steps are kept as ``limit`` bytes hold, and the last one in any case;
    ``clock`` gives seconds; ``saved`` says whether a file holds ``report``."""

    def __init__(
        self, report: Report, limit: int = LIMIT_BYTES, clock: Callable[[], float] = time.monotonic, saved: bool = True
    ) -> None:
        self._report = report
        self._saved = report if saved else None
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._limit = limit
        self._kept = 0
        self._clock = clock
        self._sealed = False

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._report

    @property
    def done(self) -> tuple[Step, ...]:
        """Steps that can be undone, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """Steps that can be redone, the next one last."""
        return tuple(self._undone)

    @property
    def is_saved(self) -> bool:
        """Whether the report is the very one that was marked saved."""
        return self._report is self._saved

    def began(self, before: Report, name: str) -> None:
        """The report was made from ``before`` in one step called ``name``: undo leads back there."""
        self._push(Step(before, self._report, name, "", at=self._clock(), weight=added(before, self._report)))
        self._sealed = True

    def apply(self, edit: Edit) -> Report:
        """Do ``edit``. One that changes nothing leaves no step. Raises EditError and changes nothing when it can't be done."""
        return self.record(edit, self.outcome(edit))

    def outcome(self, edit: Edit) -> Report:
        """The report as ``edit`` would make it, its comments on nodes that are there. Raises EditError when it can't be done."""
        return settled(self._report, edit.apply(self._report), edit.target)

    def record(self, edit: Edit, after: Report) -> Report:
        """``edit`` gave the report ``after``: a step of its own, or a part of the one before. Typing that comes back to where
        it began leaves no step."""
        if after == self._report:
            return self._report
        step = Step(self._report, after, edit.name, edit.target, edit.merge_key, self._clock())
        last = self._done[-1] if self._done else None
        if last is not None and self._continues(last, step):
            if after == last.before:
                after = self._pop().before
                self._sealed = True
            else:
                self._pop()
                self._push(replace(step, before=last.before, name=last.name, weight=added(last.before, after)))
        else:
            self._push(replace(step, weight=added(step.before, after)))
            self._sealed = False
        self._undone.clear()
        self._forget()
        self._report = after
        return after

    def _forget(self) -> None:
        """Let the oldest steps go when all together keep too much."""
        first = 0
        while self._kept > self._limit and first < len(self._done) - 1:
            self._kept -= self._done[first].weight
            first += 1
        del self._done[:first]

    def _push(self, step: Step) -> None:
        self._done.append(step)
        self._kept += step.weight

    def _pop(self) -> Step:
        step = self._done.pop()
        self._kept -= step.weight
        return step

    def _continues(self, last: Step, step: Step) -> bool:
        return (
            not self._sealed
            and step.merge_key is not None
            and step.merge_key == last.merge_key
            and step.at - last.at <= PAUSE_SECONDS
        )

    def seal(self) -> None:
        """The next edit begins a step of its own: the cursor was moved, another field was entered."""
        self._sealed = True

    def undo(self) -> Step | None:
        """Go back a step; None when there is none."""
        if not self._done:
            return None
        step = self._pop()
        self._undone.append(step)
        self._report = step.before
        self._sealed = True
        return step

    def redo(self) -> Step | None:
        """Go forward a step; None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._push(step)
        self._report = step.after
        self._sealed = True
        return step

    def mark_unsaved(self) -> None:
        """No file holds the report as it is: something that is saved with it has changed."""
        self._saved = None

    def mark_saved(self, report: Report | None = None) -> None:
        """The report (the one given, which was written) is what the file holds; the next edit is a step of its own."""
        self._saved = self._report if report is None else report
        self._sealed = True
