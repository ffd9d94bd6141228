"""Stray line ends are mended where it is sure, and only there."""

from __future__ import annotations

import pytest
from tests.recognise.world import read, source

from huibao.model.manuscript import manuscript
from huibao.model.report import Run
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import recognise

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"


def texts(*lines: str) -> list[str]:
    return [item.label + item.text for item in manuscript(read(*lines).report)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("社区组织志愿者开展了文明劝导活动，发放了宣传资料，清", "理了楼道里堆放多年的杂物，居民都说好。"),
        ("社区组织志愿者开展了文明劝导活动，发放了宣传资料，", "清理了楼道里堆放多年的杂物，居民都说好。"),
        ("社区组织志愿者开展了文明劝导活动，居民们用心把工作", "做好，楼道里堆放多年的杂物也清理干净了。"),
        ("社区组织志愿者开展了文明劝导活动，发放了宣传资料", "，清理了楼道里堆放多年的杂物。"),
        ("社区组织志愿者学习了《中华人民共和国民法典（第二", "编）》，大家都说讲得好。"),
    ],
)
def test_a_broken_sentence_is_whole_again(first: str, second: str) -> None:
    assert first + second in texts("总结", "一、工作", LONG, first, second, "二、其他", LONG)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、加强学习，提高素质", "这一年，我们组织了多次学习活动，取得了实效。"),
        ("加强学习，提高素质", "这一年，我们组织了多次学习活动，取得了实效。"),
        ("这一年，我们组织了多次学习活动，取得了实效", "下一步，我们还要接着学。"),
        ("这一年，我们组织了多次学习活动，办法如下：", "每周学习半天，每月讨论一次，大家轮流主讲。"),
        ("这一年，我们组织了多次学习活动，取得了实效。", "每周学习半天，每月讨论一次，大家轮流主讲。"),
    ],
)
def test_what_may_be_whole_stays_apart(first: str, second: str) -> None:
    assert second in texts("总结", "一、工作", LONG, first, second, "二、其他", LONG)


def test_a_text_wrapped_at_one_width_is_put_together() -> None:
    whole = LONG * 6
    wrapped = ["\u3000\u3000" + whole[:28], *(whole[at : at + 30] for at in range(28, len(whole), 30))]
    found = texts("总结", *wrapped, *wrapped)
    assert found == ["总结", whole, whole]


def test_the_end_of_a_bold_heading_is_joined_to_it() -> None:
    bold = [("（1）某某计划优秀大学生赴地方部门实习实", True), ("践活动", True), (LONG, False), (LONG, False)]
    items = [SourceParagraph((Run(text, bold=is_bold),), bold=is_bold, size_pt=16.0) for text, is_bold in bold]
    found = recognise(Source(tuple(items), kind="docx"))
    assert manuscript(found.report)[0].text == "某某计划优秀大学生赴地方部门实习实践活动"
    assert any("误断" in note for note in found.notes)


def test_looks_survive_a_joint() -> None:
    first = SourceParagraph((Run("社区组织志愿者开展了文明劝导活动，发放了"), Run("宣传资料，", bold=True)))
    second = SourceParagraph((Run("清理", bold=True), Run("了楼道里堆放多年的杂物。")))
    items = (*source("总结", LONG).items, first, second, *source(LONG).items)
    content = next(item for item in manuscript(recognise(Source(items)).report) if "清理" in item.text).runs
    assert content == (
        Run("社区组织志愿者开展了文明劝导活动，发放了"), Run("宣传资料，清理", bold=True), Run("了楼道里堆放多年的杂物。"),
    )  # fmt: skip


def test_paywall_tags_vanish_and_the_text_between_them_stays() -> None:
    found = read("总结", "一、工作", "我们##paidbegin##做了很多##PaidEnd##事情。", "##paidend##")
    assert manuscript(found.report)[-1].text == "我们做了很多事情。"
    assert [item.text for item in found.report.left_out] == ["##paidbegin##", "##PaidEnd##", "##paidend##"]
    assert any("3 处" in note for note in found.notes)
