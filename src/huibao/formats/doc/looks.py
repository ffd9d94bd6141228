"""Properties of an old Word file as elements of WordprocessingML: only those that ``formats.docx`` reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from huibao.formats.doc import sprms
from huibao.formats.docx.read_xml import VAL, Element, W

_ALIGNS = {0: "left", 1: "center", 2: "right", 3: "both", 4: "distribute", 5: "both"}
_TOGGLES = {sprms.BOLD: "b", sprms.ITALIC: "i", sprms.HIDDEN: "vanish"}
_INDENTS = {
    sprms.LEFT: "left", sprms.LEFT_OLD: "left", sprms.FIRST: "firstLine", sprms.FIRST_OLD: "firstLine",
    sprms.LEFT_CHARS: "leftChars", sprms.FIRST_CHARS: "firstLineChars",
}  # fmt: skip
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
_HANGING = {"firstLine": "hanging", "firstLineChars": "hangingChars"}


@dataclass(slots=True)
class Run:
    """What a run's changes say. ``bold``, ``italic``, ``hidden`` by their element's name in ``toggles``."""

    toggles: dict[str, int] = field(default_factory=dict)
    underline: int | None = None
    size: int | None = None
    font: int | None = None
    style: int | None = None
    special: bool = False
    symbol: tuple[int, int] | None = None
    picture: int | None = None
    field_data: bool = False
    embedded: bool = False
    revision: Literal["", "ins", "del"] = ""


def run_of(properties: bytes) -> Run:
    """A grpprl of a run."""
    run = Run()
    for name, value in sprms.changes(properties):
        if name in _TOGGLES:
            run.toggles[_TOGGLES[name]] = value[0]
        elif name == sprms.UNDERLINE:
            run.underline = value[0]
        elif name == sprms.SIZE:
            run.size = sprms.number(value)
        elif name == sprms.EAST_FONT:
            run.font = sprms.number(value)
        elif name == sprms.STYLE:
            run.style = sprms.number(value)
        elif name == sprms.SPECIAL:
            run.special = bool(value[0])
        elif name == sprms.SYMBOL:
            run.symbol = (sprms.number(value[:2]), sprms.number(value[2:]))
            run.special = True
        elif name == sprms.PICTURE:
            run.picture = sprms.number(value)
            run.special = True
        elif name == sprms.FIELD_DATA:
            run.field_data = bool(value[0])
        elif name == sprms.OLE:
            run.embedded = bool(value[0])
        elif name == sprms.PLAIN:
            run.toggles.clear()
            run.underline = run.size = run.font = None
        elif name == sprms.INSERTED and value[0]:
            run.revision = "ins"
        elif name == sprms.DELETED and value[0]:
            run.revision = "del"
    return run


def run_properties(run: Run, fonts: list[str], base: dict[str, bool]) -> Element | None:
    """The ``w:rPr`` of a run; ``base`` are the toggles that its styles give. None when it says nothing."""
    properties = etree.Element(f"{W}rPr")
    if run.style is not None:
        etree.SubElement(properties, f"{W}rStyle", {VAL: str(run.style)})
    if run.font is not None and run.font < len(fonts):
        etree.SubElement(properties, f"{W}rFonts", {f"{W}eastAsia": fonts[run.font]})
    for name, value in run.toggles.items():
        if value == _NOT_AS_STYLE:
            value = not base.get(name, False)
        if value != _AS_STYLE:
            etree.SubElement(properties, W + name, {VAL: "1" if value else "0"})
    if run.underline is not None:
        etree.SubElement(properties, f"{W}u", {VAL: "single" if run.underline else "none"})
    if run.size is not None:
        etree.SubElement(properties, f"{W}sz", {VAL: str(run.size)})
    return properties if len(properties) else None


def paragraph_properties(changes: bytes) -> Element:
    """The ``w:pPr`` of a grpprl, without its style."""
    properties = etree.Element(f"{W}pPr")
    indents: dict[str, str] = {}
    number: dict[str, str] = {}
    for name, value in sprms.changes(changes):
        if name in _INDENTS:
            indents.pop(_HANGING.get(_INDENTS[name], ""), None)
            indents.update(_indent(_INDENTS[name], sprms.signed(value)))
        elif name in (sprms.ALIGN, sprms.ALIGN_OLD):
            _put(properties, "jc", _ALIGNS.get(value[0], "both"))
        elif name == sprms.OUTLINE:
            _put(properties, "outlineLvl", str(value[0]))
        elif name == sprms.PAGE_BREAK:
            _put(properties, "pageBreakBefore", str(int(bool(value[0]))))
        elif name == sprms.LEVEL:
            number["ilvl"] = str(value[0])
        elif name == sprms.LIST:
            number["numId"] = str(sprms.number(value))
    if indents:
        etree.SubElement(properties, f"{W}ind", {W + key: text for key, text in indents.items()})
    if number:
        within = etree.SubElement(properties, f"{W}numPr")
        for key, text in number.items():
            _put(within, key, text)
    return properties


def _indent(name: str, value: int) -> dict[str, str]:
    if value < 0 and name in _HANGING:
        return {_HANGING[name]: str(-value)}
    return {name: str(value)}


def _put(parent: Element, name: str, value: str) -> None:
    element = parent.find(W + name)
    (etree.SubElement(parent, W + name) if element is None else element).set(VAL, value)
