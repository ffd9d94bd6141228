"""Years and dates as reports write them: 2023年, 2023年12月8日, 二〇二三年, 2023.12.8, 2021—2023年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from huibao.model.report import Paragraph, Part, Report

_ZEROS = "〇○零Ｏ"
_HAN = "一二三四五六七八九"
_YEAR = rf"(?:(?:19|20|１９|２０)\d\d|[一二][{_ZEROS}{_HAN}]{{3}})"
_DAY_HAN = "一二三四五六七八九十"
_RANGE = re.compile(rf"({_YEAR})\s*年?\s*(?:[-—–~～―至到]|——)+\s*({_YEAR})\s*年?")
_DATE = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})(?:\s*年(?:度)?(?:\s*(?P<month>\d{{1,2}}|[{_DAY_HAN}]{{1,2}})\s*月"
    rf"(?:\s*(?P<day>\d{{1,2}}|[{_DAY_HAN}]{{1,3}})\s*[日号])?)?|(?P<mark>[.\-/．])(?P<m>\d{{1,2}})(?:(?P=mark)(?P<d>\d{{1,2}}))?(?!\d))"
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a text: ``start``–``end`` with its month and day, or a whole range; the year's own figures stand at
    ``at``–``stop``. ``months``: whether a month is named. ``first``: the year a range begins with (0: none), ``year`` its last."""

    start: int
    at: int
    stop: int
    end: int
    year: int
    months: bool = False
    first: int = 0


@lru_cache(maxsize=4096)
def year_mentions(text: str) -> tuple[YearMention, ...]:
    """Every year that ``text`` names as a year, in order; a number such as 2023 alone is none."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[YearMention]:
    ranges = [
        match for match in _RANGE.finditer(text) if "年" in match[0] or "年" in text[match.end() : match.end() + 1]
    ]
    covered = [(match.start(), match.end()) for match in ranges]
    found = [
        YearMention(match.start(), match.start(2), match.end(2), match.end(), number(match[2]), first=number(match[1]))
        for match in ranges
    ]
    for match in _DATE.finditer(text):
        if any(start <= match.start() < end for start, end in covered):
            continue
        months = bool(match["month"] or match["m"])
        start = match.start()
        found.append(YearMention(start, start, match.end("year"), match.end(), number(match["year"]), months))
    return iter(sorted(found, key=lambda mention: mention.start))


def number(figures: str) -> int:
    """The year that four figures, Arabic (half or full width) or Chinese, name."""
    if figures.isdecimal():
        return int(figures)
    return int("".join("0" if figure in _ZEROS else str(_HAN.index(figure) + 1) for figure in figures))


def figures(year: int, like: str) -> str:
    """``year`` in the figures of ``like``: Arabic of its width, or Chinese with the zero that stands there."""
    if like.isascii():
        return str(year)
    if like.isdecimal():
        return "".join(chr(ord("０") + int(figure)) for figure in str(year))
    zero = next((figure for figure in like if figure in _ZEROS), "〇")
    return "".join(zero if figure == "0" else _HAN[int(figure) - 1] for figure in str(year))


def with_years_moved(text: str, by: int, least: int) -> str:
    """``text`` with every year from ``least`` on moved ``by`` years; months, days and all else stay."""
    for mention in reversed(year_mentions(text)):
        if mention.year >= least:
            old = text[mention.at : mention.stop]
            text = text[: mention.at] + figures(mention.year + by, old) + text[mention.stop :]
    return text


def year_of(report: Report) -> int:
    """The year that ``report`` is about: as its title says, else its date (one of January or February is of the year
    before), else its lead; 0 when none of them names a year."""
    titled = year_mentions(report.title)
    if titled:
        return titled[0].year
    for text in _texts((*report.end, *report.front), "date"):
        for mention in year_mentions(text):
            early = re.match(r"\s*(?:年\s*|[.\-/．])(?:0?[12]|[一二])\s*(?:月|[.\-/．])", text[mention.stop :])
            return mention.year - bool(early)
    for text in _texts(report.front, "lead"):
        for mention in year_mentions(text):
            return mention.year
    return 0


def _texts(parts: tuple[Part, ...], field: str) -> Iterator[str]:
    for part in parts:
        if part.field == field:
            yield from (block.text for block in part.blocks if isinstance(block, Paragraph))
