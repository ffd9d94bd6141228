"""Landscape sections of a Word file (GB/T 9704-2012, 8)."""

import io
import zipfile
from typing import Any

from lxml import etree
from tests.formats.word_world import GBT9704, PNG, PNG_NAME, W, body

from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import write_docx
from huibao.model.manuscript import Item
from huibao.model.report import Cell, Paragraph, Picture, Table, runs

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TEXT_BOX = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}bodyPr"


def table(columns: int) -> Item:
    row = tuple(Cell((Paragraph(f"c{at}", runs("问题清单和措施清单")),)) for at in range(columns))
    return Item("table", f"t{columns}", table=Table(f"t{columns}", (row,) * 3, header_rows=1))


def package(*items: Item) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_docx(items, GBT9704, {PNG_NAME: PNG})))


def root(files: zipfile.ZipFile, name: str = "document") -> Any:
    return etree.fromstring(files.read(f"word/{name}.xml"))


def sections(files: zipfile.ZipFile) -> list[Any]:
    return list(root(files).iter(f"{W}sectPr"))


def mm(element: Any, *names: str) -> list[int]:
    return [round(int(element.get(W + name)) * 25.4 / 1440) for name in names]


def test_a_wide_table_has_a_section_of_its_own() -> None:
    found = sections(package(body("前"), table(9), body("后")))
    assert [size.get(f"{W}orient") for one in found for size in one.iter(f"{W}pgSz")] == [None, "landscape", None]
    assert [mm(one.find(f"{W}pgSz"), "w", "h") for one in found] == [[210, 297], [297, 210], [210, 297]]
    margins = found[1].find(f"{W}pgMar")
    assert mm(margins, "top", "right", "left") == [28, 37, 35]
    assert int(margins.get(f"{W}bottom")) / 20 >= 26 / 25.4 * 72


def test_a_section_ends_in_its_last_paragraph_and_after_a_table_in_one_of_no_height() -> None:
    content = root(package(body("前"), table(9), body("后")))[0]
    first, _, closing, last, _ = content
    assert first.find(f"{W}pPr/{W}sectPr") is not None
    assert "".join(closing.itertext()) == ""
    assert int(closing.find(f"{W}pPr/{W}spacing").get(f"{W}line")) <= 10
    assert "".join(last.itertext()) == "后"
    assert last.find(f"{W}pPr/{W}sectPr") is None


def test_a_page_that_a_section_begins_is_not_asked_for_once_more() -> None:
    label = Item("attachment_label", "a", runs("附件"), new_page=True)
    files = package(body("前"), label, table(9))
    assert not list(root(files).iter(f"{W}pageBreakBefore"))
    assert sections(files)[-1].find(f"{W}pgSz").get(f"{W}orient") == "landscape"


def test_the_number_of_a_landscape_page_reads_from_top_to_bottom_over_the_left_margin() -> None:
    files = package(body("前"), table(9), body("后"))
    upright, across, again = (
        [reference.get(R) for reference in one.iter(f"{W}footerReference")] for one in sections(files)
    )
    assert upright == again
    assert not set(upright) & set(across)
    relations = etree.fromstring(files.read("word/_rels/document.xml.rels"))
    names = {one.get("Id"): one.get("Target").removesuffix(".xml") for one in relations}
    for relation, place in zip(across, ("right", "left"), strict=True):
        footer = root(files, names[relation])
        (properties,) = footer.iter(TEXT_BOX)
        assert properties.get("vert") == "vert"
        assert [one.get(f"{W}instr") for one in footer.iter(f"{W}fldSimple")] == [" PAGE "]
        assert [one.get(f"{W}val") for one in footer.iter(f"{W}jc")] == [place]
        offsets = [int(one.text or 0) / 36000 for one in footer.iter() if etree.QName(one).localname == "posOffset"]
        assert 20 < offsets[0] < 28
        assert offsets[1] == 28


def test_what_stands_on_landscape_pages_is_read_back_and_nothing_besides() -> None:
    picture = Item("picture", "p", picture=Picture("p", PNG_NAME, "png", alt="照片"))
    source = read_docx(write_docx((body("前"), table(9), picture, table(9)), GBT9704, {PNG_NAME: PNG}))
    kinds = [type(item).__name__ for item in source.items]
    assert kinds == ["SourceParagraph", "SourceTable", "SourcePicture", "SourceTable"]
    assert (source.left_out, source.notes) == ((), ())
