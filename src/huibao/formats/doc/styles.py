"""The styles and fonts of an old Word file ([MS-DOC] 2.9.271 STSH, 2.9.260 STD, 2.9.286 SttbfFfn) as a styles part."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from lxml import etree

from huibao.formats.doc.binary import FONTS, STYLES, Word97
from huibao.formats.doc.looks import Run, paragraph_properties, run_of, run_properties
from huibao.formats.docx.read_xml import VAL, Element, W
from huibao.model import text as texts

PARAGRAPH, CHARACTER = 1, 2
_NONE = 0xFFF
_DEEPEST = 20
_BUILT_IN = {0: "Normal"} | {level: f"heading {level}" for level in range(1, 10)} | {
    18 + level: f"toc {level}" for level in range(1, 10)
}  # fmt: skip


@dataclass(slots=True)
class Style:
    """A style: its ``kind`` (1 paragraph, 2 character), its own changes, and what it is based on (0xFFF: nothing)."""

    name: str
    kind: int
    base: int
    paragraph: bytes = b""
    run: Run = field(default_factory=Run)


@dataclass(slots=True)
class StyleSheet:
    """The styles by number, the fonts by number, and the font of East Asian text where nothing else is said."""

    styles: dict[int, Style]
    fonts: list[str]
    font: int = 0

    def toggles(self, paragraph: int, character: int | None) -> dict[str, bool]:
        """The toggles that the styles give to a run."""
        found: dict[str, bool] = {}
        for number in (paragraph, character):
            for style in reversed(self._chain(number)):
                for name, value in style.run.toggles.items():
                    found[name] = not found.get(name, False) if value == 0x81 else bool(value & 1)
        return found

    def element(self) -> Element:
        """The styles part."""
        root = etree.Element(f"{W}styles", nsmap={"w": W[1:-1]})
        defaults = etree.SubElement(etree.SubElement(root, f"{W}docDefaults"), f"{W}rPrDefault")
        run = run_properties(Run(size=20, font=self.font), self.fonts, {})
        if run is not None:
            defaults.append(run)
        for number, style in self.styles.items():
            if style.kind in (PARAGRAPH, CHARACTER):
                root.append(self._style(number, style))
        return root

    def _style(self, number: int, style: Style) -> Element:
        kind = "paragraph" if style.kind == PARAGRAPH else "character"
        element = etree.Element(f"{W}style", {f"{W}type": kind, f"{W}styleId": str(number)})
        if number == 0:
            element.set(f"{W}default", "1")
        etree.SubElement(element, f"{W}name", {VAL: style.name})
        if style.base != _NONE:
            etree.SubElement(element, f"{W}basedOn", {VAL: str(style.base)})
        if style.paragraph:
            element.append(paragraph_properties(style.paragraph))
        base = self.toggles(style.base, None) if style.base != _NONE else {}
        run = run_properties(style.run, self.fonts, base)
        if run is not None:
            element.append(run)
        return element

    def _chain(self, number: int | None) -> list[Style]:
        chain: list[Style] = []
        while number is not None and number in self.styles and len(chain) < _DEEPEST:
            chain.append(self.styles[number])
            number = chain[-1].base
        return chain


def read_styles(word: Word97) -> StyleSheet:
    """The style sheet; a damaged style is left away."""
    part = word.part(STYLES)
    fonts = read_fonts(word)
    sheet = StyleSheet({}, fonts)
    if len(part) < 4:
        return sheet
    header, count, base_size = struct.unpack_from("<HHH", part)
    if header >= 16:
        (sheet.font,) = struct.unpack_from("<H", part, 2 + 14)
    at = 2 + header
    for number in range(count):
        if at + 2 > len(part):
            break
        (size,) = struct.unpack_from("<H", part, at)
        found = _style(part[at + 2 : at + 2 + size], base_size) if size else None
        if found is not None:
            sheet.styles[number] = found
        at += 2 + size + size % 2
    return sheet


def read_fonts(word: Word97) -> list[str]:
    """The names of the fonts, in order."""
    part = word.part(FONTS)
    fonts: list[str] = []
    if len(part) < 4:
        return fonts
    (count,) = struct.unpack_from("<H", part)
    at = 4
    while len(fonts) < count and at < len(part):
        size = part[at]
        name = part[at + 40 : at + 1 + size].decode("utf-16-le", "replace").partition("\0")[0]
        fonts.append(texts.single_line(texts.clean(name)).strip())
        at += 1 + size
    return fonts


def _style(data: bytes, base_size: int) -> Style | None:
    try:
        built_in, kind, updates = struct.unpack_from("<HHH", data)
        (length,) = struct.unpack_from("<H", data, base_size)
        at = base_size + 2 + 2 * length + 2
        name = data[base_size + 2 : base_size + 2 + 2 * length].decode("utf-16-le", "replace")
        changes: list[bytes] = []
        for _ in range(updates & 0xF):
            (size,) = struct.unpack_from("<H", data, at)
            changes.append(data[at + 2 : at + 2 + size])
            at += 2 + size + size % 2
    except (struct.error, UnicodeError):
        return None
    style = Style(_BUILT_IN.get(built_in & 0xFFF, _first_name(name)), kind & 0xF, kind >> 4)
    if style.kind == PARAGRAPH:
        style.paragraph = changes[0][2:] if changes else b""
        style.run = run_of(changes[1]) if len(changes) > 1 else Run()
    elif style.kind == CHARACTER and changes:
        style.run = run_of(changes[0])
    return style


def _first_name(name: str) -> str:
    """Other names may stand behind commas; control characters have no place in XML."""
    return texts.single_line(texts.clean(name)).partition(",")[0].strip()
