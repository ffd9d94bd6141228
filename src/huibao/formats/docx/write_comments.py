"""Comments of a Word file: where they stand in its body, and the parts that hold their words (ECMA-376 Part 1, 17.13.4).

Whether one is settled stands in a part of its own ([MS-DOCX] 2.5.4.2, ``commentsExtended``), by the id of its last paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from huibao.formats.docx.write_xml import SPACE, Element, R, W, add, new, w
from huibao.model.manuscript import Item
from huibao.model.report import Comment, Id, Paragraph
from huibao.model.text import LINE_BREAK, clean, lines, single_line

_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_COMMENTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_EXTENDED: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_LONGEST_INITIALS: Final = 9
_RUN, _TEXT, _TAB, _BREAK = w("r"), w("t"), w("tab"), w("br")


@dataclass(frozen=True, slots=True)
class _Placed:
    comment: Comment
    start: int
    end: int


class Remarks:
    """Puts comments (by the node they are shown at) into a body as it is written, each once, and keeps them for ``write``."""

    def __init__(self, comments: Mapping[Id, Sequence[Comment]]) -> None:
        self._waiting = {node: tuple(held) for node, held in comments.items()}
        self._written: list[Comment] = []

    def put(self, paragraph: Element, item: Item) -> None:
        """The comments on what the finished ``paragraph`` of ``item`` prints."""
        if self._waiting:
            for placed in tuple(self._on(item)):
                self._insert(paragraph, placed)

    def put_in_cell(self, element: Element, paragraph: Paragraph) -> None:
        """The comments on a cell's ``paragraph``, written as ``element``."""
        for comment in self._waiting.pop(paragraph.id, ()):
            text = paragraph.label + paragraph.text
            self._insert(element, _within(comment, text, len(paragraph.label), len(text)))

    def put_at(self, element: Element, node: Id) -> None:
        """The comments on ``node``, which is shown by all of the paragraph ``element``: a picture, the head of a table."""
        for comment in self._waiting.pop(node, ()):
            self._mark(element, comment, next(element.iterchildren(_RUN), None), None)

    def _on(self, item: Item) -> Iterator[_Placed]:
        text, before = item.label + item.text, len(item.label)
        for span in item.spans:
            for comment in self._waiting.pop(span.node, ()):
                ends = [one.end for one in item.spans if one.node == span.node and one.field == "headline_end"]
                start = 0 if span.node == item.node and span.start == 0 else before + span.start
                yield _within(comment, text, start, before + (ends[0] if ends else span.end))
        for comment in self._waiting.pop(item.node, ()):
            yield _within(comment, text, 0, len(text))

    def _insert(self, paragraph: Element, placed: _Placed) -> None:
        first = _run_at(paragraph, placed.start)
        behind = _run_at(paragraph, placed.end) if placed.end > placed.start else first
        self._mark(paragraph, placed.comment, first, behind)

    def _mark(self, paragraph: Element, comment: Comment, first: Element | None, behind: Element | None) -> None:
        """``comment`` from the run ``first`` up to the run ``behind`` (None: the end of the paragraph)."""
        number = len(self._written)
        self._written.append(comment)
        _before(paragraph, first, new("commentRangeStart", id=number))
        _before(paragraph, behind, new("commentRangeEnd", id=number))
        reference = new("r")
        add(reference, "commentReference", id=number)
        _before(paragraph, behind, reference)

    def write(self, document: Document) -> None:
        """Add the parts with the comments' words to ``document``, where there are any."""
        if not self._written:
            return
        root: Element = etree.Element(w("comments"), nsmap={"w": W, "r": R, "w14": _W14, "mc": _MC})
        root.set(f"{{{_MC}}}Ignorable", "w14")
        done: Element = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15, "mc": _MC})
        done.set(f"{{{_MC}}}Ignorable", "w15")
        paragraphs = 0
        for number, comment in enumerate(self._written):
            paragraphs = _write_comment(root, number, comment, paragraphs)
            extra = etree.SubElement(done, f"{{{_W15}}}commentEx")
            extra.set(f"{{{_W15}}}paraId", _paragraph_id(paragraphs))
            extra.set(f"{{{_W15}}}done", "1" if comment.resolved else "0")
        _add_part(document, "comments", _COMMENTS, root)
        _add_part(document, "commentsExtended", _EXTENDED, done)


def _within(comment: Comment, text: str, start: int, end: int) -> _Placed:
    """The words of ``text`` that ``comment`` quotes, else all of ``start``–``end``."""
    at = text.find(comment.quote, start, end) if comment.quote else -1
    return _Placed(comment, at, at + len(comment.quote)) if at >= 0 else _Placed(comment, start, end)


def _write_comment(root: Element, number: int, comment: Comment, paragraphs: int) -> int:
    """One comment, a paragraph for each of its lines; returns how many paragraphs of comments there are by now."""
    author = single_line(comment.author)
    element = add(root, "comment", id=number, author=author)
    when = _date(comment.date)
    if when:
        element.set(w("date"), when)
    if author:
        element.set(w("initials"), author[:_LONGEST_INITIALS])
    for line in lines(clean(comment.text).replace(LINE_BREAK, "\n")):
        paragraphs += 1
        paragraph = add(element, "p")
        paragraph.set(f"{{{_W14}}}paraId", _paragraph_id(paragraphs))
        text = add(add(paragraph, "r"), "t")
        text.text = line
        text.set(SPACE, "preserve")
    return paragraphs


def _date(text: str) -> str:
    """``text`` as Word writes it: local time, which it ends with Z all the same; "" when it is no date."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    except ValueError:
        return ""


def _paragraph_id(number: int) -> str:
    """Eight hexadecimal digits below 80000000 ([MS-DOCX] 2.2.1, ST_LongHexNumber of paraId)."""
    return f"{0x10000000 + number:08X}"


def _add_part(document: Document, name: str, relation: str, root: Element) -> None:
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/word/{name}.xml"), f"{_TYPE}.{name}+xml", data, document.part.package)
    document.part.relate_to(part, relation)


# Places in a paragraph, in characters of its text; a tab and a line end count one each.


def _characters(piece: Element) -> int:
    if piece.tag == _TEXT:
        return len(piece.text or "")
    return int(piece.tag == _TAB or (piece.tag == _BREAK and piece.get(w("clear")) is None))


def _run_at(paragraph: Element, offset: int) -> Element | None:
    """The run that begins at ``offset``, made by parting one where none does; None at the end."""
    at = 0
    for run in paragraph.iterchildren(_RUN):
        length = sum(map(_characters, run))
        if at >= offset and length:
            return run
        if at < offset < at + length:
            return _parted(run, offset - at)
        at += length
    return None


def _parted(run: Element, offset: int) -> Element:
    """``run`` cut after ``offset`` characters; returns the second part, which follows it."""
    rest: Element = deepcopy(run)
    at = 0
    for first, second in zip(list(run), list(rest), strict=True):
        length = _characters(first)
        if first.tag == w("rPr"):
            continue
        if at >= offset:
            run.remove(first)
        elif at + length <= offset:
            rest.remove(second)
        else:
            text = first.text
            for piece, words in ((first, text[: offset - at]), (second, text[offset - at :])):
                piece.text = words
                piece.set(SPACE, "preserve")
        at += length
    run.addnext(rest)
    return rest


def _before(paragraph: Element, run: Element | None, element: Element) -> None:
    if run is None:
        paragraph.append(element)
    else:
        run.addprevious(element)
