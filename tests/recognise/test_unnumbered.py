"""Headings without number: told by style, by look, or by standing short between long paragraphs."""

from __future__ import annotations

from tests.recognise.world import read, roles

from huibao.model.report import Run
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import recognise

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"


def word(*rows: tuple[str, int, bool]) -> Source:
    """Rows of text, outline level and bold."""
    items = (
        SourceParagraph((Run(text, bold=bold),), outline_level=level, bold=bold, size_pt=16.0)
        for text, level, bold in rows
    )
    return Source(tuple(items), kind="docx")


def test_short_lines_between_long_paragraphs_are_headings() -> None:
    report = read("工作总结", LONG, "民生服务", LONG, "平安建设", LONG, LONG, "存在的不足", LONG).report
    assert roles(report) == ["title", "lead", "1", "body", "1", "body", "body", "1", "body"]
    assert [section.kind for section in report.sections] == ["narrative", "narrative", "problems"]


def test_a_list_of_short_lines_is_no_row_of_headings() -> None:
    found = roles(read("名单", LONG, "张三丰", "李四光", "王五行", "赵六一", "钱七星").report)
    assert not any(role[:1].isdigit() for role in found)


def test_the_short_content_of_a_numbered_heading_is_text() -> None:
    found = roles(
        read(
            "通知", LONG, "一、活动主题", "同心同行 共建家园", "二、活动时间", "2024年7月至8月", "三、要求", LONG
        ).report
    )
    assert found == ["title", "lead", "1 一、", "body", "1 二、", "body", "1 三、", "body"]


def test_lines_of_one_pattern_are_headings_below_the_numbered_ones() -> None:
    lines = [line for month in (8, 9, 10, 11) for line in (f"{month}月：", LONG)]
    found = roles(read("总结", LONG, "一、回顾", "1.1概况", *lines, "二、打算", LONG).report)
    assert found[2:6] == ["1 一、", "2 1.1", "3", "body"]
    assert found.count("3") == 4


def test_heading_styles_give_the_depth() -> None:
    source = word(
        ("总结", 0, True),
        (LONG, 0, False),
        ("甲", 1, False),
        ("甲一", 2, False),
        (LONG, 0, False),
        ("乙", 1, False),
        (LONG, 0, False),
    )
    assert roles(recognise(source).report) == ["title", "lead", "1", "2", "body", "1", "body"]


def test_a_title_in_heading_one_with_sections_in_heading_two() -> None:
    rows = (
        ("《2024年度总结》", 1, True),
        (LONG, 0, False),
        ("一、回顾", 2, True),
        ("1.1 概况", 3, True),
        (LONG, 0, False),
        ("二、问题", 2, True),
        (LONG, 0, False),
    )
    assert roles(recognise(word(*rows)).report) == ["title", "lead", "1 一、", "2 1.1", "body", "1 二、", "body"]


def test_bold_headings_above_numbers_that_start_over() -> None:
    rows = [("总结", 0, True), (LONG, 0, False)]
    for name in ("党建工作", "民生工作"):
        rows += [(name, 0, True), ("1.学习。" + LONG, 0, False), ("2.活动。" + LONG, 0, False)]
    report = recognise(word(*rows)).report
    assert [section.heading.text for section in report.sections] == ["党建工作", "民生工作"]
    assert [len(section.groups) for section in report.sections] == [2, 2]


def test_bold_headings_below_numbers() -> None:
    rows = (
        ("总结", 0, True),
        (LONG, 0, False),
        ("一、工作", 0, True),
        ("党建", 0, True),
        (LONG, 0, False),
        ("民生", 0, True),
        (LONG, 0, False),
        ("二、打算", 0, True),
        (LONG, 0, False),
    )
    assert roles(recognise(word(*rows)).report) == [
        "title",
        "lead",
        "1 一、",
        "2",
        "body",
        "2",
        "body",
        "1 二、",
        "body",
    ]


def test_a_text_without_any_heading_is_a_lead_and_a_section_without_heading() -> None:
    report = read("讲话", LONG, LONG, LONG).report
    assert roles(report) == ["title", "lead", "body", "body"]
    assert len(report.sections) == 1


def test_nothing_at_all_is_an_empty_report() -> None:
    found = recognise(Source(()))
    assert (found.report.front, found.report.sections, found.report.end, found.verdicts) == ((), (), (), ())
