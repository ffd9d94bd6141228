"""Paragraphs of a Word file: text with its looks, indents where an item differs from its style, bookmarks by node.

Blank lines are spacing before the paragraph, a whole number of lines of the grid, not empty paragraphs: a text read back
has then no paragraphs that nobody wrote, a signature pushed to the top of a page leaves no hole there, and the spacing
can be made smaller where a signature would else stand alone on its page (GB/T 9704-2012, 7.3.5.5).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from lxml import etree

from huibao.formats.docx.styles import BY_ID, NORMAL, TABLE_TEXT, Style, head_style, indent, role_of, style_of
from huibao.formats.docx.write_comments import Remarks
from huibao.formats.docx.write_xml import SPACE, Element, add, new, switch, twips, w
from huibao.model.manuscript import Item
from huibao.model.profile import Profile
from huibao.model.report import Align, Paragraph, Runs
from huibao.model.text import LINE_BREAK, clean
from huibao.model.titles import break_title, title_room

_OUR_BREAK: Final = "\u2029"  # no text of a report holds it: U+2028 is the manual line break
_SPECIAL: Final = re.compile("(\r\n|[\r\n\x85\u2028\u2029\t])")
_SAFE_NAME: Final = re.compile(r"[0-9A-Za-z_]{1,32}")
_Look = tuple[bool, bool, bool, str]  # bold, italic, underlined, character style
_P, _PPR, _R, _RPR, _RFONTS, _HINT, _T = w("p"), w("pPr"), w("r"), w("rPr"), w("rFonts"), w("hint"), w("t")


class Pen:
    """Writes paragraphs at the end of ``body``; gives out the bookmarks' names and numbers, unique in the document."""

    def __init__(self, body: Element, profile: Profile, remarks: Remarks) -> None:
        self.body = body
        self.profile = profile
        self.remarks = remarks
        self._names: set[str] = set()

    @property
    def number(self) -> int:
        """The number of the bookmark to come."""
        return len(self._names) + 1

    def paragraph(self, item: Item, room_above_pt: float = 0.0) -> None:
        """Write an item that is neither table nor picture."""
        element = self.opened(item, style_of(item), room_above_pt)
        write_runs(element, item.label, item.runs, item.head, head_style(item), self._ends(item, style_of(item)))
        self.remarks.put(element, item)
        self.close(element)

    def _ends(self, item: Item, style: Style) -> tuple[int, ...]:
        """Where the lines of a title end, but for the last: broken by sense (GB/T 9704-2012, 7.3.1), as on our pages."""
        if item.role not in ("title", "attachment_title"):
            return ()
        text = item.label + item.text
        ends = break_title(text, title_room(self.profile, role_of(style, self.profile)))
        return tuple(end for end in ends[:-1] if text[end - 1] != LINE_BREAK)

    def opened(self, item: Item, style: Style, room_above_pt: float = 0.0) -> Element:
        """A new paragraph with its properties and the bookmark of its node, begun; ``room_above_pt`` is added to the
        blank lines before it."""
        element = etree.SubElement(self.body, _P)
        properties = etree.SubElement(element, _PPR)
        if style.id != NORMAL:
            add(properties, "pStyle", val=style.id)
        if item.keep_next and not style.keep:
            add(properties, "keepNext")
        elif style.outline >= 0 and not item.keep_next:
            switch(properties, "keepNext", False)
        if item.new_page:
            add(properties, "pageBreakBefore")
        before = twips(item.blank_before * self.profile.pitch_pt + room_above_pt)
        if before:
            add(properties, "spacing", before=before)
        if item.role not in ("table", "picture"):
            own = (item.first_indent, item.left_indent, item.right_indent)
            if own != (style.first, 0.0, 0.0):
                indent(properties, self.profile, *own)
        if item.align and item.align != style.align:
            add(properties, "jc", val=item.align)
        add(element, "bookmarkStart", id=self.number, name=self._name(item.node))
        return element

    def close(self, paragraph: Element) -> None:
        """End the bookmark that was begun last."""
        add(paragraph, "bookmarkEnd", id=self.number - 1)

    def mark(self, paragraph: Element, node: str) -> None:
        """Put the bookmark of ``node`` around what a paragraph made elsewhere holds."""
        start = add(paragraph, "bookmarkStart", id=self.number, name=self._name(node))
        paragraph.insert(1, start)
        self.close(paragraph)

    def _name(self, node: str) -> str:
        """``_hb_`` + the id, numbered where one node prints several paragraphs; at most 40 characters, as Word allows."""
        safe = _SAFE_NAME.fullmatch(node)
        base = "_hb_" + (node if safe else hashlib.sha256(node.encode("utf-8", "replace")).hexdigest()[:16])
        name, count = base, 1
        while name.lower() in self._names:  # Word takes names that differ in case alone for the same
            count += 1
            name = f"{base[:33]}_{count}"
        self._names.add(name.lower())
        return name


def cell_paragraph(paragraph: Paragraph, usual: Align) -> Element:
    """A paragraph in a table's cell: no indents, its own alignment, else the ``usual`` one."""
    element = new("p")
    properties = add(element, "pPr")
    add(properties, "pStyle", val=TABLE_TEXT)
    align = paragraph.align or usual
    if align != BY_ID[TABLE_TEXT].align:
        add(properties, "jc", val=align)
    write_runs(element, paragraph.label, paragraph.runs)
    return element


def write_runs(
    paragraph: Element, label: str, content: Runs, head: int = 0, head_look: str = "", ends: Sequence[int] = ()
) -> None:
    """Append ``label`` and ``content`` to ``paragraph``; the label and the first ``head`` characters of ``content`` in
    the character style ``head_look`` ("": none). Neighbours of one look become one run. ``ends``: after how many
    characters a line ends by our choice: a break that says w:clear="all", which is none of the user's."""
    if ends:
        label, content = _broken(label, content, ends)
    look: _Look = (False, False, False, head_look)
    gathered = label
    for text, own_look in _stretches(content, head, head_look):
        if own_look != look and gathered:
            _write_text(_run(paragraph, *look), clean(gathered))
            gathered = ""
        look = own_look
        gathered += text
    if gathered:
        _write_text(_run(paragraph, *look), clean(gathered))


def _broken(label: str, content: Runs, ends: Sequence[int]) -> tuple[str, Runs]:
    """Label and content with a mark of our own at every one of ``ends``."""
    at, pieces = 0, []
    for text in (label, *(run.text for run in content)):
        inside = [end - at for end in ends if at < end <= at + len(text)]
        pieces.append(_OUR_BREAK.join(text[start:end] for start, end in pairwise((0, *inside, len(text)))))
        at += len(text)
    return pieces[0], tuple(replace(run, text=text) for run, text in zip(content, pieces[1:], strict=True))


def _stretches(content: Runs, head: int, head_look: str) -> Iterator[tuple[str, _Look]]:
    """The text of ``content``, parted where the heading's own words end, each part with its look."""
    left = head if head_look else 0
    for run in content:
        own, rest = run.text[:left], run.text[left:]
        left -= len(own)
        if own:
            yield own, (run.bold, run.italic, run.underline, head_look)
        if rest:
            yield rest, (run.bold, run.italic, run.underline, "")


def _run(paragraph: Element, bold: bool, italic: bool, underline: bool, style: str) -> Element:
    """A run whose ambiguous characters (“ ” — …) are taken for Chinese: without the hint Word sets them in the Latin
    font (ECMA-376 Part 1, 17.3.2.26)."""
    run = etree.SubElement(paragraph, _R)
    properties = etree.SubElement(run, _RPR)
    if style:
        add(properties, "rStyle", val=style)
    etree.SubElement(properties, _RFONTS).set(_HINT, "eastAsia")
    if bold:
        add(properties, "b")
        add(properties, "bCs")
    if italic:
        add(properties, "i")
        add(properties, "iCs")
    if underline:
        add(properties, "u", val="single")
    return run


def _write_text(run: Element, text: str) -> None:
    """``text`` into ``run``: a tab is ``w:tab``, a line end of any kind a manual line break."""
    for piece in _SPECIAL.split(text) if _SPECIAL.search(text) else (text,):
        if piece == "\t":
            add(run, "tab")
        elif piece == _OUR_BREAK:
            add(run, "br", clear="all")
        elif _SPECIAL.fullmatch(piece):
            add(run, "br")
        elif piece:
            element = etree.SubElement(run, _T)
            element.text = piece
            if piece[0].isspace() or piece[-1].isspace():
                element.set(SPACE, "preserve")
