"""A Word file's paragraphs with their evidence, and by name whatever stays behind."""

import io
import re
from collections import Counter
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx_made import lines, p, paragraphs, part, r, read, relations, word

from huibao.formats import txt
from huibao.formats.docx.read_body import words
from huibao.formats.docx.read_xml import MC, W, parse_xml
from huibao.formats.docx.reader import read_docx
from huibao.formats.package import open_package, read_part
from huibao.formats.sniff import kind_of
from huibao.model import text as texts
from huibao.model.report import LeftOut, Run
from huibao.model.source import Source, SourceComment, SourceParagraph, SourceTable

NOTE_MARK = re.compile(r"〔尾?注\d+〕")


def style(name: str, inside: str = "", *, style_id: str = "", based: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id or name}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def one(content: str, properties: str = "", styles: str = "") -> SourceParagraph:
    (line,) = paragraphs(read(p(content, properties), styles))
    return line


# --- evidence ------------------------------------------------------------------------------------------------------


def test_paragraphs_come_in_order_and_blank_ones_vanish() -> None:
    source = read(p("标题") + p("") + p(r(" ")) + p("正文") + "<w:sectPr/>")
    assert source.kind == "docx"
    assert [(line.text, line.where) for line in paragraphs(source)] == [("标题", "第1段"), ("正文", "第2段")]
    assert source.notes == source.left_out == ()


@pytest.mark.parametrize(
    ("styles", "direct", "level"),
    [
        (style("heading 1", style_id="A"), "", 1),
        (style("标题 3", style_id="A"), "", 3),
        (style("Heading 2", style_id="B") + style("我的标题", style_id="A", based="B"), "", 2),
        (style("章", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', style_id="A"), "", 1),
        (style("heading 1", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', style_id="A"), "", 0),
        (style("heading 1", style_id="A"), '<w:outlineLvl w:val="3"/>', 4),
        (style("heading 1", style_id="A"), '<w:outlineLvl w:val="9"/>', 0),
        (style("Title", style_id="A"), "", 0),
        (style("heading 1", style_id="A", based="B") + style("x", style_id="B", based="A"), "", 1),
    ],
)
def test_the_outline_level_comes_from_the_paragraph_its_style_or_an_ancestor(
    styles: str, direct: str, level: int
) -> None:
    assert one("一、工作", f'<w:pStyle w:val="A"/>{direct}', styles).outline_level == level


def test_the_style_is_named_and_the_default_one_stands_in() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    assert one("正文", "", styles).style == "Normal"
    assert one("正文", '<w:pStyle w:val="gone"/>', styles).style == "Normal"
    assert one("正文").style == ""


def test_emphasis_is_kept_run_by_run_and_neighbours_of_one_look_are_joined() -> None:
    content = (
        r("一是", "<w:b/>")
        + r("抓", '<w:b w:val="1"/>')
        + r("实", '<w:b w:val="0"/>')
        + r("效", '<w:u w:val="single"/>')
    )
    line = one(content + r("。", '<w:i/><w:u w:val="none"/>'))
    assert line.runs == (Run("一是抓", bold=True), Run("实"), Run("效", underline=True), Run("。", italic=True))
    assert not line.bold
    assert one(r("标", "<w:b/>") + r(" ") + r("题", "<w:b/>")).bold


def test_bold_that_a_style_gives_to_all_is_evidence_and_not_emphasis() -> None:
    styles = style("heading 1", "<w:rPr><w:b/><w:sz w:val='32'/></w:rPr>", style_id="A")
    line = one(r("一、") + r("工作", "<w:i/>"), '<w:pStyle w:val="A"/>', styles)
    assert line.bold
    assert line.size_pt == 16.0
    assert line.runs == (Run("一、"), Run("工作", italic=True))


def test_bold_of_two_styles_cancels_out() -> None:
    styles = style("A", "<w:rPr><w:b/></w:rPr>") + style("C", "<w:rPr><w:b/></w:rPr>", kind="character")
    assert not one(r("甲", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="A"/>', styles).bold
    assert one(r("甲", '<w:rStyle w:val="C"/>'), "", styles).bold
    assert one(r("甲", '<w:rStyle w:val="C"/><w:b/>'), '<w:pStyle w:val="A"/>', styles).bold


def test_the_size_and_the_east_asian_font_that_most_characters_have_are_told() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
    )
    song = one("正文", "", defaults)
    assert (song.size_pt, song.font) == (10.5, "宋体")
    mixed = r("一、", '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="44"/>') + r(
        "基本情况", '<w:rFonts w:eastAsia="仿宋"/>'
    )
    assert (one(mixed, "", defaults).size_pt, one(mixed, "", defaults).font) == (10.5, "仿宋")
    assert one("正文").size_pt == 10.0
    assert one(r("正文", '<w:sz w:val="16pt"/>')).size_pt == 16.0


def test_a_theme_font_is_resolved() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:majorFont><a:ea typeface="方正小标宋简体"/></a:majorFont>'
        '<a:minorFont><a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    body = p(r("甲", '<w:rFonts w:eastAsiaTheme="majorEastAsia" w:eastAsia="宋体"/>'))
    body += p(r("乙", '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'))
    data = word(body, parts={"word/theme/theme1.xml": theme}, links=(("rId9", "theme", "theme/theme1.xml"),))
    assert [line.font for line in paragraphs(read_docx(data))] == ["方正小标宋简体", "等线"]


@pytest.mark.parametrize(
    ("value", "align"),
    [("left", "left"), ("start", "left"), ("center", "center"), ("right", "right"), ("end", "right"), ("both", "")],
)
def test_the_alignment_is_told(value: str, align: str) -> None:
    assert one("甲", f'<w:jc w:val="{value}"/>').align == align
    styles = style("A", f'<w:pPr><w:jc w:val="{value}"/></w:pPr>')
    assert one("甲", '<w:pStyle w:val="A"/>', styles).align == align


@pytest.mark.parametrize(
    ("indent", "characters"),
    [
        ('w:firstLineChars="200"', 2.0),
        ('w:firstLine="640"', 2.0),
        ('w:firstLineChars="200" w:firstLine="999"', 2.0),
        ('w:firstLineChars="0" w:firstLine="640"', 2.0),
        ('w:left="640" w:hanging="320"', 1.0),
        ('w:leftChars="100" w:firstLineChars="200"', 3.0),
        ('w:start="640"', 2.0),
        ('w:firstLine="32pt"', 2.0),
        ('w:firstLine="x"', 0.0),
    ],
)
def test_the_indent_is_told_in_characters(indent: str, characters: float) -> None:
    assert one(r("甲", '<w:sz w:val="32"/>'), f"<w:ind {indent}/>").indent == characters


def test_a_direct_indent_changes_only_what_it_names() -> None:
    styles = style("A", '<w:pPr><w:ind w:leftChars="100" w:firstLineChars="200"/></w:pPr>')
    assert one("甲", '<w:pStyle w:val="A"/><w:ind w:leftChars="0"/>', styles).indent == 2.0


def test_leading_blanks_are_indent_and_trailing_ones_nothing() -> None:
    line = one(r("\u3000") + r("\u3000 \u00a0正 文") + r("。 ") + r(" \u3000"))
    assert (line.text, line.indent) == ("正 文。", 3.0)
    assert one(" " * 68 + "某社区").indent == 34.0
    assert one("<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>").text == "甲\t乙"


def test_underlined_blanks_are_lines_to_write_on() -> None:
    line = one(r("  ", '<w:u w:val="single"/>') + r("签名：") + r("    ", '<w:u w:val="single"/>'))
    assert line.text == "  签名：    "


def test_a_line_break_parts_lines_and_only_the_first_has_the_number_and_the_first_indent() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:start w:val="1"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    content = "<w:r><w:br/><w:t>甲</w:t><w:br/><w:br/><w:t>乙</w:t><w:cr/><w:t>丙\u2028丁</w:t></w:r>"
    body = p(content, '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:firstLineChars="200"/>')
    found = paragraphs(read(body, numbering=numbering))
    assert [(line.label, line.text, line.continues, line.indent, line.where) for line in found] == [
        ("1.", "甲", False, 2.0, "第1段"),
        ("", "乙", True, 0.0, "第1段"),
        ("", "丙", True, 0.0, "第1段"),
        ("", "丁", True, 0.0, "第1段"),
    ]


def test_where_a_page_begins_is_told() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("一") + p(page) + p("二") + p("三", "<w:pageBreakBefore/>") + p(r("四") + page + r("五"))
    body += p("六", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + p("七")
    body += (
        p("八", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
        + p("九")
        + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    )
    found = paragraphs(read(body))
    assert "".join(line.text for line in found if line.page_break_before) == "二三五七"
    assert not any(line.continues for line in found)


# --- what stands in a paragraph ------------------------------------------------------------------------------------


def test_special_characters_keep_their_place() -> None:
    content = (
        "<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/><w:ptab/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Arial" w:char="x"/><w:t>乙</w:t></w:r>'
    )
    assert one(content).text == "甲\u2011\u00ad\t☑乙"


def test_blanks_of_a_text_count_only_where_they_are_preserved() -> None:
    assert one("<w:r><w:t>甲 </w:t><w:t> 乙</w:t><w:t xml:space='preserve'> 丙</w:t></w:r>").text == "甲乙 丙"


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink r:id="rId1">{}</w:hyperlink>',
        "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<w:bdo>{}</w:bdo>",
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:hyperlink><w:ins><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:ins></w:hyperlink>",
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        "<w:ruby><w:rt/><w:rubyBase>{}</w:rubyBase></w:ruby>",
        "<w:someday>{}</w:someday>",
    ],
)
def test_text_is_found_once_in_every_wrapper(wrapped: str) -> None:
    assert lines(p(r("甲") + wrapped.format(r("乙")) + r("丙"))) == ["甲乙丙"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        "<w:ins>{}</w:ins>",
    ],
)
def test_paragraphs_are_found_once_in_every_wrapper(wrapped: str) -> None:
    assert lines(p("甲") + wrapped.format(p("乙") + p("丙")) + p("丁")) == ["甲", "乙", "丙", "丁"]


def test_links_are_not_taken_for_underlined_text() -> None:
    styles = style("Hyperlink", '<w:rPr><w:u w:val="single"/></w:rPr>', kind="character")
    assert one(r("网址", '<w:rStyle w:val="Hyperlink"/>'), "", styles).runs == (Run("网址"),)


def field(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    inner = field("begin") + instruction("PAGE") + field("separate") + r("7") + field("end")
    outer = field("begin") + instruction("IF ") + inner + field("separate") + r("乙") + field("end")
    source = read(p(r("甲") + outer + r("丙")))
    assert [line.text for line in paragraphs(source)] == ["甲乙丙"]
    assert [left.text for left in source.left_out] == ["7"]


def test_a_field_that_is_never_closed_swallows_nothing() -> None:
    assert lines(p(r("甲") + field("begin") + instruction("PAGE")) + p("乙") * 40 + p(field("end") + r("丙"))) == [
        "甲", *["乙"] * 40, "丙"
    ]  # fmt: skip
    assert lines((p(field("begin") + field("separate") + r("甲"))) * 200) == ["甲"] * 200


def test_form_fields_show_what_was_chosen() -> None:
    box = "<w:ffData><w:checkBox><w:default w:val='0'/>{}</w:checkBox></w:ffData>"
    choices = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='是'/><w:listEntry w:val='否'/></w:ddList></w:ffData>"
    content = field("begin", box.format("<w:checked/>")) + field("end") + field("begin", box.format("")) + field("end")
    assert one(content + field("begin", choices) + field("end")).text == "☑□否"


def test_a_formula_keeps_its_words_and_says_so() -> None:
    source = read(p(r("设") + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>" + r("。")))
    assert [line.text for line in paragraphs(source)] == ["设a+b。"]
    assert "公式" in source.notes[0]


# --- revisions -----------------------------------------------------------------------------------------------------


def test_revisions_are_accepted_and_counted() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>" + r("挪") + "</w:moveFrom>"
    source = read(p(r("甲") + gone + "<w:ins>" + r("新") + "</w:ins>"))
    assert [line.text for line in paragraphs(source)] == ["甲新"]
    assert source.notes == ("原文有修订痕迹（插入 1 处，删除 2 处），已按“接受所有修订”读入。",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = p("甲", mark) + p("", mark) + p("乙", '<w:jc w:val="center"/>') + p("丙", mark)
    found = paragraphs(read(body))
    assert [(line.text, line.align) for line in found] == [("甲乙", "center"), ("丙", "")]


# --- what is left out, by name -------------------------------------------------------------------------------------


def test_hidden_text_and_hints_of_controls_are_left_out_by_name() -> None:
    hint = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    body = p(r("甲") + r("乙", "<w:vanish/>") + f"<w:sdt>{hint}<w:sdtContent>{r('点此填写')}</w:sdtContent></w:sdt>")
    body += f"<w:sdt>{hint}<w:sdtContent>{p('点此填表')}</w:sdtContent></w:sdt>"
    source = read(body)
    assert words(list(source.items)) == "甲"
    assert sorted(left.text for left in source.left_out) == ["乙", "点此填写", "点此填表"]
    assert all(left.why for left in source.left_out)


def test_an_automatic_table_of_contents_is_left_out_whole() -> None:
    styles = style("toc 1", style_id="T1") + style("heading 1", style_id="H1")
    entry = '<w:pStyle w:val="T1"/>'
    contents = p(field("begin") + instruction('TOC \\o "1-3"') + field("separate") + r("一、情况\t1"), entry)
    contents += p("二、打算\t2", entry) + p(field("end"))
    source = read(contents + p("一、情况", '<w:pStyle w:val="H1"/>'), styles)
    assert [line.text for line in paragraphs(source)] == ["一、情况"]
    (left,) = source.left_out
    assert left.text == "一、情况\t1\n二、打算\t2"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    source = read(f"<w:sdt>{gallery}<w:sdtContent>{p('目录') + p('一、情况 1')}</w:sdtContent></w:sdt>" + p("一、情况"))
    assert [line.text for line in paragraphs(source)] == ["一、情况"]
    assert source.left_out[0].text == "目录\n一、情况 1"


def test_a_contents_field_that_never_ends_leaves_the_body_in() -> None:
    body = p(field("begin") + instruction("TOC") + field("separate")) + p("正文") * 3
    assert lines(body) == ["正文"] * 3


def test_notes_stand_behind_their_paragraph_and_comments_headers_and_footers_are_left_out_by_name() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(r("甲") + reference.format(2) + '<w:r><w:endnoteReference w:id="1"/></w:r>' + reference.format(9)) + (
        '<w:sectPr><w:headerReference r:id="h1"/><w:headerReference r:id="h2"/><w:footerReference r:id="f1"/></w:sectPr>'
    )
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{p("注一")}</w:footnote><w:footnote w:id="3"/>'),
        "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="1">{p("注二")}</w:endnote>'),
        "word/comments.xml": part("comments", f'<w:comment w:author="老王">{p("改一改")}</w:comment><w:comment/>'),
        "word/header1.xml": part("hdr", p("某社区内部资料")),
        "word/header2.xml": part("hdr", p("某社区内部资料")),
        "word/footer1.xml": part("ftr", p("— 3 —") + p("第 3 页 共 9 页")),
    }
    links = (
        ("rIdF", "footnotes", "footnotes.xml"), ("rIdE", "endnotes", "endnotes.xml"),
        ("rIdC", "comments", "/word/comments.xml"), ("h1", "header", "header1.xml"), ("h2", "header", "header2.xml"),
        ("f1", "footer", "footer1.xml"),
    )  # fmt: skip
    source = read_docx(word(body, parts=parts, links=links))
    assert words(list(source.items)) == "甲〔注1〕〔尾注1〕\n〔注1〕注一\n〔尾注1〕注二"
    assert [line.aside for line in paragraphs(source)] == [False, True, True]
    assert source.left_out == (LeftOut("改一改", "批注（老王），不在正文的任何一处"), LeftOut("某社区内部资料", "页眉"))
    assert source.notes == ("原文有 2 条脚注或尾注，放在了各自所在段落的后面。", "原文有 1 条批注，带入以后仍是批注，不会打印出来。")


def remarked(body: str, comments: str, extended: str = "") -> Source:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    parts: dict[str, str | bytes] = {
        "word/comments.xml": part("comments", comments).replace("<w:comments ", f"<w:comments {w14} ", 1),
        "word/commentsExtended.xml": f'<c:commentsEx xmlns:c="{w15}">{extended}</c:commentsEx>',
    }
    links = (("rIdC", "comments", "comments.xml"), ("rIdX", "commentsExtended", "commentsExtended.xml"))
    return read_docx(word(body, parts=parts, links=links))


def on_words(number: int, words_of_it: str) -> str:
    marks = f'<w:commentRangeStart w:id="{number}"/>{r(words_of_it)}<w:commentRangeEnd w:id="{number}"/>'
    return f'{marks}<w:r><w:commentReference w:id="{number}"/></w:r>'


def test_comments_go_with_the_paragraph_they_stand_at_and_the_words_they_are_about() -> None:
    paragraph = p("改一改") + p("再核对").replace("<w:p>", '<w:p w14:paraId="AB">')
    comments = f'<w:comment w:id="1" w:author="老王" w:date="2023-11-05T09:30:00Z">{paragraph}</w:comment>'
    comments += f'<w:comment w:id="2" w:date="昨天">{p("图呢")}</w:comment>'
    reference = p('<w:r><w:commentReference w:id="2"/></w:r>')
    cell = f"<w:tbl><w:tr><w:tc>{reference}{p('格')}</w:tc></w:tr></w:tbl>"
    source = remarked(p(r("今年") + on_words(1, "走访三百户") + r("。")) + cell, comments, '<c:commentEx c:paraId="AB" c:done="1"/>')
    first, table = source.items
    assert isinstance(first, SourceParagraph)
    assert isinstance(table, SourceTable)
    assert first.comments == (SourceComment("改一改\n再核对", "老王", "2023-11-05T09:30:00", True, "走访三百户"),)
    assert table.rows[0][0].paragraphs[-1].comments == (SourceComment("图呢"),)
    assert source.left_out == ()


def test_a_comment_over_several_paragraphs_is_one_on_the_last_of_them() -> None:
    body = p('<w:commentRangeStart w:id="1"/>' + r("甲")) + p(
        r("乙") + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    found = paragraphs(remarked(body, f'<w:comment w:id="1">{p("合并")}</w:comment>'))
    assert [line.comments for line in found] == [(), (SourceComment("合并"),)]


def test_a_note_with_a_mark_of_its_own_keeps_it_and_one_within_a_note_is_not_followed() -> None:
    reference = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="1">{p(r("*据年报") + reference)}</w:footnote>')
    data = word(
        p(r("甲") + reference) + p("乙"),
        parts={"word/footnotes.xml": notes},
        links=(("f", "footnotes", "footnotes.xml"),),
    )
    assert words(list(read_docx(data).items)) == "甲*\n*据年报*\n乙"


def test_a_style_separator_makes_one_line_of_a_heading_and_what_follows_it() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    mark = '<w:pStyle w:val="1"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    body = (
        p("一、党建工作。", mark)
        + p("今年以来，学习不断。")
        + p("二、", mark)
        + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    first, second, table = read(body, styles).items
    assert isinstance(first, SourceParagraph)
    assert isinstance(second, SourceParagraph)
    assert (first.text, first.outline_level) == ("一、党建工作。今年以来，学习不断。", 1)
    assert (second.text, second.outline_level) == ("二、", 1)
    assert isinstance(table, SourceTable)


def test_damaged_side_parts_are_done_without_and_said() -> None:
    parts: dict[str, str | bytes] = {"word/styles.xml": "<w:styles", "word/comments.xml": b"\xff\x00"}
    source = read_docx(word(p("甲"), parts=parts, links=(("rIdC", "comments", "comments.xml"),)))
    assert words(list(source.items)) == "甲"
    assert source.notes == ("文件的样式、批注部分已损坏，没有读入；请对照原文检查。",)


# --- whole files ---------------------------------------------------------------------------------------------------


def test_a_file_written_by_python_docx_reads_the_same() -> None:
    document = docx.Document()
    document.add_heading("总结", 0)
    document.add_heading("一、情况", 1)
    document.add_paragraph("正文").add_run("加粗").bold = True
    out = io.BytesIO()
    document.save(out)
    found = paragraphs(read_docx(out.getvalue()))
    assert [(line.text, line.outline_level, line.style) for line in found] == [
        ("总结", 0, "Title"), ("一、情况", 1, "heading 1"), ("正文加粗", 0, "Normal"),
    ]  # fmt: skip
    assert found[2].runs == (Run("正文"), Run("加粗", bold=True))


def test_the_strict_form_of_the_standard_reads_the_same() -> None:
    body = (
        p(r("甲", "<w:b/>"), '<w:pStyle w:val="A"/><w:jc w:val="center"/>')
        + "<w:tbl><w:tr><w:tc>"
        + p("乙")
        + "</w:tc></w:tr></w:tbl>"
    )
    styles = style("heading 1", style_id="A")
    plain = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", styles),
    }
    strict = {
        name: text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                           "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, text in plain.items()
    }  # fmt: skip
    links = relations(("rIdS", "styles", "styles.xml")).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    again = read_docx(word("", parts={**strict, "word/_rels/document.xml.rels": links}))
    assert again.items == read(body, styles).items
    assert paragraphs(again)[0].outline_level == 1


PIECES = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t "), max_size=12)


@given(st.lists(st.lists(st.tuples(PIECES, st.sampled_from(["", "<w:b/>", "<w:i/>"])), max_size=4), max_size=6))
def test_no_character_of_any_text_is_lost(content: list[list[tuple[str, str]]]) -> None:
    escaped = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    content = [[(texts.clean(text), look) for text, look in line] for line in content]
    body = "".join(p("".join(r(text.translate(escaped), look) for text, look in line)) for line in content)
    expected = ["".join(text for text, _ in line) for line in content]
    bare = [line.strip(f"{txt.BLANKS}\ufeff\u200b") for text in expected for line in text.split("\u2028")]
    bare = [line for text in bare for line in text.split("\u2029")]
    bare = [line.strip(f"{txt.BLANKS}\ufeff\u200b") for line in bare]
    assert [line.text for line in paragraphs(read(body))] == [line for line in bare if line]


def shown_characters(root_of: bytes) -> str:
    """Every character of a body that is not deleted, those of stand-ins for a newer drawing left away."""
    root = parse_xml(root_of)
    for tag in (f"{W}del", f"{W}moveFrom", f"{MC}Fallback"):
        for element in list(root.iter(tag)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


def test_no_character_of_the_received_files_is_lost(shared: Path) -> None:
    files = [path for path in sorted((shared / "corpus").rglob("*.docx")) if kind_of(path.read_bytes()) == "docx"]
    assert files
    for path in files:
        data = path.read_bytes()
        source = read_docx(data)
        kept = Counter(words(list(source.items)) + "".join(left.text for left in source.left_out))
        wanted = "".join(shown_characters(read_part(open_package(data), "word/document.xml")).split())
        missing = {character: n - kept[character] for character, n in Counter(wanted).items() if n > kept[character]}
        assert missing == {}, path.name
        at = 0
        for line in paragraphs(source):
            if line.where != "文本框" and not line.aside:
                at = wanted.find(NOTE_MARK.sub("", "".join(line.text.split())), at)
                assert at >= 0, f"{path.name}: {line.where} is out of order"
