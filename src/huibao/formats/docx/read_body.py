"""The blocks of a story: paragraphs with their evidence, tables, pictures, text boxes, in the order a reader meets them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from huibao.formats import txt
from huibao.formats.docx.marks import mark_of
from huibao.formats.docx.numbering import Number
from huibao.formats.docx.read_drawings import Anchored, chosen
from huibao.formats.docx.read_inline import Inline, Line
from huibao.formats.docx.read_state import Story
from huibao.formats.docx.read_styles import DEFAULT_SIZE, Indent, Look, ParagraphStyle, align_of, indent_of, outline_of
from huibao.formats.docx.read_tables import read_table
from huibao.formats.docx.read_xml import MC, VAL, Element, W, on, val, whole
from huibao.model.report import Align, Run, Runs
from huibao.model.source import SourceComment, SourceItem, SourceParagraph, SourcePicture, SourceTable

_TAB = 2.0
"""Characters that a leading tab stands for: Word's default stop of 420 twips at 10.5 pt."""

_CONTENTS_STYLE = re.compile(r".*(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_CONTENTS = "目录由 Word 自动生成，没有带入"
_EMBEDDED = "嵌在文件里的另一份文档，没有带入"
_PLACEHOLDER = "控件里的提示文字，不是填写的内容"
_NOTES = {f"{W}footnote": "脚注", f"{W}endnote": "尾注"}
_BLANK = f"{txt.BLANKS}\ufeff\u200b"
# The styles whose lines our own files end by sense (``formats.docx.styles``).
_TITLES = ("Title", "附件标题")


@dataclass(slots=True)
class _Properties:
    """A paragraph's own properties and its style; ``indent`` is its own alone. ``numbered``: it has
    a ``w:numPr`` of its own. ``gone``: its end mark was deleted, so that the next one follows on; ``unended``: so it does
    because the mark is hidden (a style separator, 17.3.2.36). ``mark``: our bookmark."""

    style: ParagraphStyle
    outline: int = 0
    align: Align = ""
    indent: Indent = Indent()
    num_id: str = ""
    num_level: int = -1
    numbered: bool = False
    page_break: bool = False
    gone: bool = False
    unended: bool = False
    section: Element | None = None
    mark: str = ""


@dataclass(slots=True)
class _Held:
    """The lines of paragraphs whose end shows nowhere, waiting for what goes on in them. Properties are the last one's,
    as Word has it for a deleted mark; before a hidden one they are those of the paragraph that has it, a heading."""

    lines: list[Line] = field(default_factory=list)
    lead: _Properties | None = None

    def joined(self, own: _Properties, lines: list[Line]) -> tuple[_Properties, list[Line]]:
        """The paragraph with what was held before it; nothing is held then unless it goes on itself."""
        lines = _joined(self.lines, lines)
        given = own if self.lead is None else replace(self.lead, section=own.section)
        goes_on = own.gone or own.unended
        self.lead = given if goes_on and (own.unended or self.lead) else None
        self.lines = lines if goes_on else []
        return given, lines

    def released(self) -> tuple[list[Line], _Properties | None]:
        """What is held, held no longer."""
        lines, lead = self.lines, self.lead
        self.lines, self.lead = [], None
        return lines, lead


class Blocks:
    """Reads block containers of one story. ``starts`` are the kinds of start of its sections, in order (17.6.22)."""

    def __init__(self, story: Story, starts: tuple[str, ...] = ()) -> None:
        self._story = story
        self._starts = starts
        self._section = 0

    def read(self, container: Element, where: str = "") -> list[SourceItem]:
        """The items of ``container``; ``where`` names the place of all its paragraphs, "" counts them (第3段)."""
        items: list[SourceItem] = []
        contents: list[str] = []
        held = _Held()
        for element, in_contents in self._elements(container):
            if element.tag == f"{W}tbl":
                items += self._rest(held, where)
                items += read_table(element, self._story, self.read)
                continue
            in_field = bool(self._story.fields) and self._story.in_contents()
            given, lines = self._paragraph(element)
            in_field = in_field or (bool(self._story.fields) and self._story.in_contents())
            given, lines = held.joined(given, lines)
            if held.lines:
                continue
            found = list(self._items(lines, given, where))
            if in_contents or (in_field and _CONTENTS_STYLE.fullmatch(given.style.name)):
                listed = [line for line in found if isinstance(line, SourceParagraph)]
                contents += [line.label + line.text for line in listed]
                self._story.waiting += tuple(said for line in listed for said in line.comments)
                found = [item for item in found if not isinstance(item, SourceParagraph)]
            items += found
        items += self._rest(held, where)
        self._story.leave_out("\n".join(contents), _CONTENTS)
        return items

    def _rest(self, held: _Held, where: str) -> Iterator[SourceItem]:
        lines, given = held.released()
        if lines:
            yield from self._items(lines, given or _Properties(self._story.styles.paragraph("")), where)

    def _elements(self, container: Element, in_contents: bool = False) -> Iterator[tuple[Element, bool]]:
        """The paragraphs and tables within, through every kind of wrapper; and whether a table of contents holds them."""
        story = self._story
        for child in container:
            tag = child.tag
            if tag in (f"{W}p", f"{W}tbl"):
                yield child, in_contents
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                is_contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
                if content is not None and on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    story.leave_out("".join(text.text or "" for text in content.iter(f"{W}t")), _PLACEHOLDER)
                elif content is not None:
                    yield from self._elements(content, in_contents or is_contents)
            elif tag == f"{MC}AlternateContent":
                yield from self._elements(chosen(child), in_contents)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                story.deleted += 1
            elif tag == f"{W}altChunk":
                story.leave_out("嵌入的文档", _EMBEDDED)
            elif len(child) and tag not in _NOT_BLOCKS:
                yield from self._elements(child, in_contents)

    def _paragraph(self, element: Element) -> tuple[_Properties, list[Line]]:
        given = self._properties(element.find(f"{W}pPr"))
        given.mark = mark_of(element)
        lines = Inline(self._story, given.style.look, given.style.name in _TITLES).read(element)
        lines[0].page_break = lines[0].page_break or given.page_break
        return given, lines

    def _properties(self, element: Element | None) -> _Properties:
        styles = self._story.styles
        style = styles.paragraph("" if element is None else val(element, "pStyle"))
        given = _Properties(style, style.outline, style.align, num_id=style.num_id, page_break=style.page_break)
        for child in () if element is None else element:
            tag = child.tag
            if tag == _IND:
                given.indent = indent_of(child)
            elif tag == _JC:
                given.align = align_of(child) or ""
            elif tag == _NUM:
                given.num_id = val(child, "numId", given.num_id)
                given.numbered = True
                given.num_level = whole(val(child, "ilvl"), given.num_level)
            elif tag == _OUTLINE:
                given.outline = outline_of(child)
            elif tag == _PAGE_BREAK:
                given.page_break = on(child)
            elif tag == _MARK:
                given.gone = child.find(f"{W}del") is not None or child.find(f"{W}moveFrom") is not None
                given.unended = on(child.find(f"{W}specVanish")) or on(child.find(f"{W}vanish"))
            elif tag == _SECTION:
                given.section = child
        return given

    def _items(self, lines: list[Line], given: _Properties, where: str) -> Iterator[SourceItem]:
        story = self._story
        # Word gives no number to a paragraph that holds a section's end and nothing else.
        bare = given.section is not None and not any(line.pieces for line in lines)
        number = None if bare else self._number(given)
        indent = _indent(given, number)
        shown = False
        for line in lines:
            story.page_break = story.page_break or line.page_break
            yield from self._anchored(line.before, given.mark)
            paragraph = _finished(line, given, None if shown else number, indent, shown and line.broken)
            if paragraph is not None:
                story.paragraphs += not shown and not where
                place = where or f"第{story.paragraphs}段"
                mark = "" if shown else given.mark
                said, story.waiting = (*story.waiting, *self._comments(line)), ()
                yield replace(paragraph, page_break_before=story.page_break, where=place, mark=mark, comments=said)
                story.page_break, shown = False, True
            elif line.remarks:
                story.waiting += tuple(self._comments(line))
            yield from self._anchored(line.after, given.mark)
            for mark, note in line.notes:
                yield from self._noted(mark, note)
        if given.section is not None and not where:
            self._section += 1
            start = self._starts[self._section] if self._section < len(self._starts) else "nextPage"
            story.page_break = story.page_break or start not in ("continuous", "nextColumn")

    def _comments(self, line: Line) -> Iterator[SourceComment]:
        """The remarks on a line, in the order in which they are referred to."""
        story = self._story
        for number, quote in line.remarks:
            found = story.comment(number)
            if found is not None:
                element, remark = found
                side = story.beside(story.part)
                side.comments = {}
                text = words(Blocks(side).read(element, "批注"))
                yield replace(remark, text="\n".join((text, *(left.text for left in side.left_out))).strip(), quote=quote)

    def _noted(self, mark: str, note: Element) -> Iterator[SourceItem]:
        """A footnote or endnote, its mark before its first words; what it refers to by itself is not followed."""
        story, name = self._story, _NOTES[note.tag]
        kind = f"{note.tag.removeprefix(W)}s"
        targets = (found.target for found in story.package.relations(story.part).values() if found.kind == kind)
        side = story.beside(next(targets, story.part))
        for item in Blocks(side).read(note, name):
            if isinstance(item, SourceParagraph):
                own = (Run(mark), *item.runs) if mark else item.runs
                mark = ""
                item = replace(item, runs=own, outline_level=0, page_break_before=False, aside=True)
            yield item
        story.take(side)

    def _number(self, given: _Properties) -> Number | None:
        if not given.num_id or given.num_id == "0":
            return None
        style = given.style
        return self._story.numbering.next_number(given.num_id, given.num_level, style.ids, style.num_level)

    def _anchored(self, found: list[Anchored], mark: str) -> Iterator[SourceItem]:
        for item in found:
            if isinstance(item, SourcePicture | SourceParagraph):
                yield replace(item, mark=mark) if mark and isinstance(item, SourcePicture) else item
                continue
            # A box tells its own story: fields open around it go on behind it, and no page begins within it.
            outer, broken = self._story.fields, self._story.page_break
            self._story.fields = []
            yield from self.read(item, "文本框")
            self._story.fields, self._story.page_break = outer, broken


def words(items: list[SourceItem]) -> str:
    """The bare text of ``items``, a line for each paragraph."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, SourceParagraph):
            lines.append(item.label + item.text)
        elif isinstance(item, SourceTable):
            lines += [
                "\t".join("".join(p.label + p.text for p in cell.paragraphs) for cell in row) for row in item.rows
            ]
    return "\n".join(lines)


def _joined(carried: list[Line], lines: list[Line]) -> list[Line]:
    """``lines`` continuing those of a paragraph whose end mark was deleted; in place, for there may be many."""
    if not carried:
        return lines
    last, first = carried[-1], lines[0]
    (last.after if last.pieces else last.before).extend(first.before)
    last.pieces += first.pieces
    last.after += first.after
    last.notes += first.notes
    last.remarks += first.remarks
    last.page_break = last.page_break or first.page_break
    carried += lines[1:]
    return carried


def _indent(given: _Properties, number: Number | None) -> Indent:
    """A list's indent lies over the style's when the paragraph itself is in the list, else under it (17.9.22)."""
    style = given.style.indent
    if number is None:
        return given.indent.over(style)
    return given.indent.over(number.indent.over(style) if given.numbered else style.over(number.indent))


def _finished(
    line: Line, given: _Properties, number: Number | None, indent: Indent, continues: bool
) -> SourceParagraph | None:
    """A line as a source paragraph; None when it shows nothing."""
    blanks, pieces = _without_outer_blanks(line.pieces)
    if not pieces:
        return None
    look = given.style.look
    sizes, fonts, bold = _prevailing(pieces)
    size = sizes or DEFAULT_SIZE
    if continues:
        indent = replace(indent, first=None, first_chars=None)
    return SourceParagraph(
        runs=_runs(pieces, look),
        label=number.label if number else "",
        list_level=number.level if number else -1,
        list_id=number.list_id if number else "",
        outline_level=given.outline,
        style=given.style.name,
        size_pt=size,
        bold=bold,
        font=fonts,
        align=given.align,
        indent=round(indent.characters(size) + txt.blank_width(blanks, _TAB), 2),
        continues=continues,
    )


def _without_outer_blanks(pieces: list[tuple[str, Look]]) -> tuple[str, list[tuple[str, Look]]]:
    """The leading blanks, and the pieces without them and without trailing ones; underlined blanks are lines to write on."""
    blanks: list[str] = []
    start, end = 0, len(pieces)
    while start < end and not pieces[start][1].underline and not pieces[start][0].strip(_BLANK):
        blanks.append(pieces[start][0])
        start += 1
    while start < end and not pieces[end - 1][1].underline and not pieces[end - 1][0].strip(_BLANK):
        end -= 1
    kept = pieces[start:end]
    if not kept:
        return "", []
    text, look = kept[0]
    if not look.underline:
        rest = text.lstrip(_BLANK)
        blanks.append(text[: len(text) - len(rest)])
        kept[0] = (rest, look)
    text, look = kept[-1]
    if not look.underline:
        kept[-1] = (text.rstrip(_BLANK), look)
    return "".join(blanks), kept


def _runs(pieces: list[tuple[str, Look]], base: Look) -> Runs:
    """Pieces as runs, neighbours of one look joined. Emphasis that the paragraph's style gives to all is the style's."""
    found: list[tuple[list[str], tuple[bool, bool, bool]]] = []
    for text, look in pieces:
        emphasis = (
            bool(look.bold and not base.bold),
            bool(look.italic and not base.italic),
            bool(look.underline and not base.underline),
        )
        if found and found[-1][1] == emphasis:
            found[-1][0].append(text)
        else:
            found.append(([text], emphasis))
    return tuple(Run("".join(parts), *emphasis) for parts, emphasis in found)


def _prevailing(pieces: list[tuple[str, Look]]) -> tuple[float, str, bool]:
    """The size and East Asian font that most characters have, and whether all are bold; blanks don't count."""
    if len(pieces) == 1:
        look = pieces[0][1]
        return look.size or 0.0, look.font or "", bool(look.bold)
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    bold = True
    for text, look in pieces:
        weight = len(text.strip())
        sizes[look.size or 0.0] += weight
        fonts[look.font or ""] += weight
        bold = bold and (bool(look.bold) or not weight)
    return sizes.most_common(1)[0][0], fonts.most_common(1)[0][0], bold


_IND, _JC, _NUM, _OUTLINE = f"{W}ind", f"{W}jc", f"{W}numPr", f"{W}outlineLvl"
_PAGE_BREAK, _MARK, _SECTION = f"{W}pageBreakBefore", f"{W}rPr", f"{W}sectPr"
_NOT_BLOCKS = frozenset(
    f"{W}{name}" for name in ("tcPr", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPr", "tblGrid")
)
