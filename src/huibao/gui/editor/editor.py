"""The structured editor: one part of the report at a time, as a text whose blocks are the fields of its template."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from huibao.gui.editor import fields, guidance, looks, menus, styling
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.length_label import LengthLabel
from huibao.gui.editor.offer_bar import OfferBar
from huibao.gui.editor.pasting import Offer
from huibao.gui.editor.rows import END, FRONT, Row, page_of
from huibao.gui.editor.strip import Strip
from huibao.gui.editor.structure_commands import StructureCommands
from huibao.gui.editor.text_view import TextView
from huibao.gui.picture_bytes import png
from huibao.model import tree
from huibao.model.lengths import Length
from huibao.model.report import Id, Measure, Problem
from huibao.services.session import Change, Session

MESSAGE_MS = 7000


class EditorPane(QWidget):
    """Shows and edits the report of ``session``. ``node_changed``: the cursor came to that node; ``refused``: why an edit
    was not done; ``context_changed``: what may be done here has changed; ``structure``: what menus do at the cursor."""

    node_changed = Signal(str)
    refused = Signal(str)
    context_changed = Signal()
    menu_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._node: Id = ""
        self._lengths: Mapping[Id, Length] = {}

        self._title, self._add = QLabel(), QToolButton()
        self._length = LengthLabel()
        answering = fields.Answering()
        self.view = self._view = TextView(session, answering, self)
        self._strip = Strip(session, answering, self._view.viewport())
        self._help = QLabel()
        self._offer = OfferBar(self)
        self.structure = StructureCommands(session, self._view, self._node_of, self._on_refused)
        self._message = QTimer(self)
        # Showing a part moves the cursor more than once; only where it comes to rest is told.
        self._settled = QTimer(self)

        self._lay_out()
        self._wire()
        self._refresh()

    def _lay_out(self) -> None:
        self._title.setObjectName("editorTitle")
        self._title.setContentsMargins(24, 0, 0, 0)
        self._add.setAutoRaise(True)
        self._add.setToolTip("在光标所在的位置后面添加")
        self._help.setObjectName("editorHelp")
        self._help.setContentsMargins(24, 4, 24, 6)
        self._help.setAccessibleName("填写提示")
        self._help.setWordWrap(True)
        self._message.setSingleShot(True)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 6, 16, 2)
        head.addWidget(self._title)
        head.addWidget(self._length)
        head.addStretch(1)
        head.addWidget(self._add)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addLayout(head)
        room.addWidget(self._view, 1)
        room.addWidget(self._offer)
        room.addWidget(self._help)
        self.setFocusProxy(self._view)

    def _wire(self) -> None:
        view, strip = self._view, self._strip
        self._add.clicked.connect(lambda _=False: self.structure.add_entry())
        view.refused.connect(self._on_refused)
        view.row_changed.connect(self._on_row)
        view.structure_changed.connect(self._place_strip)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._place_strip())
        view.document().documentLayout().documentSizeChanged.connect(lambda _size: self._place_strip())
        view.selectionChanged.connect(self.context_changed)
        view.menu_requested.connect(self._open_menu)
        view.picture_pasted.connect(self._on_picture)
        view.numbered_pasted.connect(self._on_numbered)
        strip.refused.connect(self._on_refused)
        strip.part_added.connect(self._on_part_added)
        strip.menu_requested.connect(self._fill_entry_menu)
        self._message.timeout.connect(self._show_help)
        self._settled.timeout.connect(self._on_settled)
        self._session.subscribe(self._on_change)

    # where we are

    def current_node(self) -> str:
        """The entry, group or section at the cursor, or "front" or "end"."""
        _, row = self._view.current()
        return self._node_of(row)

    def _node_of(self, row: Row) -> str:
        if row.entry:
            return row.entry
        report = self._session.report
        holder = row.group or row.holder
        if self._view.page in (FRONT, END):
            return row.node if row.kind == "headline" else self._view.page
        if not holder or not tree.contains(report, holder):
            return self._view.page
        return holder

    def show_node(self, node_id: str) -> None:
        """Show the part that holds ``node_id`` ("front" and "end" too), scroll to it and put the cursor there."""
        report = self._session.report
        self._view.show_page(page_of(report, node_id))
        if node_id in (FRONT, END) or not self._view.place(Caret(node_id)):
            rows = self._view.sheet.rows
            inside = next((r for r in rows if node_id in (r.entry, r.group, r.holder, r.field) and r.editable), None)
            first = inside or next((r for r in rows if r.editable), rows[0])
            self._view.place(Caret(first.node))
        self._bring_up()
        self._view.setFocus()

    def show_place(self, node_id: str, offset: int, length: int = 0) -> None:
        """As ``show_node``, the cursor before character ``offset`` of the node's text, ``length`` of it selected."""
        self.show_node(node_id)
        self._view.select(node_id, offset, length)
        self._bring_up()

    def _bring_up(self) -> None:
        """Scroll so that the row at the cursor stands in the upper part of the view."""
        at, _ = self._view.current()
        rect = self._view.block_rect(self._view.sheet.block(at))
        height = self._view.viewport().height()
        if rect.top() < 24 or rect.bottom() > height * 0.7:
            bar = self._view.verticalScrollBar()
            bar.setValue(int(bar.value() + rect.top() - height * 0.15))

    # clipboard and text

    def cut(self) -> None:
        """Cut the selection as clean text."""
        self._view.cut()

    def copy(self) -> None:
        """Copy the selection as clean text."""
        self._view.copy()

    def paste(self) -> None:
        """Paste clean text, or a picture."""
        self._view.paste()

    def paste_text(self, text: str) -> None:
        """Put clean ``text`` at the cursor."""
        self._view.insert_text(text)

    def select_all(self) -> None:
        """Select the whole part."""
        self._view.selectAll()

    def has_selection(self) -> bool:
        """Whether text is selected."""
        return self._view.textCursor().hasSelection()

    def in_table(self) -> bool:
        """Whether the cursor is in a table's cell."""
        return self._view.current()[1].table is not None

    def selected_text(self) -> str:
        """The selected text, clean, with numbers."""
        return self._view.selected_text() if self.has_selection() else ""

    def toggle_bold(self) -> None:
        """Bold for the selection, or no longer."""
        self._style("bold")

    def toggle_italic(self) -> None:
        """Italic for the selection, or no longer."""
        self._style("italic")

    def toggle_underline(self) -> None:
        """Underline for the selection, or no longer."""
        self._style("underline")

    def _style(self, style: styling.Style) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            self._on_refused("请先选中要设置的文字。")
            return
        sheet = self._view.sheet
        start, end = sheet.row_at(cursor.selectionStart()), sheet.row_at(cursor.selectionEnd())
        cells = self._view.chosen_cells()
        edit = styling.styled(sheet.rows, start, end, style)
        if cells is not None:
            rows = cells.rows_of(sheet.rows)
            edit = styling.styled(rows, (0, 0), (len(rows) - 1, len(rows[-1].text)), style)
        if edit is not None:
            anchor, position = cursor.anchor(), cursor.position()
            self._view.perform(Deed(edit, Caret(sheet.rows[end[0]].node, end[1])))
            cursor = self._view.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self._view.setTextCursor(cursor)

    def find_text(self, text: str, backward: bool = False) -> bool:
        """Find ``text`` in the whole report after (or before) the cursor, once around, and select it."""
        cursor = self._view.textCursor()
        sheet = self._view.sheet
        at = sheet.row_at(cursor.selectionStart() if backward else cursor.selectionEnd())
        places = styling.occurrences(
            self._session.report, self._view.projection, text, self._view.page, at, backward=backward
        )
        found = next(places, None)
        if found is None:
            return False
        page, row, offset = found
        self._view.show_page(page)
        self._view.select(row.node, offset, len(text))
        self._bring_up()
        return True

    def to_fields(self) -> None:
        """Give the keys to the short fields of the entry at the cursor."""
        if not self._strip.enter():
            self._on_refused("请先把光标放到一条问题或措施里。")

    def set_zoom(self, percent: int) -> None:
        """Show the text at ``percent`` of its size."""
        self._view.set_zoom(percent)

    # views of the report

    def _on_change(self, change: Change) -> None:
        page = self._view.page
        self._offer.dismiss()
        if change.kind in ("undo", "redo") and change.target and tree.contains(change.after, change.target):
            target = page_of(change.after, change.target)
            if target != page:
                self.show_node(change.target)
        self._refresh()

    def _on_row(self) -> None:
        self._refresh()
        self._settled.start()
        self.context_changed.emit()

    def _on_settled(self) -> None:
        node = self.current_node()
        if node != self._node:
            self._node = node
            self.node_changed.emit(node)

    def _refresh(self) -> None:
        _, row = self._view.current()
        node = tree.find(self._session.report, row.entry) if row.entry else None
        self._strip.show_entry(node if isinstance(node, (Problem, Measure)) else None)
        self._place_strip()
        self._show_title()
        if not self._message.isActive():
            self._show_help()

    def show_lengths(self, lengths: Mapping[Id, Length]) -> None:
        """How long each section is; told beside the title of the one that is shown."""
        self._lengths = lengths
        self._show_title()

    def _show_title(self) -> None:
        rows = self._view.sheet.rows
        text, adding = guidance.title(self._session.report, self._view.page, sum(row.missing for row in rows))
        self._title.setText(text)
        self._length.show_length(self._lengths.get(self._view.page))
        self._add.setText(adding)
        self._add.setVisible(bool(adding))

    def _show_help(self) -> None:
        _, row = self._view.current()
        self._help.setProperty("refused", False)
        self._help.setText(guidance.help_line(self._session.report, self._session.template, self._view.page, row))
        self._help.style().polish(self._help)

    def _on_refused(self, message: str) -> None:
        self._help.setProperty("refused", True)
        self._help.setText(message)
        self._help.style().polish(self._help)
        self._message.start(MESSAGE_MS)
        self.refused.emit(message)

    def _place_strip(self) -> None:
        """Put the strip into the room under the last row of its entry."""
        rows = self._view.sheet.rows
        at = next((i for i, row in enumerate(rows) if row.entry and row.entry == self._strip.entry and row.last), None)
        if at is None:
            self._strip.hide()
            return
        rect = self._view.block_rect(self._view.sheet.block(at))
        zoom = self._view.sheet.zoom
        left = int(looks.text_left(zoom)) - 6
        width = max(200, self._view.viewport().width() - left - 28)
        self._strip.setGeometry(left, int(rect.bottom() + 3 * zoom), width, max(30, int(looks.STRIP * zoom)))
        self._strip.show()

    # menus

    def _on_part_added(self, paragraph: str) -> None:
        self._view.place(Caret(paragraph))
        self._view.setFocus()

    def _on_picture(self, image: object) -> None:
        if isinstance(image, QImage):
            self.structure.insert_picture(png(image), "png")

    def _on_numbered(self, offer: Offer) -> None:
        self._offer.offer(offer.text, "分成条目", lambda: self._take_apart(offer))

    def _take_apart(self, offer: Offer) -> None:
        self._session.undo()
        self.structure.do(lambda _row: offer.deed)

    def _open_menu(self, place: QPoint) -> None:
        _, row = self._view.current()
        menu = menus.context_menu(self, row, in_structure=bool(self.structure.target(row)))
        if row.entry:
            self._strip.fill_absent(menu)
        self.menu_requested.emit(menu)
        menu.exec(place)

    def _fill_entry_menu(self, menu: QMenu) -> None:
        _, row = self._view.current()
        menus.add_structure(menu, self, row, in_structure=bool(self.structure.target(row)))
