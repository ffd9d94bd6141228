"""How Word ends lines of Chinese, on cases made by hand from ECMA-376 Part 1: 17.3.1.16 (kinsoku: which marks begin and end no
line), 17.3.1.21 (overflowPunct: a mark may hang), 17.15.1.18 (characterSpacingControl: marks may be squeezed), 17.3.1.2 and
17.3.1.3 (autoSpaceDE, autoSpaceDN). They were not held against Word itself (ARCHITECTURE.md, "What is not verified")."""

from dataclasses import replace

import pytest
from tests.layout.world import PROFILE, strip

from huibao.layout.lines import Line, break_lines
from huibao.model.profile import Breaking

FULL = 28
CELL = 15.75
WIDTH = FULL * CELL + 1.2  # 156 mm
PUSH = Breaking(hang=False)
HANG = Breaking()
SQUEEZE = Breaking(hang=False, squeeze=True)


def lines(text: str, rules: Breaking) -> list[Line]:
    return break_lines(strip(text, replace(PROFILE, breaking=rules)), (0.0, WIDTH), (0.0, WIDTH), rules)


def texts(text: str, rules: Breaking) -> list[str]:
    return [line.text for line in lines(text, rules)]


@pytest.mark.parametrize("marks", ["。", "，", "；", "％", "…", "·", "”。", "。”", "》、", "）；", "！”）"])
def test_pushed_out_marks_that_begin_no_line_take_the_character_before_them_along(marks: str) -> None:
    for fitting in range(len(marks)):  # how many of the marks the line has room for
        text = "党" * (FULL - fitting) + marks + "社区"
        kept = FULL - fitting - 1
        assert texts(text, PUSH) == [text[:kept], text[kept:]]


@pytest.mark.parametrize("mark", list("“‘（《〈【〔「『［｛￥＄"))
def test_pushed_out_a_mark_that_ends_no_line_goes_to_the_next_one(mark: str) -> None:
    assert texts("党" * 27 + mark + "社区”", PUSH) == ["党" * 27, mark + "社区”"]


@pytest.mark.parametrize("mark", list("，。、；：？！”’）》〉】〕」』％…～"))
def test_no_line_begins_with_a_mark_that_closes(mark: str) -> None:
    assert texts("党" * 28 + mark + "社区", PUSH) == ["党" * 27, "党" + mark + "社区"]


def test_opening_and_closing_marks_that_meet_stay_on_their_sides() -> None:
    assert texts("党" * 26 + "》《社区》", PUSH) == ["党" * 26 + "》", "《社区》"]
    assert texts("党" * 27 + "、“社区”", PUSH) == ["党" * 27 + "、", "“社区”"]
    assert texts("党" * 28 + "”“社区”", PUSH) == ["党" * 27, "党”“社区”"]


@pytest.mark.parametrize("mark", list("，。、；：！？"))
def test_hung_a_mark_stands_in_the_margin_and_the_line_is_full(mark: str) -> None:
    first, second = lines("党" * 28 + mark + "社区", HANG)
    assert (first.text, first.hung, second.text) == ("党" * 28 + mark, True, "社区")
    assert first.positions()[28] == pytest.approx(WIDTH, abs=0.3)


@pytest.mark.parametrize("mark", list("”’）》】…％"))
def test_only_stops_and_commas_hang(mark: str) -> None:
    assert texts("党" * 28 + mark + "社区", HANG) == ["党" * 27, "党" + mark + "社区"]


def test_one_mark_hangs_not_two_and_none_that_holds_on_to_what_follows() -> None:
    assert texts("党" * 28 + "。”社区", HANG) == ["党" * 27, "党。”社区"]
    assert texts("党" * 28 + "，，社区", HANG) == ["党" * 27, "党，，社区"]
    assert texts("党" * 28 + "，“社区”", HANG) == ["党" * 28 + "，", "“社区”"]


def test_a_mark_that_fits_does_not_hang() -> None:
    first, _ = lines("党" * 27 + "，社区", HANG)
    assert (first.text, first.hung) == ("党" * 27 + "，", False)


def test_a_mark_at_the_very_end_hangs_rather_than_to_be_a_line_of_its_own() -> None:
    (only,) = lines("党" * 28 + "。", HANG)
    assert only.hung


def test_squeezed_marks_give_half_their_width_for_one_more() -> None:
    text = "党，" * 2 + "党" * 24 + "。社区"
    first, second = lines(text, SQUEEZE)
    assert (first.text, second.text) == (text[:29], "社区")
    places = first.positions()
    assert places[-1] <= WIDTH + 0.3
    assert places[2] - places[1] < CELL - 3  # a comma in the line
    assert places[1] - places[0] == pytest.approx(CELL)  # no Han character gives way


def test_without_marks_to_squeeze_the_line_is_pushed_out() -> None:
    assert texts("党" * 28 + "。社区", SQUEEZE) == ["党" * 27, "党。社区"]
    assert texts("党，" + "党" * 26 + "。社区", SQUEEZE) == ["党，" + "党" * 25, "党。社区"]


def test_han_and_latin_stand_a_quarter_em_apart_and_the_gap_at_a_lines_end_is_none() -> None:
    apart, close = (strip("党GDP建8个", replace(PROFILE, breaking=Breaking(gap))) for gap in (0.25, 0.0))
    assert apart.sums[-1] - close.sums[-1] == pytest.approx(4 * 0.25 * 16)
    assert apart.width(0, 4) - close.width(0, 4) == pytest.approx(0.25 * 16)


def test_marks_and_blanks_have_no_gap_beside_latin() -> None:
    apart, close = (strip("党，GDP。8、（A）", replace(PROFILE, breaking=Breaking(gap))) for gap in (0.25, 0.0))
    assert apart.sums[-1] == close.sums[-1]


def test_a_word_and_a_number_with_its_unit_go_to_the_next_line_whole() -> None:
    assert texts("党" * 26 + "Kubernetes", PUSH) == ["党" * 26, "Kubernetes"]
    assert texts("党" * 26 + "2023年的", PUSH) == ["党" * 26, "2023年的"]
    assert texts("党" * 26 + "100万元的", PUSH) == ["党" * 26, "100万元的"]
    assert texts("党" * 26 + "2023年的", replace(PUSH, keep_units=False))[0] == "党" * 26
