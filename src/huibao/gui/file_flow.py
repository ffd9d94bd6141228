"""Opening, saving and leaving a report: nothing is overwritten unasked, nothing unsaved is lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from huibao.errors import HuibaoError, InputError, PasswordNeeded
from huibao.gui.desk import Desk
from huibao.gui.dialogs.encoding import EncodingDialog
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.new_report import NewReportDialog, report_year
from huibao.gui.dialogs.password import ask_password
from huibao.gui.dialogs.save_path import ask_save_path, same_file
from huibao.gui.jobs import Jobs
from huibao.gui.opening import Opening, read, readable, settle
from huibao.gui.others import Others
from huibao.gui.unit_name import with_unit
from huibao.model.report import Report
from huibao.model.starting import start
from huibao.model.template import Template
from huibao.services import documents, encodings, locks

TEXTS = "纯文本 (*.txt *.text *.md);;所有文件 (*)"
NATIVE = "汇报文件 (*.huibao)"
_SAVE, _LEAVE, _STAY = "保存", "不保存", "取消"


class FileFlow(QObject):
    """Carries the open report between the desk and the disk. While one is open, another goes to another window of
    ``others`` (None: there is only this window, and the other takes its place).

    ``opened``: a report came to this window, with what the user should know (Opened); ``closed``: there is none now;
    ``saved``: it is in this file; ``told``: something worth a quiet line; ``stayed``: asked whether to leave, the user stayed;
    ``word_came``: a Word file to take back from into the report that is shown now.
    """

    opened = Signal(object)
    closed = Signal()
    saved = Signal(object)
    told = Signal(str)
    stayed = Signal()
    word_came = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, window: QMainWindow, others: Others | None = None) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window, self._others = desk, jobs, window, others
        self._lock: locks.Lock | None = None
        self._given_up: Report | None = None
        self._saving = False
        self._after_saving: list[Callable[[], None]] = []
        self.is_open = False
        # What is asked first about a file that is to be opened (one exported from here), and about what was read of one.
        self.before_opening: Callable[[Path, Callable[[], None]], None] = lambda _path, go: go()
        self.before_taking: Callable[[Opening, Callable[[Opening], None]], None] = lambda opening, go: go(opening)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "new": self.new,
            "new_from_clipboard": self.new_from_clipboard,
            "open": self.open,
            "reopen": self.reopen,
            "save": self.save,
            "save_as": self.save_as,
        }

    # Beginning.

    def new(self, template: str = "") -> None:
        """Ask for a template, that with the id ``template`` proposed ("": the one used last), and begin a report."""
        self.when_room(lambda: self._ask_new(template))

    def new_from_clipboard(self) -> None:
        """Take the text of the clipboard for a report."""
        text = QApplication.clipboard().text()
        if not text.strip():
            tell(self._window, "没有文字", "剪贴板里没有文字；请先在别处复制报告的全文，再选这一项。")
            return

        def work() -> Opening:
            return Opening(documents.open_text(text, self._desk.library))

        self.when_room(lambda: self._jobs.run(work, self.show_opening, self._refuse, "正在辨认报告的结构…"))

    def open(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "打开报告", str(self._folder()), readable())
        if name:
            self.open_file(Path(name))

    def reopen(self) -> None:
        """Read the text file that the report came from anew, in an encoding that is asked for; where it came from no text,
        ask for a file first: one that looks like no text at all may still be one."""
        source = self._desk.session.source
        if not self.is_open or source is None or not encodings.is_text(source):
            name, _ = QFileDialog.getOpenFileName(self._window, "用其他编码打开", str(self._folder()), TEXTS)
            source = Path(name) if name else None
        if source is not None:
            ask_encoding = partial(self._ask_encoding, source)
            self._jobs.run(partial(encodings.text_bytes, source), ask_encoding, self._refuse, "正在读取…")

    def _ask_encoding(self, source: Path, data: bytes) -> None:
        dialog = EncodingDialog(source.name, data, self._window)
        if dialog.exec():
            self.open_file(source, encoding=dialog.encoding)

    def open_file(
        self,
        path: Path,
        template: Template | None = None,
        encoding: str | None = None,
        *,
        word: Path | None = None,
    ) -> None:
        """Open ``path``; the window that shows it already comes to the front. ``template`` (the kind of report it is) and
        ``encoding`` (of plain text) are for reading this window's own file anew (None: found out). ``word``: a Word file
        to take back from once the report is shown."""
        again = template is not None or encoding is not None
        own = self._desk.session.path
        if self.is_open and own is not None and same_file(own, path):
            self.told.emit("这份报告已经打开了。")
        elif again and self.shows(path):
            self.when_free(lambda: self._read(path, template, encoding))
        elif not (self._others is not None and self._others.raise_showing(path, word)):
            go = partial(self._read, path, template, encoding, word=word)
            self.before_opening(path, lambda: self.when_room(go))

    def shows(self, path: Path) -> bool:
        """Whether this window shows the file ``path``, or what came out of it."""
        session = self._desk.session
        own = session.path or session.source
        return self.is_open and own is not None and same_file(own, path)

    def _ask_new(self, template: str) -> None:
        settings, library = self._desk.settings, self._desk.library
        dialog = NewReportDialog(
            library.templates,
            report_year(date.today()),
            settings.get("unit", ""),
            template or settings.get("template", ""),
            self._window,
        )
        if not dialog.exec():
            return
        settings.set("unit", dialog.unit)
        settings.set("template", dialog.template.id)
        report = with_unit(start(dialog.template, dialog.year), dialog.unit)
        self.show_opening(Opening(documents.Opened(report)))

    def _read(
        self,
        path: Path,
        template: Template | None,
        encoding: str | None,
        password: str | None = None,
        word: Path | None = None,
    ) -> None:
        def failed(error: HuibaoError) -> None:
            if isinstance(error, PasswordNeeded):
                given = ask_password(self._window, error.message)
                if given:
                    self._read(path, template, encoding, given, word)
                return
            self._desk.recent.drop(path)
            self._refuse(error)

        work = partial(read, path, self._desk.library, template, encoding, password, word)
        self._jobs.run(work, self.show_opening, failed, f"正在打开“{path.name}”…")

    def show_opening(self, opening: Opening) -> None:
        """Put what was read on the desk, or into another window; ask once more if the report there was changed meanwhile."""
        source = opening.opened.source
        if self._has_room_elsewhere and not (source is not None and self.shows(source)):
            settled = settle(opening, self._window)
            if settled is not None and self._others is not None:
                self._others.elsewhere(self._window).show_opening(settled)
            return
        if not self._may_go():
            _release(opening.lock)
            self.when_free(lambda: self.show_opening(opening))
            return
        settled = settle(opening, self._window)
        if settled is not None:
            self.before_taking(settled, self._load)

    def _load(self, opening: Opening) -> None:
        opened = opening.opened
        _release(self._lock)
        self._lock = opening.lock
        self.is_open = True
        self._desk.session.load(
            opened.report,
            opened.media,
            path=opened.path,
            source=opened.source,
            template=self._desk.library.template(opened.report.template),
            read_only=opened.read_only,
            previous=opened.previous,
        )
        self.opened.emit(opened)
        if opened.source is not None:
            self._remember(opened.source)
        if opening.word is not None:
            self.word_came.emit(opening.word)

    def restore(
        self,
        report: Report,
        media: dict[str, bytes],
        path: Path | None,
        source: Path | None,
        previous: Report | None = None,
        step: str = "",
    ) -> None:
        """Put a recovered report on the desk, unsaved, or into another window. Where its file is held by another it becomes
        a copy. ``step``: how it was made from ``previous``, for undo."""
        if self._has_room_elsewhere and self._others is not None:
            self._others.elsewhere(self._window).restore(report, media, path, source, previous, step)
            return
        lock = None
        if path is not None:
            try:
                lock = locks.take(path)
            except locks.HeldError:
                path, source = None, path
        _release(self._lock)
        self._lock, self.is_open = lock, True
        template = self._desk.library.template(report.template)
        self._desk.session.load(
            report, media, path=path, source=source, template=template, previous=previous, saved=False, step=step
        )
        self.opened.emit(documents.Opened(report, media, path, source))

    # Saving.

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save to the report's own file; where it has none, or may not be written there, ask for one. ``then`` follows
        only when it is saved."""
        session = self._desk.session
        if session.path is None or session.read_only:
            self.save_as(then)
        else:
            self._write(session.path, self._lock, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and save there; the report belongs to that file from then on."""
        path = self._ask_target()
        if path is None:
            self.stayed.emit()
            return
        if self._desk.session.path is not None and same_file(path, self._desk.session.path) and self._lock is not None:
            self._write(path, self._lock, then)
            return
        try:
            lock = locks.take(path)
        except locks.HeldError as error:
            tell(self._window, "没有保存", f"{error.holder.sentence}，没有保存；请换一个名称。")
            self.save_as(then)
            return
        self._write(path, lock, then)

    def _ask_target(self) -> Path | None:
        session = self._desk.session
        near = session.path or session.source
        folder = near.parent if near else self._folder()
        named = documents.proposed_name(session.report, session.source)
        start_at = session.path if session.path is not None else folder / named
        path = ask_save_path(self._window, "另存为", start_at, NATIVE, ".huibao")
        received = session.source if session.path is None else None
        if path is not None and received is not None and same_file(path, received):
            tell(self._window, "换一个名称", "收到的原文件要原样留着，不能覆盖；请换一个名称保存。")
            return self._ask_target()
        return path

    def _write(self, path: Path, lock: locks.Lock | None, then: Callable[[], None] | None) -> None:
        session = self._desk.session
        report, media, previous = session.report, dict(session.media), session.previous
        self._saving = True
        if then is not None:
            self._after_saving.append(then)

        def done(_: None) -> None:
            self._saving = False
            if lock is not self._lock:
                _release(self._lock)
                self._lock = lock
            session.read_only = False
            session.mark_saved(path, report)
            self.saved.emit(path)
            self._remember(path)
            follow, self._after_saving = self._after_saving, []
            for step in follow:
                step()

        def failed(error: HuibaoError) -> None:
            self._saving = False
            if lock is not self._lock:
                _release(lock)
            follow, self._after_saving = self._after_saving, []
            self._refuse_saving(error, follow[0] if follow else None)

        self._jobs.run(lambda: documents.save(report, media, path, previous), done, failed, "正在保存…", cancel=False)

    def _refuse_saving(self, error: HuibaoError, then: Callable[[], None] | None) -> None:
        if (
            ask(self._window, "没有保存", error.message, ("另存为…", "取消"), detail="报告还在窗口里，没有丢失。")
            != "取消"
        ):
            self.save_as(then)
        else:
            self.stayed.emit()

    # Leaving.

    def close(self) -> None:
        """Close the report and show none."""
        self.when_free(self._close)

    def when_free(self, go: Callable[[], object]) -> None:
        """Do ``go`` once nothing unsaved is in the way: saved, given up by the user, or not changed at all. When the user
        stays, ``go`` is forgotten."""
        if self._saving:
            self._after_saving.append(lambda: self.when_free(go))
        elif self._may_go():
            go()
        else:
            self._ask_leaving(go)

    def when_room(self, go: Callable[[], object]) -> None:
        """Do ``go``, which brings another report: at once where that goes to another window, else ``when_free``."""
        if self._has_room_elsewhere:
            go()
        else:
            self.when_free(go)

    @property
    def _has_room_elsewhere(self) -> bool:
        return self.is_open and self._others is not None

    @property
    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving the report now."""
        return not self._saving and self._may_go()

    def _may_go(self) -> bool:
        session = self._desk.session
        return not self.is_open or session.is_saved or session.report is self._given_up

    def _ask_leaving(self, go: Callable[[], object]) -> None:
        title = self._desk.session.report.title
        named = f"《{title}》" if title else "这份报告"
        taken = ask(
            self._window,
            "还没有保存",
            f"{named}有没保存的修改，要保存吗？",
            (_SAVE, _LEAVE, _STAY),
            detail="不保存，这些修改就没有了。",
        )
        if taken == _SAVE:
            self.save(lambda: self.when_free(go))
        elif taken == _LEAVE:
            self._given_up = self._desk.session.report
            go()
        else:
            self.stayed.emit()

    def _close(self) -> None:
        self.release()
        self.is_open = False
        self._desk.session.load(Report())
        self.closed.emit()

    def _remember(self, path: Path) -> None:
        """Among the recent files, once the window shows what came of it: writing that down may take a moment."""
        QTimer.singleShot(0, self, lambda: self._desk.recent.add(path))

    def _folder(self) -> Path:
        """Where the user last worked."""
        return next((path.parent for path in self._desk.recent.shown()), Path.home())

    def release(self) -> None:
        """Let go of the lock."""
        _release(self._lock)
        self._lock = None

    def _refuse(self, error: HuibaoError) -> None:
        title = "没有打开" if isinstance(error, InputError) else "没有完成"
        tell(self._window, title, error.message)


def _release(lock: locks.Lock | None) -> None:
    if lock is not None:
        lock.release()
