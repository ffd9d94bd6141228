"""Bold, italic and underline for a stretch of rows, and what may be found in them. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from huibao.gui.editor.deeds import joined
from huibao.gui.editor.projection import Projection
from huibao.gui.editor.rows import Row, pages
from huibao.model.edits import Edit, SetHeadline, SetText, Several
from huibao.model.report import Report, Run, Runs
from huibao.model.structure import cut

Style = Literal["bold", "italic", "underline"]
Place = tuple[int, int]


def stretches(rows: tuple[Row, ...], start: Place, end: Place) -> Iterator[tuple[Row, int, int]]:
    """The rows with text between two places (row, offset), with the characters taken of each."""
    for at in range(start[0], end[0] + 1):
        row = rows[at]
        head = start[1] if at == start[0] else 0
        tail = end[1] if at == end[0] else len(row.text)
        if row.editable and not row.new and head < tail:
            yield row, head, tail


def styled(rows: tuple[Row, ...], start: Place, end: Place, style: Style) -> Edit | None:
    """The edit that gives the text between two places a ``style``, or takes it away when all of it has it; None for no text."""
    pieces = list(stretches(rows, start, end))
    on = not all(getattr(run, style) for row, head, tail in pieces for run in _middle(row.runs, head, tail))
    edits: list[Edit] = []
    for row, head, tail in pieces:
        before, rest = cut(row.runs, head)
        middle, after = cut(rest, tail - head)
        changed = joined(before, tuple(_with_style(run, style, on) for run in middle), after)
        edits.append(SetHeadline(row.node, changed) if row.kind == "headline" else SetText(row.node, changed))
    name = {"bold": "加粗", "italic": "倾斜", "underline": "下划线"}[style]
    return Several(tuple(edits), name, pieces[0][0].node) if edits else None


def _with_style(run: Run, style: Style, on: bool) -> Run:
    return replace(run, bold=on) if style == "bold" else replace(run, italic=on) if style == "italic" else replace(run, underline=on)


def _middle(content: Runs, head: int, tail: int) -> Runs:
    return cut(cut(content, head)[1], tail - head)[0]


def occurrences(
    report: Report, projection: Projection, text: str, page: str, at: Place, *, backward: bool
) -> Iterator[tuple[str, Row, int]]:
    """Places of ``text`` in the whole report (case folded), from ``at`` on ``page`` onward or backward, once around."""
    order = pages(report)
    first = order.index(page) if page in order else 0
    wanted = text.casefold()
    step = -1 if backward else 1
    for turn in range(len(order) + 1):
        name = order[(first + step * turn) % len(order)]
        rows = projection.rows(report, name)
        found = [(number, offset) for number, row in enumerate(rows) for offset in _finds(row, wanted)]
        if turn == 0:
            found = [place for place in found if (place < at if backward else place >= at)]
        elif turn == len(order):
            found = [place for place in found if (place >= at if backward else place < at)]
        for number, offset in reversed(found) if backward else found:
            yield name, rows[number], offset


def _finds(row: Row, wanted: str) -> Iterator[int]:
    folded = row.text.casefold()
    # Folding may lengthen a text (ß → ss); offsets are then those of the text itself, found without folding.
    folded = folded if len(folded) == len(row.text) else row.text
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = folded.find(wanted, at + 1)
