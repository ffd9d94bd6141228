"""The XML of a received Word package: parsed safely, in one namespace, with the small readings all parts share.

Namespaces and value types are those of ECMA-376 Part 1; files in the Strict namespaces are turned into these.
"""

from __future__ import annotations

import re

from lxml import etree

from huibao.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VAL = f"{W}val"

_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main}}": W,
    f"{_STRICT}officeDocument/relationships}}": R,
    f"{_STRICT}officeDocument/math}}": M,
    f"{_STRICT}drawingml/main}}": A,
    f"{_STRICT}drawingml/wordprocessingDrawing}}": WP,
    f"{_STRICT}drawingml/picture}}": PIC,
}
_OFF = frozenset(("0", "false", "off", "none"))
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}

MAX_TAGS = 1_200_000
MAX_ATTRIBUTES = 1_200_000
"""Opening and closing tags, and attributes, of one part: some 40 MB as Word writes it, far beyond the longest report. Above,
it would take more than about 5 seconds and 300 MB."""

BROKEN = "文件的内容已损坏，读不出来；请用 Word 或 WPS 打开修复后另存，再打开。"
TOO_COMPLEX = "文件太大太复杂，没有打开；请用 Word 或 WPS 把它分成几份再打开。"

Element = etree._Element


def parse_xml(data: bytes) -> Element:
    """The root of an XML part, comments and processing instructions left away, Strict names made Transitional.

    Raises InputError when it is not well-formed, holds a DOCTYPE, or is monstrous. Nothing outside ``data`` is fetched.
    """
    if data.count(b"<") > MAX_TAGS or data.count(b"=") > MAX_ATTRIBUTES:
        raise InputError(TOO_COMPLEX)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(BROKEN)
    return transitional(root)


def transitional(root: Element) -> Element:
    """``root``, its names made Transitional in place when they are Strict ones."""
    if str(root.tag).startswith(_STRICT):
        _make_transitional(root)
    return root


def _make_transitional(root: Element) -> None:
    for element in root.iter("*"):
        element.tag = _renamed(str(element.tag))
        for name, value in ((str(name), value) for name, value in element.items()):
            if name.startswith(_STRICT):
                del element.attrib[name]
                element.set(_renamed(name), value)


def _renamed(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return _TRANSITIONAL.get(namespace + brace, namespace + brace) + local


def on(element: Element | None) -> bool:
    """Whether a toggle such as ``w:b`` is on (ST_OnOff): there, and not switched off by its value."""
    return element is not None and element.get(VAL, "1").lower() not in _OFF


def val(parent: Element | None, name: str, default: str = "") -> str:
    """The ``w:val`` of the child ``w:name``, ``default`` when either is missing."""
    child = None if parent is None else parent.find(W + name)
    return default if child is None else child.get(VAL, default)


def whole(text: str | None, default: int = 0, limit: int = 10_000_000) -> int:
    """The integer that ``text`` writes, held within ±``limit``; ``default`` for anything else."""
    try:
        number = int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
    return max(-limit, min(limit, number))


def points(text: str | None, unit: float) -> float | None:
    """A measure in points: a bare number counts ``unit`` points each, "12pt" or "1.5cm" by its own unit (ST_TwipsMeasure,
    ST_HpsMeasure); None when there is none."""
    if not text:
        return None
    measure = _MEASURE.fullmatch(text)
    if measure:
        return float(measure[1]) * _POINTS[measure[2]]
    try:
        return max(-1e5, min(1e5, float(text) * unit))
    except ValueError:
        return None
