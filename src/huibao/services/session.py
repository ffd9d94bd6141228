"""The one door: the open report changes only through ``Session.apply``; views hear of it by one ``Change``."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from huibao.errors import EditError
from huibao.model.edits import Edit
from huibao.model.history import History, Step
from huibao.model.report import Id, Report
from huibao.model.template import Template

Listener = Callable[["Change"], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to the report. ``origin`` began it and may ignore it; ``target`` is the id to show ("" for none).

    ``kind``: "edit", "undo", "redo", "load" (another report), "state" (saved mark, file or template changed; text did not).
    """

    before: Report
    after: Report
    kind: Literal["edit", "undo", "redo", "load", "state"]
    target: Id = ""
    origin: object | None = None


class Session:
    """One open report with its history, media, file and template. Widgets only read it and ``apply`` edits.

    ``media``: picture bytes by SHA-256; bytes are only ever added while a report is open, so that undo finds them.
    """

    def __init__(self, report: Report, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._history = History(report, clock=clock)
        self._listeners: list[Listener] = []
        self._untold: deque[Change] = deque()
        self.media: dict[str, bytes] = {}
        self.path: Path | None = None
        self.source: Path | None = None
        self.previous: Report | None = None
        self.template: Template | None = None
        self.read_only = False

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._history.report

    @property
    def is_saved(self) -> bool:
        """Whether the file holds the report as it is now."""
        return self._history.is_saved

    @property
    def done(self) -> tuple[Step, ...]:
        """Steps that can be undone, oldest first."""
        return self._history.done

    @property
    def undone(self) -> tuple[Step, ...]:
        """Steps that can be redone, the next one last."""
        return self._history.undone

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` at every change from now on; returns what ends that."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def load(
        self,
        report: Report,
        media: dict[str, bytes] | None = None,
        *,
        path: Path | None = None,
        source: Path | None = None,
        template: Template | None = None,
        read_only: bool = False,
        previous: Report | None = None,
        saved: bool = True,
        step: str = "",
    ) -> None:
        """Another report takes the place of this one; its history begins here. ``step``: what was done to ``previous`` to make
        it, which can be undone."""
        before = self.report
        self._history = History(report, clock=self._clock, saved=saved)
        if step and previous is not None:
            self._history.began(previous, step)
        self.media = dict(media or {})
        self.path, self.source, self.template = path, source, template
        self.read_only, self.previous = read_only, previous
        self._tell(Change(before, report, "load"))

    def apply(self, edit: Edit, origin: object | None = None) -> None:
        """Do ``edit`` and tell everyone. Raises EditError, and changes nothing, when the report or its template forbids it."""
        if self.read_only:
            raise EditError("这份报告以只读方式打开，不能修改；可以另存为一份再改。")
        before = self.report
        after = self._history.outcome(edit)
        if after == before:
            return
        self._check(before, after)
        self._history.record(edit, after)
        self._tell(Change(before, self.report, "edit", edit.target, origin))

    def undo(self) -> None:
        """Go back a step, if there is one."""
        self._step(self._history.undo(), "undo")

    def redo(self) -> None:
        """Go forward a step, if there is one."""
        self._step(self._history.redo(), "redo")

    def seal(self) -> None:
        """The next edit is an undo step of its own."""
        self._history.seal()

    def mark_saved(self, path: Path, report: Report) -> None:
        """``report`` (the value that was written) is in the file ``path``."""
        self.path = path
        self._history.mark_saved(report)
        self._tell(Change(self.report, self.report, "state"))

    def set_template(self, template: Template | None) -> None:
        """The template that guides this report from now on; the text does not change."""
        self.template = template
        self._tell(Change(self.report, self.report, "state"))

    def set_previous(self, previous: Report | None, media: Mapping[str, bytes] | None = None) -> None:
        """Last year's report, kept in the file with this one from the next saving on, its pictures too; the text does not
        change."""
        self.previous = previous
        self.media.update(media or {})
        self._history.mark_unsaved()
        self._tell(Change(self.report, self.report, "state"))

    def add_media(self, data: bytes) -> str:
        """Keep picture bytes; returns their SHA-256."""
        from hashlib import sha256

        name = sha256(data).hexdigest()
        self.media[name] = data
        return name

    def _step(self, step: Step | None, kind: Literal["undo", "redo"]) -> None:
        if step is not None:
            before, after = (step.after, step.before) if kind == "undo" else (step.before, step.after)
            self._tell(Change(before, after, kind, step.target))

    def _check(self, before: Report, after: Report) -> None:
        """Required sections stay and keep their order, unless the report is 脱离模板."""
        if self.template is None or before.detached or after.detached:
            return
        required = {section.key for section in self.template.sections if section.required}
        was, now = _present(before, required), _present(after, required)
        if [key for key in now if key in was] != was:
            raise EditError("这一部分是模板规定的，不能删除、降级或调换顺序；确实需要时，可先选“报告 → 脱离模板”。")

    def _tell(self, change: Change) -> None:
        """Everyone hears of ``change``; what a listener does about it is told after that, so that all hear the same order."""
        self._untold.append(change)
        if len(self._untold) > 1:
            return
        try:
            while self._untold:
                for listener in tuple(self._listeners):
                    listener(self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()


def _present(report: Report, keys: set[str]) -> list[str]:
    """The template's sections that ``report`` has, of those in ``keys``, each where it stands first."""
    return list(dict.fromkeys(section.key for section in report.sections if section.key in keys))
