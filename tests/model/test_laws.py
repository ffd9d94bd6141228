"""Laws that hold whatever is done to whatever report."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.model import laws
from tests.model.some_edits import FEWER, every_structural_edit, full_reports, some_edit

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, Several, UnifyNumbering
from huibao.model.history import History
from huibao.model.manuscript import manuscript
from huibao.model.numbering import parse
from huibao.model.report import Detail, Group, Measure, Paragraph, Report
from huibao.model.structure import Demote, MakeBody, MakeHeading, MergeEntry, Promote


def done(report: Report, edit: Edit) -> Report | None:
    """The report after ``edit``, None when it is refused."""
    try:
        return edit.apply(report)
    except EditError:
        return None


@FEWER
@given(full_reports(), st.randoms(use_true_random=True))
def test_any_edits_can_be_undone_to_the_very_first_report_and_redone_to_the_last(
    report: Report, random: Random
) -> None:
    history = History(report)
    for _ in range(15):
        before = history.report
        try:
            history.apply(some_edit(random, before))
        except EditError:
            assert history.report is before
        laws.check(history.report)
    last = history.report
    while history.undo():
        pass
    assert history.report is report
    while history.redo():
        pass
    assert history.report is last


@FEWER
@given(full_reports(), st.randoms(use_true_random=True))
def test_an_edit_leaves_the_report_it_is_given_as_it_was(report: Report, random: Random) -> None:
    copy = copied(report)
    for _ in range(15):
        done(report, some_edit(random, report))
    assert report == copy


@FEWER
@given(full_reports())
def test_edits_of_structure_keep_the_text_but_for_labels_and_paragraph_ends(report: Report) -> None:
    for edit, after in outcomes(report):
        laws.check(after)
        details = not isinstance(edit, MergeEntry)  # people and deadlines of two measures come together at the end
        if not (isinstance(edit, MakeHeading) and moves_a_label(report, edit)):
            assert laws.words(after, details) == laws.words(report, details), edit


def moves_a_label(report: Report, edit: MakeHeading) -> bool:
    """Whether a label comes out of the text, or one that can't be read goes into it."""
    paragraph = tree.find(report, edit.paragraph)
    return isinstance(paragraph, Paragraph) and (parse(paragraph.label or paragraph.text) is None) == bool(
        paragraph.label
    )


@FEWER
@given(full_reports())
def test_joining_two_measures_keeps_all_their_people_and_deadlines(report: Report) -> None:
    values = [detail.value for detail in details_of(report) if detail.value]
    for edit, after in outcomes(report):
        if isinstance(edit, MergeEntry):
            text = "\n".join(detail.value for detail in details_of(after))
            assert all(value in text for value in values)


def details_of(report: Report) -> list[Detail]:
    return [detail for e in tree.entries(report) if isinstance(e, Measure) for detail in e.details]


@FEWER
@given(full_reports())
def test_what_is_promoted_and_then_demoted_keeps_its_text(report: Report) -> None:
    for edit, up in outcomes(report):
        down = done(up, Demote(edit.target)) if isinstance(edit, Promote) else None
        if down:
            assert laws.words(down) == laws.words(report), edit


@FEWER
@given(full_reports())
def test_what_is_unnumbered_stays_so_with_its_label_and_what_is_numbered_too(report: Report) -> None:
    was, bare = numbered(report), laws.unnumbered(report)
    for edit, after in [*outcomes(report), (UnifyNumbering(), UnifyNumbering().apply(report))]:
        now, unnumbered = numbered(after), laws.unnumbered(after)
        assert {key: now[key] for key in was if key in now} == {key: was[key] for key in was if key in now}, edit
        assert all(unnumbered[key] == label for key, label in bare.items() if key in unnumbered), edit


def numbered(report: Report) -> dict[str, bool]:
    """Whether each heading is numbered, by its owner's id."""
    return {n.id: n.heading.numbered for n in tree.walk(report) if getattr(n, "heading", None)}  # type: ignore[union-attr]


def outcomes(report: Report) -> Iterator[tuple[Edit, Report]]:
    """Every edit of structure that can be done somewhere in ``report``, and the report after it."""
    for edit in every_structural_edit(report):
        after = done(report, edit)
        if after is not None:
            yield edit, after


@FEWER
@given(full_reports(), st.randoms(use_true_random=True))
def test_several_edits_are_done_all_or_none(report: Report, random: Random) -> None:
    for _ in range(15):
        first = some_edit(random, report)
        middle = done(report, first)
        if middle is not None:
            second = some_edit(random, middle)
            last = done(middle, second)
            both = done(report, Several((first, second)))
            assert (both is None) == (last is None)
            assert not (both and last) or laws.words(both) == laws.words(last)


@FEWER
@given(full_reports(), st.randoms(use_true_random=True))
def test_the_manuscript_is_the_same_whether_or_not_parts_of_it_were_remembered(report: Report, random: Random) -> None:
    for _ in range(5):
        report = done(report, some_edit(random, report)) or report
        assert manuscript(report) == manuscript(copied(report))


@FEWER
@given(full_reports(), st.randoms(use_true_random=True))
def test_every_node_is_found_by_its_id_before_and_after_an_edit(report: Report, random: Random) -> None:
    for _ in range(5):
        for node in tree.walk(report):
            assert tree.find(report, node.id) is node
            assert tree.contains(report, node.id)
        assert not tree.contains(report, "nothing")
        report = done(report, some_edit(random, report)) or report


def copied(value: Any) -> Any:
    """An equal value that shares no node with ``value``."""
    if isinstance(value, tuple):
        return tuple(map(copied, value))
    fields = getattr(value, "__dataclass_fields__", None)
    return type(value)(**{name: copied(getattr(value, name)) for name in fields}) if fields else value


@FEWER
@given(full_reports())
def test_a_heading_made_body_prints_its_label_still(report: Report) -> None:
    for edit, after in outcomes(report):
        if isinstance(edit, MakeBody):
            was, paragraph = tree.find(report, edit.group), tree.find(after, edit.group)
            assert isinstance(was, Group)
            assert isinstance(paragraph, Paragraph)
            assert was.heading
            assert paragraph.label == was.heading.label
