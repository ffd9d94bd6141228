"""A Word file looks as the profile asks: real styles, both scripts' fonts, grid, indents, page numbers."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from tests.formats.word_world import (
    GBT9704,
    W,
    a_paragraph,
    a_report,
    body,
    text_of,
    written,
)

from huibao.formats.docx.writer import write_docx
from huibao.model.manuscript import Item, manuscript
from huibao.model.profile import Breaking, Face
from huibao.model.report import (
    new_id,
    runs,
)


def test_headings_are_real_ones_and_run_in_ones_stay_out_of_the_navigation_pane() -> None:
    document = written(manuscript(a_report()))
    heading = a_paragraph(document, "一、主要工作").style
    assert (heading.name, heading._element.find(f".//{W}outlineLvl").get(f"{W}val")) == ("Heading 1", "0")
    assert a_paragraph(document, "（一）思想方面").style.name == "Heading 2"
    entry = a_paragraph(document, "1.学习")
    assert (entry.style.name, entry.style._element.find(f".//{W}outlineLvl")) == ("条目三", None)
    assert [(run.text, run.style.name) for run in entry.runs] == [
        ("1.学习不够深入。", "条目标题三"),
        ("理论学习流于形式。", "Default Paragraph Font"),
    ]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_whole_heading_of_each_level_has_its_outline_level(level: int) -> None:
    item = Item("heading", new_id(), runs("标题"), label="一、", level=level, head=2, first_indent=2.0, keep_next=True)
    p = written([item]).paragraphs[0]
    assert p.style._element.find(f".//{W}outlineLvl").get(f"{W}val") == str(level - 1)
    assert p.style.paragraph_format.keep_with_next is True
    assert p._p.find(f".//{W}ind") is None


def test_every_part_has_the_style_of_its_own() -> None:
    document = written(manuscript(a_report()))
    styles = {text_of(p._p): p.style.name for p in document.paragraphs}
    assert {styles[key] for key in ("现汇报如下：", "办了实事。", "特此汇报。")} == {"Normal Indent"}
    wanted = {"社区二〇二三年工作总结": "Title", "街道党工委：": "主送机关", "附件：1.问题台账": "附件说明", "社区党总支": "落款",
              "2023年12月8日": "成文日期", "（联系人：王五）": "附注", "附件1": "附件标识", "问题台账": "附件标题"}  # fmt: skip
    assert {key: styles[key] for key in wanted} == wanted


def test_every_style_names_both_scripts_and_no_theme_font() -> None:
    root = written([body("甲")]).styles.element
    assert not root.xpath("//@*[contains(name(), 'Theme')]")
    for fonts in root.iter(f"{W}rFonts"):
        assert {name.removeprefix(W) for name in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
    chosen = {style.name: style._element.find(f"{W}rPr/{W}rFonts") for style in written([body("甲")]).styles}
    east = {name: fonts.get(f"{W}eastAsia") for name, fonts in chosen.items() if fonts is not None}
    assert (east["Normal"], east["Heading 1"], east["Heading 2"], east["Title"]) == (
        "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体",
    )  # fmt: skip
    assert root.find(f"{W}docDefaults//{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_marks_that_both_scripts_have_are_taken_for_chinese() -> None:
    document = written([body("“四个意识”——和……", align="left")])
    assert [run._r.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") for run in document.paragraphs[0].runs] == ["eastAsia"]


def test_the_rest_of_a_font_chain_is_in_the_font_table() -> None:
    package = zipfile.ZipFile(io.BytesIO(write_docx([body("甲")], GBT9704, {})))
    fonts = {f.get(f"{W}name"): f for f in etree.fromstring(package.read("word/fontTable.xml"))}
    assert fonts["仿宋_GB2312"].find(f"{W}altName").get(f"{W}val").split(",")[:2] == ["仿宋", "FangSong"]
    assert {"黑体", "楷体_GB2312", "方正小标宋简体", "宋体", "Times New Roman"} <= set(fonts)


def test_the_grid_is_the_profiles() -> None:
    document = written([body("甲")])
    normal = document.styles["Normal"]._element
    spacing = normal.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")
    assert normal.find(f"{W}rPr/{W}spacing").get(f"{W}val") == "-5"
    switches = {
        name: normal.find(f"{W}pPr/{W}{name}").get(f"{W}val") for name in ("widowControl", "autoSpaceDE", "autoSpaceDN")
    }
    assert switches == {"widowControl": "0", "autoSpaceDE": "1", "autoSpaceDN": "1"}
    grid = document.sections[0]._sectPr.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")


def test_another_profile_gives_another_page() -> None:
    own = replace(
        GBT9704,
        top_mm=30.0,
        pitch_pt=28.0,
        faces={**GBT9704.faces, "run_in3": Face(("宋体",), 15, bold=True)},
        breaking=Breaking(0.0, hang=False, squeeze=True),
        page_number_place="center",
        page_number_format="第{}页",
    )
    document = written(manuscript(a_report()), own)
    normal = document.styles["Normal"]._element.find(f"{W}pPr")
    assert round(document.sections[0].top_margin.mm) == 30
    assert normal.find(f"{W}spacing").get(f"{W}line") == "560"
    assert [normal.find(f"{W}{name}").get(f"{W}val") for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")] == [
        "0"
    ] * 3
    head = document.styles["条目标题三"]
    assert (head.font.bold, head.font.size.pt) == (True, 15)
    assert document.settings.odd_and_even_pages_header_footer is False
    assert document.settings.element.find(f"{W}characterSpacingControl").get(f"{W}val") == "compressPunctuation"
    footer = document.sections[0].footer.paragraphs[0]
    assert (footer._p.find(f".//{W}jc").get(f"{W}val"), text_of(footer._p)) == ("center", "第1页")


def test_pages_are_numbered_outside_by_a_field() -> None:
    document = written([body("甲")])
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is True
    assert section.different_first_page_header_footer is False
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for footer, side, number in ((section.footer, "right", "1"), (section.even_page_footer, "left", "2")):
        p = footer.paragraphs[0]._p
        assert text_of(p) == f"— {number} —"
        assert p.find(f".//{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
        assert p.find(f".//{W}jc").get(f"{W}val") == side
        assert p.find(f".//{W}ind").get(f"{W}{side}") == "280"
    # 7.5: the middle of the line, where the dash is, 7 mm under the type area.
    line = int(section.footer.paragraphs[0]._p.find(f".//{W}spacing").get(f"{W}line")) / 20 * 25.4 / 72
    assert 35 - section.footer_distance.mm - line / 2 == pytest.approx(7, abs=0.1)


def test_without_page_numbers_the_footers_are_empty() -> None:
    section = written([body("甲")], replace(GBT9704, page_number_place="none")).sections[0]
    assert [text_of(footer.paragraphs[0]._p) for footer in (section.footer, section.even_page_footer)] == ["", ""]


def test_indents_are_in_characters_and_twips_for_first_lines_and_in_twips_alone_at_the_right() -> None:
    document = written([body("甲"), Item("signature", new_id(), runs("社区"), align="right", right_indent=2.0, blank_before=1),
                        Item("attachment_list", new_id(), runs("名单"), label="附件：", left_indent=5.0, first_indent=-3.0)])  # fmt: skip
    style = document.styles["Normal Indent"]._element.find(f"{W}pPr/{W}ind")
    assert (style.get(f"{W}firstLineChars"), style.get(f"{W}firstLine")) == ("200", "630")
    _, signature, attachment = (p._p.find(f"{W}pPr/{W}ind") for p in document.paragraphs)
    assert (signature.get(f"{W}right"), signature.get(f"{W}rightChars")) == ("630", None)
    assert (attachment.get(f"{W}left"), attachment.get(f"{W}hanging")) == ("1575", "945")
    assert document.paragraphs[1]._p.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "579"


def test_a_first_page_that_begins_lower_has_room_above_its_first_paragraph_only() -> None:
    document = written([body("甲"), body("乙")], replace(GBT9704, first_page_top_mm=87.0))
    first, second = (p._p.find(f"{W}pPr/{W}spacing") for p in document.paragraphs)
    assert int(first.get(f"{W}before")) == pytest.approx(50 / 25.4 * 1440, abs=1)
    assert second is None


def test_a_signature_and_its_date_never_stand_on_a_page_of_their_own() -> None:
    """7.3.5.5: the last words before them go along to the next page."""
    report = replace(a_report(), attachments=())
    kept = [text_of(p._p) for p in written(manuscript(report)).paragraphs if p.paragraph_format.keep_with_next]
    assert kept == ["特此汇报。", "社区党总支"]


def test_a_title_and_a_heading_are_kept_with_what_follows_by_their_styles() -> None:
    styles = written([body("甲")]).styles
    names = ("Title", "主送机关", "Heading 1", "Heading 4", "附件标识", "附件标题")
    assert all(styles[name].paragraph_format.keep_with_next for name in names)
    assert not styles["Normal Indent"].paragraph_format.keep_with_next


def test_an_attachment_begins_a_page_of_its_own() -> None:
    document = written(manuscript(a_report()))
    breaks = [text_of(p._p) for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["附件1"]


def test_a_line_with_a_manual_break_is_not_stretched() -> None:
    document = written([body("甲\u2028乙")])
    assert document.settings.element.find(f".//{W}doNotExpandShiftReturn") is not None
    assert document.paragraphs[0].text == "甲\n乙"


def test_libreoffice_sets_twenty_two_lines_of_twenty_eight_characters(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    """5.2.3; whatever Han font stands in, its characters are as wide as they are high."""
    office, reader = tool("soffice"), tool("pdftotext")
    (tmp_path / "page.docx").write_bytes(write_docx([body("汉" * (26 + 28 * 4)) for _ in range(9)], GBT9704, {}))
    private = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, private, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "page.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    done = subprocess.run([reader, tmp_path / "page.pdf", "-"], check=True, capture_output=True, encoding="utf-8")
    pages = [re.findall("汉+", page) for page in done.stdout.split("\f")]
    assert [len(lines) for lines in pages if lines] == [22, 22, 1]
    assert [len(line) for line in pages[0][:6]] == [26, 28, 28, 28, 28, 26]
