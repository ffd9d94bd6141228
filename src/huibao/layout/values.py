"""Composed pages. All positions in pt from the top left corner of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from huibao.layout.blocks import Block, TableBlock, TextBlock
from huibao.layout.fonts import Fonts
from huibao.layout.lines import Line
from huibao.model.manuscript import Item, Span


@dataclass(frozen=True, slots=True)
class Slice:
    """Pieces ``start``–``end`` of ``block`` on a page, from ``y`` down; ``header``: the table's header rows stand above
    them once more, beginning at ``y``."""

    block: Block
    start: int
    end: int
    y: float
    header: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line on a page. ``x`` and ``width`` are those of its ink, ``y`` and ``height`` of its place on the grid;
    ``start``–``end`` are its characters in the item's label and text, or in a table's paragraph."""

    item: Item
    text: str
    x: float
    y: float
    width: float
    height: float
    start: int
    end: int
    node: str
    line: Line

    def span_at(self, x: float) -> Span | None:
        """The field that the character under ``x`` comes from; None where the item names none."""
        places = self.line.positions()
        at = bisect_right(places, x - self.x + places[0]) - 1
        at = self.start + min(max(at, 0), max(self.end - self.start - 1, 0))
        return span_of(self.item, at)


@dataclass(frozen=True, eq=False)
class Page:
    """A page: its size, its number, and what stands on it. ``left`` is the left edge of the type area. ``turned``: a
    landscape page, an upright sheet turned to the right."""

    number: int
    width: float
    height: float
    left: float
    slices: tuple[Slice, ...]
    turned: bool = False

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height in pt of the paper, upright."""
        return (self.height, self.width) if self.turned else (self.width, self.height)

    @cached_property
    def lines(self) -> tuple[PlacedLine, ...]:
        """All lines from top to bottom; repeated header rows only where they first stood."""
        return tuple(self._lines())

    def line_at(self, x: float, y: float) -> PlacedLine | None:
        """The line under a point: of several side by side the nearest."""
        rows = [line for line in self.lines if line.y <= y < line.y + line.height]
        return min(rows, key=lambda line: max(line.x - x, x - line.x - line.width, 0.0), default=None)

    def _lines(self) -> Iterator[PlacedLine]:
        for one in self.slices:
            block = one.block
            if isinstance(block, TextBlock):
                for index in range(one.start, one.end):
                    y = one.y + block.extent(one.start, index)
                    yield self._place(block.item, block.lines[index], y, block.pitch_pt, "")
            elif isinstance(block, TableBlock):
                y = one.y + (block.tops[block.header] if one.header else 0.0)
                for piece in block.shown(one.start, one.end, header=False):
                    for cell in piece.lines:
                        yield self._place(block.item, cell.line, y + cell.y, cell.height, cell.node)
                    y += piece.height

    def _place(self, item: Item, line: Line, y: float, height: float, node: str) -> PlacedLine:
        places = line.positions()
        found = None if node else span_of(item, line.start)
        return PlacedLine(
            item=item,
            text=line.text,
            x=self.left + places[0],
            y=y,
            width=places[-1] - places[0],
            height=height,
            start=line.start,
            end=line.end,
            node=node or (found.node if found else item.node),
            line=line,
        )


def span_of(item: Item, at: int) -> Span | None:
    """The span of the character ``at`` in label and text; the label counts to the first span."""
    place = max(at - len(item.label), 0)
    for span in item.spans:
        if span.start <= place < span.end:
            return span
    return item.spans[-1] if item.spans and place >= item.spans[-1].end else None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading for a PDF's outline: its words, level 1–4, index of its page, ``y`` of its line."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, eq=False)
class Pages:
    """All pages. ``missing_fonts`` are short Chinese texts that name the font and its stand-in; ``fonts`` and
    ``pictures`` (encoded, by SHA-256) are what the pages are painted with."""

    pages: tuple[Page, ...]
    missing_fonts: tuple[str, ...]
    fonts: Fonts
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pages)

    @cached_property
    def _places(self) -> dict[str, tuple[int, float]]:
        places: dict[str, tuple[int, float]] = {}
        for index, page in enumerate(self.pages):
            for one in page.slices:
                if one.start == 0:
                    places.setdefault(one.block.item.node, (index, one.y))
                if isinstance(one.block, TextBlock):
                    _add_spans(places, one, one.block, index)
        return places

    def place_of(self, node: str) -> tuple[int, float] | None:
        """Index of the page and y in pt where the text of ``node`` begins; None when it is not printed."""
        return self._places.get(node)

    def bookmarks(self) -> Iterator[Bookmark]:
        """The headings in print order."""
        for index, page in enumerate(self.pages):
            for one in page.slices:
                item = one.block.item
                if item.role == "heading" and item.level and one.start == 0:
                    title = (item.label + item.headline).strip().rstrip("。：:")
                    yield Bookmark(title, item.level, index, one.y)


def _add_spans(places: dict[str, tuple[int, float]], one: Slice, block: TextBlock, page: int) -> None:
    label = len(block.item.label)
    for span in block.item.spans:
        for index in range(one.start, one.end):
            if block.lines[index].end > span.start + label:
                if block.lines[index].start <= span.start + label or index == one.start == 0:
                    places.setdefault(span.node, (page, one.y + block.extent(one.start, index)))
                break
