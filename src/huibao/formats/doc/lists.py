"""The lists of an old Word file ([MS-DOC] 2.9.131 LSTF, 2.9.150 LVL, 2.9.132 LFO) as a numbering part."""

from __future__ import annotations

import struct

from lxml import etree

from huibao.formats.doc import sprms
from huibao.formats.doc.binary import FAULTS, LIST_OVERRIDES, LISTS, Word97
from huibao.formats.doc.looks import paragraph_properties
from huibao.formats.docx.read_xml import VAL, Element, W

_NO_STYLE = 0xFFF
_LEVELS = 9
_MOST_LISTS = 4_000
# MSONFC, in order ([MS-OSHARED] 2.2.1.3), by the names of ST_NumberFormat.
_FORMATS = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet "
    "ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle "
    "ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional "
    "taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand "
    "koreanDigital koreanCounting koreanLegal koreanDigital2"
).split()
_BULLET, _IN_DASHES, _NOTHING = 23, 57, 255


class _Reader:
    """Reads one record after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def bytes(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise ValueError("cut off")
        self.at += size
        return found


def read_lists(word: Word97, fonts: list[str]) -> tuple[Element, bool]:
    """The numbering part, and whether it is whole: lists from a damaged one on are missing."""
    root = etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]})
    known: dict[int, int] = {}
    whole = True
    for read in (_read_lists, _read_overrides):
        try:
            read(word, fonts, root, known)
        except FAULTS:
            whole = False
    return root, whole


def _read_lists(word: Word97, fonts: list[str], root: Element, known: dict[int, int]) -> None:
    start, end = word.place(LISTS)
    if end <= start:
        return
    reader = _Reader(word.table, start)
    (count,) = reader.take("<H")
    heads = [reader.take("<ii9HBB") for _ in range(min(count, _MOST_LISTS))]
    reader.at = end  # the levels follow on the part, though its size doesn't count them
    for number, head in enumerate(heads):
        abstract = etree.SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": str(number)})
        known[head[0]] = number
        for level in range(1 if head[11] & 1 else _LEVELS):
            abstract.append(_level(reader, level, fonts, head[2 + level]))


def _read_overrides(word: Word97, fonts: list[str], root: Element, known: dict[int, int]) -> None:
    start, end = word.place(LIST_OVERRIDES)
    if end <= start:
        return
    reader = _Reader(word.table, start)
    (count,) = reader.take("<I")
    heads = [reader.take("<iIIBBBB") for _ in range(min(count, _MOST_LISTS))]
    numbers = []
    for number, head in enumerate(heads, 1):
        element = etree.SubElement(root, f"{W}num", {f"{W}numId": str(number)})
        etree.SubElement(element, f"{W}abstractNumId", {VAL: str(known.get(head[0], -1))})
        numbers.append((element, head[3]))
    for element, changed in numbers:
        reader.take("<I")
        for _ in range(changed):
            first, flags = reader.take("<iI")
            override = etree.SubElement(element, f"{W}lvlOverride", {f"{W}ilvl": str(flags & 0xF)})
            if flags & 0x10 and not flags & 0x20:
                etree.SubElement(override, f"{W}startOverride", {VAL: str(first)})
            if flags & 0x20:
                level = _level(reader, flags & 0xF, fonts, _NO_STYLE)
                override.append(level)
                if flags & 0x10:
                    etree.SubElement(override, f"{W}startOverride", {VAL: _start(level)})


def _start(level: Element) -> str:
    start = level.find(f"{W}start")
    return "1" if start is None else start.get(VAL, "1")


def _level(reader: _Reader, number: int, fonts: list[str], style: int) -> Element:
    first, form, flags = reader.take("<iBB")
    reader.bytes(9)
    reader.take("<Bii")
    run_size, paragraph_size, restart, _ = reader.take("<BBBB")
    paragraph, run = reader.bytes(paragraph_size), reader.bytes(run_size)
    (length,) = reader.take("<H")
    text = reader.bytes(2 * length).decode("utf-16-le", "replace")
    element = etree.Element(f"{W}lvl", {f"{W}ilvl": str(number)})
    etree.SubElement(element, f"{W}start", {VAL: str(first)})
    etree.SubElement(element, f"{W}numFmt", {VAL: _format(form)})
    etree.SubElement(element, f"{W}lvlText", {VAL: _pattern(text, is_bullet=form == _BULLET)})
    if flags & 0x04:
        etree.SubElement(element, f"{W}isLgl")
    if flags & 0x08:
        etree.SubElement(element, f"{W}lvlRestart", {VAL: str(restart)})
    if style != _NO_STYLE:
        etree.SubElement(element, f"{W}pStyle", {VAL: str(style)})
    element.append(paragraph_properties(paragraph))
    font = next((sprms.number(value) for name, value in sprms.changes(run) if name == sprms.LATIN_FONT), len(fonts))
    if font < len(fonts):
        within = etree.SubElement(element, f"{W}rPr")
        etree.SubElement(within, f"{W}rFonts", {f"{W}ascii": fonts[font]})
    return element


def _format(form: int) -> str:
    if form == _IN_DASHES:
        return "numberInDash"
    return "none" if form == _NOTHING else _FORMATS[form] if form < len(_FORMATS) else "decimal"


def _pattern(text: str, *, is_bullet: bool) -> str:
    """The pattern of a number: characters 0–8 stand for the number of a level. A bullet has none."""
    kept = (f"%{ord(mark) + 1}" if mark < "\x09" and not is_bullet else mark for mark in text)
    return "".join(mark for mark in kept if mark >= " " and not "\ud800" <= mark <= "\udfff" and mark < "\ufffe")
