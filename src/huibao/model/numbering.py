"""Labels of headings and lists: 一、（一）1.（1） ⇄ numbers, in every common printed form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "[〇零一二三四五六七八九十百]+"
_GAP = "[ \u3000\t\u00a0]*"


@dataclass(frozen=True, slots=True)
class Form:
    """How a list prints its numbers: ``before`` numeral ``after`` ``gap``. ``numeral``: han, digit, circled.

    ``family`` is the usual level of the form (GB/T 9704-2012, 7.3.3): 1 一、 2 （一） 3 1. 4 （1）.
    """

    before: str
    numeral: str
    after: str
    gap: str = ""

    @property
    def family(self) -> int:
        """1–4."""
        bracketed = self.before.strip() in ("（", "(") or (self.numeral == "han" and self.after[:1] in ("）", ")"))
        if self.numeral == "han":
            return 2 if bracketed else 1
        return 4 if bracketed or self.numeral == "circled" else 3


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. ``text`` is it as printed, gap included."""

    text: str
    form: Form
    number: int


def han(number: int) -> str:
    """1–999 in Chinese numerals: 10 十, 12 十二, 20 二十, 105 一百零五. Above that, Arabic digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones else "")


def from_han(text: str) -> int:
    """The number that Chinese numerals up to 999 name; 0 when ``text`` is no such number."""
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character in "零〇":
            digit = 0
        elif character in _DIGITS:
            if digit:
                return 0
            digit = _DIGITS.index(character)
        else:
            return 0
    return total + digit


_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("han", rf"(?P<before>[（(]{_GAP})(?P<n>{_HAN})(?P<after>{_GAP}[）)][、．.，,：:]?)(?P<gap>{_GAP})"),
        ("han", rf"(?P<before>第)(?P<n>{_HAN})(?P<after>[、，,：:．.]|部分[、，：:]?|(?=[ \u3000\t]))(?P<gap>{_GAP})"),
        ("han", rf"(?P<before>)(?P<n>{_HAN})(?P<after>[、．.，,：:）)]|(?=[ \u3000\t]))(?P<gap>{_GAP})"),
        ("digit", rf"(?P<before>[（(]{_GAP})(?P<n>\d{{1,3}})(?P<after>{_GAP}[）)][、．.，,]?)(?P<gap>{_GAP})"),
        ("digit", rf"(?P<before>(?:[1-9]\d?[.．]){{1,3}})(?P<n>[1-9]\d?)(?P<after>[.．、]?)(?![\d.．%％万亿元倍个米])(?P<gap>{_GAP})"),
        ("digit", rf"(?P<before>)(?P<n>\d{{1,2}})(?P<after>(?:[.．](?!\d)|[、）)：:]|，(?=\D)))(?P<gap>{_GAP})"),
        ("circled", rf"(?P<before>)(?P<n>[{_CIRCLED}])(?P<after>[、.．]?)(?P<gap>{_GAP})"),
    )
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Label | None:
    """The label that ``text`` begins with, None when it begins with none. Only the form is judged, not the sense:
    「1.5万元」 has no label, 「2023年」 neither, but 「三、四月份」 would (the recogniser weighs that)."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        numeral = match["n"]
        number = from_han(numeral) if kind == "han" else _CIRCLED.index(numeral) + 1 if kind == "circled" else int(numeral)
        if number:
            return Label(match[0], Form(match["before"], kind, match["after"], match["gap"]), number)
    return None


def starts_with_number(text: str) -> bool:
    """Whether ``text`` begins with a numeral, Chinese or Arabic: after a label such as 三、 it may be that 三、四月份 is meant."""
    return text[:1].isdecimal() or (text[:1] != "" and text[:1] in _DIGITS + "〇十百")


def render(form: Form, number: int) -> str:
    """The label of ``number`` in ``form``, gap included. Circled numerals end at 20; beyond, （21）."""
    if form.numeral == "circled" and number > len(_CIRCLED):
        return f"（{number}）{form.gap}"
    numeral = {"han": han(number), "digit": str(number)}.get(form.numeral) or _CIRCLED[number - 1]
    return f"{form.before}{numeral}{form.after}{form.gap}"


def form_of(pattern: str) -> Form:
    """The Form of a profile's pattern such as "（{}）"; Han numerals for the forms of levels 1 and 2 (see ``standard_form``)."""
    before, _, after = pattern.partition("{}")
    return Form(before, "digit", after)


def standard_form(level: int, patterns: tuple[str, ...] = ("{}、", "（{}）", "{}.", "（{}）")) -> Form:
    """The form of a level 1–4 by GB/T 9704-2012, 7.3.3, or by a profile's ``label_forms``."""
    form = form_of(patterns[level - 1])
    return Form(form.before, "han" if level <= 2 else "digit", form.after)


def renumbered(labels: tuple[str, ...], fallback: Form) -> tuple[str, ...]:
    """New labels for a list whose numbered members now print ``labels`` ("" for one that has none yet), from 1 on, in the
    form of the first member that has a label that can be read, else in ``fallback``."""
    parsed = next((label for label in map(parse, labels) if label is not None), None)
    form = parsed.form if parsed else fallback
    return tuple(render(form, number) for number in range(1, len(labels) + 1))
