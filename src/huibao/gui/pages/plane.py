"""Where pages stand on the scrolled plane: one under another, or two side by side. Numbers only, nothing of Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Fit = Literal["", "width", "page"]


@dataclass(frozen=True, slots=True)
class Box:
    """A page on the plane, in px."""

    left: float
    top: float
    width: float
    height: float


class Plane:
    """Pages of ``sizes`` (width and height in pt) in rows of ``columns``, ``gap`` px around each; ``scale`` px a point.

    Rows are as high as their highest page; every row is centred in the widest one. ``fitted``: a page wider than the
    upright ones, as one that lies across, is shown only as wide as they are, so that it makes none of them smaller.
    """

    def __init__(
        self, sizes: Sequence[tuple[float, float]] = (), columns: int = 1, gap: float = 16.0, fitted: bool = False
    ) -> None:
        most = max((width for width, height in sizes if width <= height), default=0.0) if fitted else 0.0
        self._shares = [min(1.0, most / width) if most else 1.0 for width, _ in sizes]
        sizes = [(width * share, height * share) for (width, height), share in zip(sizes, self._shares, strict=True)]
        self._sizes = sizes
        self._columns = columns
        self._gap = gap
        self.scale = 1.0
        rows = [sizes[at : at + columns] for at in range(0, len(sizes), columns)]
        self._heights = [max(height for _, height in row) for row in rows]
        self._tops = list(accumulate(self._heights, initial=0.0))
        # The widest row in pt; a row of one page where others have two keeps the place of its neighbour free.
        self._widest = max((sum(width for width, _ in row) for row in rows), default=0.0)

    @property
    def width(self) -> float:
        """Width of the whole plane in px, the gaps at its sides included."""
        return self._widest * self.scale + (min(self._columns, max(len(self._sizes), 1)) + 1) * self._gap

    @property
    def height(self) -> float:
        """Height of the whole plane in px; 0 without pages."""
        return self.top(len(self._sizes)) if self._sizes else 0.0

    def top(self, index: int) -> float:
        """Where the row of page ``index`` begins, in px; for the number of pages: where the plane ends."""
        row = -(-index // self._columns) if index >= len(self._sizes) else index // self._columns
        return self._gap + self._tops[row] * self.scale + row * self._gap

    def index_at(self, y: float) -> int:
        """The first page of the last row that begins above ``y`` px."""
        row = bisect_right(range(len(self._heights)), y, key=lambda row: self.top(row * self._columns)) - 1
        return max(row, 0) * self._columns

    def shown(self, top: float, bottom: float) -> range:
        """The pages of the rows between two heights in px."""
        if not self._sizes:
            return range(0)
        return range(self.index_at(top), min(self.index_at(bottom) + self._columns, len(self._sizes)))

    def scale_of(self, index: int) -> float:
        """px for a pt of page ``index``; ``scale`` where there is no such page."""
        return self.scale * (self._shares[index] if index < len(self._shares) else 1.0)

    def box(self, index: int) -> Box:
        """Page ``index``, its left edge measured from that of the plane."""
        first = index - index % self._columns
        before = self._sizes[first:index]
        width, height = self._sizes[index]
        spare = (self._widest - sum(size[0] for size in self._sizes[first : first + self._columns])) * self.scale
        if len(self._sizes[first : first + self._columns]) < self._columns <= len(self._sizes):
            spare = 0.0
        left = self._gap + spare / 2 + sum(size[0] * self.scale + self._gap for size in before)
        return Box(left, self.top(index), width * self.scale, height * self.scale)

    def scale_for(self, fit: Fit, width: float, height: float) -> float:
        """The scale at which pages fill a view of ``width`` × ``height`` px as ``fit`` asks; the present one when it can't."""
        across = min(self._columns, max(len(self._sizes), 1)) + 1
        if not fit or not self._sizes or width <= 4 * self._gap:
            return self.scale
        scale = (width - across * self._gap) / self._widest
        if fit == "page":
            scale = min(scale, (height - 2 * self._gap) / max(self._heights))
        return max(scale, 0.01)
