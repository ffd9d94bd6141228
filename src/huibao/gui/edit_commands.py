"""Undo, redo and what is done at the editor's cursor: the actions' commands, names and whether they may be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from huibao.errors import HuibaoError
from huibao.gui.actions import Actions
from huibao.gui.dialogs.messages import tell
from huibao.gui.dialogs.picture import PictureDialog
from huibao.gui.editor import captions, inserting
from huibao.gui.editor.editor import EditorPane
from huibao.gui.picture_bytes import png
from huibao.gui.table_commands import COMMANDS
from huibao.services.files import read_file
from huibao.services.session import Session

_TABLE = tuple(name for name, _ in COMMANDS if name)
PICTURES = "图片 (*.png *.jpg *.jpeg *.bmp *.gif)"
# What changes the report; not offered where it is read-only.
_CHANGING = (
    *("cut", "paste", "bold", "italic", "underline", "add_entry", "add_heading", "insert_picture", "paste_picture"),
    *("insert_table", "insert_attachment", "remove", "rename", "promote", "demote", "move_up", "move_down", "split", "merge", "page_break"),
    *("promote_alone", "demote_alone", "comment"),
    *("wording", "insert_date", "unify", "template", "profile", "detached", "sealed"),
    *("attach_ledger", "read_ledger"),
)


class EditCommands(QObject):
    """Connects the editing actions to the session and the editor."""

    def __init__(self, session: Session, editor: EditorPane, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._editor, self._actions, self._window = session, editor, actions, window
        self._folder = ""

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        editor, session = self._editor, self._session
        return {
            "undo": _first_in_line_edit("undo", session.undo),
            "redo": _first_in_line_edit("redo", session.redo),
            "cut": _first_in_line_edit("cut", editor.cut),
            "copy": _first_in_line_edit("copy", editor.copy),
            "paste": _first_in_line_edit("paste", editor.paste),
            "select_all": _first_in_line_edit("selectAll", editor.select_all),
            "to_fields": editor.to_fields,
            "bold": editor.toggle_bold,
            "italic": editor.toggle_italic,
            "underline": editor.toggle_underline,
            "insert_picture": self.insert_picture,
            "paste_picture": self.paste_picture,
            "picture": self.describe_picture,
            "insert_table": self.insert_table,
            "insert_attachment": editor.structure.insert_attachment,
            **{f"table_{name}": partial(editor.structure.table_command, name) for name in _TABLE},
            "add_entry": editor.structure.add_entry,
            "add_heading": editor.structure.add_heading,
            "remove": editor.structure.remove_entry,
            "promote": editor.structure.promote,
            "demote": editor.structure.demote,
            "move_up": editor.structure.move_up,
            "move_down": editor.structure.move_down,
            "split": editor.structure.split_entry,
            "merge": editor.structure.merge_entry,
            "page_break": editor.structure.page_break,
        }

    def insert_picture(self) -> None:
        """Ask for a picture file and insert it at the cursor."""
        name, _ = QFileDialog.getOpenFileName(self._window, "插入图片", self._folder, PICTURES)
        if not name:
            return
        path = Path(name)
        self._folder = str(path.parent)
        try:
            data = read_file(path)
        except HuibaoError as error:
            tell(self._window, "没有插入", error.message)
            return
        if QImage.fromData(data).isNull():
            tell(self._window, "没有插入", f"“{path.name}”不是能用的图片；请换成 PNG 或 JPG 格式的图片。")
            return
        self._editor.structure.insert_picture(data, path.suffix.lower().lstrip("."), path.stem)

    def paste_picture(self) -> None:
        """Insert the picture in the clipboard at the cursor."""
        image = QApplication.clipboard().image()
        if image.isNull():
            tell(self._window, "没有图片", "剪贴板里没有图片；请先截图或复制一张图片。")
            return
        self._editor.structure.insert_picture(png(image), "png")

    def describe_picture(self) -> None:
        """Ask for the width and the description of the picture at the cursor."""
        view = self._editor.view
        picture = inserting.picture_at(self._session.report, view.current()[1])
        if picture is None:
            return
        dialog = PictureDialog(picture, self._window)
        if dialog.exec():
            edit = inserting.described(self._session.report, view.current()[1], dialog.alt, dialog.width_mm)
            if edit is not None:
                self._session.seal()
                self._session.apply(edit)

    def insert_table(self) -> None:
        """Ask for the size and insert a table at the cursor."""
        from huibao.gui.dialogs.table_size import TableSizeDialog

        dialog = TableSizeDialog(self._window)
        if dialog.exec():
            self._editor.structure.insert_table(dialog.rows, dialog.columns)

    def refresh(self, is_open: bool) -> None:
        """Name the steps of undo and redo, and switch off what can't be done now."""
        session, actions = self._session, self._actions
        actions.name_step("undo", session.done[-1].name if is_open and session.done else "")
        actions.name_step("redo", session.undone[-1].name if is_open and session.undone else "")
        actions["history"].setEnabled(is_open and bool(session.done or session.undone))
        for name in _CHANGING:
            actions[name].setEnabled(is_open and not session.read_only)
        row = self._editor.view.current()[1]
        actions["picture"].setEnabled(is_open and not session.read_only and captions.is_at_picture(row))
        in_table = is_open and not session.read_only and self._editor.in_table()
        for name in _TABLE:
            actions[f"table_{name}"].setEnabled(in_table)


def _first_in_line_edit(method: str, otherwise: Callable[[], object]) -> Callable[[], object]:
    """A command that the line edit with the focus (filter, find) does itself; without one, ``otherwise``."""

    def command() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit):
            getattr(focused, method)()
        else:
            otherwise()

    return command
