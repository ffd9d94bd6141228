"""A saved web page is read as a reader sees it: blocks, headings, numbers of lists, tables; nothing is loaded for it."""

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import InputError
from huibao.formats.html.reader import read_html
from huibao.model.report import Run
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable

PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
PNG_ADDRESS = "data:image/png;base64," + base64.b64encode(PNG).decode()


def read(body: str, head: str = "") -> Source:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def paragraphs(source: Source) -> list[SourceParagraph]:
    return [item for item in source.items if isinstance(item, SourceParagraph)]


def lines(body: str) -> list[str]:
    return [line.label + line.text for line in paragraphs(read(body))]


def test_blocks_are_paragraphs_and_headings_have_levels() -> None:
    source = read("<h1>社区总结</h1><div>导语<p>一段</p>尾<h3>（一）<b>学习</b></h3></div>")
    assert [(line.text, line.outline_level) for line in paragraphs(source)] == [
        ("社区总结", 1), ("导语", 0), ("一段", 0), ("尾", 0), ("（一）学习", 3),
    ]  # fmt: skip
    assert source.kind == "html"


def test_blanks_of_the_markup_are_those_a_browser_shows() -> None:
    assert lines("<p>\n  今年以来，\n  社区做了  two\n three <b> 件</b>\n </p>") == ["今年以来，社区做了 two three 件"]


def test_leading_blanks_are_an_indent() -> None:
    (line,) = paragraphs(read("<p>　　正文</p>"))
    assert (line.text, line.indent) == ("正文", 2.0)
    (line,) = paragraphs(read("<p>&nbsp;&nbsp;&nbsp;&nbsp;正文</p>"))
    assert (line.text, line.indent) == ("正文", 2.0)
    (line,) = paragraphs(read('<p style="text-indent:2em;font-size:16pt">正文</p>'))
    assert (line.indent, line.size_pt) == (2.0, 16.0)


def test_a_line_break_parts_lines_of_one_paragraph() -> None:
    found = paragraphs(read("<p>甲<br>乙<br><br>丙</p><p>丁</p>"))
    assert [(line.text, line.continues) for line in found] == [("甲", False), ("乙", True), ("丙", True), ("丁", False)]
    assert [line.where for line in found] == ["第1段", "第1段", "第1段", "第2段"]


def test_looks_are_evidence() -> None:
    (line,) = paragraphs(
        read("<p align=center>前<strong>重</strong><u>划</u><span style='font-weight:700'>也</span></p>")
    )
    assert line.runs == (Run("前"), Run("重", bold=True), Run("划", underline=True), Run("也", bold=True))
    assert line.align == "center"
    assert not line.bold
    (line,) = paragraphs(read("<p style='text-align:right'><b>全部</b></p>"))
    assert line.bold
    assert line.align == "right"


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol type=A><li>甲</ol><ol type=i><li>乙</ol>", ["A.甲", "i.乙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>一、甲</ol>", ["一、甲"]),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>后", ["•甲", "•乙", "•丙", "后"]),
        ("<ol><li>\n<p>甲</p><p>甲二</p><li><li>丙</ol>后", ["1.甲", "甲二", "3.丙", "后"]),
    ],
)
def test_numbers_of_lists_are_what_a_reader_sees(markup: str, said: list[str]) -> None:
    assert lines(markup) == said


def test_depth_of_lists_is_kept() -> None:
    assert [line.list_level for line in paragraphs(read("<ol><li>甲<ol><li>乙</ol></ol>丙"))] == [0, 1, -1]


def test_tables_keep_cells_spans_and_headers() -> None:
    source = read(
        "<table><caption>表1</caption><thead><tr><th>序号<th>问题</thead>"
        "<tr><td rowspan=2>1<td><p>落实</p><p>不力</p><tr><td>宣传<tr><td colspan=2>合计</table>"
    )
    caption, table = source.items
    assert isinstance(caption, SourceParagraph)
    assert isinstance(table, SourceTable)
    cells = [
        [("|".join(p.text for p in cell.paragraphs), cell.colspan, cell.rowspan) for cell in row] for row in table.rows
    ]
    assert cells == [
        [("序号", 1, 1), ("问题", 1, 1)],
        [("1", 1, 2), ("落实|不力", 1, 1)],
        [("宣传", 1, 1)],
        [("合计", 2, 1)],
    ]
    assert table.header_rows == 1


def test_a_table_that_lays_out_the_page_is_read_through() -> None:
    assert lines("<table><tr><td><h1>题</h1><p>文</p><td>侧</table>") == ["题", "文", "侧"]
    assert lines("<table><tr><td><table><tr><td>甲<td>乙</table></table>") == []
    assert lines("<table><tr><td>甲<tr><td>乙</table>") == ["甲", "乙"]


def test_no_row_reaches_below_its_table() -> None:
    (table,) = read("<table><tr><td rowspan=9999 colspan=9999>甲<td>乙<tr><td>丙<td>丁</table>").items
    assert isinstance(table, SourceTable)
    assert table.rows[0][0].rowspan == 2
    assert table.rows[0][0].colspan == 63


def test_what_stands_between_cells_is_named() -> None:
    source = read("<table><tr><td>甲<td>乙</tr></table>")
    assert source.left_out == ()
    source = read("<table><tr>野<td>甲<td>乙</tr></table>")
    assert "野" in "".join(line.text for line in paragraphs(source)) + "".join(left.text for left in source.left_out)


def test_scripts_vanish_and_what_is_no_text_is_named() -> None:
    source = read(
        "<nav>首页 <a>新闻</a></nav><script>var 甲</script><style>p{}</style><p hidden>藏</p>"
        "<p style='display: none'>隐</p><button>打印</button><p>正文</p><template>模板</template>"
    )
    assert [line.text for line in paragraphs(source)] == ["正文"]
    assert [(left.text, left.why) for left in source.left_out] == [
        ("首页 新闻", "网页的导航"), ("藏", "网页上不显示的文字"), ("隐", "网页上不显示的文字"), ("打印", "网页上的按钮"),
    ]  # fmt: skip


def test_pictures_in_the_page_are_kept_others_named() -> None:
    source = read(f"<p>前<img src='{PNG_ADDRESS}' width=96 alt='合影'>后</p><img src='http://a/b.png' alt='图标'>")
    before, picture, after = source.items
    assert isinstance(picture, SourcePicture)
    assert (picture.extension, picture.width_mm, picture.alt) == ("png", 25.4, "合影")
    assert source.media == {picture.sha256: PNG}
    assert [item.text for item in (before, after) if isinstance(item, SourceParagraph)] == ["前", "后"]
    assert source.left_out[0].text == "图标"


def test_a_picture_in_a_cell_stands_behind_the_table() -> None:
    table, picture = read(f"<table><tr><td>甲<img src='{PNG_ADDRESS}'><td>乙</table>").items
    assert isinstance(table, SourceTable)
    assert isinstance(picture, SourcePicture)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16", "utf-8-sig"])
def test_the_encoding_is_found(encoding: str) -> None:
    named = (
        ""
        if encoding.startswith("utf-16")
        else f"<meta charset={encoding.replace('gbk', 'gb2312').removesuffix('-sig')}>"
    )
    page = f"<html><head>{named}</head><body><p>社区工作，镕鎔</p></body></html>".encode(encoding)
    assert [line.text for line in paragraphs(read_html(page))] == ["社区工作，镕鎔"]
    wrong = "<html><head><meta charset=utf-8></head><body><p>社区工作</p></body></html>".encode("gbk")
    assert [line.text for line in paragraphs(read_html(wrong))] == ["社区工作"]


def test_an_archive_is_read_with_its_pictures() -> None:
    page = base64.b64encode("<html><body><p>甲<img src='http://s/a.png'>".encode("gbk")).decode()
    archive = (
        'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n'
        f'----b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n'
        "----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://s/a.png\r\n\r\n"
        f"{base64.b64encode(PNG).decode()}\r\n----b--\r\n"
    ).encode()
    source = read_html(archive)
    line, picture = source.items
    assert isinstance(line, SourceParagraph)
    assert line.text == "甲"
    assert isinstance(picture, SourcePicture)
    assert source.media[picture.sha256] == PNG


@pytest.mark.parametrize("page", ["", "<html>", "<html><body><script>x</script>", "<html></html>"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(InputError, match="没有文字"):
        read_html(page.encode())


def test_signs_that_have_no_place_in_a_report_are_not_let_in() -> None:
    found = read("<p>甲&#8232;乙&#1;丙\u2029丁</p><pre>戊\u2028己</pre>")
    assert all(sign not in line.text for line in paragraphs(found) for sign in "\u2028\u2029\x01")


tags = st.sampled_from(
    "p div span b h1 h2 li ol ul table tr td th br pre blockquote thead caption section a font".split()
)
words = st.text("甲乙丙丁戊，。、abc 　\n", min_size=1, max_size=6)
pieces = st.one_of(words, tags.map("<{}>".format), tags.map("</{}>".format))


@given(st.lists(pieces, max_size=40).map("".join))
def test_no_word_is_lost_whatever_the_markup(body: str) -> None:
    shown = re.sub(r"<[^>]*>", "", body)
    try:
        source = read(body)
    except InputError:
        assert not shown.strip()
        return
    said = "".join(left.text for left in source.left_out)
    for item in source.items:
        if isinstance(item, SourceParagraph):
            said += item.text
        elif isinstance(item, SourceTable):
            said += "".join(line.text for row in item.rows for cell in row for line in cell.paragraphs)
    assert sorted("".join(shown.split())) == sorted("".join(said.split()))
