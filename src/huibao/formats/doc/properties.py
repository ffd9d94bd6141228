"""Which properties hold for which characters of an old Word file ([MS-DOC] 2.4.6, 2.9.33, 2.9.175: pages of 512 bytes)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from huibao.formats.doc import sprms
from huibao.formats.doc.binary import PARAGRAPH_PAGES, RUN_PAGES, Piece, Word97, plc

_PAGE = 512
_NOTHING = b""


class Properties:
    """The properties of runs and paragraphs by character."""

    def __init__(self, word: Word97) -> None:
        self._word = word
        self._runs = _Pages(word, RUN_PAGES, paragraphs=False)
        self._paragraphs = _Pages(word, PARAGRAPH_PAGES, paragraphs=True)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The runs between two characters, in order: first, one behind the last, and what changes there."""
        while start < end:
            piece = self._word.piece_at(start)
            byte = piece.at + (start - piece.start) * piece.width
            found, until = self._runs.at(byte)
            reach = piece.end if until <= byte else piece.start + -((piece.at - until) // piece.width)
            stop = max(start + 1, min(end, piece.end, reach))
            yield start, stop, found + self._of_piece(piece)
            start = stop

    def paragraph(self, mark: int) -> tuple[int, bytes]:
        """The style and the changes of the paragraph whose end mark is the character ``mark``."""
        piece = self._word.piece_at(mark)
        found, _ = self._paragraphs.at(piece.at + (mark - piece.start) * piece.width)
        style = struct.unpack_from("<H", found)[0] if len(found) >= 2 else 0
        return style, self._with_distant(found[2:]) + self._of_piece(piece)

    def _of_piece(self, piece: Piece) -> bytes:
        if not piece.prm:
            return _NOTHING
        if piece.prm & 1:
            number = piece.prm >> 1
            return self._word.prcs[number] if number < len(self._word.prcs) else _NOTHING
        return sprms.short_change(piece.prm)

    def _with_distant(self, properties: bytes) -> bytes:
        """Changes too many for a page stand in the data stream (2.6.2, sprmPHugePapx)."""
        for name, value in sprms.changes(properties):
            if name in (sprms.ELSEWHERE, sprms.ELSEWHERE_OLD):
                at = sprms.number(value)
                size = sprms.number(self._word.data[at : at + 2])
                return self._word.data[at + 2 : at + 2 + size]
        return properties


class _Pages:
    """The pages that hold one kind of properties, each read when it is asked for."""

    def __init__(self, word: Word97, place: int, *, paragraphs: bool) -> None:
        self._word = word
        self._is_paragraphs = paragraphs
        self._starts, records = plc(word.part(place), 4)
        self._numbers = [sprms.number(record) & 0x3FFFFF for record in records]
        self._read: dict[int, tuple[list[int], list[bytes]]] = {}

    def at(self, byte: int) -> tuple[bytes, int]:
        """What holds for the byte, and up to which byte (itself when nothing is known)."""
        index = bisect_right(self._starts, byte) - 1
        if not 0 <= index < len(self._numbers):
            return _NOTHING, byte
        if index not in self._read:
            self._read[index] = self._page(self._numbers[index])
        bounds, properties = self._read[index]
        place = bisect_right(bounds, byte) - 1
        if not 0 <= place < len(properties):
            return _NOTHING, byte
        return properties[place], bounds[place + 1]

    def _page(self, number: int) -> tuple[list[int], list[bytes]]:
        page = self._word.main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            return [], []
        count = page[-1]
        if 4 * (count + 1) > _PAGE:
            return [], []
        bounds = list(struct.unpack_from(f"<{count + 1}I", page))
        if any(first > second for first, second in pairwise(bounds)):
            return [], []
        step = 13 if self._is_paragraphs else 1
        begin = 4 * (count + 1)
        places = [page[begin + step * place] * 2 if begin + step * place < _PAGE else 0 for place in range(count)]
        read = _paragraph_properties if self._is_paragraphs else _run_properties
        return bounds, [read(page, place) if place else _NOTHING for place in places]


def _run_properties(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]]


def _paragraph_properties(page: bytes, at: int) -> bytes:
    """The style's number (two bytes) and the changes (2.9.174)."""
    size = page[at]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else _NOTHING
