"""Deadlines as they are written, 2023年6月底前, 年底前, 三季度末, to the last day that they leave."""

from __future__ import annotations

import calendar
import re
from datetime import date

from huibao.yearly.dates import year_mentions

_STANDING = re.compile("长期|持续|常态|立行立改|即知即改|立即|每[年月季周日天]|全年")
_NUMBERS = {han: at for at, han in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_MONTH = re.compile(
    r"(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:份)?\s*(?:(\d{1,2})\s*[日号]|(初|上旬|中旬|下旬|底|末))?"
)
_DOTTED = re.compile(r"\s*[.\-/．]\s*(\d{1,2})(?:\s*[.\-/．]\s*(\d{1,2}))?")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_PARTS = (("上半年", 6), ("半年", 6), ("下半年", 12), ("年底", 12), ("年末", 12), ("年内", 12), ("年中", 6))
_NEXT, _LAST = ("明年", "来年", "次年", "下年", "下一年"), ("去年", "上年")


def deadline_end(text: str, year: int) -> date | None:
    """The last day that ``text`` leaves; None where it names none (长期坚持) or can't be read. A month without a year is
    one of ``year``, the year that the report is of; so are 明年 and 年底 told from it."""
    if _STANDING.search(text):
        return None
    mentions = year_mentions(text)
    if mentions:
        at = mentions[-1]
        year, rest = at.year, text[at.stop :]
        dotted = _DOTTED.match(rest)
        if dotted:
            return _day(year, int(dotted[1]), int(dotted[2] or 0))
    else:
        rest = text
        year += any(word in text for word in _NEXT) - any(word in text for word in _LAST)
    month = _MONTH.search(rest)
    if month:
        return _month_end(year, month)
    quarter = _QUARTER.search(rest)
    if quarter:
        number = _NUMBERS.get(quarter[1]) or int(quarter[1])
        return _day(year, number * 3, 0)
    part = next((number for word, number in _PARTS if word in rest), 12 if mentions else 0)
    return _day(year, part, 0) if part else None


def _month_end(year: int, match: re.Match[str]) -> date | None:
    number = _NUMBERS.get(match[1]) or int(match[1])
    days = {"初": 10, "上旬": 10, "中旬": 20}
    return _day(year, number, int(match[2] or 0) or days.get(match[3] or "", 0))


def _day(year: int, month: int, day: int) -> date | None:
    """That day, the month's last where ``day`` is 0 or beyond it; None for a month that is none."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))
