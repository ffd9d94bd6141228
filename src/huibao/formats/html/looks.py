"""How a saved page shows its text: what tags and ``style`` attributes say, as far as it is evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from huibao.formats.docx.read_numerals import written
from huibao.formats.docx.read_xml import Element
from huibao.model.report import Align

_SIZE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(px|pt|em|rem|cm|mm|in|pc|ex|%)?", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "rem": 12.0}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_NAMED_SIZES = {"xx-small": 7.5, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0,
                "xx-large": 24.0}  # fmt: skip
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var", "address"))
_UNDERLINED = frozenset(("u", "ins"))
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "start": "left", "end": "right"}
_NUMBERS = {
    "1": ("decimal", "{}."), "decimal": ("decimal", "{}."), "a": ("lowerLetter", "{}."), "A": ("upperLetter", "{}."),
    "i": ("lowerRoman", "{}."), "I": ("upperRoman", "{}."), "lower-alpha": ("lowerLetter", "{}."),
    "lower-latin": ("lowerLetter", "{}."), "upper-alpha": ("upperLetter", "{}."), "upper-latin": ("upperLetter", "{}."),
    "lower-roman": ("lowerRoman", "{}."), "upper-roman": ("upperRoman", "{}."),
    "cjk-ideographic": ("chineseCountingThousand", "{}、"), "simp-chinese-informal": ("chineseCountingThousand", "{}、"),
    "trad-chinese-informal": ("chineseCountingThousand", "{}、"), "cjk-decimal": ("ideographDigital", "{}、"),
    "decimal-leading-zero": ("decimalZero", "{}."),
}  # fmt: skip
_BULLETS = frozenset(("disc", "circle", "square"))


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for text here; ``size`` in points (0: unknown), ``indent`` of a first line in characters, ``outline`` the
    level of the heading that it is part of."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = 0.0
    font: str = ""
    align: Align = ""
    indent: float = 0.0
    outline: int = 0
    kept: bool = False
    """Line ends and blanks count (``pre``)."""


def declared(element: Element) -> dict[str, str]:
    """The declarations of its ``style`` attribute, names in lower case."""
    found = {}
    for declaration in element.get("style", "").split(";")[:100]:
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found


def look_of(element: Element, tag: str, style: dict[str, str], base: Look) -> Look:
    """The look within an element."""
    look = base
    if tag in _BOLD or tag in _ITALIC or tag in _UNDERLINED:
        look = replace(
            look,
            bold=look.bold or tag in _BOLD,
            italic=look.italic or tag in _ITALIC,
            underline=look.underline or tag in _UNDERLINED,
        )
    if tag == "font":
        size = _FONT_SIZES.get(element.get("size", "").strip(), look.size)
        look = replace(look, size=size, font=element.get("face", look.font).split(",")[0].strip())
    if tag in _HEADINGS:
        look = replace(look, outline=_HEADINGS[tag])
    if tag == "pre":
        look = replace(look, kept=True)
    if tag == "center":
        look = replace(look, align="center")
    aligned = _ALIGNS.get(element.get("align", "").lower())
    if aligned and tag not in ("img", "table"):
        look = replace(look, align=aligned)
    return _styled(look, style) if style else look


def _styled(look: Look, style: dict[str, str]) -> Look:
    weight = style.get("font-weight", "").lower()
    if weight:
        look = replace(look, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:5]) >= 600))
    if "font-style" in style:
        look = replace(look, italic=style["font-style"].lower() in ("italic", "oblique"))
    if "underline" in style.get("text-decoration", ""):
        look = replace(look, underline=True)
    if "font-size" in style:
        size = _NAMED_SIZES.get(style["font-size"].lower(), 0.0) or points(style["font-size"], look.size or 12.0)
        look = replace(look, size=round(min(200.0, max(0.0, size)), 2) or look.size)
    if "font-family" in style:
        look = replace(look, font=style["font-family"].split(",")[0].strip(" \"'"))
    if "text-align" in style:
        look = replace(look, align=_ALIGNS.get(style["text-align"].lower(), ""))
    if "text-indent" in style:
        size = look.size or 12.0
        look = replace(look, indent=round(min(100.0, max(-100.0, points(style["text-indent"], size) / size)), 2))
    if style.get("white-space", "").lower() in ("pre", "pre-wrap", "pre-line"):
        look = replace(look, kept=True)
    return look


def points(text: str, size: float) -> float:
    """A length in points; ``size`` is that of the font, 0 for what can't be told (percents)."""
    found = _SIZE.match(text.strip())
    if found is None or found[2] == "%":
        return 0.0
    unit = (found[2] or "px").lower()
    return float(found[1][:12]) * (size if unit == "em" else size / 2 if unit == "ex" else _POINTS[unit])


def list_label(element: Element, tag: str, style: dict[str, str], number: int) -> str:
    """The number or bullet of an item in the list ``element``, as a browser shows it."""
    kinds = (style.get("list-style-type", "") or style.get("list-style", "")).lower().split()
    if "none" in kinds:
        return ""
    kind = next((kind for kind in kinds if kind in _NUMBERS or kind in _BULLETS), element.get("type", "").strip())
    if kind not in _NUMBERS:
        if tag == "ul" or kind in _BULLETS:
            return "•"
        kind = "1"
    name, pattern = _NUMBERS[kind]
    return pattern.format(written(number, name))
