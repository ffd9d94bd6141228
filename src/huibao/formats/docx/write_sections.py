"""Sections of a Word file: upright pages, and landscape ones for wide tables (GB/T 9704-2012, 8).

A landscape page is an upright one turned to the right. Its margins go along, and so does its number: it stays where the
upright page has it, which in Word takes a text box whose words run from top to bottom.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from lxml import etree

from huibao.formats.docx.styles import FOOTER
from huibao.formats.docx.write_page import number_paragraph, spacer
from huibao.formats.docx.write_xml import Element, R, add, mm_emu, mm_twips, new, switch, twips, w
from huibao.model.profile import Profile
from huibao.model.table_grid import type_area

_CLOSING_PT: Final = 0.5  # high enough for Word; less than what is left under the last line of the grid
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_BOX: Final = """
<mc:AlternateContent xmlns:mc="{mc}" xmlns:wp="{wp}" xmlns:a="{a}" xmlns:wps="{wps}" xmlns:w="{w}">
<mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"
 allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{id}" name="页码"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{wps}"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr rot="0" vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice></mc:AlternateContent>"""


class Sections:
    """Ends the sections of ``body`` where pages turn. The document's own section is the upright one, dressed already."""

    def __init__(self, document: Document, body: Element, profile: Profile) -> None:
        self._document = document
        self._body = body
        self._profile = profile
        self._upright: Element = document.element.body.sectPr
        self._landscape: Element = None

    def end(self, turned: bool) -> None:
        """End a section: in its last paragraph, or in one of its own after a table."""
        if not len(self._body) or self._body[-1].tag == w("tbl"):
            self._body.append(spacer(_CLOSING_PT))
        self._body[-1].find(w("pPr")).append(self.properties(turned))

    def properties(self, turned: bool) -> Element:
        """The ``w:sectPr`` of a section of upright or landscape pages."""
        if turned and self._landscape is None:
            self._landscape = self._turned()
        return deepcopy(self._landscape if turned else self._upright)

    def _turned(self) -> Element:
        profile, properties = self._profile, deepcopy(self._upright)
        document: Any = self._document.part
        for reference, even in zip(properties.findall(w("footerReference")), (False, True), strict=True):
            part, relation = document.add_footer_part()
            reference.set(w("type"), "even" if even else "default")
            reference.set(f"{{{R}}}id", relation)
            _fill_footer(part.element, profile, even)
        size, margins = properties.find(w("pgSz")), properties.find(w("pgMar"))
        _set(size, w=mm_twips(profile.page_height_mm), h=mm_twips(profile.page_width_mm), orient="landscape")
        top = mm_twips(profile.left_mm)
        # Whole lines, as on our pages, and the closing paragraph: Word has no grid for tables.
        bottom = mm_twips(profile.page_width_mm) - top - twips(type_area(profile, turned=True)[1] + _CLOSING_PT)
        _set(margins, top=top, right=mm_twips(profile.top_mm), bottom=bottom, left=mm_twips(profile.bottom_mm),
             footer=max(bottom // 3, 0))  # fmt: skip
        return properties


def _set(element: Element, **values: str | int) -> None:
    for key, value in values.items():
        element.set(w(key), str(value))


def _fill_footer(footer: Element, profile: Profile, even: bool) -> None:
    """A paragraph of no height that holds the box with the page number."""
    for old in list(footer):
        footer.remove(old)
    paragraph = add(footer, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=FOOTER)
    switch(properties, "snapToGrid", False)
    add(properties, "spacing", before=0, after=0, line=20, lineRule="exact")
    if profile.page_number_place != "none":
        add(paragraph, "r").append(_box(profile, even))


def _box(profile: Profile, even: bool) -> Any:
    """The page number in a box over the left margin, as long as a line of an upright page. Its middle, where the dashes
    are, is as far from the type area as theirs."""
    high = profile.face("page_number").size_pt * 1.25 * 25.4 / 72
    middle = profile.bottom_mm - profile.page_number_below_mm
    box = etree.fromstring(
        _BOX.format(
            mc=_MC, wp=_WP, a=_A, wps=_WPS, w=w("p")[1:].partition("}")[0], id=9001 + even,
            x=mm_emu(middle - high / 2), y=mm_emu(profile.left_mm),
            wide=mm_emu(high), high=mm_emu(profile.text_width_mm),
        ).replace("\n", "")
    )  # fmt: skip
    next(box.iter(new("txbxContent").tag)).append(number_paragraph(profile, even))
    return box
