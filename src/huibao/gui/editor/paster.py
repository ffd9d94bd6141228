"""Pasting into the editor: what the clipboard holds becomes blocks at the cursor, and what they could become is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from huibao.errors import EditError
from huibao.gui.editor import blocks_in, deeds, pasting, table_deeds
from huibao.gui.editor.rows import Row
from huibao.gui.jobs import Jobs
from huibao.model.report import Blocks, runs
from huibao.model.tables import table_of_text
from huibao.model.text import clean, lines
from huibao.services.pasted import Pasted, pasted_html
from huibao.services.session import Session

if TYPE_CHECKING:
    from huibao.gui.editor.text_view import TextView

NO_PASTE = "这里不能粘贴文字。"
# Longer HTML (characters) is read off the window's thread: this much takes up to 40 ms on two slow cores.
AT_ONCE = 30_000


class Paster:
    """Puts text, tables and pictures at the cursor of ``view``."""

    def __init__(self, session: Session, view: TextView) -> None:
        self._session, self._view = session, view
        self._jobs: Jobs | None = None

    def read_with(self, jobs: Jobs) -> None:
        """From now on what is long is read by ``jobs``."""
        self._jobs = jobs

    def take(self, source: QMimeData) -> None:
        """Put what ``source`` holds at the cursor, soon when it is long; nothing is loaded from outside."""
        html = source.html() if source.hasHtml() and source.hasText() else ""
        if source.hasImage() and not source.hasText():
            self._view.picture_pasted.emit(source.imageData())
        elif len(html) > AT_ONCE and self._jobs is not None:
            self._read_elsewhere(self._jobs, html, source.text())
        else:
            self._put(pasted_html(html), source.text())

    def _read_elsewhere(self, jobs: Jobs, html: str, text: str) -> None:
        """Read ``html`` and put it where the cursor is then; dropped when another report has been opened meanwhile."""
        report = self._session.report.id

        def put(found: Pasted | None) -> None:
            if self._session.report.id == report:
                self._put(found, text)

        jobs.run(lambda: pasted_html(html), put, title="正在读取粘贴的内容…")

    def _put(self, found: Pasted | None, text: str) -> None:
        if found is not None and not found.plain:
            self._put_found(found)
        elif text:
            self.put_text(text)

    def _put_found(self, found: Pasted) -> None:
        for data in found.media.values():
            self._session.add_media(data)
        if found.blocks:
            self.put_blocks(found.blocks)
        if found.missing:
            many = f"有 {found.missing} 张图片不在复制的内容里，没有带入"
            self._view.refused.emit(f"{many}；请把图片另存为文件，再从“插入”菜单加进来。")

    def put_text(self, text: str) -> None:
        """Put clean ``text`` at the cursor, in place of the selection; several lines become paragraphs."""
        view, session = self._view, self._session
        if view.textCursor().hasSelection() and table_of_text(text) is None:
            self.put_blocks(pasting.blocks_of(text))
            return
        view.delete_selection()
        _, row = view.current()
        if not row.editable:
            view.refused.emit(NO_PASTE)
            return
        session.seal()
        offer = pasting.offer(session.report, session.template, row, pasting.blocks_of(text))
        cells = table_deeds.filled(row, text) if row.kind == "cell" else table_deeds.pasted(row, text)
        if cells is not None:
            view.perform(cells)
        else:
            self._put_lines(row, [line for line in lines(clean(text)) if line.strip()] or [""])
        if offer is not None:
            view.numbered_pasted.emit(offer)

    def put_blocks(self, blocks: Blocks) -> None:
        """Put ``blocks`` at the cursor, in place of the selection, as one step; a paragraph's level says that it is a heading
        where it comes from."""
        view, session = self._view, self._session
        if view.chosen_cells() is not None:
            view.delete_selection()
        report, template = session.report, session.template
        start, end = view.selection()
        session.seal()
        try:
            shown = (view.projection, view.page)
            before, after, row, offset = blocks_in.without_selection(report, shown, start, end)
            offer = pasting.offer(report, template, view.sheet.rows[start[0]], blocks)
            deed = blocks_in.placed(after, template, row, offset, pasting.bare(blocks))
        except EditError as error:
            view.refused.emit(error.message)
            return
        deed = blocks_in.together(before, deed, "粘贴")
        if deed is None:
            view.refused.emit(NO_PASTE)
            return
        view.perform(deed)
        if offer is not None:
            view.numbered_pasted.emit(offer)

    def _put_lines(self, row: Row, pieces: list[str]) -> None:
        view, session = self._view, self._session
        if row.new:
            first = pieces[0] if row.new != "entry" else " ".join(pieces)
            rest = pieces[1:] if row.new != "entry" else []
            view.perform(deeds.write(session.report, session.template, row, runs(first), len(first)))
            if not rest:
                return
            pieces, row = ["", *rest], view.current()[1]
        view.perform(deeds.paste(session.report, row, view.offset(), pieces))
