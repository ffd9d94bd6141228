"""A label counts only where it is one, and heads only what is a heading."""

from __future__ import annotations

from tests.recognise.world import read, roles, source

from huibao.model.manuscript import manuscript
from huibao.model.report import runs
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import recognise

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"


def test_han_numerals_in_a_sentence_are_no_label() -> None:
    found = roles(
        read(
            "报告", "一、主要工作", LONG, "三、四月份集中开展了宣传活动，发放资料两千多份。", "二、存在问题", LONG
        ).report
    )
    assert found == ["title", "1 一、", "body", "body", "1 二、", "body"]


def test_a_decimal_in_a_sentence_is_no_label() -> None:
    report = read("报告", "一、主要工作", "3.5亩空地改成了停车场，新增车位四十多个。", "二、下步打算", LONG).report
    items = manuscript(report)
    assert items[2].label == ""
    assert items[2].text.startswith("3.5亩")


def test_decimals_are_a_level_below_the_first() -> None:
    report = read("报告", "一、主要工作", "1.1党建工作", LONG, "1.2民生工作", LONG, "二、其他", LONG).report
    assert roles(report)[1:6] == ["1 一、", "2 1.1", "body", "2 1.2", "body"]


def test_statements_that_end_in_semicolons_are_items() -> None:
    report = read(
        "通知", "一、要求", "要做到以下几点：", "1.按时到岗；", "2.认真负责；", "3.做好记录。", "二、其他", LONG
    ).report
    assert roles(report) == ["title", "1 一、", "body", "body", "body", "body", "1 二、", "body"]
    assert [item.label for item in manuscript(report)][3:6] == ["1.", "2.", "3."]


def test_short_first_sentences_head_run_in_paragraphs_long_ones_do_not() -> None:
    long = "各社区要组织网格员对辖区内所有出租房屋、沿街商铺、在建工地和老旧小区开展一次全面细致的安全隐患排查。排查结果按时上报。"
    found = roles(read("通知", "一、要求", f"1.提高认识。{LONG}", f"2.{long}", "二、其他", LONG).report)
    assert found == ["title", "1 一、", "3 1.", "body", "1 二、", "body"]


def test_a_colon_closes_off_a_run_in_headline() -> None:
    report = read("总结", "一、主要工作", f"1.思想方面：{LONG}", f"2.工作方面：{LONG}", "二、其他", LONG).report
    group = report.sections[0].groups[0]
    assert group.heading is not None
    assert (group.heading.text, group.heading.headline_end, group.heading.run_in) == ("思想方面", "：", True)
    assert group.blocks[0].text == LONG  # type: ignore[union-attr]


def test_lists_restart_and_skip_as_printed() -> None:
    found = roles(
        read("总结", "一、甲事", "1.第一件。" + LONG, "1.第二件。" + LONG, "4.第三件。" + LONG, "三、乙事", LONG).report
    )
    assert found == ["title", "1 一、", "3 1.", "3 1.", "3 4.", "1 三、", "body"]


def test_a_higher_form_within_a_list_that_goes_on_stands_below_it() -> None:
    lines = [
        "总结",
        "一、工作",
        "（1）党建。" + LONG,
        "1.学习。" + LONG,
        "2.活动。" + LONG,
        "（2）民生。" + LONG,
        "二、其他",
        LONG,
    ]
    groups = read(*lines).report.sections[0].groups
    assert [group.heading.label for group in groups if group.heading] == ["（1）", "（2）"]
    assert [inner.heading.label for inner in groups[0].groups if inner.heading] == ["1.", "2."]


def test_half_width_brackets_and_commas_are_kept_as_printed() -> None:
    report = read("总结", "一、存在不足", "(一)、学得少。 " + LONG, "(二)、走得少。" + LONG).report
    labels = [entry.heading.label for entry in report.sections[0].groups[0].entries]
    assert labels == ["(一)、", "(二)、"]
    assert report_line(report, 2) == "(一)、学得少。 " + LONG


def report_line(report: object, at: int) -> str:
    item = manuscript(report)[at]  # type: ignore[arg-type]
    return item.label + item.text


def test_a_number_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    assert report_line(read("总结", "一、", "主要工作", LONG, "二、问题", LONG).report, 1) == "一、主要工作"


def test_bare_automatic_numbers_count() -> None:
    rows = (("1", "总则"), ("1.1", "目的"), ("", LONG), ("2", "要求"), ("", LONG))
    items = (SourceParagraph(runs(text), label=label, outline_level=label.count(".") + 1) for label, text in rows)
    found = roles(recognise(Source(tuple(items), kind="docx")).report)
    assert found == ["1 1", "2 1.1", "body", "1 2", "body"]


def test_bullets_are_items() -> None:
    items = [SourceParagraph(runs(text), label="●") for text in ("按时到岗", "认真负责")]
    whole = Source((*source("通知", "一、要求", LONG).items, *items))
    assert roles(recognise(whole).report) == ["title", "1 一、", "body", "body", "body"]


def test_short_items_with_nothing_below_them_are_a_list() -> None:
    assert roles(read("通知", LONG, "一、内容", "1、文件一", "2、文件二", "二、要求", LONG).report)[2:] == [
        "1 一、", "body", "body", "1 二、", "body",
    ]  # fmt: skip


def test_headlines_alone_are_headings_where_problems_are_told() -> None:
    found = roles(read("总结", LONG, "一、存在问题", "1.学习不够深入", "2.走访不够经常").report)
    assert found[2:] == ["1 一、", "3 1.", "3 2."]
