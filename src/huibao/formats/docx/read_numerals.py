"""Numbers written in the formats of Word's lists (ST_NumberFormat, ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from huibao.model.numbering import han

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_FORMAL_OLD = str.maketrans("一二三四五六七八九十百", "壹貳參肆伍陸柒捌玖拾佰")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(number: int, style: str) -> str:
    """``number`` in the format ``style``; Arabic digits where the format is unknown or has no sign for it."""
    if style == "none":
        return ""
    writer = _WRITERS.get(style)
    return (writer(number) if writer and number > 0 else "") or str(number)


def _letters(number: int) -> str:
    """a … z, then aa … zz, aaa … (17.18.59, lowerLetter)."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if times < 30 else ""


def _roman(number: int) -> str:
    if number > 3999:
        return ""
    out = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        out += sign * times
    return out


def _from(first: str, last: int, also: str = "") -> Callable[[int], str]:
    """A row of signs that stand side by side in Unicode, for 1–``last``; those after it in ``also``."""

    def write(number: int) -> str:
        if number <= last:
            return chr(ord(first) + number - 1)
        return also[number - last - 1] if number - last <= len(also) else ""

    return write


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _digits(signs: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", signs)
    return lambda number: str(number).translate(table)


def _counted(number: int) -> str:
    """chineseCounting: 一 … 十 十一 … 九十九, from a hundred on digit by digit (一〇〇)."""
    return han(number) if number < 100 else str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _han(number: int) -> str:
    """Up to 9,999, with 千: beyond, digits."""
    if number < 1000:
        return han(number)
    thousands, rest = divmod(number, 1000)
    if thousands > 9:
        return ""
    tail = ("零" if rest < 100 else "") + (("一" if 10 <= rest < 20 else "") + han(rest)) if rest else ""
    return f"{han(thousands)}千{tail}"


def _cycle_of_sixty(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_CIRCLED = _from("①", 20, "㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿")

_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseCountingThousand": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseLegalSimplified": lambda number: _han(number).translate(_FORMAL).replace("千", "仟"),
    "ideographLegalTraditional": lambda number: _han(number).translate(_FORMAL_OLD).replace("千", "仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _cycle_of_sixty,
}
