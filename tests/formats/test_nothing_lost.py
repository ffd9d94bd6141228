"""Each character that a received file shows is in what the readers make of it, or named as left out; and then in the report."""

import base64
import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.conftest import ROOT
from tests.formats.doc_made import Made
from tests.formats.docx_made import PNG, p, word
from tests.recognise.world import keeps_law, report_text

from huibao.formats import reading, sniff, txt
from huibao.formats.doc.reader import read_doc
from huibao.formats.docx.read_xml import MC, A, V, W
from huibao.formats.docx.reader import read_docx
from huibao.formats.html.reader import read_html
from huibao.model import tree
from huibao.model.report import Picture, Problem, Table
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable
from huibao.recognise import recognise

CORPUS = ROOT.parent / "shared" / "corpus"
READABLE = ("docx", "doc", "txt")


def received(*kinds: str) -> list[Path]:
    found = [path for path in sorted(CORPUS.rglob("*.*")) if path.suffix not in (".json", ".py", ".md")]
    return [path for path in found if sniff.kind_of(path.read_bytes()) in kinds]


def every(*kinds: str) -> pytest.MarkDecorator:
    paths = received(*kinds) or [pytest.param(None, marks=pytest.mark.skip(reason="no received texts here"))]
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name if path else "none")


def words_of(source: Source) -> Counter[str]:
    """All characters that are kept or named, blanks aside."""
    found = [item.text for item in source.left_out]
    for item in source.items:
        if isinstance(item, SourceParagraph):
            found.append(item.label + item.text)
        elif isinstance(item, SourceTable):
            found += [line.label + line.text for row in item.rows for cell in row for line in cell.paragraphs]
        else:
            found.append(item.alt)
    return Counter("".join("".join(found).split()))


def lines_of(source: Source) -> list[str]:
    found: list[str] = []
    for item in source.items:
        if isinstance(item, SourceParagraph):
            found.append(item.label + item.text)
        elif isinstance(item, SourceTable):
            found += [line.label + line.text for row in item.rows for cell in row for line in cell.paragraphs]
    return [line for line in ("".join(line.split()) for line in found) if line]


def shown(part: bytes) -> Iterator[str]:
    """The texts of a part of a .docx, without what is deleted and without the stand-ins of drawings: told anew, by XPath."""
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
    names = {"w": W[1:-1], "mc": MC[1:-1]}
    path = "//w:t[not(ancestor::w:del) and not(ancestor::w:moveFrom) and not(ancestor::mc:Fallback[../mc:Choice])]"
    for element in root.xpath(path, namespaces=names):
        yield element.text or ""


@every("docx")
def test_each_character_of_a_word_file_is_kept_or_named(path: Path) -> None:
    data = path.read_bytes()
    source = reading.read(data, "docx")
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = Counter("".join("".join(shown(archive.read("word/document.xml"))).split()))
    assert body - words_of(source) == Counter()
    document = etree.fromstring(archive.read("word/document.xml"))
    tables = len(document.findall(f".//{W}body//{W}tbl")) - len(document.findall(f".//{W}tbl//{W}tbl"))
    fallback = len(document.findall(f".//{MC}Fallback//{W}tbl"))
    assert sum(isinstance(item, SourceTable) for item in source.items) >= tables - fallback
    once = "[not(ancestor::mc:Fallback[../mc:Choice])]"
    names = {"a": A[1:-1], "v": V[1:-1], "mc": MC[1:-1]}
    pictures = document.xpath(f"count(//a:blip{once}) + count(//v:imagedata{once})", namespaces=names)
    named = sum("图片" in item.why for item in source.left_out)
    assert sum(isinstance(item, SourcePicture) for item in source.items) + named >= pictures


@every("txt")
def test_each_character_of_a_text_is_kept(path: Path) -> None:
    data = path.read_bytes()
    text, _ = txt.decode(data)
    assert words_of(reading.read(data, "txt")) == Counter(
        "".join(text.split()).replace("\ufeff", "").replace("\u200b", "")
    )


@every(*READABLE)
def test_each_character_that_was_read_is_in_the_report_or_named(path: Path) -> None:
    data = path.read_bytes()
    assert keeps_law(reading.read(data, sniff.kind_of(data)))


@pytest.mark.long
def test_old_word_files_are_read_as_libreoffice_reads_them(
    shared: Path, tool: Callable[[str], str], tmp_path: Path
) -> None:
    paths = received("doc")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        tool("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for path in paths:
        mine, theirs = read_pair(path, tmp_path / f"{path.stem}.docx")
        blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in blocks) >= 0.95 * len(theirs), path.name
        assert Counter("".join(theirs)) - Counter("".join(mine)) == Counter(), path.name


def read_pair(path: Path, converted: Path) -> tuple[list[str], list[str]]:
    data = path.read_bytes()
    assert re.match(rb"\xd0\xcf", data)
    return lines_of(reading.read(data, "doc")), lines_of(read_docx(converted.read_bytes()))


# --- the same law for files made by hand, of every kind -------------------------------------------------------------

LETTERS = st.text("社区问题措施一二三1、（）。：工作学习 ", min_size=1, max_size=14).filter(lambda text: bool(text.strip()))
GRIDS = st.lists(st.lists(LETTERS, min_size=2, max_size=2), min_size=1, max_size=3)
CONTENTS = st.lists(st.one_of(LETTERS, GRIDS, st.just(None)), min_size=1, max_size=7)
"""Paragraphs, tables, and pictures (None)."""


def made_docx(contents: list[str | list[list[str]] | None]) -> bytes:
    body = ""
    for one in contents:
        if one is None:
            body += p('<w:r><w:drawing><wp:inline><a:blip r:embed="rIdP"/></wp:inline></w:drawing></w:r>')
        elif isinstance(one, str):
            body += p(one)
        else:
            body += table_xml(one)
    return word(body, parts={"word/media/a.png": PNG}, links=(("rIdP", "image", "media/a.png"),))


def table_xml(rows: list[list[str]]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(f'<w:tc>{p(c)}</w:tc>' for c in row)}</w:tr>" for row in rows) + "</w:tbl>"


def made_html(contents: list[str | list[list[str]] | None]) -> bytes:
    picture = f"<img src='data:image/png;base64,{base64.b64encode(PNG).decode()}'>"
    out = ""
    for one in contents:
        if one is None:
            out += f"<p>{picture}</p>"
        elif isinstance(one, str):
            out += f"<p>{one}</p>"
        else:
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in one)
            out += f"<table>{rows}</table>"
    return f"<html><head><meta charset=utf-8></head><body>{out}</body></html>".encode()


def made_doc(contents: list[str | list[list[str]] | None]) -> bytes:
    out = Made()
    for one in ("社区", *contents):
        if isinstance(one, str):
            out.add(one)
    return out.bytes()


def made_txt(contents: list[str | list[list[str]] | None]) -> bytes:
    return "\n".join(one for one in contents if isinstance(one, str)).encode("gb18030")


MAKERS = {
    "docx": (made_docx, lambda data: read_docx(data), True),
    "html": (made_html, lambda data: read_html(data), True),
    "doc": (made_doc, lambda data: read_doc(data), False),
    "txt": (made_txt, lambda data: txt.read_text(data, "gb18030"), False),
}


@pytest.mark.parametrize("kind", MAKERS)
@given(CONTENTS)
def test_all_that_was_put_into_a_file_is_in_the_report_or_named(
    kind: str, contents: list[str | list[list[str]] | None]
) -> None:
    make, read, whole = MAKERS[kind]
    source = read(make(contents))
    report = recognise(source).report
    texts = [one for one in contents if isinstance(one, str)]
    if whole:
        texts += [cell for one in contents if isinstance(one, list) for row in one for cell in row]
        nodes = list(tree.walk(report))
        pictures = sum(isinstance(node, Picture) for node in nodes)
        assert pictures == sum(one is None for one in contents)
        ledgers = len(recognise(source).ledgers)
        assert sum(isinstance(node, Table) for node in nodes) + ledgers >= sum(isinstance(one, list) for one in contents)
    told = report_text(report) + "".join(left.text for left in report.left_out)
    for entry in (entry for section in report.sections for entry in tree.entries(section)):
        told += entry.source + entry.kind if isinstance(entry, Problem) else entry.closed_on
    assert Counter("".join("".join(texts).split())) - Counter("".join(told.split())) == Counter()


@every(*READABLE)
def test_each_table_and_picture_that_was_read_is_in_the_report(path: Path) -> None:
    data = path.read_bytes()
    source = reading.read(data, sniff.kind_of(data))
    found = recognise(source)
    nodes = list(tree.walk(found.report))
    tables = sum(isinstance(item, SourceTable) for item in source.items)
    assert sum(isinstance(node, Table) for node in nodes) + len(found.ledgers) == tables
    assert sum(isinstance(node, Picture) for node in nodes) == sum(isinstance(i, SourcePicture) for i in source.items)
