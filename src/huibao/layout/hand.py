"""Lines of text → glyphs under a painter: each character where its line has it.

Nearly all Chinese text goes by equal steps, so the glyphs of one face in a line are drawn by a ladder: a run that already
knows where its glyphs stand and is only told which they are. What a ladder can't say (squeezed marks, a mark that hangs,
letters of different widths, underlines, scripts that Qt shapes) is placed character by character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QGlyphRun, QPainter, QPen, QRawFont

from huibao.layout.fonts import Kind, Style
from huibao.layout.lines import Line, Strip, stretches_of

RULE_PT = 0.5
_UNDERLINE_EM, _UNDERLINE_WEIGHT_EM = 0.14, 0.05
# Characters are placed on a grain that no eye and no printer tells from none: half a twip.
_GRAIN = 40
# Steps are told apart by a thousandth of a point: a full line of them ends within that grain.
_STEPS = 1000
_EVEN_PT = 1e-6
_LADDERS = 4096
_SAME = re.compile(r"(.)\1*", re.DOTALL)


class _Points(dict[int, QPointF]):
    """Steps of 1 / ``_GRAIN`` pt from the left → the point there: making one for every character took a sixth of the time."""

    def __missing__(self, step: int) -> QPointF:
        point = self[step] = QPointF(step / _GRAIN, 0.0)
        return point


_POINTS = _Points()


# Characters of a strip from one place to another, of one kind and style; the last: the step they all have, as in Kind, and
# for narrow ones that are alike. A bare tuple: a long report has tens of thousands.
_Part = tuple[int, int, Kind, Style, float | None]


class Hand:
    """Writes lines. It remembers the paragraph and the ladders it used last: one for a whole PDF, and for one thread."""

    def __init__(self) -> None:
        self._strip: Strip | None = None
        self._parts: list[_Part] = []
        self._starts: list[int] = []
        self._indexes: list[int] = []
        self._by_ladder = False
        self._ladders: dict[tuple[int, int, int], tuple[QRawFont, QGlyphRun]] = {}

    def write(self, painter: QPainter, line: Line, left: float, y: float) -> None:
        """Draw ``line``, its type area beginning at ``left``, its baseline at ``y``."""
        if line.strip is not self._strip:
            self._take(line.strip)
        room = line.room() if self._by_ladder else None
        if room is None:
            self._write_by_places(painter, line, left, y)
        else:
            self._write_by_steps(painter, line, left + room[0], room[1], y)

    def _take(self, strip: Strip) -> None:
        self._strip = strip
        parts = list(_parts(strip))
        self._parts = _joined(parts)
        whole = len(self._parts) == len(parts)
        self._starts = [part[0] for part in self._parts]
        self._indexes = []
        for one in strip.stretches:
            self._indexes += map(one.style.indexes.__getitem__, strip.text[one.start : one.end])
        shaped = any(part[2].shaped for part in self._parts)
        self._by_ladder = whole and not (strip.uneven or shaped or any(one.underline for one in strip.stretches))

    def _write_by_steps(self, painter: QPainter, line: Line, left: float, free: float, y: float) -> None:
        """``left``: where the strip would begin; ``free``: what its joints share, the ends of all characters but of those
        that another letter of the word follows."""
        sums, parts, first, last = line.strip.sums, self._parts, line.start, line.end
        at, joints, narrow, steps = bisect_right(self._starts, first) - 1, 0, False, []
        while at < len(parts):
            start, end, kind, _, step = parts[at]
            if start >= last:
                break
            at += 1
            start, end = start if start > first else first, end if end < last else last
            joints += narrow and not kind.narrow
            steps.append((start, end, kind, step, joints))
            narrow = kind.narrow
            joints += 0 if narrow else end - start
        joints -= not narrow  # the last character is followed by none
        share = free / joints if joints else 0.0
        climb = self._climb
        for start, end, kind, step, before in steps:
            if kind.raw is None:
                continue
            x, stretched = left + sums[start] + share * before, 0.0 if kind.narrow else share
            if step is not None:
                climb(painter, kind.raw, step + stretched, start, end, QPointF(x, y))
            else:
                spots = [x + sums[one] - sums[start] + stretched * (one - start) for one in range(start, end)]
                self._place(painter, kind.raw, start, spots, y)

    def _climb(self, painter: QPainter, raw: QRawFont, step: float, start: int, end: int, origin: QPointF) -> None:
        """Draw the glyphs of characters ``start``–``end``, one each ``step`` pt from ``origin`` on."""
        size = end - start
        key = (id(raw), round(step * _STEPS), size)
        known = self._ladders.get(key)
        if known is None:
            if len(self._ladders) >= _LADDERS:
                self._ladders.clear()
            run = QGlyphRun()
            run.setRawFont(raw)
            run.setPositions([_POINTS[round(step * at * _GRAIN)] for at in range(size)])
            known = self._ladders[key] = (raw, run)
        known[1].setGlyphIndexes(self._indexes[start:end])
        painter.drawGlyphRun(origin, known[1])

    def _place(self, painter: QPainter, raw: QRawFont, start: int, spots: list[float], y: float) -> None:
        """Draw the glyphs of the characters from ``start`` on, each at its x in ``spots``."""
        run = QGlyphRun()
        run.setRawFont(raw)
        run.setGlyphIndexes(self._indexes[start : start + len(spots)])
        run.setPositions([_POINTS[round(x * _GRAIN)] for x in spots])
        painter.drawGlyphRun(QPointF(0.0, y), run)

    def _write_by_places(self, painter: QPainter, line: Line, left: float, y: float) -> None:
        """In the order of reading, for that is the order in which a PDF gives the text back."""
        first, spots = line.start, [left + x for x in line.positions()]
        for begin, stop, kind, style, _ in self._parts[max(0, bisect_right(self._starts, first) - 1) :]:
            if begin >= line.end:
                break
            start, end = max(begin, first), min(stop, line.end)
            if kind.shaped:
                painter.setFont(style.font)
                painter.drawText(QPointF(spots[start - first], y), line.strip.text[start:end])
            elif kind.raw is not None:
                self._place(painter, kind.raw, start, spots[start - first : end - first], y)
        for stretch, start, end in stretches_of(line):
            if not stretch.underline:
                continue
            visible = end if end < line.end else first + len(line.text.rstrip())
            if visible > start:
                size = stretch.style.size_pt
                under, ends = y + _UNDERLINE_EM * size, (spots[start - first], spots[visible - first])
                rule(painter, QLineF(ends[0], under, ends[1], under), _UNDERLINE_WEIGHT_EM * size)


def _parts(strip: Strip) -> Iterator[_Part]:
    sums, text = strip.sums, strip.text
    for one in strip.stretches:
        style, first = one.style, one.start
        advance, kinds = style.advances.__getitem__, style.kinds.known
        for same in _SAME.finditer("".join(map(style.kinds.__getitem__, text[first : one.end]))):
            start, end = same.span()
            start, end, kind = start + first, end + first, kinds[ord(same[1])]
            step = kind.step
            if kind.narrow and kind.raw is not None:
                alike = set(map(advance, text[start:end]))
                step = alike.pop() if len(alike) == 1 else None
            # A gap may stand within: a letter that is as wide as Han has one on both sides.
            if step is not None and abs(sums[end - 1] - sums[start] - step * (end - 1 - start)) > _EVEN_PT:
                step = None
            yield start, end, kind, style, step


def _joined(parts: list[_Part]) -> list[_Part]:
    """``parts`` with neighbours of one face made one: words and the blanks between them stay together in a PDF."""
    joined: list[_Part] = []
    last: QRawFont | None = None
    for part in parts:
        raw = part[2].raw
        if raw is not None and raw is last:
            start, _, kind, style, _ = joined[-1]
            joined[-1] = (start, part[1], kind, style, None)
        else:
            joined.append(part)
        last = raw
    return joined


def rule(painter: QPainter, line: QLineF, weight: float = RULE_PT) -> None:
    """Draw ``line``, ``weight`` pt thick, in the painter's colour."""
    pen = painter.pen()
    painter.setPen(QPen(pen.color(), weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(line)
    painter.setPen(pen)
