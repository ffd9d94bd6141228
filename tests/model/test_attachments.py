"""Attachments and the lines that list them."""

from __future__ import annotations

from dataclasses import replace

from huibao.model.attachments import new_attachment, relabelled
from huibao.model.edits import Insert, Move, Remove
from huibao.model.manuscript import manuscript
from huibao.model.report import Attachment, Paragraph, Part, Report, runs


def named(name: str) -> Attachment:
    return replace(new_attachment(), name=runs(name), blocks=(Paragraph(name, runs("内容")),))


def lines(report: Report) -> list[str]:
    return [item.label + item.text for item in manuscript(report)]


def test_one_attachment_is_listed_without_a_number_and_two_with_theirs() -> None:
    signature = Part("s", "signature", (Paragraph("s1", runs("某社区")),))
    report = Insert("r", "attachments", 0, named("台账")).apply(Report("r", end=(signature,)))
    assert lines(report) == ["附件：台账", "某社区", "附件", "内容"]
    report = Insert("r", "attachments", 1, named("名单")).apply(report)
    assert lines(report) == ["附件：1.台账", "2.名单", "某社区", "附件1", "内容", "附件2", "内容"]


def test_moving_and_removing_an_attachment_counts_the_others_anew() -> None:
    first, second = named("台账"), named("名单")
    report = Report("r", attachments=relabelled((first, second)))
    moved = Move(second.id, "r", "attachments", 0).apply(report)
    assert [held.list_label for held in moved.attachments] == ["附件：1.", "2."]
    assert [held.list_label for held in Remove(first.id).apply(report).attachments] == ["附件："]


def test_an_attachment_that_is_not_listed_stays_so() -> None:
    loose = Attachment("a", page_label="附表", blocks=(Paragraph("p", runs("表")),))
    assert relabelled((loose, named("名单")))[0] is loose
