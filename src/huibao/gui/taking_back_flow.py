"""取回修改 in the window: a Word file is asked for or was opened, read and compared elsewhere, and what is ticked comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from huibao.errors import EditError, HuibaoError, PasswordNeeded
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.password import ask_password
from huibao.gui.dialogs.save_path import same_file
from huibao.gui.file_flow import FileFlow
from huibao.gui.jobs import Jobs
from huibao.model.report import Report

if TYPE_CHECKING:
    from huibao.services.taking_back import TakenBack, TakingBack
    from huibao.services.taking_back.origin import Origin

WORD = "Word 文档 (*.docx *.docm *.doc *.wps);;所有文件 (*)"
NAME = "取回修改"
_TAKE, _OPEN, _STOP = NAME, "另外打开", "取消"


class TakingBackFlow(QObject):
    """Carries a Word file that others changed back into the report it was exported from. ``told``: a quiet line."""

    told = Signal(str)

    def __init__(self, desk: Desk, files: FileFlow, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._files, self._jobs, self._window = desk, files, jobs, window
        files.word_came.connect(self.take)
        files.before_opening = self.offer

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"take_back": self.ask}

    def ask(self) -> None:
        """Ask for the Word file and take back from it."""
        session = self._desk.session
        near = session.path or session.source
        folder = near.parent if near else Path.home()
        name, _ = QFileDialog.getOpenFileName(self._window, "选择改过的 Word 文档", str(folder), WORD)
        if name:
            self.take(Path(name))

    # The offer.

    def offer(self, path: Path, otherwise: Callable[[], None]) -> None:
        """Where the file ``path`` was exported from the open report, or from one beside it or used of late, offer to take back
        what was changed in it; ``otherwise`` opens it like any other."""
        from huibao.services.taking_back.origin import SUFFIXES, origin_of

        if path.suffix.lower() not in SUFFIXES:
            otherwise()
            return
        session = self._desk.session
        report = session.report if self._files.is_open else None
        work = partial(origin_of, path, report, session.previous, self._desk.recent.shown())
        # What is wrong with the file is said when it is opened.
        self._jobs.run(work, partial(self._offered, path, otherwise), lambda _: otherwise(), f"正在打开“{path.name}”…")

    def _offered(self, path: Path, otherwise: Callable[[], None], origin: Origin | None) -> None:
        own = self._desk.session.path
        if origin is None:
            otherwise()
            return
        named = f"《{origin.title}》" if origin.title else "一份报告"
        here = origin.path is None or (self._files.is_open and own is not None and same_file(own, origin.path))
        of = f"现在打开的{named}" if here else f"“{origin.path.name}”" if origin.path else named
        taken = ask(self._window, NAME, f"“{path.name}”是由{of}导出的。", (_TAKE, _OPEN, _STOP))
        if taken == _OPEN:
            otherwise()
        elif taken == _TAKE and here:
            self.take(path)
        elif taken == _TAKE and origin.path is not None:
            self._files.open_file(origin.path, word=path)

    # Taking back.

    def take(self, path: Path, password: str | None = None) -> None:
        """Compare the open report with the Word file ``path``, which is only read, and ask what to take back."""
        session = self._desk.session
        if session.read_only:
            tell(self._window, "没有取回", "这份报告以只读方式打开，不能修改；可以另存为一份，再取回修改。")
            return
        template = session.template
        required = {one.key for one in template.sections if one.required} if template else set()

        def failed(error: HuibaoError) -> None:
            if not isinstance(error, PasswordNeeded):
                tell(self._window, "没有取回", error.message)
            elif given := ask_password(self._window, error.message):
                self.take(path, given)

        work = partial(_compared, path, session.report, frozenset(required), password)
        self._jobs.run(work, partial(self._choose, path), failed, f"正在对照“{path.name}”…")

    def _choose(self, path: Path, back: TakingBack) -> None:
        from huibao.gui.dialogs.taking_back import TakingBackDialog

        if back.compared.report is not self._desk.session.report:  # it was changed meanwhile
            self.take(path)
            return
        if not back.differences:
            more = "".join(back.compared.source.notes)
            self.told.emit(f"“{path.name}”的正文与这份报告一样，没有要取回的修改。{more}")
            return
        dialog = TakingBackDialog(back, path.name, self._window)
        if not dialog.exec():
            return
        accepted = dialog.accepted_differences
        self._jobs.run(
            partial(back.taken, accepted),
            partial(self._apply, back.media(accepted), len(accepted)),
            lambda error: tell(self._window, "没有取回", error.message),
            "正在取回修改…",
        )

    def _apply(self, media: dict[str, bytes], count: int, taken: TakenBack) -> None:
        session = self._desk.session
        for data in media.values():
            session.add_media(data)
        session.seal()
        try:
            session.apply(taken)
        except EditError as error:
            tell(self._window, "没有取回", error.message)
            return
        finally:
            session.seal()
        more = f"有 {taken.passed_over} 处放不到 Word 里的位置，没有取回；请再选一次“取回修改”看看是哪些。"
        self.told.emit(f"取回了修改，可以一步撤销。{more}" if taken.passed_over else f"取回了 {count} 处修改，可以一步撤销。")


def _compared(path: Path, report: Report, required: frozenset[str], password: str | None) -> TakingBack:
    from huibao.services.taking_back import compare_with_word
    from huibao.services.taking_back.origin import read_word

    back = compare_with_word(report, read_word(path, password), required)
    _ = back.differences  # found here, not when the window asks for them
    return back
