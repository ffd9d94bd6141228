"""The text of an old Word file as ``w:p`` and ``w:tbl``: marks, fields, notes and drawings in their places ([MS-DOC] 2.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from huibao.formats.doc import sprms
from huibao.formats.doc.binary import Word97
from huibao.formats.doc.forms import form_data
from huibao.formats.doc.looks import Run, paragraph_properties, run_of, run_properties
from huibao.formats.doc.properties import Properties
from huibao.formats.doc.styles import StyleSheet
from huibao.formats.doc.tables import OpenTable
from huibao.formats.docx.read_xml import VAL, XML_SPACE, Element, W
from huibao.model import text as texts

_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_SIGNS = re.compile("[\x00-\x1f]")
_LONE = re.compile("[\ud800-\udfff]")
_DEEPEST = 8
_FIELD = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_EMPTY = {"\t": "tab", "\x0b": "br", "\x0e": "br", "\x1e": "noBreakHyphen", "\x1f": "softHyphen"}

Objects = Callable[[int, str, Run], list[Element]]
"""What a sign at a character stands for: (character, sign, its run) → elements that go into the run."""


@dataclass(slots=True)
class _Fields:
    """The fields that are open in a story: whether the result of each has begun, and the mark it began with."""

    open: list[bool] = field(default_factory=list)
    begins: list[Element] = field(default_factory=list)

    @property
    def in_instruction(self) -> bool:
        return not all(self.open)

    def meet(self, sign: str, mark: Element) -> None:
        if sign == "\x13":
            self.open.append(False)
            self.begins.append(mark)
        elif self.open and sign == "\x14":
            self.open[-1] = True
        elif self.open:
            self.open.pop()
            self.begins.pop()


class Stories:
    """Turns stretches of text into blocks. ``section_ends`` holds, for a character with which a section ends, its
    ``w:sectPr``; ``objects`` gives what signs in the text stand for."""

    def __init__(self, word: Word97, sheet: StyleSheet, section_ends: dict[int, Element], objects: Objects) -> None:
        self._word = word
        self._sheet = sheet
        self._properties = Properties(word)
        self._section_ends = section_ends
        self._objects = objects
        self._runs: dict[bytes, Run] = {}
        self._toggles: dict[tuple[int, int | None], dict[str, bool]] = {}

    def blocks(self, start: int, end: int) -> list[Element]:
        """The paragraphs and tables between two characters."""
        body: list[Element] = []
        tables: list[OpenTable] = []
        fields = _Fields()
        for first, mark in self._paragraphs(start, end):
            style, changes = self._properties.paragraph(mark)
            place = _place(changes, self._word.text[mark])
            while len(tables) > place.depth:
                closed = tables.pop().element()
                (tables[-1].content if tables else body).append(closed)
            while len(tables) < place.depth:
                tables.append(OpenTable())
            if place.ends_row:
                tables[-1].end_row(changes)
                continue
            paragraph = self._paragraph(first, mark, style, changes, fields)
            (tables[-1].content if tables else body).append(paragraph)
            if place.ends_cell:
                tables[-1].end_cell()
        while tables:
            closed = tables.pop().element()
            (tables[-1].content if tables else body).append(closed)
        return body

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """First character and end mark of each paragraph; a text that ends without a mark ends with its last character."""
        first = start
        for found in _PARAGRAPH_END.finditer(self._word.text, start, end):
            mark = found.start()
            if found[0] == "\x0c" and mark not in self._section_ends:
                continue  # a page break within the paragraph
            yield first, mark
            first = mark + 1
        if first < end:
            yield first, end - 1

    def _paragraph(self, first: int, mark: int, style: int, changes: bytes, fields: _Fields) -> Element:
        paragraph = etree.Element(f"{W}p")
        properties = paragraph_properties(changes)
        properties.insert(0, etree.Element(f"{W}pStyle", {VAL: str(style)}))
        if mark in self._section_ends:
            properties.append(self._section_ends[mark])
        paragraph.append(properties)
        last = mark if self._word.text[mark] in "\r\x07\x0c" else mark + 1
        for start, end, given in self._properties.runs(first, last):
            self._run(paragraph, start, end, self._known(given), style, fields)
        for _, _, given in self._properties.runs(mark, mark + 1):
            if self._known(given).revision == "del":
                etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}del")
        return paragraph

    def _known(self, given: bytes) -> Run:
        run = self._runs.get(given)
        if run is None:
            run = self._runs[given] = run_of(given)
        return run

    def _run(self, paragraph: Element, start: int, end: int, run: Run, style: int, fields: _Fields) -> None:
        parent = etree.SubElement(paragraph, W + run.revision) if run.revision else paragraph
        element = etree.SubElement(parent, f"{W}r")
        key = (style, run.style)
        if run.toggles and key not in self._toggles:
            self._toggles[key] = self._sheet.toggles(style, run.style)
        properties = run_properties(run, self._sheet.fonts, self._toggles.get(key, {}))
        if properties is not None:
            element.append(properties)
        if run.symbol is not None:
            self._symbol(element, run.symbol)
            return
        at = start
        for found in _SIGNS.finditer(self._word.text, start, end):
            self._text(element, at, found.start(), fields)
            self._sign(element, found.start(), found[0], run, fields)
            at = found.end()
        self._text(element, at, end, fields)

    def _text(self, run: Element, start: int, end: int, fields: _Fields) -> None:
        if end <= start:
            return
        text = self._word.text[start:end]
        if _LONE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        element = etree.SubElement(run, f"{W}instrText" if fields.in_instruction else f"{W}t")
        element.set(XML_SPACE, "preserve")
        element.text = texts.clean(text)

    def _sign(self, run: Element, at: int, sign: str, given: Run, fields: _Fields) -> None:
        if sign in _FIELD:
            fields.meet(sign, etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": _FIELD[sign]}))
        elif sign in _EMPTY:
            etree.SubElement(run, W + _EMPTY[sign])
        elif sign == "\x0c":
            etree.SubElement(run, f"{W}br", {f"{W}type": "page"})
        elif given.field_data:
            form = form_data(self._word.data, given.picture or 0)
            if form is not None and fields.begins:
                fields.begins[-1].append(form)
        elif not fields.in_instruction:
            run.extend(self._objects(at, sign, given))

    def _symbol(self, run: Element, symbol: tuple[int, int]) -> None:
        font, code = symbol
        name = self._sheet.fonts[font] if font < len(self._sheet.fonts) else ""
        etree.SubElement(run, f"{W}sym", {f"{W}char": f"{code:04X}", f"{W}font": name})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: how deep in tables, and what it ends."""

    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False


def _place(changes: bytes, mark: str) -> _Place:
    within = row_end = inner_cell = inner_row_end = False
    depth = 0
    for name, value in sprms.changes(changes):
        if name == sprms.IN_TABLE:
            within = bool(value[0])
        elif name == sprms.ROW_END:
            row_end = bool(value[0])
        elif name == sprms.DEPTH:
            depth = sprms.number(value)
        elif name == sprms.DEEPER:
            depth += sprms.signed(value)
        elif name == sprms.INNER_CELL:
            inner_cell = bool(value[0])
        elif name == sprms.INNER_ROW_END:
            inner_row_end = bool(value[0])
    if not within:
        return _Place()
    depth = min(max(1, depth), _DEEPEST)
    if depth == 1:
        return _Place(1, mark == "\x07" and not row_end, row_end)
    return _Place(depth, inner_cell, inner_row_end)
