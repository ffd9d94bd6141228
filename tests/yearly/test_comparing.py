"""This year beside last year: the right paragraphs side by side, and honest shares."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import reports
from tests.yearly.revisions import report_of, revised

from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.manuscript import manuscript
from huibao.model.report import Group, Heading, Measure, Paragraph, Part, Problem, Report, Section, new_id, runs
from huibao.yearly import Comparison, compare, marks, passages

ONE = "社区党总支每月组织党员学习两次，书记带头讲党课。"
TWO = "把辖区分成六个网格，每个网格配齐网格长和网格员。"
THREE = "每天为八十多位老人提供午餐，行动不便的送到床前。"
OTHER = "全年清理楼道堆物三十七车，安装烟感报警器二百个。"


def bodies(comparison: Comparison) -> list[tuple[str, str | None, str]]:
    return [
        (one.this.text, one.last.text if one.last else None, one.match)
        for one in comparison.paragraphs
        if one.this.role == "body"
    ]


@pytest.mark.parametrize("seed", range(4))
def test_of_300_revised_paragraphs_97_in_100_are_matched_rightly(seed: int) -> None:
    revision = revised(seed, strength=(0.1, 0.3, 0.5, 0.7)[seed])
    last, this = report_of(revision.last), report_of(revision.this)
    places = {block.id: at for at, block in enumerate(last.sections[0].blocks)}
    found = [places[one.last.node] if one.last else None for one in compare(last, this).paragraphs[1:]]
    right = sum(one == other for one, other in zip(found, revision.origins, strict=True))
    assert len(found) == len(revision.origins)
    assert right >= 0.97 * len(found)


@given(reports())
def test_a_report_is_all_the_same_as_itself(report: Report) -> None:
    comparison = compare(report, report)
    assert {one.match for one in comparison.paragraphs} <= {"same"}
    assert comparison.dropped == ()
    assert len(comparison.paragraphs) == len(passages(report))
    assert comparison.shares.same == comparison.shares.copied == (1 if comparison.paragraphs else 0)


@given(reports(), reports())
def test_every_passage_is_told_of_once_and_shares_are_shares(last: Report, this: Report) -> None:
    comparison = compare(last, this)
    assert [one.this for one in comparison.paragraphs] == list(passages(this))
    used = [id(one.last) for one in comparison.paragraphs if one.last]
    assert len(used) == len(set(used))
    told = len(comparison.dropped) + sum(one.last is not None and one.match != "new" for one in comparison.paragraphs)
    assert told == len(passages(last))
    for shares in (comparison.shares, *comparison.sections.values()):
        assert shares.same + shares.near + shares.new == pytest.approx(1 if comparison.paragraphs else 0)
        assert 0 <= shares.copied <= 1
    assert all((one.match == "same") == (one.likeness == 1) for one in comparison.paragraphs)


def test_what_was_moved_edited_dropped_and_put_in_is_told_apart() -> None:
    last = report_of([ONE, TWO, THREE])
    this = report_of([THREE, OTHER, ONE.replace("两次", "三次")])
    comparison = compare(last, this)
    assert bodies(comparison) == [
        (THREE, THREE, "same"),
        (OTHER, None, "new"),
        (ONE.replace("两次", "三次"), ONE, "near"),
    ]
    assert [passage.text for passage in comparison.dropped] == [TWO]


def test_a_paragraph_that_kept_its_id_is_matched_by_it() -> None:
    last = report_of([ONE, ONE], ids=["a", "b"])
    this = SetText("a", runs(ONE + "还请了律师。")).apply(last)
    comparison = compare(last, this)
    assert [(one.this.node, one.last and one.last.node) for one in comparison.paragraphs[1:]] == [
        ("a", "a"),
        ("b", "b"),
    ]


def test_words_that_were_cut_and_pasted_elsewhere_are_found_though_their_place_was_written_anew() -> None:
    last = report_of([ONE, TWO], ids=["a", "b"])
    this = report_of([OTHER, TWO, ONE], ids=["a", "b", "new"])
    assert bodies(compare(last, this)) == [(OTHER, None, "new"), (TWO, TWO, "same"), (ONE, ONE, "same")]


def test_a_paragraph_written_anew_in_its_old_place_still_has_its_old_words_beside_it() -> None:
    last, this = report_of([ONE, TWO], ids=["a", "b"]), report_of([OTHER, TWO], ids=["a", "b"])
    comparison = compare(last, this)
    assert bodies(comparison)[0] == (OTHER, ONE, "new")
    assert [passage.text for passage in comparison.dropped] == [ONE]


def test_a_match_can_be_corrected_and_taken_away() -> None:
    last, this = report_of([ONE, TWO], ids=["a", "b"]), report_of([ONE, OTHER], ids=["c", "d"])
    corrected = compare(last, this, {"d": "b"})
    assert bodies(corrected) == [(ONE, ONE, "same"), (OTHER, TWO, "near")]
    assert bodies(compare(last, this, {"c": None})) == [(ONE, None, "near"), (OTHER, None, "new")]
    assert bodies(compare(last, this, {"gone": "b", "d": "gone"})) == bodies(compare(last, this))


def test_a_repeated_text_is_matched_in_order_of_what_stands_around_it() -> None:
    last = report_of([ONE, "工作开展情况", TWO, "工作开展情况", THREE, "工作开展情况"], ids=list("abcdef"))
    this = report_of([ONE, TWO, "工作开展情况", THREE, "工作开展情况"])
    found = [one.last.node for one in compare(last, this).paragraphs[1:] if one.last]
    assert found == ["a", "c", "d", "e", "f"]


def test_headings_of_one_number_and_words_belong_together_whatever_follows_them() -> None:
    def made(text: str) -> Report:
        entry = Problem(
            new_id(),
            Heading(runs("学习不够深入"), "1.", 3, headline_end="。", run_in=True),
            (Part(new_id(), "manifestation", (Paragraph(new_id(), runs(text)),)),),
        )
        return Report(
            sections=(
                Section(
                    new_id(), "problems", Heading(runs("问题"), "一、"), groups=(Group(new_id(), entries=(entry,)),)
                ),
            )
        )

    (_, problem) = compare(
        made("理论学习较多，案例学习较少。"), made("理论学习多，案例学习少，效果不明显。")
    ).paragraphs
    assert (problem.match, problem.last is not None) == ("near", True)


def test_a_paragraph_split_in_two_and_two_joined_in_one_are_counted_as_copied() -> None:
    last = report_of([ONE + TWO + THREE, OTHER])
    split = compare(last, report_of([ONE + TWO, THREE, OTHER]))
    assert [one.match for one in split.paragraphs] == ["same", "near", "near", "same"]
    assert split.shares.copied == 1
    joined = compare(report_of([ONE, TWO]), report_of([ONE + TWO]))
    assert joined.paragraphs[1].copied == len(ONE + TWO)
    assert len(joined.paragraphs[1].sources) == 2


def test_half_copied_is_counted_by_the_sentence() -> None:
    comparison = compare(report_of([ONE]), report_of([ONE + OTHER]))
    assert comparison.paragraphs[1].copied == len(ONE)
    assert 0 < comparison.shares.copied < 1


def test_blanks_make_no_difference() -> None:
    comparison = compare(report_of([ONE]), report_of(["　　" + ONE.replace("，", "， ")]))
    assert comparison.paragraphs[1].match == "same"


def test_whatever_is_edited_has_its_passage() -> None:
    part = Part("part", "manifestation", (Paragraph("words", runs("质量不高。")),))
    entry = Problem("problem", Heading(runs("学习不够"), "1.", 3, headline_end="。", run_in=True), (part,))
    measure = Measure("measure", Heading(runs("抓学习"), "1.", 3, headline_end="。", run_in=True))
    report = Report(
        sections=(
            Section("s", "problems", Heading(runs("问题"), "一、"), groups=(Group("g", entries=(entry,)),)),
            Section("t", "measures", Heading(runs("措施"), "二、"), groups=(Group("h", entries=(measure,)),)),
        )
    )
    comparison = compare(report, report)
    for node in ("problem", "words"):
        found = comparison.of(node)
        assert found
        assert found.this.text == "学习不够。质量不高。"
    assert comparison.of("nowhere") is None
    assert set(comparison.sections) == {"s", "t"}


def test_a_number_alone_that_changed_leaves_the_text_the_same() -> None:
    def numbered(label: str) -> Report:
        report = report_of([ONE])
        section = report.sections[0]
        return replace(report, sections=(replace(section, heading=replace(section.heading, label=label)),))

    assert compare(numbered("一、"), numbered("二、")).shares.same == 1


@given(
    st.lists(st.sampled_from([ONE, TWO, THREE, OTHER]), max_size=6),
    st.lists(st.sampled_from([ONE, TWO, THREE]), max_size=6),
)
def test_equal_texts_are_matched_copy_by_copy(old: list[str], new: list[str]) -> None:
    comparison = compare(report_of(old), report_of(new))
    for text in (ONE, TWO, THREE):
        same = sum(one.match == "same" and one.this.text == text for one in comparison.paragraphs)
        assert same == min(old.count(text), new.count(text))


def test_marks_say_of_each_paragraph_and_of_what_holds_it_what_it_is(own_sample: Report) -> None:
    this = own_sample
    first, second = (entry for entry in list(tree.entries(this))[:2])
    (text,) = first.parts[0].blocks
    this = SetText(text.id, runs("与去年完全不同的一段话，今年重新写成。")).apply(this)
    found = marks(this, compare(own_sample, this))
    assert found.wholes[second.id] == "same"
    assert found.rows[text.id] == found.wholes[first.id] != "same"
    section = tree.section_of(this, first.id)
    assert section is not None
    assert found.wholes[section.id] == "near"
    assert found.wholes["front"] == found.wholes["end"] == "same"
    printed = {item.node for item in manuscript(this) if item.text.strip()}
    assert printed <= set(found.rows)
    everything_new = marks(this, compare(report_of([], "别的"), this))
    assert set(everything_new.wholes.values()) <= {"new", "near"}


@given(reports(), reports())
def test_every_paragraph_with_words_has_a_mark(last: Report, this: Report) -> None:
    comparison = compare(last, this)
    found = marks(this, comparison)
    assert set(found.rows) == {node for one in comparison.paragraphs for node in one.this.nodes}
    for one in comparison.paragraphs:
        assert found.rows[one.this.node] in (one.match, "near")
        assert not one.this.section or one.this.section in found.wholes
