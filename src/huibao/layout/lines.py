"""Text with its faces, measured (Strip), and broken into lines (Line).

A strip keeps the running sum of its characters' widths, so a line's end is found by bisection and only the characters
around it are looked at: the work grows with the lines, not with the characters.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import Literal

from huibao.layout.fonts import COMPLEX, Style
from huibao.model.kinsoku import HANGING, INVISIBLE, SQUEEZABLE, Kinsoku, is_cell, is_narrow, kinsoku
from huibao.model.profile import Breaking
from huibao.model.text import LINE_BREAK

# Rounding of widths must never push a character off a line that it fills exactly.
SLACK_PT = 0.01
_NOTHING = " " + "".join(sorted(INVISIBLE))
_WORD = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Where w:autoSpaceDE and w:autoSpaceDN (ECMA-376, 17.3.1.2 and 17.3.1.3) put a gap: at the ends of a Latin word that touch
# Han. It is looked for by the words, which are fewer than the characters.
_WORDS, _HAN_AT = re.compile(f"[{_WORD}]+"), re.compile(f"[{_HAN}]").match

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start``–``end`` of a strip in one style."""

    start: int
    end: int
    style: Style
    underline: bool = False


class Strip:
    """A paragraph's text, measured. ``sums[i]`` is the width in pt of the first i characters, gaps between Han and
    Latin included; ``gaps[i]`` is the gap that follows character i. ``spacing_within``: as in ``Breaking``."""

    __slots__ = ("_spacing", "gaps", "stretches", "sums", "text")

    def __init__(self, text: str, stretches: Sequence[Stretch], gap_pt: float, spacing_within: bool = False) -> None:
        self.text = text
        self.stretches = tuple(stretches)
        self._spacing = {} if not spacing_within else dict(self._run_ends())
        self.gaps = dict.fromkeys(_gaps(text), gap_pt) if gap_pt else {}
        widths: list[float] = []
        for one in self.stretches:
            widths += map(one.style.advances.__getitem__, text[one.start : one.end])
        self._adjust(widths)
        self.sums = array("d", list(accumulate(widths, initial=0.0)))

    def _run_ends(self) -> Iterator[tuple[int, float]]:
        """Where a script ends, with the spacing that its last character goes without."""
        for one in self.stretches:
            for at in range(one.start, one.end):
                if at + 1 == len(self.text) or is_cell(self.text[at]) != is_cell(self.text[at + 1]):
                    yield at, one.style.spacing_pt

    def _adjust(self, widths: list[float]) -> None:
        for at, gap in self.gaps.items():
            widths[at] += gap
        for at, spacing in self._spacing.items():
            widths[at] -= spacing
        for stretch in self.stretches:
            if not stretch.style.advances.shaped:
                continue
            for found in COMPLEX.finditer(self.text, stretch.start, stretch.end):
                share = stretch.style.shaped_width(found[0]) / len(found[0])
                widths[found.start() : found.end()] = [share] * len(found[0])

    @property
    def uneven(self) -> bool:
        """Whether a line may be wider than the sum of its characters says (``spacing_within``)."""
        return bool(self._spacing)

    def width(self, start: int, end: int) -> float:
        """Width of characters ``start``–``end`` as one line: without blanks at the end and without a last gap."""
        while end > start and (self.text[end - 1] == " " or self.text[end - 1] in INVISIBLE):
            end -= 1
        if end == start:
            return 0.0
        last = self.gaps.get(end - 1, 0.0)
        if self._spacing and end - 1 not in self._spacing:
            last += self.stretches[0].style.spacing_pt
        return self.sums[end] - self.sums[start] - last


def _gaps(text: str) -> list[int]:
    """The characters of ``text`` that a gap follows."""
    found = []
    for word in _WORDS.finditer(text):
        start, end = word.span()
        if start and _HAN_AT(text, start - 1):
            found.append(start - 1)
        if _HAN_AT(text, end):
            found.append(end - 1)
    return found


@dataclass(slots=True)
class Line:
    """Characters ``start``–``end`` of ``strip`` on one line. ``x`` from the left of the type area, ``width`` what the
    line may take, in pt; ``hung``: its last character stands beyond that; ``last``: it ends its paragraph."""

    strip: Strip
    start: int
    end: int
    x: float
    width: float
    align: Align = "justify"
    hung: bool = False
    last: bool = False

    @property
    def text(self) -> str:
        """The characters on the line, blanks and manual line breaks included."""
        return self.strip.text[self.start : self.end]

    @property
    def natural(self) -> float:
        """Width in pt before the line is stretched or squeezed; a hung mark does not count."""
        return self.strip.width(self.start, self.start + self._visible())

    def positions(self) -> list[float]:
        """Where each character begins, in pt from the left of the type area, and where the last one ends."""
        strip, text = self.strip, self.text
        visible = self._visible()
        free = self.width - strip.width(self.start, self.start + visible)
        left = self.x - strip.sums[self.start]
        if self.align == "center":
            left += free / 2
        elif self.align == "right":
            left += free
        places = [left + total for total in strip.sums[self.start : self.end + 1]]
        if self.align != "justify" or abs(free) < SLACK_PT:
            return places
        if free < 0:
            _spread(places, [at for at in range(visible - 1) if text[at] in SQUEEZABLE], free)
        elif not self.last:
            _spread(places, _joints(text[:visible]), free)
        return places

    def room(self) -> tuple[float, float] | None:
        """Where its strip would begin, in pt from the left of the type area, and by how much the joints together are
        stretched. None where only ``positions`` tells where characters stand: something is squeezed, hangs or is blank."""
        strip, start, end = self.strip, self.start, self.end
        if self.hung or start == end or strip.text[end - 1] in _NOTHING:
            return None
        free = self.width - strip.width(start, end)
        left = self.x - strip.sums[start]
        if self.align == "justify":
            if abs(free) < SLACK_PT or (self.last and free > 0):
                return left, 0.0
            return (left, free) if free > 0 else None
        return left + (free / 2 if self.align == "center" else free if self.align == "right" else 0.0), 0.0

    def _visible(self) -> int:
        """How many characters count for the width: no blanks at the end, no hung mark."""
        return len(self.text.rstrip(_NOTHING)) - self.hung


def _joints(text: str) -> list[int]:
    """Characters of ``text`` after which its line may be stretched: blanks and Han, not letters of a word."""
    narrow = list(map(is_narrow, text))
    if True not in narrow:
        return list(range(len(text) - 1))
    return [at for at in range(len(text) - 1) if not (narrow[at] and narrow[at + 1])]


def _spread(places: list[float], joints: list[int], free: float) -> None:
    """Shift what follows each joint by its share of ``free``."""
    if not joints:
        return
    share, shifts = free / len(joints), [0.0] * len(places)
    for at in joints:
        shifts[at + 1] = share
    places[:] = map(add, places, accumulate(shifts))


def break_lines(
    strip: Strip,
    first: tuple[float, float],
    other: tuple[float, float],
    rules: Breaking,
    align: Align = "justify",
    start: int = 0,
    size: int | None = None,
) -> list[Line]:
    """Characters ``start``–``size`` (None: all) of ``strip`` in lines; ``first`` and ``other`` are (x, width) in pt of the
    first line and of those that follow.

    Every character is on one line, in order; an empty strip is one empty line. Only a word that is longer than a line,
    or text without any place to break, is cut where the line ends.
    """
    lines = []
    x, width = first
    may = kinsoku(rules)
    size = len(strip.text) if size is None else size
    while True:
        end, hung = _line_end(strip, start, size, max(width, 1.0), rules, may)
        done = end >= size
        last = done or strip.text[end - 1] == LINE_BREAK
        lines.append(Line(strip, start, end, x, width, align, hung, last))
        if done and (size < len(strip.text) or size == start or strip.text[end - 1] != LINE_BREAK):
            return lines
        start, (x, width) = end, other


def _line_end(strip: Strip, start: int, size: int, width: float, rules: Breaking, may: Kinsoku) -> tuple[int, bool]:
    """Where the line that begins at ``start`` ends, and whether its last mark hangs."""
    text, sums = strip.text, strip.sums
    forced = text.find(LINE_BREAK, start) + 1 or size
    end = bisect_right(sums, sums[start] + width + SLACK_PT, start, forced + 1) - 1
    uneven, gaps = strip.uneven, strip.gaps
    while uneven and end > start + 1 and strip.width(start, end) > width + SLACK_PT:
        end -= 1
    # Blanks need no room, and the last gap does not count; elsewhere the sums have said all.
    while end < forced and (
        text[end] in _NOTHING or ((uneven or end in gaps) and strip.width(start, end + 1) <= width + SLACK_PT)
    ):
        end += 1
    if end >= forced:
        return forced, False
    following = text[end]
    if rules.hang and following in HANGING and _ends_well(text, end + 1, forced, may):
        return _with_blanks(text, end + 1, forced), True
    if rules.squeeze and not may.may_break(text, end) and (got := _squeezed_end(strip, start, end, forced, width, may)):
        return got, False
    at = end
    while at > start and not may.may_break(text, at):
        at -= 1
    return (at if at > start else _cut(strip, start, end, width, rules.holds_latin, may)), False


def _cut(strip: Strip, start: int, end: int, width: float, holds_latin: str, may: Kinsoku) -> int:
    """Where a line without any place to break is cut: where its room ends, but rather inside a word than before a mark
    that begins no line, if what goes to the next line with the mark fits there. Where a mark holds the word after it
    (``Breaking.holds_latin``), the mark takes it along."""
    at = end
    if holds_latin and is_narrow(strip.text[end]):
        word = end
        while word > start and is_narrow(strip.text[word - 1]):
            word -= 1
        if word - 1 > start and strip.text[word - 1] in holds_latin:
            return word - 1
    while at > start and not may.may_cut(strip.text[at]):
        at -= 1
    return at if at > start and strip.width(at, end + 1) <= width else max(end, start + 1)


def _ends_well(text: str, at: int, limit: int, may: Kinsoku) -> bool:
    return at >= limit or may.may_break(text, at) or text[at] in " " + LINE_BREAK


def _with_blanks(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in " " + LINE_BREAK:
        at += 1
    return at


def _squeezed_end(strip: Strip, start: int, end: int, limit: int, width: float, may: Kinsoku) -> int:
    """The next place to end the line, if it fits when marks are set half as wide; 0 when it does not."""
    text = strip.text
    for at in range(end + 1, min(end + 2, limit) + 1):
        if not _ends_well(text, at, limit, may):
            continue
        marks = [spot for spot in range(start, at - 1) if text[spot] in SQUEEZABLE]
        room = sum(strip.sums[spot + 1] - strip.sums[spot] for spot in marks) / 2
        return at if strip.width(start, at) - width <= room else 0
    return 0


def stretches_of(line: Line) -> Iterator[tuple[Stretch, int, int]]:
    """The styles of a line, with where each begins and ends in the strip."""
    for stretch in line.strip.stretches:
        start, end = max(stretch.start, line.start), min(stretch.end, line.end)
        if start < end:
            yield stretch, start, end
