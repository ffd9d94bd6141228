"""The styles of our Word files: which there are, and how a profile dresses them.

``resources/reference.docx`` holds them by name, order and kinship; fonts, sizes, indents and pitch come from the profile
at every writing. Names of Word's own styles are the English ones of the file format ("heading 1"): Word and WPS show
them as 标题 1 themselves, and their navigation panes go by the outline level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from huibao.formats.docx.write_xml import Element, add, new, switch, twips, w
from huibao.model.manuscript import Item, Role
from huibao.model.profile import PICTURE_ROOM_PT, Face, Profile

Lines = Literal["exact", "single"]
NORMAL: Final = "Normal"
TABLE_TEXT: Final = "HbTableText"
PICTURE: Final = "HbPicture"
CAPTION: Final = "Caption"
FOOTER: Final = "Footer"
TABLE_GRID: Final = "TableGrid"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, or a character style (``run`` True).

    ``faces`` are roles of the profile, the first it names counts. ``first`` first-line indent in characters of the body.
    ``lines``: "exact" the profile's height for the role, "single" as high as the content needs.
    ``outline`` 0–3 for headings, -1 for body text (ECMA-376 Part 1, 17.3.1.20). ``keep``: never the last on a page.
    """

    id: str
    name: str
    faces: tuple[str, ...] = ()
    alias: str = ""
    next: str = ""
    run: bool = False
    align: str = ""
    first: float = 0.0
    lines: Lines = "exact"
    outline: int = -1
    keep: bool = False


def _heading(level: int) -> Style:
    return Style(f"Heading{level}", f"heading {level}", (f"heading{level}",), next="NormalIndent", align="left", first=2.0,
                 outline=level - 1, keep=True)  # fmt: skip


STYLES: Final[tuple[Style, ...]] = (
    Style(NORMAL, "Normal", ("body",), align="both"),
    Style("NormalIndent", "Normal Indent", first=2.0),
    *(_heading(level) for level in (1, 2, 3, 4)),
    Style("Title", "Title", ("title",), alias="报告标题", next="NormalIndent", align="center", keep=True),
    Style("HbRecipient", "主送机关", next="NormalIndent", keep=True),
    *(Style(f"HbEntry{level}", f"条目{numeral}", first=2.0) for level, numeral in enumerate("一二三四", 1)),
    *(
        Style(f"HbEntryHead{level}", f"条目标题{numeral}", (f"run_in{level}", f"heading{level}"), run=True)
        for level, numeral in enumerate("一二三四", 1)
    ),
    Style("HbAttachmentList", "附件说明"),
    Style("HbSignature", "落款", alias="署名", next="HbDate", align="right"),
    Style("HbDate", "成文日期", next="NormalIndent", align="right"),
    Style("HbNote", "附注", first=2.0),
    Style("HbAttachmentLabel", "附件标识", ("attachment_label",), next="HbAttachmentTitle", align="left", keep=True),
    Style(
        "HbAttachmentTitle", "附件标题", ("attachment_title", "title"), next="NormalIndent", align="center", keep=True
    ),
    Style(TABLE_TEXT, "表格文字", ("table",), align="left"),
    Style(PICTURE, "图片", align="center", lines="single"),
    Style(CAPTION, "caption", ("caption", "table"), next="NormalIndent", align="center"),
    Style(FOOTER, "footer", ("page_number",), align="left", lines="single"),
)
BY_ID: Final = {style.id: style for style in STYLES}
_OF_ROLE: Final[dict[Role, str]] = {
    "title": "Title",
    "recipient": "HbRecipient",
    "lead": "NormalIndent",
    "body": "NormalIndent",
    "closing": "NormalIndent",
    "attachment_list": "HbAttachmentList",
    "signature": "HbSignature",
    "date": "HbDate",
    "note": "HbNote",
    "attachment_label": "HbAttachmentLabel",
    "attachment_title": "HbAttachmentTitle",
    "table": TABLE_TEXT,
    "picture": PICTURE,
    "caption": CAPTION,
}


def style_of(item: Item) -> Style:
    """The paragraph style of an item. A run-in heading (more text than its own words) has one without outline level,
    else the navigation pane shows whole paragraphs."""
    if item.role != "heading":
        return BY_ID[_OF_ROLE[item.role]]
    level = min(max(item.level, 1), 4)
    return BY_ID[f"Heading{level}" if item.head >= len(item.text) else f"HbEntry{level}"]


def head_style(item: Item) -> str:
    """The id of the character style for a run-in heading's own words, "" for every other item."""
    run_in = item.role == "heading" and 0 < item.head < len(item.text)
    return f"HbEntryHead{min(max(item.level, 1), 4)}" if run_in else ""


def role_of(style: Style, profile: Profile) -> str:
    """The role whose face ``style`` has: the first of its roles that the profile names, else the body."""
    return next((role for role in style.faces if role in profile.faces), "body")


def face_of(style: Style, profile: Profile) -> Face:
    """The face that the profile gives ``style``."""
    return profile.face(role_of(style, profile))


def dress(styles: Element, profile: Profile) -> None:
    """Give every style of ``styles`` (the root ``w:styles``) the fonts, sizes, pitch and indents of ``profile``."""
    found = {element.get(w("styleId")): element for element in styles.iterfind(w("style"))}
    for style in STYLES:
        element = found[style.id]
        for name in ("pPr", "rPr"):
            for old in element.findall(w(name)):
                element.remove(old)
        if not style.run:
            _paragraph_properties(element, style, profile)
        _run_properties(element, style, profile)


def _paragraph_properties(element: Element, style: Style, profile: Profile) -> None:
    properties = add(element, "pPr")
    if style.keep:
        add(properties, "keepNext")
    if style.id == NORMAL:
        switch(properties, "widowControl", False)
        # Left out when it hangs: that is the default, and LibreOffice 7.4 takes a 1 for no.
        told = profile.breaking.overflow_punct
        if told is not None or not profile.breaking.hang:
            switch(properties, "overflowPunct", bool(told))
        switch(properties, "autoSpaceDE", profile.breaking.han_latin_gap_em > 0)
        switch(properties, "autoSpaceDN", profile.breaking.han_latin_gap_em > 0)
    if style.lines == "single":
        switch(properties, "snapToGrid", False)
        room = twips(PICTURE_ROOM_PT) if style.id == PICTURE else 0
        add(properties, "spacing", before=room, after=room, line=240, lineRule="auto")
    else:
        _line_height(properties, style, profile)
    if style.first:
        indent(properties, profile, first=style.first)
    if style.align:
        add(properties, "jc", val=style.align)
    if style.outline >= 0:
        add(properties, "outlineLvl", val=style.outline)


def _line_height(properties: Element, style: Style, profile: Profile) -> None:
    """An exact height where it is not that of the style it is based on. Word snaps no exact line to the grid; LibreOffice
    does, where the face is large (a title would take two lines), so such a style says that it should not."""
    height = profile.line_pt(role_of(style, profile))
    if style.id == NORMAL or height != profile.pitch_pt:
        if style.id != NORMAL:
            switch(properties, "snapToGrid", False)
        add(properties, "spacing", before=0, after=0, line=twips(height), lineRule="exact")
    elif face_of(style, profile).size_pt > profile.face("body").size_pt:
        switch(properties, "snapToGrid", False)


def indent(properties: Element, profile: Profile, first: float = 0.0, left: float = 0.0, right: float = 0.0) -> None:
    """A ``w:ind`` for indents in characters of the body. The first line is told in characters as well as in twips, so
    that WPS shows 首行缩进 2 字符; the others in twips alone, because LibreOffice misreads those in characters."""
    cell = profile.cell_pt
    element = add(properties, "ind", left=twips(left * cell), right=twips(right * cell))
    if first < 0:
        element.set(w("hanging"), str(twips(-first * cell)))
        return
    element.set(w("firstLineChars"), str(round(first * 100)))
    element.set(w("firstLine"), str(twips(first * cell)))


def _run_properties(element: Element, style: Style, profile: Profile) -> None:
    if not style.faces:
        return
    face = face_of(style, profile)
    properties = add(element, "rPr")
    latin = face.families[0] if style.id == FOOTER else profile.latin_family
    fonts(properties, face.families[0], latin)
    # A character style over a paragraph style: two w:b would cancel each other out (17.7.3), so the entry styles have none.
    if face.bold or not style.run:
        switch(properties, "b", face.bold)
        switch(properties, "bCs", face.bold)
    if not style.run:
        squeezed = face.size_pt == profile.face("body").size_pt
        add(properties, "color", val="000000")
        add(properties, "spacing", val=twips(profile.character_spacing_pt) if squeezed else 0)
        add(properties, "kern", val=0)
    add(properties, "sz", val=round(face.size_pt * 2))
    add(properties, "szCs", val=round(face.size_pt * 2))


def fonts(properties: Element, han: str, latin: str) -> None:
    """``w:rFonts`` naming both scripts and no theme font: theme attributes would win over names (17.3.2.26)."""
    add(properties, "rFonts", ascii=latin, eastAsia=han, hAnsi=latin, cs=latin)


def font_table(profile: Profile) -> Element:
    """The ``w:fonts`` part: each first choice with the rest of its chain as alternative names (17.8.3.1)."""
    chains: dict[str, tuple[str, ...]] = {}
    for style in STYLES:
        families = face_of(style, profile).families
        chains.setdefault(families[0], families[1:])
    latin = profile.faces.get("latin")
    chains.setdefault(profile.latin_family, latin.families[1:] if latin else ())
    root = new("fonts")
    for name, others in chains.items():
        font = add(root, "font", name=name)
        if others:
            add(font, "altName", val=",".join(others))
        add(font, "charset", val="00" if name == profile.latin_family else "86")
        add(font, "family", val="roman" if name == profile.latin_family else "auto")
        add(font, "pitch", val="variable")
    return root
