"""Problems traced to measures: what is missing, what is past, what has gone suspect."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.model.strategies import reports

from huibao.model import tree
from huibao.model.edits import SetHeadline, SetText
from huibao.model.history import History
from huibao.model.report import (
    Detail,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    StatusEntry,
    new_id,
    runs,
)
from huibao.yearly import confirm, deadline_end, is_recurring, link, trace

PERSON, DEADLINE = Detail("person", "王建国", "责任人："), Detail("deadline", "2024年6月底前", "完成时限：")


def problem(node: str, headline: str = "学习不够深入", text: str = "学用结合不紧。", **more: Any) -> Problem:
    part = Part(new_id(), "manifestation", (Paragraph(f"{node}-text", runs(text)),))
    return Problem(node, Heading(runs(headline), "1.", 3, headline_end="。", run_in=True), (part,), **more)


def measure(node: str, *answers: str, details: tuple[Detail, ...] = (PERSON, DEADLINE), **more: Any) -> Measure:
    part = Part(new_id(), "action", (Paragraph(f"{node}-text", runs("由支部组织。")),))
    heading = Heading(runs("坚持每周学习"), "1.", 3, headline_end="。", run_in=True)
    return Measure(node, heading, (part,), details, answers=answers, **more)


def report(problems: tuple[Problem, ...], measures: tuple[Measure, ...]) -> Report:
    group = Group("pg", Heading(runs("学习方面"), "（一）", 2), entries=problems)
    return Report(
        "r",
        sections=(
            Section("ps", "problems", Heading(runs("问题"), "一、"), groups=(group,)),
            Section("ms", "measures", Heading(runs("措施"), "二、"), groups=(Group("mg", entries=measures),)),
        ),
    )


def remarks(found: Report, previous: Report | None = None, today: date | None = None) -> list[tuple[str, str, str]]:
    return [(one.kind, one.node, one.other) for one in trace(found, previous, 2024, today).remarks]


def test_a_report_in_order_gives_no_remark() -> None:
    sound = report((problem("p"),), (measure("m", "p"),))
    matrix = trace(sound, sound, 2024)
    assert matrix.remarks == ()
    assert [(one.node, one.where, one.words, one.linked) for one in matrix.problems] == [
        ("p", "（一）1.", "学习不够深入", ("m",))
    ]
    assert [(one.node, one.linked) for one in matrix.measures] == [("m", ("p",))]


def test_what_nothing_answers_and_what_answers_nothing_is_said() -> None:
    assert remarks(report((problem("p"),), (measure("m"),))) == [("uncovered", "p", ""), ("unlinked", "m", "")]


def test_a_measure_without_person_or_deadline_is_said() -> None:
    bare = report((problem("p"),), (measure("m", "p", details=()),))
    assert remarks(bare) == [("nobody", "m", ""), ("undated", "m", "")]


def test_a_person_in_the_text_is_a_person() -> None:
    named = report((problem("p"),), (measure("m", "p", details=(DEADLINE,)),))
    named = SetText("m-text", runs("由支部组织，责任人王建国。")).apply(named)
    assert remarks(named) == []


def test_a_deadline_that_is_past_is_said_until_there_is_an_outcome() -> None:
    late = report((problem("p"),), (measure("m", "p", details=(PERSON, Detail("deadline", "2023年12月底前"))),))
    assert remarks(late) == [("overdue", "m", "")]
    done = tree.update(late, "m", lambda node: replace(node, statuses=(StatusEntry(2024, "已完成"),)))
    assert remarks(done) == []
    open_still = report((problem("p"),), (measure("m", "p"),))
    assert remarks(open_still, today=date(2024, 6, 30)) == []
    assert remarks(open_still, today=date(2024, 7, 1)) == [("overdue", "m", "")]


def test_a_link_is_suspect_when_the_problem_was_reworded_and_the_measure_was_not() -> None:
    last = report((problem("p"),), (measure("m", "p"),))
    this = SetHeadline("p", runs("学习走过场")).apply(last)
    assert remarks(this, last) == [("suspect", "m", "p")]
    assert trace(this, last, 2024).is_suspect("m", "p")
    assert remarks(this, None) == []
    assert remarks(SetText("m-text", runs("请律师讲课。")).apply(this), last) == []


@pytest.mark.parametrize("text", ["学用结合，不紧！", "学用结合不紧。", "　学用结合不紧。"])
def test_punctuation_does_not_make_a_link_suspect(text: str) -> None:
    last = report((problem("p"),), (measure("m", "p"),))
    assert remarks(SetText("p-text", runs(text)).apply(last), last) == []


def test_another_year_does_not_make_a_link_suspect() -> None:
    last = report((problem("p", text="2023年只学了两次。"),), (measure("m", "p"),))
    assert remarks(SetText("p-text", runs("2024年只学了两次。")).apply(last), last) == []


def test_texts_that_meet_without_a_mark_are_told_with_one() -> None:
    plain = replace(measure("m"), heading=Heading(runs("坚持每周学习"), "1.", 3))
    more = Part(new_id(), "goal", (Paragraph(new_id(), runs("学懂弄通")), Paragraph(new_id(), runs("带头讲课"))))
    found = report((problem("p"),), (replace(plain, parts=(*plain.parts, more)), measure("n", "p")))
    told = [column.words for column in trace(found, None, 2024).measures]
    assert told == ["坚持每周学习。由支部组织。学懂弄通；带头讲课", "坚持每周学习。由支部组织。"]


def test_a_link_that_is_new_this_year_is_not_suspect() -> None:
    last = report((problem("p"), problem("q")), (measure("m", "p"),))
    this = link("m", "q").apply(SetText("q-text", runs("时断时续。")).apply(last))
    assert remarks(this, last) == []


def test_a_link_found_sound_is_suspect_again_after_the_next_rewording() -> None:
    last = report((problem("p"),), (measure("m", "p"),))
    history = History(SetHeadline("p", runs("学习走过场")).apply(last))
    history.apply(confirm(history.report, "m", "p"))
    assert remarks(history.report, last) == []
    history.apply(SetHeadline("p", runs("学习流于形式")))
    assert remarks(history.report, last) == [("suspect", "m", "p")]


def test_linking_and_parting_is_done_in_place() -> None:
    found = link("m", "p").apply(report((problem("p"),), (measure("m"),)))
    assert remarks(found) == []
    assert remarks(link("m", "p", on=False).apply(found)) == [("uncovered", "p", ""), ("unlinked", "m", "")]


def test_a_closed_problem_that_is_there_again_is_recurring() -> None:
    closed = (StatusEntry(2022, "已完成"),)
    found = report((problem("p", statuses=closed),), (measure("m", "p"),))
    (remark,) = trace(found, None, 2024).remarks
    assert (remark.kind, remark.text) == ("recurring", "这个问题 2022 年已经销号，现在又出现了。")
    assert is_recurring(problem("p", statuses=(*closed, StatusEntry(2024, "未完成"))), 2024)
    assert not is_recurring(problem("p", statuses=(*closed, StatusEntry(2024, "已完成"))), 2024)
    assert not is_recurring(problem("p", statuses=closed), 2022)


def test_what_is_only_accounted_for_is_no_row_and_needs_nothing() -> None:
    settled = problem("old", statuses=(StatusEntry(2024, "已完成"),))
    inner = Group(new_id(), entries=(measure("done", "old", details=()),))
    told = Group(new_id(), entries=(settled,), groups=(inner,))
    account = Section("as", "measures", Heading(runs("上年度问题整改情况"), "一、"), groups=(told,))
    found = report((problem("p"),), (measure("m", "p"),))
    found = replace(found, sections=(account, *found.sections))
    matrix = trace(found, None, 2024)
    assert matrix.remarks == ()
    assert ([one.node for one in matrix.problems], [one.node for one in matrix.measures]) == (["p"], ["m"])


@given(reports())
def test_any_report_can_be_traced(found: Report) -> None:
    matrix = trace(found, found, 2024)
    nodes = {entry.id for entry in tree.entries(found)}
    assert {one.node for one in (*matrix.problems, *matrix.measures, *matrix.remarks)} <= nodes
    assert not any(one.kind == "suspect" for one in matrix.remarks)
    assert all(one.text.endswith("。") for one in matrix.remarks)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2023年6月底前", date(2023, 6, 30)),
        ("2023年6月15日", date(2023, 6, 15)),
        ("2024年2月", date(2024, 2, 29)),
        ("二〇二三年六月", date(2023, 6, 30)),
        ("2023.6.30", date(2023, 6, 30)),
        ("2023-09", date(2023, 9, 30)),
        ("6月中旬", date(2024, 6, 20)),
        ("十二月底前", date(2024, 12, 31)),
        ("三季度末", date(2024, 9, 30)),
        ("年底前", date(2024, 12, 31)),
        ("上半年", date(2024, 6, 30)),
        ("明年6月底", date(2025, 6, 30)),
        ("2023年底", date(2023, 12, 31)),
        ("2023年", date(2023, 12, 31)),
        ("2023年3月至2024年5月", date(2024, 5, 31)),
        ("长期坚持", None),
        ("立行立改", None),
        ("每月5日前", None),
        ("尽快", None),
        ("13月", None),
        ("", None),
    ],
)
def test_a_deadline_is_read_to_the_last_day_that_it_leaves(text: str, end: date | None) -> None:
    assert deadline_end(text, 2024) == end
