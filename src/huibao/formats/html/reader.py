"""Reading a saved web page: blocks become paragraphs, headings keep their levels, lists their numbers, tables their cells."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from huibao.errors import InputError
from huibao.formats import txt
from huibao.formats.docx.read_xml import Element, whole
from huibao.formats.html.looks import Look, declared, list_label, look_of, points
from huibao.formats.html.page import EMPTY, Page, open_page
from huibao.formats.html.tables import is_layout, read_rows, stray_words
from huibao.model import text as texts
from huibao.model.report import LeftOut, Run
from huibao.model.source import Source, SourceItem, SourceParagraph, SourcePicture, SourceTable

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol option p pre section summary table tbody td tfoot th thead "
    "title tr ul caption".split()
)
_UNSEEN = frozenset("script style template head meta link base noscript object embed applet param area map".split())
_NAMED = {
    "nav": "网页的导航",
    "button": "网页上的按钮",
    "select": "网页上的选项",
    "textarea": "网页上的输入框",
    "iframe": "嵌在网页里的另一个网页，没有带入",
    "video": "网页里的视频，没有带入",
    "audio": "网页里的音频，没有带入",
    "svg": "网页里的图形，没有带入",
    "canvas": "网页里的图形，没有带入",
}
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_SIGNS = re.compile("[\x85\u2028\u2029]")
_EDGES = f"{txt.BLANKS}\ufeff\u200b"
_MM_PER_PIXEL = 25.4 / 96
_MOST_LEVELS = 9
NOT_IN_FILE = "图片没有存在网页文件里，没有带入"


def read_html(data: bytes) -> Source:
    """The content of a saved page (HTML or MHT) as source items.

    Scripts and styles vanish; navigation, buttons and hidden parts are left out by name, pictures that are not in the
    file too. Raises InputError for a page that shows nothing.
    """
    return read_page(open_page(data))


def read_page(page: Page) -> Source:
    """The content of an opened page, as ``read_html``."""
    return _Reader(page).read()


@dataclass(slots=True)
class _Line:
    """The line being put together. The label of an item waits in it until there are words."""

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    label: str = ""
    list_level: int = -1
    list_id: str = ""
    page_break: bool = False
    continues: bool = False


class _Reader:
    """Walks a page; ``_items`` is where finished lines go: the page's, or those of a cell."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._items: list[SourceItem] = []
        self._left_out: list[LeftOut] = []
        self._media: dict[str, bytes] = {}
        self._line = _Line()
        self._where = ""
        self._paragraphs = self._tables = self._pictures = self._lists = 0

    def read(self) -> Source:
        self._walk(self._page.body, Look(), ())
        self._flush()
        if not self._items and not self._left_out:
            raise InputError(EMPTY)
        return Source(tuple(self._items), tuple(self._left_out), (), self._media, "html")

    # --- elements --------------------------------------------------------------------------------------------------

    def _walk(self, element: Element, base: Look, lists: tuple[str, ...]) -> None:
        """Read an element and what it holds; ``lists`` are the ids of the lists around it."""
        tag = _tag(element)
        if tag in _UNSEEN:
            return
        style = declared(element)
        hidden = element.get("hidden") is not None or style.get("display", "").lower() == "none"
        if hidden or style.get("visibility", "").lower() == "hidden" or tag in _NAMED:
            self._leave_out(_words(element), _NAMED.get(tag, "网页上不显示的文字"))
            return
        if tag == "br":
            self._flush(continues=True)
        elif tag == "img":
            self._picture(element, style)
        elif tag == "table" and not is_layout(element):
            self._table(element, base, lists)
        else:
            self._read_within(element, tag, style, base, lists)

    def _read_within(
        self, element: Element, tag: str, style: dict[str, str], base: Look, lists: tuple[str, ...]
    ) -> None:
        look = look_of(element, tag, style, base)
        is_block = tag in _BLOCKS or style.get("display", "").lower() in ("block", "flex", "table")
        if is_block:
            self._flush()
            begins_page = "always" in (style.get("page-break-before", ""), style.get("break-before", ""))
            self._line.page_break = self._line.page_break or begins_page
        if tag in ("ol", "ul", "menu"):
            self._list(element, tag, style, look, lists)
        else:
            self._add(element.text, look)
            for child in element:
                self._child(child, look, lists)
        if is_block:
            self._flush()

    def _child(self, child: Element, look: Look, lists: tuple[str, ...]) -> None:
        if isinstance(child.tag, str):
            self._walk(child, look, lists)
        self._add(child.tail, look)

    def _list(self, element: Element, tag: str, style: dict[str, str], look: Look, lists: tuple[str, ...]) -> None:
        self._lists += 1
        within = (*lists, f"{tag}{self._lists}")
        items = sum(_tag(child) == "li" for child in element)
        step = -1 if element.get("reversed") is not None else 1
        number = whole(element.get("start"), items if step < 0 else 1, 32_767)
        self._add(element.text, look)
        for child in element:
            if _tag(child) == "li":
                number = whole(child.get("value"), number, 32_767)
                self._flush()
                self._line.label = list_label(element, tag, style, number)
                self._line.list_level = min(len(within), _MOST_LEVELS) - 1
                self._line.list_id = within[-1]
                number += step
            self._child(child, look, within)
            if _tag(child) == "li":
                self._flush()
                self._line = _Line(page_break=self._line.page_break)

    def _table(self, element: Element, base: Look, lists: tuple[str, ...]) -> None:
        self._flush()
        self._tables += 1
        name, outer, around = f"表格{self._tables}", self._items, self._where
        pictures: list[SourceItem] = []

        def read_cell(cell: Element, row: int) -> list[SourceParagraph]:
            self._items, self._where, self._line = [], f"{name}第{row}行", _Line()
            self._walk(cell, replace(base, indent=0.0), lists)
            self._flush()
            pictures.extend(item for item in self._items if isinstance(item, SourcePicture))
            return [replace(item, page_break_before=False) for item in self._items if isinstance(item, SourceParagraph)]

        caption, table = read_rows(element, read_cell, name)
        self._items, self._where, self._line = outer, around, _Line()
        self._items += caption
        if isinstance(table, SourceTable):
            self._items.append(table)
        self._items += pictures
        self._leave_out(stray_words(element), "表格里不在单元格中的文字")

    def _picture(self, element: Element, style: dict[str, str]) -> None:
        self._pictures += 1
        alt = texts.single_line(element.get("alt") or element.get("title") or "").strip()
        found = self._page.picture(element.get("src", ""))
        if found is None:
            if alt or element.get("src"):
                self._leave_out(alt or f"图片{self._pictures}", NOT_IN_FILE)
            return
        data, ending = found
        sha = hashlib.sha256(data).hexdigest()
        self._media[sha] = data
        width, height = (
            round(min(2_000.0, points(style.get(name) or element.get(name) or "", 12.0) / 0.75 * _MM_PER_PIXEL), 2)
            for name in ("width", "height")
        )
        self._flush(continues=True)
        where = f"图片{self._pictures}"
        self._items.append(SourcePicture(sha, ending, max(0.0, width), max(0.0, height), alt, where))

    def _leave_out(self, words: str, why: str) -> None:
        if words:
            self._left_out.append(LeftOut(words, why))

    # --- lines -----------------------------------------------------------------------------------------------------

    def _add(self, text: str | None, look: Look) -> None:
        if not text:
            return
        text = texts.clean(text)
        if not look.kept:
            self._line.pieces.append((_LINE_SIGNS.sub(" ", text), look))
            return
        for number, line in enumerate(texts.lines(text.replace(texts.LINE_BREAK, "\n"))):
            if number:
                self._flush(continues=True)
            self._line.pieces.append((line, look))

    def _flush(self, *, continues: bool = False) -> None:
        """The line is finished; ``continues``: the next one goes on in the same paragraph."""
        line = self._line
        blanks, pieces = _without_outer_blanks(_collapsed(line.pieces))
        if pieces:
            if not self._where and not line.continues:
                self._paragraphs += 1
            self._items.append(self._paragraph(line, blanks, pieces))
            self._line = _Line(continues=continues)
        else:
            self._line = replace(line, pieces=[], continues=line.continues and continues)

    def _paragraph(self, line: _Line, blanks: str, pieces: list[tuple[str, Look]]) -> SourceParagraph:
        sizes: dict[float, int] = {}
        fonts: dict[str, int] = {}
        for text, look in pieces:
            sizes[look.size] = sizes.get(look.size, 0) + len(text.strip())
            fonts[look.font] = fonts.get(look.font, 0) + len(text.strip())
        first = pieces[0][1]
        heading = first.outline > 0
        emphasised = groupby(pieces, lambda piece: (piece[1].bold and not heading, piece[1].italic, piece[1].underline))
        return SourceParagraph(
            runs=tuple(Run("".join(text for text, _ in group), *look) for look, group in emphasised),
            label=line.label,
            list_level=line.list_level,
            list_id=line.list_id,
            outline_level=first.outline,
            style=f"h{first.outline}" if heading else "",
            size_pt=max(sizes, key=lambda size: sizes[size]),
            bold=all(look.bold for text, look in pieces if text.strip()),
            font=texts.single_line(max(fonts, key=lambda font: fonts[font])),
            align=first.align,
            indent=round((0.0 if line.continues else first.indent) + txt.blank_width(blanks), 2),
            page_break_before=line.page_break,
            continues=line.continues,
            where=self._where or f"第{max(1, self._paragraphs)}段",
        )


def _tag(element: Element) -> str:
    return str(element.tag).lower()


def _words(element: Element) -> str:
    """The bare words of an element, those of scripts not among them."""
    parts: list[str] = []
    for found in element.iter():
        if _tag(found) in _UNSEEN:
            continue
        parts.append(str(found.text or ""))
        if _tag(found) == "img":
            parts.append(found.get("alt", ""))
        parts += [f"{child.tail or ''} " for child in found]
    return " ".join("".join(parts).split())


def _collapsed(pieces: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Blanks and line ends of the markup as one blank, as browsers show them; none where a line of Chinese was wrapped."""
    found: list[tuple[str, Look]] = []
    before = " "
    for number, (text, look) in enumerate(pieces):
        if not look.kept:
            behind = pieces[number + 1][0][:1] if number + 1 < len(pieces) else " "
            text = _as_shown(text, before, behind)
        if text:
            found.append((text, look))
            before = text[-1]
    return found


def _as_shown(text: str, before: str, behind: str) -> str:
    def blank(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before
        right = text[found.end()] if found.end() < len(text) else behind
        wrapped = "\n" in found[0] or "\r" in found[0]
        return "" if left == " " or (wrapped and texts.is_wide(left) and texts.is_wide(right)) else " "

    return _BLANKS.sub(blank, text)


def _without_outer_blanks(pieces: list[tuple[str, Look]]) -> tuple[str, list[tuple[str, Look]]]:
    """The blanks the line begins with, and the pieces without them and without those at the end."""
    blanks = ""
    kept = list(pieces)
    while kept and not kept[0][0].strip(_EDGES):
        blanks += kept.pop(0)[0]
    while kept and not kept[-1][0].strip(_EDGES):
        kept.pop()
    if not kept:
        return "", []
    text, first = kept[0]
    rest = text.lstrip(_EDGES)
    blanks += text[: len(text) - len(rest)]
    kept[0] = (rest, first)
    text, look = kept[-1]
    kept[-1] = (text.rstrip(_EDGES), look)
    return blanks if first.kept else blanks.replace(" ", ""), kept
