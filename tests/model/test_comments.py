"""Comments stand at a place that is there, whatever is done to the report; undo brings everything back."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model import laws
from tests.model.build import a_report, para
from tests.model.some_edits import FEWER, full_reports, some_edit
from tests.model.strategies import comments

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.comments import by_node, in_print_order
from huibao.model.edits import (
    AddComment,
    ChangeComment,
    Edit,
    Remove,
    RemoveComment,
    ReplaceBlock,
    ReplaceBlocks,
    Resolve,
)
from huibao.model.history import History
from huibao.model.manuscript import manuscript
from huibao.model.report import Cell, Comment, Report, Table
from huibao.model.structure import MakeBody, MakeHeading, MergeEntry, Promote, SplitEntry


def commented(about: str, report: Report | None = None) -> Report:
    """A report with a comment at ``about``."""
    return AddComment(Comment("c", about, "请再核对。", "张三")).apply(report or a_report())


def place_after(edit: Edit, about: str, report: Report | None = None) -> str:
    """Where the comment at ``about`` stands once ``edit`` is done, "" when it is gone; undo brings back what was."""
    history = History(commented(about, report))
    was = history.report
    now = history.apply(edit)
    history.undo()
    assert history.report is was
    return now.comments[0].about if now.comments else ""


def test_comments_are_added_reworded_settled_and_taken_away() -> None:
    comment = Comment("c", "e1", "依据？", "张三", "2023-11-05T09:30:00")
    report = AddComment(comment).apply(a_report())
    reworded = replace(comment, text="依据是什么？")
    assert ChangeComment(reworded).apply(report).comments == (reworded,)
    assert Resolve(comment).apply(report).comments == (replace(comment, resolved=True),)
    assert Resolve(comment, on=False).apply(Resolve(comment).apply(report)) == report
    assert RemoveComment(comment).apply(report) == a_report()


def test_settling_a_comment_keeps_words_that_were_changed_meanwhile() -> None:
    comment = Comment("c", "e1", "依据？")
    report = ChangeComment(replace(comment, text="出处？")).apply(AddComment(comment).apply(a_report()))
    assert Resolve(comment).apply(report).comments[0].text == "出处？"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (AddComment(Comment("c2", "gone", "改。")), "已经不在报告里"),
        (AddComment(Comment("c2", "e1", " \n")), "还没有写字"),
        (AddComment(Comment("c", "e1", "改。")), "不能添加两次"),
        (AddComment(Comment("e2", "e1", "改。")), "不能添加两次"),
        (ChangeComment(Comment("c", "gone", "改。")), "已经不在报告里"),
        (RemoveComment(Comment("c3", "e1", "改。")), "已经不在了"),
        (Resolve(Comment("c3", "e1", "改。")), "已经不在了"),
    ],
)
def test_a_comment_that_says_nothing_or_stands_nowhere_is_refused(edit: Edit, why: str) -> None:
    with pytest.raises(EditError, match=why):
        edit.apply(commented("e1"))


def test_comments_print_nothing() -> None:
    assert manuscript(commented("e1")) == manuscript(a_report())


def test_comments_are_listed_in_print_order_and_on_one_node_as_they_were_made() -> None:
    report = a_report()
    for at, about in enumerate(("m1", "e1", "tp", "e1", "r")):
        report = AddComment(Comment(f"c{at}", about, "改。")).apply(report)
    assert [comment.id for comment in in_print_order(report)] == ["c4", "c2", "c1", "c3", "c0"]
    assert [comment.id for comment in by_node(report)["e1"]] == ["c1", "c3"]


def test_what_is_removed_takes_its_comments_along() -> None:
    for about in ("e1", "e1a", "e1p"):
        assert place_after(Remove("e1"), about) == ""
    assert place_after(Remove("a1"), "e1p") == ""
    assert place_after(Remove("e2"), "e1p") == "e1p"


def test_a_paragraph_that_goes_leaves_its_comment_to_what_stands_nearest() -> None:
    two = ReplaceBlocks("e1a", 1, 1, (para("n1", "又一段。"),)).apply(a_report())
    assert place_after(ReplaceBlocks("e1a", 0, 2, (para("e1p", "人少。又一段。"),)), "n1", two) == "e1p"
    assert place_after(ReplaceBlocks("e1a", 0, 2, (para("n2", "合。"),)), "e1p", two) == "n2"
    assert place_after(Remove("n1"), "n1", two) == "e1p"
    assert place_after(Remove("e1p"), "e1p", two) == "n1"
    assert place_after(Remove("e1p"), "e1p") == "e1a"
    assert place_after(Remove("e1a"), "e1p") == "e1"


def test_a_cell_that_goes_leaves_its_comment_to_the_table() -> None:
    rows = ((Cell((para("c1", "姓名"),)), Cell((para("c2", "职务"),))),)
    report = ReplaceBlocks("g2", 1, 1, (Table("tb", rows),)).apply(a_report())
    assert place_after(ReplaceBlock(Table("tb", ((rows[0][0],),))), "c2", report) == "tb"


def test_splitting_joining_and_changing_levels_keep_comments() -> None:
    assert place_after(SplitEntry("e1", "e1p", 1, "new"), "e1p") == "e1p"
    assert place_after(MergeEntry("e2"), "e2") == "e2"  # its headline is a paragraph now
    assert place_after(MergeEntry("e2"), "e2p") in ("e1", "e2")
    assert place_after(MakeHeading("p3", "new"), "p3") == "new"
    assert place_after(MakeBody("g2"), "g2") == "g2"
    assert place_after(Promote("e3"), "e3a") == "e3p"


@FEWER
@given(full_reports(), st.data())
def test_no_comment_ever_dangles_and_undo_leads_back(report: Report, data: st.DataObject) -> None:
    random = Random(data.draw(st.sampled_from(range(10_000))))
    history = History(replace(report, comments=data.draw(comments(report))))
    first = history.report
    for _ in range(15):
        before = history.report
        edit = some_edit(random, before)
        try:
            history.apply(edit)
        except EditError:
            assert history.report is before
        laws.check(history.report)
        assert all(tree.contains(history.report, comment.about) for comment in history.report.comments)
        if not isinstance(edit, Remove) and "Remove" not in repr(edit):
            assert len(history.report.comments) == len(before.comments)
    while history.undo():
        pass
    assert history.report is first
