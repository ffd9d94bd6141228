"""取回修改: unchanged files differ in nothing, a changed word is just that, and all taken back prints what Word says."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import reports
from tests.recognise.test_round_trip import reports as plain_reports
from tests.services.taking_back.word import W, Word, rewrite, said, said_in_word, text_of

from huibao.model import tree
from huibao.model.report import Entry, Measure, Report
from huibao.yearly.sentences import bare

NUMBERS = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件：(?:\d+\.)?|附件\d*$|\d+\.|（\d+）)")


def bare_lines(lines: list[str]) -> list[str]:
    """Lines without blanks: how a table's cells are parted is no wording."""
    return list(map(bare, lines))


def unnumbered(lines: list[str]) -> list[str]:
    """Lines without their numbers: what came or went is counted anew."""
    return [NUMBERS.sub("", line) for line in lines]


def taken_back(word: Word) -> Report:
    back = word.back()
    taken = back.taken(back.differences)
    assert taken.passed_over == 0
    return taken.apply(word.report)


@given(reports())
def test_an_unchanged_export_differs_in_nothing(report: Report) -> None:
    assert Word(report).back().differences == ()


@given(plain_reports())
def test_nor_does_one_that_lost_its_bookmarks(report: Report) -> None:
    word = Word(report)
    word.without_marks()
    assert word.back().differences == ()


@given(reports(), st.data())
def test_a_word_changed_in_any_paragraph_gives_just_that_difference(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    paragraphs = [one for one in word.document.element.body.iter(f"{W}p") if len(text_of(one).strip()) > 1]
    if not paragraphs:
        return
    paragraph = data.draw(st.sampled_from(paragraphs))
    old = text_of(paragraph)
    at = data.draw(st.integers(0, len(old)))
    rewrite(paragraph, old[:at] + "改过" + old[at:])
    before, after = bare_lines(said(report)), bare_lines(said_in_word(word.read()))
    changed = [line for line, other in zip(before, after, strict=True) if line != other]
    back = word.back()
    assert len(changed) == 1
    assert [one.kind for one in back.differences] == ["changed"]
    assert bare_lines(said(back.edit(back.differences).apply(report))) == after
    assert back.edit(()).apply(report) == report


def changes(data: st.DataObject, word: Word) -> None:
    """Change the file as somebody in a hurry does: delete, type anew, add and move paragraphs."""
    body = word.document.element.body
    for number in range(data.draw(st.integers(1, 6))):
        paragraphs = [one for one in body.iterchildren(f"{W}p") if text_of(one).strip()]
        if not paragraphs:
            return
        one = data.draw(st.sampled_from(paragraphs))
        kind = data.draw(st.sampled_from(["delete", "word", "anew", "add", "number", "move"]))
        if kind == "delete":
            body.remove(one)
        elif kind == "word":
            rewrite(one, text_of(one)[:-1] + "改。")
        elif kind == "anew":
            rewrite(one, f"全部重写的第{number}段，与原来的没有关系。")
        elif kind in ("add", "number"):
            label = data.draw(st.sampled_from(["一、", "（一）", "1.", "（1）"])) if kind == "number" else ""
            added = data.draw(st.sampled_from(["新加的一段", "新的情况。这里作些说明，今后改进"])) + f"{number}。"
            word.insert_after(text_of(one), label + added)
        else:
            data.draw(st.sampled_from(paragraphs)).addnext(one)


def facts(report: Report) -> dict[str, tuple[object, ...]]:
    """What Word knows nothing of, by entry."""
    return {entry.id: known(entry) for entry in tree.entries(report)}


def known(entry: Entry) -> tuple[object, ...]:
    if isinstance(entry, Measure):
        return entry.statuses, entry.closed_on
    return entry.source, entry.kind, entry.first_year, entry.statuses


@given(plain_reports(), st.booleans(), st.data())
def test_all_taken_back_prints_what_word_says(report: Report, marks: bool, data: st.DataObject) -> None:
    word = Word(report)
    if not marks:
        word.without_marks()
    changes(data, word)
    after = taken_back(word)
    assert unnumbered(said(after)) == unnumbered(said_in_word(word.read()))
    was = facts(report)
    assert all(was[entry] == fact for entry, fact in facts(after).items() if entry in was)


@given(plain_reports(), st.data())
def test_any_choice_of_differences_can_be_taken_back(report: Report, data: st.DataObject) -> None:
    word = Word(report)
    changes(data, word)
    back = word.back()
    chosen = [one for one in back.differences if data.draw(st.booleans())]
    after = back.edit(chosen).apply(report)
    refused = [one for one in back.differences if one not in chosen]
    text = "".join(said(after))
    assert all(one.old.partition("\n")[0][3:] in text for one in refused if one.kind == "removed")
    assert not any(one.new in said(after) for one in refused if one.kind == "added")
    ids = [node.id for node in tree.walk(after)]
    assert len(ids) == len(set(ids))
