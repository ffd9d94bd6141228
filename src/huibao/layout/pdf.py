"""Pages → PDF: painted by Qt, finished by pikepdf (outline, page labels, text layer, title and author)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRawFont

from huibao.errors import OutputError
from huibao.layout.fonts import Style
from huibao.layout.painting import paint_page
from huibao.layout.values import Bookmark, Pages

_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_MAPPINGS = re.compile(rb"(beginbf(?:range|char)\n)(.*?)(endbf)", re.DOTALL)


def write_pdf(pages: Pages, *, title: str = "", author: str = "") -> bytes:
    """The PDF of ``pages``: vector text in embedded subsets, an outline of the headings, page labels from 1, a text
    layer in which every character is itself. Raises OutputError when Qt can't paint."""
    with pikepdf.open(io.BytesIO(_painted(pages, title))) as pdf:
        _write_outline(pdf, list(pages.bookmarks()))
        _write_labels(pdf)
        _write_properties(pdf, title, author)
        _mend_text_layer(pdf, pages)
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _painted(pages: Pages, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setTitle(title)
    painter = QPainter()
    for index, page in enumerate(pages.pages):
        size = QPageSize(
            QSizeF(page.width, page.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        if index:
            writer.newPage()
        elif not painter.begin(writer):
            raise OutputError("无法生成 PDF，请关闭其他程序后再试一次。")
        paint_page(painter, page, pages)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def _write_outline(pdf: pikepdf.Pdf, bookmarks: list[Bookmark]) -> None:
    """Nested by level; a level that skips its parent hangs under the last higher heading."""
    with pdf.open_outline() as outline:
        path: list[tuple[int, pikepdf.OutlineItem]] = []
        for mark in bookmarks:
            height = float(pdf.pages[mark.page].mediabox[3])
            entry = pikepdf.OutlineItem(mark.title, mark.page, "XYZ", left=0, top=height - mark.y, zoom=0)
            while path and path[-1][0] >= mark.level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(entry)
            path.append((mark.level, entry))


def _write_labels(pdf: pikepdf.Pdf) -> None:
    style = pikepdf.Dictionary(S=pikepdf.Name.D, St=1)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, style]))


def _write_properties(pdf: pikepdf.Pdf, title: str, author: str) -> None:
    pdf.Root.Lang = pikepdf.String("zh-CN")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        if author:
            metadata["dc:creator"] = [author]
    pdf.docinfo["/Title"] = pikepdf.String(title)
    pdf.docinfo["/Author"] = pikepdf.String(author)
    pdf.docinfo["/Creator"] = pikepdf.String("汇报")


def _mend_text_layer(pdf: pikepdf.Pdf, pages: Pages) -> None:
    """Qt names each glyph by the last character that a font gives it for: 工 becomes the radical ⼯. Name it by the
    character that was set instead."""
    other = _Aliases(pages.fonts.used_styles())
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            table = thing["/ToUnicode"]
            assert isinstance(table, pikepdf.Stream)
            table.write(
                _MAPPINGS.sub(lambda found: found[1] + _renamed(found[2], other) + found[3], table.read_bytes())
            )


def _renamed(mappings: bytes, other: _Aliases) -> bytes:
    """A section of a CMap with its targets renamed: in ``<from> <to> [<target> …]`` those in brackets, else the last."""
    lines = []
    for line in mappings.splitlines():
        head, bracket, targets = line.partition(b"[")
        if not bracket:
            at = line.rfind(b"<")
            head, targets = line[:at], line[at:]
        lines.append(head + bracket + _HEX.sub(lambda found: b"<" + other.named(found[1]) + b">", targets))
    return b"\n".join(lines) + b"\n"


class _Aliases:
    """Which of the characters that were set a glyph's other names stand for."""

    def __init__(self, styles: tuple[Style, ...]) -> None:
        self._by_glyph = [by_glyph for style in styles for by_glyph in _set_glyphs(style)]
        self._set = {character for style in styles for character in style.glyphs}
        self._known: dict[bytes, bytes] = {}

    def named(self, code: bytes) -> bytes:
        """The UTF-16 code, in hexadecimal, of the character that was set for ``code``."""
        if code not in self._known:
            self._known[code] = self._find(code)
        return self._known[code]

    def _find(self, code: bytes) -> bytes:
        try:
            character = bytes.fromhex(code.decode("ascii")).decode("utf-16-be")
        except (UnicodeDecodeError, ValueError):
            return code
        if character in self._set and not _RADICAL.match(character):
            return code
        for raw, characters in self._by_glyph:
            indexes = raw.glyphIndexesForString(character)
            if indexes and indexes[0] and (found := characters.get(indexes[0])):
                return found.encode("utf-16-be").hex().upper().encode("ascii")
        return code


def _set_glyphs(style: Style) -> Iterator[tuple[QRawFont, dict[int, str]]]:
    """Each face of ``style`` with the characters set in it, by glyph."""
    faces: dict[int, tuple[QRawFont, dict[int, str]]] = {}
    for character, glyph in style.glyphs.items():
        names = faces.setdefault(id(glyph.raw), (glyph.raw, {}))[1]
        if not (_RADICAL.match(character) and glyph.index in names):
            names[glyph.index] = character
    yield from faces.values()
