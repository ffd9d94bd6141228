"""日期: a day from the calendar put at the editor's cursor; in the report's date it takes the place of the old one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor import phrases
from huibao.gui.editor.date_popup import DatePopup
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.fields import ShortField
from huibao.gui.editor.rows import Row


class DateCommand(QObject):
    """Opens the calendar at the cursor."""

    def __init__(self, desk: Desk, editor: EditorPane, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._editor, self._window = desk, editor, window

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the action does."""
        return {"insert_date": self.open}

    def open(self) -> None:
        """Choose a day and write it."""
        view = self._editor.view
        _, row = view.current()
        if not row.editable or row.new == "entry":
            tell(self._window, "没有插入", "光标所在的地方不能写日期；请把光标放在要写日期的地方。")
            return
        held = row.text if _is_date(row) else view.textCursor().selectedText()
        field = ShortField("date", "日期", held, "text", guidance="如 2024年6月30日")
        popup = DatePopup(field, 0, lambda text: self._write(row, held, text), view)
        popup.open_at(view.viewport().mapToGlobal(view.cursorRect().bottomLeft()))

    def _write(self, row: Row, held: str, text: str) -> None:
        session, view = self._desk.session, self._editor.view
        at = next((at for at, other in enumerate(view.sheet.rows) if other.node == row.node), None)
        if at is None or not text.strip() or text == held:
            return
        cursor = view.textCursor()
        start, end = view.sheet.row_at(cursor.selectionStart()), view.sheet.row_at(cursor.selectionEnd())
        if _is_date(row):
            start, end = (at, 0), (at, len(row.text))
        session.seal()
        try:
            shown = (view.projection, view.page)
            deed = phrases.insertion(session.report, session.template, shown, start, end, text.strip(), "插入日期")
        except EditError as error:
            tell(self._window, "没有插入", error.message)
            return
        view.perform(deed)
        view.setFocus()


def _is_date(row: Row) -> bool:
    """Whether ``row`` is the report's own date."""
    return row.field == "date" and not row.entry
