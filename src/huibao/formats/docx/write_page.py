"""The page of a Word file: size, margins, grid, page numbers, and the settings that go with them."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.shared import Mm

from huibao.formats.docx.styles import FOOTER
from huibao.formats.docx.write_xml import SPACE, Element, add, new, switch, twips, w
from huibao.model.profile import Profile

_MM_PER_PT: Final = 25.4 / 72


def set_page(document: Document, profile: Profile) -> None:
    """Size, margins, grid and footers of the document's one section, and the settings that depend on the profile."""
    section = document.sections[0]
    properties: Element = document.element.body.sectPr
    section.page_width, section.page_height = Mm(profile.page_width_mm), Mm(profile.page_height_mm)
    section.top_margin, section.bottom_margin = Mm(profile.top_mm), Mm(profile.bottom_mm)
    section.left_margin, section.right_margin = Mm(profile.left_mm), Mm(profile.right_mm)
    size = profile.face("page_number").size_pt
    line = size * 1.25
    # 7.5: the dash, in the middle of its line, 7 mm under the type area.
    section.footer_distance = Mm(max(profile.bottom_mm - profile.page_number_below_mm - line / 2 * _MM_PER_PT, 0.0))
    properties.find(w("docGrid")).set(w("linePitch"), str(twips(profile.pitch_pt)))
    _set_footer(section.footer.part.element, profile, even=False)
    _set_footer(section.even_page_footer.part.element, profile, even=True)
    settings: Element = document.settings.element
    document.settings.odd_and_even_pages_header_footer = profile.page_number_place == "outside"
    control = settings.find(w("characterSpacingControl"))
    control.set(w("val"), "compressPunctuation" if profile.breaking.squeeze else "doNotCompress")


def _set_footer(footer: Element, profile: Profile, even: bool) -> None:
    for old in list(footer):
        footer.remove(old)
    footer.append(number_paragraph(profile, even))


def number_paragraph(profile: Profile, even: bool) -> Element:
    """One line with the page number: outside means right on odd pages, left on even ones, one character in (7.5)."""
    paragraph = new("p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=FOOTER)
    size = profile.face("page_number").size_pt
    add(properties, "spacing", line=twips(size * 1.25), lineRule="exact")
    place = profile.page_number_place
    if place == "none":
        return paragraph
    if place == "outside":
        place = "left" if even else "right"
        add(properties, "ind", **{place: twips(size)})
    add(properties, "jc", val=place)
    before, _, after = profile.page_number_format.partition("{}")
    _text(paragraph, before)
    field = add(paragraph, "fldSimple", instr=" PAGE ")
    _text(field, "2" if even else "1")
    _text(paragraph, after)
    return paragraph


def _text(parent: Element, text: str) -> None:
    if text:
        run = add(parent, "r")
        add(add(run, "rPr"), "rFonts", hint="eastAsia")
        element = add(run, "t")
        element.text = text
        element.set(SPACE, "preserve")


def spacer(height_pt: float = 1.0) -> Element:
    """An empty paragraph ``height_pt`` high: Word merges tables that nothing parts, and wants a paragraph at the end."""
    paragraph = new("p")
    properties = add(paragraph, "pPr")
    switch(properties, "snapToGrid", False)
    add(properties, "spacing", before=0, after=0, line=max(twips(height_pt), 1), lineRule="exact")
    add(add(properties, "rPr"), "sz", val=2)
    return paragraph
