"""A received zip is opened only within limits."""

import contextlib
import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx_made import zipped

from huibao.errors import InputError
from huibao.formats import package


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        package.open_package(data)
    return caught.value.message


def test_a_package_within_the_limits_opens() -> None:
    archive = package.open_package(zipped({"mimetype": "x", "a.xml": "<a/>"}))
    assert package.read_part(archive, "a.xml") == b"<a/>"
    with pytest.raises(KeyError):
        package.read_part(archive, "b.xml")


def test_a_cut_off_file_is_called_damaged() -> None:
    data = zipped({"a.xml": "<a/>" * 500})
    assert "损坏" in refused(data[:-30])
    assert "损坏" in refused(b"")


def test_a_part_that_fails_its_checksum_is_called_damaged() -> None:
    data = bytearray(zipped({"a.bin": bytes(range(256)) * 4}))
    data[60] ^= 0xFF
    archive = package.open_package(bytes(data))
    with pytest.raises(InputError, match="损坏"):
        package.read_part(archive, "a.bin")


def test_a_file_over_50_mb_is_refused_before_anything_is_read() -> None:
    assert "50 MB" in refused(bytes(package.MAX_FILE + 1))


def test_more_than_2000_entries_are_refused() -> None:
    assert package.open_package(zipped({f"{n}": "" for n in range(2_000)}))
    assert "大得不正常" in refused(zipped({f"{n}": "" for n in range(2_001)}))


def test_a_directory_of_a_million_entries_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "大得不正常" in refused(b"PK\x01\x02" * 20_001)


def test_a_part_that_unpacks_two_hundredfold_is_refused() -> None:
    assert "大得不正常" in refused(zipped({"a.xml": b" " * (2 * package.MB)}))
    small = package.open_package(zipped({"a.xml": b" " * package.MB}))
    assert len(package.read_part(small, "a.xml")) == package.MB


@pytest.mark.parametrize(("limit", "value"), [("MAX_PART", 99), ("MAX_TOTAL", 199)])
def test_parts_over_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    data = zipped({"a": b"x" * 100, "b": b"y" * 100})
    assert package.open_package(data)
    monkeypatch.setattr(package, limit, value)
    assert "大得不正常" in refused(data)


def directory_changed(data: bytes, change: Callable[[bytearray, int, int], None]) -> bytes:
    """``data`` after ``change(data, first directory entry, second directory entry)``."""
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    out = bytearray(data)
    change(out, first, second)
    return bytes(out)


def test_two_entries_on_the_same_bytes_are_refused() -> None:
    def share(data: bytearray, first: int, second: int) -> None:
        data[second + 42 : second + 46] = data[first + 42 : first + 46]

    assert "不正常" in refused(directory_changed(zipped({"a.bin": "one", "b.bin": "two"}), share))


def test_an_entry_that_reaches_into_the_next_is_refused() -> None:
    def stretch(data: bytearray, first: int, second: int) -> None:
        struct.pack_into("<I", data, first + 20, 60)

    assert "不正常" in refused(directory_changed(zipped({"a.bin": "one", "b.bin": "two" * 30}), stretch))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["word/document.xml", "Word/Document.xml", "word\\document.xml"])
def test_two_entries_of_one_name_are_refused(other: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        entry = zipfile.ZipInfo("x")
        entry.filename = other
        archive.writestr(entry, "<b/>")
    assert "不正常" in refused(out.getvalue())


def test_an_encrypted_entry_is_refused_with_advice() -> None:
    def encrypt(data: bytearray, first: int, second: int) -> None:
        data[first + 8] |= 1

    assert "密码" in refused(directory_changed(zipped({"a": "one", "b": "two"}), encrypt))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_no_word_processor_writes_are_refused(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.xml", "<a/>")
    assert "不正常" in refused(out.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["word/styles.xml", "_rels/.rels", "x.XML"])
def test_a_doctype_in_any_xml_part_is_refused(name: str, encoding: str) -> None:
    text = '<?xml version="1.0"?>\n<!-- c -->\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "不正常" in refused(zipped({name: text.encode(encoding)}))


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_our_error(data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, data + b"PK\x05\x06" + bytes(18), zipped({"a": "b"})[:40] + data):
        with contextlib.suppress(InputError):
            package.open_package(content)
