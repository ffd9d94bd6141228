"""Items → blocks: which face, which indents, how high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from huibao.layout.blocks import Block, TextBlock
from huibao.layout.fonts import Fonts
from huibao.layout.lines import Align, Line, Strip, break_lines
from huibao.layout.pictures import picture_block
from huibao.layout.strips import make_strip
from huibao.layout.tables import table_block
from huibao.model.manuscript import Item
from huibao.model.profile import Breaking, Profile
from huibao.model.table_grid import type_area
from huibao.model.titles import break_title, title_room

MM = 72 / 25.4
_TITLES = ("title", "attachment_title")
_PLAIN = Breaking(hang=False)
_JUSTIFIED = ("lead", "heading", "body", "closing", "note", "attachment_list", "recipient")


class Measures:
    """The profile's lengths in pt: ``width`` and ``height`` of the type area, ``cell`` of one character, ``pitch``.
    ``turned``: those of landscape pages, which are upright ones turned to the right, so that a table's head is at the
    left edge of the paper (GB/T 9704-2012, 8)."""

    def __init__(self, profile: Profile, turned: bool = False) -> None:
        wide, high = (max(mm, 20.0) * MM for mm in (profile.page_width_mm, profile.page_height_mm))
        left, top = (max(mm, 0.0) * MM for mm in (profile.left_mm, profile.top_mm))
        self.turned = turned
        self.pitch = max(profile.pitch_pt, 4.0)
        self.cell = max(profile.cell_pt, 1.0)
        self.width, self.height = type_area(profile, turned)
        if turned:
            self.page_width, self.page_height = high, wide
            self.left, self.top = max(profile.bottom_mm, 0.0) * MM, left
            self.first_top = self.top
        else:
            self.page_width, self.page_height = wide, high
            self.left, self.top = left, top
            self.first_top = max(profile.first_page_top_mm * MM, top)

    def room(self, page: int) -> float:
        """Height in pt that text may take on page number ``page``."""
        return self.height - (self.first_top - self.top if page == 1 else 0.0)


class Sheets:
    """The measures of upright and of landscape pages."""

    def __init__(self, profile: Profile) -> None:
        self.upright, self._turned = Measures(profile), Measures(profile, turned=True)

    def of(self, item: Item) -> Measures:
        """Those of the pages that ``item`` stands on."""
        return self._turned if item.turned else self.upright


def compose_item(item: Item, fonts: Fonts, measures: Measures, media: Mapping[str, bytes]) -> Block:
    """The block of ``item``; ``media`` holds picture bytes by SHA-256."""
    if item.table is not None:
        return table_block(item, fonts)
    if item.picture is not None:
        return picture_block(item, fonts, measures.width, measures.height, media.get(item.picture.sha256, b""))
    return _text_block(item, fonts, measures)


def _text_block(item: Item, fonts: Fonts, measures: Measures) -> TextBlock:
    role, head_role = _roles(item, fonts.profile)
    style = fonts.style(role)
    strip = make_strip(fonts, item.label, item.runs, role, head_role, item.head)
    left, right = item.left_indent * measures.cell, item.right_indent * measures.cell
    width = max(measures.width - left - right, measures.cell)
    lines: list[Line]
    if item.role in _TITLES:
        lines = _title_lines(strip, break_title(strip.text, title_room(fonts.profile, role)), left, width)
    else:
        first = min(max(item.first_indent * measures.cell, -left), width - measures.cell)
        lines = break_lines(strip, (left + first, width - first), (left, width), fonts.profile.breaking, _align(item))
    return TextBlock(item, lines, max(fonts.profile.line_pt(role), measures.pitch), style.size_pt)


def _title_lines(strip: Strip, ends: Sequence[int], x: float, width: float) -> list[Line]:
    """The lines of a title, each broken again only where the faces at hand are wider than was reckoned."""
    lines: list[Line] = []
    for start, end in pairwise((0, *ends)):
        for line in break_lines(strip, (x, width), (x, width), _PLAIN, "center", start, end):
            line.last = True
            lines.append(line)
    return lines


def _align(item: Item) -> Align:
    if item.align:
        return item.align
    return "justify" if item.role in _JUSTIFIED else "left"


def _roles(item: Item, profile: Profile) -> tuple[str, str]:
    """The profile's roles for the paragraph, and for the words of a run-in heading ("" when there is none)."""
    if item.role == "attachment_title" and item.role not in profile.faces:
        return "title", ""
    if item.role in (*_TITLES, "attachment_label"):
        return item.role, ""
    if item.role == "caption":
        return ("caption" if "caption" in profile.faces else "table"), ""
    if item.role != "heading":
        return "body", ""
    heading, run_in = f"heading{item.level}", f"run_in{item.level}"
    if item.head >= len(item.text):
        return heading, ""
    return "body", run_in if run_in in profile.faces else heading
