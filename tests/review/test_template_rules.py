"""What a template asks for and the report lacks."""

from dataclasses import replace

import pytest
from tests.review.build import group, measure, part, problem, section

from huibao.model.report import Detail, Heading, Measure, Report, StatusEntry
from huibao.model.template import FieldTemplate, SectionTemplate, Template
from huibao.review import END, FRONT, Finding, check, missing

TEMPLATE = Template(
    id="t",
    name="样式",
    sections=(
        SectionTemplate("work", "{year}年主要工作", "narrative"),
        SectionTemplate("extra", "附带", "narrative", required=False),
        SectionTemplate("problems", "问题", "problems", least_entries=2),
        SectionTemplate("measures", "措施", "measures"),
    ),
    front=(FieldTemplate("title", "标题", "写清年份", required=True), FieldTemplate("recipient", "主送单位")),
    end=(FieldTemplate("signature", "落款", required=True),),
    problem=(
        FieldTemplate("headline", "问题", required=True),
        FieldTemplate("manifestation", "表现", required=True),
        FieldTemplate("source", "来源", required=True),
    ),
    measure=(
        FieldTemplate("headline", "措施", required=True),
        FieldTemplate("action", "做法", required=True),
        FieldTemplate("person", "经办", required=True),
        FieldTemplate("outcome", "结果", required=True),
    ),
)
WORK = section("narrative", "一、", "工作", key="work")
GOOD = replace(problem("1.", "走访少", part("manifestation", "一年两次。")), source="自查")
PROBLEMS = section("problems", "二、", "问题", group("", "", GOOD, replace(GOOD, id="p2")), key="problems")
MEASURE = replace(
    measure("1.", "多走访", part("action", "每月一次。"), part("outcome", "已走访。")),
    details=(Detail("person", "张三"),),
)
MEASURES = section("measures", "三、", "措施", group("", "", MEASURE), key="measures")
WHOLE = Report(front=(part("title", "总结"),), sections=(WORK, PROBLEMS, MEASURES), end=(part("signature", "社区"),))
RULES = {"section-missing", "section-order", "few-entries", "front-missing", "end-missing", "entry-incomplete"}


def said(report: Report) -> list[Finding]:
    return [finding for finding in check(report, TEMPLATE) if finding.rule in RULES]


def only(report: Report) -> Finding:
    (finding,) = said(report)
    return finding


def with_problem(entry) -> Report:  # type: ignore[no-untyped-def]
    inside = group("", "", entry, replace(GOOD, id="p2"))
    return replace(WHOLE, sections=(WORK, replace(PROBLEMS, groups=(inside,)), MEASURES))


def with_measure(entry: Measure) -> Report:
    return replace(WHOLE, sections=(WORK, PROBLEMS, replace(MEASURES, groups=(group("（一）", "党建", entry),))))


def test_a_whole_report_lacks_nothing() -> None:
    assert said(WHOLE) == []
    assert missing(WHOLE, TEMPLATE) == frozenset()


def test_a_required_section_that_is_gone_is_an_error() -> None:
    found = only(replace(WHOLE, sections=(PROBLEMS, MEASURES)))
    assert (found.rule, found.severity, found.node) == ("section-missing", "error", WHOLE.id)
    assert found.text == "缺少“本年主要工作”部分。"


def test_sections_out_of_order_are_named() -> None:
    found = only(replace(WHOLE, sections=(PROBLEMS, WORK, MEASURES)))
    assert (found.rule, found.node) == ("section-order", WORK.id)
    assert found.text == "“工作”应当放在“问题”的前面。"


def test_a_narrative_section_of_no_template_may_stand_anywhere() -> None:
    extra = section("narrative", "二、", "其他")
    assert said(replace(WHOLE, sections=(extra, WORK, PROBLEMS, extra, MEASURES))) == []


def test_too_few_entries_are_counted_in_nested_groups_too() -> None:
    nested = replace(PROBLEMS, groups=(group("（一）", "方面", groups=(group("1.", "小类", GOOD),)),))
    found = only(replace(WHOLE, sections=(WORK, nested, MEASURES)))
    assert (found.rule, found.node, found.where) == ("few-entries", PROBLEMS.id, "二、")
    assert found.text == "“问题”只有 1 条问题，至少要有 2 条。"


def test_an_empty_title_is_an_error_and_an_empty_signature_a_warning() -> None:
    empty = part("title", " ")
    report = replace(WHOLE, front=(replace(empty, blocks=()),), end=())
    assert [(found.rule, found.severity, found.node, found.where) for found in said(report)] == [
        ("front-missing", "error", empty.id, "标题"),
        ("end-missing", "warning", WHOLE.id, "落款"),
    ]
    assert missing(report, TEMPLATE) == {FRONT, END, empty.id}


def test_a_signature_under_the_title_counts() -> None:
    assert said(replace(WHOLE, front=(*WHOLE.front, *WHOLE.end), end=())) == []


def test_an_entry_is_told_what_it_lacks_in_one_sentence() -> None:
    found = only(with_problem(problem("1.", "", part("manifestation", ""))))
    assert found.text == "这个问题还没有填写“问题”、“表现”、“来源”。"
    assert (found.rule, found.where) == ("entry-incomplete", "二、1.")


def test_a_measure_is_told_in_its_own_words() -> None:
    found = only(with_measure(replace(MEASURE, parts=(), details=(Detail("person", " "),))))
    assert found.text == "这条措施还没有填写“做法”、“经办”、“结果”。"
    assert found.where == "三、（一）1."
    assert found.node in missing(with_measure(replace(MEASURE, parts=())), TEMPLATE)


def test_text_of_no_field_counts_as_the_main_one() -> None:
    assert said(with_measure(replace(MEASURE, parts=(part("body", "每月走访。"), part("outcome", "好。"))))) == []


def test_a_status_counts_as_an_outcome() -> None:
    told = replace(MEASURE, parts=MEASURE.parts[:1], statuses=(StatusEntry(2023, "已完成"),))
    assert said(with_measure(told)) == []


def test_an_unnumbered_measure_needs_no_headline() -> None:
    assert said(with_measure(replace(MEASURE, heading=Heading((), "", 3, numbered=False)))) == []


@pytest.mark.parametrize("detached", [True, False])
def test_detaching_lifts_the_rules(detached: bool) -> None:
    assert bool(said(Report(detached=detached))) is not detached
