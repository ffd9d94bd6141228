"""Title, recipient, date and name at the head; closing, list of attachments, name, date and note at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recognise.world import read, roles, source

from huibao.model.manuscript import manuscript
from huibao.model.report import Report
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import recognise
from huibao.recognise.matter import has_date

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"
BODY = ("一、主要工作", LONG, "二、存在问题", LONG)


def fields(report: Report) -> list[str]:
    return [item.role for item in manuscript(report) if item.role not in ("heading", "body")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月8日",
        "二〇二三年十二月八日",
        "二○二三年十二月",
        "（2018年1月2日）",
        "2019.1.2",
        "时间： 2019/1/2",
        "2024年12月",
        "2024 年 1 月 6 日",
        "2025年  月  日",
    ],
)
def test_dates_are_known_in_every_form(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("text", ["2023年工作总结", "12月8日召开会议", "2019.1.2.3", "2023年12月8日，社区召开会议", ""])
def test_what_only_holds_a_date_is_none(text: str) -> None:
    assert not has_date(text)


def test_a_title_of_two_lines() -> None:
    report = read("某某区民政局", "关于2024年工作情况的报告", "区政府：", LONG, *BODY).report
    assert report.title == "某某区民政局关于2024年工作情况的报告"
    assert fields(report) == ["title", "title", "recipient", "lead"]


def test_a_file_without_title_begins_with_its_lead() -> None:
    assert fields(read(LONG, *BODY).report) == ["lead"]
    assert fields(read(*BODY).report) == []


def test_date_and_name_under_the_title() -> None:
    report = read("述职报告", "张 三", "（2024年1月2日）", "各位领导、同志们：", LONG, *BODY).report
    assert fields(report) == ["title", "signature", "date", "recipient", "lead"]


def test_a_salutation_within_the_lead_stays_there() -> None:
    assert fields(read("述职报告", "各位领导：大家好！" + LONG, *BODY).report) == ["title", "lead"]


def test_an_unnumbered_heading_with_a_colon_is_no_recipient() -> None:
    assert "recipient" not in fields(read("工作总结", "主要工作：", LONG, LONG, "存在问题：", LONG).report)


def test_the_end_matter_in_its_usual_order() -> None:
    lines = (
        "特此报告。",
        "附件：1.统计表",
        "2.花名册",
        "某某社区居委会",
        "2024年1月2日",
        "（联系人：李某，电话：000）",
    )
    report = read("报告", LONG, *BODY, *lines).report
    assert fields(report)[2:] == ["closing", "attachment_list", "attachment_list", "signature", "date", "note"]
    assert [(item.list_label, item.name[0].text) for item in report.attachments] == [
        ("附件：1.", "统计表"),
        ("2.", "花名册"),
    ]


def test_name_and_date_on_one_line() -> None:
    assert fields(read("报告", LONG, *BODY, "某某社区居委会　2024年1月2日").report)[2:] == ["date"]


def test_a_name_without_date() -> None:
    assert fields(read("报告", LONG, *BODY, "某某社区居民委员会").report)[2:] == ["signature"]
    assert fields(read("报告", LONG, *BODY, " " * 60 + "王五").report)[2:] == ["signature"]


def test_a_last_paragraph_that_sums_up_closes_but_not_straight_under_a_heading() -> None:
    assert fields(read("报告", LONG, *BODY, "总之，" + LONG).report)[2:] == ["closing"]
    assert fields(read("报告", LONG, "一、主要工作", LONG, "二、展望", "新的一年，" + LONG).report)[2:] == []


def test_attachments_take_what_follows_their_labels() -> None:
    lines = (
        "附件：1.名单",
        "2.办法",
        "某某社区",
        "2024年1月2日",
        "附件1",
        "名单",
        "张三、李四",
        "附件2",
        "办法",
        "一、总则",
        LONG,
    )
    report = read("报告", LONG, *BODY, *lines).report
    first, second = report.attachments
    assert (first.list_label, first.page_label, [line.text for line in first.title]) == ("附件：1.", "附件1", ["名单"])
    assert [block.text for block in first.blocks] == ["张三、李四"]  # type: ignore[union-attr]
    assert (second.page_label, [block.level for block in second.blocks]) == ("附件2", [1, 0])  # type: ignore[union-attr]


def test_contacts_before_the_name_are_kept_as_text() -> None:
    found = roles(read("通知", LONG, *BODY, "联系人：李某", "联系电话：000", "某某社区居委会", "2024年1月2日").report)
    assert found[-4:] == ["body", "body", "signature", "date"]


def test_text_after_a_date_in_the_middle_is_not_cut_off() -> None:
    report = read("大事记", LONG, "一、上半年", "2024年1月2日", LONG, LONG, "二、下半年", LONG).report
    assert "date" not in fields(report)


def test_a_second_title_begins_a_section_and_is_said() -> None:
    look = {"size_pt": 16.0}
    items = [
        replace(item, **look)
        for item in paragraphs("2023年工作总结", LONG, *BODY, "2024年工作计划", LONG, "一、目标", LONG)
    ]
    items[0] = replace(items[0], size_pt=22.0, align="center")
    items[6] = replace(items[6], size_pt=22.0, align="center")
    found = recognise(Source(tuple(items)))
    assert [section.heading.text for section in found.report.sections] == [
        "主要工作",
        "存在问题",
        "2024年工作计划",
        "目标",
    ]
    assert any("不止一份材料" in note for note in found.notes)


def paragraphs(*lines: str) -> list[SourceParagraph]:
    return [item for item in source(*lines).items if isinstance(item, SourceParagraph)]


def test_a_red_head_and_a_number_stand_above_the_title() -> None:
    lines = ("某某镇人民政府文件", "某政发〔2024〕15号", "某某镇人民政府", "关于安全生产工作情况的报告", "县政府：")
    assert roles(read(*lines, LONG, *BODY).report)[:6] == ["body", "body", "title", "title", "recipient", "lead"]


def test_a_name_in_brackets_under_the_title_is_no_part_of_it() -> None:
    assert fields(read("述职报告", "（某某社区党支部书记 张三）", LONG, *BODY).report) == ["title", "signature", "lead"]
    assert fields(read("实施方案", "（征求意见稿）", LONG, *BODY).report) == ["title", "title", "lead"]


def test_a_sealed_name_is_a_name() -> None:
    assert fields(read("报告", LONG, *BODY, "某某街道办事处（盖章）").report)[2:] == ["signature"]


def test_navigation_of_a_web_page_is_left_out_by_name() -> None:
    lines = ("当前位置：首页 > 新闻", "某镇2023年工作总结", "某政发〔2023〕8号", "某镇2023年工作总结", LONG, *BODY)
    found = read(*lines, "某镇人民政府", "2023年12月28日", "打印本页").report
    assert found.title == "某镇2023年工作总结"
    assert [item.text for item in found.left_out] == [*lines[:3], "打印本页"]
    assert all("网页" in item.why for item in found.left_out)


def test_page_numbers_and_rules_are_left_out() -> None:
    found = read("报告", LONG, "— 1 —", *BODY, "---------", "第 2 页 共 3 页", "………").report
    assert [item.text for item in found.left_out] == ["— 1 —", "---------", "第 2 页 共 3 页", "………"]
