"""Holds this year's report beside last year's: compared after a pause and off the window's thread, shown at the cursor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.gui.jobs import Jobs, Later
from huibao.gui.panels.last_year import LastYearPane, Shown
from huibao.gui.reading_last_year import READABLE, read_last_year
from huibao.model import tree
from huibao.model.edits import Edit
from huibao.model.report import Id, Picture
from huibao.services.documents import Opened
from huibao.services.session import Change
from huibao.yearly import Marks, Passage, Shares, pairing
from huibao.yearly.pairing import Beside, beside
from huibao.yearly.taking import take_sentence

PAUSE_MS = 500
_NO_LAST = "请先在“去年”一栏里打开去年的报告（F6）。"
_MARKING = "marks_beside_last_year"


class LastYear(QObject):
    """Fills ``pane`` for the cursor of ``editor``. ``shares_changed``: the shares of the part at the cursor and of all (None:
    not known); ``marks_changed``: what each paragraph is beside last year (none while the user does not want to see it)."""

    shares_changed = Signal(object)
    marks_changed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, editor: EditorPane, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._editor, self._window = desk, jobs, editor, window
        self.pane = LastYearPane()
        self._found: Beside | None = None
        self._running = False
        self._later = Later(self._look, PAUSE_MS, self)
        self._follow = Later(self.follow, 0, self)
        self.pane.open_requested.connect(self.open)
        self.pane.take_requested.connect(self.take)
        self.pane.pictures_requested.connect(self._take_pictures)
        self.pane.choose_requested.connect(self._choose)
        self.pane.none_requested.connect(self._say_none)
        self.pane.reset_requested.connect(self._reset)
        editor.context_changed.connect(self._follow.ask)
        desk.session.subscribe(self._on_change)
        self.pane.offer()

    @property
    def marking(self) -> bool:
        """Whether paragraphs are marked."""
        return self._desk.settings.get(_MARKING, True)

    # What the user asks for.

    def mark(self, on: bool) -> None:
        """Mark every paragraph in outline and editor, or none; kept from one start to the next."""
        self._desk.settings.set(_MARKING, on)
        self._say_marks()

    def open(self) -> None:
        """Ask for last year's report; it is read off the thread and kept with this one. Its own file is never touched."""
        name, _ = QFileDialog.getOpenFileName(self._window, "打开去年的报告", str(self._folder()), READABLE)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Take the report in ``path`` for last year's."""
        report = self._desk.session.report

        def done(opened: Opened) -> None:
            if self._desk.session.report.id == report.id:
                self._desk.session.set_previous(opened.report, opened.media)

        read_last_year(path, self._desk.library, self._jobs, self._window, done)

    def take(self, words: str = "") -> None:
        """Put ``words`` at the cursor; without any, give the passage there last year's words, as one step of undo."""
        if words:
            self._editor.paste_text(words)
            self._editor.setFocus()
            return
        found = self._now()
        if found is None:
            self._tell_why()
            return
        try:
            self._do(pairing.take_over(found, self._node()))
        except EditError as error:
            tell(self._window, "没有取用", error.message)
        self._editor.setFocus()

    def take_sentence(self) -> None:
        """Take over the one sentence of last year's that belongs at the cursor, as one step of undo."""
        found, node = self._now(), self._node()
        if found is None:
            self._tell_why()
            return
        try:
            taken = take_sentence(found, node, self._editor.view.offset())
        except EditError as error:
            tell(self._window, "没有取用", error.message)
            return
        self._do(taken.edit)
        self._editor.show_place(node, taken.end)

    def _take_pictures(self, pictures: tuple[tuple[Picture, bytes], ...]) -> None:
        node = self._node()
        for picture, data in reversed(pictures):  # each comes right behind the paragraph at the cursor
            self._editor.show_node(node)
            self._editor.structure.insert_picture(data, picture.extension, picture.alt)

    def _choose(self) -> None:
        from huibao.gui.dialogs.roll_passages import ChoosePassageDialog

        here = self._here()
        if here is not None:
            found, this, last = here
            dialog = ChoosePassageDialog(this, found.passages, last, self._window)
            if dialog.exec() and dialog.chosen is not None:
                self._do(pairing.pair(this, dialog.chosen))

    def _say_none(self) -> None:
        here = self._here()
        if here is not None:
            self._do(pairing.pair(here[1], None))

    def _reset(self) -> None:
        here = self._here()
        if here is not None:
            self._do(pairing.unpair(here[1]))

    def _here(self) -> tuple[Beside, Passage, Passage | None] | None:
        """The passage at the cursor and last year's of it; None where there are no words."""
        found = self._now()
        compared = found.of(self._node())[0] if found is not None else None
        return (found, compared.this, compared.last) if found is not None and compared is not None else None

    def _tell_why(self) -> None:
        if self._desk.session.previous is None:
            tell(self._window, "没有去年的报告", _NO_LAST)
        else:
            tell(self._window, "正在对照", "正在对照去年的报告，请稍等一下再取用。")

    def _do(self, edit: Edit) -> None:
        session = self._desk.session
        session.seal()
        try:
            session.apply(edit)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
        session.seal()
        self._later.stop()
        self._look()

    # Following.

    def follow(self) -> None:
        """Show what stood at the cursor last year, and how much of the part there is last year's."""
        found = self._found
        self._say_shares()
        if self._desk.session.previous is None:
            self.pane.offer()
        elif found is None:
            self.pane.wait()
        elif self.pane.isVisible():
            self.pane.show_passage(self._shown(found, self._node()))

    def _shown(self, found: Beside, node: Id) -> Shown:
        compared, last = found.of(node)
        comparison = found.comparison
        here = _shares_at(found, self._editor.current_node())
        by_hand = compared is not None and pairing.is_paired(found.this, compared.this)
        media = self._desk.session.media
        pictures = tuple((one, media[one.sha256]) for one in found.pictures_of(last) if one.sha256 in media)
        return Shown(compared, last, here, comparison.shares, comparison.dropped, by_hand, pictures)

    def _say_shares(self) -> None:
        found = self._found
        if found is None:
            self.shares_changed.emit(None)
        else:
            self.shares_changed.emit((_shares_at(found, self._editor.current_node()), found.comparison.shares))

    def _say_marks(self) -> None:
        found = self._found
        self.marks_changed.emit(found.marks if found is not None and self.marking else Marks())

    def _node(self) -> Id:
        """The paragraph, or the owner of the headline, at the editor's cursor."""
        view = self._editor.focusProxy()
        return view.current()[1].node if isinstance(view, TextView) else self._editor.current_node()

    def _now(self) -> Beside | None:
        """The comparison with the report as it is now: what a key changed is worked out here and now. None without last
        year's report, and while both are compared for the first time, which may take a second."""
        session = self._desk.session
        if session.previous is None or self._found is None:
            return None
        if self._found.this is not session.report:
            self._found = beside(session.previous, session.report)
        return self._found

    def _on_change(self, change: Change) -> None:
        previous = self._desk.session.previous
        if self._found is not None and self._found.last is not previous:
            self._found = None
        if previous is None:
            self._later.stop()
            self._say_marks()
        elif self._found is None:
            self._say_marks()
            self._look()
        elif self._found.this is not change.after:
            self._later.ask()
        self._follow.ask()

    def _look(self) -> None:
        session = self._desk.session
        last, this = session.previous, session.report
        if last is None:
            return
        if self._running:
            self._later.ask()
            return
        self._running = True
        self._jobs.run(lambda: beside(last, this), self._on_found, always=self._on_ended)

    def _on_ended(self) -> None:
        self._running = False

    def _on_found(self, found: Beside) -> None:
        session = self._desk.session
        if found.last is not session.previous or found.this.id != session.report.id:
            self._later.ask()
            return
        self._found = found
        if found.this is not session.report:
            self._later.ask()
        self._say_marks()
        self.follow()

    def _folder(self) -> Path:
        near = self._desk.session.path or self._desk.session.source
        return near.parent if near else next((path.parent for path in self._desk.recent.shown()), Path.home())


def _shares_at(found: Beside, node: Id) -> Shares:
    """The shares of the section that holds ``node``, else of what stands outside the sections."""
    section = tree.section_of(found.this, node) if tree.contains(found.this, node) else None
    return found.comparison.sections.get(section.id if section is not None else "", Shares())
