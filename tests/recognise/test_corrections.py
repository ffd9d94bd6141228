"""The user's word on single lines wins over all evidence; the rest is judged anew around it, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.recognise.test_law import items, texts
from tests.recognise.world import keeps_law, source

from huibao.model.report import Problem, runs
from huibao.model.source import Source, SourceItem, SourceParagraph, SourcePicture
from huibao.recognise import ROLES, Correction, Verdict, recognise

REPORT = (
    "某某社区2023年工作总结",
    "一年来，社区党总支做了许多工作，取得了一些成绩，现将有关情况汇报如下。",
    "一、主要工作",
    "加强学习",
    "每周组织学习一次，全年共组织五十二次，参加的有三百多人次，效果不错。",
    "二、存在问题",
    "1.学习不够。有时学得不深不透，理论联系实际不够，需要改进。",
    "2.宣传不够。有时宣传的面不广，群众知道得不多，需要改进。",
    "特此报告。",
    "某某社区",
    "2023年12月8日",
)


def corrected(said: dict[int, Correction], *lines: str) -> dict[int, Verdict]:
    return {verdict.index: verdict for verdict in recognise(source(*(lines or REPORT)), (), said).verdicts}


corrections = st.dictionaries(
    st.integers(0, 24),
    st.builds(
        Correction, st.sampled_from(("", *ROLES, "heading", "heading", "body")), st.integers(1, 4), st.booleans()
    ),
    max_size=10,
)


@given(st.lists(texts, max_size=25), corrections)
@example(["当前位置："], {0: Correction("closing")})
def test_every_character_of_plain_lines_is_kept_or_named(lines: list[str], said: dict[int, Correction]) -> None:
    assert keeps_law(source(*lines), said)


@given(st.lists(items(), max_size=25), corrections)
def test_every_character_of_a_word_file_is_kept_or_named(
    content: list[SourceItem], said: dict[int, Correction]
) -> None:
    assert keeps_law(Source(tuple(content), kind="docx"), said)


@given(corrections)
def test_every_line_has_one_verdict_or_is_left_out_whole(said: dict[int, Correction]) -> None:
    found = recognise(source(*REPORT), (), said)
    told = [verdict.index for verdict in found.verdicts]
    assert sorted([*told, *(at for at, _ in found.left)]) == list(range(len(REPORT)))
    assert told == sorted(told)


@pytest.mark.parametrize("at", range(2, 9))
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_any_line_of_the_text_becomes_a_heading_of_the_level_that_is_said(at: int, level: int) -> None:
    verdict = corrected({at: Correction("heading", level)})[at]
    assert (verdict.role, verdict.level, verdict.sure) == ("heading", level, 1.0)


@pytest.mark.parametrize("at", range(1, 10))
def test_any_line_of_the_text_becomes_body(at: int) -> None:
    assert corrected({at: Correction("body")})[at].role == "body"


@pytest.mark.parametrize("role", ["title", "recipient", "lead", "date", "signature", "note"])
def test_a_line_at_the_top_takes_any_role_of_the_front(role: str) -> None:
    for at in (0, 1):
        assert corrected({at: Correction(role)})[at].role == role


@pytest.mark.parametrize("role", ["closing", "signature", "date", "note", "attachment_list", "attachment"])
def test_a_line_at_the_end_takes_any_role_of_the_end(role: str) -> None:
    for at in (8, 9, 10):
        shown = "attachment" if role == "attachment_list" else role
        assert corrected({at: Correction(role)})[at].role == shown


def test_what_is_said_of_one_line_tells_of_its_siblings() -> None:
    lines = ("总结", "一、工作", *(f"{n}.做了一件事，又做了一件事，还做了一件事，都做好了。" for n in (1, 2, 3)))
    assert [corrected({}, *lines)[at].role for at in (2, 3, 4)] == ["body"] * 3
    said = {at: Correction("heading", 3) for at in (2, 3)}
    assert corrected(said, *lines)[4].role == "heading"


def test_a_heading_that_is_said_stands_beside_those_of_its_level_and_holds_what_follows() -> None:
    report = recognise(source(*REPORT), (), {3: Correction("heading", 2)}).report
    group = report.sections[0].groups[0]
    assert group.heading is not None
    assert (group.heading.text, group.heading.level, len(group.blocks)) == ("加强学习", 2, 1)


def test_a_number_taken_for_a_heading_by_mistake_goes_back_into_the_text() -> None:
    report = recognise(source(*REPORT), (), {7: Correction("body")}).report
    (problem,) = [entry for group in report.sections[1].groups for entry in group.entries]
    assert [block.label + block.text for part in problem.parts for block in part.blocks][1:] == [REPORT[7]]


def test_a_heading_below_the_signature_keeps_it_from_being_one() -> None:
    found = corrected({3: Correction("signature"), 6: Correction("heading", 3)})
    assert found[3].role == "body"
    assert "放不下" in found[3].why


def test_text_below_a_signature_that_is_said_is_still_all_there_and_in_the_end_matter() -> None:
    report = recognise(source(*REPORT), (), {7: Correction("signature")}).report
    assert [part.field for part in report.end] == ["signature", "closing", "signature", "date"]
    assert len([entry for group in report.sections[1].groups for entry in group.entries]) == 1


def test_a_second_title_below_numbered_text_heads_a_part_of_its_own() -> None:
    found = corrected({0: Correction("title"), 5: Correction("title")})
    assert (found[0].role, found[5].role, found[5].level) == ("title", "heading", 1)


def test_a_line_that_is_left_out_is_named_with_its_number_and_why() -> None:
    found = recognise(source(*REPORT), (), {2: Correction("junk")})
    assert [(at, left.text, left.why) for at, left in found.left] == [(2, "一、主要工作", "您选了不收入")]
    assert found.report.left_out == (found.left[0][1],)


def test_tables_and_pictures_stay_whatever_is_said() -> None:
    content = (SourceParagraph(runs("总结")), SourcePicture("0" * 64, "png"))
    report = recognise(Source(content), (), {1: Correction("junk")}).report
    assert report.left_out == ()
    assert keeps_law(Source(content), {1: Correction("heading", 1)})


@pytest.mark.parametrize("line", ["………………", "- 3 -", "##paidbegin##", "##paidend##"])
def test_what_was_left_out_comes_back_whole(line: str) -> None:
    lines = (*REPORT[:5], line, *REPORT[5:])
    assert [at for at, _ in recognise(source(*lines)).left] == [5]
    found = recognise(source(*lines), (), {5: Correction("", whole=True)})
    assert found.left == ()
    assert found.verdicts[5].role == "body"


def test_a_tag_within_a_line_comes_back_to_its_place_and_the_line_stays_a_heading() -> None:
    lines = ("总结", "一、主要##paidbegin##工作", "做了许多工作，取得了一些成绩，群众都很满意，上级也很满意。")
    assert recognise(source(*lines)).left != ()
    found = recognise(source(*lines), (), {1: Correction("", whole=True)})
    assert found.left == ()
    assert found.report.sections[0].heading.text == "主要##paidbegin##工作"


def test_one_line_of_a_web_pages_navigation_comes_back_and_the_others_stay_out() -> None:
    lines = ("首页 > 政务公开", "当前位置：首页 > 总结", *REPORT)
    assert [at for at, _ in recognise(source(*lines)).left] == [0, 1]
    found = recognise(source(*lines), (), {1: Correction("", whole=True)})
    assert [at for at, _ in found.left] == [0]


def test_a_line_is_joined_to_the_one_before_and_parted_again() -> None:
    broken = (*REPORT[:4], "每周组织学习一次，全年共组织", "五十二次，参加的有三百多人次，效果不错。", *REPORT[5:])
    mended = recognise(source(*broken), (), {5: Correction("join")})
    assert mended.report.sections[0].blocks[-1].text == REPORT[4]  # type: ignore[union-attr]
    assert [verdict.joined for verdict in mended.verdicts][4:6] == [False, True]
    assert mended.notes == recognise(source(*REPORT)).notes
    parted = recognise(source(*broken), (), {5: Correction("body")})
    assert not any(verdict.joined for verdict in parted.verdicts)


def test_no_corrections_change_nothing() -> None:
    assert recognise(source(*REPORT)).verdicts == recognise(source(*REPORT), (), {}).verdicts
    problems = [entry for group in recognise(source(*REPORT)).report.sections[1].groups for entry in group.entries]
    assert all(isinstance(entry, Problem) for entry in problems)
