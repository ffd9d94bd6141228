"""Which lines of a stretch of text are headings, at what depth, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
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


def judge(lines: Sequence[Line], look: Look) -> Judgement:
    """Judge ``lines``, the text between front and end matter, or that of an attachment."""
    weighings = numbered.headings(lines, look)
    weighings |= unnumbered.headings(lines, 0, weighings, look)
    heads = [at for at in range(len(lines)) if at in weighings and weighings[at].holds]
    titles = frozenset(at for at in heads if unnumbered.is_second_title(lines, at, look))
    found = places(lines, heads, titles)
    judged = [
        Judged(line, found[at].depth, found[at].level) if at in found else Judged(line) for at, line in enumerate(lines)
    ]
    return Judgement(judged, weighings, titles)
