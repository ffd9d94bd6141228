"""Points on pages ⇄ places in the report: the very character that was clicked, and the line where a character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from huibao.layout import Page, Pages, PlacedLine
from huibao.model.report import Id, Table

# More characters than any text has.
_BEHIND = 1 << 20
# A node has only one of these fields, the text that is edited: a paragraph's or that of a heading's owner.
_EDITED = ("text", "headline")


@dataclass(frozen=True, slots=True)
class Spot:
    """Character ``offset`` of ``field`` of ``node``, as in a manuscript's Span; "text" means an owner's headline as well."""

    node: Id
    field: str = "text"
    offset: int = 0

    @property
    def caret(self) -> int:
        """The offset in the text of the node that is edited: behind a headline's end mark is behind the headline, and
        what is printed around a text (its number, wording of the template) stands for its beginning."""
        if self.field == "headline_end":
            return _BEHIND
        return self.offset if self.field in _EDITED else 0


def spot_at(page: Page, x: float, y: float) -> Spot | None:
    """What is printed at a point in pt of ``page``; None beside the text. Between two characters the nearer end counts."""
    line = page.line_at(x, y)
    if line is None:
        block = next((one for one in page.slices if one.y <= y < one.y + one.block.extent(one.start, one.end)), None)
        return Spot(block.block.item.node) if block else None
    at = line.start + _caret(line, x)
    if line.item.table is not None:
        return Spot(line.node, "text", max(at - len(_cell_label(line.item.table, line.node)), 0))
    at = max(at - len(line.item.label), 0)
    spans = line.item.spans
    span = next((span for span in spans if span.start <= at < span.end), None)
    # The place behind the last character belongs to the span that ends there.
    if at == line.end - len(line.item.label) or span is None:
        span = next((span for span in reversed(spans) if span.start < at <= span.end), span)
    if span is None:
        return Spot(line.node)
    return Spot(span.node, span.field, at - span.start)


def _caret(line: PlacedLine, x: float) -> int:
    """How many characters of the line stand left of ``x``."""
    places = line.line.positions()
    where = x - line.x + places[0]
    at = min(max(bisect_right(places, where) - 1, 0), len(places) - 1)
    if at + 1 < len(places) and where > (places[at] + places[at + 1]) / 2:
        at += 1
    return at


def line_of(pages: Pages, spot: Spot) -> tuple[int, PlacedLine] | None:
    """The line that prints ``spot``, with the index of its page; where the field is not printed, the line on which its
    node begins; None when nothing of the node is printed."""
    start = pages.place_of(spot.node)
    if start is None:
        return _line_in_tables(pages, spot)
    index, top = start
    first: tuple[int, PlacedLine] | None = None
    for number in range(index, len(pages)):
        met = False
        for line in pages.pages[number].lines:
            if (number == index and line.y < top - 0.01) or line.item.table is not None:
                continue
            own = [span for span in line.item.spans if span.node == spot.node]
            if not own and line.item.node != spot.node:
                continue
            met = True
            fields = _EDITED if spot.field in _EDITED else (spot.field,)
            spans = [span for span in own if span.field in fields]
            first = first or (number, line)
            if any(_holds(line, span.start + spot.offset + len(line.item.label)) for span in spans):
                return number, line
        if not met:
            break
    return first


def _holds(line: PlacedLine, at: int) -> bool:
    return line.start <= at < line.end or (line.line.last and at >= line.end)


def _line_in_tables(pages: Pages, spot: Spot) -> tuple[int, PlacedLine] | None:
    """The line of a paragraph in a table's cell; tables are looked through one by one."""
    first: tuple[int, PlacedLine] | None = None
    for number, line in _cell_lines(pages):
        if line.node == spot.node and line.item.table is not None:
            first = first or (number, line)
            at = spot.offset + len(_cell_label(line.item.table, spot.node))
            if line.start <= at < line.end or (line.line.last and at >= line.end):
                return number, line
    return first


def _cell_lines(pages: Pages) -> Iterator[tuple[int, PlacedLine]]:
    for number, page in enumerate(pages.pages):
        if any(one.block.item.table is not None for one in page.slices):
            yield from ((number, line) for line in page.lines)


def _cell_label(table: Table, node: Id) -> str:
    paragraphs = (paragraph for row in table.rows for cell in row for paragraph in cell.paragraphs)
    return next((paragraph.label for paragraph in paragraphs if paragraph.id == node), "")
