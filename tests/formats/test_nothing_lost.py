"""Each character that a received file shows is in what the readers make of it, or named as left out; and then in the report."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import etree
from tests.conftest import ROOT
from tests.recognise.world import keeps_law

from huibao.formats import reading, sniff, txt
from huibao.formats.docx.read_xml import MC, A, V, W
from huibao.formats.docx.reader import read_docx
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable

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
