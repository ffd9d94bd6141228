"""Tables changed in Word: a cell, a row, the whole; and numbers typed over in a list that is counted anew."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.services.taking_back.word import W, Word, rewrite, said, said_in_word, text_of

from huibao.model import tree
from huibao.model.report import Cell, Group, Heading, Paragraph, Part, Problem, Report, Section, Table, runs

ROWS = (("事项", "件数", "办结率"), ("居民诉求", "562", "96%"), ("网格巡查", "1024", "100%"))


def report() -> Report:
    rows = tuple(
        tuple(Cell((Paragraph(f"c{r}{c}", runs(text)),)) for c, text in enumerate(row)) for r, row in enumerate(ROWS)
    )
    blocks = (
        Paragraph("a", runs("今年受理的情况如下。")),
        Table("t", rows, (), 1),
        Paragraph("b", runs("群众是满意的。")),
    )
    entries = tuple(_problem(at) for at in range(1, 5))
    return Report(
        sections=(
            Section("s", "narrative", Heading(runs("主要工作"), "一、"), blocks),
            Section("q", "problems", Heading(runs("存在问题"), "二、"), groups=(Group("g", None, entries=entries),)),
        )
    )


def _problem(at: int) -> Problem:
    words = ("学习不够深入", "走访不够经常", "协调不够有力", "宣传不够广泛")[at - 1]
    part = Part(f"m{at}", "manifestation", (Paragraph(f"mp{at}", runs(f"{words}，具体说来有这些情况。")),))
    return Problem(f"p{at}", Heading(runs(words), f"{at}.", 3, headline_end="。", run_in=True), (part,))


def rows(word: Word) -> list[Any]:
    return list(word.document.element.body.iter(f"{W}tr"))


def takes_all(word: Word) -> Report:
    back = word.back()
    taken = back.taken(back.differences)
    assert taken.passed_over == 0
    assert said(taken.after) == said_in_word(word.read())
    return taken.after


def test_a_cell_is_a_difference_of_its_own_with_its_row() -> None:
    word = Word(report())
    word.replace("562", "580")
    found = word.back().differences
    assert [(one.kind, one.old, one.new, one.where) for one in found] == [
        ("changed", "562", "580", "一、主要工作，表格第 2 行")
    ]
    assert tree.ids(takes_all(word)) == tree.ids(word.report)


def test_a_row_that_was_added_changes_the_table_and_keeps_what_is_there() -> None:
    word = Word(report())
    new = deepcopy(rows(word)[-1])
    for paragraph, text in zip(new.iter(f"{W}p"), ("矛盾调解", "37", "100%"), strict=True):
        rewrite(paragraph, text)
        for mark in [*paragraph.iter(f"{W}bookmarkStart"), *paragraph.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
    rows(word)[-1].addnext(new)
    assert [one.kind for one in word.back().differences] == ["changed"]
    table: Any = tree.find(takes_all(word), "t")
    assert [cell.paragraphs[0].id for cell in table.rows[1]] == ["c10", "c11", "c12"]


def test_a_table_that_was_deleted_can_stay() -> None:
    word = Word(report())
    table = next(word.document.element.body.iter(f"{W}tbl"))
    table.getparent().remove(table)
    back = word.back()
    assert [one.kind for one in back.differences] == ["removed"]
    assert back.taken(()).apply(word.report) == word.report
    assert not tree.contains(takes_all(word), "t")


def test_a_number_typed_over_is_seen_even_where_the_list_is_counted_anew() -> None:
    word = Word(report())
    word.delete("走访不够经常")
    last = word.paragraph("宣传不够广泛")
    rewrite(last, "9." + text_of(last)[2:])
    back = word.back()
    assert [one.kind for one in back.differences] == ["removed", "changed"]
    after = back.taken(back.differences).after
    assert [entry.heading.label for entry in tree.entries(after)] == ["1.", "2.", "9."]


def test_numbers_that_count_on_after_a_removal_are_no_difference() -> None:
    word = Word(report())
    word.delete("走访不够经常")
    for words, label in (("协调不够有力", "2."), ("宣传不够广泛", "3.")):
        paragraph = word.paragraph(words)
        rewrite(paragraph, label + text_of(paragraph)[2:])
    assert [one.kind for one in word.back().differences] == ["removed"]
    assert [entry.id for entry in tree.entries(takes_all(word))] == ["p1", "p3", "p4"]
