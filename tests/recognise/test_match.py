"""A template is taken only where a report clearly follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.recognise.world import read, source

from huibao.model.template import SectionTemplate, Template
from huibao.recognise import recognise
from huibao.recognise.match import best_template

LONG = "这一年来社区围绕居民关心的事情做了不少工作，取得了一些成绩，也积累了一些经验。"
ANNUAL = Template(
    "annual",
    "年度工作总结",
    sections=(
        SectionTemplate("work", "基本情况和主要工作", "narrative", match=("主要工作", "基本情况")),
        SectionTemplate("problems", "存在的突出问题及原因", "problems", match=("问题", "不足")),
        SectionTemplate("measures", "改进工作的措施及思路", "measures", match=("措施", "打算")),
    ),
)
RECTIFICATION = Template(
    "rectification",
    "整改情况报告",
    sections=(
        SectionTemplate("organise", "整改工作组织情况", "narrative", match=("组织",)),
        SectionTemplate("done", "问题整改落实情况", "measures", match=("落实情况",)),
        SectionTemplate("rest", "未完成事项及下步措施", "measures", match=("未完成", "下步")),
    ),
)
BOTH = (RECTIFICATION, ANNUAL)
WORK = (
    "某社区2024年工作总结",
    "一、主要工作情况",
    LONG,
    "二、存在的不足",
    f"1.学得少。{LONG}",
    "三、下步打算",
    f"1.多学。{LONG}",
)


def test_sections_take_the_keys_of_the_template_they_follow() -> None:
    report = recognise(source(*WORK), BOTH).report
    assert report.template == "annual"
    assert [section.key for section in report.sections] == ["work", "problems", "measures"]


def test_a_section_of_its_own_has_no_key() -> None:
    report = recognise(source(*WORK[:3], "二、获得的荣誉", LONG, *WORK[3:]), BOTH).report
    assert [section.key for section in report.sections] == ["work", "", "problems", "measures"]


def test_what_follows_none_has_none() -> None:
    report = recognise(source("关于放假的通知", "一、时间", LONG, "二、要求", LONG), BOTH).report
    assert (report.template, {section.key for section in report.sections}) == ("", {""})
    assert best_template(report, BOTH) == ""


def test_two_templates_that_fit_alike_are_no_clear_answer() -> None:
    assert best_template(read(*WORK).report, (ANNUAL, ANNUAL)) == ""
    assert best_template(read(*WORK).report, ()) == ""


def test_the_template_says_the_kind_where_the_words_leave_it_open() -> None:
    lines = (
        "某社区整改情况报告",
        "一、整改工作组织情况",
        LONG,
        "二、问题整改落实情况",
        f"1.改了。{LONG}",
        "三、未完成事项及下步措施",
        LONG,
    )
    assert [section.kind for section in read(*lines).report.sections] == ["narrative", "narrative", "measures"]
    found = recognise(source(*lines), BOTH).report
    assert [section.kind for section in found.sections] == ["narrative", "measures", "measures"]


@pytest.mark.parametrize("name", ["community-annual"])
def test_the_shipped_sample_follows_its_shipped_template(sample: Path, resources: Path, name: str) -> None:
    from huibao.formats.templates import load_template
    from huibao.formats.txt import read_text

    templates = [load_template(file) for file in sorted((resources / "templates").glob("*.toml"))]
    report = recognise(read_text(sample.read_bytes()), templates).report
    assert report.template == name
    assert all(section.key for section in report.sections)
