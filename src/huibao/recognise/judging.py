"""Which lines of a stretch of text are headings, at what depth, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huibao.recognise import numbered, unnumbered
from huibao.recognise.evidence import Line, Look
from huibao.recognise.nesting import places
from huibao.recognise.tree import Judged
from huibao.recognise.weighing import Weighing


@dataclass(slots=True)
class Judgement:
    """The lines judged, in order; what was weighed for those that might be headings; where further titles stand."""

    judged: list[Judged] = field(default_factory=list)
    weighings: dict[int, Weighing] = field(default_factory=dict)
    titles: frozenset[int] = frozenset()


_NO_WORD: Mapping[int, int] = {}


def judge(
    lines: Sequence[Line], look: Look, forced: Mapping[int, int] = _NO_WORD, tops: frozenset[int] = frozenset()
) -> Judgement:
    """Judge ``lines``, the text between front and end matter, or that of an attachment. ``forced`` is the user's word: the
    level of a heading, 0 for none; ``tops`` are those of them that are titles of their own."""
    weighings = numbered.headings(lines, look, forced)
    weighings |= unnumbered.headings(lines, 0, weighings, look, forced)
    heads = [at for at in range(len(lines)) if at in weighings and weighings[at].holds]
    titles = tops | {at for at in heads if at not in forced and unnumbered.is_second_title(lines, at, look)}
    levels = {at: level for at, level in forced.items() if level and at not in tops}
    found = places(lines, heads, titles, levels)
    judged = [
        Judged(line, found[at].depth, found[at].level) if at in found else Judged(line) for at, line in enumerate(lines)
    ]
    return Judgement(judged, weighings, titles)
