"""One item of the manuscript, composed: pieces (lines, slices of table rows, a picture) that pages are filled with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from huibao.layout.lines import SLACK_PT, Line
from huibao.model.manuscript import Item
from huibao.model.profile import PICTURE_ROOM_PT
from huibao.model.table_grid import ABOVE_PT, RULE_PT

# Roles that never end a page, and roles that need a line of text before them on their page (GB/T 9704-2012, 7.3.5.5).
KEPT_WITH_NEXT = frozenset(("title", "recipient", "attachment_label", "attachment_title"))
KEPT_WITH_TEXT = frozenset(("signature", "date"))


class Block:
    """An item and the heights of its pieces, in pt. Blocks are never changed once composed."""

    def __init__(self, item: Item, heights: Sequence[float]) -> None:
        self.item = item
        self.count = len(heights)
        self.tops = list(accumulate(heights, initial=0.0))
        self.keeps_next = item.keep_next or item.role in KEPT_WITH_NEXT
        self.needs_text = item.role in KEPT_WITH_TEXT
        self.above = 0.0  # room in pt above the first piece, but not at the top of a page

    def fitting(self, start: int, room: float) -> int:
        """The end of the pieces from ``start`` on that fit into ``room`` pt."""
        return max(start, bisect_right(self.tops, self.tops[start] + room + SLACK_PT) - 1)

    def extent(self, start: int, end: int) -> float:
        """Height in pt of pieces ``start``–``end``."""
        return self.tops[end] - self.tops[start]

    def may_break(self, at: int) -> bool:
        """Whether a page may end before piece ``at`` (0 < at < count)."""
        return True

    def lead(self, start: int) -> float:
        """Height in pt of what is repeated above piece ``start`` when it begins a page."""
        return 0.0


class TextBlock(Block):
    """A paragraph: its lines, each ``pitch_pt`` high."""

    def __init__(self, item: Item, lines: Sequence[Line], pitch_pt: float, size_pt: float) -> None:
        super().__init__(item, [pitch_pt] * len(lines))
        self.lines = tuple(lines)
        self.pitch_pt = pitch_pt
        self.size_pt = size_pt
        whole_heading = item.role == "heading" and item.head >= len(item.text)
        self._whole = whole_heading or item.role in KEPT_WITH_NEXT or item.role in KEPT_WITH_TEXT

    def may_break(self, at: int) -> bool:
        return not self._whole


class PictureBlock(Block):
    """A picture, or a frame with words where it can't be shown, with the room below it. Lengths in pt."""

    def __init__(self, item: Item, width_pt: float, height_pt: float, x: float, words: Sequence[Line] = ()) -> None:
        super().__init__(item, [height_pt + PICTURE_ROOM_PT])
        self.above = PICTURE_ROOM_PT
        self.width_pt, self.height_pt, self.x = width_pt, height_pt, x
        self.words = tuple(words)


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line in a table; ``y`` is its top within its piece, ``node`` the paragraph it comes from."""

    line: Line
    y: float
    height: float
    node: str


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A slice of a table row, one line high. ``cells`` are (left, right, continues from above) of each cell's box;
    ``first`` and ``last`` say whether the slice begins or ends its row."""

    height: float
    lines: tuple[CellLine, ...]
    cells: tuple[tuple[float, float, bool], ...]
    first: bool
    last: bool


class TableBlock(Block):
    """A table: slices of its rows. ``header`` pieces are shown again where the table begins another page; ``crowded``: it
    has so many columns that a cell is narrower than a character of its text."""

    def __init__(
        self, item: Item, pieces: Sequence[RowPiece], header: int, breaks: frozenset[int], crowded: bool = False
    ) -> None:
        super().__init__(
            item, [piece.height for piece in pieces[:-1]] + [piece.height + RULE_PT for piece in pieces[-1:]]
        )
        self.pieces = tuple(pieces)
        self.header = header
        self.crowded = crowded
        self._breaks = breaks

    def may_break(self, at: int) -> bool:
        return at in self._breaks

    def lead(self, start: int) -> float:
        """The header rows, and the room above the text of a row that was cut."""
        header = self.tops[self.header] if start >= self.header else 0.0
        return header if self.pieces[start].first else header + ABOVE_PT + RULE_PT

    def fitting(self, start: int, room: float) -> int:
        """The rule at the end needs its room, and a row that is cut the room below its text."""
        room -= RULE_PT
        end = super().fitting(start, room)
        while start < end < self.count and not self.pieces[end].first and self.extent(start, end) + ABOVE_PT > room:
            end -= 1
        return end

    def shown(self, start: int, end: int, header: bool) -> list[RowPiece]:
        """What stands on a page for pieces ``start``–``end``: header rows first where they are repeated, and a row that
        was cut with the room above and below its text. Without ``header`` the first is piece ``start``."""
        pieces = list(self.pieces[start:end])
        if pieces and start and not pieces[0].first:
            above = ABOVE_PT + RULE_PT
            lines = tuple(CellLine(one.line, one.y + above, one.height, one.node) for one in pieces[0].lines)
            pieces[0] = replace(pieces[0], height=pieces[0].height + above, lines=lines)
        if pieces and end < self.count and not self.pieces[end].first:
            pieces[-1] = replace(pieces[-1], height=pieces[-1].height + ABOVE_PT)
        return [*(self.pieces[: self.header] if header else ()), *pieces]
