"""Received files are parsed in a process of their own: what comes back is the same, and its death is one sentence."""

import base64
import io
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from tests.formats.doc_made import Made
from tests.formats.docx_made import PNG, TYPES, p, part, r, relations, word, zipped

from huibao.errors import Cancelled, InputError, PasswordNeeded
from huibao.formats import office, reading, sniff, wire
from huibao.formats.docx.reader import read_docx
from huibao.model.report import LeftOut, Run
from huibao.model.source import Source, SourceCell, SourceParagraph, SourcePicture, SourceTable

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
SENTENCE = re.compile(r"[^a-zA-Z]*(?:Word|WPS|docx|[^a-zA-Z])*。")

words = st.text(st.characters(codec="utf-8"), max_size=8)
paragraphs = st.builds(
    SourceParagraph,
    runs=st.lists(st.builds(Run, words, st.booleans(), st.booleans(), st.booleans()), max_size=2).map(tuple),
    label=words,
    outline_level=st.integers(0, 9),
    indent=st.floats(0, 40),
    align=st.sampled_from(["", "left", "center", "right"]),
)
cells = st.builds(SourceCell, st.lists(paragraphs, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3))
tables = st.builds(SourceTable, st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple))
pictures = st.builds(SourcePicture, words, words, st.floats(0, 100), st.floats(0, 100), words)
sources = st.builds(
    Source,
    st.lists(paragraphs | tables | pictures, max_size=5).map(tuple),
    st.lists(st.builds(LeftOut, words, words), max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
    st.dictionaries(words, st.binary(max_size=20), max_size=2),
    words,
)


@given(sources)
def test_what_is_read_comes_back_as_it_was(source: Source) -> None:
    assert wire.source_of(wire.unpack_answer(wire.pack_answer(wire.answer_of(source)))) == source


@given(st.binary(max_size=60))
def test_an_answer_that_is_none_is_told_from_one(junk: bytes) -> None:
    with pytest.raises((msgspec.MsgspecError, ValueError)):
        wire.source_of(wire.unpack_answer(b"\xc1" + junk))
    with pytest.raises(ValueError, match="order"):
        wire.source_of(wire.Answer(order="pp", paragraphs=[SourceParagraph()]))


def test_the_child_reads_what_the_reader_reads() -> None:
    data = word(p("一、工作") + p("正文。"))
    assert reading.read(data, "docx") == read_docx(data)


def test_a_file_with_macros_is_read_without_them() -> None:
    source = reading.read(word(p("正文")), "docm")
    assert [item.text for item in source.items if isinstance(item, SourceParagraph)] == ["正文"]
    assert "宏" in source.notes[-1]


def test_an_error_of_the_reader_is_the_error_of_the_parent() -> None:
    broken = word(p("正文"))[:-40]
    with pytest.raises(InputError) as here:
        read_docx(broken)
    with pytest.raises(InputError) as there:
        reading.read(broken, "docx")
    assert there.value.message == here.value.message


def test_plain_text_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "child_command", lambda: ["/nowhere"])
    assert [item.text for item in reading.read("甲\n乙".encode("gbk"), "txt").items] == ["甲", "乙"]


def test_a_child_that_can_not_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "child_command", lambda: ["/nowhere/at/all"])
    with pytest.raises(InputError, match="安全软件"):
        reading.read(b"", "docx")


def behaving(code: str) -> list[str]:
    """A child that reads its request and then does ``code``, under the limits of the real one."""
    lines = ("import sys, os, time", "from huibao.formats import child, wire", "child.limit(child.MEMORY, SECONDS)")
    begin = "\n".join(lines).replace("SECONDS", "1") + "\nrequest = wire.unpack_request(sys.stdin.buffer.read())\n"
    return [sys.executable, "-P", "-c", begin + code]


DEATHS = {
    "ends without a word": ("os._exit(3)", "没能读出来"),
    "ends well without a word": ("pass", "没能读出来"),
    "says something else": ("print('hello')", "没能读出来"),
    "is killed": ("os.abort()", "没能读出来"),
    "never ends": ("while True: pass", "秒还没有读完"),
    "sleeps": ("time.sleep(60)", "秒还没有读完"),
}


@posix
@pytest.mark.parametrize(("code", "said"), DEATHS.values(), ids=DEATHS)
def test_the_death_of_the_child_is_one_sentence(monkeypatch: pytest.MonkeyPatch, code: str, said: str) -> None:
    monkeypatch.setattr(reading, "child_command", lambda: behaving(code))
    began = time.monotonic()
    with pytest.raises(InputError, match=said) as caught:
        reading.read(b"data", "docx")
    assert SENTENCE.fullmatch(caught.value.message)
    assert time.monotonic() - began < 5


@posix
def test_memory_beyond_the_limit_is_refused_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "\n".join(
        (
            "def greedy(request): return [bytes(1 << 20) for _ in range(600)]",
            "child.read_source = greedy",
            "sys.stdout.buffer.write(wire.pack_answer(child.answered(request)))",
        )
    )
    monkeypatch.setattr(reading, "child_command", lambda: behaving(code))
    with pytest.raises(InputError, match="内存太多"):
        reading.read(b"data", "docx")


def test_a_fault_in_a_reader_is_logged_by_its_place_without_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    code = "\n".join(
        (
            "def faulty(request): return {}['机密']",
            "child.read_source = faulty",
            "sys.stdout.buffer.write(wire.pack_answer(child.answered(request)))",
        )
    )
    monkeypatch.setattr(reading, "child_command", lambda: behaving(code))
    with pytest.raises(InputError, match="没能读出来"):
        reading.read(b"data", "docx")
    assert "KeyError" in caplog.text
    assert "机密" not in caplog.text


def ticks(times: int) -> Iterator[bool]:
    yield from (False for _ in range(times))
    while True:
        yield True


@posix
def test_reading_can_be_called_off_and_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "child_command", lambda: behaving("time.sleep(60)"))
    started: list[subprocess.Popen[bytes]] = []
    start = reading._started

    def watched(command: list[str], environment: dict[str, str] | None) -> subprocess.Popen[bytes]:
        started.append(start(command, environment))
        return started[-1]

    monkeypatch.setattr(reading, "_started", watched)
    turns = ticks(3)
    with pytest.raises(Cancelled):
        reading.read(b"data", "docx", cancelled=lambda: next(turns))
    assert started[0].returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


def test_the_child_loads_neither_qt_nor_what_it_does_not_need() -> None:
    code = "import sys, huibao.formats.child; print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'docx')])"
    done = subprocess.run([sys.executable, "-c", code], env=reading.child_environment(), capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_module_that_lies_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "huibao").mkdir()
    (tmp_path / "huibao" / "__init__.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')", encoding="utf-8")
    (tmp_path / "lxml.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert reading.read(word(p("正文")), "docx").items
    assert not (tmp_path / "run").exists()


def test_an_old_word_file_is_read_in_the_child() -> None:
    out = Made()
    out.add("旧文件的正文")
    source = reading.read(out.bytes(), "doc")
    assert [item.text for item in source.items if isinstance(item, SourceParagraph)] == ["旧文件的正文"]


def test_an_old_word_file_that_fails_is_left_to_libreoffice_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []

    def by_office(data: bytes, kind: str, name: str, cancelled: object) -> Source:
        left.append(kind)
        raise InputError("LibreOffice 也不行。")

    monkeypatch.setattr(reading, "_read_by_office", by_office)
    broken = Made().bytes()
    monkeypatch.setattr(office, "program", lambda: "")
    with pytest.raises(InputError, match="已损坏"):
        reading.read(broken, "doc")
    assert left == []
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    with pytest.raises(InputError, match="已损坏"):
        reading.read(broken, "doc")
    assert left == ["doc"]


@pytest.mark.parametrize("kind", ["rtf", "odt", "wordxml"])
def test_without_libreoffice_its_kinds_are_an_offer(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(office, "program", lambda: "")
    with pytest.raises(InputError, match="请安装 LibreOffice"):
        reading.read(b"x", kind, "去年.rtf")


def test_rich_text_is_read_by_libreoffice(tool: Callable[[str], str]) -> None:
    tool("soffice")
    said = "".join(f"\\u{ord(letter)}?" for letter in "一、主要工作")
    source = reading.read(b"{\\rtf1\\ansi " + said.encode() + b"\\par next}", "rtf")
    assert [item.text for item in source.items if isinstance(item, SourceParagraph)] == ["一、主要工作", "next"]
    assert "LibreOffice" in source.notes[-1]
    assert source.kind == "rtf"


@posix
def test_libreoffice_is_told_to_load_nothing_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    command = office.convert_command(b"{\\rtf1}", "rtf", tmp_path)
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert re.search(r'BlockUntrustedRefererLinks"[^>]*><value>true<', settings)
    assert f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}" in command
    assert (tmp_path / "received.rtf").read_bytes() == b"{\\rtf1}"


@posix
def test_what_libreoffice_starts_is_ended_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\n(sleep 1; touch {mark}) &\nsleep 30\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setattr(office, "program", lambda: str(script))
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(InputError, match="LibreOffice 没能读出"):
        reading.read(b"{\\rtf1}", "rtf")
    time.sleep(1.2)
    assert not mark.exists()


FILLER = random.Random(1).randbytes(6_000)  # the library that encrypts can't do it right for tiny files


def encrypted(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def test_an_encrypted_file_asks_for_its_password_and_opens_with_it() -> None:
    data = encrypted(word(p("保密的正文"), parts={"filler": FILLER}), "密码Ab1")
    kind = sniff.kind_of(data)
    assert kind == "encrypted"
    with pytest.raises(PasswordNeeded, match="请输入密码") as asked:
        reading.read(data, kind, "去年.docx")
    assert not asked.value.wrong
    with pytest.raises(PasswordNeeded, match="密码不对") as refused:
        reading.read(data, kind, "去年.docx", password="密码")
    assert refused.value.wrong
    source = reading.read(data, kind, "去年.docx", password="密码Ab1")
    assert [item.text for item in source.items if isinstance(item, SourceParagraph)] == ["保密的正文"]
    assert source.kind == "docx"


def test_an_encrypted_old_file_asks_for_its_password() -> None:
    out = Made(flags=0x0100)
    out.add("密文")
    with pytest.raises(PasswordNeeded, match=r"“旧\.doc”加了打开密码"):
        reading.read(out.bytes(), "doc", "旧.doc")


def test_what_is_encrypted_and_no_report_is_said() -> None:
    types = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
    sheet = zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<a/>", "filler": FILLER})
    with pytest.raises(InputError, match="Excel"):
        reading.read(encrypted(sheet, "a"), "encrypted", "表.xlsx", password="a")


def test_encryption_that_is_damaged_is_one_sentence() -> None:
    data = bytearray(encrypted(word(p("正文")), "a"))
    at = data.find(b"<encryption")
    data[at : at + 20] = b"!" * 20
    with pytest.raises(InputError, match="加密方式不认识"):
        reading.read(bytes(data), "encrypted", "a.docx", password="a")


def flat(files: dict[str, str]) -> bytes:
    """The parts of a Word document as one XML file, as Word's own "Word XML 文档" has them."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in files.items()
    )
    media = f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{base64.b64encode(PNG).decode()}</pkg:binaryData></pkg:part>'
    head = '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return (
        f'{head}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}{media}</pkg:package>'
    ).encode()


def test_a_word_document_saved_as_one_xml_file_is_read_like_the_package() -> None:
    drawing = '<w:r><w:drawing><wp:inline><a:blip r:embed="rIdP"/></wp:inline></w:drawing></w:r>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = flat(
        {
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(
                ("rIdP", "image", "media/a.png"), ("rIdF", "footnotes", "footnotes.xml")
            ),
            "word/document.xml": part("document", f"<w:body>{p(r('甲') + reference + drawing)}</w:body>"),
            "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{p("注")}</w:footnote>'),
        }
    )
    assert sniff.kind_of(data) == "flat"
    source = reading.read(data, "flat")
    assert [getattr(item, "text", "图") for item in source.items] == ["甲〔注1〕", "图", "〔注1〕注"]
    assert list(source.media.values()) == [PNG]


def test_a_flat_file_without_a_document_or_with_broken_parts_is_refused_with_a_sentence() -> None:
    for files in ({}, {"word/document.xml": ""}):
        with pytest.raises(InputError, match="Word"):
            reading.read(flat(files), "flat")
