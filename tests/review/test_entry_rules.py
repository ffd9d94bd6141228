"""Problems answered, measures assigned, causes given."""

from dataclasses import replace

import pytest
from tests.review.build import block, group, measure, part, problem, report, section

from huibao.model.report import Detail, Entry, Measure, StatusEntry
from huibao.model.template import FieldTemplate, Template
from huibao.review import Finding, check

ASSIGNED = (Detail("person", "张三"), Detail("deadline", "6月底"))


def said(
    rule: str,
    problems: tuple[Entry, ...],
    measures: tuple[Entry, ...] | None = (),
    title: str = "问题",
    template: Template | None = None,
) -> list[Finding]:
    sections = [section("problems", "一、", title, group("（一）", "方面", *problems))]
    if measures is not None:
        sections.append(section("measures", "二、", "措施", group("（一）", "方面", *measures)))
    return [finding for finding in check(report(*sections), template) if finding.rule == rule]


def test_a_problem_that_no_measure_answers_is_hinted_at() -> None:
    one, two = problem("1.", "甲"), problem("2.", "乙")
    found = said("problem-unanswered", (one, two), (replace(measure("1.", "丙"), answers=(one.id,)),))
    assert [(item.node, item.where, item.severity) for item in found] == [(two.id, "一、（一）2.", "hint")]


def test_a_report_without_measures_is_not_asked_for_answers() -> None:
    assert said("problem-unanswered", (problem("1.", "甲"),), None) == []


def test_a_problem_that_is_done_with_needs_no_answer() -> None:
    statuses = (StatusEntry(2022, "未完成"), StatusEntry(2023, "已完成"))
    done = replace(problem("1.", "甲"), statuses=statuses)
    again = replace(problem("2.", "乙"), statuses=(*statuses, StatusEntry(2024, "未完成")))
    assert [item.node for item in said("problem-unanswered", (done, again))] == [again.id]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (measure("1.", "甲"), "这条措施没有写责任人和完成时限。"),
        (replace(measure("1.", "甲"), details=ASSIGNED[:1]), "这条措施没有写完成时限。"),
        (replace(measure("1.", "甲"), details=ASSIGNED[1:]), "这条措施没有写责任人。"),
        (measure("1.", "甲", part("action", "去做（责任人：张三）。")), "这条措施没有写完成时限。"),
        (measure("1.", "甲", part("action", "6月底前做完。")), "这条措施没有写责任人。"),
    ],
)
def test_a_measure_of_nobody_or_without_end_is_hinted_at(entry: Measure, text: str) -> None:
    (found,) = said("measure-unassigned", (), (entry,))
    assert (found.text, found.node, found.where, found.severity) == (text, entry.id, "二、（一）1.", "hint")


@pytest.mark.parametrize(
    "entry",
    [
        replace(measure("1.", "甲"), details=ASSIGNED),
        measure("1.", "甲", part("action", "责任领导：李四；整改时限：长期坚持。")),
        replace(measure("1.", "甲"), closed_on="2023年5月"),
        replace(measure("1.", "甲"), statuses=(StatusEntry(2023, "已完成"),)),
    ],
)
def test_a_measure_that_says_so_or_is_done_is_left_alone(entry: Measure) -> None:
    assert said("measure-unassigned", (), (entry,)) == []


def test_only_what_the_template_shows_is_asked_in_its_words() -> None:
    fields = (FieldTemplate("person", "经办人", shown=False), FieldTemplate("deadline", "办结时间"))
    (found,) = said("measure-unassigned", (), (measure("1.", "甲"),), template=Template("t", "t", measure=fields))
    assert found.text == "这条措施没有写办结时间。"


def test_a_cause_that_a_heading_promises_must_be_given() -> None:
    (found,) = said("cause-promised", (problem("1.", "甲", part("manifestation", "乙")),), title="问题及原因")
    assert found.text == "标题“问题及原因”里有“原因”，正文却没有分析原因。"
    assert (found.severity, found.where) == ("warning", "一、")


@pytest.mark.parametrize(
    "entry", [problem("1.", "甲", part("cause", "人手少")), problem("1.", "甲", part("manifestation", "由于人手少"))]
)
def test_a_cause_counts_wherever_the_section_gives_it(entry: Entry) -> None:
    assert said("cause-promised", (entry,), title="问题及原因") == []


def test_an_empty_cause_is_no_cause() -> None:
    assert len(said("cause-promised", (problem("1.", "甲", part("cause", "")),), title="问题及成因")) == 1


def test_causes_may_have_a_section_of_their_own() -> None:
    causes = section("narrative", "二、", "原因分析", blocks=(block("有二。"),))
    found = check(report(section("problems", "一、", "问题和原因"), causes), None)
    assert "cause-promised" not in {item.rule for item in found}
