"""A saved page as a tree of elements, and the pictures that were saved with it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from urllib.parse import unquote_to_bytes

from lxml import etree

from huibao.errors import InputError
from huibao.formats import txt
from huibao.formats.docx.read_xml import Element
from huibao.model import text as texts

EMPTY = "网页里没有文字，没有打开；请在浏览器里打开原网页，另存为“网页，全部”或复制正文粘贴进来。"
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DATA = re.compile(r"data:image/([a-z0-9.+-]+)(?:;[^;,]*)*?(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_ENDINGS = {
    "jpeg": "jpeg",
    "jpg": "jpeg",
    "pjpeg": "jpeg",
    "svg+xml": "svg",
    "x-icon": "ico",
    "vnd.microsoft.icon": "ico",
}
_HEAD = 4096
_AS_GB18030 = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312"))


@dataclass(slots=True)
class Page:
    """The ``body`` of a page, and the pictures that came with it by the address the page has for them."""

    body: Element
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def picture(self, address: str) -> tuple[bytes, str] | None:
        """The bytes of a picture and their usual ending; None when the page doesn't hold it."""
        inline = _DATA.fullmatch(address.strip())
        if inline is None:
            return self.pictures.get(address.strip())
        try:
            written = unquote_to_bytes(inline[3])
            data = base64.b64decode(b"".join(written.split())) if inline[2] else written
        except (binascii.Error, ValueError):
            return None
        return (data, _ending(inline[1])) if data else None


def open_page(data: bytes) -> Page:
    """The page in ``data``, an HTML file or an MHT archive. Raises InputError when it shows nothing at all."""
    head = data[:_HEAD]
    if b"<html" not in head.lower() and _MULTIPART.search(head):
        markup, pictures = _archived(data)
    else:
        markup, pictures = _decoded(data, ""), {}
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    clean = texts.clean(markup.replace("\x0c", " ").replace("\x0b", " "))
    try:
        root = etree.fromstring(clean.encode("utf-8"), parser) if clean.strip() else None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(EMPTY) from error
    if root is None:
        raise InputError(EMPTY)
    body = root.find("body")
    return Page(root if body is None else body, pictures)


def _decoded(data: bytes, charset: str) -> str:
    """The markup, in the encoding that its mark, its envelope or its own head names, as long as that one fits."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        named = _CHARSET.search(data[:_HEAD])
        for name in (charset, named[1].decode("ascii", "replace") if named else ""):
            try:
                if name:
                    return data.decode("gb18030" if name.lower() in _AS_GB18030 else name)
            except (LookupError, UnicodeError):
                continue
    return txt.decode(data)[0]


def _archived(data: bytes) -> tuple[str, dict[str, tuple[bytes, str]]]:
    """The first page of an archive (RFC 2557), and its pictures by their locations and ids."""
    markup = ""
    pictures: dict[str, tuple[bytes, str]] = {}
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html" and not markup:
                markup = _decoded(_content(part), part.get_content_charset("") or "")
            elif part.get_content_maintype() == "image":
                found = (_content(part), _ending(part.get_content_subtype()))
                if part["Content-Location"]:
                    pictures[str(part["Content-Location"]).strip()] = found
                if part["Content-ID"]:
                    pictures["cid:" + str(part["Content-ID"]).strip(" <>")] = found
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(EMPTY) from error
    return markup, {address: found for address, found in pictures.items() if found[0]}


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _ending(subtype: str) -> str:
    named = _ENDINGS.get(subtype.lower(), subtype.lower())
    return named if re.fullmatch(r"[a-z0-9]{1,5}", named) else "bin"
