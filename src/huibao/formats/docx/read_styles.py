"""What the styles of a received file give to paragraphs and runs, inheritance resolved (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from huibao.formats.docx.read_xml import VAL, A, Element, W, on, points, val, whole
from huibao.model.report import Align

DEFAULT_SIZE = 10.0
"""Points, where a file names no size at all."""

_DEEPEST = 50
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_PLAIN_LINKS = frozenset(("hyperlink", "followedhyperlink", "超链接", "访问过的超链接", "超级链接"))
_ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right"
}  # fmt: skip
_B, _I, _U, _SZ, _FONTS, _VANISH = (f"{W}{name}" for name in ("b", "i", "u", "sz", "rFonts", "vanish"))
_EAST, _EAST_THEME = f"{W}eastAsia", f"{W}eastAsiaTheme"


@dataclass(frozen=True, slots=True)
class Look:
    """Run properties that are set; None: not set here. ``size`` in points, ``font`` the East Asian one."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    size: float | None = None
    font: str | None = None
    hidden: bool | None = None

    def over(self, base: Look) -> Look:
        """These properties laid over those of ``base``."""
        return Look(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.underline if self.underline is None else self.underline,
            base.size if self.size is None else self.size,
            base.font if self.font is None else self.font,
            base.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Indent:
    """``w:ind`` (17.3.1.12) attribute by attribute; None: not set here. Points, and characters for the ``_chars``;
    a hanging indent is a negative first line."""

    left: float | None = None
    left_chars: float | None = None
    first: float | None = None
    first_chars: float | None = None

    def over(self, base: Indent) -> Indent:
        """These attributes laid over those of ``base``."""
        return Indent(
            base.left if self.left is None else self.left,
            base.left_chars if self.left_chars is None else self.left_chars,
            base.first if self.first is None else self.first,
            base.first_chars if self.first_chars is None else self.first_chars,
        )

    def characters(self, size: float) -> float:
        """Where the first line begins, in characters of ``size`` points. A count of characters that is not 0 wins over
        the points beside it, as Word and WPS have it."""
        left = self.left_chars or (self.left or 0.0) / size
        first = self.first_chars or (self.first or 0.0) / size
        return left + first


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all it inherits. ``outline`` 0–9; ``num_id`` "" when it has no number, ``num_level`` −1 when
    it names no level; ``ids`` the style and its ancestors."""

    name: str = ""
    outline: int = 0
    align: Align = ""
    indent: Indent = Indent()
    look: Look = PLAIN
    num_id: str = ""
    num_level: int = -1
    page_break: bool = False
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Styles:
    """The styles part, read on demand. ``root`` and ``theme`` may be missing."""

    root: Element | None
    theme: Element | None = None
    default: str = ""
    _elements: dict[str, Element] = field(default_factory=dict)
    _paragraphs: dict[str, ParagraphStyle] = field(default_factory=dict)
    _characters: dict[str, Look] = field(default_factory=dict)
    _fonts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fonts = _theme_fonts(self.theme)
        if self.root is None:
            return
        for element in self.root.iterfind(f"{W}style"):
            style_id = element.get(f"{W}styleId", "")
            self._elements.setdefault(style_id, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default", "0") in ("1", "true", "on"):
                self.default = self.default or style_id

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """The style with this id; the default one for "" or an id that isn't there."""
        known = self._paragraphs.get(style_id)
        if known is None:
            known = self._resolved(style_id if style_id in self._elements else self.default)
            self._paragraphs[style_id] = known
        return known

    def character(self, style_id: str) -> Look:
        """What a character style sets; a link's underline isn't counted as one that was meant."""
        found = self._characters.get(style_id)
        if found is None:
            found = PLAIN
            for element in reversed(self._chain(style_id)):
                found = self.look(element.find(f"{W}rPr")).over(found)
            if val(self._elements.get(style_id), "name").lower().replace(" ", "") in _PLAIN_LINKS:
                found = replace(found, underline=None)
            self._characters[style_id] = found
        return found

    def numbering(self, style_id: str) -> str:
        """The numId that a numbering style points to, "" when none."""
        element = self._elements.get(style_id)
        properties = None if element is None else element.find(f"{W}pPr/{W}numPr")
        return val(properties, "numId")

    def look(self, properties: Element | None) -> Look:
        """What a ``w:rPr`` sets by itself."""
        if properties is None or not len(properties):
            return PLAIN
        bold = italic = underline = hidden = size = font = None
        for child in properties:
            tag = child.tag
            if tag == _FONTS:
                theme = child.get(_EAST_THEME)
                font = (self._fonts.get(theme) if theme else None) or child.get(_EAST) or font
            elif tag == _SZ:
                size = points(child.get(VAL), 0.5)
            elif tag == _B:
                bold = on(child)
            elif tag == _I:
                italic = on(child)
            elif tag == _U:
                underline = on(child)
            elif tag == _VANISH:
                hidden = on(child)
        return Look(bold, italic, underline, size, font, hidden)

    def _chain(self, style_id: str) -> list[Element]:
        """The style's element and those it is based on, nearest first; a circle ends where it closes."""
        chain: list[Element] = []
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(chain) < _DEEPEST:
            seen.add(style_id)
            chain.append(self._elements[style_id])
            style_id = val(chain[-1], "basedOn")
        return chain

    def _resolved(self, style_id: str) -> ParagraphStyle:
        """The style laid over those it is based on, each resolved once; a circle ends where it closes."""
        waiting: dict[str, Element] = {}
        while style_id in self._elements and style_id not in waiting and style_id not in self._paragraphs:
            waiting[style_id] = self._elements[style_id]
            style_id = val(waiting[style_id], "basedOn")
        known = self._paragraphs.get(style_id) if style_id in self._elements else None
        style = _defaults(self) if known is None or style_id in waiting else known
        for name, element in reversed(waiting.items()):
            style = self._paragraphs[name] = self._inherited(name, element, style)
        return style

    def _inherited(self, style_id: str, element: Element, base: ParagraphStyle) -> ParagraphStyle:
        name = val(element, "name")
        style = replace(
            base,
            name=name,
            ids=(style_id, *base.ids[: _DEEPEST - 1]),
            look=self.look(element.find(f"{W}rPr")).over(base.look),
            outline=_outline(element, name, base.outline),
        )
        properties = element.find(f"{W}pPr")
        if properties is None:
            return style
        align = align_of(properties.find(f"{W}jc"))
        page_break = properties.find(f"{W}pageBreakBefore")
        number = properties.find(f"{W}numPr")
        return replace(
            style,
            align=base.align if align is None else align,
            indent=indent_of(properties.find(f"{W}ind")).over(base.indent),
            page_break=base.page_break if page_break is None else on(page_break),
            num_id=val(number, "numId", base.num_id),
            num_level=whole(val(number, "ilvl"), base.num_level),
        )


def indent_of(element: Element | None) -> Indent:
    """What a ``w:ind`` sets."""
    if element is None:
        return Indent()
    get = element.get
    first, first_chars = points(get(f"{W}firstLine"), 0.05), points(get(f"{W}firstLineChars"), 0.01)
    hanging, hanging_chars = points(get(f"{W}hanging"), 0.05), points(get(f"{W}hangingChars"), 0.01)
    return Indent(
        points(get(f"{W}left", get(f"{W}start")), 0.05),
        points(get(f"{W}leftChars", get(f"{W}startChars")), 0.01),
        first if hanging is None else -hanging,
        first_chars if hanging_chars is None else -hanging_chars,
    )


def align_of(element: Element | None) -> Align | None:
    """What a ``w:jc`` sets: None when there is none, "" for justified text."""
    return None if element is None else _ALIGN.get(element.get(VAL, ""), "")


def _defaults(styles: Styles) -> ParagraphStyle:
    """ECMA-376 Part 1, 17.7.5: what holds before any style."""
    element = None if styles.root is None else styles.root.find(f"{W}docDefaults")
    if element is None:
        return ParagraphStyle(look=Look(size=DEFAULT_SIZE))
    look = styles.look(element.find(f"{W}rPrDefault/{W}rPr")).over(Look(size=DEFAULT_SIZE))
    properties = element.find(f"{W}pPrDefault/{W}pPr")
    if properties is None:
        return ParagraphStyle(look=look)
    align = align_of(properties.find(f"{W}jc")) or ""
    return ParagraphStyle(look=look, align=align, indent=indent_of(properties.find(f"{W}ind")))


def _outline(element: Element, name: str, inherited: int) -> int:
    """1–9 from the style's own outline level, else from its name, else as inherited; 0: body text."""
    level = element.find(f"{W}pPr/{W}outlineLvl")
    if level is not None:
        return outline_of(level)
    named = _HEADING_NAME.fullmatch(name.strip())
    return int(named[1]) if named else inherited


def outline_of(element: Element) -> int:
    """A ``w:outlineLvl`` as 1–9; 0 for the value 9, which means body text (17.3.1.20)."""
    level = whole(element.get(VAL), 9)
    return level + 1 if 0 <= level < 9 else 0


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts behind ``majorEastAsia`` and ``minorEastAsia`` for simplified Chinese (20.1.4.1.16)."""
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    for which in ("major", "minor"):
        scheme = theme.find(f".//{A}{which}Font")
        if scheme is None:
            continue
        east = scheme.find(f"{A}ea")
        name = "" if east is None else east.get("typeface", "")
        script = next((f.get("typeface", "") for f in scheme.iterfind(f"{A}font") if f.get("script") == "Hans"), "")
        if name or script:
            fonts[f"{which}EastAsia"] = name or script
    return fonts
