"""Opening a received zip package (.docx, .huibao) only when it keeps within limits that make parsing safe."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from huibao.errors import InputError

MB = 1024 * 1024
MAX_FILE = 50 * MB
MAX_ENTRIES = 2_000
MAX_PART = 50 * MB
MAX_TOTAL = 200 * MB
MAX_RATIO = 200
RATIO_FREE = MB
_PROLOG = 64 * 1024
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))

TOO_LARGE = "文件超过 50 MB，太大了，没有打开；请把其中的图片压缩后另存，再打开。"
_TOO_MUCH = "文件解压后大得不正常，没有打开；请用 Word 或 WPS 打开后另存为一份新的 .docx，再打开那一份。"
_BROKEN = "文件已损坏或没有下载完整，打不开；请重新复制或下载一份，或用 Word、WPS 打开修复后另存。"
_SUSPICIOUS = "文件的内部结构不正常，为安全起见没有打开；请用 Word 或 WPS 打开后另存为一份新的 .docx。"
_ENCRYPTED = "文件加了密码，打不开；请先用原来的软件去掉密码再另存。"


def open_package(data: bytes) -> zipfile.ZipFile:
    """The zip archive in ``data``, opened for reading, after every limit has been checked.

    Limits: 50 MB for the file, 2,000 entries, 50 MB a part, 200 MB in all, a compression ratio of 200 for parts above
    1 MB; no encrypted, overlapping or duplicate entries (names compare without case, as ECMA-376 Part 2, 6.2.2.3 has
    it), stored or deflated entries alone, and no DOCTYPE at the head of any XML part. The sizes a zip declares are
    those ``zipfile`` holds it to while reading. Raises InputError with a sentence for the user.
    """
    archive = listing(data)
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise InputError(_TOO_MUCH)
    for entry in entries:
        _check_entry(entry)
    if len({_key(entry.filename) for entry in entries}) < len(entries) or _overlap(data, archive):
        raise InputError(_SUSPICIOUS)
    for entry in entries:
        if entry.filename.lower().endswith(_XML_ENDINGS) and _has_doctype(archive, entry):
            raise InputError(_SUSPICIOUS)
    return archive


def listing(data: bytes) -> zipfile.ZipFile:
    """The archive with nothing checked but that its directory can be read and isn't monstrous: to look at names only.

    Raises InputError when ``data`` is over 50 MB or no readable zip.
    """
    if len(data) > MAX_FILE:
        raise InputError(TOO_LARGE)
    # zipfile reads the whole directory at once. The loose bound leaves room for zips stored within the zip.
    if data.count(b"PK\x01\x02") > 10 * MAX_ENTRIES:
        raise InputError(_TOO_MUCH)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as error:
        raise InputError(_BROKEN) from error


def read_part(archive: zipfile.ZipFile, name: str, limit: int = -1) -> bytes:
    """The bytes of the entry ``name``, at most ``limit`` of them (-1: all); InputError when it is damaged.

    Raises KeyError when there is no such entry.
    """
    entry = archive.getinfo(name)
    try:
        with archive.open(entry) as part:
            return part.read(limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise InputError(_BROKEN) from error


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise InputError(_ENCRYPTED)
    # bzip2 and lzma would be unpacked in chunks of any size, whatever size was declared.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(_SUSPICIOUS)
    if entry.file_size > MAX_PART:
        raise InputError(_TOO_MUCH)
    if entry.file_size > RATIO_FREE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise InputError(_TOO_MUCH)


def _key(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _overlap(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether two entries share bytes, or one reaches into the directory."""
    end = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < end or start + 30 > len(data):
            return True
        name_length, extra_length = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + name_length + extra_length + entry.compress_size
    return end > archive.start_dir


def _has_doctype(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether the head of an XML part holds a DOCTYPE; one further in is refused by the XML reader."""
    head = read_part(archive, entry.filename, _PROLOG)
    return any(mark in head for mark in _DOCTYPES)
