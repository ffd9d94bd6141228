"""Where a line of Chinese may be broken.

The two lists are the ones that ECMA-376 Part 1, 17.3.1.16 (kinsoku) leaves to the language, as Word applies them to
Simplified Chinese; “ and ‘ open, ” and ’ close. The rest is what the lists can't say: Latin words and numbers stay
whole, a number keeps its unit, —— and …… are not cut in two (GB/T 15834-2011, 5.1): as the profile asks for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from huibao.model.profile import Breaking
from huibao.model.text import LINE_BREAK, is_wide

NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
NO_END = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
# Marks that may stand beyond the right margin (w:overflowPunct, 17.3.1.21): one a line.
HANGING = frozenset("，。、；：？！,.;:?!．")
# Marks of which half the cell is empty, so that they can be set half as wide (w:characterSpacingControl).
SQUEEZABLE = frozenset("，。、；：？！（）《》〈〉“”‘’「」『』【】〔〕")
# Characters without a width of their own.
INVISIBLE = frozenset("\u200b\u2060\ufeff" + LINE_BREAK)

_GLUE = frozenset("\u00a0\u202f\u2060\ufeff")
_PAIRED = frozenset("—…─⋯")
_UNITS = sorted(
    "年 月 日 号 时 分 秒 周 周年 天 小时 分钟 个月 季度 年度 岁 届 期 个 名 人 人次 位 户 家 次 项 件 条 起 场 处 所 间 栋 幢 座 楼 "
    "层 室 单元 辆 台 套 份 册 页 张 支 批 类 元 万元 亿元 万 亿 千 百 米 厘米 毫米 千米 公里 平方米 平方公里 立方米 亩 公顷 克 千克 "
    "公斤 斤 吨 度 倍 ‰ ％ ㎡ ㎞ ㎏ ℃".split(),
    key=len,
    reverse=True,
)
_NUMBER_AND_UNIT = re.compile(r"[0-9０-９][0-9０-９.,．，]*(?:" + "|".join(_UNITS) + ")")
_DIGITS = re.compile("[0-9０-９]")
_LONGEST_UNIT = 5


@lru_cache(maxsize=4096)
def is_cell(character: str) -> bool:
    """Whether ``character`` fills a cell and is set in the Han face: Han, full-width forms, and marks of ambiguous width
    (“ … ·), but not the letters among those (é, α)."""
    return is_wide(character) and not (character < "\u2e80" and character.isalpha())


@lru_cache(maxsize=4096)
def is_narrow(character: str) -> bool:
    """Whether ``character`` is part of a Latin word or number: takes less than a cell, and is no blank."""
    return not is_cell(character) and not character.isspace() and character not in INVISIBLE


class Kinsoku:
    """Where lines may end under ``rules``."""

    def __init__(self, rules: Breaking) -> None:
        self._rules = rules
        self._no_start = frozenset(rules.no_start) or NO_START
        self._no_end = frozenset(rules.no_end) or NO_END
        self._known: dict[str, bool] = {}

    def may_break(self, text: str, at: int) -> bool:
        """Whether a line may end before ``text[at]``; 0 < ``at`` < len(text)."""
        pair = text[at - 1 : at + 1]
        if pair[0] == LINE_BREAK:
            return True
        free = self._known.get(pair)
        if free is None:
            free = self._known[pair] = self._may_part(pair[0], pair[1])
        if not free:
            return pair[0] == "-" and at > 1 and self._hyphen_parts(text[at - 2], pair[1])
        return not (self._rules.keep_units and _parts_number_and_unit(text, at))

    def may_cut(self, after: str) -> bool:
        """Whether a line that has no place to break may be cut before ``after``: not before a Han mark that begins none."""
        return not (after in self._no_start and is_cell(after))

    def _may_part(self, before: str, after: str) -> bool:
        """Whether the two characters alone allow a break between them."""
        if after in self._no_start or before in self._no_end or after == " " or after == LINE_BREAK:
            return False
        if before in _GLUE or after in _GLUE or unicodedata.combining(after):
            return False
        if before == after and before in _PAIRED and self._rules.keep_pairs:
            return False
        if is_narrow(after) and (is_narrow(before) or before in self._rules.holds_latin):
            return False
        return not 0xFE00 <= ord(after) <= 0xFE0F and "\u200d" not in (before, after)

    def _hyphen_parts(self, before: str, after: str) -> bool:
        if self._rules.keep_units:
            return before.isalpha() and after.isalpha()
        return before.isalnum() and after.isalnum()


@lru_cache(maxsize=8)
def kinsoku(rules: Breaking) -> Kinsoku:
    """The one for ``rules``; it remembers what it was asked."""
    return Kinsoku(rules)


def _parts_number_and_unit(text: str, at: int) -> bool:
    start = max(0, at - _LONGEST_UNIT)
    if not _DIGITS.search(text, start, at):
        return False
    while start and (text[start - 1].isdigit() or text[start - 1] in ".,．，") and at - start < 40:
        start -= 1
    return any(found.start() < at < found.end() for found in _NUMBER_AND_UNIT.finditer(text, start, at + _LONGEST_UNIT))
