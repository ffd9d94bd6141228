"""What a heading announces is told by its words and their order."""

import pytest
from tests.recognise.world import read

from huibao.recognise.kinds import leaning, topic


@pytest.mark.parametrize(
    "heading",
    [
        "存在突出问题及原因",
        "存在的困难和问题",
        "存在不足",
        "工作中的短板",
        "主要问题：",
        "存在问题及下步打算",
        "措施落实中存在的问题",
        "存在的问题及原因分析",
    ],
)
def test_problems(heading: str) -> None:
    assert topic(heading).kind == "problems"


@pytest.mark.parametrize(
    "heading",
    [
        "改进工作的措施及思路",
        "下一步工作打算",
        "2025年工作计划",
        "努力方向和整改措施",
        "针对问题的整改措施",
        "问题整改措施",
        "今后努力方向",
    ],
)
def test_measures(heading: str) -> None:
    assert topic(heading).kind == "measures"


@pytest.mark.parametrize(
    "heading",
    [
        "基本情况和主要工作",
        "问题整改落实情况",
        "计划完成情况",
        "主要做法和成效",
        "其他需要说明的问题",
        "",
        "上次整改落实情况",
        "采取的主要措施及成效",
    ],
)
def test_neither(heading: str) -> None:
    assert topic(heading).kind == "narrative"


def test_a_heading_with_both_is_mixed_and_its_entries_decide() -> None:
    assert topic("存在问题及下步打算").mixed
    assert leaning(["学习不够深入", "走访较少"]) == "problems"
    assert leaning(["加强学习", "完善走访制度", "走访不够"]) == "measures"


def test_weak_words_alone_need_the_future_or_problems_before_them() -> None:
    long = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"

    def kinds(title: str, *headings: str) -> list[str]:
        lines = [
            line for number, heading in zip("一二三", headings, strict=False) for line in (f"{number}、{heading}", long)
        ]
        return [section.kind for section in read(title, long, *lines).report.sections]

    assert kinds("工作情况报告", "加强领导", "狠抓整改落实", "强化督导") == ["narrative"] * 3
    assert kinds("工作总结", "主要工作", "明年工作安排") == ["narrative", "measures"]
    assert kinds("工作总结", "主要工作", "存在不足", "工作思路") == ["narrative", "problems", "measures"]
    assert kinds("2025年工作计划", "工作目标", "工作安排", "具体措施") == ["narrative", "narrative", "measures"]
