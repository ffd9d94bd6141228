"""The text layer of a PDF that Qt wrote: which character each glyph stands for.

Qt names a glyph by a character that its font gives it for, not by the one that was set: 工 becomes the radical ⼯ (U+2F2F),
民 the radical ⺠ (U+2EA0), which has no decomposition. It names no glyph of a character beyond U+FFFF. Both are mended from
the text that was set.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator

import pikepdf
from PySide6.QtGui import QRawFont

from huibao.layout.blocks import TableBlock, TextBlock
from huibao.layout.fonts import Style
from huibao.layout.lines import Line, stretches_of
from huibao.layout.values import Pages

_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"(\d+ beginbf(?:range|char)\n)(.*?)(endbf)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> (\[[^\]]*\]|<[0-9A-Fa-f]+>)")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BATCH = 100  # entries a section of a CMap may have (Adobe Technical Note 5014)
# A face on the page: family, style name, weight.
Face = tuple[str, str, int]


def mend_text_layer(pdf: pikepdf.Pdf, pages: Pages) -> None:
    """Make each glyph's name the character that was set."""
    aliases = _Aliases(pages.fonts.used_styles())
    painted: dict[Face, dict[str, None]] | None = None
    for font in list(pdf.objects):
        if not isinstance(font, pikepdf.Dictionary) or "/ToUnicode" not in font:
            continue
        table = font["/ToUnicode"]
        assert isinstance(table, pikepdf.Stream)
        cmap = _SECTION.sub(lambda found: found[1] + aliases.renamed(found[2]) + found[3], table.read_bytes())
        names = _names(cmap)
        if nameless := sorted(set(range(1, _glyph_count(font))) - set(names)):
            painted = _painted(pages) if painted is None else painted
            cmap = _with_names(cmap, _match(nameless, set(names.values()), painted))
        table.write(cmap)


class _Aliases:
    """Which of the characters that were set a glyph's other names stand for."""

    def __init__(self, styles: tuple[Style, ...]) -> None:
        self._by_glyph = [face for style in styles for face in _set_glyphs(style)]
        self._set = {character for style in styles for character in style.glyphs}
        self._known: dict[bytes, bytes] = {}

    def renamed(self, mappings: bytes) -> bytes:
        """A section of a CMap with its targets renamed: of ``<from> <to> [<target> …]`` those in brackets, else the last."""
        lines = []
        for line in mappings.splitlines():
            at = line.find(b"[") if b"[" in line else line.rfind(b"<")
            lines.append(line[:at] + _HEX.sub(lambda found: b"<" + self._named(found[1]) + b">", line[at:]))
        return b"\n".join(lines) + b"\n"

    def _named(self, code: bytes) -> bytes:
        if code not in self._known:
            character = _decoded(code)
            self._known[code] = _encoded(self._find(character)) if character else code
        return self._known[code]

    def _find(self, character: str) -> str:
        if character in self._set and not _RADICAL.match(character):
            return character
        for raw, characters in self._by_glyph:
            indexes = raw.glyphIndexesForString(character)
            if indexes and indexes[0] and (found := characters.get(indexes[0])):
                return found
        # Letters of joining scripts are named by their shapes.
        return unicodedata.normalize("NFKC", character) if _PRESENTATION.match(character) else character


def _set_glyphs(style: Style) -> Iterator[tuple[QRawFont, dict[int, str]]]:
    """Each face of ``style`` with the characters set in it, by glyph; a radical only where nothing else has its glyph."""
    faces: dict[int, tuple[QRawFont, dict[int, str]]] = {}
    for character, glyph in style.glyphs.items():
        names = faces.setdefault(id(glyph.raw), (glyph.raw, {}))[1]
        if not (_RADICAL.match(character) and glyph.index in names):
            names[glyph.index] = character
    yield from faces.values()


def _decoded(code: bytes) -> str:
    try:
        return bytes.fromhex(code.decode("ascii")).decode("utf-16-be")
    except ValueError:
        return ""


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode("ascii")


def _names(cmap: bytes) -> dict[int, str]:
    """Glyph code → its name, for every code that has one."""
    names: dict[int, str] = {}
    for section in _SECTION.finditer(cmap):
        for first, last, targets in _RANGE.findall(section[2]):
            texts = [_decoded(code) for code in _HEX.findall(targets)]
            codes = range(int(first, 16), int(last, 16) + 1)
            if not targets.startswith(b"["):
                texts = [chr(ord(texts[0][-1:] or "\0") + step) for step in range(len(codes))]
            names.update((code, text) for code, text in zip(codes, texts, strict=False) if text.strip("\0"))
    return names


def _glyph_count(font: pikepdf.Dictionary) -> int:
    """How many glyphs the subset has: numGlyphs of its maxp table (OpenType 1.9); 0 when it holds no TrueType font."""
    program = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    if not isinstance(program, pikepdf.Stream):
        return 0
    data = program.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, at)
        if tag == b"maxp":
            return int(struct.unpack_from(">H", data, offset + 4)[0])
    return 0


def _painted(pages: Pages) -> dict[Face, dict[str, None]]:
    """The characters of each face in the order in which they are first painted."""
    faces: dict[Face, dict[str, None]] = {}
    names: dict[int, Face] = {}
    for line in _lines(pages):
        for stretch, start, end in stretches_of(line):
            for character in dict.fromkeys(line.strip.text[start:end]):
                glyph = stretch.style.glyphs.get(character)
                if glyph is not None and glyph.index:
                    raw = glyph.raw
                    name = names.get(id(raw)) or (raw.familyName(), raw.styleName(), raw.weight())
                    faces.setdefault(names.setdefault(id(raw), name), {})[character] = None
    return faces


def _lines(pages: Pages) -> Iterator[Line]:
    for page in pages.pages:
        for one in page.slices:
            if isinstance(one.block, TextBlock):
                yield from one.block.lines[one.start : one.end]
            elif isinstance(one.block, TableBlock):
                yield from (cell.line for piece in one.block.pieces[one.start : one.end] for cell in piece.lines)


def _match(codes: list[int], named: set[str], painted: dict[Face, dict[str, None]]) -> dict[int, str]:
    """Names for ``codes``, the nameless glyphs of a subset whose others are ``named``. Glyphs are numbered as they are
    painted, so nameless ones and a face's characters beyond U+FFFF go in pairs; the face is the one that has as many of
    them and differs least in the others. Where there is none, nothing is said."""
    faces = [set(characters) for characters in painted.values()]
    orders = [[one for one in characters if _ASTRAL.match(one)] for characters in painted.values()]
    fitting = [(len(named ^ (face - set(order))), order) for face, order in zip(faces, orders, strict=True)]
    alike = [pair for pair in fitting if len(pair[1]) == len(codes)]
    return dict(zip(codes, min(alike)[1], strict=True)) if alike else {}


def _with_names(cmap: bytes, names: dict[int, str]) -> bytes:
    entries = [b"<%04X> <%s>" % (code, _encoded(text)) for code, text in names.items()]
    sections = [entries[at : at + _BATCH] for at in range(0, len(entries), _BATCH)]
    added = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part)) for part in sections)
    return cmap.replace(b"endcmap", added + b"endcmap", 1)
