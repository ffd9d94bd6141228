"""What is printed, in what role, how far it stands in, and where its words come from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from tests.model.build import a_report, group, head, lines, para, problem, section
from tests.model.some_edits import FEWER, full_reports

from huibao.model.edits import Remove, SetHeadline, SetReport, SetText
from huibao.model.manuscript import Item, body_items, first_sentence, has_words, manuscript, printed
from huibao.model.report import (
    Attachment,
    Cell,
    Detail,
    DetailFrame,
    Heading,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    Table,
    runs,
)

TABLE = Table(
    "tb", ((Cell((para("c1", "甲"), para("c2", "乙"))), Cell((para("c3", "丙", "1."),))), (Cell((para("c4"),)),))
)
PICTURE = Picture("pic", "0", "png", alt="照片")


def measure(heading: Heading, *parts: Part, **more: Any) -> Section:
    """A measures section with one measure."""
    return section("s", "measures", "一、", "措施", group("g", "", "", Measure("m", heading, parts, **more)))


def part(id: str, field: str, *blocks: Any, **more: Any) -> Part:
    return Part(id, field, blocks, **more)


def body(one: Section) -> list[str]:
    """The printed lines of a section after its heading."""
    return lines(Report("r", sections=(one,)))[1:]


def end(*parts: Part, sealed: bool = False, attachments: tuple[Attachment, ...] = ()) -> tuple[Item, ...]:
    return manuscript(Report("r", end=parts, sealed=sealed, attachments=attachments))


def test_everything_is_printed_in_order() -> None:
    assert printed(manuscript(a_report())).splitlines() == ["某社区总结", *lines(a_report()), "2023年12月1日"]
    assert [item.role for item in manuscript(a_report())][:4] == ["title", "heading", "body", "heading"]


def test_an_empty_report_prints_nothing() -> None:
    assert manuscript(Report()) == ()
    empty = section("s", "narrative", "", "", para("p"), group("g", "", "", para("q")))
    assert manuscript(Report("r", (part("t", "title", para("tp")),), (empty,))) == ()


@FEWER
@given(full_reports())
def test_the_items_of_a_section_are_those_of_the_whole(report: Report) -> None:
    items = manuscript(report)
    for one in report.sections:
        own = body_items(one)
        at = next((index for index, item in enumerate(items) if own and item.node == own[0].node), 0)
        assert [item.text for item in items[at : at + len(own)]] == [item.text for item in own]


@FEWER
@given(full_reports())
def test_spans_cover_the_text_of_sections_without_gap_or_overlap(report: Report) -> None:
    for item in (item for one in report.sections for item in body_items(one)):
        ends = [0, *(span.end for span in item.spans)]
        assert [span.start for span in item.spans] == ends[:-1]
        assert ends[-1] == len(item.text)


def test_a_heading_is_its_words_and_a_run_in_one_goes_on() -> None:
    one = section("s", "problems", "一、", "问题", group("g", "", "", problem("e", "1.", "学习不够", "人少。")))
    heading, entry = body_items(one)
    assert (heading.head, heading.keep_next, heading.level) == (2, True, 1)
    assert (entry.headline, entry.keep_next, entry.section) == ("学习不够。", False, "problems")
    assert [(span.node, span.field) for span in entry.spans] == [
        ("e", "headline"),
        ("e", "headline_end"),
        ("ep", "text"),
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("学习", "1.学习。"), ("学习！", "1.学习！"), ("学习：", "1.学习："), ("", "1.")]
)
def test_a_headline_that_ends_in_a_mark_prints_one_mark(text: str, line: str) -> None:
    one = Problem("e", head("1.", text, 3, headline_end="。"))
    assert body(section("s", "problems", "一、", "问题", group("g", "", "", one))) == [line]


def test_parts_join_or_open_paragraphs_and_lead_ins_print_with_their_text_alone() -> None:
    parts = (
        part("a", "goal", para("a1", "到年底。"), lead_in="目标："),
        part("b", "action", para("b1", "开会。"), para("b2", "走访。"), own_paragraph=False),
        part("c", "outcome", para("c1"), lead_in="完成情况："),
        part("d", "body", para("d1", "又。", "（1）"), own_paragraph=False, lead_in="另："),
    )
    one = measure(head("1.", "学习", 3, headline_end="。", run_in=True), *parts)
    assert body(one) == ["1.学习。目标：到年底。开会。", "走访。（1）另：又。"]
    apart = measure(head("1.", "学习", 3), parts[0])
    assert body(apart) == ["1.学习", "目标：到年底。"]


def test_a_label_stands_before_its_lead_in_whether_or_not_it_opens_the_paragraph() -> None:
    own = part("d", "body", para("d1", "又。", "（1）"), lead_in="另：")
    assert body(measure(head("1.", "学习", 3), own)) == ["1.学习", "（1）另：又。"]
    joined = measure(head("1.", "学习", 3, run_in=True), own)
    assert body(joined) == ["1.学习（1）另：又。"]
    assert [span.field for span in body_items(joined)[1].spans] == ["headline", "label", "wording", "text"]


def test_a_lead_in_before_a_table_is_a_paragraph_of_its_own() -> None:
    cause = part("c", "outcome", TABLE, para("c9", "如表。"), lead_in="完成情况：")
    assert body(measure(head("1.", "学习", 3), cause)) == ["1.学习", "完成情况：", "甲 乙\t1.丙", "", "如表。"]
    front = Report("r", (part("n", "note", TABLE, lead_in="附："),))
    assert printed(manuscript(front)).splitlines() == ["附：", "甲 乙\t1.丙", ""]


def test_people_and_deadline_stand_at_the_end_within_their_frame() -> None:
    held = (Detail("person", "张某", "责任人："), Detail("leader", ""), Detail("deadline", "6月", "时限："))
    action = part("a", "action", para("a1", "开会。"))
    one = measure(head("1.", "学习", 3, headline_end="。", run_in=True), action, details=held)
    assert body(one) == ["1.学习。开会。（责任人：张某；时限：6月）"]
    assert [span.field for span in body_items(one)[1].spans][-3:] == ["wording", "deadline", "wording"]
    own = measure(head("1.", "学习", 3), action, details=held, frame=DetailFrame("", "，", "", own_paragraph=True))
    assert body(own) == ["1.学习", "开会。", "责任人：张某，时限：6月"]
    after_table = measure(head("1.", "学习", 3), part("a", "action", TABLE), details=held[:1])
    assert body(after_table)[-1] == "（责任人：张某）"


def test_a_first_paragraph_with_a_label_runs_into_its_heading_with_it() -> None:
    one = section("s", "narrative", "一、", "工作", para("p", "正文。", "1."))
    run_in = replace(one, heading=replace(one.heading, run_in=True))
    (item,) = body_items(run_in)
    assert item.text == "工作1.正文。"
    assert [(span.field, span.start, span.end) for span in item.spans] == [
        ("headline", 0, 2),
        ("label", 2, 4),
        ("text", 4, 7),
    ]


def test_a_heading_paragraph_within_an_entry_is_a_heading() -> None:
    inner = replace(para("p", "重点。其余。", "（1）"), level=4)
    item = body_items(measure(head("1.", "学习", 3), part("a", "action", inner)))[2]
    assert (item.role, item.level, item.headline) == ("heading", 4, "重点。")


def test_tables_and_pictures_are_items_of_their_own() -> None:
    items = body_items(section("s", "narrative", "一、", "工作", TABLE, PICTURE))
    assert [(item.role, item.node) for item in items[1:]] == [("table", "tb"), ("picture", "pic")]
    assert printed(items[2:]) == "照片\n"


def test_one_blank_line_stands_under_the_title_block() -> None:
    front = part("t", "title", para("t1", "某社区"), para("t2", "总结")), part("d", "date", para("d1", "2023年"))
    items = manuscript(replace(a_report(), front=front))
    assert [item.blank_before for item in items[:5]] == [0, 0, 0, 1, 0]
    assert items[3].text == "工作"
    lead = manuscript(replace(a_report(), front=(*front, part("l", "lead", para("l1", "如下。")))))
    assert [item.blank_before for item in lead[:5]] == [0, 0, 0, 1, 0]


def test_alignment_indents_and_page_breaks_of_paragraphs_are_kept() -> None:
    centred = Paragraph("p", runs("居中"), align="center", page_break_before=True)
    item = body_items(section("s", "narrative", "一、", "工作", centred, para("q", "文")))[1:]
    assert [(one.align, one.first_indent, one.new_page) for one in item] == [("center", 0.0, True), ("", 2.0, False)]


@pytest.mark.parametrize(
    ("name", "date", "sealed", "indents"),
    [
        ("某社区", "2023年12月1日", False, (8.75, 2.0)),
        ("某街道某社区居民委员会", "2023年12月1日", False, (2.0, 3.25)),
        ("某社区居委会", "2023年12月1日", True, (4.875, 4.0)),
    ],
)
def test_signature_and_date_stand_in_as_the_standard_says(
    name: str, date: str, sealed: bool, indents: tuple[float, float]
) -> None:
    """GB/T 9704-2012. Without a seal (7.3.5.2) the name stands 2 in and the date begins 2 further right than the name; where
    the date (here 7.75 wide, with the gaps at its digits) is the longer, it stands 2 in. With one (7.3.5.1) the date stands 4
    in, the name centred over it."""
    items = end(part("s", "signature", para("s1", name)), part("d", "date", para("d1", date)), sealed=sealed)
    assert [item.blank_before for item in items] == [1, 0]
    assert tuple(item.right_indent for item in items) == indents


def test_the_list_of_attachments_stands_before_the_signature_or_where_its_part_is() -> None:
    held = (
        Attachment("f1", "附件：1.", runs("名单")),
        Attachment("f2", "2.", runs("台账")),
        Attachment("f3", page_label="附件3"),
    )
    sign, closing = part("s", "signature", para("s1", "某社区")), part("c", "closing", para("c1", "特此报告。"))
    assert [item.node for item in end(closing, sign, attachments=held)] == ["c1", "f1", "f2", "s1", "f3"]
    placed = end(part("l", "attachment_list"), closing, sign, attachments=held)
    assert [item.node for item in placed] == ["f1", "f2", "c1", "s1", "f3"]
    first, second = placed[:2]
    assert (first.label, first.left_indent, first.first_indent, first.blank_before) == ("附件：1.", 5.75, -3.75, 1)
    assert first.left_indent == second.left_indent


def test_an_attachment_begins_a_page_with_its_label_its_title_or_its_text() -> None:
    whole = Attachment(
        "f", page_label="附件1", title=(para("t1", "名单", "1."), para("t2")), blocks=(para("b", "张三"),)
    )
    items = end(attachments=(whole,))
    assert [(item.role, item.new_page, item.blank_before) for item in items] == [
        ("attachment_label", True, 0),
        ("attachment_title", False, 1),
        ("body", False, 0),
    ]
    assert printed(items) == "附件1\n1.名单\n张三\n"
    assert end(attachments=(replace(whole, page_label="", title=()),))[0].new_page


@pytest.mark.parametrize(("text", "length"), [("一。二。", 2), ("一！二。", 2), ("一二", 2), ("", 0)])
def test_the_first_sentence_ends_with_its_mark(text: str, length: int) -> None:
    assert first_sentence(text) == length


def test_a_paragraph_has_words_when_it_has_text_or_a_label() -> None:
    assert [has_words(one) for one in (para("p"), para("p", "", "1."), para("p", "x"), TABLE)] == [
        False,
        True,
        True,
        True,
    ]


# what did not change gives the very same items


def test_an_edit_leaves_the_very_same_items_everywhere_else() -> None:
    report = a_report()
    before = manuscript(report)
    after = manuscript(SetText("p2", runs("学了又学。")).apply(report))
    changed = [one.node for one, other in zip(before, after, strict=True) if one is not other]
    assert changed == ["p2"]


def test_a_reworded_headline_changes_its_own_item_alone() -> None:
    report = a_report()
    before = manuscript(report)
    after = manuscript(SetHeadline("e2", runs("服务欠细")).apply(report))
    assert [one.node for one, other in zip(before, after, strict=True) if one is not other] == ["e2"]


def test_removing_an_entry_changes_those_that_are_renumbered() -> None:
    report = a_report()
    before = {id(item) for item in manuscript(report)}
    after = manuscript(Remove("e2").apply(report))
    assert [item.node for item in after if id(item) not in before] == ["e3", "m1"]  # m1 answered e2


def test_a_property_of_the_report_leaves_all_items_of_the_body() -> None:
    report = a_report()
    before, after = manuscript(report), manuscript(SetReport(sealed=True).apply(report))
    assert all(one is other for one, other in zip(before[:-1], after[:-1], strict=True))


def test_a_name_and_a_date_under_the_title_stand_in_the_middle() -> None:
    front = part("t", "title", para("t1", "述职报告")), part("s", "signature", para("s1", "王芳")), part("d", "date", para("d1", "2023年"))
    items = manuscript(Report(front=front))
    assert [(item.role, item.align, item.right_indent) for item in items[1:]] == [("signature", "center", 0.0), ("date", "center", 0.0)]
