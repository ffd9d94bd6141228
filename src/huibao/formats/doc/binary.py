"""The streams of an old Word file and its text in order ([MS-DOC] 2.2, 2.4.1, 2.5, 2.9.38)."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

import olefile

from huibao.errors import InputError
from huibao.formats.docx.read_xml import BROKEN

OLD = "这是 Word 6.0 或 95 的文件，太旧了，读不了；请用 Word 或 WPS 打开后另存为 .docx，再打开那一份。"
NO_WORDS = "文件里没有 Word 正文，打不开；请检查它是不是文档，或用 Word、WPS 打开后另存为 .docx。"
_MAGIC = 0xA5EC
_MAGIC_OLD = (0xA5DC, 0xA5DB)
_WORD_97 = 0xC1
_TABLES_AT = 0x9A
_COUNTS_AT = 0x4C
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_SQUEEZED = 0x40000000
_MOST = 20_000_000

FAULTS = (struct.error, IndexError, KeyError, ValueError, OverflowError, UnicodeError)
"""What reading a damaged structure may raise."""

# Places in FibRgFcLcb97 ([MS-DOC] 2.5.6), by their order.
STYLES, FOOTNOTE_REFS, FOOTNOTES, COMMENT_REFS, COMMENTS, SECTIONS = 1, 2, 3, 4, 5, 6
HEADERS, RUN_PAGES, PARAGRAPH_PAGES, FONTS, CLX, OWNERS, SHAPES, HEADER_SHAPES = 11, 12, 13, 15, 33, 36, 40, 41
ENDNOTE_REFS, ENDNOTES, DRAWINGS, BOXES, HEADER_BOXES, LISTS, LIST_OVERRIDES = 46, 47, 50, 56, 58, 73, 74


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in one place of the file: characters ``start``–``end`` from the byte ``at`` on, ``width``
    bytes each; ``prm`` is a change of properties that lies over all of it."""

    start: int
    end: int
    at: int
    width: int
    prm: int


@dataclass(slots=True)
class Word97:
    """An opened old Word file. ``text`` holds all stories one after the other; ``counts`` the characters of each: main text,
    footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers."""

    main: bytes
    table: bytes
    data: bytes
    text: str = ""
    counts: tuple[int, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    prcs: list[bytes] = field(default_factory=list)

    def part(self, place: int) -> bytes:
        """The part of the table stream that the header names at ``place``; empty when there is none."""
        at = _TABLES_AT + 8 * place
        if len(self.main) < at + 8:
            return b""
        start, size = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + size]

    def place(self, number: int) -> tuple[int, int]:
        """Where such a part begins and ends in the table stream."""
        start, size = struct.unpack_from("<II", self.main, _TABLES_AT + 8 * number)
        return start, start + size

    def story(self, number: int) -> tuple[int, int]:
        """The characters of a story: first, and one behind the last."""
        start = sum(self.counts[:number])
        return start, min(start + self.counts[number], len(self.text))

    def piece_at(self, character: int) -> Piece:
        """The piece that holds the ``character``."""
        return self.pieces[bisect_right(self.pieces, character, key=lambda piece: piece.start) - 1]


def is_encrypted(data: bytes) -> bool:
    """Whether the words of the file are encrypted. Raises InputError when it is no readable Word file."""
    main, _ = _document(data)
    return bool(struct.unpack_from("<H", main, 0x0A)[0] & _ENCRYPTED)


def open_word97(data: bytes) -> Word97:
    """The file opened, its text put together. Raises InputError when it is damaged or older than Word 97."""
    main, ole = _document(data)
    try:
        (flags,) = struct.unpack_from("<H", main, 0x0A)
        table = _stream(ole, "1Table" if flags & _OTHER_TABLE else "0Table")
        word = Word97(main, table, _stream(ole, "Data"))
        word.counts = tuple(max(0, count) for count in struct.unpack_from("<8i", main, _COUNTS_AT))
        _read_pieces(word)
    except FAULTS as error:
        raise InputError(BROKEN) from error
    if not word.pieces:
        raise InputError(BROKEN)
    return word


def plc(part: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A PLC ([MS-DOC] 2.2.2): n + 1 positions in rising order, and n records of ``size`` bytes."""
    count = max(0, (len(part) - 4) // (4 + size))
    if not count:
        return [], []
    at = 4 * (count + 1)
    positions = list(struct.unpack_from(f"<{count + 1}I", part))
    return positions, [part[at + size * number : at + size * (number + 1)] for number in range(count)]


def stretches(positions: list[int]) -> list[tuple[int, int]]:
    """The stretches between neighbouring positions; those that run backwards are empty."""
    return [(start, max(start, end)) for start, end in pairwise(positions)]


def _document(data: bytes) -> tuple[bytes, olefile.OleFileIO]:
    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
        if not ole.exists("WordDocument"):
            raise InputError(NO_WORDS)
        main = _stream(ole, "WordDocument")
        magic, version = struct.unpack_from("<HH", main)
    except (OSError, TypeError, AttributeError, RecursionError, *FAULTS) as error:
        raise InputError(BROKEN) from error
    if magic in _MAGIC_OLD or (magic == _MAGIC and version < _WORD_97):
        raise InputError(OLD)
    if magic != _MAGIC or len(main) < _TABLES_AT:
        raise InputError(BROKEN)
    return main, ole


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    """A stream's bytes, empty when it is missing or can't be read."""
    if not ole.exists(name):
        return b""
    try:
        return bytes(ole.openstream(name).read())
    except (OSError, TypeError, AttributeError, *FAULTS):
        return b""


def _read_pieces(word: Word97) -> None:
    clx = word.part(CLX)
    at = 0
    while at < len(clx) and clx[at] == 1:  # changes of properties that pieces refer to
        (size,) = struct.unpack_from("<H", clx, at + 1)
        word.prcs.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    positions, records = plc(clx[at + 5 : at + 5 + size], 8)
    if not positions or positions[0] or positions[-1] > _MOST:
        raise ValueError("no such text")
    texts: list[str] = []
    for (start, end), record in zip(stretches(positions), records, strict=True):
        place, prm = struct.unpack_from("<IH", record, 2)
        width = 1 if place & _SQUEEZED else 2
        first = (place & ~_SQUEEZED) // 2 if width == 1 else place
        if end > start:
            word.pieces.append(Piece(start, end, first, width, prm))
            texts.append(_one_for_one(word.main[first : first + (end - start) * width], width).ljust(end - start, "\0"))
    word.text = "".join(texts)


def _one_for_one(data: bytes, width: int) -> str:
    """The text with a character for each unit, so that positions hold: both halves of a surrogate pair stay."""
    if width == 1:
        return data.decode("cp1252", "replace")
    text = data.decode("utf-16-le", "replace")
    if len(text) * 2 == len(data):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
