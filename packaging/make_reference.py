"""Make resources/reference.docx again: the bare Word file that every export starts from.

    python packaging/make_reference.py [FILE]

It holds what is the same in every export: the styles with their names, kinship and order of precedence, settings, empty
footers, one A4 section. Fonts, sizes, indents and margins are put in from the format profile at every writing; here they
are those of resources/profiles/gbt9704.toml. The same sources give the same bytes: no time, no author, nothing compressed.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from lxml import etree  # noqa: E402

from huibao.formats.docx.styles import NORMAL, STYLES, TABLE_GRID, Style, dress, font_table  # noqa: E402
from huibao.formats.docx.write_xml import Element, R, W, add, new, switch  # noqa: E402
from huibao.formats.profiles import load_profile  # noqa: E402
from huibao.model.profile import Profile  # noqa: E402

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEMA = "http://schemas.openxmlformats.org"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD_PARTS = {  # relationship id → (kind, part)
    "rId1": ("styles", "styles"),
    "rId2": ("settings", "settings"),
    "rId3": ("fontTable", "fontTable"),
    "rId4": ("footer", "footer1"),
    "rId5": ("footer", "footer2"),
}
# Word's own styles that are shown in its gallery; the others stay out of sight until they are asked for.
SHOWN = ("Normal", "Normal Indent", "heading 1", "heading 2", "heading 3", "heading 4", "Title")


def parts(profile: Profile) -> dict[str, bytes]:
    """The parts of the package by name, in the order in which they are stored."""
    return {
        "[Content_Types].xml": _content_types().encode(),
        "_rels/.rels": _package_relations().encode(),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="{SCHEMA}/officeDocument/2006/extended-properties"/>'.encode(),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{SCHEMA}/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ).encode(),
        "word/_rels/document.xml.rels": _word_relations().encode(),
        "word/document.xml": _xml(_document()),
        "word/fontTable.xml": _xml(font_table(profile)),
        "word/footer1.xml": _xml(_footer()),
        "word/footer2.xml": _xml(_footer()),
        "word/settings.xml": _xml(_settings()),
        "word/styles.xml": _xml(_styles(profile)),
    }


def write(path: Path) -> None:
    """Write the package to ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts(load_profile(ROOT / "resources" / "profiles" / "gbt9704.toml")).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            package.writestr(entry, data)


def _xml(element: Element) -> bytes:
    return HEAD.encode() + bytes(etree.tostring(element, encoding="UTF-8"))


def _content_types() -> str:
    kinds = {
        "/word/document.xml": f"{MAIN}.document.main+xml",
        **{f"/word/{part}.xml": f"{MAIN}.{kind}+xml" for kind, part in WORD_PARTS.values()},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{SCHEMA}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(rows: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{SCHEMA}/package/2006/relationships">{inner}</Relationships>'


def _package_relations() -> str:
    office = f"{SCHEMA}/officeDocument/2006/relationships"
    return _relations(
        [
            ("rId1", f"{office}/officeDocument", "word/document.xml"),
            ("rId2", f"{SCHEMA}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{office}/extended-properties", "docProps/app.xml"),
        ]
    )


def _word_relations() -> str:
    office = f"{SCHEMA}/officeDocument/2006/relationships"
    return _relations([(key, f"{office}/{kind}", f"{part}.xml") for key, (kind, part) in WORD_PARTS.items()])


def _document() -> Element:
    root = new("document")
    section = add(add(root, "body"), "sectPr")
    for kind, key in (("default", "rId4"), ("even", "rId5")):
        add(section, "footerReference", type=kind).set(f"{{{R}}}id", key)
    add(section, "pgSz", w=11906, h=16838)
    add(section, "pgMar", top=2098, right=1474, bottom=1984, left=1587, header=851, footer=1446, gutter=0)
    add(section, "cols", space=720)
    # Not linesAndChars: with it LibreOffice puts 14 characters on a line.
    add(section, "docGrid", type="lines", linePitch=579)
    return root


def _footer() -> Element:
    root = new("ftr")
    add(root, "p")
    return root


def _settings() -> Element:
    """In the order of CT_Settings (ECMA-376 Part 1, 17.15.1)."""
    root = new("settings")
    add(root, "zoom", percent=100)
    add(root, "bordersDoNotSurroundHeader")
    add(root, "bordersDoNotSurroundFooter")
    add(root, "defaultTabStop", val=420)
    switch(root, "evenAndOddHeaders", True)
    add(root, "characterSpacingControl", val="doNotCompress")
    compat = add(root, "compat")
    add(compat, "doNotExpandShiftReturn")  # a line that ends in a manual break is not stretched to the margin
    add(compat, "useFELayout")
    modern = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
        "useWord2013TrackBottomHyphenation": 0,
    }
    for name, value in modern.items():
        add(compat, "compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
    add(root, "themeFontLang", val="en-US", eastAsia="zh-CN")
    add(root, "decimalSymbol", val=".")
    add(root, "listSeparator", val=",")
    return root


def _styles(profile: Profile) -> Element:
    root = new("styles")
    defaults = add(root, "docDefaults")
    look = add(add(defaults, "rPrDefault"), "rPr")
    add(look, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    add(defaults, "pPrDefault")
    latent = add(root, "latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1,
                 defQFormat=0, count=376)  # fmt: skip
    for order, name in enumerate(SHOWN):
        add(latent, "lsdException", name=name, semiHidden=0, unhideWhenUsed=0, uiPriority=order, qFormat=1)
    for order, style in enumerate(STYLES):
        _style(root, style, order)
        if style.id == NORMAL:
            _bases(root)
    dress(root, profile)
    return root


def _style(root: Element, style: Style, order: int) -> None:
    element = add(root, "style", type="character" if style.run else "paragraph")
    own = not style.name.isascii()
    if style.id == NORMAL:
        element.set(f"{{{W}}}default", "1")
    if own:
        element.set(f"{{{W}}}customStyle", "1")
    element.set(f"{{{W}}}styleId", style.id)
    add(element, "name", val=style.name)
    if style.alias:
        add(element, "aliases", val=style.alias)
    if style.run:
        add(element, "basedOn", val="DefaultParagraphFont")
    elif style.id != NORMAL:
        add(element, "basedOn", val=NORMAL)
        if style.next:
            add(element, "next", val=style.next)
    add(element, "uiPriority", val=order)
    add(element, "qFormat")


def _bases(root: Element) -> None:
    """The styles that characters, tables and lists have when nothing else is said, and ruled tables."""
    for kind, key, name in (
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
        ("numbering", "NoList", "No List"),
    ):
        element = add(root, "style", type=kind, default=1, styleId=key)
        add(element, "name", val=name)
        add(element, "uiPriority", val=99)
        add(element, "semiHidden")
        add(element, "unhideWhenUsed")
        if kind == "table":
            properties = add(element, "tblPr")
            add(properties, "tblInd", w=0, type="dxa")
            margins = add(properties, "tblCellMar")
            for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)):
                add(margins, side, w=width, type="dxa")
    grid = add(root, "style", type="table", styleId=TABLE_GRID)
    add(grid, "name", val="Table Grid")
    add(grid, "basedOn", val="TableNormal")
    add(grid, "uiPriority", val=39)
    borders = add(add(grid, "tblPr"), "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="000000")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "resources" / "reference.docx")
