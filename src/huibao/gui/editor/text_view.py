"""The editor's text: keys, input method, mouse and clipboard become edits; the document follows the report.

Typing goes into the document by Qt's own hand, for the sake of input methods; right after the event the block that was
typed into is read and becomes one edit. All other keys change the report, and the document is made equal to it.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError
from huibao.gui.editor import captions, cell_selection, deeds, deleting, keys, phrases, table_deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.fields import Answering
from huibao.gui.editor.name_offer import NameOffer
from huibao.gui.editor.paster import Paster
from huibao.gui.editor.row_view import RowView
from huibao.model.edits import Remove
from huibao.services.session import Change, Session

Key = Qt.Key
STANDARD = QKeySequence.StandardKey
READ_ONLY = "这份报告以只读方式打开，不能修改；可以另存为一份再改。"
NO_TEXT = "这里不能输入文字。"

class TextView(RowView):
    """Shows one page of the session's report and edits it through the session. ``refused``: why something was not done;
    ``menu_requested``: a context menu is wanted there; ``picture_pasted``: a QImage from the clipboard;
    ``numbered_pasted``: an Offer for what was pasted as plain text."""

    refused = Signal(str)
    menu_requested = Signal(object)
    picture_pasted = Signal(object)
    numbered_pasted = Signal(object)

    def __init__(self, session: Session, answering: Answering, parent: QWidget | None = None) -> None:
        super().__init__(session, answering, parent)
        self._caret: Caret | None = None
        self.paster = Paster(session, self)
        self._names = NameOffer(session, self)

        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(False)
        self.setAccessibleName("报告内容")
        self._end_hearing = session.subscribe(self._on_change)

    # changes of the report

    def perform(self, deed: Deed | None) -> None:
        """Do what a deed says: its edit through the session, then the caret."""
        if deed is None:
            return
        if deed.edit is None:
            self.place(deed.caret)
            return
        self._caret = deed.caret
        try:
            self._session.apply(deed.edit, self)
        except EditError as error:
            self.refused.emit(error.message)
            self._sheet.rebuild()
        finally:
            caret, self._caret = self._caret, None
        if caret is not None:
            self.place(caret)

    def _on_change(self, change: Change) -> None:
        if change.kind == "load":
            self._page = "front"
            self._pictures.clear()
            self._sheet.show(self._project(), anew=True)
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.structure_changed.emit()
            return
        if self._page not in ("front", "end") and all(s.id != self._page for s in change.after.sections):
            self._page = "front"
        before = self._sheet.rows
        kept = Caret(self.current()[1].node, self.offset())
        scroll = self.verticalScrollBar().value()
        written = self._sheet.show(self._project())
        if written:
            if change.origin is not self:
                self.verticalScrollBar().setValue(scroll)
                self.place(deeds.changed_place(before, self._sheet.rows) if change.kind in ("undo", "redo") else kept)
            self.structure_changed.emit()
        self.viewport().update()
        self._on_cursor()

    def _settle(self) -> None:
        """The block at the cursor may have been typed into: make that an edit."""
        if not self._sheet.is_whole():
            self._sheet.rebuild()
            return
        at, row = self.current()
        content = self._sheet.content(at)
        if content == row.runs:
            return
        if not row.editable or self._session.read_only:
            self._sheet.rewrite(at)
            self.refused.emit(READ_ONLY if self._session.read_only else NO_TEXT)
            return
        deed = deeds.write(self._session.report, self._session.template, row, content, self.offset())
        self._sheet.took(at, content)
        self.perform(deed)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._names.key(event) or self._command_key(event) or self._deleting_key(event) or self._structure_key(event):
            event.accept()
            return
        if keys.moves_only(event):
            super().keyPressEvent(event)
            return
        if keys.types_text(event):
            if self._ready_to_type():
                super().keyPressEvent(event)
                self._settle()
                self._names.look()
            return
        event.ignore()

    def _ready_to_type(self) -> bool:
        """Take a selection over several rows away first; whether the row at the cursor takes text."""
        cursor = self.textCursor()
        if cursor.hasSelection() and self._spans_rows(cursor):
            self.delete_selection()
        if not self.current()[1].editable:
            self.refused.emit(NO_TEXT)
            return False
        if self._session.read_only:
            self.refused.emit(READ_ONLY)
        return not self._session.read_only

    def _command_key(self, event: QKeyEvent) -> bool:
        commands: dict[QKeySequence.StandardKey, Any] = {
            STANDARD.Undo: self._session.undo,
            STANDARD.Redo: self._session.redo,
            STANDARD.Cut: self.cut,
            STANDARD.Copy: self.copy,
            STANDARD.Paste: self.paste,
            STANDARD.SelectAll: self.selectAll,
        }
        for key, command in commands.items():
            if event.matches(key):
                command()
                return True
        return False

    def _deleting_key(self, event: QKeyEvent) -> bool:
        move = keys.deletes(event)
        if move is not None:
            self._delete(move)
        return move is not None

    def _delete(self, move: QTextCursor.MoveOperation) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self.delete_selection()
            return
        at, row = self.current()
        backward = move in (QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveOperation.PreviousWord)
        if row.kind == "picture" or captions.is_empty(row):
            above = self._sheet.rows[max(0, at - (1 if row.kind == "picture" else 2))]
            self.perform(Deed(Remove(row.node if row.kind == "picture" else row.holder), Caret(above.node, 1 << 20)))
        elif backward and cursor.atBlockStart():
            self.perform(deeds.backspace(self._session.report, self._sheet.rows, at))
        elif not backward and cursor.atBlockEnd():
            self.perform(deeds.forward_delete(self._session.report, self._sheet.rows, at))
        else:
            cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
            start, end = self._within(cursor, at)
            self.perform(deleting.delete(self._session.report, self._sheet.rows, (at, start), (at, end)))

    def _within(self, cursor: QTextCursor, at: int) -> tuple[int, int]:
        """A selection's offsets in row ``at``, kept within it."""
        first, last = self._sheet.row_at(cursor.selectionStart()), self._sheet.row_at(cursor.selectionEnd())
        end = len(self._sheet.rows[at].text)
        return (first[1] if first[0] == at else 0), (last[1] if last[0] == at else end)

    def _structure_key(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Key.Key_Return, Key.Key_Enter):
            self._finish_composing()
            if self.textCursor().hasSelection():
                self.delete_selection()
            at, row = self.current()
            if shift and row.kind in ("text", "cell") and not row.new:
                self.textCursor().insertText("\u2028")
                self._settle()
            else:
                self._session.seal()
                self.perform(deeds.enter(self._session.report, self._session.template, self._sheet.rows, at, self.offset()))
            return True
        if key in (Key.Key_Tab, Key.Key_Backtab):
            by = -1 if key == Key.Key_Backtab or shift else 1
            if not self._step_blank(by):
                self._step(by)
            return True
        return False

    def _step_blank(self, by: int) -> bool:
        """Select the next or previous blank 【…】 of the row; False when there is none that way."""
        (at, start), (last, end) = self.selection()
        found = phrases.next_blank(self._sheet.rows[at], start, end, by) if at == last else None
        if found is not None:
            self.select(self._sheet.rows[at].node, *found)
        return found is not None

    def _step(self, by: int) -> None:
        """To the next or previous row that takes text, its text selected as in a form."""
        at, row = self.current()
        rows = self._sheet.rows
        if by > 0 and row.table is not None and (at + 1 >= len(rows) or rows[at + 1].table is not row.table):
            self.perform(table_deeds.next_row(row))
            return
        order = range(at + 1, len(rows)) if by > 0 else range(at - 1, -1, -1)
        found = next((i for i in order if rows[i].editable), None)
        if found is not None:
            self.place(Caret(rows[found].node, len(rows[found].text)))

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from being swallowed: only keys that this view handles itself are claimed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in (Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Enter)
            command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            claimed = keys.moves_only(event) or keys.deletes(event) is not None or keys.types_text(event)
            closes = event.key() == Key.Key_Escape and self._names.isVisible()
            event.setAccepted(claimed or closes or (own and not command))
            return True
        return super().event(event)

    # input method

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A pre-edit is shown by Qt and is never an edit; what is committed is read like typed text."""
        writes = event.commitString() or event.preeditString()
        if writes and self.textCursor().hasSelection():
            # Qt takes a selection away when composing begins; here that is an edit of its own.
            self.delete_selection()
        if writes and not self._ready_to_type():
            event.ignore()
            return
        super().inputMethodEvent(event)
        if event.commitString() or event.replacementLength():
            self._settle()
            self._names.look()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._finish_composing()
        super().focusOutEvent(event)

    # clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as clean text with its numbers."""
        made = QMimeData()
        made.setText(self.selected_text())
        return made

    def selected_text(self) -> str:
        """The selected text, a line for each row, numbers where a row is selected from its start."""
        cells = self.chosen_cells()
        return cells.text if cells is not None else deeds.copied(self._sheet.rows, *self.selection())

    def chosen_cells(self) -> cell_selection.Chosen | None:
        """The cells that are selected as a rectangle, if any."""
        return cell_selection.chosen(self.textCursor(), self.current()[1])

    def cut(self) -> None:
        self.copy()
        self.delete_selection()

    def delete_selection(self) -> None:
        """Take the selected text away, as one step of undo."""
        cells = self.chosen_cells()
        if cells is not None:
            self._session.seal()
            self.perform(cells.emptied())
        elif self.textCursor().hasSelection():
            start, end = self.selection()
            self._session.seal()
            self.perform(deleting.delete(self._session.report, self._sheet.rows, start, end))

    def selection(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the selection begins and ends: row and offset; the cursor twice where there is none."""
        cursor = self.textCursor()
        return self._sheet.row_at(cursor.selectionStart()), self._sheet.row_at(cursor.selectionEnd())

    def _spans_rows(self, cursor: QTextCursor) -> bool:
        return self._sheet.row_at(cursor.selectionStart())[0] != self._sheet.row_at(cursor.selectionEnd())[0]

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text with the model's looks, tables and pictures; nothing is loaded from outside."""
        self.paster.take(source)

    def insert_text(self, text: str) -> None:
        """Put clean ``text`` at the cursor, in place of the selection; several lines become paragraphs."""
        self.paster.put_text(text)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the selection puts the cursor there: text is not dragged about."""
        if self._comment_pressed(event):
            return
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())
