"""Characters of the symbol fonts that offices use, as the Unicode characters a reader sees."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xB2: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✘", 0xFC: "✔",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "◉", 0xA2: "■", 0xA3: "□",
    0xAE: "◆",
}  # fmt: skip
_SYMBOL = {
    0x2A: "∗", 0x2D: "−", 0xA3: "≤", 0xA8: "♦", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def shown(character: str, font: str) -> str:
    """``character``, a code of ``font`` or its copy in the private use area (U+F000 on), as it looks; itself when the
    font or the code is not known."""
    code = ord(character)
    table = _FONTS.get(font.strip().lower())
    if table is None:
        # The private use area belongs to symbol fonts; most of what stands there is Wingdings.
        table = _WINGDINGS if 0xF020 <= code <= 0xF0FF else {}
    known = table.get(code - 0xF000 if code >= 0xF000 else code)
    if known is None and not font and code >= 0xF000:
        known = _SYMBOL.get(code - 0xF000)
    return known or character


def symbol(code: str, font: str) -> str:
    """The character of a ``w:sym`` (17.3.3.30): ``code`` hexadecimal; "" when it is no character."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= number <= 0xFFFD or 0xD800 <= number <= 0xDFFF:
        return ""
    return shown(chr(number), font)
