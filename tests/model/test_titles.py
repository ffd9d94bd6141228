import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import TEXTS

from huibao.model.profile import Face, Profile
from huibao.model.titles import break_title, title_room

ROOM = title_room(Profile(faces={"title": Face(("宋体",), 22.0)}), "title")  # twenty characters of 22 pt


def titled(text: str) -> list[str]:
    return [text[start:end] for start, end in itertools.pairwise((0, *break_title(text, ROOM)))]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("XX社区2023年工作总结", ["XX社区2023年工作总结"]),
        (
            "关于XX街道2023年度党风廉政建设责任制落实情况的自查报告",
            ["关于XX街道2023年度党风廉政建设", "责任制落实情况的自查报告"],
        ),
        (
            "XX社区党总支书记2023年度抓基层党建工作述职报告",
            ["XX社区党总支书记2023年度", "抓基层党建工作述职报告"],
        ),
        (
            "某街道关于2023年区委专项检查反馈问题整改情况的报告",
            ["某街道关于2023年区委专项", "检查反馈问题整改情况的报告"],
        ),
        (
            "【单位名称】关于2026年【检查名称】反馈问题整改情况的报告",
            ["【单位名称】关于2026年", "【检查名称】反馈问题整改情况的报告"],
        ),
        (
            "中共XX社区总支部委员会\u2028关于巡察整改情况的报告",
            ["中共XX社区总支部委员会\u2028", "关于巡察整改情况的报告"],
        ),
    ],
)
def test_a_title_is_broken_by_sense_into_even_lines(title: str, lines: list[str]) -> None:
    assert titled(title) == lines


def test_an_empty_title_is_one_empty_line() -> None:
    assert titled("") == [""]


def test_a_title_of_a_whole_page_is_left_to_the_page() -> None:
    assert titled("党建" * 600) == ["党建" * 600]


@given(text=TEXTS.filter(lambda text: len(text) < 120))
def test_every_character_of_a_title_is_on_one_line(text: str) -> None:
    assert "".join(titled(text)) == text


@given(
    words=st.lists(st.sampled_from(["GDP", "2023年", "XX社区", "党的建设", "工作", "3.5%"]), min_size=8, max_size=24)
)
def test_no_title_line_ends_inside_a_word_or_before_what_it_names(words: list[str]) -> None:
    made = titled("".join(words))
    for line, following in itertools.pairwise(made):
        assert not (line[-1].isascii() and following[0].isascii())
        assert not (line[-1].isdigit() and following[0] in "年%")
        assert not (line.endswith("XX") and following.startswith("社区"))
