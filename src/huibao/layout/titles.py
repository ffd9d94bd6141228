"""Titles: broken by sense into lines of about equal length (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from functools import cache
from math import ceil

from huibao.layout.kinsoku import is_narrow, may_break
from huibao.layout.lines import SLACK_PT, Line, Strip, break_lines
from huibao.model.profile import Breaking
from huibao.model.text import LINE_BREAK

# Words that a title's line should not cut, and characters that like to end or dislike to begin a line.
_WHOLE = tuple(
    "工作总结 工作报告 工作情况 工作汇报 工作计划 工作要点 情况报告 情况汇报 整改报告 整改情况 整改落实 整改方案 自查报告 调研报告 "
    "述职述廉 述职报告 述廉报告 对照检查 检查材料 发言提纲 实施方案 党委 党支部 党总支 党工委 街道 社区 办事处 居委会 委员会 政府 "
    "领导班子 班子 专题 民主生活会 组织生活会 主题教育 关于 落实 问题 开展 年度 "
    "上半年 下半年 巡察 反馈 意见 党建 党风廉政建设 责任制".split()
)
_GOOD_ENDS = "，、；：》”）的于年度局区委会府道处及"
_BAD_STARTS = "的了和与及、之等中"
_MOST_LINES = 8
_PLAIN = Breaking(hang=False)
_WORD_COST, _BAD_START_COST, _UNLIKELY_COST, _NARROW_COST = 60.0, 40.0, 6.0, 200.0


def break_title(strip: Strip, x: float, width: float) -> list[Line]:
    """``strip`` centred in as few lines as it needs in ``width`` pt, their lengths balanced, broken where sense allows.

    Never inside a Latin word, a number with its unit, or between such a word and the Han word it belongs to (XX社区),
    unless a piece is longer than a line. A manual line break is kept.
    """
    starts = [0] + [at + 1 for at, character in enumerate(strip.text) if character == LINE_BREAK]
    ends: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(strip.text)], strict=True):
        found = _balanced(strip, start, stop, width)
        if found is None:
            return break_lines(strip, (x, width), (x, width), _PLAIN, "center")
        ends.extend(found)
    return [
        Line(strip, start, end, x, width, "center", last=True) for start, end in zip([0, *ends[:-1]], ends, strict=True)
    ]


def _balanced(strip: Strip, start: int, stop: int, width: float) -> list[int] | None:
    """The cheapest ends of lines for characters ``start``–``stop``; None when a piece is longer than a line, or there
    is far more text than a title has."""
    needed = max(1, ceil((strip.width(start, stop) - SLACK_PT) / width))
    if needed > _MOST_LINES:
        return None
    tries = (_cheapest(strip, start, stop, width, count) for count in range(needed, needed + 3))
    return next((found for found in tries if found), None)


def _cheapest(strip: Strip, start: int, stop: int, width: float, count: int) -> list[int] | None:
    ideal = strip.width(start, stop) / count
    em = strip.stretches[0].style.size_pt if strip.stretches else 1.0

    @cache
    def best(at: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            size = strip.width(at, stop)
            return (_uneven(size, ideal, em), (stop,)) if size <= width + SLACK_PT else None
        choices = []
        for end in range(at + 1, stop):
            if strip.width(at, end) > width + SLACK_PT:
                break
            if may_break(strip.text, end) and (rest := best(end, left - 1)):
                cost = _uneven(strip.width(at, end), ideal, em) + _sense(strip.text, end) + rest[0]
                choices.append((cost, (end, *rest[1])))
        return min(choices) if choices else None

    found = best(start, count)
    return list(found[1]) if found else None


def _uneven(size: float, ideal: float, em: float) -> float:
    return ((size - ideal) / em) ** 2


def _sense(text: str, at: int) -> float:
    """What it costs to break before ``text[at]``."""
    before, after = text[at - 1], text[at]
    cost = 0.0 if before in _GOOD_ENDS else _UNLIKELY_COST
    if after in _BAD_STARTS:
        cost += _BAD_START_COST
    if is_narrow(before) and not is_narrow(after):
        cost += _NARROW_COST
    for word in _WHOLE:
        begin = text.rfind(word, max(0, at - len(word) + 1), at + len(word) - 1)
        if 0 <= begin < at < begin + len(word):
            return cost + _WORD_COST
    return cost
