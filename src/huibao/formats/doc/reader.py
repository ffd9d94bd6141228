"""Reading an old Word file: its parts put together as those of a Word package, then read by the same rules."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from huibao.formats.doc import binary, sprms
from huibao.formats.doc.binary import FAULTS, Word97, open_word97, plc, stretches
from huibao.formats.doc.drawings import Drawings, Picture, inline_picture, read_drawings
from huibao.formats.doc.lists import read_lists
from huibao.formats.doc.looks import Run
from huibao.formats.doc.stories import Stories
from huibao.formats.doc.styles import read_styles
from huibao.formats.docx.read_package import Relation
from huibao.formats.docx.read_xml import VAL, WP, A, Element, R, V, W
from huibao.formats.docx.reader import read_parts
from huibao.model import text as texts
from huibao.model.source import Source

_EMU_PER_MM = 36_000
_STARTS = {0: "continuous", 1: "nextColumn", 2: "nextPage", 3: "evenPage", 4: "oddPage"}
_FOOTNOTES, _HEADERS, _COMMENTS, _ENDNOTES = 1, 2, 4, 5
_HEADER_KINDS = ("header", "header", "footer", "footer", "header", "footer")
_SEPARATORS = 6
_MOST_NOTES = 10_000


def read_doc(data: bytes) -> Source:
    """The content of a Word 97–2003 file (.doc, .wps), as ``docx.reader.read_docx`` gives that of a .docx.

    Raises InputError for a damaged file, or one older than Word 97. The words must not be encrypted.
    """
    return read_parts(_Parts(open_word97(data)), "doc")


class _Parts:
    """The parts of a Word package, made from an old file. See ``docx.read_package.Parts``."""

    main = "document"

    def __init__(self, word: Word97) -> None:
        self.damaged: list[str] = []
        self._word = word
        self._relations: dict[str, Relation] = {}
        self._contents: dict[str, bytes] = {}
        self._pictures: dict[str, Picture | None] = {}
        self._xml: dict[str, Element] = {}
        self._sheet = read_styles(word)
        self._drawings = self._read_drawings()
        self._notes = {
            "footnotes": self._note_places(binary.FOOTNOTE_REFS, 2),
            "endnotes": self._note_places(binary.ENDNOTE_REFS, 2),
        }
        self._comments = self._note_places(binary.COMMENT_REFS, 30)
        numbering, whole = read_lists(word, self._sheet.fonts)
        if not whole:
            self.damaged.append("numbering")
        sections = self._sections()
        self._stories = Stories(word, self._sheet, sections, self._objects)
        body = etree.Element(f"{W}body")
        start, end = word.story(0)
        body.extend(self._stories.blocks(start, end))
        if sections:
            last = max(sections)
            if sections[last].getparent() is None:
                body.append(sections[last])
        self._document = etree.Element(f"{W}document")
        self._document.append(body)
        self._related = {"styles": self._sheet.element(), "numbering": numbering}
        self._read_side_stories()

    def document(self) -> Element:
        return self._document

    def related(self, kind: str) -> Element | None:
        return self._related.get(kind)

    def xml(self, name: str, kind: str) -> Element | None:
        return self._xml.get(name)

    def content(self, name: str) -> bytes | None:
        return self._contents.get(name)

    def relations(self, part: str) -> dict[str, Relation]:
        return self._relations

    # --- what stands beside the text -------------------------------------------------------------------------------

    def _read_drawings(self) -> Drawings:
        try:
            return read_drawings(self._word)
        except FAULTS:
            self.damaged.append("relationships")
            return Drawings(self._word)

    def _note_places(self, place: int, size: int) -> dict[int, str]:
        positions, records = plc(self._word.part(place), size)
        return {position: str(number) for number, (position, _) in enumerate(zip(positions, records, strict=False))}

    def _sections(self) -> dict[int, Element]:
        """The properties of each section by the character it ends with ([MS-DOC] 2.9.243 SED)."""
        positions, records = plc(self._word.part(binary.SECTIONS), 12)
        found: dict[int, Element] = {}
        for number, ((_, end), record) in enumerate(zip(stretches(positions), records, strict=False)):
            section = etree.Element(f"{W}sectPr")
            at = struct.unpack_from("<i", record, 2)[0]
            size = sprms.number(self._word.main[at : at + 2]) if at >= 0 else 0
            start = 2
            for name, value in sprms.changes(self._word.main[at + 2 : at + 2 + size] if size else b""):
                start = value[0] if name == sprms.SECTION_START else start
            etree.SubElement(section, f"{W}type", {VAL: _STARTS.get(start, "nextPage")})
            self._add_margins(section, number)
            if end > 0:
                found[end - 1] = section
        return found

    def _add_margins(self, section: Element, number: int) -> None:
        """References to the section's headers and footers: six for each, behind six separators of notes (2.8.22)."""
        for place, kind in enumerate(_HEADER_KINDS):
            name = f"{kind}{_SEPARATORS + 6 * number + place}"
            reference = etree.SubElement(section, f"{W}{kind}Reference")
            reference.set(f"{R}id", name)

    def _read_side_stories(self) -> None:
        word = self._word
        for kind, story, place in (
            ("footnotes", _FOOTNOTES, binary.FOOTNOTES),
            ("endnotes", _ENDNOTES, binary.ENDNOTES),
        ):
            self._related[kind] = self._story_part(kind, kind[:-1], story, plc(word.part(place), 0)[0])
        self._related["comments"] = comments = self._story_part(
            "comments", "comment", _COMMENTS, plc(word.part(binary.COMMENTS), 0)[0]
        )
        for comment, author in zip(comments, self._authors(), strict=False):
            comment.set(f"{W}author", author)
        positions = plc(word.part(binary.HEADERS), 0)[0]
        base, limit = word.story(_HEADERS)
        for number, (start, end) in enumerate(stretches(positions[:-1])):
            kind = _HEADER_KINDS[number % 6]
            if number < _SEPARATORS or end - start < 2 or base + end > limit:
                continue
            root = etree.Element(f"{W}hdr")
            root.extend(self._stories.blocks(base + start, base + end))
            name = f"{kind}{number}"
            self._xml[name] = root
            self._relations[name] = Relation(kind, name, False)

    def _story_part(self, kind: str, tag: str, story: int, positions: list[int]) -> Element:
        root = etree.Element(W + kind)
        base, limit = self._word.story(story)
        for number, (start, end) in enumerate(stretches(positions[:_MOST_NOTES])[:-1]):
            note = etree.SubElement(root, W + tag, {f"{W}id": str(number)})
            note.extend(self._stories.blocks(base + start, min(base + end, limit)))
        return root

    def _authors(self) -> list[str]:
        """The author of each comment: a number in its record, into a row of names (2.9.4, 2.8.9)."""
        part = self._word.part(binary.OWNERS)
        names: list[str] = []
        at = 0
        while at + 2 <= len(part):
            size = 2 * sprms.number(part[at : at + 2])
            names.append(part[at + 2 : at + 2 + size].decode("utf-16-le", "replace"))
            at += 2 + size
        _, records = plc(self._word.part(binary.COMMENT_REFS), 30)
        numbers = [sprms.number(record[20:22]) for record in records]
        return [names[number] if number < len(names) else "" for number in numbers]

    # --- what signs in the text stand for --------------------------------------------------------------------------

    def _objects(self, at: int, sign: str, run: Run) -> list[Element]:
        if sign == "\x01" and run.picture is not None and not run.field_data and not run.embedded:
            return [self._drawing(f"inline{run.picture}", partial(inline_picture, self._word, run.picture))]
        if sign == "\x02":
            for kind, places in self._notes.items():
                if at in places:
                    return [etree.Element(f"{W}{kind[:-1]}Reference", {f"{W}id": places[at]})]
        if sign == "\x08" and at in self._drawings.anchors:
            return list(self._anchored(*self._drawings.anchors[at]))
        if sign == "\x05" and at in self._comments:
            return [etree.Element(f"{W}commentReference", {f"{W}id": self._comments[at]})]
        return []

    def _anchored(self, anchor: int, width: float, height: float) -> Iterator[Element]:
        members = self._drawings.members(anchor)
        for member in members:
            shape = self._drawings.shapes.get(member)
            number = shape.picture if shape else 0
            if number:
                size = (width, height) if len(members) == 1 else None
                yield self._drawing(f"stored{number}", partial(self._drawings.picture, number), size)
            if shape is not None and shape.words:
                word_art = etree.Element(f"{W}pict")
                etree.SubElement(word_art, f"{V}textpath", {"string": texts.single_line(shape.words)})
                yield word_art
            for start, end in self._drawings.boxes.pop(member, ()):  # once, however often it is named
                box = etree.Element(f"{W}pict")
                content = etree.SubElement(box, f"{W}txbxContent")
                content.extend(self._stories.blocks(start, end))
                yield box

    def _drawing(
        self, key: str, find: Callable[[], Picture | None], size: tuple[float, float] | None = None
    ) -> Element:
        """A drawing that shows a picture, which is looked up once; where its bytes are missing, the reader names it."""
        if key not in self._pictures:
            self._pictures[key] = picture = find()
            if picture is not None:
                name = f"{key}.{picture.extension}"
                self._contents[name] = picture.data
                self._relations[key] = Relation("image", name, False)
        known = self._pictures[key]
        width, height = size or ((known.width, known.height) if known else (0.0, 0.0))
        drawing = etree.Element(f"{W}drawing")
        frame = etree.SubElement(drawing, f"{WP}inline")
        sides = {"cx": str(round(width * _EMU_PER_MM)), "cy": str(round(height * _EMU_PER_MM))}
        etree.SubElement(frame, f"{WP}extent", sides)
        etree.SubElement(frame, f"{A}blip", {f"{R}embed": key})
        return drawing
