"""The inside of a Word paragraph: runs, breaks, fields, revisions and what is anchored in it, as lines of pieces."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from huibao.formats.docx.read_drawings import Anchored, anchored, chosen
from huibao.formats.docx.read_state import Story
from huibao.formats.docx.read_styles import PLAIN, Look
from huibao.formats.docx.read_symbols import symbol
from huibao.formats.docx.read_xml import MC, VAL, XML_SPACE, Element, M, W, on, val, whole
from huibao.model import text as texts

_ODD = re.compile("[\n\r\x85\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_BLANK_ENDS = re.compile(r"\A[ \n\r\t]+|[ \n\r\t]+\Z")
_NOTE_NAMES = {"footnotes": "注", "endnotes": "尾注"}
_PLACEHOLDER = "控件里的提示文字，不是填写的内容"


@dataclass(slots=True)
class Line:
    """One visible line: pieces of text with their look, and what is anchored ``before`` or ``after`` them.

    ``page_break``: it begins a page; ``broken``: a manual line break parts it from the line before. ``notes``: the footnotes
    and endnotes referred to in it, each with the mark that refers to it; ``remarks``: the comments on it, by id, each with the
    words of the line that it is about.
    """

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    before: list[Anchored] = field(default_factory=list)
    after: list[Anchored] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    page_break: bool = False
    broken: bool = False


class Inline:
    """Reads one paragraph's content into ``lines``; ``base`` is the look that its style gives. ``title``: it is one, whose
    lines our writer ends by itself, with a break that says so."""

    __slots__ = ("_base", "_hidden", "_line", "_ranges", "_story", "_title", "_unshown", "lines")

    def __init__(self, story: Story, base: Look, title: bool = False) -> None:
        self._story = story
        self._base = base
        self._title = title
        self._line = Line()
        self._hidden: list[str] = []
        self._unshown: list[str] = []
        self._ranges: dict[str, tuple[Line, int, int]] = {}
        self.lines = [self._line]

    def read(self, paragraph: Element) -> list[Line]:
        """The lines of the ``w:p``; hidden text, and text within a field's instruction, is named as left out."""
        if self._story.fields:
            # An instruction ends with its paragraph: a field that was never closed must not swallow the file.
            self._story.fields = [one for one in self._story.fields if one.result]
        self._walk(paragraph)
        self._story.leave_out("".join(self._hidden), "隐藏文字")
        self._story.leave_out("".join(self._unshown), "域代码里的文字，Word 也不显示")
        return self.lines

    def _walk(self, parent: Element) -> None:
        for child in parent:
            if child.tag == _RUN:
                self._run(child)
            elif child.tag in _CONTAINERS:
                handler = _CONTAINERS[child.tag]
                if handler is not None:
                    handler(self, child)
            elif child.tag in _IN_RUN:
                _IN_RUN[child.tag](self, child, self._base)
            elif len(child):
                self._walk(child)

    def _run(self, run: Element) -> None:
        look = self._base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(child, look)
            elif tag == _PROPERTIES:
                look = self._look(child)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, child, look)
            elif tag in _CONTAINERS:
                handler = _CONTAINERS[tag]
                if handler is not None:
                    handler(self, child)
            elif len(child):
                self._walk(child)

    def _look(self, properties: Element) -> Look:
        """Direct properties over the character style over the paragraph style; bold, italic and hidden of two styles
        cancel out (17.7.3)."""
        base = self._base
        style = properties.find(_RUN_STYLE)
        if style is not None:
            given = self._story.styles.character(style.get(VAL, ""))
            if given is not PLAIN:
                base = replace(
                    given.over(base),
                    bold=bool(given.bold) != bool(base.bold),
                    italic=bool(given.italic) != bool(base.italic),
                )
        direct = self._story.styles.look(properties)
        return base if direct == PLAIN else direct.over(base)

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, element: Element, look: Look) -> None:
        text = element.text
        if not text:
            return
        if (text[0] <= " " or text[-1] <= " ") and element.get(XML_SPACE) != "preserve":
            text = _BLANK_ENDS.sub("", text)
        if _ODD.search(text) is None:
            self._add(text, look)
            return
        text = texts.clean(text.replace("\r\n", " ").replace("\r", " ").replace("\n", " "))
        for number, piece in enumerate(re.split("[\x85\u2028\u2029]", text)):
            if number:
                self._new_line(broken=True)
            self._add(piece, look)

    def _add(self, text: str, look: Look) -> None:
        if self._story.fields and self._story.in_instruction():
            self._unshown.append(text)
        elif look.hidden:
            self._hidden.append(text)
        elif text:
            self._line.pieces.append((text, look))

    def _new_line(self, *, broken: bool = False, page_break: bool = False) -> None:
        self._line = Line(broken=broken, page_break=page_break)
        self.lines.append(self._line)

    def _break(self, element: Element, look: Look) -> None:
        if look.hidden:
            return
        if element.get(f"{W}type") == "page":
            self._new_line(page_break=True)
        elif not (self._title and element.get(f"{W}clear") == "all"):
            self._new_line(broken=True)

    def _symbol(self, element: Element, look: Look) -> None:
        self._add(symbol(element.get(f"{W}char", ""), element.get(f"{W}font", "")), look)

    def _formula(self, element: Element) -> None:
        """A formula's words and signs on one line: its shape can't be kept."""
        words = "".join(text.text or "" for text in element.iter(f"{M}t", _TEXT))
        self._story.formulas += 1
        self._add(texts.single_line(words), self._base)

    def _ruby(self, element: Element) -> None:
        reading = "".join(text.text or "" for text in element.iterfind(f"{W}rt//{W}t"))
        self._story.leave_out(reading, "注在文字上方的拼音")
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self._walk(base)

    # --- wrappers --------------------------------------------------------------------------------------------------

    def _inserted(self, element: Element) -> None:
        self._story.inserted += 1
        self._walk(element)

    def _deleted(self, element: Element) -> None:
        self._story.deleted += 1

    def _alternate(self, element: Element) -> None:
        self._walk(chosen(element))

    def _control(self, element: Element) -> None:
        """A content control (17.5.2); the hint shown while it is empty is nobody's text."""
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if on(element.find(f"{W}sdtPr/{W}showingPlcHdr")):
            self._story.leave_out("".join(text.text or "" for text in content.iter(_TEXT)), _PLACEHOLDER)
        else:
            self._walk(content)

    # --- fields and notes ------------------------------------------------------------------------------------------

    def _field_mark(self, element: Element, look: Look) -> None:
        fields, kind = self._story.fields, element.get(f"{W}fldCharType")
        if kind == "begin":
            self._add(_form_value(element.find(f"{W}ffData")), look)
            self._story.begin_field()
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end" and fields:
            fields.pop()

    def _instruction(self, element: Element, look: Look) -> None:
        if self._story.fields:
            self._story.fields[-1].code += element.text or ""

    def _footnote(self, element: Element, look: Look) -> None:
        """A note's mark, in brackets so that it is no number of the text; a mark of the writer's own follows as text."""
        kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
        note = self._story.note(kind, element.get(f"{W}id", ""))
        if note is None or look.hidden or self._story.in_instruction():
            return
        mark = ""
        if element.get(f"{W}customMarkFollows", "0") in ("0", "false", "off"):
            self._story.noted[kind] = self._story.noted.get(kind, 0) + 1
            mark = f"〔{_NOTE_NAMES[kind]}{self._story.noted[kind]}〕"
        self._add(mark, replace(look, underline=None))
        self._line.notes.append((mark, note))

    def _remark_begins(self, element: Element) -> None:
        self._ranges[element.get(f"{W}id", "")] = (self._line, len(self._line.pieces), -1)

    def _remark_ends(self, element: Element) -> None:
        number = element.get(f"{W}id", "")
        if number in self._ranges:
            line, start, _ = self._ranges[number]
            self._ranges[number] = (line, start, len(line.pieces))

    def _remark(self, element: Element, look: Look) -> None:
        """A comment stands where it is referred to; on words that begin in another line it is one on the whole line."""
        number = element.get(f"{W}id", "")
        line, start, end = self._ranges.get(number, (None, 0, 0))
        quote = "".join(text for text, _ in line.pieces[start:end]) if line is self._line and end >= 0 else ""
        self._line.remarks.append((number, quote.strip()))

    def _object(self, element: Element, look: Look) -> None:
        if look.hidden:
            return
        found = anchored(element, self._story)
        (self._line.after if self._line.pieces else self._line.before).extend(found)


def _form_value(data: Element | None) -> str:
    """What a legacy form field shows by itself: a box, or the chosen one of its list (17.16.9, 17.16.5)."""
    if data is None:
        return ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        checked = box.find(f"{W}checked")
        return "☑" if on(box.find(f"{W}default") if checked is None else checked) else "□"
    choices = data.find(f"{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(f"{W}listEntry")]
    chosen_one = whole(val(choices, "result", val(choices, "default")))
    return texts.single_line(entries[chosen_one]) if 0 <= chosen_one < len(entries) else ""


_RUN, _TEXT, _PROPERTIES, _RUN_STYLE = f"{W}r", f"{W}t", f"{W}rPr", f"{W}rStyle"

_CONTAINERS: dict[str, Callable[[Inline, Element], None] | None] = {
    f"{W}ins": Inline._inserted,
    f"{W}moveTo": Inline._inserted,
    f"{W}del": Inline._deleted,
    f"{W}moveFrom": Inline._deleted,
    f"{W}sdt": Inline._control,
    f"{W}ruby": Inline._ruby,
    f"{M}oMath": Inline._formula,
    f"{W}commentRangeStart": Inline._remark_begins,
    f"{W}commentRangeEnd": Inline._remark_ends,
    f"{MC}AlternateContent": Inline._alternate,
    f"{W}pPr": None,
    f"{W}rPr": None,
    f"{W}customXmlPr": None,
    f"{W}smartTagPr": None,
}

_IN_RUN: dict[str, Callable[[Inline, Element, Look], None]] = {
    _TEXT: Inline._text,
    f"{W}tab": lambda inline, _, look: inline._add("\t", look),
    f"{W}ptab": lambda inline, _, look: inline._add("\t", look),
    f"{W}br": Inline._break,
    f"{W}cr": Inline._break,
    f"{W}noBreakHyphen": lambda inline, _, look: inline._add("\u2011", look),
    f"{W}softHyphen": lambda inline, _, look: inline._add("\u00ad", look),
    f"{W}sym": Inline._symbol,
    f"{W}fldChar": Inline._field_mark,
    f"{W}instrText": Inline._instruction,
    f"{W}footnoteReference": Inline._footnote,
    f"{W}endnoteReference": Inline._footnote,
    f"{W}commentReference": Inline._remark,
    f"{W}drawing": Inline._object,
    f"{W}pict": Inline._object,
    f"{W}object": Inline._object,
}
