"""A QTextDocument that always shows a tuple of rows, a block for each; made equal to new rows by the smallest change.

The document's own undo is off. Nothing is read back from it but the text of the block that was just typed into.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from huibao.gui.editor import looks
from huibao.gui.editor.deeds import Caret, joined
from huibao.gui.editor.rows import Row
from huibao.model import tables
from huibao.model.report import Runs, Table
from huibao.model.text import clean

PICTURE_MAX = 480
TABLE_SHARE = 99.7  # per cent of the room: with all of it Qt's rounding makes a table a pixel too wide, and the page scroll
PICTURE_SHARE = 62  # per cent of the page's width: Qt does not count the gutter, which stands beside the picture


class Sheet:
    """Shows rows in ``document``. ``zoom`` 1.0 is 100 %. ``strips``: whether entries have room for their short fields."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(looks.MARGIN)
        self._rows: tuple[Row, ...] = ()
        self._formats = looks.Formats()
        self._zoom = 1.0
        self._colours: looks.Colours | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown, one for each block of the document, in order."""
        return self._rows

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._zoom

    def set_look(self, zoom: float, colours: looks.Colours) -> None:
        """Show the same rows larger or in other colours."""
        if zoom != self._zoom or colours != self._colours:
            self._zoom, self._colours = zoom, colours
            if self._rows:
                self._write_all(self._rows)

    def show(self, rows: tuple[Row, ...], *, anew: bool = False) -> bool:
        """Make the document show ``rows``; ``anew``: another page. Returns whether the document had to change."""
        old = self._rows
        if anew or not old:
            self._write_all(rows)
            return True
        limit = min(len(old), len(rows))
        start = next((i for i in range(limit) if not _alike(old[i], rows[i])), limit)
        if start == len(old) == len(rows):
            self._rows = rows
            return False
        tail = 0
        while tail < limit - start and _alike(old[-1 - tail], rows[-1 - tail]):
            tail += 1
        if start and (start == len(old) - tail or start == len(rows) - tail):
            start -= 1
        elif not start and tail and (len(old) - tail == 0 or len(rows) - tail == 0):
            tail -= 1
        touched = old[max(0, start - 1) : len(old) - tail + 1] + rows[max(0, start - 1) : len(rows) - tail + 1]
        if _only_texts(old, rows, start, tail) or not any(row.kind in ("cell", "gap") for row in touched):
            self._write_range(rows, start, len(old) - tail, len(rows) - tail)
        else:
            self._write_all(rows)
        return True

    def took(self, at: int, content: Runs) -> None:
        """Row ``at`` already shows ``content``: it was typed there."""
        self._rows = (*self._rows[:at], replace(self._rows[at], runs=content), *self._rows[at + 1 :])

    def rewrite(self, at: int) -> None:
        """Put the row's own text back into its block."""
        self._write_block(self._document.findBlockByNumber(at), self._rows[at])

    def is_whole(self) -> bool:
        """Whether there is a block for each row."""
        return self._document.blockCount() == len(self._rows)

    def rebuild(self) -> None:
        """Show the rows from scratch."""
        self._write_all(self._rows)

    def content(self, at: int) -> Runs:
        """What the block ``at`` shows now, as runs of clean text; a pre-edit is no part of it."""
        block = self._document.findBlockByNumber(at)
        pieces = []
        it = block.begin()
        while not it.atEnd():
            fragment = it.fragment()
            if fragment.isValid() and not fragment.charFormat().isImageFormat():
                pieces.append(looks.run_of(clean(fragment.text()), fragment.charFormat()))
            it += 1
        return joined(tuple(pieces))

    def row_at(self, position: int) -> tuple[int, int]:
        """Row and offset in it for a document ``position``."""
        block = self._document.findBlock(position)
        return block.blockNumber(), points(block.text(), position - block.position())

    def position(self, caret: Caret) -> int | None:
        """The document position of ``caret``; None when no row shows its node."""
        for at, row in enumerate(self._rows):
            if row.node == caret.node:
                block = self._document.findBlockByNumber(at)
                return block.position() + min(units(block.text(), caret.offset), block.length() - 1)
        return None

    def block(self, at: int) -> QTextBlock:
        """The block of row ``at``."""
        return self._document.findBlockByNumber(at)

    # writing

    def _write_all(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._document.clear()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        at, fresh = 0, True
        while at < len(rows):
            row = rows[at]
            if row.kind == "cell" and row.table is not None:
                at += self._insert_table(cursor, row.table, rows, at)
                fresh = True
                continue
            if not fresh:
                cursor.insertBlock()
            self._write_here(cursor, row)
            fresh = False
            at += 1
        cursor.endEditBlock()

    def _write_range(self, rows: tuple[Row, ...], start: int, old_end: int, new_end: int) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        common = min(old_end, new_end)
        old, self._rows = self._rows, rows
        for at in range(start, common):
            if old[at] is not rows[at]:
                self._write_block(self._document.findBlockByNumber(at), rows[at])
        last = self._document.findBlockByNumber(max(0, common - 1))
        cursor.setPosition(last.position() + last.length() - 1)
        if old_end > common:
            end = self._document.findBlockByNumber(old_end - 1)
            cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        for row in rows[common:new_end]:
            cursor.insertBlock()
            self._write_here(cursor, row)
        cursor.endEditBlock()

    def _write_block(self, block: QTextBlock, row: Row) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write_here(cursor, row)

    def _write_here(self, cursor: QTextCursor, row: Row) -> None:
        """Fill the empty block at ``cursor``."""
        cursor.setBlockFormat(self._formats.block(row, self._zoom))
        plain = self._formats.char(row, self._zoom)
        cursor.setBlockCharFormat(plain)
        cursor.setCharFormat(plain)
        if row.picture is not None:
            self._insert_picture(cursor, row)
        for run in row.runs:
            cursor.insertText(run.text, self._formats.char(row, self._zoom, run))

    def _insert_picture(self, cursor: QTextCursor, row: Row) -> None:
        assert row.picture is not None
        shape = QTextImageFormat()
        shape.setName(f"media:{row.picture.sha256}")
        width = row.picture.width_mm * 96 / 25.4 * self._zoom
        image = self._document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(shape.name()))
        natural = image.width() if hasattr(image, "width") and image.width() else 200
        shape.setWidth(min(width or natural * self._zoom, PICTURE_MAX * self._zoom))
        if hasattr(shape, "setMaximumWidth"):  # since Qt 6.8: never wider than the window lets it be
            shape.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, PICTURE_SHARE))
        cursor.insertImage(shape)

    def _insert_table(self, cursor: QTextCursor, table: Table, rows: tuple[Row, ...], at: int) -> int:
        """Insert ``table`` after the cursor's block; leaves the cursor in the block behind it; returns how many rows it took."""
        places = tables.placed(table)
        columns = max((column + cell.colspan for _, column, cell in places), default=1)
        made = QTextTableFormat()
        made.setBorder(1)
        made.setBorderCollapse(True)
        if self._colours:
            made.setBorderBrush(looks.table_border(self._colours))
        made.setCellPadding(6)
        made.setLeftMargin(looks.GUTTER * self._zoom)
        made.setRightMargin(24)
        made.setTopMargin(8)
        made.setBottomMargin(8)
        widths = table.widths if len(table.widths) == columns else (1.0,) * columns
        share = QTextLength.Type.PercentageLength
        made.setColumnWidthConstraints([QTextLength(share, TABLE_SHARE * width / sum(widths)) for width in widths])
        made.setHeaderRowCount(table.header_rows)
        shown: QTextTable = cursor.insertTable(len(table.rows), columns, made)
        for line, column, cell in places:
            if cell.rowspan > 1 or cell.colspan > 1:
                shown.mergeCells(line, column, cell.rowspan, cell.colspan)
        taken = 0
        for line, column, cell in places:
            inner = shown.cellAt(line, column).firstCursorPosition()
            for index in range(len(cell.paragraphs)):
                if index:
                    inner.insertBlock()
                self._write_here(inner, rows[at + taken])
                taken += 1
        cursor.setPosition(shown.lastPosition() + 1)
        return taken


def points(text: str, offset: int) -> int:
    """Characters of ``text`` before Qt's ``offset``, which counts UTF-16 units (a character beyond U+FFFF takes two)."""
    if text.isascii() or len(text) * 2 == len(text.encode("utf-16-le", "surrogatepass")):
        return offset
    return len(text.encode("utf-16-le", "surrogatepass")[: offset * 2].decode("utf-16-le", "ignore"))


def units(text: str, offset: int) -> int:
    """Qt's offset, in UTF-16 units, of the character ``offset`` of ``text``."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2 + max(0, offset - len(text))


def _alike(old: Row, new: Row) -> bool:
    """Whether the document shows the two in one way."""
    return old is new or _visual(old) == _visual(new)


def _visual(row: Row) -> tuple[object, ...]:
    """What of a row the document itself shows; labels and numbers are painted beside it."""
    shape = (
        None
        if row.table is None
        else (row.table.id, [[(c.colspan, c.rowspan, len(c.paragraphs)) for c in r] for r in row.table.rows])
    )
    return (
        row.kind,
        row.look,
        row.runs,
        row.align,
        row.last,
        row.picture,
        shape,
        row.cell,
        row.table and row.table.widths,
    )


def _only_texts(old: tuple[Row, ...], new: tuple[Row, ...], start: int, tail: int) -> bool:
    """Whether between ``start`` and the last ``tail`` rows nothing changed but text within blocks."""
    if len(old) != len(new):
        return False
    pairs = zip(old[start : len(old) - tail], new[start : len(new) - tail], strict=True)
    return all(_visual(replace(a, runs=())) == _visual(replace(b, runs=())) for a, b in pairs)
