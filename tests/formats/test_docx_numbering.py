"""Automatic numbers read as Word shows them."""

import pytest
from tests.formats.docx_made import lines, p, paragraphs, read

from huibao.formats.docx.read_numerals import written

SECTION = "<w:sectPr/>"


def level(at: int, text: str, number_format: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restarted(at: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(text: str, number: int = 1, at: int = 0, more: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>{more}')


OFFICIAL = abstract(
    0,
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCounting"),
    level(2, "%3."),
    level(3, "（%4）"),
) + num(1, 0)


@pytest.mark.parametrize(
    ("style", "signs"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        ("chineseCountingThousand", {12: "十二", 105: "一百零五", 110: "一百一十", 1010: "一千零一十", 2001: "二千零一"}),
        ("japaneseCounting", {3: "三", 21: "二十一"}),
        ("ideographDigital", {10: "一〇"}),
        ("chineseLegalSimplified", {1: "壹", 12: "拾贰", 123: "壹佰贰拾叁", 1111: "壹仟壹佰壹拾壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {2: "⑵", 21: "21"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {28: "bb"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {1: ""}),
        ("a format of some later year", {7: "7"}),
        ("chineseCountingThousand", {0: "0", 10_000: "10000"}),
    ],
)
def test_each_number_format_is_written_as_word_writes_it(style: str, signs: dict[int, str]) -> None:
    assert {number: written(number, style) for number in signs} == signs


def test_the_four_levels_of_an_official_document_are_numbered() -> None:
    body = item("甲") + item("乙", at=1) + item("丙", at=2) + item("丁", at=3) + item("戊", at=1) + item("己")
    assert lines(body, numbering=OFFICIAL) == ["一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "二、己"]


def test_a_deeper_level_begins_anew_after_any_higher_one() -> None:
    body = item("甲") + item("乙", at=1) + item("丙", at=2) + item("丁") + item("戊", at=2) + item("己", at=1)
    assert lines(body, numbering=OFFICIAL) == ["一、甲", "（一）乙", "1.丙", "二、丁", "1.戊", "（一）己"]


def test_a_level_can_be_told_not_to_begin_anew_or_only_after_a_certain_one() -> None:
    on = level(0, "%1、") + level(1, "%2)", more='<w:lvlRestart w:val="0"/>')
    body = item("甲") + item("乙", at=1) + item("丙") + item("丁", at=1)
    assert lines(body, numbering=abstract(0, on) + num(1, 0)) == ["1、甲", "1)乙", "2、丙", "2)丁"]
    first = level(0, "%1、") + level(1, "%2)") + level(2, "%3]", more='<w:lvlRestart w:val="1"/>')
    body = item("甲") + item("乙", at=1) + item("丙", at=2) + item("丁", at=1) + item("戊", at=2) + item("己") + item("庚", at=2)
    found = lines(body, numbering=abstract(0, first) + num(1, 0))
    assert found == ["1、甲", "1)乙", "1]丙", "2)丁", "2]戊", "2、己", "1]庚"]


def test_numbers_of_several_levels_stand_together() -> None:
    numbering = abstract(0, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert lines(item("甲") + item("乙") + item("丙", at=1), numbering=numbering) == ["第一章甲", "第二章乙", "2.1丙"]


def test_a_level_never_begun_shows_its_start() -> None:
    numbering = abstract(0, level(0, "%1", start=3), level(1, "%1.%2")) + num(1, 0)
    assert lines(item("甲", at=1) + item("乙"), numbering=numbering) == ["3.1甲", "3乙"]


def test_lists_of_one_definition_count_on_until_one_restarts() -> None:
    numbering = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, restarted(0)) + num(4, 0, restarted(0, 7))
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 4)
    assert lines(body, numbering=numbering) == ["1.甲", "2.乙", "1.丙", "2.丁", "7.戊"]
    ids = [line.list_id for line in paragraphs(read(body, numbering=numbering))]
    assert ids == ["0", "0", "0.3", "0.3", "0.4"]


def test_list_zero_is_no_list_and_neither_is_a_list_that_is_not_there() -> None:
    found = paragraphs(read(item("甲") + item("正文", 0) + item("正文", 77) + item("乙"), numbering=OFFICIAL))
    assert [(line.label, line.list_level, line.list_id) for line in found] == [
        ("一、", 0, "0"), ("", -1, ""), ("", -1, ""), ("二、", 0, "0")
    ]  # fmt: skip


def style(name: str, based: str = "", properties: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'
    )


def styled(text: str, name: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{name}"/>{more}')


def test_a_style_brings_its_number_at_the_level_that_is_linked_to_it() -> None:
    numbering = (
        abstract(
            0, level(0, "%1、", "chineseCounting", '<w:pStyle w:val="One"/>'),
            level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="Two"/>'),
        ) + num(5, 0)
    )  # fmt: skip
    styles = style("One", "", '<w:numPr><w:numId w:val="5"/></w:numPr>')
    styles += style("Two", "One") + style("Three", "Two") + style("Off", "One", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("甲", "One") + styled("乙", "Two") + styled("丙", "Three") + styled("丁", "Off") + styled("戊", "One", off)
    assert lines(body + styled("己", "One"), styles, numbering) == ["一、甲", "（一）乙", "（二）丙", "丁", "戊", "二、己"]


def test_a_style_can_name_its_level_itself_and_a_paragraph_another() -> None:
    styles = style("Deep", "", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>')
    deeper = '<w:numPr><w:ilvl w:val="3"/></w:numPr>'
    assert lines(styled("甲", "Deep") + styled("乙", "Deep", deeper), styles, OFFICIAL) == ["1.甲", "（1）乙"]


def test_a_numbering_style_leads_to_its_list() -> None:
    numbering = (
        abstract(0, level(0, "%1)"), more='<w:styleLink w:val="Lists"/>')
        + abstract(1, more='<w:numStyleLink w:val="Lists"/>') + num(1, 0) + num(2, 1)
    )  # fmt: skip
    styles = (
        '<w:style w:type="numbering" w:styleId="Lists"><w:name w:val="Lists"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(item("甲", 2) + item("乙", 1), styles, numbering) == ["1)甲", "2)乙"]


def test_numbering_that_leads_in_a_circle_ends() -> None:
    numbering = abstract(0, more='<w:numStyleLink w:val="Lists"/>') + num(1, 0)
    styles = (
        '<w:style w:type="numbering" w:styleId="Lists"><w:name w:val="Lists"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(item("甲"), styles, numbering) == ["甲"]


def test_a_list_may_change_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "chineseCounting")}</w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0, own)
    assert lines(item("甲", 1) + item("乙", 2), numbering=numbering) == ["1.甲", "（二）乙"]


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [("\uf06c", "Wingdings", "●"), ("\uf0b7", "Symbol", "•"), ("\uf0fc", "Wingdings", "✔"), ("—", "", "—"), ("", "", "•")],
)
def test_bullets_are_read_as_they_look(text: str, font: str, shown: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    numbering = abstract(0, level(0, text, "bullet", fonts)) + num(1, 0)
    assert lines(item("甲"), numbering=numbering) == [f"{shown}甲"]


def test_an_empty_paragraph_counts_but_one_that_only_ends_a_section_does_not() -> None:
    assert lines(item("甲") + item("") + item("乙"), numbering=OFFICIAL) == ["一、甲", "三、乙"]
    assert lines(item("甲") + item("", more=SECTION) + item("乙"), numbering=OFFICIAL) == ["一、甲", "二、乙"]


def test_the_gap_after_a_number_is_not_part_of_it() -> None:
    numbering = abstract(0, level(0, "%1\u3000")) + num(1, 0)
    (line,) = paragraphs(read(item("甲"), numbering=numbering))
    assert line.label == "1"


def test_a_format_newer_than_the_standard_is_read_by_its_stand_in() -> None:
    number_format = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = abstract(0, f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{number_format}<w:lvlText w:val="%1."/></w:lvl>')
    assert lines(item("甲"), numbering=numbering + num(1, 0)) == ["01.甲"]


def test_a_list_in_a_table_counts_on_in_the_text() -> None:
    table = f"<w:tbl><w:tr><w:tc>{item('乙')}</w:tc></w:tr></w:tbl>"
    assert lines(item("甲") + table + item("丙"), numbering=OFFICIAL) == ["一、甲", "三、丙"]


@pytest.mark.parametrize("wild", ["99999999999999999999", "-5", "x", "", "1e400"])
def test_wild_numbers_in_a_list_do_no_harm(wild: str) -> None:
    wild_level = f'<w:lvl w:ilvl="{wild}"><w:start w:val="{wild}"/><w:lvlText w:val="%1.%9"/></w:lvl>'
    override = f'<w:lvlOverride w:ilvl="{wild}"><w:startOverride w:val="{wild}"/></w:lvlOverride>'
    body = p("甲", f'<w:numPr><w:ilvl w:val="{wild}"/><w:numId w:val="1"/></w:numPr>') * 2
    (first, second) = paragraphs(read(body, numbering=abstract(0, wild_level) + num(1, 0, override)))
    assert first.text == second.text == "甲"
