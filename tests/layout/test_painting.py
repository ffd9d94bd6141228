from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPainter
from tests.layout.world import PROFILE, body, pages_of, png, table

from huibao.layout import Fonts, Pages, compose, paint_page
from huibao.layout.blocks import PictureBlock, TextBlock
from huibao.layout.hand import Hand
from huibao.layout.lines import Align, Line
from huibao.model.manuscript import Item
from huibao.model.report import Picture, Run, runs

SCALE = 2.0
LEFT, TOP, RIGHT, BOTTOM = 28 / 25.4 * 72, 37 / 25.4 * 72, (210 - 26) / 25.4 * 72, (297 - 35) / 25.4 * 72


def painted(pages: Pages, index: int = 0) -> QImage:
    page = pages.pages[index]
    image = QImage(round(page.width * SCALE), round(page.height * SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    paint_page(painter, page, pages)
    painter.end()
    return image


def ink(image: QImage) -> QRect:
    """The box around all that is not white, in px."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data, step, width = bytes(grey.constBits()), grey.bytesPerLine(), grey.width()
    rows = [(y, data[y * step : y * step + width]) for y in range(grey.height())]
    inked = [(y, row) for y, row in rows if row.strip(b"\xff")]
    if not inked:
        return QRect()
    left = min(width - len(row.lstrip(b"\xff")) for _, row in inked)
    right = max(len(row.rstrip(b"\xff")) for _, row in inked)
    return QRect(left, inked[0][0], right - left, inked[-1][0] - inked[0][0] + 1)


def area(left: float, top: float, right: float, bottom: float) -> QRect:
    return QRect(round(left * SCALE), round(top * SCALE), round((right - left) * SCALE), round((bottom - top) * SCALE))


def unnumbered(*items: Item, media: dict[str, bytes] | None = None) -> Pages:
    return pages_of(*items, profile=replace(PROFILE, page_number_place="none"), media=media)


def test_a_full_page_fills_the_type_area_and_nothing_beyond() -> None:
    box = ink(painted(unnumbered(body("党" * 28 * 22))))
    assert area(LEFT, TOP, RIGHT, BOTTOM).contains(box)
    assert box.width() > (RIGHT - LEFT - 3) * SCALE
    assert box.height() > (BOTTOM - TOP - 16) * SCALE


@pytest.mark.parametrize(("number", "right"), [(0, True), (1, False)])
def test_the_number_stands_outside_seven_mm_under_the_type_area(number: int, right: bool) -> None:
    pages = pages_of(body("党"), body("建", new_page=True))
    image = painted(pages, number).copy(0, round(BOTTOM * SCALE), round(pages.pages[0].width * SCALE), 100)
    box = ink(image)
    dash = ink(image.copy(box.x(), 0, round(13 * SCALE), 100))
    assert abs(dash.y() / SCALE - 7 / 25.4 * 72) < 2.5
    edge = (box.x() + box.width()) / SCALE if right else box.x() / SCALE
    assert abs(edge - (RIGHT - 14 if right else LEFT + 14)) < 2


def test_bold_is_blacker_and_underlined_text_has_a_line() -> None:
    def blackness(run: Run) -> int:
        image = painted(unnumbered(Item("body", "b", (run,)))).copy(area(LEFT, TOP, LEFT + 80, TOP + 30))
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        return sum(255 - value for value in bytes(grey.constBits()))

    plain = blackness(Run("党建"))
    assert blackness(Run("党建", bold=True)) > plain * 1.1
    assert blackness(Run("党建", underline=True)) > plain * 1.02
    assert blackness(Run("    ", underline=True)) == 0


@pytest.mark.parametrize("align", ["justify", "left", "center", "right"])
@pytest.mark.parametrize(
    "text",
    [
        "走访群众126户，办理实事38件。" * 9,
        "见GB/T 9704 of 2012和α值β值，共5项" * 9,
        "党\t建“引领”——治理\u2028" * 9,
        "党" * 28 + "，" + "建" * 60,
    ],
)
def test_a_hand_that_goes_by_steps_draws_what_one_that_goes_by_places_draws(
    text: str, align: Align, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = unnumbered(body(text), Item("body", "b", runs(text), align=align)).pages[0]
    lines = [line for one in page.slices if isinstance(one.block, TextBlock) for line in one.block.lines]
    quick = [written(line) for line in lines]
    monkeypatch.setattr(Line, "room", lambda line: None)
    slow = [written(line) for line in lines]
    assert [[glyph for glyph, _ in line] for line in quick] == [[glyph for glyph, _ in line] for line in slow]
    apart = [
        abs(one - other) for pair in zip(quick, slow, strict=True) for (_, one), (_, other) in zip(*pair, strict=True)
    ]
    assert apart
    assert max(apart) < 0.05


def written(line: Line) -> list[tuple[int, float]]:
    """Each glyph of ``line`` and its x in pt."""
    paper = Paper()
    Hand().write(paper, line, 70.0, 100.0)  # type: ignore[arg-type]
    return paper.glyphs


class Paper:
    """Takes glyphs as a painter does."""

    def __init__(self) -> None:
        self.glyphs: list[tuple[int, float]] = []

    def drawGlyphRun(self, origin: QPointF, run: QGlyphRun) -> None:
        xs = [origin.x() + point.x() for point in run.positions()]
        self.glyphs += zip(run.glyphIndexes(), xs, strict=True)


def test_a_table_is_ruled_and_its_header_painted_again() -> None:
    item = table([["问题", "措施"], *([["一" * 10, "二"]] * 40)], header_rows=1)
    pages = unnumbered(item)
    box = ink(painted(pages, 1))
    assert abs(box.x() / SCALE - LEFT) < 1
    assert abs((box.x() + box.width()) / SCALE - RIGHT) < 1
    assert abs(box.y() / SCALE - TOP) < 1
    first_row = painted(pages, 1).copy(area(LEFT + 2, TOP + 2, RIGHT - 2, pages.pages[1].lines[0].y - 4))
    assert not ink(first_row).isEmpty()


def test_letters_that_join_are_painted_where_they_were_measured() -> None:
    pages = unnumbered(Item("body", "b", runs("العربية")))
    line = pages.pages[0].lines[0]
    box = ink(painted(pages))
    assert abs(box.x() / SCALE - line.x) < 4
    assert abs(box.width() / SCALE - line.width) < 6


def test_a_picture_is_centred_and_scaled_down_to_the_type_area() -> None:
    picture = Item("picture", "p", picture=Picture("p", "a", "png"), align="center")
    box = ink(painted(unnumbered(picture, media={"a": png(3000, 1500)})))
    assert abs(box.width() / SCALE - (RIGHT - LEFT)) < 1.5
    assert abs(box.height() / SCALE - (RIGHT - LEFT) / 2) < 1.5
    tall = pages_of(picture, media={"a": png(100, 4000)})
    assert len(tall) == 1
    block = tall.pages[0].slices[0].block
    assert isinstance(block, PictureBlock)
    assert block.height_pt == pytest.approx(22 * 28.95 - 12)


@pytest.mark.parametrize(
    ("wanted", "size"), [((50.0, 20.0), (50, 20)), ((50.0, 0.0), (50, 25)), ((0.0, 20.0), (40, 20))]
)
def test_a_picture_has_the_size_that_it_was_given(wanted: tuple[float, float], size: tuple[float, float]) -> None:
    picture = Picture("p", "a", "png", *wanted)
    block = pages_of(Item("picture", "p", picture=picture), media={"a": png(200, 100)}).pages[0].slices[0].block
    assert isinstance(block, PictureBlock)
    assert (block.width_pt / 72 * 25.4, block.height_pt / 72 * 25.4) == pytest.approx(size)


@pytest.mark.parametrize("media", [{}, {"a": b"no picture"}, {"a": png(50, 50)[:60]}])
def test_a_picture_that_cannot_be_shown_is_a_frame_with_its_words(media: dict[str, bytes]) -> None:
    item = Item("picture", "p", picture=Picture("p", "a", "png", alt="现场照片"))
    pages = unnumbered(item, media=media)
    block = pages.pages[0].slices[0].block
    assert isinstance(block, PictureBlock)
    assert "现场照片" in "".join(line.text for line in block.words)
    assert not ink(painted(pages)).isEmpty()


def test_pages_that_another_thread_composed_are_painted_as_those_composed_here() -> None:
    items = [
        body("党建引领 GDP 增长3.5%，\u0378“两个维护”。", "n"),
        table([["问题", "措施"], ["停车难", "e\u0301t\u0301"]]),
    ]

    def work() -> Pages:
        fonts = Fonts(PROFILE)
        pages = compose(items, PROFILE, fonts, {})
        fonts.let_go()
        return pages

    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(work).result()
    here = pages_of(*items)
    assert elsewhere.fonts.unshown == here.fonts.unshown == ("\u0378",)
    assert painted(elsewhere) == painted(here)
    assert not ink(painted(here)).isEmpty()
