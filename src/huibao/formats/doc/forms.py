"""What a form field of an old Word file shows by itself: a box, or the chosen one of its list ([MS-DOC] 2.9.78 FFData)."""

from __future__ import annotations

import struct

from lxml import etree

from huibao.formats.docx.read_xml import VAL, Element, W
from huibao.model import text as texts

_TEXT, _BOX, _LIST = 0, 1, 2
_AS_DEFAULT = 25
_MOST = 200


def form_data(data: bytes, at: int) -> Element | None:
    """The ``w:ffData`` of the form field whose data stands at ``at`` in the data stream; None when it shows nothing by
    itself, or is damaged."""
    try:
        (header,) = struct.unpack_from("<H", data, at + 4)
        return _form(data, at + header)
    except struct.error:
        return None


def _form(data: bytes, at: int) -> Element | None:
    version, bits = struct.unpack_from("<IH", data, at)
    kind, result = bits & 3, bits >> 2 & 31
    if version != 0xFFFFFFFF or kind not in (_BOX, _LIST):
        return None
    at = _behind_text(data, at + 10)
    (default,) = struct.unpack_from("<H", data, at)
    chosen = str(default if result == _AS_DEFAULT else result)
    form = etree.Element(f"{W}ffData")
    if kind == _BOX:
        etree.SubElement(etree.SubElement(form, f"{W}checkBox"), f"{W}checked", {VAL: chosen})
        return form
    at += 2
    for _ in range(5):
        at = _behind_text(data, at)
    choices = etree.SubElement(form, f"{W}ddList")
    etree.SubElement(choices, f"{W}result", {VAL: chosen})
    (count,) = struct.unpack_from("<H", data, at + 2)
    at += 6
    for _ in range(min(count, _MOST)):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        etree.SubElement(choices, f"{W}listEntry", {VAL: texts.single_line(name)})
        at += 2 + 2 * length
    return form


def _behind_text(data: bytes, at: int) -> int:
    """Where what follows an Xstz begins: a count, that many characters, and a NUL."""
    return at + 4 + 2 * int(struct.unpack_from("<H", data, at)[0])
