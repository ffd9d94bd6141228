"""Pages → PDF: painted by Qt, finished by pikepdf (outline, page labels, text layer, title and author)."""

from __future__ import annotations

import io

import pikepdf
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from huibao.errors import OutputError
from huibao.layout.hand import Hand
from huibao.layout.painting import paint_page
from huibao.layout.text_layer import mend_text_layer
from huibao.layout.values import Bookmark, Pages


def write_pdf(pages: Pages, *, title: str = "", author: str = "") -> bytes:
    """The PDF of ``pages``: vector text in embedded subsets, an outline of the headings, page labels from 1, a text
    layer in which every character is itself. Raises OutputError when Qt can't paint."""
    with pikepdf.open(io.BytesIO(_painted(pages, title))) as pdf:
        _write_outline(pdf, list(pages.bookmarks()))
        _write_labels(pdf)
        _write_properties(pdf, title, author)
        mend_text_layer(pdf, pages)
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _painted(pages: Pages, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setTitle(title)
    painter, hand = QPainter(), Hand()
    for index, page in enumerate(pages.pages):
        size = QPageSize(
            QSizeF(page.width, page.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        if index:
            writer.newPage()
        elif not painter.begin(writer):
            raise OutputError("无法生成 PDF，请关闭其他程序后再试一次。")
        paint_page(painter, page, pages, hand)
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
