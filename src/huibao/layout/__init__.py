"""Manuscript → lines → pages, and painting them. QtGui, no widgets."""

from huibao.layout.app import application
from huibao.layout.composer import Composer, compose
from huibao.layout.fonts import Fonts, StandIn
from huibao.layout.painting import paint_page
from huibao.layout.troubles import Trouble, troubles
from huibao.layout.values import Bookmark, Page, Pages, PlacedLine


def write_pdf(pages: Pages, *, title: str = "", author: str = "") -> bytes:
    """``pages`` as a PDF: see ``layout.pdf``, which is loaded when a PDF is wanted (its library costs 70 ms at the start)."""
    from huibao.layout.pdf import write_pdf as write

    return write(pages, title=title, author=author)


__all__ = [
    "Bookmark",
    "Composer",
    "Fonts",
    "Page",
    "Pages",
    "PlacedLine",
    "StandIn",
    "Trouble",
    "application",
    "compose",
    "paint_page",
    "troubles",
    "write_pdf",
]
