"""A file's kind comes from its bytes alone, and every kind that can't be opened has its own sentence."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx_made import p, word, zipped

from huibao.formats.sniff import HUIBAO_MIMETYPE, READABLE, kind_of, refuse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "application/vnd.openxmlformats-officedocument.%s.main+xml"


def ole(*streams: str) -> bytes:
    """An OLE file's head and a directory of these streams."""
    entries = b""
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\x00\x00"
        entries += name.ljust(64, b"\x00") + struct.pack("<H", len(name)) + bytes(62)
    return OLE + bytes(504) + entries + bytes(512)


def package_of(content_type: str) -> bytes:
    return zipped({"[Content_Types].xml": f'<Types><Override ContentType="{content_type}"/></Types>'})


def native(method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", HUIBAO_MIMETYPE, method)
        archive.writestr("report.json", "{}")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word(p("正文")), "docx"),
        (package_of(MAIN % "wordprocessingml.template"), "docx"),
        (zipped({"word/document.xml": "<a/>"}), "docx"),
        (word(p("正文"))[:-40], "docx"),
        (package_of("application/vnd.ms-word.document.macroEnabled.main+xml"), "docm"),
        (package_of(MAIN % "spreadsheetml.sheet"), "xlsx"),
        (package_of(MAIN % "presentationml.presentation"), "pptx"),
        (native(), "huibao"),
        (native()[:90], "huibao"),
        (native(zipfile.ZIP_DEFLATED), "zip"),
        (zipped({"OFD.xml": "<a/>"}), "ofd"),
        (zipped({"读我.txt": "x"}), "zip"),
        (zipped({}), "zip"),
        (ole("Root Entry", "WordDocument"), "doc"),
        (ole("Root Entry"), "doc"),
        (ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (ole("Root Entry", "Workbook"), "xlsx"),
        (ole("WordDocument") + b"--" + "EncryptedPackage".encode("utf-16-le"), "doc"),
        (b"%TSD-Header-###%" + bytes(range(200)), "dlp"),
        (rb"{\rtf1\ansi\ansicpg936", "rtf"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        ("<!DOCTYPE html><html><body>总结".encode(), "html"),
        ("\ufeff <!-- 保存自网页 --><HTML lang=zh>".encode(), "html"),
        ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'.encode("utf-16"), "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "html"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "wordxml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>', "xml"),
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"", "empty"),
        (b" \r\n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (bytes(4096), "unknown"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unknown"),
        (b"\x04abcd".ljust(54, b" ") + b"\x04\x00" + "abcd".encode("utf-16-le").ljust(106, b"\x00"), "lock"),
        ("社区2023年工作总结".encode(), "txt"),
        ("社区2023年工作总结".encode("gbk"), "txt"),
        ("社区2023年工作总结\n一、基本情况".encode("utf-16"), "txt"),
        ("社区2023年工作总结\n一、基本情况".encode("utf-16-be"), "txt"),
        (b"a", "txt"),
        ("见 PK 与 <b>html</b>、{\\rtf 的说明".encode(), "txt"),
    ],
)
def test_the_kind_is_told_from_the_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_many_remarks_before_a_page_cost_no_time() -> None:
    assert kind_of(b"<!-- a -->" * 190 + b"x") == "txt"


KINDS = "dlp rtf wordxml xml pdf xlsx pptx odt ofd zip lock empty unknown".split()


def test_each_refusal_names_the_file_and_says_something_of_its_own() -> None:
    messages = [refuse(kind, "去年总结.docx").message for kind in KINDS]
    assert len(set(messages)) == len(KINDS)
    assert all("“去年总结.docx”" in message and message.endswith("。") for message in messages)
    assert "安装 LibreOffice" in refuse("rtf", "a.doc").message
    assert refuse("something new", "a").message == refuse("unknown", "a").message


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<", b"\xff\xfe", "总结".encode("gbk")]))
def test_any_bytes_have_a_kind_that_can_be_opened_or_refused(data: bytes, head: bytes) -> None:
    kind = kind_of(head + data)
    assert kind in {*READABLE, *KINDS, "encrypted"}


def test_received_files_are_what_people_say_they_are(shared: Path) -> None:
    kinds = {path.name: kind_of(path.read_bytes()) for path in (shared / "corpus").rglob("*") if path.is_file()}
    assert kinds.pop("dlp-01.docx") == "dlp"
    expected = {".docx": "docx", ".doc": "doc", ".wps": "doc", ".txt": "txt"}
    strays = {name: kind for name, kind in kinds.items() if expected.get(Path(name).suffix, kind) != kind}
    assert strays == {}
