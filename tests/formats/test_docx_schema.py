"""The parts of a Word file have their children in the order of the schema: Word calls a file broken that has not.

Orders: ECMA-376 Part 1, transitional, wml.xsd (CT_PPrBase, EG_RPrBase, CT_SectPr, CT_TblPr, CT_TcPr, CT_Style …).
"""

import io
import zipfile
from functools import cache
from itertools import pairwise

import pytest
from lxml import etree
from tests.formats.word_world import GBT9704, PNG, PNG_NAME, W, a_report

from huibao.formats.docx.writer import Properties, write_docx
from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Cell, Paragraph, Run, Table, new_id, runs

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tc": "tcPr p tbl",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "p": "pPr *",
    "r": "rPr *",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation evenAndOddHeaders "
    "bookFoldPrinting characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "compat": "doNotExpandShiftReturn useFELayout compatSetting",
}  # fmt: skip
PARTS = ["document", "styles", "settings", "fontTable", "footer1", "footer2", "footer3", "footer4"]


@cache
def package() -> zipfile.ZipFile:
    looks = (Run("甲", bold=True), Run("乙", italic=True, underline=True), Run("丙\t丁\u2028"))
    odd = Item("heading", new_id(), looks, label="1.", level=3, head=2, align="center", left_indent=1, blank_before=2,
               new_page=True, keep_next=True)  # fmt: skip
    row = tuple(Cell((Paragraph(new_id(), runs("问题清单")),)) for _ in range(9))
    wide = Item("table", new_id(), table=Table(new_id(), (row, row), header_rows=1))
    items = (*manuscript(a_report()), odd, wide, odd)
    return zipfile.ZipFile(io.BytesIO(write_docx(items, GBT9704, {PNG_NAME: PNG}, Properties("总结", "张三", "社区"))))


@pytest.mark.parametrize("part", PARTS)
def test_children_stand_in_the_order_of_the_schema(part: str) -> None:
    faults = []
    for element in etree.fromstring(package().read(f"word/{part}.xml")).iter(f"{W}*"):
        name = etree.QName(element).localname
        order = ORDER.get(name, "*").split()
        places = [_place(order, etree.QName(child).localname) for child in element]
        faults += [
            f"{name}: {etree.QName(element[n + 1]).localname}" for n, (a, b) in enumerate(pairwise(places)) if a > b
        ]
        faults += [f"{name} may not hold {etree.QName(element[n]).localname}" for n, at in enumerate(places) if at < 0]
    assert faults == []


def _place(order: list[str], name: str) -> int:
    if name in order:
        return order.index(name)
    return order.index("*") if "*" in order else -1


def test_no_single_property_is_said_twice() -> None:
    repeated = []
    for part in PARTS:
        for element in etree.fromstring(package().read(f"word/{part}.xml")).iter(f"{W}*"):
            if etree.QName(element).localname in ("pPr", "rPr", "tblPr", "trPr", "tcPr"):
                names = [child.tag for child in element]
                repeated += [name for name in names if names.count(name) > 1]
    assert repeated == []


def test_no_part_asks_for_a_font_of_a_theme() -> None:
    for part in PARTS:
        root = etree.fromstring(package().read(f"word/{part}.xml"))
        assert not [name for element in root.iter() for name in element.attrib if "Theme" in name or "theme" in name]
    assert not any("theme" in name for name in package().namelist())


def test_the_file_says_that_it_is_chinese() -> None:
    styles = etree.fromstring(package().read("word/styles.xml"))
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}eastAsia") == "zh-CN"
    settings = etree.fromstring(package().read("word/settings.xml"))
    assert settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"


def test_every_font_that_is_named_has_its_chain_in_the_font_table() -> None:
    table = {font.get(f"{W}name"): font.find(f"{W}altName") for font in etree.fromstring(package().read("word/fontTable.xml"))}
    named = {
        name
        for part in PARTS
        for fonts in etree.fromstring(package().read(f"word/{part}.xml")).iter(f"{W}rFonts")
        for key, name in fonts.attrib.items()
        if key != f"{W}hint"
    }
    assert named <= set(table)
    for face in GBT9704.faces.values():
        if face.families[0] in table:
            assert table[face.families[0]].get(f"{W}val").split(",") == list(face.families[1:])


def test_every_row_property_group_and_cell_has_what_it_must_have() -> None:
    root = etree.fromstring(package().read("word/document.xml"))
    assert all(len(properties) for properties in root.iter(f"{W}trPr"))
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
    assert all(len(row.findall(f"{W}tc")) for row in root.iter(f"{W}tr"))


def test_every_style_that_is_used_is_there() -> None:
    styles = etree.fromstring(package().read("word/styles.xml"))
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    named = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    for part in ("document", "styles", "footer1", "footer2", "footer3", "footer4"):
        root = etree.fromstring(package().read(f"word/{part}.xml"))
        assert {use.get(f"{W}val") for name in named for use in root.iter(f"{W}{name}")} <= known


def test_every_part_is_declared_and_every_relation_leads_somewhere() -> None:
    names = set(package().namelist())
    types = etree.fromstring(package().read("[Content_Types].xml"))
    declared = {entry.get("PartName", "").lstrip("/") for entry in types}
    endings = {entry.get("Extension") for entry in types} - {None}
    assert all(name in declared or name.rpartition(".")[2] in endings for name in names)
    relations = etree.fromstring(package().read("word/_rels/document.xml.rels"))
    assert {f"word/{relation.get('Target')}" for relation in relations} <= names
