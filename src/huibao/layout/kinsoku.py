"""Where a line of Chinese may be broken.

The two lists are the ones that ECMA-376 Part 1, 17.3.1.16 (kinsoku) leaves to the language, as Word applies them to
Simplified Chinese; “ and ‘ open, ” and ’ close. The rest is what the lists can't say: Latin words and numbers stay
whole, a number keeps its unit, —— and …… are not cut in two (GB/T 15834-2011, 5.1).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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


@lru_cache(maxsize=65536)
def _pair_may_part(before: str, after: str) -> bool:
    """Whether the two characters alone allow a break between them."""
    if after in NO_START or before in NO_END or after == " " or after == LINE_BREAK:
        return False
    if before in _GLUE or after in _GLUE or (before == after and before in _PAIRED) or unicodedata.combining(after):
        return False
    if is_narrow(before) and is_narrow(after):
        return False
    return not 0xFE00 <= ord(after) <= 0xFE0F and "\u200d" not in (before, after)


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``; 0 < ``at`` < len(text)."""
    before, after = text[at - 1], text[at]
    if before == LINE_BREAK:
        return True
    if not _pair_may_part(before, after):
        return before == "-" and after.isalpha() and at > 1 and text[at - 2].isalpha()
    return not _parts_number_and_unit(text, at)


def _parts_number_and_unit(text: str, at: int) -> bool:
    start = max(0, at - _LONGEST_UNIT)
    if not _DIGITS.search(text, start, at):
        return False
    while start and (text[start - 1].isdigit() or text[start - 1] in ".,．，") and at - start < 40:
        start -= 1
    return any(found.start() < at < found.end() for found in _NUMBER_AND_UNIT.finditer(text, start, at + _LONGEST_UNIT))
