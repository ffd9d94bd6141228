"""Several nodes moved or taken away as one edit, by example."""

from __future__ import annotations

import pytest
from tests.model.build import a_report, entry, group, lines, para, section

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import MoveAll, RemoveAll
from huibao.model.report import Report
from huibao.model.structure import Demote, Promote


def test_entries_of_two_groups_come_together_in_the_order_of_print_and_are_counted_once_more() -> None:
    after = MoveAll(("e4", "e1"), "a1", "entries", 1).apply(a_report())
    held = entry(after, "a1").entries
    assert [one.id for one in held if one.id in ("e1", "e4")] == ["e1", "e4"]
    assert [one.heading.label for one in held] == [f"{number}." for number in range(1, len(held) + 1)]
    assert all(one.id != "e4" for one in tree.entries(entry(after, "a2")))


def test_what_is_taken_away_together_takes_its_links_along_and_the_rest_counts_on() -> None:
    report = a_report()
    kept = [one.id for one in entry(report, "a1").entries][1:]
    after = RemoveAll(("e1", "a2")).apply(report)
    assert [one.id for one in entry(after, "a1").entries] == kept
    assert entry(after, "a1").entries[0].heading.label == "1."
    assert entry(after, "m2").answers == ()


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (RemoveAll(("a1", "e1")), "包含"),
        (RemoveAll(("p0",)), "只选标题"),
        (MoveAll(("a1", "a2"), "a1", "groups", 0), "自己里面"),
        (MoveAll(("e1", "m2"), "a2", "entries", 0), "问题只能"),
        (MoveAll(("e1",), "a2", "entries", 9), "位置"),
    ],
)
def test_what_cannot_be_done_together_says_why(edit: MoveAll | RemoveAll, why: str) -> None:
    with pytest.raises(EditError) as caught:
        edit.apply(a_report())
    assert why in caught.value.message


def nested() -> Report:
    """（一） with 1. and 2. under it, then （二）, in one narrative section, and one section before that."""
    inner = (
        group("g11", "1.", "甲一", para("x1", "一。"), level=3),
        group("g12", "2.", "甲二", para("x2", "二。"), level=3),
    )
    held = group("g1", "（一）", "甲", *inner), group("g2", "（二）", "乙", para("z", "尾。"))
    return Report("r", (), (section("s0", "narrative", "一、", "前"), section("s1", "narrative", "二、", "工作", *held)))


def test_a_heading_promoted_alone_leaves_what_is_under_it_at_its_level() -> None:
    after = Promote("g1", alone=True).apply(nested())
    assert lines(after) == ["一、前", "二、工作", "三、甲", "1.甲一", "一。", "2.甲二", "二。", "（一）乙", "尾。"]
    assert [entry(after, name).heading.level for name in ("g1", "g11", "g2")] == [1, 3, 2]


def test_promoted_with_its_subtree_everything_under_it_rises() -> None:
    after = Promote("g1").apply(nested())
    assert lines(after)[2:] == ["三、甲", "（一）甲一", "一。", "（二）甲二", "二。", "（三）乙", "尾。"]


def test_a_heading_demoted_alone_stands_beside_what_was_under_it() -> None:
    after = Demote("s1", alone=True).apply(nested())
    assert lines(after) == ["一、前", "（一）工作", "（二）甲", "1.甲一", "一。", "2.甲二", "二。", "（三）乙", "尾。"]
    assert Demote("s1").apply(nested()) != after


def test_a_group_demoted_alone_frees_the_headings_under_it() -> None:
    inner = group("g21", "1.", "乙一", para("x1", "一。"), level=3)
    held = group("g1", "（一）", "甲"), group("g2", "（二）", "乙", inner)
    report = Report("r", (), (section("s1", "narrative", "一、", "工作", *held),))
    assert lines(Demote("g2", alone=True).apply(report)) == ["一、工作", "（一）甲", "1.乙", "2.乙一", "一。"]
    assert lines(Demote("g2").apply(report)) == ["一、工作", "（一）甲", "1.乙", "（1）乙一", "一。"]


def test_what_was_demoted_alone_comes_back_when_it_is_promoted() -> None:
    assert lines(Promote("s1").apply(Demote("s1", alone=True).apply(nested()))) == lines(nested())
