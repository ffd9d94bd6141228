"""A ledger that was filled in comes back: every difference previewed, statuses added, nothing overwritten."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from tests.model.strategies import reports
from tests.yearly.test_collecting import part
from tests.yearly.test_tracing import measure, problem, report

from huibao.formats.xlsx import write_sheets
from huibao.formats.xlsx_reader import read_sheets
from huibao.model import tree
from huibao.model.history import History
from huibao.model.report import Detail, Measure, Problem, Report, StatusEntry, Table
from huibao.model.sheet import Sheet
from huibao.model.template import FieldTemplate, Template
from huibao.model.years import YearWords
from huibao.yearly import FilledIn, attachment_of, filled_in, sheet_of, update
from huibao.yearly.ledger import ledger

Fill = Callable[[Any], None]


def two() -> Report:
    problems = problem("p", "学习不够深入"), problem("q", "走访居民太少")
    visits = replace(measure("n", "q"), heading=problem("", "坚持每月走访").heading)
    found = report(problems, (measure("m", "p", details=(Detail("person", "王建国", "责任人："),)), visits))
    return replace(found, front=(part("title", "东湖社区2024年工作总结"),))


def returned(found: Report, vocabulary: YearWords, fill: Fill, template: Template | None = None) -> FilledIn:
    """What comes back after ``fill`` did something to the page of the ledger."""
    book = openpyxl.load_workbook(BytesIO(write_sheets((ledger(found, template),), "东湖社区2024年")))
    fill(book.active)
    out = BytesIO()
    book.save(out)
    return filled_in(found, read_sheets(out.getvalue()), template, 2024, vocabulary)


def column(page: Any, heading: str) -> int:
    return next(cell.column for cell in page[2] if cell.value == heading)


def put(row: int, heading: str, value: object) -> Fill:
    def fill(page: Any) -> None:
        page.cell(row, column(page, heading)).value = value

    return fill


def test_a_ledger_that_comes_back_as_it_was_says_nothing(vocabulary: YearWords) -> None:
    found = returned(two(), vocabulary, lambda page: None)
    assert (found.updates, found.strange, found.rows) == ((), (), 2)


def test_statuses_people_deadlines_and_dates_come_back_as_one_step_of_undo(vocabulary: YearWords) -> None:
    def fill(page: Any) -> None:
        put(3, "完成情况", "已完成：全年学习十二次")(page)
        put(3, "责任人", "李明")(page)
        put(3, "整改时限", "2024年9月底前")(page)
        put(4, "完成情况", "长期坚持")(page)
        put(4, "销号日期", "2024年12月1日")(page)

    start = two()
    found = returned(start, vocabulary, fill)
    assert [(one.entry, one.label, one.old, one.new) for one in found.updates] == [
        ("m", "责任人", "王建国", "李明"),
        ("m", "整改时限", "", "2024年9月底前"),
        ("m", "完成情况", "", "已完成：全年学习十二次"),
        ("n", "完成情况", "", "长期坚持"),
        ("n", "销号日期", "", "2024年12月1日"),
    ]
    history = History(start)
    history.apply(update(found.updates))
    first, second = (tree.find(history.report, node) for node in ("m", "n"))
    assert isinstance(first, Measure)
    assert isinstance(second, Measure)
    assert first.statuses == (StatusEntry(2024, "已完成", "", "全年学习十二次"),)
    assert (first.detail("person"), first.detail("deadline")) == ("李明", "2024年9月底前")
    assert second.statuses[-1].outcome == "基本完成并持续推进"
    assert second.closed_on == "2024年12月1日"
    history.undo()
    assert history.report is start


def test_what_was_said_in_earlier_years_stays(vocabulary: YearWords) -> None:
    early = StatusEntry(2023, "未完成")
    start = tree.update(two(), "m", lambda node: replace(node, statuses=(early,)))
    after = update(returned(start, vocabulary, put(3, "完成情况", "已完成")).updates).apply(start)
    held = tree.find(after, "m")
    assert isinstance(held, Measure)
    assert held.statuses == (early, StatusEntry(2024, "已完成"))


def test_rows_are_told_by_their_words_in_any_order_and_a_little_reworded(vocabulary: YearWords) -> None:
    def fill(page: Any) -> None:
        rows = [[cell.value for cell in page[row]] for row in (3, 4)]
        for at, values in zip((4, 3), rows, strict=True):
            for place, value in enumerate(values, 1):
                page.cell(at, place).value = value
        put(4, "问题", "学习还不够深入")(page)
        put(4, "完成情况", "未完成")(page)

    found = returned(two(), vocabulary, fill)
    assert [(one.entry, one.new) for one in found.updates] == [("m", "未完成")]


def test_a_row_that_is_none_of_ours_is_named(vocabulary: YearWords) -> None:
    def fill(page: Any) -> None:
        put(5, "问题", "完全是别处的事情一桩")(page)
        put(5, "完成情况", "已完成")(page)

    found = returned(two(), vocabulary, fill)
    assert found.strange == ("完全是别处的事情一桩 已完成",)
    assert found.updates == ()


def test_an_outcome_in_words_of_no_kind_is_shown_but_not_taken_over(vocabulary: YearWords) -> None:
    found = returned(two(), vocabulary, put(3, "完成情况", "见附表"))
    (one,) = found.updates
    assert one.edit is None
    assert "看不出" in one.why
    start = two()
    assert update(found.updates).apply(start) == start


def test_empty_cells_say_nothing(vocabulary: YearWords) -> None:
    assert returned(two(), vocabulary, put(3, "责任人", None)).updates == ()


def test_wording_is_not_changed_from_a_ledger(vocabulary: YearWords) -> None:
    assert returned(two(), vocabulary, put(3, "整改措施", "坚持每周学习。由支部来组织。")).updates == ()


def test_merged_cells_and_dates_of_excel_are_understood(vocabulary: YearWords) -> None:
    import datetime

    start = report(
        (problem("p"),), (measure("m", "p"), replace(measure("n", "p"), heading=problem("", "请律师讲课").heading))
    )

    def fill(page: Any) -> None:
        put(4, "问题", None)(page)
        put(4, "销号日期", datetime.datetime(2024, 12, 1))(page)

    found = returned(start, vocabulary, fill)
    assert [(one.entry, one.new) for one in found.updates] == [("n", "2024年12月1日")]


def test_a_problem_that_nothing_answers_has_its_outcome_too(vocabulary: YearWords) -> None:
    start = report((problem("p"),), ())
    after = update(returned(start, vocabulary, put(3, "完成情况", "已整改")).updates).apply(start)
    held = tree.find(after, "p")
    assert isinstance(held, Problem)
    assert held.statuses == (StatusEntry(2024, "已完成"),)


def test_a_measure_in_several_rows_is_updated_once_and_a_contradiction_is_shown(vocabulary: YearWords) -> None:
    start = report((problem("p", "学习不够深入"), problem("q", "走访居民太少")), (measure("m", "p", "q"),))

    def both(first: str, second: str) -> Fill:
        def fill(page: Any) -> None:
            put(3, "完成情况", first)(page)
            put(4, "完成情况", second)(page)

        return fill

    assert len(returned(start, vocabulary, both("已完成", "已完成")).updates) == 1
    found = returned(start, vocabulary, both("已完成", "未完成"))
    assert [one.edit is None for one in found.updates] == [False, True]


def test_the_rows_of_other_units_are_left_alone(vocabulary: YearWords) -> None:
    start = two()
    own = ledger(start, None)
    units = zip(("西园社区", "东湖社区"), own.rows, strict=True)
    rows = [(str(at), unit, *row[1:-2], "已完成", "") for at, (unit, row) in enumerate(units, 1)]
    sheet = Sheet("台账", (), (("街道台账",), ("序号", "单位", *own.columns[1:]), *rows))
    found = filled_in(start, (sheet,), None, 2024, vocabulary)
    assert [one.entry for one in found.updates] == ["n"]
    assert found.rows == 1


def test_a_table_of_word_and_a_template_with_other_headings_are_read_as_well(vocabulary: YearWords) -> None:
    template = Template(
        "t",
        "模板",
        measure=(FieldTemplate("person", "经办人", lead_in="经办人："), FieldTemplate("outcome", "落实情况")),
    )
    start = two()
    sheet = ledger(start, template)
    assert "经办人" in sheet.columns
    first = list(sheet.rows[0])
    first[sheet.columns.index("经办人")], first[sheet.columns.index("落实情况")] = "李明", "×"
    (table,) = attachment_of(replace(sheet, rows=(tuple(first), *sheet.rows[1:]))).blocks
    assert isinstance(table, Table)
    found = filled_in(start, (sheet_of(table),), template, 2024, vocabulary)
    assert [(one.entry, one.label, one.new) for one in found.updates] == [
        ("m", "经办人", "李明"),
        ("m", "落实情况", "×"),
    ]
    held = tree.find(update(found.updates).apply(start), "m")
    assert isinstance(held, Measure)
    assert held.statuses == (StatusEntry(2024, "未完成"),)


def test_sheets_without_a_ledger_say_nothing(vocabulary: YearWords) -> None:
    sheet = Sheet("名单", (), (("姓名", "电话"), ("李明", "1")))
    assert filled_in(two(), (sheet,), None, 2024, vocabulary) == FilledIn(())


@pytest.mark.parametrize(
    ("text", "outcome", "note"),
    [
        ("已完成", "已完成", ""),
        ("已完成：全年十二次", "已完成", "全年十二次"),
        ("基本完成并持续推进", "基本完成并持续推进", ""),
        ("已完成并长期坚持", "基本完成并持续推进", ""),
        ("完成", "已完成", ""),
        ("完成率九成", "", "完成率九成"),
        ("尚未完成，资金未到", "未完成", "资金未到"),
        ("不再适用", "不再适用", ""),
        ("", "", ""),
    ],
)
def test_ways_to_say_an_outcome(vocabulary: YearWords, text: str, outcome: str, note: str) -> None:
    assert vocabulary.outcome(text) == (outcome, note)


@given(reports())
def test_any_reports_own_ledger_comes_back_without_a_difference(vocabulary: YearWords, found: Report) -> None:
    own = ledger(found, None)
    sheet = Sheet("台账", (), (own.columns, *own.rows))
    assert filled_in(found, (sheet,), None, 2024, vocabulary).updates == ()
