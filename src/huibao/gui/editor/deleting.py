"""Deleting what is selected, over paragraphs, fields, entries and tables, as one edit. No Qt."""

from __future__ import annotations

from huibao.gui.editor import captions
from huibao.gui.editor.deeds import Caret, Deed, joined, rewritten
from huibao.gui.editor.rows import Row
from huibao.model.edits import Edit, Remove, SetHeadline, SetText, Several
from huibao.model.report import Id, Report
from huibao.model.structure import cut


def delete(report: Report, rows: tuple[Row, ...], start: tuple[int, int], end: tuple[int, int]) -> Deed:
    """Take away what stands between two places (row, offset): entries and paragraphs that lie wholly within go, of the others
    the text; first and last paragraph join when they are one text."""
    (first, head_at), (last, tail_at) = start, end
    if first == last:
        row = rows[first]
        return rewritten(row, joined(cut(row.runs, head_at)[0], cut(row.runs, tail_at)[1]), head_at)
    inside = range(first, last + 1)
    gone = _whole_entries(rows, first, last, head_at, tail_at)
    tables = _whole_tables(tuple(row for row in rows[first : last + 1] if row.entry not in gone))
    edits: list[Edit] = [Remove(node) for node in (*gone, *tables)]
    top, bottom = rows[first], rows[last]
    merge = _one_text(rows, first, last)
    dropped: dict[tuple[Id, str], list[Row]] = {}
    for at in inside:
        row = rows[at]
        if row.place == captions.PLACE and any(other.node == row.holder for other in rows[first + 1 : last]):
            continue  # it goes with its picture
        if row.entry in gone or row.new or row.kind == "gap" or (row.table is not None and row.table.id in tables):
            continue
        text = () if first < at < last else cut(row.runs, head_at)[0] if at == first else cut(row.runs, tail_at)[1]
        if merge and at == first:
            text = joined(cut(top.runs, head_at)[0], cut(bottom.runs, tail_at)[1])
        if row.kind in ("headline", "cell") or (at == first or (at == last and not merge)):
            if row.editable and text != row.runs:
                edits.append(SetHeadline(row.node, text) if row.kind == "headline" else SetText(row.node, text))
        else:
            dropped.setdefault((row.holder, row.place), []).append(row)
    for group in dropped.values():
        for row in reversed(group):
            edits.append(Remove(row.node))
    caret = Caret(top.node, head_at)
    if top.entry in gone:
        before = next((row for row in reversed(rows[:first]) if row.editable), None)
        caret = Caret(before.node, len(before.text)) if before else Caret("", 0)
    return Deed(Several(tuple(edits), "删除", caret.node) if edits else None, caret)


def _one_text(rows: tuple[Row, ...], first: int, last: int) -> bool:
    """Whether two rows are paragraphs of one block list, with nothing but its blocks between them."""
    a, b = rows[first], rows[last]
    return a.kind == b.kind == "text" and not a.new and not b.new and (a.holder, a.place) == (b.holder, b.place)


def _whole_entries(rows: tuple[Row, ...], first: int, last: int, head_at: int, tail_at: int) -> list[Id]:
    out: list[Id] = []
    for entry in dict.fromkeys(row.entry for row in rows[first : last + 1] if row.entry):
        places = [at for at, row in enumerate(rows) if row.entry == entry]
        starts = places[0] > first or (places[0] == first and head_at == 0)
        ends = places[-1] < last or (places[-1] == last and tail_at >= len(rows[last].text))
        if starts and ends:
            out.append(entry)
    return out


def _whole_tables(rows: tuple[Row, ...]) -> list[Id]:
    """Tables with all their cells strictly between the first and the last of ``rows``."""
    held = dict.fromkeys(row.table.id for row in rows if row.table is not None)
    edge = {row.table.id for row in (*rows[:1], *rows[-1:]) if row.table is not None}
    return [table for table in held if table not in edge]
