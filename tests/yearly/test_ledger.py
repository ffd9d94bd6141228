"""The ledger has a row for each problem and measure that answers it, and loses neither."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from tests.model.strategies import entries_of, reports

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
from huibao.model.template import FieldTemplate, Template
from huibao.yearly.ledger import ledger, lists

COLUMNS = ("序号", "问题", "整改目标", "整改措施", "责任领导", "责任部门", "责任人", "整改时限", "完成情况", "销号日期")


def part(field: str, *texts: str, **more: Any) -> Part:
    return Part(new_id(), field, tuple(Paragraph(new_id(), runs(text)) for text in texts), **more)


def problem(headline: str, *parts: Part, **more: Any) -> Problem:
    return Problem(new_id(), Heading(runs(headline), "1.", 3, headline_end="。", run_in=True), parts, **more)


def measure(
    headline: str, *parts: Part, answers: tuple[Problem, ...] = (), run_in: bool = True, **more: Any
) -> Measure:
    heading = Heading(runs(headline), "1.", 3, headline_end="。" if headline else "", run_in=run_in)
    return Measure(new_id(), heading, parts, answers=tuple(target.id for target in answers), **more)


def report(problems: tuple[Problem, ...] = (), measures: tuple[Measure, ...] = ()) -> Report:
    """The problems nested two groups deep, the measures in a group without heading."""
    inner = Group(new_id(), Heading(runs("党建方面"), "（一）", 2), entries=problems)
    outer = Group(new_id(), Heading(runs("总的方面"), "一", 2), groups=(inner,))
    return Report(
        sections=(
            Section(new_id(), "problems", Heading(runs("问题"), "一、"), groups=(outer,)),
            Section(new_id(), "measures", Heading(runs("措施"), "二、"), groups=(Group(new_id(), entries=measures),)),
        )
    )


def column(sheet: Any, name: str) -> list[str]:
    at = sheet.columns.index(name)
    return [row[at] for row in sheet.rows]


def test_a_row_for_each_problem_and_measure_that_answers_it() -> None:
    first, second = problem("学习不够"), problem("作风不实")
    one, two = measure("抓学习", answers=(first,)), measure("抓落实", answers=(second, first))
    sheet = ledger(report((first, second), (one, two)), None)
    assert (sheet.name, sheet.columns) == ("问题整改台账", COLUMNS)
    rows = list(zip(column(sheet, "序号"), column(sheet, "问题"), column(sheet, "整改措施"), strict=True))
    assert rows == [("1", "学习不够", "抓学习。"), ("2", "学习不够", "抓落实。"), ("3", "作风不实", "抓落实。")]


def test_a_problem_that_nothing_answers_and_a_measure_that_answers_nothing_have_rows_of_their_own() -> None:
    sheet = ledger(report((problem("学习不够"),), (measure("抓落实"),)), None)
    assert sheet.rows == (
        ("1", "学习不够", "", "", "", "", "", "", "", ""),
        ("2", "", "", "抓落实。", "", "", "", "", "", ""),
    )


def test_every_field_of_a_measure_has_its_column() -> None:
    target = problem("学习不够")
    details = tuple(
        Detail(field, value, f"{value}：")
        for field, value in {"leader": "张三", "department": "党建办", "person": "李四", "deadline": "2023年底"}.items()
    )
    answer = measure(
        "抓学习",
        part("action", "每周一次。", "每月一考。", own_paragraph=False),
        part("goal", "人人过关", lead_in="整改目标："),
        part("outcome", "办了十期。"),
        answers=(target,),
        details=details,
        statuses=(StatusEntry(2023, "已完成"), StatusEntry(2022, "未完成")),
        closed_on="2023年12月1日",
    )
    assert ledger(report((target,), (answer,)), None).rows == (
        ("1", "学习不够", "人人过关", "抓学习。每周一次。\n每月一考。", "张三", "党建办", "李四", "2023年底",
         "已完成\n办了十期。", "2023年12月1日"),
    )  # fmt: skip


def test_a_headline_on_a_line_of_its_own_stays_on_one() -> None:
    sheet = ledger(report((), (measure("抓学习", part("action", "每周一次。"), run_in=False),)), None)
    assert column(sheet, "整改措施") == ["抓学习。\n每周一次。"]


def test_an_unnumbered_measure_without_headline_is_told_by_its_words() -> None:
    sheet = ledger(report((), (measure("", part("action", "要强化意识。", "要抓好落实。")),)), None)
    assert column(sheet, "整改措施") == ["要强化意识。\n要抓好落实。"]


def test_a_problem_without_headline_is_told_by_its_first_words() -> None:
    assert column(ledger(report((problem("", part("manifestation", "群众观念淡化。", "又及。")),)), None), "问题") == [
        "群众观念淡化。"
    ]


def test_without_a_measures_outcome_the_problems_own_status_is_told() -> None:
    target = problem("学习不够", statuses=(StatusEntry(2023, "基本完成并持续推进", note="还在抓"),))
    sheet = ledger(report((target,), (measure("抓学习", answers=(target,)),)), None)
    assert column(sheet, "完成情况") == ["基本完成并持续推进：还在抓"]


def test_headings_are_the_templates_where_it_has_them() -> None:
    template = Template(
        "own",
        "本单位",
        problem=(FieldTemplate("headline", "存在问题"),),
        measure=(FieldTemplate("leader", "包抓领导"), FieldTemplate("deadline", "")),
    )
    assert ledger(Report(), template).columns == ("序号", "存在问题", "整改目标", "整改措施", "包抓领导", *COLUMNS[5:])


def test_the_lists_name_each_problem_and_each_measure_once() -> None:
    first = problem("学习不够", part("manifestation", "流于形式。"), part("cause", "认识不足。"), source="自查", kind="立行立改",
                    first_year=2022)  # fmt: skip
    second = problem("作风不实")
    one = measure("抓学习", part("goal", "见效"), answers=(first, second), details=(Detail("person", "李四"),))
    problems, tasks, duties = lists(report((first, second), (one,)), None)
    assert [sheet.name for sheet in (problems, tasks, duties)] == ["问题清单", "任务清单", "责任清单"]
    assert problems.rows == (
        ("1", "党建方面", "学习不够", "流于形式。", "认识不足。", "自查", "立行立改", "2022"),
        ("2", "党建方面", "作风不实", "", "", "", "", ""),
    )
    assert tasks.columns == ("序号", "问题", "整改目标", "整改措施", "整改时限", "完成情况")
    assert tasks.rows == (("1", "学习不够\n作风不实", "见效", "抓学习。", "", ""),)
    assert duties.rows == (("1", "抓学习。", "", "", "李四", ""),)


def test_a_report_without_problems_has_a_ledger_of_headings_alone() -> None:
    assert ledger(Report(), None).rows == ()


def test_a_link_to_a_problem_that_is_gone_is_no_link() -> None:
    stray = replace(measure("抓学习"), answers=("gone", "gone"))
    assert column(ledger(report((), (stray,)), None), "整改措施") == ["抓学习。"]


@given(reports())
def test_in_any_report_every_problem_and_every_measure_is_in_the_ledger(report: Report) -> None:
    entries = entries_of(report)
    problems = {entry.id for entry in entries if isinstance(entry, Problem)}
    measures = [entry for entry in entries if isinstance(entry, Measure)]
    answered = {target for entry in measures for target in entry.answers}
    sheet = ledger(report, None)
    assert all(len(row) == len(sheet.columns) == len(sheet.widths) for row in sheet.rows)
    assert len(sheet.rows) == len(problems - answered) + sum(max(len(entry.answers), 1) for entry in measures)
    assert len(lists(report, None)[0].rows) == len(problems)
    assert all(len(rows) == len(measures) for rows in (lists(report, None)[1].rows, lists(report, None)[2].rows))


def test_last_years_problems_are_in_the_ledger_with_their_outcome_and_in_none_of_this_years_lists() -> None:
    old = problem("旧问题", statuses=(StatusEntry(2024, "已完成"),))
    kept, new = measure("旧措施", answers=(old,)), problem("新问题")
    told = Group(new_id(), entries=(old,), groups=(Group(new_id(), entries=(kept,)),))
    account = Section(new_id(), "measures", Heading(runs("上年度问题整改情况"), "一、"), groups=(told,))
    found = report((new,), (measure("新措施", answers=(new,)),))
    found = replace(found, sections=(account, *found.sections))
    sheet = ledger(found, None)
    assert list(zip(column(sheet, "问题"), column(sheet, "整改措施"), column(sheet, "完成情况"), strict=True)) == [
        ("旧问题", "旧措施。", "已完成"),
        ("新问题", "新措施。", ""),
    ]
    problems, tasks, duties = lists(found, None)
    assert column(problems, "问题") == ["新问题"]
    assert column(tasks, "整改措施") == column(duties, "整改措施") == ["新措施。"]
