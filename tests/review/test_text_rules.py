"""What no report should say or print."""

import pytest
from tests.review.build import block, group, part, problem, report, section

from huibao.model.report import Cell, Paragraph, Report, Section, Table, runs
from huibao.model.template import FieldTemplate, Template
from huibao.review import Finding, check


def said(rule: str, made: Report, template: Template | None = None) -> list[Finding]:
    return [finding for finding in check(made, template) if finding.rule == rule]


def narrative(text: str) -> Section:
    return section("narrative", "一、", "工作", blocks=(block(text),))


def test_an_empty_report_is_one_finding() -> None:
    (found,) = check(Report(), None)
    assert (found.rule, found.severity, found.text) == ("report-empty", "error", "报告还是空的。")


def test_a_report_without_a_title_is_an_error() -> None:
    (found,) = check(report(narrative("字"), title=""), None)
    assert (found.rule, found.severity) == ("untitled", "error")


def test_a_missing_title_is_said_once() -> None:
    template = Template("t", "t", front=(FieldTemplate("title", "标题", required=True),))
    assert [found.rule for found in check(report(narrative("字"), title=""), template)] == ["front-missing"]


@pytest.mark.parametrize("text", ["妥否，请批示。", "以上意见当否，请批复。", "特此请示。", "是否妥当，请审定。"])
def test_a_request_in_the_closing_is_a_fault(text: str) -> None:
    (found,) = said("request-in-closing", report(end=(part("closing", text),)))
    assert found.where == "结语"
    assert found.severity == "warning"


@pytest.mark.parametrize("text", ["特此报告。", "特此汇报，不妥之处，请领导批评指正。", "不当否认。"])
def test_a_usual_closing_is_none(text: str) -> None:
    assert said("request-in-closing", report(end=(part("closing", text),))) == []


def test_a_request_spoken_of_in_the_body_is_none() -> None:
    assert (
        said("request-in-closing", report(narrative("遇事先请批示再办。"), end=(part("closing", "特此报告。"),))) == []
    )


@pytest.mark.parametrize("text", ["作风方面：", "作风方面:"])
def test_a_heading_that_ends_in_a_colon_is_hinted_at(text: str) -> None:
    (found,) = said("heading-colon", report(section("problems", "一、", "问题", group("（三）", text))))
    assert (found.text, found.where) == ("标题“作风方面”末尾不用冒号。", "一、（三）")


def test_a_colon_before_text_on_the_same_line_is_right() -> None:
    made = report(
        section("problems", "一、", "问题", group("", "", problem("1.", "作风方面：", part("manifestation", "散漫"))))
    )
    assert said("heading-colon", made) == []


@pytest.mark.parametrize("tag", ["##paidbegin##", "## PaidEnd ##", "＃＃paidend＃＃"])
def test_a_tag_of_a_document_site_is_an_error(tag: str) -> None:
    (found,) = said("junk", report(narrative(f"不强，{tag}理论多。")))
    assert (found.severity, found.where) == ("error", "一、")
    assert tag in found.text


@pytest.mark.parametrize("text", ["##", "C# 和 # 号", "第##号", "#话题#"])
def test_other_hashes_are_no_tags(text: str) -> None:
    assert said("junk", report(narrative(text))) == []


def test_tables_and_details_are_read_too() -> None:
    table = Table("t", ((Cell((Paragraph("c", runs("##paidend##")),)),),))
    (found,) = said("junk", report(section("narrative", "一、", "工作", blocks=(table,))))
    assert found.node == "c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("【单位名称】2024年总结", "【单位名称】"),
        ("XX社区", "XX社区"),
        ("××街道党工委", "××街道"),
        ("某某同志", "某某同志"),
        ("【时间】完成", "【时间】"),
        ("在小区发现【隐患类型】", "【隐患类型】"),
    ],
)
def test_a_blank_that_was_not_filled_in_is_named(text: str, shown: str) -> None:
    (found,) = said("blank-left", report(narrative(text)))
    assert found.text == f"“{shown}”还没有换成实际内容。"


def test_a_blank_of_the_template_is_known_whatever_it_says() -> None:
    template = Template("t", "t", title="【检查】情况")
    assert len(said("blank-left", report(title="【检查】情况"), template)) == 1
    assert said("blank-left", report(title="【检查】情况")) == []


@pytest.mark.parametrize("text", ["【案例】王大爷", "到此为止。【案例】王大爷", "按照【2023】5号文件", "某小区", "30××20", "XXL 号"])
def test_other_brackets_and_crosses_are_no_blanks(text: str) -> None:
    assert said("blank-left", report(narrative(text))) == []
