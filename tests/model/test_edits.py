"""Each edit of words, fields, links and places, by example."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.model.build import a_report, entry, group, head, lines, measure, para, problem, section

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import (
    AddStatus,
    Edit,
    Insert,
    Link,
    Move,
    Remove,
    RemoveStatus,
    ReplaceBlock,
    ReplaceBlocks,
    SetDetail,
    SetField,
    SetHeading,
    SetHeadline,
    SetLimit,
    SetPartWording,
    SetReport,
    SetSection,
    SetText,
    Several,
    UnifyNumbering,
)
from huibao.model.report import (
    Attachment,
    Cell,
    Detail,
    DetailFrame,
    Limit,
    Measure,
    Paragraph,
    Part,
    Report,
    Run,
    StatusEntry,
    Table,
    runs,
)
from huibao.model.starting import new_problem


def refused(edit: Edit, report: Report | None = None) -> str:
    """The sentence with which ``edit`` is refused."""
    with pytest.raises(EditError) as caught:
        edit.apply(report or a_report())
    return caught.value.message


def with_table() -> Report:
    table = Table("tb", ((Cell((para("c1", "姓名"),)), Cell((para("c2", "职务"),))),))
    return ReplaceBlocks("g2", 1, 1, (table,)).apply(a_report())


def test_typing_changes_one_paragraph_and_shares_all_else() -> None:
    report = a_report()
    after = SetText("p3", (Run("天天"), Run("巡查。", bold=True))).apply(report)
    assert entry(after, "p3").text == "天天巡查。"
    assert after.sections[1:] == report.sections[1:]
    assert all(a is b for a, b in zip(after.sections[1:], report.sections[1:], strict=True))
    assert after.sections[0].groups[0] is report.sections[0].groups[0]


def test_text_of_a_cell_is_set_like_that_of_any_paragraph() -> None:
    after = SetText("c2", runs("岗位")).apply(with_table())
    assert [cell.paragraphs[0].text for _, _, cell in tree.cells(entry(after, "tb"))] == ["姓名", "岗位"]


def test_text_can_only_be_set_where_there_is_a_paragraph() -> None:
    assert "不是所要修改的" in refused(SetText("g1", runs("x")))
    assert "已经不在报告里" in refused(SetText("gone", runs("x")))


def test_a_headline_is_reworded_and_keeps_its_number() -> None:
    assert "2.服务欠细。" in lines(SetHeadline("e2", runs("服务欠细")).apply(a_report()))
    assert "没有标题" in refused(SetHeadline("b1", runs("x")))
    assert "没有标题" in refused(SetHeadline("p1", runs("x")))


def test_the_headline_of_an_attachment_is_its_name() -> None:
    report = replace(a_report(), attachments=(Attachment("f", "附件：1."),))
    assert entry(SetHeadline("f", runs("名单")).apply(report), "f").name == runs("名单")


def test_a_heading_that_is_no_longer_numbered_hands_its_number_to_the_next() -> None:
    after = SetHeading("e2", head("", "服务不细", 3)).apply(a_report())
    assert lines(after)[9:13] == ["（一）思想", "1.学习不够。人少。", "服务不细", "2.宣传不广。"]


def test_a_label_that_is_set_by_hand_stays_as_set() -> None:
    after = SetHeading("e2", head("5.", "服务不细", 3)).apply(a_report())
    assert [e.heading.label for e in entry(after, "a1").entries] == ["1.", "5.", "3."]


def test_only_a_group_can_do_without_a_heading() -> None:
    assert entry(SetHeading("a1", None).apply(a_report()), "a1").heading is None
    assert "只有分组" in refused(SetHeading("e1", None))
    assert "没有标题" in refused(SetHeading("p1", head("一、", "x", 1)))


def test_a_block_takes_another_value_of_its_kind_and_id() -> None:
    centred = Paragraph("p3", runs("巡查。"), align="center")
    assert entry(ReplaceBlock(centred).apply(a_report()), "p3").align == "center"
    assert "不是所要修改的" in refused(ReplaceBlock(Table("p3", ())))


def test_a_table_cannot_bring_a_paragraph_that_is_elsewhere() -> None:
    assert "两次" in refused(ReplaceBlock(Table("tb", ((Cell((para("p3"),)),),))), with_table())


def test_a_table_may_change_its_rows_and_keep_its_paragraphs() -> None:
    after = ReplaceBlock(Table("tb", ((Cell((para("c2", "职务"),)),), (Cell((para("c3"),)),)))).apply(with_table())
    assert [cell.paragraphs[0].id for _, _, cell in tree.cells(entry(after, "tb"))] == ["c2", "c3"]


def test_paragraphs_are_split_joined_and_put_in() -> None:
    split = ReplaceBlocks("g2", 0, 1, (para("p3", "巡"), para("p4", "查。"))).apply(a_report())
    assert lines(split)[7:9] == ["巡", "查。"]
    joined = ReplaceBlocks("g2", 0, 2, (para("p3", "巡查。"),)).apply(split)
    assert joined == a_report()


@pytest.mark.parametrize(
    "edit",
    [
        ReplaceBlocks("g2", 0, 2, ()),
        ReplaceBlocks("g2", 1, 0, ()),
        ReplaceBlocks("g2", -1, 0, ()),
        ReplaceBlocks("g1", 0, 1, (), "groups"),
        ReplaceBlocks("r", 0, 0, (para("x"),)),
        ReplaceBlocks("g2", 0, 0, (para("p1"),)),
        ReplaceBlocks("g2", 0, 0, (para("x"), para("x"))),
        ReplaceBlocks("g2", 0, 0, (group("x"),)),  # type: ignore[arg-type]
    ],
)
def test_blocks_are_not_replaced_out_of_range_or_by_what_is_elsewhere(edit: ReplaceBlocks) -> None:
    refused(edit)


def test_fields_of_a_problem_and_of_a_measure_differ() -> None:
    assert entry(SetField("e1", "source", "巡察").apply(a_report()), "e1").source == "巡察"
    assert entry(SetField("e1", "first_year", 2021).apply(a_report()), "e1").first_year == 2021
    assert entry(SetField("m1", "closed_on", "3月").apply(a_report()), "m1").closed_on == "3月"
    assert "没有这个字段" in refused(SetField("e1", "closed_on", "3月"))
    assert "没有这个字段" in refused(SetField("m1", "source", "巡察"))
    assert "年份" in refused(SetField("e1", "first_year", "2021"))


def test_the_first_detail_brings_the_frame_and_later_ones_stand_in_their_order() -> None:
    frame = DetailFrame("〔", "，", "〕")
    after = SetDetail("m2", "deadline", "6月", "时限：", frame).apply(a_report())
    after = SetDetail("m2", "leader", "王某", "领导：", DetailFrame()).apply(after)
    assert lines(after)[-1] == "2.勤走访。〔领导：王某，时限：6月〕"
    assert lines(SetDetail("m2", "leader", "").apply(after))[-1] == "2.勤走访。〔时限：6月〕"


def test_setting_one_detail_leaves_the_others_as_they_were_printed() -> None:
    held = (Detail("deadline", "6月"), Detail("person", "甲"), Detail("person", "乙"))
    report = tree.update(a_report(), "m1", lambda node: replace(node, details=held))
    assert entry(SetDetail("m1", "person", "丙").apply(report), "m1").details == (
        held[0],
        Detail("person", "丙"),
        held[2],
    )
    assert entry(SetDetail("m1", "person", "").apply(report), "m1").details == (held[0], held[2])
    assert "没有这个字段" in refused(SetDetail("m1", "source", "x"))


def test_a_lead_in_is_printed_before_its_part() -> None:
    after = SetPartWording("e4a", "表现为：", True).apply(a_report())
    assert "1.走访少。表现为：只去两次。" in lines(after)


def test_a_link_points_from_a_measure_to_a_problem_once() -> None:
    after = Link("m2", "e1").apply(a_report())
    assert entry(Link("m2", "e1").apply(after), "m2").answers == ("e4", "e1")
    assert entry(Link("m1", "e1", on=False).apply(a_report()), "m1").answers == ("e2",)
    refused(Link("e1", "e1"))
    refused(Link("m1", "m2"))
    refused(Link("m1", "gone"))


def test_statuses_are_added_and_taken_back_one_by_one() -> None:
    done, open_ = StatusEntry(2022, "未完成"), StatusEntry(2023, "已完成")
    after = AddStatus("e1", open_).apply(AddStatus("e1", done).apply(a_report()))
    assert entry(after, "e1").statuses == (done, open_)
    assert entry(RemoveStatus("e1", 0).apply(after), "e1").statuses == (open_,)
    assert "已经不在" in refused(RemoveStatus("e1", 2), after)
    assert "已经不在" in refused(RemoveStatus("e1", -1), after)
    assert "已完成、" in refused(AddStatus("e1", StatusEntry(2023, "好了")))
    refused(AddStatus("g1", done))


def test_properties_of_the_report_that_are_not_named_stay() -> None:
    after = SetReport(detached=True).apply(replace(a_report(), sealed=True, profile="own"))
    assert (after.detached, after.sealed, after.profile) == (True, True, "own")


def test_a_limit_is_set_and_lifted() -> None:
    limited = SetLimit(Limit(6)).apply(a_report())
    assert limited.limit == Limit(6)
    assert SetLimit(None).apply(limited) == a_report()


def test_a_section_changes_its_kind_only_while_it_has_no_entries() -> None:
    assert entry(SetSection("s1", "work", "problems").apply(a_report()), "s1").key == "work"
    assert "已经有问题或措施" in refused(SetSection("s2", "", "narrative"))


def test_a_new_entry_takes_the_number_of_its_place() -> None:
    after = Insert("a1", "entries", 1, replace(new_problem(None), id="new")).apply(a_report())
    assert [(e.id, e.heading.label) for e in entry(after, "a1").entries] == [
        ("e1", "1."),
        ("new", "2."),
        ("e2", "3."),
        ("e3", "4."),
    ]


def test_a_new_entry_has_the_form_and_level_of_its_list() -> None:
    held = replace(problem("e9", "（4） ", "四"), heading=head("（4） ", "四", 4))
    report = Insert("s2", "groups", 0, group("a0", "（一）", "其他", held)).apply(a_report())
    new = entry(Insert("a0", "entries", 1, replace(new_problem(None), id="new")).apply(report), "new")
    assert (new.heading.label, new.heading.level) == ("（5） ", 4)


def test_a_new_entry_among_unnumbered_ones_is_unnumbered() -> None:
    report = Insert("s3", "groups", 1, group("b2", "（一）", "制度", measure("m9", "", "", "定制度。"))).apply(
        a_report()
    )
    new = Measure("new", head("", "", 3, numbered=True))
    assert entry(Insert("b2", "entries", 1, new).apply(report), "new").heading.numbered is False


@pytest.mark.parametrize(
    "edit",
    [
        Insert("s1", "groups", 0, group("x", "（一）", "x", problem("y", "1.", "y"))),
        Insert("g1", "entries", 0, problem("y", "1.", "y")),
        Insert("a1", "entries", 0, measure("y", "1.", "y")),
        Insert("b1", "entries", 0, problem("y", "1.", "y")),
        Insert("r", "sections", 0, section("x", "narrative", "一、", "x", group("z", "", "", problem("y", "1.", "y")))),
        Insert("a1", "entries", 0, para("x")),
        Insert("g1", "blocks", 0, group("x")),
        Insert("r", "front", 0, Part("x", "closing")),
        Insert("e1", "parts", 0, Part("x", "goal")),
        Insert("m1", "parts", 0, Part("x", "cause")),
        Insert("e1", "entries", 0, problem("y", "1.", "y")),
        Insert("p1", "blocks", 0, para("x")),
        Insert("a1", "entries", 4, problem("y", "1.", "y")),
        Insert("a1", "entries", -1, problem("y", "1.", "y")),
        Insert("a1", "entries", 0, problem("e4", "1.", "twice")),
        Insert("gone", "entries", 0, problem("y", "1.", "y")),
    ],
)
def test_nothing_is_put_where_it_does_not_belong(edit: Insert) -> None:
    refused(edit)


def test_an_inserted_measure_answers_only_problems_that_are_there() -> None:
    after = Insert("b1", "entries", 0, measure("m0", "", "新", answers=("e1", "gone"))).apply(a_report())
    assert entry(after, "m0").answers == ("e1",)


def test_removing_a_problem_takes_its_links_along_and_closes_the_gap() -> None:
    after = Remove("e1").apply(a_report())
    assert [e.heading.label for e in entry(after, "a1").entries] == ["1.", "2."]
    assert entry(after, "m1").answers == ("e2",)
    assert entry(after, "m2") is entry(a_report(), "m2") or entry(after, "m2").answers == ("e4",)


def test_removing_a_section_renumbers_those_after_it() -> None:
    after = Remove("s2").apply(a_report())
    assert [s.heading.label for s in after.sections] == ["一、", "二、"]
    assert all(m.answers == () for m in tree.entries(after) if isinstance(m, Measure))


def test_a_paragraph_in_a_cell_can_neither_be_removed_nor_moved_with_its_table() -> None:
    assert "单元格" in refused(Remove("c1"), with_table())
    assert "单元格" in refused(Move("c1", "g1", "blocks", 0), with_table())


def test_an_entry_moves_within_its_list_and_to_another() -> None:
    within = Move("e3", "a1", "entries", 0).apply(a_report())
    assert [(e.id, e.heading.label) for e in entry(within, "a1").entries] == [("e3", "1."), ("e1", "2."), ("e2", "3.")]
    across = Move("e1", "a2", "entries", 1).apply(a_report())
    assert [(e.id, e.heading.label) for e in entry(across, "a1").entries] == [("e2", "1."), ("e3", "2.")]
    assert [(e.id, e.heading.label) for e in entry(across, "a2").entries] == [("e4", "1."), ("e1", "2.")]
    assert entry(across, "m1").answers == ("e1", "e2")


def test_what_is_moved_to_where_it_is_leaves_a_list_with_gaps_alone() -> None:
    report = tree.update(a_report(), "e3", lambda node: replace(node, heading=replace(node.heading, label="7.")))
    assert Move("e2", "a1", "entries", 1).apply(report) is report


def test_a_group_that_moves_deeper_takes_the_level_and_form_of_its_new_place() -> None:
    after = Move("g2", "g1", "groups", 1).apply(a_report())
    assert lines(after)[2:7] == ["（一）党建", "抓了。", "1.学习", "学了。", "2.网格"]
    assert entry(after, "g2").heading.level == 3


@pytest.mark.parametrize(
    "edit",
    [
        Move("e1", "b1", "entries", 0),
        Move("a1", "s1", "groups", 0),
        Move("a1", "s3", "groups", 0),
        Move("g1", "g11", "groups", 0),
        Move("g1", "g1", "groups", 0),
        Move("g2", "g1", "groups", 5),
        Move("p1", "r", "sections", 0),
        Move("s1", "s2", "groups", 0),
    ],
)
def test_nothing_is_moved_into_itself_or_where_it_does_not_belong(edit: Move) -> None:
    refused(edit)


def test_a_group_without_entries_may_move_between_kinds() -> None:
    after = Move("g2", "s2", "groups", 2).apply(a_report())
    assert [g.heading.label for g in entry(after, "s2").groups] == ["（一）", "（二）", "（三）"]


def test_several_edits_are_one_and_when_one_of_them_fails_none_is_done() -> None:
    report = a_report()
    both = Several((SetHeadline("e1", runs("甲")), Remove("e2")), "两处", focus="e1")
    assert (both.name, both.target, both.merge_key) == ("两处", "e1", None)
    assert [e.heading.text for e in entry(both.apply(report), "a1").entries] == ["甲", "宣传不广"]
    refused(Several((Remove("e1"), SetText("gone", ()), Remove("e2"))), report)
    assert report == a_report()
    assert Several(()).apply(report) is report


def test_numbering_is_made_uniform_and_what_is_unnumbered_stays_so() -> None:
    sections = (
        section(
            "s1",
            "narrative",
            "一．",
            "甲",
            group("g1", "(一)", "子"),
            group("g0", "", "无号"),
            group("g2", "(三)", "丑"),
        ),
        section(
            "s2", "problems", "五、", "乙", group("a", "", "", problem("e1", "1、", "x"), problem("e2", "3、", "y"))
        ),
    )
    after = UnifyNumbering().apply(Report("r", (), sections))
    assert lines(after) == ["一、甲", "（一）子", "无号", "（二）丑", "二、乙", "1.x。", "2.y。"]


def test_typing_has_one_key_for_a_field_and_another_for_the_next() -> None:
    assert SetText("p1", ()).merge_key == SetText("p1", runs("x")).merge_key
    edits: list[Edit] = [
        SetText("p1", ()),
        SetText("p2", ()),
        SetHeadline("p1", ()),
        SetField("e1", "kind", ""),
        SetField("e1", "source", ""),
        SetDetail("m1", "person", ""),
        SetDetail("m1", "leader", ""),
    ]
    assert len({edit.merge_key for edit in edits}) == len(edits)
    assert Remove("p1").merge_key is None


def test_what_is_inserted_is_the_target() -> None:
    assert Insert("a1", "entries", 0, problem("new", "", "x")).target == "new"
    assert ReplaceBlocks("g1", 0, 1, (para("p8"), para("p9"))).target == "p8"
    assert ReplaceBlocks("g1", 0, 1, (para("p8"), para("p9")), focus="p9").target == "p9"
    assert ReplaceBlocks("g1", 0, 1, ()).target == "g1"
