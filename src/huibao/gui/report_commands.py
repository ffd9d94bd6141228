"""What concerns the whole report: numbering, template, seal, counts, what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError
from huibao.gui.actions import Actions
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.file_flow import FileFlow
from huibao.model.edits import Edit, SetReport, UnifyNumbering
from huibao.services.documents import Opened, profile_of
from huibao.services.session import Change


class ReportCommands(QObject):
    """Asks, then applies an edit to the session."""

    def __init__(self, desk: Desk, files: FileFlow, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._files = desk, files
        self._actions, self._window = actions, window
        self._notes: tuple[str, ...] = ()
        files.opened.connect(self._on_opened)
        desk.session.subscribe(self._on_change)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "unify": self.unify,
            "template": self.choose_template,
            "detached": lambda: self._apply(SetReport(detached=self._actions["detached"].isChecked())),
            "sealed": lambda: self._apply(SetReport(sealed=self._actions["sealed"].isChecked())),
            "left_out": self.show_notes,
        }

    @property
    def has_notes(self) -> bool:
        """Whether there is something to tell of how the report was read."""
        return bool(self._notes or self._desk.session.report.left_out)

    def show_notes(self) -> None:
        """Tell what was left out of the report when it was read, and why."""
        from huibao.gui.dialogs.import_notes import ImportNotesDialog

        ImportNotesDialog(self._notes, self._desk.session.report.left_out, self._window).exec()

    def unify(self) -> None:
        """统一编号, after a look at what changes."""
        from huibao.gui.dialogs.unify import UnifyDialog

        session = self._desk.session
        edit = UnifyNumbering(profile_of(session.report, self._desk.library).label_forms)
        dialog = UnifyDialog(session.report, edit.apply(session.report), self._window)
        if not dialog.changes:
            tell(self._window, "统一编号", "全部序号已经是统一的格式，不用修改。")
        elif dialog.exec():
            self._apply(edit)

    def choose_template(self) -> None:
        """Another template for this report. One that was just received is read once more by the template's own words."""
        from huibao.gui.dialogs.choose import ChooseDialog

        session, templates = self._desk.session, self._desk.library.templates
        choices = [(template.id, template.name, template.description) for template in templates]
        choices.append(("", "不用模板", "不检查缺什么，也没有填写提示。"))
        dialog = ChooseDialog("套用模板", choices, session.report.template, self._window)
        if not dialog.exec() or dialog.chosen == session.report.template:
            return
        template = self._desk.library.template(dialog.chosen)
        untouched = session.path is None and session.source is not None and not session.done
        if template is not None and untouched and session.source is not None and session.source.exists():
            self._files.open_file(Path(session.source), template)
        else:
            self._apply(SetReport(template=dialog.chosen))

    def refresh(self, is_open: bool) -> None:
        """Set the marks of the actions by the report."""
        report = self._desk.session.report
        self._actions["detached"].setChecked(report.detached)
        self._actions["sealed"].setChecked(report.sealed)
        self._actions["left_out"].setEnabled(is_open and self.has_notes)

    def _apply(self, edit: Edit) -> None:
        try:
            self._desk.session.apply(edit)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
            self.refresh(True)

    def _on_opened(self, opened: Opened) -> None:
        self._notes = opened.notes

    def _on_change(self, change: Change) -> None:
        """The session's template is the one that the report names, after undo too."""
        wanted = self._desk.library.template(change.after.template)
        if wanted is not self._desk.session.template:
            self._desk.session.set_template(wanted)
