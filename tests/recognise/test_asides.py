"""Footnotes go with the paragraph that they belong to, whatever it is taken for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.world import keeps_law, roles, source

from huibao.model.manuscript import manuscript
from huibao.model.report import runs
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import Correction, recognise

LINES = (
    "某社区2023年工作总结",
    "各位领导：",
    "今年以来，社区做了许多工作，现汇报如下。",
    "一、主要工作",
    "1.抓学习。全年学习十二次，人人参加。",
    "2.抓服务。走访居民三百户，解决实事。",
    "二、存在问题",
    "（一）服务不够。上门不多，居民有意见。",
    "特此报告。",
    "附件：1.问题清单",
    "某某社区居民委员会",
    "2023年12月8日",
    "附件1",
    "问题清单",
    "共有三个问题。",
)


def noted(*places: int) -> Source:
    """The report with a footnote behind each of these lines."""
    items: list[SourceParagraph] = []
    for at, item in enumerate(source(*LINES).items):
        assert isinstance(item, SourceParagraph)
        items.append(item)
        items += [SourceParagraph(runs(f"〔注{at}〕据统计"), aside=True, where="脚注")] * places.count(at)
    return Source(tuple(items))


def test_a_footnote_of_any_line_changes_nothing_around_it() -> None:
    plain = roles(recognise(noted()).report)
    for at in range(len(LINES)):
        found = roles(recognise(noted(at)).report)
        # The last line of a list of names is the one place where a note ends the list.
        assert [*found[: at + 1], *found[at + 2 :]] == plain, LINES[at]


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=6))
def test_no_footnote_is_lost_or_leaves_its_place(places: list[int]) -> None:
    read = noted(*places)
    assert keeps_law(read)
    found = recognise(read)
    assert [verdict.index for verdict in found.verdicts] == list(range(len(read.items)))


@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_footnote_can_be_left_out_or_made_a_line_of_its_own(at: int) -> None:
    read = noted(at)
    left = recognise(read, (), {at + 1: Correction("junk")})
    assert [item.text for item in left.report.left_out] == [f"〔注{at}〕据统计"]
    heading = recognise(read, (), {at + 1: Correction("heading", 1)})
    assert any(item.role == "heading" and "据统计" in item.text for item in manuscript(heading.report)) or at == 0


def test_a_footnote_in_a_line_left_out_is_left_out_with_it() -> None:
    lines = source("首页 > 政务公开", *LINES).items
    assert isinstance(lines[0], SourceParagraph)
    aside = replace(lines[0], runs=runs("〔注1〕网页"), aside=True)
    read = Source((lines[0], aside, *lines[1:]))
    assert keeps_law(read)
