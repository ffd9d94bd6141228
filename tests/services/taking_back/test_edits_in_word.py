"""Each thing that people do to an exported file in Word or WPS is recognised as what it is, wherever they do it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.recognise.test_round_trip import reports
from tests.services.taking_back.word import W, Word, rewrite, said, said_in_word, text_of

from huibao.model import tree
from huibao.model.edits import Link
from huibao.model.report import Measure, Problem, Report
from huibao.services.taking_back import TakingBack, compare_with_word

XML_ID = f"{W}id"
NEW = "街道新加的一段话，说的是别处没有的事情。"


def body_of(word: Word) -> list[Any]:
    """The paragraphs with a sentence in them, headings and what stands around the sections left aside."""
    found = [one for one in word.document.element.body.iterchildren(f"{W}p") if text_of(one).endswith("。")]
    return [one for one in found if len(text_of(one)) > 20 and not text_of(one)[0].isdigit()]


def drawn(data: st.DataObject, word: Word) -> Any:
    paragraphs = body_of(word)
    assume(len(paragraphs) > 2)
    return paragraphs[data.draw(st.integers(1, len(paragraphs) - 2))]


def kinds(back: TakingBack) -> list[str]:
    return [one.kind for one in back.differences]


def takes_all(word: Word, back: TakingBack) -> Report:
    """All taken back says what Word says."""
    after = back.taken(back.differences).apply(word.report)
    assert said(after) == said_in_word(word.read())
    return after


@given(reports(), st.data())
def test_a_sentence_that_was_replaced(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    old = text_of(one)
    first, _, rest = old.partition("。")
    rewrite(one, f"{first}。今年又多了一批志愿者，轮流值守。" if rest else f"今年又多了一批，{old}")
    back = word.back()
    assert [(found.kind, found.old, found.new) for found in back.differences] == [("changed", old, text_of(one))]
    after = takes_all(word, back)
    assert tree.ids(after) == tree.ids(report)


@given(reports(), st.data())
def test_a_paragraph_that_was_deleted(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    old = text_of(one)
    one.getparent().remove(one)
    back = word.back()
    assert [(found.kind, found.old) for found in back.differences] == [("removed", old)]
    takes_all(word, back)


@given(reports(), st.data())
def test_a_paragraph_that_was_inserted(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    word.insert_after(text_of(drawn(data, word)), NEW)
    back = word.back()
    assert [(found.kind, found.new) for found in back.differences] == [("added", NEW)]
    after = takes_all(word, back)
    assert tree.ids(report) < tree.ids(after)


@given(reports(), st.data())
def test_a_paragraph_that_was_moved(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    paragraphs = body_of(word)
    assume(len(paragraphs) > 5)
    at = data.draw(st.integers(1, len(paragraphs) - 2))
    to = data.draw(st.integers(1, len(paragraphs) - 2).filter(lambda to: to not in (at, at - 1)))
    one = paragraphs[at]
    assume(one.getnext() is not paragraphs[to])
    paragraphs[to].addnext(one)
    back = word.back()
    assume(said_in_word(word.read()) != said(report))
    assert "moved" in kinds(back)
    assert set(kinds(back)) == {"moved"}
    after = takes_all(word, back)
    assert tree.ids(report) <= tree.ids(after)


@given(reports(), st.data())
def test_a_bookmark_that_was_lost_and_the_words_changed_there(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    for mark in [*one.iter(f"{W}bookmarkStart"), *one.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    rewrite(one, text_of(one)[:-1] + "，成效很好。")
    back = word.back()
    assert kinds(back) == ["changed"]
    assert tree.ids(takes_all(word, back)) == tree.ids(report)


@given(reports(), st.data())
def test_a_paragraph_that_was_copied_with_its_bookmark(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    paragraphs = body_of(word)
    copied = deepcopy(one)
    data.draw(st.sampled_from([other for other in paragraphs if other is not one])).addnext(copied)
    back = word.back()
    assert kinds(back) == ["added"]
    after = takes_all(word, back)
    ids = [node.id for node in tree.walk(after)]
    assert len(ids) == len(set(ids))


@given(reports(), st.data())
def test_tracked_changes_count_as_accepted(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    old = text_of(one)
    run = next(run for run in one.iter(f"{W}r") if text_of(run))
    mark = {f"{W}author": "街道", f"{W}date": "2024-01-01T00:00:00Z"}
    inserted = deepcopy(run)
    next(inserted.iter(f"{W}t")).text = "另据了解，"
    added = run.makeelement(f"{W}ins", mark | {XML_ID: "901"})
    added.append(inserted)
    run.addprevious(added)
    gone = run.makeelement(f"{W}del", mark | {XML_ID: "902"})
    deleted = deepcopy(run)
    for text in list(deleted.iter(f"{W}t")):
        text.tag = f"{W}delText"
        text.text = "已经删掉的话。"
    gone.append(deleted)
    run.addnext(gone)
    back = word.back()
    assert [(found.kind, found.new) for found in back.differences] == [("changed", "另据了解，" + old)]
    assert any("修订痕迹" in note for note in back.compared.source.notes)
    takes_all(word, back)


@given(reports(), st.data())
def test_comments_come_back_as_comments_on_what_they_are_about(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    one = drawn(data, word)
    new = data.draw(st.booleans())
    if new:
        word.insert_after(text_of(one), NEW)
        one = word.paragraph(NEW)
    runs = next(held for held in word.document.paragraphs if held._p is one).runs
    word.document.add_comment(runs, text="这里再写具体些", author="王主任")
    back = word.back()
    assert kinds(back) == (["added", "remark"] if new else ["remark"])
    after = takes_all(word, back)
    comment = after.comments[-1]
    about: Any = tree.find(after, comment.about)
    assert (comment.author, comment.text) == ("王主任", "这里再写具体些")
    assert about.text in text_of(one)
    again = compare_with_word(after, word.read())
    assert again.differences == ()
    refused = back.taken([found for found in back.differences if found.kind == "remark"]).apply(report)
    assert len(refused.comments) == len(report.comments) + 1
    assert said(refused) == said(report)


@given(reports(), st.data())
def test_numbers_that_were_typed_over(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    entries = [one for one in tree.entries(report) if one.heading.label]
    assume(entries)
    entry = data.draw(st.sampled_from(entries))
    label = entry.heading.label
    headed = f"{label}{entry.heading.text}"
    found = [one for one in word.document.element.body.iter(f"{W}p") if text_of(one).startswith(headed)]
    assume(len(found) == 1)
    rewrite(found[0], "9." + text_of(found[0])[len(label) :])
    back = word.back()
    assert kinds(back) == ["changed"]
    after: Any = takes_all(word, back)
    changed: Any = tree.find(after, entry.id)
    assert changed.heading.label == "9."
    assert changed.heading.headline == entry.heading.headline


@given(reports(), st.data())
def test_links_and_statuses_outlive_rewording(report: Report, data: st.DataObject) -> None:
    problems = [one for one in tree.entries(report) if isinstance(one, Problem)]
    measures = [one for one in tree.entries(report) if isinstance(one, Measure)]
    assume(problems and measures)
    linked = report
    for measure in measures:
        linked = Link(measure.id, data.draw(st.sampled_from(problems)).id).apply(linked)
    word = Word(linked)
    for one in body_of(word):
        if data.draw(st.booleans()):
            rewrite(one, text_of(one)[:-1] + "，今年更好。")
    after = takes_all(word, word.back())
    for measure in measures:
        held: Any = tree.find(after, measure.id)
        assert held.answers == tree.find(linked, measure.id).answers  # type: ignore[union-attr]
    assert tree.ids(after) == tree.ids(linked)
