"""Reports as offices shape them: what the recogniser makes of habits that no rule foresees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.world import keeps_law, read, roles, source

from huibao.formats.txt import read_plain
from huibao.model import tree
from huibao.model.manuscript import manuscript, printed
from huibao.recognise import recognise

DONE = "我们深入开展走访活动，累计走访居民三百余户，收集意见建议六十余条，居民满意度明显提升。"
LACK = "由于人员调整较为频繁，部分同志对新业务还不熟悉，导致个别工作推进较慢，与群众的期盼还有差距。"


def test_problems_and_measures_of_one_sentence_each_are_entries_with_headlines() -> None:
    report = read(
        "社区党总支整改方案", "一、存在的问题", "1.理论学习不够深入。", "2.联系群众不够紧密。", "二、整改措施",
        "（一）学习方面", "1.加强理论学习。", "2.建立走访制度。", "2023年5月6日",
    ).report  # fmt: skip
    found = [entry.heading.text for section in report.sections for entry in tree.entries(section)]
    assert found == ["理论学习不够深入", "联系群众不够紧密", "加强理论学习", "建立走访制度"]


@pytest.mark.parametrize("items", [("1.按时上下班。", "2.爱护公物。"), ("1.学习不够深入；", "2.走访不够经常。")])
def test_other_lists_of_one_sentence_stay_text(items: tuple[str, str]) -> None:
    assert roles(read("总结", "一、存在的问题", *items).report) == ["title", "1 一、", "body", "body"]


WANTS = st.text("社区居民网格环境卫生", min_size=4, max_size=12).map(lambda text: f"{text}不够扎实")
AIMS = st.text("社区居民网格环境卫生", min_size=4, max_size=12).map(lambda text: f"加强{text}")


@given(st.lists(WANTS, min_size=1, max_size=4), st.lists(AIMS, min_size=1, max_size=4))
def test_a_list_of_bare_headlines_comes_back_from_plain_text(problems: list[str], measures: list[str]) -> None:
    lines = ["社区工作总结", "一、存在的问题", *(f"{n}.{text}。" for n, text in enumerate(problems, 1))]
    lines += ["二、改进措施", *(f"{n}.{text}。" for n, text in enumerate(measures, 1))]
    once = read(*lines).report
    again = recognise(read_plain(printed(manuscript(once)))).report
    for report in (once, again):
        found = [entry.heading.text for section in report.sections for entry in tree.entries(section)]
        assert found == [*problems, *measures]
        assert roles(report) == roles(once)


def test_a_part_of_problems_without_number_stands_beside_the_numbered_parts() -> None:
    report = read(
        "2023年社区党建工作总结", "2023年，社区党委主要做了以下工作：", "一、抓学习", DONE, "二、抓服务", DONE,
        "存在的主要问题：", f"1、党员年龄偏大。{LACK}", f"2、经费不足。{LACK}", "下一步工作计划：", f"1、加强教育。{DONE}",
    ).report  # fmt: skip
    assert [(section.kind, section.heading.text) for section in report.sections][2:] == [
        ("problems", "存在的主要问题"),
        ("measures", "下一步工作计划"),
    ]
    assert roles(report)[1] == "lead"


def test_words_that_lead_to_the_text_are_the_lead_and_no_heading() -> None:
    found = roles(read("述职报告", "按照会议安排，现述职如下：", "一、履职工作情况", DONE, "二、存在的问题", LACK).report)
    assert found[:3] == ["title", "lead", "1 一、"]


def test_a_name_below_the_date_is_a_signature() -> None:
    found = roles(read("社区工作汇报", "一、工作情况", DONE, "2023年3月3日", "某某社区居委会").report)
    assert found[-2:] == ["date", "signature"]


def test_an_aspect_whose_headings_name_what_is_wanting_holds_problems() -> None:
    lines = ("党支部对照检查材料", DONE, "（一）理论学习方面", f"1.学习不系统，不够深入。{LACK}", f"2.学用结合不足。{LACK}")
    assert [section.kind for section in read(*lines).report.sections] == ["problems"]
    praised = ("党支部材料", DONE, "（一）理论学习方面", f"1.加强学习。{DONE}", f"2.坚持自学。{DONE}")
    assert [section.kind for section in read(*praised).report.sections] == ["narrative"]


def test_no_word_is_lost_in_any_of_them() -> None:
    assert keeps_law(source("总结", "按照安排，现述职如下：", "一、工作", "存在问题：", "1、不足。", "2023年3月3日", "某社区"))
