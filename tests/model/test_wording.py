"""Phrases, the place they suit, and their blanks."""

from hypothesis import given
from hypothesis import strategies as st

from huibao.model.wording import BLANK, Phrase, Place, blank_after, blank_before, found, suits

HEADLINE = Place("problems", "problems", "headline")
SHORT = Phrase("走访不够经常", "网格", ("problems",), ("headline",))
CAUSE = Phrase("责任没有落实到人", "制度", ("problems",), ("cause",))
ANYWHERE = Phrase("持续推进", "作风")
CLOSING = Phrase("特此报告。", "结语", ("end",), ("closing",))
PREVIOUS = Phrase("逐一回头看", "整改", ("previous",), ("body",))


def test_a_phrase_suits_by_section_and_field() -> None:
    assert [suits(one, HEADLINE) for one in (SHORT, CAUSE, ANYWHERE, CLOSING)] == [2, 1, 2, 0]


def test_a_section_may_be_named_by_the_templates_key() -> None:
    assert suits(PREVIOUS, Place("narrative", "previous", "body")) == 2
    assert suits(PREVIOUS, Place("narrative", "", "body")) == 0


def test_what_suits_best_comes_first_and_the_users_own_before_others() -> None:
    own = Phrase("自己写的", "网格", ("problems",), ("headline",), "own.toml")
    ranked = found([CLOSING, CAUSE, SHORT, own], "", HEADLINE)
    assert [(rank, one.text) for rank, one in ranked] == [(2, own.text), (2, SHORT.text), (1, CAUSE.text), (0, CLOSING.text)]


def test_all_words_must_be_there_in_text_or_topic() -> None:
    assert [one for _, one in found([SHORT, CAUSE], "网格 走访", HEADLINE)] == [SHORT]
    assert found([SHORT, CAUSE], "网格 责任", HEADLINE) == []


def test_the_next_blank_and_the_one_before() -> None:
    text = "【时间】在【地点】检查"
    assert blank_after(text, 0) == (0, 4)
    assert blank_after(text, 1) == (5, 9)
    assert blank_after(text, 6) is None
    assert blank_before(text, 9) == (5, 9)
    assert blank_before(text, 5) == (0, 4)
    assert blank_before(text, 3) is None


@given(st.text(alphabet="甲乙【】"))
def test_walking_on_reaches_every_blank_once(text: str) -> None:
    reached, at = [], 0
    while (step := blank_after(text, at)) is not None:
        reached.append(step)
        at = step[1]
    assert reached == [match.span() for match in BLANK.finditer(text)]
    assert all(blank_before(text, end) == (start, end) for start, end in reached)
