"""Fonts by role: which family stands in for which, how wide a character is, which glyph shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont, QTextLayout

from huibao.layout.app import application
from huibao.model.kinsoku import INVISIBLE, is_cell, is_narrow
from huibao.model.profile import Profile

_FOUNDRY = re.compile(r" \[[^\]]*\]$")
_MEASURE_PX = 1000.0
_TAB_CELLS = 2.0
# The last resort, from the likest on: families that write simplified Chinese, and Latin ones.
_HAN_LAST = ("仿宋|[Ff]ang[Ss]ong", r"宋|[Ss]ong|Serif CJK SC|Source Han Serif", "楷|Kai", "SC|CN|GB", ".")
_LATIN_LAST = ("^Liberation Serif", "^Nimbus Roman", "Times|Tinos|Termes", "Serif", ".")
# Scripts that need shaping: their letters join, reorder or stack. They are drawn by Qt as a whole.
COMPLEX = re.compile(
    "[\u0300-\u036f\u0590-\u08ff\u0900-\u109f\u1780-\u18af\u1a00-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff"
    "\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufeff\U0001f000-\U0001faff\ufe0f]+"
)


@dataclass(frozen=True, slots=True)
class StandIn:
    """``wanted``, the first choice of ``role``, is not installed; ``used`` stands in for it."""

    role: str
    wanted: str
    used: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in the face that can show it; ``index`` 0 when no installed font has it."""

    raw: QRawFont
    index: int
    advance: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What characters that are drawn in one go have in common. ``raw``: their face, None where there is no ink;
    ``step``: the width in pt that each of them has, None where they differ; ``narrow``: as ``is_narrow``; ``shaped``: Qt
    draws them as a whole."""

    raw: QRawFont | None
    step: float | None
    narrow: bool
    shaped: bool = False


class Style:
    """A role's face at its size. ``advances`` gives a character's width in pt, the profile's spacing included; both
    tables fill themselves as characters are seen."""

    def __init__(self, han: QFont, latin: QFont, size_pt: float, spacing_pt: float) -> None:
        self.size_pt = size_pt
        self.spacing_pt = spacing_pt
        self.font = han
        self.glyphs = _Glyphs(han, latin, size_pt)
        self.advances = _Advances(self, spacing_pt)
        self.kinds = _Kinds(self)
        self.indexes = _Indexes(self)

    def let_go(self) -> None:
        """Keep no raw font, and nothing that was told by one."""
        self.glyphs.let_go()
        self.kinds.clear()
        self.kinds.known.clear()
        self.indexes.clear()

    def shaped_width(self, text: str) -> float:
        """Width in pt of ``text`` whose letters join or stack, as Qt draws it."""
        return QFontMetricsF(self.font).horizontalAdvance(text)


class _Glyphs(dict[str, Glyph]):
    """Character → glyph. Han, full-width and ambiguous marks (“ ” — …) come from the Han face (FORMAT: east Asian
    fonts), the rest from the Latin one; what the first lacks, the other gives, then whatever Qt finds."""

    def __init__(self, han: QFont, latin: QFont, size_pt: float) -> None:
        self._fonts = (han, latin)
        self._size = size_pt
        self._raws: tuple[QRawFont, QRawFont] | None = None
        self.lacking: set[str] = set()  # characters that no installed font has

    def let_go(self) -> None:
        """Keep no raw font: whatever thread asks next makes its own."""
        self.clear()
        self._raws = None

    def __missing__(self, character: str) -> Glyph:
        wide = is_cell(character)
        self._raws = self._raws or self._made()
        for raw in self._raws if wide else reversed(self._raws):
            if raw.isValid() and (indexes := raw.glyphIndexesForString(character)) and indexes[0]:
                return self._keep(character, raw, indexes[0])
        layout = QTextLayout(character, self._fonts[0 if wide else 1])
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        for run in layout.glyphRuns():
            if run.glyphIndexes():
                return self._keep(character, run.rawFont(), run.glyphIndexes()[0])
        return self._keep(character, self._raws[0], 0)

    def _made(self) -> tuple[QRawFont, QRawFont]:
        """The Han face and the Latin one."""
        han = QRawFont.fromFont(self._fonts[0], QFontDatabase.WritingSystem.SimplifiedChinese)
        latin = QRawFont.fromFont(self._fonts[1], QFontDatabase.WritingSystem.Latin)
        for raw in (han, latin):
            raw.setPixelSize(self._size)
        return han, latin

    def _keep(self, character: str, raw: QRawFont, index: int) -> Glyph:
        if not index:
            self.lacking.add(character)
        raw.setPixelSize(self._size)
        big = QRawFont(raw)
        big.setPixelSize(_MEASURE_PX)
        advances = big.advancesForGlyphIndexes([index])
        em = advances[0].x() / _MEASURE_PX if advances else 1.0
        glyph = self[character] = Glyph(raw, index, em * self._size)
        return glyph


class _Advances(dict[str, float]):
    """Character → width in pt, spacing included."""

    def __init__(self, style: Style, spacing_pt: float) -> None:
        self._style = style
        self._spacing = spacing_pt
        self.shaped = False  # whether a character was among them that needs shaping

    def __missing__(self, character: str) -> float:
        if character in INVISIBLE:
            advance = 0.0
        elif character == "\t":
            advance = _TAB_CELLS * (self._style.size_pt + self._spacing)
        else:
            advance = max(0.0, self._style.glyphs[character].advance + self._spacing)
        self.shaped = self.shaped or COMPLEX.match(character) is not None
        self[character] = advance
        return advance


class _Kinds(dict[str, str]):
    """Character → a character that stands for its kind: its code is the place of the kind in ``known``."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self.known: list[Kind] = []

    def __missing__(self, character: str) -> str:
        kind = self._make(character)
        # Faces are compared by what they are: Qt gives another object each time it is asked for one.
        if kind not in self.known:
            self.known.append(kind)
        code = self[character] = chr(self.known.index(kind))
        return code

    def _make(self, character: str) -> Kind:
        if COMPLEX.match(character):
            return Kind(None, None, narrow=False, shaped=True)
        narrow = is_narrow(character)
        if character == "\t" or character in INVISIBLE:
            return Kind(None, None, narrow)
        step = None if narrow else self._style.advances[character]
        return Kind(self._style.glyphs[character].raw, step, narrow)


class _Indexes(dict[str, int]):
    """Character → the index of its glyph."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def __missing__(self, character: str) -> int:
        index = self[character] = self._style.glyphs[character].index
        return index


class Fonts:
    """The faces of ``profile`` on this computer. ``stand_ins`` grows as roles are asked for the first time.

    Makes an offscreen application when none is running. A role's spacing is the profile's where the face has the
    body's size; larger and smaller faces are set without.
    """

    def __init__(self, profile: Profile) -> None:
        application()
        self.profile = profile
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._stand_ins: dict[str, StandIn] = {}

    def style(self, role: str, bold: bool = False, italic: bool = False) -> Style:
        """The face for ``role``, bolder or slanted where a run asks for it."""
        key = (role, bold, italic)
        if key not in self._styles:
            self._styles[key] = self._make(role, bold, italic)
        return self._styles[key]

    @property
    def stand_ins(self) -> tuple[StandIn, ...]:
        """First choices that are not installed, a family once, for the roles used so far."""
        return tuple(self._stand_ins.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """``stand_ins`` as short Chinese texts: 仿宋_GB2312（以楷体代替）."""
        return tuple(f"{one.wanted}（以 {one.used} 代替）" for one in self.stand_ins)

    @property
    def unshown(self) -> tuple[str, ...]:
        """Characters that no installed font has; a box stands for each."""
        styles = self._styles.values()
        return tuple(sorted({char for style in styles for char in style.glyphs.lacking}))

    def let_go(self) -> None:
        """To be called by a thread that has composed pages which another is to paint: a raw font belongs to the thread that
        made it. Widths stay, and the other thread makes raw fonts of its own."""
        for style in self._styles.values():
            style.let_go()

    def used_styles(self) -> tuple[Style, ...]:
        """Every style that was asked for so far."""
        return tuple(self._styles.values())

    def _make(self, role: str, bold: bool, italic: bool) -> Style:
        face = self.profile.face(role)
        size, heavy = face.size_pt, face.bold or bold
        han = _font(self._resolve(role, face.families), size, heavy, italic)
        if role == "page_number":
            latin = han  # half-width digits of the Han face itself (GB/T 9704-2012, 7.5)
        else:
            families = (self.profile.faces["latin"].families if "latin" in self.profile.faces else ()) or (
                self.profile.latin_family,
            )
            latin = _font(self._resolve("latin", families), size, heavy, italic)
        spacing = self.profile.character_spacing_pt if size == self.profile.face("body").size_pt else 0.0
        return Style(han, latin, size, spacing)

    def _resolve(self, role: str, families: tuple[str, ...]) -> str:
        """The first installed family of the chain, or what Qt gives for its first."""
        used = next((family for family in families if QFontDatabase.hasFamily(family)), "")
        if not used:
            used = _substitute(role)
        if families and used != families[0] and families[0] not in self._stand_ins:
            self._stand_ins[families[0]] = StandIn(role, families[0], _FOUNDRY.sub("", used))
        return used


def _substitute(role: str) -> str:
    """What text is set in when no family of its chain is installed: the likest face that can write Chinese."""
    if role == "latin":
        return _likest(_LATIN_LAST, QFontDatabase.families(QFontDatabase.WritingSystem.Latin))
    return _likest(_HAN_LAST, QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _likest(patterns: tuple[str, ...], installed: list[str]) -> str:
    for pattern in patterns:
        for family in installed:
            if re.search(pattern, family):
                return family
    return QFontInfo(QFont("serif")).family()


def _font(family: str, size_pt: float, bold: bool, italic: bool) -> QFont:
    """A font in units of the page: a pixel is a point, outlines are not hinted."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size_pt)))
    font.setBold(bold)
    font.setItalic(italic)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
