"""Tables and pictures in a Word file: kept whole, inside the type area, never left out silently."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.formats.word_world import (
    GBT9704,
    PNG,
    PNG_NAME,
    W,
    a_table,
    body,
    cell,
    emf,
    lines_of,
    text_of,
    written,
)

from huibao.formats.docx.writer import left_out_pictures, write_docx
from huibao.model.manuscript import Item
from huibao.model.report import (
    Picture,
    Table,
    new_id,
)


def table_item(table: Table, **more: Any) -> Item:
    return Item("table", table.id, table=table, **more)


def test_a_table_keeps_its_merged_cells_and_repeats_its_header() -> None:
    table = written([table_item(a_table())]).tables[0]
    assert [[text_of(cell._tc) for cell in row.cells] for row in table.rows] == [
        ["序号", "问题", "责任", "责任"],
        ["甲", "学习不够", "张三", "年底"],
        ["甲", "作风不实", "乙", "乙"],
    ]
    assert [bool(row._tr.findall(f".//{W}tblHeader")) for row in table.rows] == [True, False, False]


def test_a_table_is_as_wide_as_the_type_area_and_ruled() -> None:
    table = written([table_item(a_table())]).tables[0]._tbl
    columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert sum(columns) == 8845
    assert columns[1] / columns[0] == pytest.approx(4, rel=0.01)
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert {border.get(f"{W}val") for border in borders} == {"single"}
    assert len(borders) == 6


def test_text_in_a_table_has_lines_of_its_own_height_and_pictures_are_not_cropped() -> None:
    document = written([table_item(a_table())])
    text, picture = (document.styles[name]._element.find(f"{W}pPr/{W}spacing") for name in ("表格文字", "图片"))
    assert (text.get(f"{W}line"), text.get(f"{W}lineRule")) == (str(round(21.7 * 20)), "exact")
    assert picture.get(f"{W}lineRule") == "auto"
    assert document.styles["表格文字"].font.size.pt == 12


cells = st.builds(
    lambda text, across, down: cell(text, colspan=across, rowspan=down),
    st.text("甲乙丙", max_size=3),
    st.integers(1, 4) | st.just(10_000_000),
    st.integers(1, 4) | st.just(10_000_000),
)


@given(
    st.lists(st.lists(cells, max_size=5).map(tuple), min_size=1, max_size=5).map(tuple),
    st.lists(st.floats(), max_size=6),
)
def test_whatever_the_spans_are_every_cell_is_there_and_every_row_fills_the_grid(
    rows: Any, widths: list[float]
) -> None:
    table = Table(new_id(), rows, tuple(widths), header_rows=1)
    tbl = written([table_item(table)]).element.body.find(f"{W}tbl")
    assert "".join(text_of(tbl)) == "".join(c.paragraphs[0].text for row in rows for c in row)
    columns = len(list(tbl.iter(f"{W}gridCol")))
    assert columns <= 63
    assert len(tbl.findall(f"{W}tr")) == len(rows)
    for tr in tbl.iter(f"{W}tr"):
        spans = [int(span.get(f"{W}val")) for span in tr.iter(f"{W}gridSpan", f"{W}gridAfter")]
        assert sum(spans) + len(tr.findall(f"{W}tc")) - len(list(tr.iter(f"{W}gridSpan"))) == columns


def test_a_table_of_three_thousand_rows_is_no_trouble() -> None:
    rows = tuple((cell("甲", rowspan=3000), cell(str(n))) if n == 0 else (cell(str(n)),) for n in range(3000))
    tbl = written([table_item(Table(new_id(), rows))]).element.body.find(f"{W}tbl")
    assert len(tbl.findall(f"{W}tr")) == 3000


def test_tables_that_follow_each_other_stay_apart_and_the_text_ends_with_a_paragraph() -> None:
    body_element = written([table_item(a_table()), table_item(a_table(), new_page=True)]).element.body
    assert [child.tag.removeprefix(W) for child in body_element] == ["tbl", "p", "tbl", "p", "sectPr"]
    second = body_element[2]
    assert second.find(f".//{W}pageBreakBefore") is not None


def test_a_table_without_rows_leaves_nothing_behind() -> None:
    assert lines_of(written([table_item(Table(new_id(), ())), body("甲")])) == ["甲"]


def test_an_empty_manuscript_is_an_empty_page() -> None:
    assert lines_of(written([])) == [""]


def picture_item(**more: Any) -> Item:
    picture = Picture(new_id(), more.pop("sha256", PNG_NAME), "png", alt="活动照片", **more)
    return Item("picture", picture.id, picture=picture, align="center")


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ((0, 0), (40 / 96 * 25.4, 20 / 96 * 25.4)),
        ((100, 0), (100, 50)),
        ((0, 30), (60, 30)),
        ((312, 156), (156, 78)),
        ((100, 800), (27.6, 220.5)),
    ],
)
def test_a_picture_stands_inline_no_larger_than_the_type_area(
    asked: tuple[int, int], size: tuple[float, float]
) -> None:
    document = written([picture_item(width_mm=asked[0], height_mm=asked[1])])
    shape = document.inline_shapes[0]
    assert (shape.width.mm, shape.height.mm) == pytest.approx(size, abs=0.1)
    assert document.element.body.find(".//" + qn("wp:docPr")).get("descr") == "活动照片"
    assert shape._inline.getparent().getparent().getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "HbPicture"


def test_a_picture_shown_twice_is_stored_once() -> None:
    package = zipfile.ZipFile(io.BytesIO(write_docx([picture_item(), picture_item()], GBT9704, {PNG_NAME: PNG})))
    assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 1
    document = etree.fromstring(package.read("word/document.xml"))
    ids = [element.get("id") for element in document.iter(qn("wp:docPr"))]
    assert len(set(ids)) == 2


def test_a_metafile_is_kept_as_it_is() -> None:
    items = [picture_item(sha256="e" * 64), picture_item(sha256="e" * 64)]
    data = write_docx(items, GBT9704, {"e" * 64: emf()})
    package = zipfile.ZipFile(io.BytesIO(data))
    assert [package.read(name) for name in package.namelist() if name.endswith(".emf")] == [emf()]
    assert docx.Document(io.BytesIO(data)).inline_shapes[0].width.mm == pytest.approx(50)


@pytest.mark.parametrize(
    "data", [b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"", PNG[:30], b"\xff\xd8\xff\xe0\x00\x10JFIF", b"<svg/>", emf()[:44]]
)
def test_where_word_can_hold_no_picture_its_words_stand_and_the_caller_can_tell(data: bytes) -> None:
    item = picture_item(sha256="a" * 64)
    assert lines_of(written([item], media={"a" * 64: data})) == ["［图片：活动照片］"]
    assert left_out_pictures([item, picture_item()], {"a" * 64: data, PNG_NAME: PNG}) == (item.picture,)


def test_a_picture_whose_bytes_are_gone_is_not_gone_silently() -> None:
    assert lines_of(written([picture_item()], media={})) == ["［图片：活动照片］"]
