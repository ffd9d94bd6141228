"""What a heading announces is told by its words and their order."""

import pytest

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
