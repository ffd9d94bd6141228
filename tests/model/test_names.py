"""Names that a report uses, and days in the forms it writes them in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.model.names import day_forms, form_of, known_names, name_being_written, usual_form
from huibao.model.report import Detail, Group, Heading, Measure, Paragraph, Part, Report, Section, runs


def measure(number: int, *details: tuple[str, str]) -> Measure:
    return Measure(f"m{number}", Heading(), details=tuple(Detail(*detail) for detail in details))


def report(*measures: Measure, text: str = "") -> Report:
    lead = (Part("l", "lead", (Paragraph("p", runs(text)),)),) if text else ()
    return Report(front=lead, sections=(Section("s", "measures", Heading(), groups=(Group("g", entries=measures),)),))


def test_names_of_one_field_come_first_then_people_of_the_like_field() -> None:
    made = report(measure(1, ("leader", "王芳"), ("person", "李明、张丽")), measure(2, ("person", "李明")))
    assert known_names([made], "person") == ("李明", "张丽", "王芳")
    assert known_names([made], "leader") == ("王芳", "李明", "张丽")
    assert known_names([made], "department") == ()


def test_names_behind_their_words_in_the_text_are_known_too() -> None:
    made = report(text="（责任领导：赵强；责任部门：综合办、城管科；责任人：李明。）其余不变。")
    assert known_names([made], "leader") == ("赵强", "李明")
    assert known_names([made], "department") == ("综合办", "城管科")


def test_last_years_names_come_after_this_years() -> None:
    now, before = report(measure(1, ("leader", "王芳"))), report(measure(1, ("leader", "赵强")))
    assert known_names([now, before], "leader") == ("王芳", "赵强")


def test_a_long_text_is_no_name() -> None:
    assert known_names([report(measure(1, ("person", "全体" * 20)))], "person") == ()


def test_a_day_in_all_forms() -> None:
    assert day_forms(date(2024, 6, 30)) == (
        *("2024年6月30日", "2024年6月30日前", "2024年6月底", "2024年6月底前", "2024年6月", "2024.6.30"),
        "二〇二四年六月三十日",
    )
    assert day_forms(date(2025, 12, 21))[-1] == "二〇二五年十二月二十一日"
    assert day_forms(date(2025, 10, 10))[-1] == "二〇二五年十月十日"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_each_form_is_known_again(day: date) -> None:
    assert [form_of(text) for text in day_forms(day)] == list(range(7))


@pytest.mark.parametrize(
    ("texts", "form"),
    [((), 0), (("长期坚持",), 0), (("2024年6月底前", "2024年9月底前", "2024年3月1日"), 3), (("2024-06-30",), 5)],
)
def test_the_usual_form_is_what_most_have(texts: tuple[str, ...], form: int) -> None:
    assert usual_form(texts) == form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（责任人：", ("person", "")),
        ("责任领导: 赵强、王", ("leader", "王")),
        ("责任部门：综合办；责任人：李", ("person", "李")),
        ("牵头单位：城管", ("department", "城管")),
        ("责任人：李明。", None),
        ("责任人要落实", None),
        ("", None),
    ],
)
def test_the_name_that_is_being_written(text: str, found: tuple[str, str] | None) -> None:
    assert name_being_written(text) == found
