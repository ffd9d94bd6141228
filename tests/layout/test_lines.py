import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import PROFILE, TEXTS, strip, with_breaking

from huibao.layout.fonts import Fonts
from huibao.layout.lines import Line, break_lines
from huibao.layout.strips import make_strip
from huibao.model.kinsoku import HANGING, NO_END, NO_START, kinsoku
from huibao.model.profile import Breaking
from huibao.model.report import runs

WIDTH = 442.2  # the type area: 156 mm
CELL = 15.75


def lines(text: str, width: float = WIDTH, indent: float = 0.0, rules: Breaking = PROFILE.breaking) -> list[Line]:
    return break_lines(strip(text), (indent, width - indent), (0.0, width), rules)


def texts(text: str, width: float = WIDTH, **more: object) -> list[str]:
    return [line.text for line in lines(text, width, **more)]  # type: ignore[arg-type]


def test_a_line_takes_28_characters_and_a_first_line_26() -> None:
    first, second, third = lines("党" * 60, indent=32.0)
    assert (len(first.text), len(second.text), len(third.text)) == (26, 28, 6)


def test_a_comma_after_a_full_line_hangs_in_the_margin() -> None:
    first, second = lines("党" * 28 + "，" + "建" * 5)
    assert first.hung
    assert first.text.endswith("，")
    assert second.text == "建" * 5
    # The text before the mark fills the line, the mark stands beyond.
    assert abs(first.positions()[28] - WIDTH) < 0.3


def test_without_hanging_the_character_before_the_comma_goes_along() -> None:
    rules = Breaking(hang=False)
    assert texts("党" * 28 + "，建", rules=rules) == ["党" * 27, "党，建"]


def test_one_mark_hangs_but_not_two() -> None:
    assert texts("党" * 28 + "。”建") == ["党" * 27, "党。”建"]


def test_squeezed_marks_make_room_for_one_more() -> None:
    rules = Breaking(hang=False, squeeze=True)
    made = lines("党，" * 14 + "。建", rules=rules)
    assert made[0].text == "党，" * 14 + "。"
    assert made[1].text == "建"
    assert made[0].positions()[-1] < WIDTH + CELL / 2 + 1


def test_an_opening_quote_goes_to_the_next_line() -> None:
    assert texts("党" * 27 + "“四个意识”") == ["党" * 27, "“四个意识”"]


def test_a_word_that_is_longer_than_a_line_is_split() -> None:
    made = texts("x" * 200)
    assert len(made) > 1
    assert "".join(made) == "x" * 200


def test_text_without_any_place_to_break_is_cut_where_the_line_ends() -> None:
    made = texts("。" * 100)
    assert "".join(made) == "。" * 100
    assert max(map(len, made)) <= 29


def test_a_manual_line_break_ends_a_line_that_is_not_stretched() -> None:
    first, second = lines("党建\u2028引领")
    assert (first.text, second.text, first.last) == ("党建\u2028", "引领", True)
    assert texts("党建\u2028") == ["党建\u2028", ""]


def test_an_empty_text_is_one_empty_line() -> None:
    (only,) = lines("")
    assert (only.text, only.positions()) == ("", [0.0])


def test_blanks_at_the_end_of_a_line_take_no_room() -> None:
    first, second = lines("党" * 28 + "   " + "word")
    assert first.text == "党" * 28 + "   "
    assert second.text == "word"


def test_han_and_latin_stand_a_quarter_em_apart_but_not_at_a_lines_end() -> None:
    with_gap, without = strip("党GDP建"), strip("党GDP建", with_breaking(han_latin_gap_em=0.0))
    assert abs(with_gap.sums[-1] - without.sums[-1] - 8.0) < 1e-6
    assert abs(with_gap.width(0, 4) - without.width(0, 4) - 4.0) < 1e-6


def test_a_full_line_is_stretched_to_the_margin_between_han_only() -> None:
    first, *_ = lines("党" * 20 + "abcd" + "建" * 40)
    places = first.positions()
    inside = [places[at + 1] - places[at] for at in range(20, 23)]
    assert abs(places[-1] - WIDTH) < 0.01
    natural = [first.strip.sums[at + 1] - first.strip.sums[at] for at in range(20, 23)]
    assert all(abs(a - b) < 1e-6 for a, b in zip(inside, natural, strict=True))


@pytest.mark.parametrize("unit", ["党", " ", "“", "。", "9", "x-", "　", "\u2028", "e\u0301", "1年"])
def test_a_paragraph_of_20000_of_anything_is_set(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert "".join(texts(text)) == text


def test_letters_that_join_are_measured_as_qt_draws_them() -> None:
    made = make_strip(Fonts(PROFILE), "", runs("العربية"), "body")
    style = made.stretches[0].style
    assert abs(made.sums[-1] - style.shaped_width("العربية")) < 0.01


@given(text=TEXTS, cells=st.integers(4, 40), hang=st.booleans(), squeeze=st.booleans())
def test_every_character_is_on_one_line_in_order(text: str, cells: int, hang: bool, squeeze: bool) -> None:
    made = lines(text, cells * CELL + 0.5, rules=Breaking(hang=hang, squeeze=squeeze))
    assert "".join(line.text for line in made) == text
    assert [line.end for line in made[:-1]] == [line.start for line in made[1:]]
    assert all(line.end > line.start for line in made) or made[0].text == text == ""


@given(text=TEXTS, hang=st.booleans(), squeeze=st.booleans())
def test_no_line_starts_or_ends_with_a_forbidden_character(text: str, hang: bool, squeeze: bool) -> None:
    made = lines(text, rules=Breaking(hang=hang, squeeze=squeeze))
    for line, following in itertools.pairwise(made):
        if any(kinsoku(Breaking()).may_break(text, at) for at in range(line.start + 1, line.end + 1)):
            assert following.text[0] not in NO_START
            assert line.text.rstrip()[-1:] not in NO_END
            assert kinsoku(Breaking()).may_break(text, line.end)


@given(text=TEXTS)
def test_ink_stays_in_the_line_but_for_one_hung_mark(text: str) -> None:
    for line in lines(text, indent=32.0):
        places = line.positions()
        end = len(line.text.rstrip()) - line.hung
        assert places[0] == line.x
        assert places == sorted(places)
        assert places[end] <= line.x + line.width + 0.26  # the last character's own spacing
        if line.hung:
            assert line.text.rstrip()[-1] in HANGING


@given(text=TEXTS)
def test_a_line_takes_all_that_fits(text: str) -> None:
    made = lines(text, rules=Breaking(hang=False))
    for line, following in itertools.pairwise(made):
        later = [at for at in range(line.end + 1, following.end) if kinsoku(Breaking()).may_break(text, at)]
        assert not later or line.strip.width(line.start, later[0]) > line.width
