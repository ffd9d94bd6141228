"""常用语 at the editor's cursor: chosen from the palette, put in with its blanks to be filled, kept from what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao import paths
from huibao.errors import EditError, HuibaoError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.editor import phrases
from huibao.gui.editor.editor import EditorPane
from huibao.model.wording import Phrase, Place
from huibao.services.wordings import Wordings

_NO_TEXT = "光标所在的地方不能输入文字，常用语没有插入；请把光标放在要写字的地方。"


class WordingCommands(QObject):
    """Asks, then puts a phrase into the report, or keeps one."""

    def __init__(self, desk: Desk, editor: EditorPane, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._editor, self._window = desk, editor, window
        self.wordings = Wordings(paths.resources() / "wording", desk.library.own_folder / "wording")

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"wording": self.choose, "keep_wording": self.keep_selection}

    def choose(self) -> None:
        """Insert the phrase that is chosen in the palette."""
        from huibao.gui.dialogs.wording import WordingDialog

        dialog = WordingDialog(self.wordings, self._place(), self._window)
        if dialog.exec() and dialog.chosen is not None:
            self.insert(dialog.chosen.text)

    def insert(self, text: str) -> None:
        """Put ``text`` at the cursor, in place of what is selected, and select its first blank."""
        session, view = self._desk.session, self._editor.view
        cursor, sheet = view.textCursor(), view.sheet
        start, end = sheet.row_at(cursor.selectionStart()), sheet.row_at(cursor.selectionEnd())
        session.seal()
        try:
            shown = (view.projection, view.page)
            deed = phrases.insertion(session.report, session.template, shown, start, end, text)
        except EditError as error:
            tell(self._window, "没有插入", error.message)
            return
        if deed is None:
            tell(self._window, "没有插入", _NO_TEXT)
            return
        view.perform(deed)
        _, row = view.current()
        if row.node == deed.caret.node:
            view.select(row.node, *phrases.blank_in(row.text, deed.caret, len(text)))
        view.setFocus()

    def keep_selection(self) -> None:
        """Keep the selected text as a phrase of the user's own."""
        from huibao.gui.dialogs.wording_edit import PhraseDialog

        text, place = "".join(self._editor.selected_text().splitlines()).strip(), self._place()
        where = ((place.kind,), (place.field,)) if place.kind else ((), ())
        dialog = PhraseDialog(Phrase(text, "", *where), self.wordings.topics, "存为常用语", self._window)
        if dialog.exec():
            try:
                self.wordings.add(dialog.phrase)
            except HuibaoError as error:
                tell(self._window, "没有保存", error.message)
        self._editor.setFocus()

    def _place(self) -> Place:
        view = self._editor.view
        return phrases.place_at(self._desk.session.report, view.page, view.current()[1])
