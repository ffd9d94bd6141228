"""A printer that does not reach the edge of its paper, or has other paper: it is told before anything is cut off."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from huibao.gui.pages import printing
from huibao.gui.pages.paper import cut_of, ink_of, printable, shrinking, upright
from huibao.layout import Fonts, Page, Pages, compose
from huibao.model.manuscript import Item
from huibao.model.profile import Face, Profile
from huibao.model.report import runs

MM = 72 / 25.4
FACE = Face(("Noto Serif CJK SC",))
WIDE = Profile(faces={"body": FACE, "page_number": Face(FACE.families, 14.0)})
NARROW = replace(WIDE, left_mm=5.0, right_mm=3.0, top_mm=30.0, bottom_mm=20.0, page_number_below_mm=7.0)


def pages_of(profile: Profile, count: int = 3) -> Pages:
    items = [Item("body", f"n{at}", runs(f"第{at}页" + "党建" * 200), new_page=True) for at in range(1, count + 1)]
    return compose(items, profile, Fonts(profile), {})


def layout(least_mm: float, size: QPageSize | None = None) -> QPageLayout:
    """What a printer says of itself that leaves ``least_mm`` white at every side."""
    least = QMarginsF(least_mm, least_mm, least_mm, least_mm)
    paper = size or QPageSize(QPageSize.PageSizeId.A4)
    made = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter, least)
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def test_the_margins_of_the_standard_are_enough_for_any_printer(qapp: object) -> None:
    pages = pages_of(WIDE)
    assert cut_of(pages.pages, pages, layout(6)) is None
    assert cut_of(pages.pages, pages, layout(20)) is None


def test_the_sides_that_would_be_cut_are_named_with_how_much(qapp: object) -> None:
    pages = pages_of(NARROW)
    assert cut_of(pages.pages, pages, layout(2)) is None
    found = cut_of(pages.pages, pages, layout(6.5))
    assert found is not None
    assert [side for side, _ in found.sides] == ["左边", "右边"]
    left, right = (mm for _, mm in found.sides)
    assert left == pytest.approx(1.5, abs=0.3)
    assert 3.0 < right < 7.0  # a hung mark may stand out by half a character
    assert "左边约 " in found.sentence
    assert "右边约 " in found.sentence
    assert 0.9 < found.shrunk < 1.0


def test_a_page_number_below_the_type_area_counts_too(qapp: object) -> None:
    pages = pages_of(replace(WIDE, bottom_mm=15.0, page_number_below_mm=7.0))
    found = cut_of(pages.pages, pages, layout(6))
    assert found is not None
    assert [side for side, _ in found.sides] == ["下边"]
    none = pages_of(replace(WIDE, bottom_mm=15.0, page_number_place="none"))
    assert cut_of(none.pages, none, layout(6)) is None


def test_a_printer_with_smaller_paper_is_told_apart(qapp: object) -> None:
    pages = pages_of(WIDE)
    found = cut_of(pages.pages, pages, layout(4, QPageSize(QPageSize.PageSizeId.A5)))
    assert found is not None
    assert found.other_paper.startswith("A5（148×210")
    assert "A5" in found.sentence


def test_shrunk_pages_lie_within_what_the_printer_reaches(qapp: object) -> None:
    pages = pages_of(NARROW)
    for paper in (layout(8), layout(8, QPageSize(QPageSize.PageSizeId.A5))):
        placed = shrinking(pages.pages, pages, paper)
        ink, area = placed.mapRect(ink_of(pages.pages, pages)), printable(paper)
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(ink)
        assert ink.width() == pytest.approx(area.width(), abs=0.1) or ink.height() == pytest.approx(
            area.height(), abs=0.1
        )


def test_a_page_that_lies_across_is_turned_onto_upright_paper(qapp: object) -> None:
    across = Page(1, 842, 595, 72, ())
    assert upright(across).mapRect(QRectF(0, 0, 842, 595)) == QRectF(0, 0, 595, 842)
    top_left = upright(across).map(0.0, 0.0)
    assert top_left == pytest.approx((0, 842))  # its top is at the left: the binding edge of odd pages
    assert upright(Page(1, 595, 842, 72, ())).isIdentity()


def test_the_number_of_a_page_that_lies_across_is_where_upright_pages_have_it(qapp: object) -> None:
    pages = pages_of(replace(WIDE, bottom_mm=15.0, page_number_below_mm=7.0), 1)
    (page,) = pages.pages
    across = replace(page, width=page.height, height=page.width, turned=True, slices=page.slices[:1])
    found = cut_of([across], pages, layout(6))
    assert found is not None
    assert "下边" in [side for side, _ in found.sides]


def test_pages_that_are_not_printed_do_not_count(qapp: object) -> None:
    pages = pages_of(NARROW)
    empty = Page(2, pages.pages[0].width, pages.pages[0].height, 0.0, ())
    assert cut_of([empty], pages, layout(6)) is None


class MadePrinter(QPrinter):
    """Prints into ``file``, and says that it leaves ``least_mm`` white."""

    file = ""
    least_mm = 6.5

    def __init__(self, mode: QPrinter.PrinterMode = QPrinter.PrinterMode.ScreenResolution) -> None:
        super().__init__(mode)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(self.file)

    def pageLayout(self) -> QPageLayout:
        made = super().pageLayout()
        made.setUnits(QPageLayout.Unit.Millimeter)
        made.setMinimumMargins(QMarginsF(self.least_mm, self.least_mm, self.least_mm, self.least_mm))
        return made


@pytest.fixture
def made_printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The one printer of this computer; what it prints is in the file."""
    file = tmp_path / "printed.pdf"
    monkeypatch.setattr(MadePrinter, "file", str(file))
    monkeypatch.setattr(printing, "QPrinter", MadePrinter)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["办公室打印机"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    return file


class Asked:
    """A user who gives ``answer`` to every question."""

    def __init__(self, answer: str) -> None:
        self.answer, self.texts = answer, list[str]()

    def __call__(self, parent: object, title: str, text: str, choices: Sequence[str], *, detail: str = "") -> str:
        assert self.answer in choices
        assert detail
        self.texts.append(text)
        return self.answer


def test_printing_asks_before_anything_is_cut_off(qtbot: QtBot, made_printer: Path) -> None:
    pages = pages_of(NARROW)
    never = Asked(printing.NOT_NOW)
    assert not printing.print_pages(pages, never)
    assert len(never.texts) == 1
    assert not made_printer.exists()
    assert printing.print_pages(pages, Asked(printing.AS_IT_IS))
    as_it_is = made_printer.read_bytes()
    assert len(pypdf.PdfReader(made_printer).pages) == 3
    assert printing.print_pages(pages, Asked(printing.SHRINK))
    assert made_printer.read_bytes() != as_it_is
    assert len(pypdf.PdfReader(made_printer).pages) == 3


def test_a_printer_that_reaches_everything_is_not_asked_about(qtbot: QtBot, made_printer: Path) -> None:
    never = Asked("")
    assert printing.print_pages(pages_of(WIDE), never)
    assert never.texts == []


def test_printing_can_be_stopped(qapp: object, tmp_path: Path) -> None:
    pages = pages_of(WIDE, 5)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.set_up(printer, pages)
    told: list[tuple[int, int]] = []

    def stop_after_two(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 2

    assert printing.paint_on(printer, pages, None, stop_after_two) == printing.STOPPED
    assert told == [(1, 5), (2, 5)]


def test_both_sides_and_full_paper_are_asked_of_the_printer(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QPrinter.DuplexMode] = []
    monkeypatch.setattr(MadePrinter, "setDuplex", lambda _printer, mode: asked.append(mode), raising=False)
    printer = MadePrinter()
    printing.set_up(printer, pages_of(WIDE))
    assert asked == [QPrinter.DuplexMode.DuplexLongSide]
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    assert QSizeF(round(size.width()), round(size.height())) == QSizeF(595, 842)
