"""Shows one page of the report: rows, what stands around them, pictures; where the cursor is. It changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from huibao.gui.editor import fields, looks, remarks
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.fields import Answering
from huibao.gui.editor.margin import Margin
from huibao.gui.editor.projection import Projection
from huibao.gui.editor.remarks import Remarks
from huibao.gui.editor.rows import Row
from huibao.gui.editor.sheet import Sheet
from huibao.model import tree
from huibao.model.report import Comment, Id, Measure, Problem
from huibao.services.session import Session
from huibao.yearly import Match


class RowView(QTextEdit):
    """One page of the session's report. ``row_changed``: the cursor came to another row; ``structure_changed``: rows came,
    went, grew or moved; ``comment_chosen``: the mark of a comment (its id) was clicked."""

    row_changed = Signal()
    structure_changed = Signal()
    comment_chosen = Signal(str)

    def __init__(self, session: Session, answering: Answering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._answering = answering
        self._projection = Projection(session.template)
        self._page = "front"
        self._last_row: tuple[str, str] = ("", "")
        self._pictures: dict[str, QImage] = {}
        self._marks: Mapping[Id, Match] = {}
        self._sheet = Sheet(self.document())
        self._margin = Margin(self._sheet, self.block_rect, self.colours)
        self._remarks = Remarks()

        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setCursorWidth(2)
        self._sheet.set_look(1.0, self.colours())
        self._sheet.show(self._project(), anew=True)

        self.cursorPositionChanged.connect(self._on_cursor)

    @property
    def page(self) -> str:
        """The page shown."""
        return self._page

    @property
    def sheet(self) -> Sheet:
        """The rows as shown."""
        return self._sheet

    @property
    def projection(self) -> Projection:
        """How a page becomes rows."""
        return self._projection

    def colours(self) -> looks.Colours:
        """The colours of the window's palette."""
        return looks.Colours.of(self.palette())

    def show_page(self, page: str) -> None:
        """Show another page, from its start."""
        if page != self._page:
            self._finish_composing()
            self._page = page
            self._last_row = ("", "")
            self._sheet.show(self._project(), anew=True)
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.structure_changed.emit()

    def place(self, caret: Caret) -> bool:
        """Put the cursor at ``caret`` and scroll there; False when this page does not show its node."""
        position = self._sheet.position(caret)
        if position is None:
            return False
        cursor = self.textCursor()
        if cursor.position() != position or cursor.hasSelection():
            cursor.setPosition(position)
            self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def select(self, node: str, start: int, length: int) -> None:
        """Select ``length`` characters of a row from ``start``, and scroll there."""
        first, last = (self._sheet.position(Caret(node, at)) for at in (start, start + length))
        if first is not None and last is not None:
            cursor = self.textCursor()
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def current(self) -> tuple[int, Row]:
        """The row at the cursor."""
        at = min(self.textCursor().blockNumber(), len(self._sheet.rows) - 1)
        return at, self._sheet.rows[at]

    def offset(self) -> int:
        """The cursor's character in its row."""
        return self._sheet.row_at(self.textCursor().position())[1]

    def set_zoom(self, percent: int) -> None:
        """Show the text at ``percent`` of its size."""
        caret = Caret(self.current()[1].node, self.offset())
        self._sheet.set_look(percent / 100, self.colours())
        self.place(caret)
        self.structure_changed.emit()

    def show_marks(self, marks: Mapping[Id, Match]) -> None:
        """Say at the right of these rows what they are beside last year, and nothing at the others."""
        self._marks = marks
        self.viewport().update()

    def set_compact(self, on: bool) -> None:
        """Show empty fields of entries that need not be filled in, or not; the cursor stays where it can."""
        _, row = self.current()
        caret, entry = Caret(row.node, self.offset()), row.entry
        self._projection.set_compact(on)
        self._sheet.show(self._project(), anew=True)
        if not self.place(caret):
            rows = self._sheet.rows
            self.place(Caret(next((r.node for r in rows if entry and r.entry == entry), rows[0].node)))
        self.structure_changed.emit()
        self.viewport().update()

    def block_rect(self, block: QTextBlock) -> QRectF:
        """A block's rectangle in viewport coordinates."""
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _project(self) -> tuple[Row, ...]:
        self._projection.set_template(self._session.template)
        return self._projection.rows(self._session.report, self._page)

    # comments

    def spot(self) -> tuple[str, str]:
        """Where a comment at the cursor stands: the node, and the words of it that are selected ("": all of it)."""
        cursor, rows = self.textCursor(), self._sheet.rows
        (at, start), (last, end) = (self._sheet.row_at(p) for p in (cursor.selectionStart(), cursor.selectionEnd()))
        return remarks.spot(self._session.report, self._page, rows[at], start, end if last == at else None)

    def comments_at(self, place: QPoint) -> tuple[Comment, ...]:
        """The comments whose mark is at ``place`` of the viewport."""
        found = (held for at, held in self._remarked().items() if self._mark_of(at).contains(QPointF(place)))
        return next(found, ())

    def _remarked(self) -> dict[int, tuple[Comment, ...]]:
        return self._remarks.on(self._session.report, self._page, self._sheet.rows)

    def _mark_of(self, at: int) -> QRectF:
        """The rectangle of the mark beside row ``at``."""
        block = self._sheet.block(at)
        height = block.layout().lineAt(0).height() if block.layout().lineCount() else 24.0
        size, right = looks.BUBBLE[1] * self._sheet.zoom, self.viewport().width() - looks.BUBBLE[0]
        return QRectF(right - size, self.block_rect(block).top() + (height - size) / 2, size, size)

    def _comment_pressed(self, event: QMouseEvent) -> bool:
        found = self.comments_at(event.position().toPoint())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.comment_chosen.emit(found[0].id)
            return True
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = bool(self.comments_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Resting on a mark shows what was remarked."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), remarks.told(self.comments_at(event.pos())), self)
            return True
        return super().viewportEvent(event)

    # input method

    def _finish_composing(self) -> None:
        if self._preedit():
            QGuiApplication.inputMethod().commit()

    def _preedit(self) -> str:
        return self.textCursor().block().layout().preeditAreaText()

    # looks

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Only pictures of the report itself; nothing from files or the network."""
        scheme, _, sha = (name if isinstance(name, str) else name.toString()).partition(":")
        if kind == QTextDocument.ResourceType.ImageResource.value and scheme == "media":
            if sha not in self._pictures:
                self._pictures[sha] = QImage.fromData(self._session.media.get(sha, b""))
            return self._pictures[sha]
        return None

    def visible_rows(self) -> range:
        """The rows that can be seen now."""
        top = self.cursorForPosition(self.viewport().rect().topLeft()).blockNumber()
        bottom = self.cursorForPosition(self.viewport().rect().bottomRight()).blockNumber()
        last = len(self._sheet.rows)
        return range(max(0, min(top - 1, last)), min(last, bottom + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        visible = self.visible_rows()
        _, current = self.current()
        painter = QPainter(self.viewport())
        self._margin.paint_cards(painter, visible, current.entry, self.viewport().width())
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        busy = self.textCursor().blockNumber() if self._preedit() else -1
        self._margin.paint_words(painter, visible, self.font(), busy)
        if self._marks:
            self._margin.paint_marks(painter, visible, self._marks, self.font(), self.viewport().width())
        for at in visible:
            row = self._sheet.rows[at]
            if row.last and row.entry != current.entry:
                self._margin.paint_summary(painter, at, self._summary(row.entry), self.font())
        for at, comments in self._remarked().items():
            if at in visible:
                self._margin.paint_comments(painter, self._mark_of(at), sum(not c.resolved for c in comments))
        painter.end()

    def _summary(self, entry: str) -> str:
        node = tree.find(self._session.report, entry)
        if not isinstance(node, (Problem, Measure)):
            return ""
        return fields.summary(self._session.report, self._session.template, node, self._answering)

    def _on_cursor(self) -> None:
        _, row = self.current()
        if row.key != self._last_row:
            if self._last_row[0]:
                self._session.seal()
            self._last_row = row.key
            self.viewport().update()
            self.row_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.structure_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sheet"):
            self._sheet.set_look(self._sheet.zoom, self.colours())
