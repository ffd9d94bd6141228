"""核对识别结果 in the window: a received file is looked through before it is taken in, and undo leads back to that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from huibao.gui.actions import Actions
from huibao.gui.desk import Desk
from huibao.gui.file_flow import FileFlow
from huibao.gui.jobs import Jobs
from huibao.gui.opening import Opening
from huibao.model.report import Report
from huibao.model.source import Source
from huibao.model.template import Template
from huibao.services.corrections import CorrectionMemory
from huibao.services.reviewing import Review, review

_CLIPBOARD = "剪贴板"


class ReviewFlow(QObject):
    """Stands between what was read and the desk, once ``begin`` was called. What was taken in can be looked through anew as
    long as nothing of it was changed, or all of that undone."""

    def __init__(self, desk: Desk, files: FileFlow, jobs: Jobs, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._files, self._jobs = desk, files, jobs
        self._actions, self._window = actions, window
        self._memory: CorrectionMemory | None = None
        self._review: Review | None = None
        self._opening: Opening | None = None
        self._go: Callable[[Opening], None] = lambda _opening: None
        self._taken: Report | None = None
        files.closed.connect(self._forget)

    def begin(self, memory: CorrectionMemory) -> None:
        """From now on received files are looked through; ``memory`` holds what was corrected in others of their look."""
        self._memory = memory
        self._files.before_taking = self._before

    def commands(self, undo: Callable[[], object]) -> dict[str, Callable[[], object]]:
        """What each action does; ``undo`` is that of the editor's steps."""

        def back() -> None:
            if self.can_go_back and not isinstance(QApplication.focusWidget(), QLineEdit):
                self.again()
            else:
                undo()

        return {"review": self.again, "undo": back}

    @property
    def can_go_back(self) -> bool:
        """Whether the open report stands as it was taken in."""
        session = self._desk.session
        untouched = session.report is self._taken and not session.done and session.path is None
        return self._files.is_open and self._review is not None and untouched

    def again(self) -> None:
        """Look the file through once more."""
        if self.can_go_back and self._review is not None and self._opening is not None:
            self._ask(self._opening, self._go, self._review, again=True)

    def refresh(self) -> None:
        """Switch the action on or off, and let undo name what it leads back to."""
        self._actions["review"].setEnabled(self.can_go_back)
        if self.can_go_back:
            self._actions.name_step("undo", "收入报告")

    def _before(self, opening: Opening, go: Callable[[Opening], None]) -> None:
        source = opening.opened.received
        if source is None or self._memory is None:
            go(opening)
            return
        work = partial(_reviewed, source, self._desk.library.templates, self._memory)
        self._jobs.run(work, partial(self._ask, opening, go))

    def _ask(self, opening: Opening, go: Callable[[Opening], None], found: Review, *, again: bool = False) -> None:
        from huibao.gui.dialogs.review_recognised import ReviewDialog

        opened = opening.opened
        name = opened.source.name if opened.source is not None else _CLIPBOARD
        dialog = ReviewDialog(found, name, self._window, again=again)
        if not dialog.exec():
            return
        if self._memory is not None:
            if dialog.forget:
                self._memory.forget(found)
            self._memory.learn(dialog.review)
        taken = dialog.review.found
        own = tuple(note for note in opened.notes if note not in found.found.notes)
        notes = tuple(dict.fromkeys((*own, *taken.notes)))
        report = taken.report
        settled = replace(opening, opened=replace(opened, report=report, notes=notes, verdicts=taken.verdicts))
        self._review, self._opening, self._go, self._taken = dialog.review, settled, go, report
        go(settled)

    def _forget(self) -> None:
        self._review = self._opening = self._taken = None


def _reviewed(source: Source, templates: tuple[Template, ...], memory: CorrectionMemory) -> Review:
    """What the file is taken for, with what is remembered for its look."""
    found = review(source, templates)
    proposed = memory.proposed(source, found.found.verdicts)
    return review(source, templates, proposed, frozenset(proposed)) if proposed else found
