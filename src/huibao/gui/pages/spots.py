"""Points on pages ⇄ places in the report: the very character that was clicked, and the line where a character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

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


class Finder:
    """Finds where nodes are printed, again and again, at the cost of what changed: what stands on a page is worked out once
    for as long as the page is the same object."""

    def __init__(self) -> None:
        self._nodes: WeakKeyDictionary[Page, frozenset[Id]] = WeakKeyDictionary()
        self._last = 0  # the index of the page that was found last: it is mostly the next one, too

    def line_of(self, pages: Pages, spot: Spot) -> tuple[int, PlacedLine] | None:
        """The line that prints ``spot``, with the index of its page; where the field is not printed, the line on which its
        node begins; None when nothing of the node is printed."""
        near = range(max(self._last - 1, 0), min(self._last + 2, len(pages)))
        found = self._search(pages, spot, near)
        if found is None or not _tells(found[1], spot)[1]:
            found = self._search(pages, spot, range(len(pages)))
        self._last = found[0] if found else self._last
        return found

    def _search(self, pages: Pages, spot: Spot, indexes: range) -> tuple[int, PlacedLine] | None:
        first: tuple[int, PlacedLine] | None = None
        for index in indexes:
            page = pages.pages[index]
            if spot.node not in self._nodes_of(page):
                if first is not None:
                    break
                continue
            for line in page.lines:
                names, holds = _tells(line, spot)
                if holds:
                    return index, line
                if names and first is None:
                    first = (index, line)
        return first

    def pages_with(self, pages: Pages, nodes: frozenset[Id]) -> range:
        """From the first to the last page on which one of ``nodes`` is printed, by index; the first page where none is."""
        found = [index for index, page in enumerate(pages.pages) if not nodes.isdisjoint(self._nodes_of(page))]
        return range(found[0], found[-1] + 1) if found else range(min(1, len(pages)))

    def _nodes_of(self, page: Page) -> frozenset[Id]:
        found = self._nodes.get(page)
        if found is None:
            found = self._nodes[page] = frozenset(_named(page))
        return found


def _named(page: Page) -> Iterator[Id]:
    """Every node that something on ``page`` comes from."""
    for one in page.slices:
        item = one.block.item
        yield item.node
        yield from (span.node for span in item.spans)
        if item.table is not None:
            yield from (paragraph.id for row in item.table.rows for cell in row for paragraph in cell.paragraphs)


def _tells(line: PlacedLine, spot: Spot) -> tuple[bool, bool]:
    """Whether ``line`` is of the node of ``spot``, and whether it prints the very character."""
    if line.item.table is not None:
        if line.node != spot.node:
            return line.item.node == spot.node, False
        return True, _holds(line, spot.offset + len(_cell_label(line.item.table, spot.node)))
    own = [span for span in line.item.spans if span.node == spot.node]
    fields = _EDITED if spot.field in _EDITED else (spot.field,)
    holds = any(_holds(line, span.start + spot.offset + len(line.item.label)) for span in own if span.field in fields)
    return bool(own) or line.item.node == spot.node, holds


def _holds(line: PlacedLine, at: int) -> bool:
    return line.start <= at < line.end or (line.line.last and at >= line.end)


def _cell_label(table: Table, node: Id) -> str:
    paragraphs = (paragraph for row in table.rows for cell in row for paragraph in cell.paragraphs)
    return next((paragraph.label for paragraph in paragraphs if paragraph.id == node), "")
