"""What the menus do at the cursor: entries, headings, levels, moving, tables, pictures, page breaks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage

from huibao.errors import EditError
from huibao.gui.editor import deeds, inserting, operations, table_deeds
from huibao.gui.editor.deeds import Deed
from huibao.gui.editor.rows import END, FRONT, Row, page_of
from huibao.gui.editor.text_view import TextView
from huibao.model.report import Id
from huibao.services.session import Session

NO_PICTURE = "这个文件不是能识别的图片，请换成 PNG 或 JPG 图片。"


class StructureCommands:
    """Changes the report around the cursor of ``view``, one step of undo each. ``refused`` is told why something was not
    done; ``node_of`` gives the entry, group or section that a row belongs to ("front" and "end" too)."""

    def __init__(
        self, session: Session, view: TextView, node_of: Callable[[Row], str], refused: Callable[[str], None]
    ) -> None:
        self._session, self._view = session, view
        self._node_of, self._on_refused = node_of, refused

    def insert_picture(self, data: bytes, extension: str, alt: str = "图片") -> None:
        """Put a picture (its file's bytes) under the paragraph at the cursor; ``alt`` says what it is."""
        image = QImage.fromData(data)
        if image.isNull():
            self._on_refused(NO_PICTURE)
            return
        sha = self._session.add_media(data)
        picture = inserting.picture_of(sha, extension, (image.width(), image.height()), alt)
        self.do(lambda row: inserting.picture_after(self._session.report, self._session.template, row, picture))

    def insert_table(self, rows: int, columns: int) -> None:
        """Put an empty table under the paragraph at the cursor, its first row a header."""
        self.do(lambda row: inserting.table_after(self._session.report, self._session.template, row, rows, columns))

    def insert_attachment(self) -> None:
        """A new attachment at the end of the report, its name to be written."""
        self.do(lambda _row: operations.add_attachment(self._session.report))

    def table_command(self, name: str) -> None:
        """Do one of ``table_commands.COMMANDS`` at the cell at the cursor."""
        cursor, sheet = self._view.textCursor(), self._view.sheet
        first, last = (sheet.rows[sheet.row_at(p)[0]] for p in (cursor.selectionStart(), cursor.selectionEnd()))
        self.do(lambda row: table_deeds.perform(name, row, first, last))

    # structure

    def add_entry(self) -> None:
        """A new problem or measure after the one at the cursor; in narrative text a new heading."""
        self.do(lambda row: operations.add_entry(self._session.report, self._session.template, row))

    def add_heading(self) -> None:
        """A new heading (方面) after the group at the cursor."""
        self.do(lambda row: deeds.new_heading_after(self._session.report, row))

    def remove_entry(self) -> None:
        """Remove the entry, group or section at the cursor."""
        self.do(lambda row: operations.remove(self._session.report, row, self.target(row)))

    def promote(self) -> None:
        """Raise what is at the cursor a level; a narrative paragraph becomes a heading."""
        self.do(lambda row: operations.promote(self._session.report, row, self.target(row)))

    def demote(self) -> None:
        """Lower what is at the cursor a level; the first narrative heading becomes a paragraph."""
        self.do(lambda row: operations.demote(self._session.report, row, self.target(row)))

    def move_up(self) -> None:
        """Move what is at the cursor before its elder sibling."""
        self.do(lambda row: operations.move(self._session.report, row, self.target(row), -1))

    def move_down(self) -> None:
        """Move what is at the cursor behind its younger sibling."""
        self.do(lambda row: operations.move(self._session.report, row, self.target(row), 1))

    def split_entry(self) -> None:
        """Split the entry at the cursor."""
        self.do(lambda row: operations.split(row, self._view.offset()))

    def merge_entry(self) -> None:
        """Join the entry at the cursor onto the one before it."""
        self.do(lambda row: operations.merge(row))

    def page_break(self) -> None:
        """A page begins at the cursor, or no longer does."""
        self.do(lambda row: operations.page_break(self._session.report, row, self._view.offset()))

    def target(self, row: Row) -> Id:
        """The entry, group or section at ``row``, "" in front and end matter."""
        node = self._node_of(row)
        return "" if node in (FRONT, END) else node

    def do(self, make: Callable[[Row], Deed | None]) -> None:
        """Do the deed that ``make`` gives for the row at the cursor, and show where it was done."""
        self._session.seal()
        _, row = self._view.current()
        try:
            deed = make(row)
        except EditError as error:
            self._on_refused(error.message)
            return
        if deed is None:
            self._on_refused("光标所在的地方不能这样做。")
            return
        self._view.perform(deed)
        self._view.show_page(page_of(self._session.report, deed.caret.node))
        self._view.place(deed.caret)
        self._view.setFocus()
