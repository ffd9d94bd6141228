"""Numbers after structural edits: consecutive, in the list's own form; lists that nobody touched stay as printed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model import laws
from tests.model.build import entry, group, head, para, problem, section
from tests.model.some_edits import FEWER, full_reports

from huibao.model import tree
from huibao.model.edits import Insert, Move, Remove, ReplaceBlocks, UnifyNumbering
from huibao.model.numbering import Form, parse, render
from huibao.model.report import Paragraph, Problem, Report, new_id

FORMS = ["（一）", "(一)", "一、", "第一，", "1．", "1.", "1、", "（1）", "(1) ", "①", "1.1 "]


def form_of(label: str) -> Form:
    """The form of a label that can be read."""
    known = parse(label)
    assert known is not None
    return known.form


def listed(label: str, count: int, start: int = 1) -> Report:
    """A report with one list of ``count`` entries e0… in the form of ``label``, from ``start`` on."""
    form = form_of(label)
    entries = (problem(f"e{at}", render(form, start + at), f"第{at}") for at in range(count))
    return Report("r", (), (section("s1", "problems", "一、", "问题", group("g1", "", "", *entries)),))


def fresh(id: str) -> Problem:
    """A problem that waits for its number."""
    return Problem(id, head("", "新", 3, numbered=True))


def labels(report: Report, holder: str = "g1") -> list[str]:
    """The labels of the entries of a group."""
    return [one.heading.label for one in entry(report, holder).entries]


@given(st.sampled_from(FORMS), st.integers(1, 5), st.sampled_from((1, 4)), st.integers(0, 2**32))
def test_a_list_counts_on_in_its_own_form_from_its_own_first_number(
    label: str, count: int, start: int, seed: int
) -> None:
    report, random = listed(label, count, start), Random(seed)
    for _ in range(4):
        held = entry(report, "g1").entries
        if random.random() < 0.5 or len(held) < 2:
            report = Insert("g1", "entries", random.randint(0, len(held)), fresh(new_id())).apply(report)
        elif random.random() < 0.5:
            report = Remove(random.choice(held).id).apply(report)
        else:
            report = Move(random.choice(held).id, "g1", "entries", random.randint(0, len(held) - 1)).apply(report)
        form = form_of(label)
        assert labels(report) == [render(form, start + at) for at in range(len(labels(report)))]


@FEWER
@given(full_reports(), st.integers(0, 2**32))
def test_lists_that_nobody_touched_keep_their_labels_character_for_character(report: Report, seed: int) -> None:
    random = Random(seed)
    lists = [
        (node.id, place)
        for node in tree.walk(report)
        for place in ("sections", "groups", "entries")
        if getattr(node, place, ())
    ]
    holder, place = random.choice(lists)
    node = random.choice(getattr(tree.find(report, holder), place))
    through = {section.id: tree.ids(section) for section in report.sections}
    after = Remove(node.id).apply(report)
    for other, held in laws.labels(report, place).items():
        in_one_section = any(other in ids and holder in ids for ids in through.values())
        if other != holder and tree.contains(after, other) and not (in_one_section and place == "entries"):
            assert laws.labels(after, place).get(other, ()) == held


def test_a_list_with_gaps_is_closed_by_the_first_edit_that_touches_it_and_by_no_other() -> None:
    report = Report("r", (), (section("s1", "problems", "一、", "甲", *gaps()),))
    after = Insert("g2", "entries", 0, fresh("new")).apply(report)
    assert labels(after) == ["2.", "5.", "5."]
    assert labels(after, "g2") == ["1.", "2."]
    assert labels(Remove("e3").apply(Insert("g1", "entries", 0, fresh("n")).apply(report))) == [
        "1.",
        "2.",
        "3.",
    ]


def gaps() -> tuple[Any, ...]:
    first = problem("e1", "2.", "一"), problem("e2", "5.", "二"), problem("e3", "5.", "三")
    return group("g1", "（一）", "甲", *first), group("g2", "（二）", "乙", problem("e4", "1.", "四"))


def test_a_list_whose_numbers_go_down_begins_at_one() -> None:
    report = Report("r", (), (section("s1", "problems", "一、", "甲", *gaps()),))
    assert labels(Remove("e1").apply(report)) == ["1.", "2."]


def test_bullets_stay_and_a_new_one_is_a_bullet_too() -> None:
    held = problem("e1", "●", "一"), problem("e2", "●", "二")
    report = Report("r", (), (section("s1", "problems", "一、", "甲", group("g1", "", "", *held)),))
    after = Insert("g1", "entries", 1, fresh("new")).apply(report)
    assert labels(after) == ["●", "●", "●"]


@pytest.mark.parametrize("nested", [False, True])
def test_entries_that_count_on_through_a_section_still_do(nested: bool) -> None:
    report = through(nested)
    assert numbers(Remove("e1").apply(report)) == "1.2.3.4."
    assert numbers(Insert("g1", "entries", 2, fresh("new")).apply(report)) == "1.2.3.4.5.6."
    assert numbers(Move("e4", "g1", "entries", 0).apply(report)) == "1.2.3.4.5."
    assert numbers(Remove("g1").apply(report)) == "1.2.3."
    assert numbers(Move("g2", "s1", "groups", 0).apply(report)) == "1.2.3.4.5."
    assert numbers(UnifyNumbering().apply(report)) == "1.2.3.4.5."


def through(nested: bool) -> Report:
    first, second, third = (problem(f"e{at}", f"{at}.", "x") for at in (1, 2, 3))
    last = problem("e4", "4.", "x"), problem("e5", "5.", "x")
    inner = group("g3", "1.", "丙", *last, level=3)
    groups = (
        group("g1", "（一）", "甲", first, second),
        group("g2", "（二）", "乙", third, *((inner,) if nested else last)),
    )
    return Report("r", (), (section("s1", "problems", "一、", "问题", *groups),))


def numbers(report: Report) -> str:
    """All entries' labels."""
    return "".join(one.heading.label for one in tree.entries(report) if isinstance(one, Problem))


# labels of paragraphs


def blocks(*held: Any) -> Report:
    return Report("r", (), (section("s1", "narrative", "一、", "甲", group("g1", "（一）", "乙", *held)),))


def block_labels(report: Report) -> list[str]:
    return [block.label for block in entry(report, "g1").blocks if isinstance(block, Paragraph)]


def test_a_labelled_paragraph_that_is_split_makes_the_next_ones_count_on() -> None:
    report = blocks(para("a", "一二", "（1）"), para("b", "三", "（2）"))
    after = ReplaceBlocks("g1", 0, 1, (para("a", "一", "（1）"), para("c", "二", "（1）"))).apply(report)
    assert block_labels(after) == ["（1）", "（2）", "（3）"]


def test_an_edit_beside_a_list_with_gaps_leaves_it_alone() -> None:
    report = blocks(para("a", "一", "（1）"), para("b", "三", "（3）"), para("t", "文"))
    assert block_labels(ReplaceBlocks("g1", 2, 3, (para("t", "文"), para("u", "字"))).apply(report))[:2] == [
        "（1）",
        "（3）",
    ]
    assert (
        block_labels(ReplaceBlocks("g1", 1, 2, (para("b", "三", "（3）"), para("u", "字"))).apply(report))[1] == "（3）"
    )


def test_a_list_that_begins_anew_is_another_list() -> None:
    report = blocks(*(para(f"p{at}", "文", label) for at, label in enumerate(("1、", "2、", "", "1、", "2、", "3、"))))
    assert block_labels(Remove("p0").apply(report)) == ["1、", "", "1、", "2、", "3、"]
    assert block_labels(Remove("p3").apply(report)) == ["1、", "2、", "", "1、", "2、"]


def test_lists_nest_by_the_form_of_their_labels() -> None:
    marks = ("1.", "①", "②", "2.", "①", "3.")
    report = blocks(*(para(f"p{at}", "文", label) for at, label in enumerate(marks)))
    assert block_labels(Remove("p0").apply(report)) == ["①", "②", "1.", "①", "2."]
    assert block_labels(Remove("p1").apply(report)) == ["1.", "①", "2.", "①", "3."]


def test_a_paragraph_that_moves_within_its_list_takes_the_number_of_its_place() -> None:
    report = blocks(para("a", "一", "（4）"), para("b", "二", "（5）"), para("c", "三", "（6）"))
    after = Move("c", "g1", "blocks", 0).apply(report)
    assert [(block.id, block.label) for block in entry(after, "g1").blocks] == [
        ("c", "（4）"),
        ("a", "（5）"),
        ("b", "（6）"),
    ]


def test_a_pasted_list_keeps_its_labels_where_there_is_none_of_its_kind() -> None:
    pasted = (para("x", "甲", "（3）"), para("y", "乙", "（4）"))
    assert block_labels(ReplaceBlocks("g1", 1, 1, pasted).apply(blocks(para("a", "文")))) == ["", "（3）", "（4）"]


def test_a_heading_or_an_empty_paragraph_ends_a_list() -> None:
    report = blocks(para("a", "一", "（1）"), para("b", "二", "（2）"), para("e"), para("c", "三", "（5）"))
    assert block_labels(Remove("a").apply(report)) == ["（1）", "", "（5）"]
