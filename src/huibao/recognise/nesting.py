"""How deep each heading stands: labels by their shapes, unnumbered headings by style and by what they enclose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huibao.recognise.evidence import Line
from huibao.recognise.kinds import topic
from huibao.recognise.labels import level, rank, shape
from huibao.recognise.lists import lists_of

_ABOVE_LABELS = 0.5
_STEP = 0.02
_BELOW = 0.01
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """``depth`` from 1; ``level`` 1–4 as shown: the label's family, or the depth of a heading without number."""

    depth: int
    level: int


_NO_WORD: Mapping[int, int] = {}


def places(
    lines: Sequence[Line],
    headings: Sequence[int],
    tops: frozenset[int] = frozenset(),
    levels: Mapping[int, int] = _NO_WORD,
) -> dict[int, Place]:
    """The place of every line in ``headings``. ``tops`` are further titles: each stands beside the highest headings,
    so that what follows it stays on its own level. ``levels`` are the user's word: each of these stands beside the
    headings that are of its level by evidence."""
    own = [at for at in headings if at not in levels]
    ranks = _ranks(lines, own, tops)
    found = _nested(lines, own, ranks)
    if not levels:
        return found
    beside = {at: (found[at].level, ranks[at]) for at in own if at not in tops}
    ranks |= {at: _rank_beside(at, level, beside) for at, level in levels.items()}
    return {
        at: Place(place.depth, levels[at]) if at in levels else place
        for at, place in _nested(lines, headings, ranks).items()
    }


def _rank_beside(at: int, level: int, beside: Mapping[int, tuple[int, float]]) -> float:
    """The rank of those of ``level`` in ``beside``, the nearest above first; else one between the levels around it."""
    alike = [other for other, (known, _) in beside.items() if known == level]
    if alike:
        return beside[min(alike, key=lambda other: (other > at, abs(other - at)))][1]
    higher = max((rank for known, rank in beside.values() if known < level), default=None)
    lower = min((rank for known, rank in beside.values() if known > level), default=None)
    if higher is None and lower is None:
        return float(level)
    if higher is None or lower is None:
        return higher + _BELOW * level if higher is not None else (lower or 0.0) - _BELOW * (5 - level)
    return higher + (lower - higher) * level / 5 if higher < lower else higher + _BELOW * level


def _nested(lines: Sequence[Line], headings: Sequence[int], ranks: Mapping[int, float]) -> dict[int, Place]:
    decimals = any(
        number is not None and shape(number).startswith("1.") for number in (lines[at].number for at in headings)
    )
    out: dict[int, Place] = {}
    open_ranks: list[float] = []
    for at in headings:
        own = ranks[at]
        while open_ranks and open_ranks[-1] >= own:
            open_ranks.pop()
        open_ranks.append(own)
        depth = len(open_ranks)
        number = lines[at].number
        # 1 stands at the level above 1.1 and so at the first, whatever its family.
        counted = number is None or (decimals and depth == 1 and shape(number) == "1")
        out[at] = Place(depth, min(4, depth) if counted or number is None else level(number))
    return out


def _ranks(lines: Sequence[Line], headings: Sequence[int], tops: frozenset[int]) -> dict[int, float]:
    by_list = {at: group.rank for group in lists_of(lines) for at in group.members}
    by_outline = _outline_ranks(lines, headings)
    above = _encloses(lines, headings)
    topics = _lone_topics(lines, headings)
    highest = min((by_list[at] for at in headings if lines[at].number is not None), default=_ABOVE_LABELS)
    out: dict[int, float] = {}
    deepest = 0.0
    below: dict[Key, float] = {}
    for at in headings:
        line = lines[at]
        if at in tops:
            own = -1.0
            below.clear()
            deepest = 0.0
        elif line.number is not None:
            own = deepest = by_list[at]
            below = {key: value for key, value in below.items() if value < own}
        elif line.outline in by_outline and (line.outline or line.colon):
            own = by_outline[line.outline]
        elif _key(line) in above:
            own = _ABOVE_LABELS + above[_key(line)]
        elif at in topics:
            own = deepest = highest
            below.clear()
        else:
            own = below.setdefault(_key(line), deepest + _STEP * (1 + len(below)))
        out[at] = own
    top = min((own for at, own in out.items() if at not in tops), default=0.0)
    return {at: top if at in tops else own for at, own in out.items()}


def _lone_topics(lines: Sequence[Line], headings: Sequence[int]) -> frozenset[int]:
    """Unnumbered headings by which the report turns to its problems or its measures, once: the equals of its highest
    numbered ones, though these have numbers."""
    found: dict[str, list[int]] = {}
    for at in headings:
        line = lines[at]
        kind = "narrative" if line.number is not None or line.outline else topic(line.text).kind
        if kind != "narrative":
            found.setdefault(kind, []).append(at)
    return frozenset(places[0] for places in found.values() if len(places) == 1)


def _key(line: Line) -> Key:
    """Unnumbered headings of one key are of one depth."""
    return (line.outline,) if line.outline else ("", line.size, line.bold, line.font, line.colon)


def _outline_ranks(lines: Sequence[Line], headings: Sequence[int]) -> dict[int, float]:
    """The rank of each outline level that numbered headings use: their highest. A colon-ending heading without number
    among numbered ones that end so is their equal: it is found as outline level 0."""
    out: dict[int, float] = {}
    for at in headings:
        line = lines[at]
        if line.number is not None and line.outline:
            out[line.outline] = min(out.get(line.outline, 9.0), rank(line.number))
    numbered = [at for at in headings if lines[at].number is not None]
    colons = [at for at in numbered if lines[at].colon]
    if len(colons) >= 2 and 2 * len(colons) > len(numbered):
        out[0] = min(rank(number) for at in colons if (number := lines[at].number) is not None)
    return out


def _encloses(lines: Sequence[Line], headings: Sequence[int]) -> dict[Key, float]:
    """The keys of unnumbered headings that stand above the numbered ones, each with its step: those that come before any
    number, or between whose members the numbers start over at 1 every time."""
    out: dict[Key, float] = {}
    highest = min((rank(number) for at in headings if (number := lines[at].number) is not None), default=0.0)
    first = next((index for index, at in enumerate(headings) if lines[at].number is not None), len(headings))
    for at in headings[:first]:
        out.setdefault(_key(lines[at]), 0.0)
    for index, at in enumerate(headings[first:-1], first):
        line, following = lines[at], lines[headings[index + 1]]
        number = following.number
        restarts = number is not None and number.number == 1 and rank(number) == highest
        if line.number is None and restarts:
            out.setdefault(_key(line), 0.0)
    ordered = sorted(out, key=lambda key: key[0] if isinstance(key[0], int) else 9)
    return {key: _STEP * step for step, key in enumerate(ordered)}
