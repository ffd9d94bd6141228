"""Promote, demote, split, join, heading ⇄ paragraph, by example."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.model.build import a_report, entry, group, head, lines, measure, para, problem, section

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, Link, Remove, SetDetail, SetField, SetText
from huibao.model.report import (
    Detail,
    Heading,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    StatusEntry,
    runs,
)
from huibao.model.structure import Demote, MakeBody, MakeHeading, MergeEntry, Promote, SplitEntry, cut


def refused(edit: Edit, report: Report | None = None) -> str:
    """The sentence with which ``edit`` is refused."""
    with pytest.raises(EditError) as caught:
        edit.apply(report or a_report())
    return caught.value.message


def changed(report: Report, id: str, **more: Any) -> Report:
    """``report`` with attributes of one node changed."""
    return tree.update(report, id, lambda node: replace(node, **more))


def with_blocks(*blocks: Any) -> Report:
    """A narrative section whose one group （一） holds ``blocks``, and a second group."""
    held = group("g1", "（一）", "甲", *blocks), group("g2", "（二）", "乙", para("z", "尾。"))
    return Report("r", (), (section("s1", "narrative", "一、", "工作", *held),))


def with_entries(*entries: Any) -> Report:
    """A section with one headless group of ``entries``."""
    kind = "problems" if isinstance(entries[0], Problem) else "measures"
    return Report("r", (), (section("s1", kind, "一、", "部分", group("g1", "", "", *entries)),))  # type: ignore[arg-type]


# promote and demote


def test_a_promoted_group_takes_its_later_siblings_under_it() -> None:
    after = Promote("g1").apply(a_report())
    assert lines(after)[:9] == [
        "一、工作",
        "概述。",
        "二、党建",
        "抓了。",
        "（一）学习",
        "学了。",
        "（二）网格",
        "巡查。",
        "三、问题",
    ]
    assert entry(after, "g11").heading.level == 2


def test_a_nested_group_is_promoted_to_stand_beside_its_parent() -> None:
    after = Promote("g11").apply(a_report())
    assert [g.id for g in entry(after, "s1").groups] == ["g1", "g11", "g2"]
    assert lines(after)[4:7] == ["（二）学习", "学了。", "（三）网格"]


def test_a_promoted_aspect_of_problems_becomes_a_section_of_problems() -> None:
    after = Promote("a2").apply(a_report())
    new = entry(after, "a2")
    assert (new.kind, new.key, new.heading.label) == ("problems", "", "三、")
    assert lines(after)[13:16] == ["三、作风", "1.走访少。只去两次。", "四、措施"]
    assert entry(after, "m2").answers == ("e4",)


def test_entries_that_counted_through_a_section_begin_anew_in_one_made_from_it() -> None:
    report = changed(a_report(), "e4", heading=head("4.", "走访少", 3))
    assert entry(Promote("a2").apply(report), "e4").heading.label == "1."


def test_a_promoted_aspect_with_groups_below_keeps_the_order_of_its_text() -> None:
    inner = group("a11", "1.", "深处", problem("e0", "（1）", "甲"), level=3)
    aspect = group("a1", "（一）", "思想", problem("e1", "1.", "乙"), inner)
    report = Report("r", (), (section("s1", "problems", "一、", "问题", aspect, group("a2", "（二）", "作风")),))
    after = Promote("a1").apply(report)
    assert lines(after) == ["一、问题", "二、思想", "1.乙。", "（一）深处", "（1）甲。", "（二）作风"]


def test_an_entry_becomes_an_aspect_and_later_entries_stand_under_it() -> None:
    after = Promote("e3").apply(a_report())
    assert lines(after)[9:14] == ["（一）思想", "1.学习不够。人少。", "2.服务不细。", "（二）宣传不广。", "（三）作风"]


def test_promoting_an_entry_never_loses_what_is_known_of_it() -> None:
    assert "关联" in refused(Promote("e1"))
    assert "请先清空" in refused(Promote("e3"), SetField("e3", "source", "巡察").apply(a_report()))
    assert "请先清空" in refused(Promote("e3"), changed(a_report(), "e3", statuses=(StatusEntry(2023, "已完成"),)))
    assert "请先清空" in refused(Promote("m2"), SetDetail("m2", "person", "甲").apply(a_report()))
    cause = Part("c", "cause", (para("cp", "因为忙。"),), "原因：")
    assert "原因" in refused(Promote("e3"), changed(a_report(), "e3", parts=(cause,)))
    assert "没有标题" in refused(Promote("e3"), changed(a_report(), "e3", heading=Heading((), "3.", 3)))


def test_what_is_highest_or_lowest_stays_there() -> None:
    assert "最高" in refused(Promote("s1"))
    assert "最高" in refused(Promote("p1"))
    assert "最低" in refused(Demote("e2"))
    assert "前面没有" in refused(Demote("s1"))
    assert "前面没有" in refused(Demote("g1"))
    assert "不能降级" in refused(Demote("p1"))


def test_a_demoted_section_becomes_the_last_group_of_the_one_before() -> None:
    report = Remove("s2").apply(a_report())
    empty = Remove("b1").apply(report)
    after = Demote("s3").apply(empty)
    assert lines(after)[-2:] == ["巡查。", "（三）措施"]
    assert "别的类型" in refused(Demote("s3"), report)


def test_a_demoted_section_brings_its_headless_entries_along() -> None:
    more = section("s9", "problems", "四、", "其他", group("h", "", "", problem("e9", "1.", "杂")))
    report = replace(a_report(), sections=(*a_report().sections[:2], more, a_report().sections[2]))
    after = Demote("s9").apply(report)
    assert lines(after)[15:18] == ["（三）其他", "1.杂。", "三、措施"]


def test_a_demoted_group_goes_under_its_elder_with_all_below_it() -> None:
    after = Demote("g2").apply(a_report())
    assert lines(after)[2:8] == ["（一）党建", "抓了。", "1.学习", "学了。", "2.网格", "巡查。"]


def test_a_demoted_aspect_becomes_an_entry_and_its_entries_follow_it() -> None:
    after = Demote("a2").apply(a_report())
    assert lines(after)[9:15] == [
        "（一）思想",
        "1.学习不够。人少。",
        "2.服务不细。",
        "3.宣传不广。",
        "4.作风",
        "5.走访少。只去两次。",
    ]
    assert isinstance(entry(after, "a2"), Problem)


def test_a_demoted_aspect_of_measures_keeps_its_paragraphs() -> None:
    two = (
        group("b1", "（一）", "甲", measure("m1", "1.", "一")),
        group("b2", "（二）", "乙", para("x", "说明。"), measure("m2", "1.", "二")),
    )
    report = Report("r", (), (section("s1", "measures", "一、", "措施", *two),))
    assert lines(Demote("b2").apply(report)) == ["一、措施", "（一）甲", "1.一。", "2.乙", "说明。", "3.二。"]


def test_nothing_sinks_below_the_fourth_level() -> None:
    inner = group("h", "1.", "中", group("k", "（1）", "底", level=4), level=3)
    second = section("s2", "narrative", "二、", "后", group("f", "（一）", "上", inner))
    report = with_blocks()
    assert "最低" in refused(Demote("s2"), replace(report, sections=(*report.sections, second)))
    deepest = group("c", "（1）", "丙", level=4), group("d", "（2）", "丁", level=4)
    assert "最低" in refused(Demote("d"), with_blocks(group("b", "1.", "乙", *deepest, level=3)))


def test_an_unnumbered_heading_is_moved_without_a_number() -> None:
    report = changed(a_report(), "g2", heading=head("", "网格", 2))
    assert lines(Demote("g2").apply(report))[6] == "网格"
    assert lines(Promote("g2").apply(report))[6] == "网格"


def test_a_list_that_is_joined_keeps_its_own_form_and_first_number() -> None:
    inner = group("c1", "4、", "丙", level=3), group("c2", "5、", "丁", level=3)
    after = Demote("g2").apply(with_blocks(*inner))
    assert lines(after)[2:5] == ["4、丙", "5、丁", "6、乙"]


# split and join


def test_an_entry_is_split_and_the_first_sentence_becomes_the_headline() -> None:
    report = with_entries(problem("e1", "1.", "学习", "人少。时间短。记录不全。"), problem("e2", "2.", "后"))
    after = SplitEntry("e1", "e1p", 3, "new").apply(report)
    assert lines(after)[1:] == ["1.学习。人少。", "2.时间短。记录不全。", "3.后。"]
    new = entry(after, "new")
    assert (new.heading.text, new.heading.headline_end, new.heading.run_in) == ("时间短", "。", True)


def test_an_entry_split_right_after_its_headline_keeps_the_headline() -> None:
    report = with_entries(problem("e1", "1.", "学习", "人少。"))
    after = SplitEntry("e1", "e1p", 0, "new").apply(report)
    assert lines(after)[1:] == ["1.学习。", "2.人少。"]
    assert len(entry(after, "e1").parts) == 1  # a place to write in stays


def test_an_entry_is_not_split_where_nothing_is_before_or_after() -> None:
    report = with_entries(problem("e1", "1.", "", "人少。"))
    assert "后面没有" in refused(SplitEntry("e1", "e1p", 3, "new"), report)
    assert "前面没有" in refused(SplitEntry("e1", "e1p", 0, "new"), report)
    assert "光标不在" in refused(SplitEntry("e1", "gone", 0, "new"), report)
    assert "两次" in refused(SplitEntry("e1", "e1p", 1, "s1"), report)
    assert "只有问题和措施" in refused(SplitEntry("s1", "e1p", 1, "new"), report)


def test_a_lead_in_goes_with_the_text_it_leads_in() -> None:
    cause = Part("c", "cause", (para("cp", "忙。乱。"),), "原因：", own_paragraph=False)
    report = with_entries(changed_problem(problem("e1", "1.", "学习", "人少。"), cause))
    assert lines(report)[1:] == ["1.学习。人少。原因：忙。乱。"]
    assert lines(SplitEntry("e1", "cp", 0, "new").apply(report))[1:] == ["1.学习。人少。", "2.原因：忙。乱。"]
    assert lines(SplitEntry("e1", "cp", 2, "new").apply(report))[1:] == ["1.学习。人少。原因：忙。", "2.乱。"]


def changed_problem(one: Problem, *parts: Part) -> Problem:
    return replace(one, parts=one.parts + parts)


def test_a_sentence_that_is_only_a_mark_is_not_lost() -> None:
    report = with_entries(problem("e1", "1.", "学习", "人少！。更多。"))
    assert lines(SplitEntry("e1", "e1p", 3, "new").apply(report))[1:] == ["1.学习。人少！", "2.。更多。"]


def test_a_labelled_paragraph_becomes_an_entry_without_its_old_label() -> None:
    part = Part(
        "x", "manifestation", (para("p1", "总述。"), para("p2", "甲事。多。", "（1）"), para("p3", "乙事。", "（2）"))
    )
    report = with_entries(replace(problem("e1", "1.", "学习"), parts=(part,)))
    after = SplitEntry("e1", "p2", 0, "new").apply(report)
    assert lines(after)[1:] == ["1.学习。总述。", "2.甲事。多。", "（2）乙事。"]


def test_both_halves_of_a_measure_answer_the_same_and_its_people_stay_at_the_end() -> None:
    held = (Detail("person", "张某", "责任人："), Detail("deadline", ""))
    report = with_entries(replace(measure("m1", "1.", "学习", "做甲。做乙。"), details=held))
    after = SplitEntry("m1", "m1p", 3, "new").apply(report)
    assert lines(after)[1:] == ["1.学习。做甲。", "2.做乙。（责任人：张某）"]
    assert entry(SplitEntry("m1", "m1p", 2, "n").apply(a_report()), "n").answers == ("e1", "e2")


def test_both_halves_of_a_problem_are_of_its_source_and_kind() -> None:
    one = problem("e1", "1.", "学习", "人少。时间短。", source="巡察", kind="作风", first_year=2021)
    new = entry(SplitEntry("e1", "e1p", 3, "new").apply(with_entries(one)), "new")
    assert (new.source, new.kind, new.first_year, new.statuses) == ("巡察", "作风", 2021, ())


def test_an_unnumbered_entry_is_split_into_unnumbered_ones() -> None:
    report = with_entries(measure("m1", "", "", "做甲。做乙。"))
    after = SplitEntry("m1", "m1p", 3, "new").apply(report)
    assert lines(after)[1:] == ["做甲。", "做乙。"]
    assert not entry(after, "new").heading.numbered


def test_an_entry_split_before_a_picture_has_no_headline() -> None:
    part = Part("x", "manifestation", (para("p1", "见图。"), para("p2", ""), Picture("pic", "0", "png", alt="图")))
    report = with_entries(replace(problem("e1", "1.", "学习"), parts=(part,)))
    assert lines(SplitEntry("e1", "p2", 0, "new").apply(report))[1:] == ["1.学习。见图。", "2.", "图"]


def test_an_entry_is_joined_to_the_one_before_and_links_follow() -> None:
    after = MergeEntry("e2").apply(a_report())
    assert lines(after)[10:13] == ["1.学习不够。人少。", "服务不细。", "2.宣传不广。"]
    assert entry(after, "m1").answers == ("e1",)
    assert tree.contains(after, "e2")  # as the paragraph of its words: there is something to show


def test_joining_keeps_run_in_text_lead_ins_tables_and_pictures() -> None:
    cause = Part("c", "cause", (para("cp", "忙。"), Picture("pic", "0", "png", alt="图")), "原因：")
    first = problem("e1", "1.", "学习", "人少。")
    second = changed_problem(problem("e2", "2.", "服务", "面窄。"), cause)
    assert lines(MergeEntry("e2").apply(with_entries(first, second)))[1:] == [
        "1.学习。人少。",
        "服务。面窄。",
        "原因：忙。",
        "图",
    ]


def test_an_empty_field_with_a_lead_in_is_filled_and_not_printed_on_top_of_another() -> None:
    empty = Part("c", "cause", (para("cp"),), "原因：")
    first = changed_problem(problem("e1", "1.", "学习", "人少。"), empty)
    second = replace(problem("e2", "2.", ""), parts=(Part("d", "cause", (para("dp", "忙。"),)),))
    assert lines(MergeEntry("e2").apply(with_entries(first, second)))[1:] == ["1.学习。人少。", "忙。"]


def test_nothing_that_is_known_of_two_entries_is_lost_when_they_are_joined() -> None:
    one = problem(
        "e1", "1.", "甲", source="巡察", kind="作风", first_year=2022, statuses=(StatusEntry(2022, "未完成"),)
    )
    two = problem(
        "e2", "2.", "乙", source="自查", kind="作风", first_year=2021, statuses=(StatusEntry(2023, "已完成"),)
    )
    both = entry(MergeEntry("e2").apply(with_entries(one, two)), "e1")
    assert (both.source, both.kind, both.first_year) == ("巡察、自查", "作风", 2021)
    assert [status.year for status in both.statuses] == [2022, 2023]


def test_people_and_deadlines_of_two_measures_stand_side_by_side() -> None:
    one = replace(measure("m1", "1.", "甲"), details=(Detail("person", "张", "责任人："),))
    two = replace(measure("m2", "2.", "乙"), details=(Detail("person", "李", "责任人："), Detail("deadline", "6月")))
    after = MergeEntry("m2").apply(with_entries(one, two))
    assert lines(after)[1:] == ["1.甲。乙。（责任人：张、李；6月）"]
    assert "第一条" in refused(MergeEntry("m1"), after)
    assert "只有问题和措施" in refused(MergeEntry("g1"), after)


def test_what_was_split_and_joined_again_reads_as_before_but_for_the_paragraph() -> None:
    report = with_entries(problem("e1", "1.", "学习", "人少。时间短。"))
    after = MergeEntry("new").apply(SplitEntry("e1", "e1p", 3, "new").apply(report))
    assert lines(after)[1:] == ["1.学习。人少。", "时间短。"]


# heading and paragraph


def test_a_paragraph_made_a_heading_takes_what_follows_under_it() -> None:
    after = MakeHeading("p2", "new").apply(with_blocks(para("p1", "一。"), para("p2", "工会"), para("p3", "三。")))
    assert lines(after) == ["一、工作", "（一）甲", "一。", "（二）工会", "三。", "（三）乙", "尾。"]


def test_a_paragraph_before_the_first_group_becomes_the_first_heading() -> None:
    after = MakeHeading("p0", "new").apply(a_report())
    assert lines(after)[:4] == ["一、工作", "（一）概述。", "（二）党建", "抓了。"]


def test_only_the_first_sentence_becomes_the_headline() -> None:
    after = MakeHeading("p2", "new").apply(with_blocks(para("p2", "抓工会。今年很忙。"), para("p3", "三。")))
    new = entry(after, "new")
    assert (new.heading.text, new.heading.run_in) == ("抓工会。", True)
    assert lines(after)[2] == "（二）抓工会。今年很忙。"


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        (para("p2", "工会", "1. "), "（二）工会"),
        (para("p2", "（五）工会"), "（二）工会"),
        (para("p2", "三、四月份"), "（二）三、四月份"),
        (para("p2", "工会", "●"), "（二）●工会"),
    ],
)
def test_a_label_of_its_own_is_taken_over_neither_lost_nor_doubled(paragraph: Paragraph, line: str) -> None:
    assert lines(MakeHeading("p2", "new").apply(with_blocks(paragraph)))[2] == line


def test_the_only_heading_keeps_the_form_and_the_level_of_its_label() -> None:
    report = Report("r", (), (section("s1", "narrative", "一、", "工作", para("p1", "工会", "1． ")),))
    heading = entry(MakeHeading("p1", "new").apply(report), "new").heading
    assert (heading.label, heading.level, heading.text) == ("1． ", 3, "工会")


def test_a_paragraph_before_headless_entries_becomes_their_aspect() -> None:
    held = para("p1", "思想方面"), group("h", "", "", problem("e1", "1.", "学习"))
    report = Report("r", (), (section("s1", "problems", "一、", "问题", *held),))
    after = MakeHeading("p1", "new").apply(report)
    assert lines(after) == ["一、问题", "（一）思想方面", "1.学习。"]
    assert entry(after, "new").entries == entry(report, "h").entries


def test_only_a_paragraph_under_a_heading_becomes_a_heading() -> None:
    assert "正文段落" in refused(MakeHeading("e1p", "new"))
    assert "正文段落" in refused(MakeHeading("tp", "new"))
    assert "正文段落" in refused(MakeHeading("g1", "new"))
    assert "两次" in refused(MakeHeading("p1", "e1"))


def test_a_heading_made_body_keeps_its_label_and_its_place() -> None:
    after = MakeBody("g2").apply(a_report())
    assert lines(after)[:8] == [
        "一、工作",
        "概述。",
        "（一）党建",
        "抓了。",
        "1.学习",
        "学了。",
        "（二）网格",
        "巡查。",
    ]
    assert (entry(after, "g2").label, entry(after, "g2").text) == ("（二）", "网格")


def test_the_first_heading_made_body_joins_what_stands_before_it_and_its_groups_rise() -> None:
    after = MakeBody("g1").apply(a_report())
    assert lines(after)[:8] == [
        "一、工作",
        "概述。",
        "（一）党建",
        "抓了。",
        "（一）学习",
        "学了。",
        "（二）网格",
        "巡查。",
    ]
    assert entry(after, "g11").heading.level == 2


@pytest.mark.parametrize(
    ("text", "end", "line"), [("甲", "。", "甲。正文。"), ("甲！", "。", "甲！正文。"), ("甲", "", "甲正文。")]
)
def test_a_run_in_heading_becomes_one_paragraph_with_one_end_mark(text: str, end: str, line: str) -> None:
    report = changed(a_report(), "g2", heading=head("（二）", text, 2, headline_end=end, run_in=True))
    report = SetText("p3", runs("正文。")).apply(report)
    before = lines(report)
    after = MakeBody("g2").apply(report)
    assert lines(after) == before
    assert entry(after, "g2").text == line


def test_headings_with_entries_are_not_made_body() -> None:
    assert "只有正文部分" in refused(MakeBody("a1"))
    assert "只有正文部分" in refused(MakeBody("b1"))
    assert "只有正文部分" in refused(MakeBody("s1"))
    report = changed(a_report(), "a2", entries=())
    assert "问题或措施" in refused(MakeBody("a2"), report)


def test_a_heading_made_body_and_heading_again_is_as_it_was() -> None:
    report = changed(a_report(), "g2", blocks=())
    again = MakeHeading("g2", "new").apply(MakeBody("g2").apply(report))
    assert lines(again)[4:8] == ["1.学习", "学了。", "2.网格", "二、问题"]


def test_runs_are_cut_at_a_place_in_their_text() -> None:
    content = runs("一二") + runs("三四")
    assert cut(content, 3) == (runs("一二") + runs("三"), runs("四"))
    assert cut(content, -1) == ((), content)
    assert cut(content, 9) == (content, ())


def test_links_are_kept_when_a_linked_problem_is_moved_by_structure() -> None:
    report = Link("m2", "e3").apply(a_report())
    assert entry(Demote("a2").apply(report), "m2").answers == ("e4", "e3")
    assert isinstance(entry(report, "m2"), Measure)
