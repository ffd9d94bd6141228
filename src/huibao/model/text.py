"""Text at the door of the model, and counting as Word counts Chinese."""

import re
import unicodedata
from functools import cache

LINE_BREAK = "\u2028"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|\r|\n|\u2029|\x85")
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = "⺀-鿿豈-﫿︰-﹏　-〿＀-￯‘’“”…—·\U00020000-\U0003ffff"


def clean(text: str) -> str:
    """``text`` with the characters that XML and JSON can't hold replaced by U+FFFD; all else unchanged.

    Source: XML 1.0, 2.2 Char; lone surrogates. Line ends stay (see ``lines``); U+000B and U+000C become U+2028.
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\x0b", LINE_BREAK).replace("\x0c", LINE_BREAK))


def lines(text: str) -> list[str]:
    """``text`` parted at line ends of every kind; U+2028 stays, as a manual line break within a paragraph."""
    return _LINE_ENDS.split(text)


def single_line(text: str) -> str:
    """``clean`` text with every line end and tab turned into one blank: for one-line fields."""
    return _LINE_ENDS.sub(" ", clean(text)).replace(LINE_BREAK, " ").replace("\t", " ")


def count_characters(text: str) -> int:
    """字数 as Word counts it: each Han character and full-width mark one, a Latin word or number one."""
    wide, word = _counted()
    return len(wide.findall(text)) + len(word.findall(text))


@cache
def _counted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What counts one each: wide characters, and stretches of others. Compiled when first asked for: that takes 6 ms."""
    return re.compile(f"[{_WIDE}]"), re.compile(rf"[^\s{_WIDE}]+")


def is_wide(character: str) -> bool:
    """Whether ``character`` takes a whole cell in a Han font; “ ” ‘ ’ — … and the like count as wide (FORMAT)."""
    return unicodedata.east_asian_width(character) in "WFA"


def width(text: str) -> float:
    """Width of ``text`` in characters (cells of one Han character); half-width ones count one half."""
    return sum(1.0 if is_wide(character) else 0.5 for character in text)


def set_width(text: str) -> float:
    """Width of ``text`` in characters as it is set: letters of Times, and a quarter between Han and Latin, as Word puts it
    there (ECMA-376 Part 1, 17.3.1.2 and 17.3.1.3). For places that depend on it, without asking a font."""
    gaps = len(_gaps().findall(text))
    return _GAP_WIDTH * gaps + sum(1.0 if is_wide(one) else _LATIN_WIDTHS.get(one, _latin_width(one)) for one in text)


_GAP_WIDTH = 0.25
_LATIN_WIDTHS = {" ": 0.25, ".": 0.25, ",": 0.25, ":": 0.28, ";": 0.28, "-": 0.33, "(": 0.33, ")": 0.33, "/": 0.28}


def _latin_width(character: str) -> float:
    return 0.5 if character.isdigit() else 0.7 if character.isupper() else 0.45


@cache
def _gaps() -> re.Pattern[str]:
    latin = "A-Za-z0-9"
    return re.compile(f"(?<=[{_HAN}])(?=[{latin}])|(?<=[{latin}])(?=[{_HAN}])")
