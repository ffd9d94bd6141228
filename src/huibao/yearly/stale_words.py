"""The vocabulary of years made ready for searching: one pattern for each kind of stale word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from huibao.model.years import Event, YearWords

Pattern = re.Pattern[str]
NEVER = re.compile(r"(?!)")
_BETWEEN = r"[\s“”\"'‘’《》〈〉、，,·]*"
_OPENING, _CLOSING = "“‘《〈\"'", "”’》〉\"'"
_NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?|十[一二三四五六七八九]?|(?=[^十百]{0,3}[十百])[一二两三四五六七八九十百千]{2,6})"
_HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Words:
    """Searches ready to be made. ``events``: each event with its pattern; ``any_event`` finds one of any."""

    events: tuple[tuple[Event, Pattern], ...]
    any_event: Pattern
    ordinals: Pattern
    past_before: Pattern
    past_after: Pattern
    past: Pattern
    compared: Pattern
    relative: Pattern
    every: Pattern
    counts: Pattern
    names: tuple[Pattern, ...]


@lru_cache(maxsize=8)
def words_of(vocabulary: YearWords) -> Words:
    """The searches of ``vocabulary``."""
    events = tuple((event, _event(event)) for event in vocabulary.events)
    return Words(
        events,
        _any(pattern.pattern for _, pattern in events),
        _any(vocabulary.ordinals),
        _any(vocabulary.past_before, rf"[{_OPENING}]?$"),
        _any(vocabulary.past_after, before=rf"[{_CLOSING}]?"),
        _any(vocabulary.past),
        _any(vocabulary.compared),
        _any(vocabulary.relative),
        _any(map(re.escape, vocabulary.every)),
        _counts(vocabulary.units),
        _names(vocabulary),
    )


def spots(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` is found, without a quotation mark that it has only one of a pair of."""
    for match in pattern.finditer(text):
        start, end = match.span()
        if text[start] in _OPENING and not any(mark in text[start + 1 : end] for mark in _CLOSING):
            start += 1
        yield start, end


def _event(event: Event) -> Pattern:
    forms = (_BETWEEN.join(map(re.escape, form)) for form in sorted(event.forms, key=len, reverse=True))
    return _any((*(rf"[{_OPENING}]?{form}" for form in forms), *event.patterns))


def _any(patterns: Iterable[str], after: str = "", before: str = "") -> Pattern:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(f"{before}(?:{joined}){after}") if joined else NEVER


def _counts(units: tuple[str, ...]) -> Pattern:
    """A number with its unit, such as 6个, 126名, 96%, 2.3万元, 八十多位; not a year, a label, an ordinal."""
    if not units:
        return NEVER
    longest = sorted(units, key=len, reverse=True)
    unit = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![\d.．第年一二三四五六七八九十百千])(?:{_NUMERAL})[余多几]?\s?[万亿]?[余多]?(?:{unit})")


def _names(vocabulary: YearWords) -> tuple[Pattern, ...]:
    """Patterns whose group ``name`` is a person's name (or surname with title): after a post, before a title."""
    if not vocabulary.surnames or not vocabulary.posts:
        return ()
    all_ = "[" + "".join(sorted(vocabulary.surnames)) + "]"
    sure = "[" + "".join(sorted(vocabulary.surnames - vocabulary.doubtful_surnames)) + "]"
    post = "|".join(sorted(map(re.escape, vocabulary.posts), key=len, reverse=True))
    title = "|".join(sorted(map(re.escape, vocabulary.titles), key=len, reverse=True))
    after = "|".join(map(re.escape, vocabulary.after_names))
    ends = rf"(?=$|[，。、；：！？（）()\s]|{after})"
    named = rf"{all_}[\s　]{{0,2}}{_HAN}{{1,3}}(?:、{all_}{_HAN}{{1,2}})*"
    return (
        re.compile(rf"(?:{post})(?:\s*[：:]\s*|[\s　]+)(?P<name>{named})(?=$|[，。、；（）()\s])"),
        re.compile(rf"(?:{post})(?P<name>{all_}{_HAN}{{1,2}})(?=同志)"),
        re.compile(rf"(?:{post})(?P<name>{sure}{_HAN}{{1,2}}|{all_}{_HAN}{{2}}){ends}"),
        re.compile(rf"(?P<name>{sure}{_HAN}{{1,2}})(?=同志)"),
        *((re.compile(rf"(?:^|[，。、；：（(由向和与请是经])(?P<name>{sure}(?:{title}))"),) if title else ()),
    )
