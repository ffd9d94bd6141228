"""What is written to Word is read back from it: words, labels, looks, headings, tables, pictures, nothing besides."""

import io

import docx
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.word_world import GBT9704, PNG, PNG_NAME, W, a_report, a_table
from tests.model.strategies import MEDIA, reports

from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import Properties, write_docx
from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Report, Run, new_id, plain, runs
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable


def read_back(items: tuple[Item, ...], media: dict[str, bytes]) -> Source:
    return read_docx(write_docx(items, GBT9704, media, Properties("总结", "张三", "社区")))


def lines_read(source: Source) -> list[str]:
    """Every line with words, labels and cells included, in order."""
    lines: list[str] = []
    for item in source.items:
        if isinstance(item, SourceParagraph):
            lines.append(item.label + item.text)
        elif isinstance(item, SourceTable):
            lines += [p.label + p.text for row in item.rows for cell in row for p in cell.paragraphs]
    return [line.strip() for line in lines if line.strip()]


def lines_written(items: tuple[Item, ...]) -> list[str]:
    """The same of a manuscript, parted at manual line breaks as the reader parts them; to it blanks are an indent."""
    lines: list[str] = []
    for item in items:
        if item.table:
            lines += [p.label + p.text for row in item.table.rows for cell in row for p in cell.paragraphs]
        elif not item.picture:
            lines.append(item.label + item.text)
    return [part.strip() for line in lines for part in line.split("\u2028") if part.strip()]


def test_a_report_comes_back_line_for_line_with_nothing_left_out() -> None:
    items = manuscript(a_report())
    source = read_back(items, {PNG_NAME: PNG})
    assert lines_read(source) == lines_written(items)
    assert (source.left_out, source.notes) == ((), ())


@given(reports())
def test_the_words_of_any_report_come_back(report: Report) -> None:
    items = manuscript(report)
    assert lines_read(read_back(items, MEDIA)) == lines_written(items)


def test_headings_come_back_with_their_levels_and_run_in_ones_as_text() -> None:
    source = read_back(manuscript(a_report()), {PNG_NAME: PNG})
    levels = {item.text: item.outline_level for item in source.items if isinstance(item, SourceParagraph)}
    assert {text: level for text, level in levels.items() if level} == {
        "一、主要工作": 1,
        "二、存在问题": 1,
        "（一）思想方面": 2,
    }


def test_looks_within_a_line_come_back() -> None:
    content = (Run("甲"), Run("乙", bold=True), Run("丙", italic=True), Run("丁", underline=True))
    source = read_back((Item("body", new_id(), content, first_indent=2.0),), {})
    assert [item.runs for item in source.items if isinstance(item, SourceParagraph)] == [content]


def test_no_word_becomes_bold_by_being_written() -> None:
    items = (
        Item("title", new_id(), runs("总结"), align="center"),
        Item("heading", new_id(), runs("甲。乙"), label="1.", level=3, head=2, first_indent=2.0),
    )
    source = read_back(items, {})
    assert not any(run.bold for item in source.items if isinstance(item, SourceParagraph) for run in item.runs)


TITLE = "XX社区关于学习教育、组织建设专题教育检查问题整改落实情况的报告"


def test_a_title_broken_by_sense_comes_back_as_one_title() -> None:
    items = (
        Item("title", new_id(), runs(TITLE), align="center"),
        Item("body", new_id(), runs("正文。")),
        Item("attachment_label", new_id(), runs("附件"), new_page=True),
        Item("attachment_title", new_id(), runs(TITLE), align="center"),
    )
    written = docx.Document(io.BytesIO(write_docx(items, GBT9704, {})))
    assert [p.text.count("\n") for p in written.paragraphs] == [1, 0, 0, 1]
    assert lines_read(read_back(items, {})) == [TITLE, "正文。", "附件", TITLE]


def test_a_line_end_of_the_users_own_in_a_title_stays_one() -> None:
    own = "枫林社区\u2028" + TITLE
    assert lines_read(read_back((Item("title", new_id(), runs(own), align="center"),), {})) == ["枫林社区", TITLE]


def test_a_break_that_says_the_same_in_other_paragraphs_is_the_users() -> None:
    made = docx.Document(io.BytesIO(write_docx((Item("body", new_id(), runs("甲\u2028乙")),), GBT9704, {})))
    for mark in made.element.body.iter(f"{W}br"):
        mark.set(f"{W}clear", "all")
    out = io.BytesIO()
    made.save(out)
    assert lines_read(read_docx(out.getvalue())) == ["甲", "乙"]


@given(st.lists(st.sampled_from(["关于", "XX社区", "学习教育", "工作总结", "、", "2023年", "的报告", "（试行）"]), min_size=1,
                max_size=30).map("".join))  # fmt: skip
def test_any_title_comes_back_as_it_was(title: str) -> None:
    assert lines_read(read_back((Item("title", new_id(), runs(title), align="center"),), {})) == [title]


def test_a_table_comes_back_with_its_spans_widths_and_header() -> None:
    table = a_table()
    (back,) = read_back((Item("table", table.id, table=table),), {}).items
    assert isinstance(back, SourceTable)
    assert [[(plain(c.paragraphs[0].runs), c.colspan, c.rowspan) for c in row] for row in back.rows] == [
        [(c.paragraphs[0].text, c.colspan, c.rowspan) for c in row] for row in table.rows
    ]
    assert back.header_rows == 1
    assert [round(width / back.widths[0]) for width in back.widths] == [1, 4, 2, 2]


def test_a_picture_comes_back_byte_for_byte_with_its_words() -> None:
    source = read_back(manuscript(a_report()), {PNG_NAME: PNG})
    pictures = [item for item in source.items if isinstance(item, SourcePicture)]
    assert [(picture.sha256, picture.alt) for picture in pictures] == [(PNG_NAME, "活动照片")]
    assert source.media == {PNG_NAME: PNG}
