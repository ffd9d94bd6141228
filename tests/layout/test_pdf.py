import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import body, heading, pages_of, table

from huibao.layout import write_pdf
from huibao.model.manuscript import Item
from huibao.model.report import Run

# Characters that share their glyph with a radical, some without decomposition; and some beyond U+FFFF.
RADICALS = "工一人大高民长见鱼龙龟麦黄黑鼓齐青韦页风飞食首香马骨鬼門"
ASTRAL = "𠮷𬱖𬭎𫘧"


def extracted(data: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def squashed(text: str) -> str:
    return "".join(text.split())


def test_every_han_character_comes_back_as_itself() -> None:
    text = squashed(extracted(write_pdf(pages_of(body(RADICALS + "工作总结")))))
    assert RADICALS + "工作总结" in text


def test_characters_beyond_the_basic_plane_come_back() -> None:
    items = [body(f"姓名{ASTRAL[0]}工{ASTRAL[1]}"), table([["表", ASTRAL[2]], [ASTRAL[0], ASTRAL[3]]])]
    text = squashed(extracted(write_pdf(pages_of(*items))))
    assert f"姓名{ASTRAL[0]}工{ASTRAL[1]}" in text
    assert set(ASTRAL) < set(text)


def test_another_reader_finds_the_text_too(tool: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(write_pdf(pages_of(heading("基本情况"), body("社区工作者民主评议，GDP增长5.2%。" + ASTRAL))))
    done = subprocess.run([tool("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, encoding="utf-8")
    assert "一、基本情况社区工作者民主评议，GDP增长5.2%。" + ASTRAL in squashed(done.stdout)


@given(texts=st.lists(st.text(RADICALS + ASTRAL + "，。“”党建", min_size=1, max_size=40), min_size=1, max_size=5))
def test_whatever_was_set_is_what_is_found(texts: list[str]) -> None:
    items = [Item("body", str(at), (Run(text, bold=at % 2 == 1),)) for at, text in enumerate(texts)]
    assert squashed(extracted(write_pdf(pages_of(*items)))).startswith("".join(texts))


def test_title_author_language_and_labels_are_set() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(pages_of(body("正文")), title="工作总结", author="某社区"))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "工作总结"
        assert str(pdf.docinfo["/Author"]) == "某社区"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.pages[0].label == "1"
        assert [float(size) for size in pdf.pages[0].mediabox] == [0, 0, 595, 842]


def test_the_outline_holds_the_headings_nested_by_level() -> None:
    items = [
        heading("基本情况", "a"),
        heading("党建", "b", 2, "（一）"),
        body("正文", new_page=True),
        heading("问题", "c", 1, "二、"),
    ]
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(pages_of(*items))))
    first, inner, second = reader.outline
    assert (first["/Title"], inner[0]["/Title"], second["/Title"]) == ("一、基本情况", "（一）党建", "二、问题")
    pages = [reader.get_destination_page_number(mark) for mark in (first, inner[0], second)]
    assert pages == [0, 0, 1] or pages == [1, 1, 1]


def test_fonts_are_embedded_as_subsets() -> None:
    data = write_pdf(pages_of(body("正文 and text")))
    assert len(data) < 60_000
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [
            font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0"
        ]
        assert len(fonts) == 2
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_an_empty_report_is_one_empty_page() -> None:
    assert len(pypdf.PdfReader(io.BytesIO(write_pdf(pages_of()))).pages) == 1
