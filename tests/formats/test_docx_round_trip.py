"""What is written to Word is read back from it: words, labels, looks, headings, tables, pictures, nothing besides."""

from hypothesis import given
from tests.formats.word_world import GBT9704, PNG, PNG_NAME, a_report, a_table
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
