"""Text at the door, widths, and counting as Word does."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.model.text import LINE_BREAK, clean, count_characters, is_wide, lines, set_width, single_line, width


@given(st.text(st.characters()))
def test_any_text_that_was_cleaned_can_be_written_as_xml_and_json(text: str) -> None:
    cleaned = clean(text)
    element = ElementTree.Element("a")
    element.text = cleaned
    ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert json.loads(json.dumps(cleaned, ensure_ascii=False).encode()) == cleaned
    assert clean(cleaned) == cleaned
    assert len(cleaned) == len(text)


@given(st.text("汉字，。“”（）〇𠮷éabc 09\t\u3000\u00a0\u200b\ufeff"))
def test_what_people_write_is_not_touched(text: str) -> None:
    assert clean(text) == text


def test_lone_surrogates_and_control_characters_become_one_sign_each() -> None:
    assert clean("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"
    assert clean("甲\x0b乙\x0c丙") == f"甲{LINE_BREAK}乙{LINE_BREAK}丙"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029", "\x85"])
def test_lines_end_in_every_way_but_not_at_a_manual_line_break(end: str) -> None:
    assert lines(f"一{end}二{LINE_BREAK}三{end}") == ["一", f"二{LINE_BREAK}三", ""]


def test_a_one_line_field_holds_one_line() -> None:
    assert single_line("一\r\n二\t三\u2028四\x0b五") == "一 二 三 四 五"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("社区工作", 4),
        ("2023年，共1200户。", 7),
        ("Word 2016", 2),
        ("“一”……", 5),
        ("", 0),
        (" \n\t", 0),
        ("a-b,c 𠮷", 2),
        ("（1）", 3),
    ],
)
def test_characters_are_counted_as_word_counts_them(text: str, count: int) -> None:
    assert count_characters(text) == count


def test_a_han_character_is_twice_as_wide_as_a_digit() -> None:
    assert [is_wide(character) for character in "汉“—…（1a "] == [True] * 5 + [False] * 3
    assert width("2023年") == 3.0


@pytest.mark.parametrize(("text", "wide"), [("社区", 2.0), ("2023年12月8日", 7.75), ("1.", 0.75), ("", 0.0), ("2023．", 3.0)])
def test_text_is_as_wide_as_it_is_set_with_a_quarter_between_han_and_latin(text: str, wide: float) -> None:
    assert set_width(text) == pytest.approx(wide)
