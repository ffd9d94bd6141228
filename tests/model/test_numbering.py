"""Labels ⇄ numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.model.numbering import Form, from_han, han, parse, render, renumbered, standard_form, starts_with_number


@given(st.integers(1, 999))
def test_han_numerals_read_back_as_the_number(number: int) -> None:
    assert from_han(han(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1000, "1000"), (0, "0")],
)
def test_numbers_are_written_as_people_write_them(number: int, numeral: str) -> None:
    assert han(number) == numeral


LABELS = [
    ("一、", 1, 1),
    ("十二、", 12, 1),
    ("（一）", 1, 2),
    ("(三) ", 3, 2),
    ("第一，", 1, 1),
    ("第三部分", 3, 1),
    ("1.", 1, 3),
    ("12、", 12, 3),
    ("1． ", 1, 3),
    ("（1）", 1, 4),
    ("(12)", 12, 4),
    ("①", 1, 4),
    ("1.2 ", 2, 3),
]


@pytest.mark.parametrize(("label", "number", "level"), LABELS)
def test_a_label_is_read_with_its_number_and_its_usual_level(label: str, number: int, level: int) -> None:
    known = parse(label + "加强学习")
    assert known is not None
    assert (known.text, known.number, known.form.family) == (label, number, level)


@given(st.sampled_from([label for label, _, _ in LABELS]), st.integers(1, 20))
def test_any_number_in_any_form_is_read_back_with_its_form(label: str, number: int) -> None:
    known = parse(label)
    assert known is not None
    again = parse(render(known.form, number) + "加强学习")
    assert again is not None
    assert (again.number, again.form) == (number, known.form)


@pytest.mark.parametrize(
    "text", ["", "加强学习", "2023年", "1.5万元", "3%", "百姓", "零距离服务", "一手抓", "●学习", "0.1"]
)
def test_what_is_no_label_is_not_read_as_one(text: str) -> None:
    assert parse(text) is None


def test_circled_numbers_end_at_twenty() -> None:
    form = Form("", "circled", "")
    assert (render(form, 20), render(form, 21)) == ("⑳", "（21）")


def test_the_standard_forms_are_those_of_the_standard() -> None:
    """GB/T 9704-2012, 7.3.3."""
    assert [render(standard_form(level), 2) for level in (1, 2, 3, 4)] == ["二、", "（二）", "2.", "（2）"]
    assert render(standard_form(1, ("第{}部分 ", "", "", "")), 3) == "第三部分 "


def test_a_list_takes_the_form_of_its_first_readable_label() -> None:
    assert renumbered(("", "3、", "7."), standard_form(3)) == ("1、", "2、", "3、")
    assert renumbered(("", ""), standard_form(2)) == ("（一）", "（二）")


@pytest.mark.parametrize(
    ("text", "is_number"), [("四月份", True), ("2号楼", True), ("月份", False), ("", False), ("十天", True)]
)
def test_a_numeral_after_a_label_is_noticed(text: str, is_number: bool) -> None:
    assert starts_with_number(text) is is_number
