"""A regular expression is looked for in a process of its own."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huibao.errors import Cancelled, EditError
from huibao.model.finding import Search, matches
from huibao.model.report import Paragraph, Part, Report, runs
from huibao.services.searching import TOO_SLOW, matches_apart


def saying(*texts: str) -> Report:
    return Report("r", (Part("t", "title", tuple(Paragraph(f"p{at}", runs(text)) for at, text in enumerate(texts))),))


ENDLESS = saying("a" * 5000 + "b")


@pytest.mark.parametrize(
    "search",
    [
        Search(r"(\d+)年(x)?", regex=True),
        Search(r"（.）", regex=True),
        Search(r"（.）", regex=True, width=True),
        Search("word", regex=True, whole=True),
        Search("word", regex=True, case=True),
        Search("", regex=True),
    ],
)
def test_it_finds_what_is_found_here(search: Search) -> None:
    report = saying("２０２３年（一）和2024年(二)", "Words, word, WORD", "\ud83d\ude00行")
    assert matches_apart(report, search) == matches(report, search)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_text_is_changed_on_its_way(texts: list[str]) -> None:
    report, search = saying(*texts), Search(".+", regex=True)
    assert matches_apart(report, search) == matches(report, search)


def test_no_more_than_asked_for_are_found() -> None:
    assert len(matches_apart(saying("甲" * 9), Search(".", regex=True), most=3)) == 3


def test_an_expression_that_never_comes_back_is_stopped_and_said() -> None:
    began = time.monotonic()
    with pytest.raises(EditError, match=TOO_SLOW):
        matches_apart(ENDLESS, Search("(a+)+$", regex=True))
    assert time.monotonic() - began < 8


def test_a_search_that_is_not_wanted_any_more_ends_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(Cancelled):
        matches_apart(ENDLESS, Search("(a+)+$", regex=True), lambda: True)
    assert time.monotonic() - began < 1.5


def test_a_wrong_expression_is_said() -> None:
    with pytest.raises(EditError, match="不完整或不对"):
        matches_apart(ENDLESS, Search("(", regex=True))
