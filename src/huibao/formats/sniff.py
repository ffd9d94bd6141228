"""What a file is, told from its first bytes and never from its name; and a sentence for each kind that can't be opened."""

from __future__ import annotations

import re
import struct

from huibao.errors import InputError
from huibao.formats import package, txt

HUIBAO_MIMETYPE = b"application/vnd.huibao.report+zip"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DLP = b"%TSD-Header-###%"
_HTML = re.compile(r"\s*(<\?xml[^>]*>)?\s*<(!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\s")
_WORD_XML = re.compile(r"progid=\"Word\.Document\"|<w:wordDocument\b")
_FLAT = re.compile(r"<(\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_MHTML = re.compile(r"\s*(from|mime-version|subject|date|content-type):.*?multipart/related", re.I | re.S)
_HEAD = 2048

_CONTENT_TYPES = (
    (b"ms-word.document.macroEnabled.main+xml", "docm"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docm"),
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
)

READABLE = {
    "huibao": ("汇报文件（.huibao）", (".huibao",)),
    "docx": ("Word 文档（.docx）", (".docx", ".dotx")),
    "doc": ("旧版 Word 文档（.doc）", (".doc", ".wps", ".dot", ".wpt")),
    "rtf": ("RTF 文档", (".rtf",)),
    "odt": ("ODT 文档", (".odt", ".ott")),
    "docm": ("带宏的 Word 文档（.docm）", (".docm", ".dotm")),
    "wordxml": ("Word XML 文档", (".xml",)),
    "flat": ("Word XML 文档", (".xml",)),
    "html": ("网页", (".html", ".htm", ".xhtml", ".mht", ".mhtml")),
    "txt": ("纯文本", (".txt", ".text", ".md", "")),
}
"""The kinds that can be read: what to call them, and the endings their names usually have."""

_REFUSALS = {
    "dlp": "“{name}”被单位的文件加密系统（DLP）加密了，读不了；请在装有该系统的电脑上解密或申请外发，再打开。",
    "rtf": "“{name}”是 RTF 文件，要借助 LibreOffice 才能读；请安装 LibreOffice（免费）后再打开，或用 Word、WPS 另存为 .docx。",
    "xml": "“{name}”是 XML 文件，打不开；如果它能用 Word 或 WPS 打开，请另存为 .docx 后再打开。",
    "pdf": "“{name}”是 PDF 文件，打不开；请找到它的 Word 原稿，或用 Word、WPS 把它转成 .docx 后再打开。",
    "xlsx": "“{name}”是 Excel 表格，不是报告；请选择 .huibao、.docx 或 .txt 文件。",
    "pptx": "“{name}”是演示文稿，不是报告；请选择 .huibao、.docx 或 .txt 文件。",
    "wordxml": "“{name}”是 Word 2003 的 XML 文件，要借助 LibreOffice 才能读；请安装 LibreOffice（免费）后再打开，或用 Word 另存为 .docx。",
    "odt": "“{name}”是 ODT 文件，要借助 LibreOffice 才能读；请安装 LibreOffice（免费）后再打开，或用 WPS 另存为 .docx。",
    "ofd": "“{name}”是 OFD 版式文件，打不开；请找到它的 Word 原稿，或用 WPS 把它转成 .docx 后再打开。",
    "zip": "“{name}”是压缩包，或者已经损坏；请先解压，再打开里面的文件，打不开的请重新复制一份。",
    "lock": "“{name}”是 Word 留下的临时文件，里面没有正文；请打开名称前没有“~$”的那个文件。",
    "empty": "“{name}”是空文件，里面没有内容；请检查它是否复制完整。",
    "unknown": "认不出“{name}”的格式，可能不是文档，或者已经损坏；请选择 .huibao、.docx、.doc 或 .txt 文件。",
}


def kind_of(data: bytes) -> str:
    """What ``data`` is: one of ``READABLE`` ("doc" is any OLE file that holds no spreadsheet or slides, "html" MHT too), "encrypted" (by
    Office, with a password), or a kind that goes to ``refuse``: "dlp", "xml", "pdf", "xlsx", "pptx",
    "ofd", "zip", "lock" (Word's ``~$`` file), "empty", "unknown".
    """
    if not data.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf\xfe\xff"):
        return "unknown" if b"\x00" in data else "empty"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_DLP):
        return "dlp"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if len(data) == 162 and 0 < data[0] == data[54]:
        return "lock"
    return _text_kind(data) if txt.looks_like_text(data) else "unknown"


def refuse(kind: str, name: str) -> InputError:
    """The error that says what the file ``name`` is and what to do; ``kind`` as ``kind_of`` gives it."""
    return InputError(_REFUSALS.get(kind, _REFUSALS["unknown"]).format(name=name))


def _text_kind(data: bytes) -> str:
    head, _ = txt.decode(data[:_HEAD])
    if _HTML.match(_REMARK.sub("", head)) or _MHTML.match(head):
        return "html"
    if _XML.match(head):
        if _FLAT.search(head):
            return "flat"
        return "wordxml" if _WORD_XML.search(head) and "<pkg:" not in head else "xml"
    return "txt"


def _zip_kind(data: bytes) -> str:
    mimetype = _first_stored(data)
    if mimetype == HUIBAO_MIMETYPE:
        return "huibao"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    try:
        archive = package.listing(data)
        names = {name.lower(): name for name in archive.namelist()}
        types = names.get("[content_types].xml")
        content = package.read_part(archive, types, package.MB) if types else b""
    except InputError:
        # Cut off or damaged: told by the name that stands in the clear, so that the reader can say what is wrong.
        return "docx" if b"word/document.xml" in data else "zip"
    for mark, kind in _CONTENT_TYPES:
        if mark in content:
            return kind
    if "ofd.xml" in names:
        return "ofd"
    return "docx" if "word/document.xml" in names else "zip"


def _first_stored(data: bytes) -> bytes:
    """The content of the first entry when it is called ``mimetype`` and stored, else nothing."""
    if len(data) < 38 or data[30:38] != b"mimetype":
        return b""
    method, size, name_length, extra_length = struct.unpack_from("<8xH8xI4xHH", data)
    start = 30 + name_length + extra_length
    return data[start : start + size] if method == 0 and name_length == 8 else b""


def _ole_kind(data: bytes) -> str:
    """OLE files by the names in their directory ([MS-CFB] 2.6.1: 64 bytes of UTF-16 name, then its length with NUL)."""
    for stream, kind in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xlsx"),
        ("PowerPoint Document", "pptx"),
    ):
        if _has_stream(data, stream):
            return kind
    return "doc"


def _has_stream(data: bytes, stream: str) -> bool:
    name = stream.encode("utf-16-le") + b"\x00\x00"
    at = data.find(name)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == struct.pack("<H", len(name)):
            return True
        at = data.find(name, at + 1)
    return False
