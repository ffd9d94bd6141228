"""A received file under review: corrections, what comes back, and that nothing of it is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.test_corrections import REPORT, corrections
from tests.recognise.test_law import items
from tests.recognise.world import report_text, source, source_text, squeezed

from huibao.model.report import LeftOut, runs
from huibao.model.source import Source, SourceCell, SourceItem, SourceParagraph, SourcePicture, SourceTable
from huibao.recognise import Correction, Corrections, nodes_of
from huibao.services.reviewing import Review, review

LEFT = (LeftOut("脚注里的话", "脚注"), LeftOut("页眉一\n页眉二", "页眉"), LeftOut(" ", "批注"))
WHOLE = Source(source(*REPORT).items, LEFT)


def words(found: Review) -> str:
    return "".join(sorted(report_text(found.found.report) + squeezed("".join(o.text for o in found.left_out.values()))))


@given(st.lists(items(), max_size=15), corrections, st.sets(st.integers(-3, -1)))
def test_whatever_is_said_and_put_back_every_character_is_there_once(
    content: list[SourceItem], said: Corrections, back: set[int]
) -> None:
    whole = Source(tuple(content), LEFT, kind="docx")
    found = review(whole, (), {**said, **{at: Correction(whole=True) for at in back}})
    everything = source_text(whole) + squeezed("".join(item.text for item in LEFT))
    assert words(found) == "".join(sorted(everything))


def test_what_the_reader_left_out_comes_back_at_the_end_and_takes_a_role() -> None:
    found = review(WHOLE, (), {-1: Correction(whole=True), -2: Correction("body")})
    assert [item.text for item in found.found.report.left_out] == [" "]
    verdicts = {verdict.index: verdict.role for verdict in found.found.verdicts}
    assert verdicts[-2] == "body"
    assert {-1, -2} <= verdicts.keys()
    assert set(found.left_out) == {-3}
    assert report_text(found.found.report).endswith("脚注里的话页眉一页眉二")


def test_a_line_put_back_and_left_out_again_is_left_out_for_its_first_reason() -> None:
    found = review(WHOLE, (), {-1: Correction("junk")})
    assert found.left_out[-1] == LEFT[0]
    assert found.found.report.left_out == LEFT


def test_lines_are_all_that_has_words_and_then_what_was_left_out() -> None:
    table = SourceTable(((SourceCell((SourceParagraph(runs("甲")),)), SourceCell((SourceParagraph(runs("乙")),))),))
    content = (SourceParagraph(runs("总结"), label="一、"), SourceParagraph(), table, SourcePicture("0" * 64, "png"))
    shown = review(Source(content, LEFT), ()).lines()
    assert [(line.index, line.text) for line in shown] == [
        (0, "一、总结"),
        (2, "［表格，1 行］甲 乙"),
        (3, "［图片］"),
        (-1, "脚注里的话"),
        (-2, "页眉一\n页眉二"),
    ]


def test_a_part_left_out_of_a_line_is_told_with_the_line() -> None:
    found = review(source("总结", "做了##paidbegin##一件##paidend##事，群众都说好。"), ())
    assert {at: item.text for at, item in found.left_out.items()} == {1: "##paidbegin## ##paidend##"}


def test_a_remembered_correction_that_is_changed_is_remembered_no_more() -> None:
    found = review(WHOLE, (), {3: Correction("heading", 2), 4: Correction("body")}, frozenset({3, 4}))
    assert found.corrected({3: Correction("heading", 2), 4: Correction("lead")}).remembered == {3}
    assert found.corrected({}).remembered == frozenset()


@given(st.lists(items(), max_size=20), corrections)
def test_every_line_leads_to_a_node_that_prints_it(content: list[SourceItem], said: Corrections) -> None:
    found = review(Source(tuple(content), kind="docx"), (), said).found
    kept = {verdict.index for verdict in found.verdicts if verdict.role != "junk"}
    assert nodes_of(found).keys() == kept
