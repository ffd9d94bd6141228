"""常用语 in the editor: what place the cursor is at, a phrase put there, and the way from one blank 【…】 to the next. No Qt."""

from __future__ import annotations

from huibao.gui.editor import deeds
from huibao.gui.editor.blocks_in import Spot, together, without_selection
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.projection import Projection
from huibao.gui.editor.rows import END, FRONT, Row
from huibao.model.report import Report, runs
from huibao.model.template import Template
from huibao.model.wording import Place, blank_after, blank_before


def place_at(report: Report, page: str, row: Row) -> Place:
    """What a phrase for ``row`` on ``page`` should suit."""
    if page in (FRONT, END):
        return Place(page, "", row.field or "body")
    section = deeds.section_node(report, row)
    if section is None:
        return Place()
    starts_entry = row.new == "entry" or (row.kind == "headline" and bool(row.entry))
    return Place(section.kind, section.key, "headline" if starts_entry else row.field or "body")


def insertion(
    report: Report,
    template: Template | None,
    shown: tuple[Projection, str],
    start: Spot,
    end: Spot,
    text: str,
    name: str = "插入常用语",
) -> Deed | None:
    """``text`` (one line) in place of what stands between two places of the page ``shown``, as one step of undo called
    ``name``; the caret behind it. None where no text can stand."""
    before, report, row, offset = without_selection(report, shown, start, end)
    if not row.editable:
        return None
    if row.new:
        deed: Deed | None = deeds.write(report, template, row, runs(text), len(text))
    else:
        deed = deeds.paste(report, row, offset, [text])
    return together(before, deed, name)


def blank_in(text: str, caret: Caret, length: int) -> tuple[int, int]:
    """Of the ``length`` characters before ``caret`` in ``text``, the first blank's start and length; the caret itself where
    there is none."""
    found = blank_after(text[: caret.offset], caret.offset - length)
    return (found[0], found[1] - found[0]) if found else (caret.offset, 0)


def next_blank(row: Row, start: int, end: int, by: int) -> tuple[int, int] | None:
    """The next blank of ``row`` behind (``by`` 1) or before (-1) what is selected from ``start`` to ``end``: its start and
    length. None when there is none that way: the key goes on to the next field."""
    found = blank_after(row.text, end) if by > 0 else blank_before(row.text, start)
    if by > 0 and start == end:
        # With nothing selected, a blank around the cursor is still to be filled in.
        around = blank_after(row.text, row.text.rfind("【", 0, end)) if "【" in row.text[:end] else None
        if around is not None and around[0] < end < around[1]:
            found = around
    return (found[0], found[1] - found[0]) if found else None
