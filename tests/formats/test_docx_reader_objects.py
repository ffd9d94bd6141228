"""Tables, pictures and text boxes of a Word file."""

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx_made import NAMESPACES, PNG, p, paragraphs, r, read, word

from huibao.formats.docx.read_body import words
from huibao.formats.docx.read_tables import MAX_COLUMNS
from huibao.formats.docx.reader import read_docx
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable

SHA = hashlib.sha256(PNG).hexdigest()


def table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def span(columns: object) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def only_table(body: str) -> SourceTable:
    (found,) = (item for item in read(body).items if isinstance(item, SourceTable))
    return found


def shape(found: SourceTable) -> list[list[tuple[str, int, int]]]:
    """(text, columns, rows) of every shown cell."""
    return [
        [("/".join(line.text for line in cell.paragraphs), cell.colspan, cell.rowspan) for cell in cells]
        for cells in found.rows
    ]


# --- tables --------------------------------------------------------------------------------------------------------


def test_a_table_keeps_its_cells_and_relative_widths() -> None:
    grid = '<w:gridCol w:w="100"/><w:gridCol w:w="300"/>'
    found = only_table(p("前") + table(row(cell("甲"), cell(p("乙") + p("") + p("丙"))), row(cell(""), cell("丁")), grid=grid))
    assert shape(found) == [[("甲", 1, 1), ("乙/丙", 1, 1)], [("", 1, 1), ("丁", 1, 1)]]
    assert (found.widths, found.header_rows, found.where) == ((100.0, 300.0), 0, "表格1")
    assert found.rows[0][0].paragraphs[0].where == "表格1第1行"


def test_merged_cells_become_one_with_spans() -> None:
    found = only_table(
        table(
            row(cell("甲", span(2)), cell("乙", DOWN)),
            row(cell("丙", DOWN), cell("丁"), cell("", ON)),
            row(cell("", ON), cell("戊"), cell("己", ON)),
        )
    )
    assert shape(found) == [[("甲", 2, 1), ("乙/己", 1, 3)], [("丙", 1, 2), ("丁", 1, 1)], [("戊", 1, 1)]]


def test_the_old_way_to_merge_across_is_understood() -> None:
    across = table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")))
    assert shape(only_table(across)) == [[("甲", 2, 1), ("乙", 1, 1)]]


def test_a_merge_that_continues_nothing_or_another_width_stands_by_itself() -> None:
    found = only_table(table(row(cell("甲", ON)), row(cell("乙", DOWN)), row(cell("丙", ON + span(2)))))
    assert shape(found) == [[("甲", 1, 1)], [("乙", 1, 1)], [("丙", 2, 1)]]


def test_a_row_that_only_continues_cells_above_vanishes_without_its_text() -> None:
    found = only_table(table(row(cell("甲", DOWN), cell("乙", DOWN)), row(cell("丙", ON), cell("", ON)), row(cell("丁", span(2)))))
    assert shape(found) == [[("甲/丙", 1, 1), ("乙", 1, 1)], [("丁", 2, 1)]]


def test_a_row_set_in_from_the_grid_is_filled_up_with_empty_cells() -> None:
    found = only_table(table(row(cell("甲"), properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>')))
    assert shape(found) == [[("", 2, 1), ("甲", 1, 1), ("", 1, 1)]]


@pytest.mark.parametrize("wild", ["999999999", "-4", "x", "1e9"])
def test_a_wild_span_does_no_harm(wild: str) -> None:
    ((only,),) = only_table(table(row(cell("甲", span(wild))))).rows
    assert 1 <= only.colspan <= MAX_COLUMNS


def test_rows_that_repeat_are_counted_from_the_top() -> None:
    head = "<w:tblHeader/>"
    assert only_table(table(row(cell("甲"), properties=head), row(cell("乙")), row(cell("丙"), properties=head))).header_rows == 1
    assert only_table(table(row(cell("甲"), properties=head))).header_rows == 0


def test_deleted_rows_go_and_wrapped_rows_stay() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{row(cell('乙'))}</w:sdtContent></w:sdt>"
    source = read(table(row(cell("甲"), properties="<w:del/>"), wrapped))
    assert words(list(source.items)) == "乙"
    assert "删除 1 处" in source.notes[0]


def test_a_table_in_a_cell_leaves_its_text_there() -> None:
    inner = table(row(cell("乙"), cell("丙")), row(cell(""), cell(table(row(cell("丁"))))))
    assert shape(only_table(table(row(cell(p("甲") + inner + p("戊")))))) == [[("甲/乙\t丙/丁/戊", 1, 1)]]


def test_a_table_of_thousands_of_merged_rows_is_read() -> None:
    rows = [row(cell(f"{n}"), cell("甲" if n == 0 else "", DOWN if n == 0 else ON)) for n in range(3_000)]
    found = only_table(table(*rows))
    assert found.rows[0][1].rowspan == len(found.rows) == 3_000


CELLS = st.tuples(st.sampled_from(["", DOWN, ON]), st.integers(1, 3))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_whatever_is_merged_no_text_is_lost_and_no_two_cells_overlap(rows: list[list[tuple[str, int]]]) -> None:
    body = table(*(
        row(*(cell(f"{y}-{x};", merge + span(width)) for x, (merge, width) in enumerate(cells)))
        for y, cells in enumerate(rows)
    ))  # fmt: skip
    found = only_table(body)
    text = "".join(line.text for cells in found.rows for one in cells for line in one.paragraphs)
    assert sorted(text.split(";")) == sorted(["", *(f"{y}-{x}" for y, cells in enumerate(rows) for x in range(len(cells)))])
    taken: set[tuple[int, int]] = set()
    for y, cells in enumerate(found.rows):
        x = 0
        for one in cells:
            while (y, x) in taken:
                x += 1
            area = {(y + dy, x + dx) for dy in range(one.rowspan) for dx in range(one.colspan)}
            assert not area & taken
            assert max(line for line, _ in area) < len(found.rows)
            taken |= area


# --- pictures ------------------------------------------------------------------------------------------------------


def drawing(relation: str = "rIdP", alt: str = "社区广场", how: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="1800000"/><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:{how}="{relation}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_picture(body: str, target: str = "media/image1.PNG") -> Source:
    parts: dict[str, str | bytes] = {"word/media/image1.PNG": PNG}
    return read_docx(word(body, parts=parts, links=(("rIdP", "image", target),)))


def pictures(source: Source) -> list[SourcePicture]:
    return [item for item in source.items if isinstance(item, SourcePicture)]


def kinds(source: Source) -> str:
    """段 for a paragraph, 图 for a picture, 表 for a table."""
    return "".join(
        {SourceParagraph: "段", SourcePicture: "图", SourceTable: "表"}[type(item)] for item in source.items
    )


def test_a_picture_keeps_bytes_size_and_alternative_text() -> None:
    source = with_picture(p(drawing()))
    assert pictures(source) == [SourcePicture(SHA, "png", 100.0, 50.0, "社区广场", "图片1")]
    assert source.media == {SHA: PNG}


@pytest.mark.parametrize("target", ["media/image1.png", "/word/media/image1.PNG", "media/x/../image1.PNG", "media/image1%2EPNG"])
def test_a_picture_is_found_however_its_target_is_written(target: str) -> None:
    assert len(pictures(with_picture(p(drawing()), target))) == 1


def test_a_picture_within_a_sentence_follows_its_line_and_does_not_part_it() -> None:
    source = with_picture(p(drawing() + r("甲") + drawing() + r("乙") + "<w:r><w:br/></w:r>" + r("丙") + drawing()) + p("丁"))
    assert kinds(source) == "图段图段图段"
    assert [line.text for line in paragraphs(source)] == ["甲乙", "丙", "丁"]
    assert len(source.media) == 1


def test_an_old_picture_has_its_size_from_its_shape() -> None:
    shape_of = (
        '<w:r><w:pict><v:shape alt="图" style="position:absolute;width:72pt;height:1in">'
        '<v:imagedata r:id="rIdP"/></v:shape></w:pict></w:r>'
    )
    (found,) = pictures(with_picture(p(shape_of)))
    assert (found.width_mm, found.height_mm, found.alt) == (25.4, 25.4, "图")


def test_pictures_of_a_group_have_each_their_own_size() -> None:
    one = (
        '<pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:ext cx="36000" cy="{}"/></a:xfrm></pic:spPr></pic:pic>'
    )
    group = (
        '<w:r><w:drawing><wp:anchor><wp:extent cx="3600000" cy="1800000"/><a:graphic><a:graphicData><a:group>'
        + one.format(36000) + one.format(72000) + "</a:group></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )  # fmt: skip
    assert [(found.width_mm, found.height_mm) for found in pictures(with_picture(p(group)))] == [(1.0, 1.0), (1.0, 2.0)]


def test_a_picture_that_is_not_there_is_named_as_left_out() -> None:
    source = with_picture(p(r("甲") + drawing("gone") + drawing("gone", "")))
    assert kinds(source) == "段"
    assert [(left.text, "缺失" in left.why) for left in source.left_out] == [("社区广场", True), ("图片2", True)]
    assert pictures(with_picture(p(drawing()), "media/nothing.png")) == []


def test_a_picture_elsewhere_is_never_fetched() -> None:
    source = with_picture(p(drawing(how="link")), "http://example.invalid/a.png")
    assert source.media == {}
    assert "链接" in source.left_out[0].why


def test_pictures_in_a_table_follow_it_and_are_told() -> None:
    source = with_picture(table(row(cell(p(r("甲") + drawing())), cell("乙"))) + p("丙"))
    assert kinds(source) == "表图段"
    assert source.notes == ("表格里的 1 张图片移到了表格后面。",)


# --- text boxes and other drawings ---------------------------------------------------------------------------------


def box(content: str) -> str:
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>{inside}</wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_beside_the_line_it_hangs_on() -> None:
    source = read(p(box(p("标题", '<w:jc w:val="center"/>') + p("副题"))) + p(r("甲") + box(p("旁")) + r("乙")))
    assert [(line.text, line.where) for line in paragraphs(source)] == [
        ("标题", "文本框"), ("副题", "文本框"), ("甲乙", "第1段"), ("旁", "文本框"),
    ]  # fmt: skip
    assert paragraphs(source)[0].align == "center"


def test_a_box_may_hold_a_table_and_another_box() -> None:
    source = read(p(box(table(row(cell("甲"))) + p(box(p("乙"))))))
    assert kinds(source) == "表段"


def test_a_new_drawing_without_words_gives_way_to_its_old_picture() -> None:
    shapes = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape>"
        '<v:imagedata r:id="rIdP"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert len(pictures(with_picture(p(shapes)))) == 1


def test_word_art_is_read_as_a_line() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="某街道办事处文件"/></v:shape></w:pict></w:r>'
    assert [line.text for line in paragraphs(read(p(art)))] == ["某街道办事处文件"]


@pytest.mark.parametrize(
    ("namespace", "tag", "attribute"),
    [("chart", "chart", "r:id"), ("diagram", "relIds", "r:dm")],
)
def test_the_words_of_charts_and_diagrams_are_left_out_by_name(namespace: str, tag: str, attribute: str) -> None:
    inside = f'<c:{tag} xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/{namespace}" {attribute}="rIdG"/>'
    body = p(f"<w:r><w:drawing><a:graphicData>{inside}</a:graphicData></w:drawing></w:r>" * 2)
    data = f"<x {NAMESPACES}><a:p><a:r><a:t>网</a:t><a:t>格</a:t></a:r></a:p><a:p><a:t>居民</a:t></a:p></x>"
    source = read_docx(word(body, parts={"word/g.xml": data}, links=(("rIdG", namespace, "g.xml"),)))
    assert [left.text for left in source.left_out] == ["网格\n居民"] * 2


def test_a_document_embedded_as_a_chunk_is_named() -> None:
    assert [left.text for left in read('<w:altChunk r:id="x"/>').left_out] == ["嵌入的文档"]


def plain_box(inside: str) -> str:
    return p(f"<w:r><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></w:r>")


@pytest.mark.parametrize("nest", [plain_box, lambda inside: table(row(cell(inside)))])
def test_things_nested_deep_are_read(nest: Callable[[str], str]) -> None:
    body = p("底")
    for _ in range(40):
        body = nest(body)
    assert words(list(read(body).items)) == "底"
