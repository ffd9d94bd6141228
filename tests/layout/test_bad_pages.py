"""What no page is made for: it is named, set and printed as well as can be, and nothing hangs."""

import io
import time
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage, QPainter
from tests.layout.world import PROFILE, body, pages_of, table

from huibao.errors import DataError
from huibao.formats.profiles import load_profile
from huibao.layout import Pages, paint_page, troubles, write_pdf
from huibao.model.manuscript import Item, manuscript
from huibao.model.profile import Profile
from huibao.model.report import Picture, Report

LACKING = "\u0378"  # no character at all, so no font has it
SHA = "ab" * 32
BROKEN = {SHA: b"\x89PNG\r\n\x1a\n and no picture"}
PATIENCE_S = 10.0


def sentences(pages: Pages) -> list[str]:
    return [one.sentence for one in troubles(pages)]


def printed(pages: Pages) -> list[str]:
    """The text of every page of the PDF, blanks aside; every page is painted on a screen as well."""
    began = time.monotonic()
    for page in pages.pages:
        image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_page(painter, page, pages)
        painter.end()
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(pages)))
    assert time.monotonic() - began < PATIENCE_S
    assert len(reader.pages) == len(pages)
    return ["".join(page.extract_text().split()) for page in reader.pages]


def picture() -> Item:
    return Item("picture", "p", picture=Picture("p", SHA, "png", alt="现场照片"))


def test_a_character_that_no_font_has_is_a_box_and_named() -> None:
    pages = pages_of(body(f"姓名：王{LACKING}，正常的字。"))
    assert sentences(pages) == [f"没有字体能显示这些字：{LACKING}，页面上是方框。"]
    (text,) = printed(pages)
    assert "正常的字。" in text
    assert pages.pages[0].lines[0].text == f"姓名：王{LACKING}，正常的字。"


@pytest.mark.parametrize("media", [{}, BROKEN, {SHA: b""}])
def test_a_picture_that_cannot_be_decoded_is_a_frame_and_named(media: dict[str, bytes]) -> None:
    one = pages_of(body("前"), picture(), body("后"), media=media)
    assert sentences(one) == ["第 1 页有图片无法显示，原处是写有说明的方框。"]
    (text,) = printed(one)
    assert text.startswith("前（图片无法显示：现场照片）后")
    two = pages_of(picture(), replace(picture(), node="q"), media=media)
    assert sentences(two) == ["有 2 张图片无法显示（第一张在第 1 页），原处是写有说明的方框。"]


def test_a_table_wider_than_any_page_keeps_every_word_and_is_named() -> None:
    cells = [f"格{at}" for at in range(120)]
    pages = pages_of(body("前"), table([cells, cells], header_rows=1), body("后"))
    (said,) = sentences(pages)
    assert "列太多" in said
    text = "".join(printed(pages))
    assert text.count("格") == 2 * len(cells)
    for page in pages.pages:
        assert all(0 <= line.x < page.width for line in page.lines)
    assert sentences(pages_of(table([["格"] * 6] * 3))) == []


def test_a_paragraph_of_20000_characters_fills_pages_from_edge_to_edge() -> None:
    text = "一二三四五六七八九十" * 2000
    pages = pages_of(body(text))
    assert len(pages) == pytest.approx(20_000 / (22 * 28), abs=2)
    assert "".join(line.text for page in pages.pages for line in page.lines) == text
    read = "".join(printed(pages)).replace("—", "")
    assert "".join(mark for mark in read if not mark.isdigit()) == text


@pytest.mark.parametrize("word", ["a" * 20_000, "1234567890" * 2000, "https://" + "x" * 500, "“" * 3000, "。" * 3000])
def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost(word: str) -> None:
    pages = pages_of(body(f"网址{word}止"))
    assert "".join(line.text for page in pages.pages for line in page.lines) == f"网址{word}止"
    printed(pages)


def test_an_empty_report_is_one_empty_page() -> None:
    pages = pages_of(*manuscript(Report()))
    assert (len(pages), sentences(pages), len(pages.pages[0].lines)) == (1, [], 0)
    assert len(printed(pages)) == 1


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("left_mm = -20", "left_mm"),
        ("top_mm = -1", "top_mm"),
        ("width_mm = -210", "width_mm"),
        ("left_mm = nan", "left_mm"),
        ("left_mm = inf", "left_mm"),
        ("left_mm = 120\nright_mm = 120", "页边距"),
    ],
)
def test_a_profile_file_with_an_impossible_margin_is_refused_with_file_line_and_reason(
    tmp_path: Path, line: str, key: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f'based_on = "gbt9704"\n[page]\n{line}\n', "utf-8")
    with pytest.raises(DataError) as raised:
        load_profile(file)
    assert "own.toml" in raised.value.message
    assert key in raised.value.message
    assert "行" in raised.value.message


@pytest.mark.parametrize(
    "wrong",
    [
        {"left_mm": -50.0},
        {"left_mm": 500.0, "right_mm": 500.0},
        {"top_mm": -30.0, "bottom_mm": 400.0},
        {"page_width_mm": 0.0, "page_height_mm": 0.0},
        {"pitch_pt": 0.0},
        {"pitch_pt": -5.0},
        {"character_spacing_pt": -40.0},
        {"first_page_top_mm": 900.0},
    ],
)
def test_a_profile_that_slipped_through_still_gives_pages(wrong: dict[str, float]) -> None:
    """Nothing loads such a profile; if one came from elsewhere, composing ends all the same, and no word is lost."""
    profile: Profile = replace(PROFILE, **wrong)  # type: ignore[arg-type]
    text = "开展志愿活动12次。" * 5
    pages = pages_of(body(text), table([["格", "子"]]), picture(), profile=profile)
    lines = [line for page in pages.pages for line in page.lines if line.item.role == "body"]
    assert "".join(line.text for line in lines) == text
    printed(pages)
