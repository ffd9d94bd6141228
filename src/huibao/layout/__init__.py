"""Manuscript → lines → pages, and painting them. QtGui, no widgets."""

from huibao.layout.app import application
from huibao.layout.composer import Composer, compose
from huibao.layout.fonts import Fonts, StandIn
from huibao.layout.painting import paint_page
from huibao.layout.pdf import write_pdf
from huibao.layout.values import Bookmark, Page, Pages, PlacedLine

__all__ = [
    "Bookmark",
    "Composer",
    "Fonts",
    "Page",
    "Pages",
    "PlacedLine",
    "StandIn",
    "application",
    "compose",
    "paint_page",
    "write_pdf",
]
