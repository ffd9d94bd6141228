"""A sentence of last year's is taken over where it belongs, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import safe_texts
from tests.yearly.revisions import report_of

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.report import Paragraph, Report, Run, runs
from huibao.yearly.pairing import beside
from huibao.yearly.taking import take_sentence

ONE, TWO, THREE = "把辖区分成六个网格。", "每个网格配齐网格长和网格员。", "全年走访居民三千户。"


def years(this: str, last: str = ONE + TWO + THREE) -> tuple[Report, Report]:
    old = report_of([last], ids=["p"])
    return old, SetText("p", runs(this)).apply(old)


def taken(this: str, offset: int, last: str = ONE + TWO + THREE) -> tuple[str, int]:
    """The paragraph after taking over, and where the cursor is then."""
    old, new = years(this, last)
    found = take_sentence(beside(old, new), "p", offset)
    held = tree.find(found.edit.apply(new), "p")
    assert isinstance(held, Paragraph)
    return held.text, found.end


def test_a_reworded_sentence_gets_last_years_words_again() -> None:
    new = "把辖区分成八个网格，责任到人。"
    assert taken(new + TWO + THREE, 3) == (ONE + TWO + THREE, len(ONE))


def test_after_a_sentence_that_is_the_same_comes_the_next_that_is_not_there() -> None:
    assert taken(ONE + THREE, 3) == (ONE + TWO + THREE, len(ONE + TWO))


def test_at_the_end_comes_what_followed_last_year() -> None:
    assert taken(ONE, len(ONE)) == (ONE + TWO, len(ONE + TWO))


def test_an_empty_paragraph_gets_the_first_sentence() -> None:
    assert taken("", 0) == (ONE, len(ONE))


def test_a_sentence_of_this_year_alone_stays() -> None:
    fresh = "新建了一处充电棚。"
    assert taken(ONE + fresh + THREE, len(ONE) + 2) == (ONE + fresh + TWO + THREE, len(ONE + fresh + TWO))


def test_when_all_is_there_it_says_so() -> None:
    with pytest.raises(EditError, match="都有了"):
        taken(ONE + TWO + THREE, 0)


def test_a_heading_is_not_taken_by_the_sentence() -> None:
    old, new = years(ONE)
    with pytest.raises(EditError, match="不能逐句"):
        take_sentence(beside(old, new), new.sections[0].id, 0)


def test_the_look_of_what_stands_there_stays() -> None:
    old, _ = years("")
    new = SetText("p", (Run("把辖区分成八个网格。", bold=True), Run(THREE))).apply(old)
    found = take_sentence(beside(old, new), "p", 2)
    held = tree.find(found.edit.apply(new), "p")
    assert isinstance(held, Paragraph)
    assert held.runs == (Run(ONE, bold=True), Run(THREE))


@given(st.lists(safe_texts(8, 20), min_size=1, max_size=5, unique=True))
def test_pressed_often_enough_it_brings_back_the_whole_paragraph(texts: list[str]) -> None:
    old, new = years("", "".join(texts))
    offset = 0
    for _ in texts:
        found = take_sentence(beside(old, new), "p", offset)
        new, offset = found.edit.apply(new), found.end
    held, was = tree.find(new, "p"), tree.find(old, "p")
    assert isinstance(held, Paragraph)
    assert isinstance(was, Paragraph)
    assert held.text == was.text
