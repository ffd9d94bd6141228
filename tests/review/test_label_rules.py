"""Numbers that skip, repeat or change their form."""

from hypothesis import given
from hypothesis import strategies as st
from tests.review.build import group, problem, report, section

from huibao.model.numbering import render, standard_form
from huibao.model.report import Paragraph, Part, Report, Section
from huibao.review import check


def said(made: Report) -> list[tuple[str, str, str]]:
    return [(found.rule, found.where, found.text) for found in check(made, None) if found.rule.startswith("label")]


def entries(*lists: str) -> Report:
    groups = [
        group(f"（{'一二三'[at]}）", "方面", *(problem(label, "甲") for label in one.split()))
        for at, one in enumerate(lists)
    ]
    return report(section("problems", "一、", "问题", *groups))


def sections(*labels: str) -> Report:
    return report(*(section("narrative", label, "题") for label in labels))


def paragraphs(*labels: str) -> Report:
    part = Part("p", "manifestation", tuple(Paragraph(str(at), (), label) for at, label in enumerate(labels)))
    return report(section("problems", "一、", "问题", group("", "", problem("1.", "甲", part))))


def test_a_skipped_section_is_named() -> None:
    assert said(sections("一、", "二、", "四、")) == [("label-skips", "四、", "序号“四、”前面缺了“三、”。")]


def test_a_repeated_section_is_named() -> None:
    assert said(sections("一、", "二、", "二、")) == [("label-repeats", "二、", "序号“二、”重复了，前一个是“二、”。")]


def test_a_number_that_goes_back_is_named() -> None:
    assert said(sections("一、", "二、", "三、", "二、", "三、")) == [
        ("label-repeats", "二、", "序号“二、”倒回去了，前一个是“三、”。")
    ]


def test_a_list_that_does_not_begin_at_one_is_named() -> None:
    assert said(entries("2. 3.")) == [("label-skips", "一、（一）2.", "序号“2.”前面缺了“1.”。")]


def test_entries_may_begin_anew_in_each_group_or_count_on() -> None:
    assert said(entries("1. 2.", "1. 2.", "1.")) == []
    assert said(entries("1. 2.", "3. 4.", "5.")) == []
    assert [rule for rule, _, _ in said(entries("1. 2.", "4."))] == ["label-skips"]


def test_two_ways_of_writing_in_one_list_are_hinted_at_once() -> None:
    assert said(entries("1. 2、 3. 4、")) == [("label-mixed", "一、（一）2、", "同一层的序号写法不一致：“1.”和“2、”。")]


def test_what_has_no_number_is_passed_over() -> None:
    assert said(report(Section("s", "narrative", group("", "x").heading))) == []  # type: ignore[arg-type]
    assert said(sections("一、", "", "二、")) == []


def test_numbered_paragraphs_count_too_and_may_begin_anew() -> None:
    assert said(paragraphs("（1）", "（2）", "（1）", "（2）", "①", "②")) == []
    assert said(paragraphs("（1）", "（3）")) == [("label-skips", "一、1.", "序号“（3）”前面缺了“（2）”。")]


@given(count=st.integers(1, 60), level=st.integers(1, 4))
def test_counting_on_from_one_is_never_a_fault(count: int, level: int) -> None:
    assert said(sections(*(render(standard_form(level), number) for number in range(1, count + 1)))) == []


@given(count=st.integers(3, 40), gone=st.integers(0, 37))
def test_one_label_taken_out_is_one_finding(count: int, gone: int) -> None:
    labels = [render(standard_form(1), number) for number in range(1, count + 1)]
    at = gone % (count - 1)
    assert len(said(sections(*labels[:at], *labels[at + 1 :]))) == 1
