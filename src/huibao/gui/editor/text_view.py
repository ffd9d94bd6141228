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
from huibao.gui.editor import blocks_in, captions, deeds, deleting, keys, pasting, phrases, table_deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.fields import Answering
from huibao.gui.editor.row_view import RowView
from huibao.gui.editor.rows import Row
from huibao.model.edits import Remove
from huibao.model.report import Blocks, runs
from huibao.model.tables import table_of_text
from huibao.model.text import clean, lines
from huibao.services.pasted import Pasted, pasted_html
from huibao.services.session import Change, Session

Key = Qt.Key
STANDARD = QKeySequence.StandardKey
READ_ONLY = "这份报告以只读方式打开，不能修改；可以另存为一份再改。"
NO_TEXT = "这里不能输入文字。"
NO_PASTE = "这里不能粘贴文字。"

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
        if self._command_key(event) or self._deleting_key(event) or self._structure_key(event):
            event.accept()
            return
        if keys.moves_only(event):
            super().keyPressEvent(event)
            return
        if keys.types_text(event):
            if self._ready_to_type():
                super().keyPressEvent(event)
                self._settle()
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
        (at, start), (last, end) = self._selection()
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
            event.setAccepted(claimed or (own and not command))
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
        return deeds.copied(self._sheet.rows, *self._selection())

    def cut(self) -> None:
        self.copy()
        self.delete_selection()

    def delete_selection(self) -> None:
        """Take the selected text away, as one step of undo."""
        if self.textCursor().hasSelection():
            start, end = self._selection()
            self._session.seal()
            self.perform(deleting.delete(self._session.report, self._sheet.rows, start, end))

    def _selection(self) -> tuple[tuple[int, int], tuple[int, int]]:
        cursor = self.textCursor()
        return self._sheet.row_at(cursor.selectionStart()), self._sheet.row_at(cursor.selectionEnd())

    def _spans_rows(self, cursor: QTextCursor) -> bool:
        return self._sheet.row_at(cursor.selectionStart())[0] != self._sheet.row_at(cursor.selectionEnd())[0]

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text with the model's looks, tables and pictures; nothing is loaded from outside."""
        found = pasted_html(source.html()) if source.hasHtml() and source.hasText() else None
        if source.hasImage() and not source.hasText():
            self.picture_pasted.emit(source.imageData())
        elif found is not None and not found.plain:
            self._insert_found(found)
        elif source.hasText():
            self.insert_text(source.text())

    def _insert_found(self, found: Pasted) -> None:
        for data in found.media.values():
            self._session.add_media(data)
        if found.blocks:
            self.insert_blocks(found.blocks)
        if found.missing:
            self.refused.emit(f"有 {found.missing} 张图片不在复制的内容里，没有带入；请把图片另存为文件，再从“插入”菜单加进来。")

    def insert_text(self, text: str) -> None:
        """Put clean ``text`` at the cursor, in place of the selection; several lines become paragraphs."""
        if self.textCursor().hasSelection() and table_of_text(text) is None:
            self.insert_blocks(pasting.blocks_of(text))
            return
        self.delete_selection()
        _, row = self.current()
        if not row.editable:
            self.refused.emit(NO_PASTE)
            return
        self._session.seal()
        offer = pasting.offer(self._session.report, self._session.template, row, pasting.blocks_of(text))
        cells = table_deeds.filled(row, text) if row.kind == "cell" else table_deeds.pasted(row, text)
        if cells is not None:
            self.perform(cells)
        else:
            self._insert_lines(row, [line for line in lines(clean(text)) if line.strip()] or [""])
        if offer is not None:
            self.numbered_pasted.emit(offer)

    def insert_blocks(self, blocks: Blocks) -> None:
        """Put ``blocks`` at the cursor, in place of the selection, as one step; a paragraph's level says that it is a heading
        where it comes from."""
        report, template = self._session.report, self._session.template
        start, end = self._selection()
        self._session.seal()
        try:
            before, after, row, offset = blocks_in.without_selection(report, (self._projection, self._page), start, end)
            offer = pasting.offer(report, template, self._sheet.rows[start[0]], blocks)
            deed = blocks_in.placed(after, template, row, offset, pasting.bare(blocks))
        except EditError as error:
            self.refused.emit(error.message)
            return
        deed = blocks_in.together(before, deed, "粘贴")
        if deed is None:
            self.refused.emit(NO_PASTE)
            return
        self.perform(deed)
        if offer is not None:
            self.numbered_pasted.emit(offer)

    def _insert_lines(self, row: Row, pieces: list[str]) -> None:
        if row.new:
            first = pieces[0] if row.new != "entry" else " ".join(pieces)
            rest = pieces[1:] if row.new != "entry" else []
            self.perform(deeds.write(self._session.report, self._session.template, row, runs(first), len(first)))
            if not rest:
                return
            pieces, row = ["", *rest], self.current()[1]
        self.perform(deeds.paste(self._session.report, row, self.offset(), pieces))

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
