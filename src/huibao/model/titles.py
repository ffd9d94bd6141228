"""Titles: broken by sense into lines of about equal length (GB/T 9704-2012, 7.3.1), the same for pages and for Word.

Lengths are counted in characters of the title, so that no font is needed and every computer breaks a title alike.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from math import ceil

from huibao.model.kinsoku import INVISIBLE, is_cell, is_narrow, kinsoku
from huibao.model.profile import Breaking, Profile
from huibao.model.text import LINE_BREAK

# Words that a title's line should not cut, and characters that like to end or dislike to begin a line.
_WHOLE = tuple(
    "工作总结 工作报告 工作情况 工作汇报 工作计划 工作要点 情况报告 情况汇报 整改报告 整改情况 整改落实 整改方案 自查报告 调研报告 "
    "述职述廉 述职报告 述廉报告 对照检查 检查材料 发言提纲 实施方案 党委 党支部 党总支 党工委 街道 社区 办事处 居委会 委员会 政府 "
    "领导班子 班子 专题 民主生活会 组织生活会 主题教育 关于 落实 问题 开展 年度 "
    "上半年 下半年 巡察 反馈 意见 党建 党风廉政建设 责任制 单位 部门 机关 名称 检查 检查组 专项 巡视 审计 督查 督导 督办 考核 评估 "
    "评议 建设 管理 服务 治理 安全 生产 环境 卫生 整治 文明 创建 民生 信访 稳定 综合 平安 法治 纪检 监察 纪委 监委 组织 宣传 统战 "
    "群团 工会 妇联 共青团 党员 干部 群众 队伍 作风 纪律 制度 机制 学习 教育 培训 活动 会议 精神 贯彻 执行 完成 进展 阶段 季度 月份 "
    "专班 小组 中心 公司 学校 医院 乡镇 网格 养老 城管 消防 防控 垃圾 分类 物业 乡村 振兴 基层 经济 发展 指标 任务 目标 责任 风险 "
    "隐患 排查 化解 情况 报告 材料 总结 计划 方案 要点 通知 措施 清单 台账 述职 述廉".split()
)
_BRACKETS = {"【": "】", "（": "）", "《": "》", "“": "”", "〔": "〕"}
_ALLOWED = kinsoku(Breaking())
_GOOD_ENDS = "，、；：》”）的于年度局区委会府道处及"
_BAD_STARTS = "的了和与及、之等中"
_MOST_LINES = 8
_WORD_COST, _BAD_START_COST, _UNLIKELY_COST, _NARROW_COST = 60.0, 40.0, 6.0, 200.0
# What a Latin letter takes at most in the usual faces, and the gap between Han and Latin.
_CAPITAL, _SMALL, _GAP = 0.75, 0.55, 0.25


def title_room(profile: Profile, role: str) -> float:
    """How many characters of ``role`` fit on a line of the type area."""
    return profile.text_width_mm * 72 / 25.4 / profile.face(role).size_pt


def break_title(text: str, room: float) -> tuple[int, ...]:
    """Where the lines of the title ``text`` end, the last at its end: as few as it needs at ``room`` characters a line,
    their lengths balanced, broken where sense allows.

    Never inside a Latin word, a number with its unit, or between such a word and the Han word it belongs to (XX社区).
    A manual line break is kept. A part that has no place to break, or is far too long for a title, is one line, which
    the page then breaks as it must.
    """
    sums = list(accumulate(_widths(text), initial=0.0))
    starts = [0] + [at + 1 for at, character in enumerate(text) if character == LINE_BREAK]
    ends: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        ends.extend(_balanced(text, sums, start, stop, room) or (stop,))
    return tuple(ends)


def _widths(text: str) -> list[float]:
    widths = []
    for at, character in enumerate(text):
        own = 1.0 if is_cell(character) else 0.0 if character in INVISIBLE else _SMALL
        if character.isupper() or character in "@%&":
            own = max(own, _CAPITAL)
        if at and is_narrow(text[at - 1]) != is_narrow(character):
            own += _GAP
        widths.append(own)
    return widths


def _balanced(text: str, sums: list[float], start: int, stop: int, room: float) -> list[int] | None:
    """The cheapest ends of lines for characters ``start``–``stop``; None when a piece is longer than a line, or there
    is far more text than a title has."""
    needed = max(1, ceil((sums[stop] - sums[start]) / max(room, 1.0)))
    if needed > _MOST_LINES:
        return None
    tries = (_cheapest(text, sums, start, stop, room, count) for count in range(needed, needed + 3))
    return next((found for found in tries if found), None)


def _cheapest(text: str, sums: list[float], start: int, stop: int, room: float, count: int) -> list[int] | None:
    ideal = (sums[stop] - sums[start]) / count

    def size(begin: int, end: int) -> float:
        return sums[end] - sums[begin]

    @cache
    def best(at: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            return ((size(at, stop) - ideal) ** 2, (stop,)) if size(at, stop) <= room else None
        choices = []
        for end in range(at + 1, stop):
            if size(at, end) > room:
                break
            if _ALLOWED.may_break(text, end) and (rest := best(end, left - 1)):
                cost = (size(at, end) - ideal) ** 2 + _sense(text, end) + rest[0]
                choices.append((cost, (end, *rest[1])))
        return min(choices) if choices else None

    found = best(start, count)
    return list(found[1]) if found else None


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
    return cost + (_WORD_COST if _in_brackets(text, at) else 0.0)


def _in_brackets(text: str, at: int) -> bool:
    """Whether a break before ``text[at]`` parts what stands in brackets or quotation marks."""
    for opening, closing in _BRACKETS.items():
        begin = text.rfind(opening, 0, at)
        if begin >= 0 and text.find(closing, begin) >= at:
            return True
    return False
