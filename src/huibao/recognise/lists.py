"""Labelled lines as lists, and labels that are none: the text only looks numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from huibao.recognise.evidence import Line
from huibao.recognise.labels import LONG_SENTENCE, rank, sentence_end, shape

_HAN_NUMERALS = "一二三四五六七八九十、"
_REACH = 60
_BELOW = 0.09
"""How much deeper than its parent a list stands at least; less than from 1.1 to 1.1.1, which is 0.1."""


@dataclass(slots=True)
class Siblings:
    """Lines of one list: labels of one shape with nothing higher between. ``introduced``: a line ending in ： stands before.
    ``shown`` is the rank of the shape, ``rank`` the one it has here; ``parent`` the labelled line above, -1 for none."""

    rank: float
    shown: float
    parent: int = -1
    introduced: bool = False
    members: list[int] = field(default_factory=list)

    def followed(self) -> dict[int, float]:
        """How far each member has lines of its own before the next: 1 or 0, for the last one the mean of the others."""
        gaps = {before: float(after - before > 1) for before, after in pairwise(self.members)}
        mean = sum(gaps.values()) / len(gaps) if gaps else 0.0
        return gaps | {self.members[-1]: 0.35 * mean} if mean >= 0.5 else {}


def lists_of(lines: Sequence[Line]) -> list[Siblings]:
    """All lists of labelled lines. A number that starts over at 1 begins a list of its own; a higher shape within a list
    that goes on after it (（1） 1. 2. （2）) stands under that list, at a rank of its own."""
    out: list[Siblings] = []
    open_lists: list[Siblings] = []
    labelled = [at for at, line in enumerate(lines) if line.number is not None]
    for index, at in enumerate(labelled):
        shown = rank_of(lines[at])
        current = _continued(open_lists, lines, at)
        if current is not None:
            del open_lists[open_lists.index(current) + 1 :]
        else:
            while open_lists and open_lists[-1].rank >= shown and not _goes_on(open_lists[-1], lines, labelled, index):
                open_lists.pop()
            current = _opened(open_lists, lines, at)
            out.append(current)
            open_lists.append(current)
        current.members.append(at)
    return out


def _opened(open_lists: list[Siblings], lines: Sequence[Line], at: int) -> Siblings:
    before = lines[at - 1] if at else None
    introduced = before is not None and before.colon and before.number is None
    shown = rank_of(lines[at])
    if not open_lists:
        return Siblings(shown, shown, -1, introduced)
    parent = open_lists[-1]
    return Siblings(max(shown, parent.rank + _BELOW), shown, parent.members[-1], introduced)


def rank_of(line: Line) -> float:
    """The rank of the line's label; 9, below all, when it has none."""
    return rank(line.number) if line.number is not None else 9.0


def _number(line: Line) -> int:
    return line.number.number if line.number is not None else 0


def _continued(open_lists: list[Siblings], lines: Sequence[Line], at: int) -> Siblings | None:
    """The open list that the label at ``at`` goes on in: of its shape, with nothing of a higher one opened since."""
    shown, number = rank_of(lines[at]), _number(lines[at])
    for group in reversed(open_lists):
        if group.shown == shown:
            last = _number(lines[group.members[-1]])
            return None if number == 1 and last >= 1 else group
    return None


def _goes_on(group: Siblings, lines: Sequence[Line], labelled: Sequence[int], index: int) -> bool:
    """Whether the list ``group``, interrupted by a 1 of a higher shape, goes on with its next number before that shape's
    surroundings end."""
    shown = rank_of(lines[labelled[index]])
    if _number(lines[labelled[index]]) != 1 or group.shown <= shown or group.shown - shown > 2.5:
        return False
    wanted = _number(lines[group.members[-1]]) + 1
    for at in labelled[index + 1 : index + _REACH]:
        if rank_of(lines[at]) < shown:
            return False
        if rank_of(lines[at]) == group.shown:
            return wanted <= _number(lines[at]) <= wanted + 1 and wanted > 1
    return False


def strip_false(lines: list[Line]) -> list[Line]:
    """The lines with labels taken back where the text only looks numbered: 三、四月份…, 3.5亩…"""
    out = list(lines)
    for group in lists_of(lines):
        numbers = [_number(lines[at]) for at in group.members]
        for place, at in enumerate(group.members):
            if lines[at].number is not None and not _believable(lines[at], numbers, place):
                out[at] = lines[at].unlabelled()
    return out


def _believable(line: Line, numbers: list[int], place: int) -> bool:
    if line.automatic or line.number is None:
        return True
    own = numbers[place]
    before = numbers[place - 1] if place else 0
    after = numbers[place + 1] if place + 1 < len(numbers) else 0
    fits = own == before + 1 or after == own + 1
    sandwiched = bool(before) and after == before + 1 != own
    name = shape(line.number)
    if name.startswith("1."):
        return fits and (own != before + 1 or before > 0 or own == 1) and len(line.text) > 0
    if name not in ("一", "1", "part"):
        return True
    if name == "一" and line.text[:1] in _HAN_NUMERALS and line.text:
        return False
    if fits and not sandwiched:
        return True
    short = len(line.text) <= 40 and not line.stops
    return short or (not sandwiched and sentence_end(line.text) <= LONG_SENTENCE)
