"""The values of a format profile: page, grid, fonts by role, breaking rules. Filled from TOML by ``formats``."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

# A line is at least this many times as high as its characters.
_LEAST_LEADING = 1.2
_LEAST_PITCH_PT = 4.0
_TWIPS = 20  # to the point: a Word file tells heights in whole ones
PICTURE_ROOM_PT = 6.0  # above and below a picture


@dataclass(frozen=True, slots=True)
class Face:
    """How a role's text looks: a chain of font families (first choice first), size in pt, bold."""

    families: tuple[str, ...]
    size_pt: float = 16.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Breaking:
    """Rules for breaking lines.

    ``han_latin_gap_em``: gap between Han and Latin, in em of the body size; ``hang``: a closing mark may hang into the
    margin; ``squeeze``: marks may be set half as wide to fit; ``keep_units``: a number is not parted from the Han unit
    after it (2023年), nor a span of numbers (3-5), as Word would; ``keep_pairs``: —— and …… are not cut in two.
    ``no_start``, ``no_end``: characters that begin and end no line ("": those of ECMA-376 Part 1, 17.3.1.16).

    The others tell LibreOffice's ways, to compare with it. ``spacing_within``: character spacing only between characters
    of one script and look; ``holds_latin``: marks that no line ends after when a Latin word follows;
    ``overflow_punct``: what a Word file says in ``w:overflowPunct`` (None: the same as ``hang``).
    """

    han_latin_gap_em: float = 0.25
    hang: bool = True
    squeeze: bool = False
    keep_units: bool = True
    keep_pairs: bool = True
    no_start: str = ""
    no_end: str = ""
    holds_latin: str = ""
    spacing_within: bool = False
    overflow_punct: bool | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """GB/T 9704-2012 by default. Lengths in mm, font sizes and pitch in pt.

    ``faces`` by role: title, body, heading1…heading4, run_in3, run_in4, attachment_label, page_number, latin.
    ``label_forms``: the printed form of levels 1–4, with ``{}`` for the numeral ("{}、", "（{}）", "{}.", "（{}）").
    ``most_lines`` and ``most_characters``: how far a page may be filled more than usual where a report must become
    shorter (0: not at all; GB/T 9704-2012, 5.2.3, allows it in particular cases).
    """

    id: str = "gbt9704"
    name: str = "GB/T 9704-2012"
    page_width_mm: float = 210.0
    page_height_mm: float = 297.0
    top_mm: float = 37.0
    left_mm: float = 28.0
    right_mm: float = 26.0
    bottom_mm: float = 35.0
    first_page_top_mm: float = 0.0
    lines: int = 22
    characters: int = 28
    most_lines: int = 0
    most_characters: int = 0
    pitch_pt: float = 28.95
    character_spacing_pt: float = -0.25
    faces: dict[str, Face] = field(default_factory=dict)
    latin_family: str = "Times New Roman"
    label_forms: tuple[str, str, str, str] = ("{}、", "（{}）", "{}.", "（{}）")
    page_number_format: str = "— {} —"
    page_number_place: str = "outside"
    page_number_below_mm: float = 7.0
    breaking: Breaking = Breaking()

    def face(self, role: str) -> Face:
        """The face for ``role``; body's where the profile names none."""
        return self.faces.get(role) or self.faces.get("body") or Face(("仿宋_GB2312", "仿宋", "FangSong"))

    @property
    def cell_pt(self) -> float:
        """Width of one character of the body in pt, character spacing included (GB/T 9704-2012, 5.2.3: 28 a line)."""
        return self.face("body").size_pt + self.character_spacing_pt

    def line_pt(self, role: str) -> float:
        """Height in pt of a line of ``role``: the grid's pitch, several times that where the face is too large for one
        (a title stays on the grid), and less in proportion for the smaller face of tables."""
        size, body, pitch = self.face(role).size_pt, self.face("body").size_pt, max(self.pitch_pt, _LEAST_PITCH_PT)
        if role == "table" and size < body:
            return round(pitch * size / body * _TWIPS) / _TWIPS
        return pitch * ceil(size * _LEAST_LEADING / pitch)

    @property
    def text_width_pt(self) -> float:
        """Width of the type area in pt, as a Word file tells it: every length in whole twips."""
        return (_twips(self.page_width_mm) - _twips(self.left_mm) - _twips(self.right_mm)) / _TWIPS

    @property
    def text_height_pt(self) -> float:
        """Height of the type area in pt, as a Word file tells it."""
        return (_twips(self.page_height_mm) - _twips(self.top_mm) - _twips(self.bottom_mm)) / _TWIPS

    @property
    def text_width_mm(self) -> float:
        """Width of the type area (GB/T 9704-2012, 5.2.1: 156 mm)."""
        return self.page_width_mm - self.left_mm - self.right_mm

    @property
    def text_height_mm(self) -> float:
        """Height of the type area (GB/T 9704-2012, 5.2.1: 225 mm)."""
        return self.page_height_mm - self.top_mm - self.bottom_mm


def _twips(length_mm: float) -> int:
    return round(length_mm * 72 * _TWIPS / 25.4)
