"""Landscape pages for wide tables (GB/T 9704-2012, 8)."""

import io

import pikepdf
import pytest
from PySide6.QtGui import QImage, QPainter
from tests.layout.test_painting import SCALE, ink
from tests.layout.world import body, heading, pages_of, png, table

from huibao.layout import Page, Pages, paint_page, write_pdf
from huibao.layout.blocks import PictureBlock, TableBlock
from huibao.model.manuscript import Item
from huibao.model.report import Picture, runs

MM = 72 / 25.4
WIDE = table([["问题清单和措施清单"] * 9, *[["走访困难家庭并为老人建立健康档案"] * 9] * 30], header_rows=1)
PAGES = (body("党" * 60), heading("台账"), WIDE, body("建" * 60))


def painted(pages: Pages, number: int) -> QImage:
    page = pages.pages[number - 1]
    image = QImage(round(page.width * SCALE), round(page.height * SCALE), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    paint_page(painter, page, pages)
    painter.end()
    return image


def size(page: Page) -> tuple[float, float, bool]:
    return round(page.width / MM, 1), round(page.height / MM, 1), page.turned


def test_a_wide_table_turns_its_pages_and_the_text_after_it_stands_upright_again() -> None:
    first, *across, last = pages_of(*PAGES).pages
    assert len(across) > 1
    assert {size(page) for page in (first, last)} == {(210.0, 297.0, False)}
    assert {size(page) for page in across} == {(297.0, 210.0, True)}
    assert [page.number for page in (first, *across, last)] == list(range(1, len(across) + 3))


def test_the_margins_go_along_and_the_table_fills_the_type_area() -> None:
    page = pages_of(*PAGES).pages[1]
    head, rows = page.slices
    assert (page.left / MM, head.y / MM) == pytest.approx((35, 28))
    assert isinstance(rows.block, TableBlock)
    assert max(right for piece in rows.block.pieces for _, right, _ in piece.cells) == pytest.approx(225 * MM, abs=0.1)
    assert all(one.y + one.block.extent(one.start, one.end) < (210 - 26) * MM for one in page.slices)


def test_the_header_rows_are_repeated_on_every_landscape_page() -> None:
    _, _, *across, _ = pages_of(*PAGES).pages
    assert all(page.slices[0].header for page in across)


def test_the_number_stays_where_the_upright_page_has_it() -> None:
    pages = pages_of(*PAGES)
    even, odd = ink_of_number(pages, 2), ink_of_number(pages, 3)
    # 7 mm from the type area, whose edge is 35 mm from the left; one character from the sheet's left or right margin.
    assert even.right() / SCALE == pytest.approx((35 - 7) * MM, abs=6)
    assert odd.right() == even.right()
    assert even.top() / SCALE == pytest.approx(28 * MM + 14, abs=2)
    assert odd.bottom() / SCALE == pytest.approx((210 - 26) * MM - 14, abs=2)
    assert even.height() > even.width()


def ink_of_number(pages: Pages, number: int) -> object:
    image = painted(pages, number)
    return ink(image.copy(0, 0, round(34 * MM * SCALE), image.height()))


def test_a_picture_on_a_landscape_page_is_no_higher_than_its_type_area() -> None:
    label = Item("attachment_label", "a", runs("附件"), new_page=True)
    picture = Item("picture", "p", picture=Picture("p", "x", "png"))
    pages = pages_of(body("党"), label, WIDE, picture, media={"x": png(100, 4000)})
    last = pages.pages[-1].slices[-1].block
    assert pages.pages[-1].turned
    assert isinstance(last, PictureBlock)
    assert last.height_pt == pytest.approx(15 * 28.95 - 12)


def test_the_pdf_has_pages_of_both_kinds() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(pages_of(*PAGES)))) as pdf:
        sizes = [tuple(float(edge) for edge in page.mediabox)[2:] for page in pdf.pages]
    assert sizes == [(595, 842), *[(842, 595)] * (len(sizes) - 2), (595, 842)]
    assert len(sizes) > 3
