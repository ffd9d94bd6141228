"""A damaged or hostile Word file ends in one clear sentence, soon, and never in a crash."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx_made import NAMESPACES, lines, p, part, r, relations, word, zipped

from huibao.errors import InputError
from huibao.formats.docx import read_xml
from huibao.formats.docx.read_xml import parse_xml
from huibao.formats.docx.reader import read_docx

RICH = p("标题") + "<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc></w:tr></w:tbl>" + p(r("乙", "<w:b/>"), '<w:ind w:left="9"/>')


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_docx(data)
    assert caught.value.message.endswith("。")
    return caught.value.message


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<w:document",
        part("document", "<w:body><w:p></w:body>"),
        part("document", ""),
        "<other/>",
        part("document", "<w:body>&undefined;</w:body>"),
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_body_is_said_to_be_damaged(document: str | bytes) -> None:
    assert "损坏" in refused(word("", parts={"word/document.xml": document}))


def test_a_package_without_a_body_is_refused() -> None:
    assert "没有 Word 正文" in refused(zipped({"a.xml": "<a/>"}))
    missing = {"_rels/.rels": relations(("rId1", "officeDocument", "word/none.xml"))}
    assert "没有 Word 正文" in refused(zipped(missing))


def test_the_body_is_found_under_any_name() -> None:
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "/Other/Main.xml")),
        "other/main.xml": part("document", f"<w:body>{p('甲')}</w:body>"),
    }
    assert len(read_docx(zipped(files)).items) == 1


@pytest.mark.parametrize("filler", ["", "<!--" + " " * 80_000 + "-->"])
def test_entities_are_never_expanded(filler: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    doctype = f'<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    body = f"<w:document {NAMESPACES}><w:body>{p(r('&a;&b;'))}</w:body></w:document>"
    refused(word("", parts={"word/document.xml": f'<?xml version="1.0"?>{filler}{doctype}{body}'}))


def test_a_part_of_too_many_elements_or_attributes_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_xml.etree, "fromstring", None)
    for content in (b"<a/>" * (read_xml.MAX_TAGS + 1), b"<a " + b'b="" ' * (read_xml.MAX_ATTRIBUTES + 1)):
        with pytest.raises(InputError, match="复杂"):
            parse_xml(content)


def test_xml_nested_too_deep_is_refused() -> None:
    refused(word("<w:sdt><w:sdtContent>" * 3_000 + p("甲") + "</w:sdtContent></w:sdt>" * 3_000))


def test_relations_that_lead_nowhere_do_no_harm() -> None:
    links = (("rId7", "image", ""), ("rId8", "footnotes", "../../../etc/passwd"), ("rId9", "theme", "styles.xml"))
    body = p(r("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>') + '<w:sectPr><w:headerReference r:id="zz"/></w:sectPr>'
    assert len(read_docx(word(body, links=links)).items) == 1
    assert len(read_docx(word(p("甲"), parts={"word/_rels/document.xml.rels": "<broken"})).items) == 1


@pytest.mark.parametrize(
    "body",
    [
        p(r("甲")) * 20_000,
        p(r("甲") * 40_000),
        p(r(" ") * 40_000),
        p(r("甲", "<w:b/>") + r("乙")) * 10_000,
        p("", "<w:rPr><w:del/></w:rPr>") * 20_000,
        p(r("甲"), "<w:rPr><w:del/></w:rPr>") * 20_000,
        p('<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t></w:r>') * 10_000,
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + r("甲") * 10_000),
        '<w:sectPr><w:headerReference r:id="rIdH"/></w:sectPr>' * 20_000,
        p("<w:r>" + "<w:br/>" * 20_000 + "</w:r>"),
        "<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 10_000 + "</w:tbl>",
        "<w:tbl><w:tr>" + f"<w:tc>{p('甲')}</w:tc>" * 10_000 + "</w:tr></w:tbl>",
    ],
    ids="paragraphs runs blanks looks gone joined fields begins headers breaks merges cells".split(),
)
def test_much_of_anything_takes_time_in_proportion(body: str) -> None:
    parts: dict[str, str | bytes] = {"word/header1.xml": part("hdr", p("眉") * 1_000)}
    data = word(body, parts=parts, links=(("rIdH", "header", "header1.xml"),))
    start = time.perf_counter()
    with contextlib.suppress(InputError):
        read_docx(data)
    # Each takes well under a second; whatever grows with the square would take minutes.
    assert time.perf_counter() - start < 10


def test_styles_that_lean_on_each_other_without_end_are_read() -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(5_000)
    )
    body = "".join(p("甲", f'<w:pStyle w:val="s{n}"/>') for n in range(5_000))
    assert len(lines(body, chain)) == 5_000


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_the_bytes_ends_in_a_source_or_in_our_error(damage: list[tuple[int, int]]) -> None:
    data = bytearray(word(RICH))
    for at, value in damage:
        data[at % len(data)] = value
    with contextlib.suppress(InputError):
        read_docx(bytes(data))


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=4))
def test_any_tag_moved_anywhere_ends_in_a_source_or_in_our_error(moves: list[tuple[int, int]]) -> None:
    pieces = [f"<{piece}" for piece in RICH.split("<")[1:]]
    for source, target in moves:
        piece = pieces.pop(source % len(pieces))
        pieces.insert(target % (len(pieces) + 1), piece)
    with contextlib.suppress(InputError):
        read_docx(word("".join(pieces)))
