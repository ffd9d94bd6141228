"""A source's lines with what can be seen on each, before anything is concluded from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from huibao.model.numbering import Form, Label, from_han, parse
from huibao.model.report import Align, Block, Cell, LeftOut, Paragraph, Picture, Runs, Table, new_id, plain
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable
from huibao.recognise.cutting import cut, trimmed, without

PAYWALL = re.compile(r"##\s*paid(?:begin|end)\s*##", re.IGNORECASE)
_TAGGED = re.compile(f"({PAYWALL.pattern})", re.IGNORECASE)
_FILLER = re.compile(r"[….·。\s]{2,}|[-—–―=_*＊~～\s]{3,}")
_PAGE_NUMBER = re.compile(r"[-—–―－]\s*\d{1,3}\s*[-—–―－]|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?")
_CHAPTER = re.compile(r"第([零一二三四五六七八九十百]+)([章节篇编])([ \u3000\t]*)")
_CAPTION_STYLES = ("caption", "题注", "图题", "图片题注", "图表标题")
_FIGURE = re.compile(r"图\s*[0-9０-９一二三四五六七八九十]")
END_MARKS = "。！？!?"
STOPS = END_MARKS + "；;，,、"
_CLOSERS = "”’」』）)》】\"'"
PAYWALL_WHY = "文库网站的付费标记，不是正文"
FILLER_WHY = "占位的省略号或分隔线，没有文字"
PAGE_NUMBER_WHY = "页码，不是正文"
USER_WHY = "您选了不收入"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label (as printed, gap included; ``number`` is it taken apart) and ``runs`` without label and outer blanks.

    ``at`` are the places of the source items it came from (several when a stray Enter was repaired). ``whole`` is the text
    with a typed label, ``automatic`` tells that the label was not typed. ``bold_head``: so many first characters are bold
    and the rest is not. ``block`` is set for a table or picture instead of text. ``asides`` are its footnotes, which go
    with it whatever it is. The rest is the reader's evidence.
    """

    at: tuple[int, ...]
    where: str = ""
    whole: Runs = ()
    runs: Runs = ()
    text: str = ""
    label: str = ""
    number: Label | None = None
    automatic: bool = False
    list_id: str = ""
    outline: int = 0
    style: str = ""
    size: float = 0.0
    bold: bool = False
    bold_head: int = 0
    font: str = ""
    align: Align = ""
    indent: float = 0.0
    new_page: bool = False
    continues: bool = False
    block: Block | None = None
    asides: tuple[Line, ...] = ()

    @property
    def with_asides(self) -> tuple[Line, ...]:
        """The line and its footnotes."""
        return (self, *self.asides)

    @property
    def whole_text(self) -> str:
        """The text with a typed label."""
        return plain(self.whole)

    @property
    def printed(self) -> str:
        """Label and text."""
        return self.label + self.text

    @property
    def ends(self) -> bool:
        """Whether the text ends a sentence."""
        return self.text.rstrip(_CLOSERS)[-1:] in END_MARKS and bool(self.text)

    @property
    def stops(self) -> bool:
        """Whether the text ends in any mark that headings don't end in (colon not counted)."""
        return self.text.rstrip(_CLOSERS)[-1:] in STOPS and bool(self.text)

    @property
    def colon(self) -> bool:
        """Whether the text ends in a colon."""
        return self.text[-1:] in "：:" and bool(self.text)

    def unlabelled(self) -> Line:
        """The line when its typed label is judged to be none: all of it is text. An automatic label stays."""
        if self.automatic or not self.label:
            return replace(self, number=None)
        return replace(self, label="", number=None, runs=self.whole, text=plain(self.whole))


@dataclass(frozen=True, slots=True)
class Look:
    """How most of the document's text looks, so that what differs can be seen. 0, "" when nothing is known."""

    size: float = 0.0
    font: str = ""
    bold: bool = False


def lines_of(
    source: Source, dropped: Container[int] = (), kept: Container[int] = (), whole: Container[int] = ()
) -> tuple[list[Line], list[tuple[int, LeftOut]]]:
    """The lines that have words, and by place what is left out of them: paywall tags, fillers, and the lines ``dropped``
    by the user. Of what he wants ``kept``, no line is a filler, and tags stay in those ``whole``."""
    lines: list[Line] = []
    left: list[tuple[int, LeftOut]] = []
    for at, item in enumerate(source.items):
        if isinstance(item, SourceTable):
            lines.append(Line((at,), item.where, block=_table(item, at, left)))
        elif isinstance(item, SourcePicture):
            picture = Picture(new_id(), item.sha256, item.extension, item.width_mm, item.height_mm, item.alt)
            lines.append(Line((at,), item.where, block=picture))
        else:
            if at in dropped and (item.label + item.text).strip():
                left.append((at, LeftOut(item.label + item.text, USER_WHY)))
                continue
            line = _line(item, at, left, keep=at in kept or at in whole, whole=at in whole)
            if line is None:
                continue
            if at not in kept and not item.aside and lines and _is_caption(line, lines[-1]):
                lines[-1] = _captioned(lines[-1], line)
                continue
            if item.aside and at not in kept and lines:
                lines[-1] = replace(lines[-1], asides=(*lines[-1].asides, line))
            else:
                lines.append(line)
    return lines, left


def _is_caption(line: Line, before: Line) -> bool:
    """Whether ``line`` names the picture before it: by its style, or centred as 图1 …"""
    if not isinstance(before.block, Picture) or before.block.caption or before.asides:
        return False
    if line.style.casefold() in _CAPTION_STYLES:
        return True
    return line.align == "center" and len(line.whole_text) <= 40 and bool(_FIGURE.match(line.whole_text))


def _captioned(picture: Line, line: Line) -> Line:
    assert isinstance(picture.block, Picture)
    label = line.label if line.automatic else ""
    caption = Paragraph(new_id(), line.whole, label, align="" if line.align == "center" else line.align)
    return replace(picture, at=picture.at + line.at, block=replace(picture.block, caption=(caption,)))


def look_of(lines: Sequence[Line]) -> Look:
    """The look that carries the most characters."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    bold = 0
    for line in lines:
        sizes[line.size] += len(line.text)
        fonts[line.font] += len(line.text)
        bold += len(line.text) if line.bold else 0
    if not sizes:
        return Look()
    return Look(sizes.most_common(1)[0][0], fonts.most_common(1)[0][0], bold * 2 > sum(sizes.values()))


def _line(item: SourceParagraph, at: int, left: list[tuple[int, LeftOut]], *, keep: bool, whole: bool) -> Line | None:
    content, tags = without(item.runs, PAYWALL)
    if whole or (keep and not plain(content).strip()):
        content, tags = item.runs, ()
    bare = trimmed(content)
    text = plain(bare)
    why = "" if item.label or keep else _why_left(text)
    if why or not (text or item.label):
        pieces = ((piece.strip(), PAYWALL.fullmatch(piece)) for piece in _TAGGED.split(item.text) if piece.strip())
        left.extend((at, LeftOut(piece, PAYWALL_WHY if tag else why)) for piece, tag in pieces)
        return None
    left.extend((at, LeftOut(tag, PAYWALL_WHY)) for tag in tags)
    number = None if item.aside else _automatic(item.label) if item.label else parsed(text)
    length = 0 if item.label or number is None else len(number.text)
    content = cut(bare, length) if length else bare
    return Line(
        at=(at,),
        where=item.where,
        whole=bare,
        runs=content,
        text=text[length:],
        label=item.label or text[:length],
        number=number,
        automatic=bool(item.label),
        list_id=item.list_id,
        outline=item.outline_level,
        style=item.style,
        size=item.size_pt,
        bold=item.bold and bool(text),
        bold_head=_bold_head(content),
        font=item.font,
        align=item.align,
        indent=item.indent,
        new_page=item.page_break_before,
        continues=item.continues,
    )


def _why_left(text: str) -> str:
    """Why a line of such text is no part of a report, "" when it is one (or empty)."""
    if _PAGE_NUMBER.fullmatch(text):
        return PAGE_NUMBER_WHY
    return FILLER_WHY if _FILLER.fullmatch(text) else ""


def _automatic(label: str) -> Label | None:
    """The number of an automatic label, which may be bare ("1", "三"); None for a bullet or what can't be read."""
    number = parsed(label)
    if number is not None and number.text.strip() == label.strip():
        return number
    bare = label.strip()
    if bare.isdecimal() and len(bare) <= 3:
        return Label(label, Form("", "digit", ""), int(bare)) if int(bare) else None
    value = from_han(bare)
    return Label(label, Form("", "han", ""), value) if value else None


def parsed(text: str) -> Label | None:
    """The label that ``text`` begins with: those of ``numbering`` and 第一章, 第二节."""
    chapter = _CHAPTER.match(text)
    if chapter and from_han(chapter[1]):
        return Label(chapter[0], Form("第", "han", chapter[2], chapter[3]), from_han(chapter[1]))
    return parse(text)


def _bold_head(content: Runs) -> int:
    length = 0
    for run in content:
        if not run.bold and run.text.strip():
            return length
        length += len(run.text)
    return 0


def _table(item: SourceTable, at: int, left: list[tuple[int, LeftOut]]) -> Table:
    def paragraphs(content: tuple[SourceParagraph, ...]) -> Iterator[Paragraph]:
        for paragraph in content:
            kept, tags = without(paragraph.runs, PAYWALL)
            left.extend((at, LeftOut(tag, PAYWALL_WHY)) for tag in tags)
            yield Paragraph(new_id(), kept, paragraph.label, align=paragraph.align)

    rows = tuple(
        tuple(Cell(tuple(paragraphs(cell.paragraphs)), cell.colspan, cell.rowspan) for cell in row) for row in item.rows
    )
    return Table(new_id(), rows, item.widths, item.header_rows)
