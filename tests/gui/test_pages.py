import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from huibao.gui.action_table import SPECS
from huibao.gui.pages import pictures, printing, view
from huibao.gui.pages.preview import PreviewDialog
from huibao.gui.pages.view import PagesView
from huibao.layout import Composer, Fonts, Page, Pages
from huibao.model.manuscript import Item, Span
from huibao.model.profile import Face, Profile
from huibao.model.report import runs

SERIF = ("Noto Serif CJK SC",)
PROFILE = Profile(
    faces={
        "body": Face(SERIF),
        "page_number": Face(SERIF, 14.0),
        "latin": Face(("Times New Roman", "Liberation Serif", "Nimbus Roman", "DejaVu Serif")),
    }
)


def body(text: str, node: str) -> Item:
    return Item("body", node, runs(text), spans=(Span(node, "text", 0, len(text)),), first_indent=2.0, new_page=True)


ITEMS = [body(f"第{number}页" + "党建" * 100, f"n{number}") for number in range(1, 9)]


@pytest.fixture
def composer(qapp: object) -> Composer:
    return Composer(PROFILE, Fonts(PROFILE), {})


@pytest.fixture
def pages(composer: Composer) -> Pages:
    return composer.compose(ITEMS)


@pytest.fixture
def shown(qtbot: QtBot, pages: Pages) -> PagesView:
    made = PagesView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_pages(pages)
    made.show()
    return made


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that were painted."""
    numbers: list[int] = []
    paint = pictures.paint_page

    def spy(painter: object, page: Page, pages: Pages) -> None:
        numbers.append(page.number)
        paint(painter, page, pages)  # type: ignore[arg-type]

    monkeypatch.setattr(pictures, "paint_page", spy)
    return numbers


def test_only_visible_pages_are_painted_and_each_once(painted: list[int], shown: PagesView) -> None:
    shown.grab()
    assert painted == [1]
    shown.grab()
    shown.go_to_page(5)
    shown.grab()
    assert set(painted) <= {1, 4, 5, 6}
    assert len(painted) == len(set(painted))


def test_pages_that_did_not_change_are_not_painted_again(
    painted: list[int], shown: PagesView, composer: Composer
) -> None:
    shown.fit_page()
    shown.grab()
    painted.clear()
    items = [*ITEMS[:-1], body("改了", "n8")]
    shown.set_pages(composer.compose(items))
    shown.grab()
    assert painted == []
    shown.set_pages(composer.compose([body("改了", "n1"), *items[1:]]))
    shown.grab()
    assert painted == [1]


def test_paper_and_ink_are_seen(shown: PagesView) -> None:
    image = shown.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 700, 2) for y in range(0, 500, 2)}
    assert "#ffffff" in colours
    assert any(int(name[1:3], 16) < 0x60 for name in colours)


def test_turning_pages_by_key_tells_the_page(shown: PagesView, qtbot: QtBot) -> None:
    shown.fit_page()
    assert shown.current_page == 1
    with qtbot.waitSignal(shown.page_changed) as told:
        qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    assert told.args == [2]
    qtbot.keyClick(shown, Qt.Key.Key_PageUp)
    assert shown.current_page == 1
    qtbot.keyClick(shown, Qt.Key.Key_End)
    assert shown.current_page == 8
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert shown.current_page == 1


def test_a_page_taller_than_the_view_is_read_whole_before_it_is_turned(shown: PagesView, qtbot: QtBot) -> None:
    shown.set_zoom(1.5)
    bar = shown.verticalScrollBar()
    seen = [bar.value()]
    while shown.current_page == 1:
        qtbot.keyClick(shown, Qt.Key.Key_PageDown)
        assert 0 < bar.value() - seen[-1] <= shown.viewport().height()
        seen.append(bar.value())
    assert len(seen) > 3


def test_zoom_steps_keep_the_place_that_is_read(shown: PagesView, qtbot: QtBot) -> None:
    shown.go_to_page(6)
    for key, larger in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_Minus, False)):
        before = shown.zoom
        qtbot.keyClick(shown, key)
        assert (shown.zoom > before) == larger
        assert shown.current_page == 6
    for _ in range(40):
        shown.zoom_in()
    assert shown.zoom == view.ZOOMS[-1]
    shown.grab()  # so large that the visible part alone is painted
    for _ in range(40):
        shown.zoom_out()
    assert shown.zoom == view.ZOOMS[0]


def test_fitting_follows_the_size_of_the_view(shown: PagesView) -> None:
    shown.fit_width()
    narrow = shown.zoom
    shown.resize(1000, 500)
    assert shown.zoom > narrow
    assert shown.horizontalScrollBar().maximum() == 0
    shown.fit_page()
    assert shown.zoom < narrow
    assert shown.current_page == 1


def with_one_across(pages: Pages) -> Pages:
    """The third page lies across."""
    one = pages.pages[2]
    across = replace(one, width=one.height, height=one.width, turned=True)
    return replace(pages, pages=(*pages.pages[:2], across, *pages.pages[3:]))


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("fit", ["fit_width", "fit_page"])
def test_a_page_that_lies_across_makes_no_other_smaller(shown: PagesView, pages: Pages, fit: str, columns: int) -> None:
    shown.set_columns(columns)
    getattr(shown, fit)()
    upright = shown.zoom
    shown.set_pages(with_one_across(pages))
    assert shown.zoom == pytest.approx(upright)
    assert shown.horizontalScrollBar().maximum() == 0
    shown.go_to_page(3)
    shown.grab()
    seen = {shown.node_at(QPoint(x, y)) for x in range(0, 700, 9) for y in range(0, 500, 4)}
    assert "n3" in seen


def test_a_line_of_a_page_that_lies_across_is_found_where_it_is_painted(shown: PagesView, pages: Pages) -> None:
    shown.set_pages(with_one_across(pages))
    shown.go_to_page(3)
    image, middle = shown.viewport().grab().toImage(), shown.viewport().width() // 2
    inked = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 0x60 for x in range(middle - 90, middle + 90))
    ]
    on_text = [y for y in range(image.height()) if shown.node_at(QPoint(middle, y)) == "n3"]
    assert inked
    assert on_text
    assert on_text[0] <= inked[0] <= inked[-1] <= on_text[-1]


def test_where_all_pages_lie_across_they_are_as_wide_as_the_view(shown: PagesView, pages: Pages) -> None:
    across = tuple(replace(one, width=one.height, height=one.width, turned=True) for one in pages.pages)
    upright = shown.zoom
    shown.set_pages(replace(pages, pages=across))
    assert shown.zoom == pytest.approx(upright * pages.pages[0].width / pages.pages[0].height, rel=0.01)


def test_a_page_that_lies_across_is_painted_anew_when_its_size_changes(
    painted: list[int], shown: PagesView, pages: Pages
) -> None:
    mixed = with_one_across(pages)
    shown.set_pages(mixed)
    shown.go_to_page(3)
    shown.grab()
    zoom = shown.zoom
    painted.clear()
    shown.set_zoom(zoom)  # a fixed zoom is that of all pages
    assert shown.horizontalScrollBar().maximum() > 0
    shown.go_to_page(3)
    shown.grab()
    assert 3 in painted


def test_a_click_on_a_line_names_its_node_and_one_beside_the_text_none(shown: PagesView, qtbot: QtBot) -> None:
    shown.fit_page()
    shown.go_to_page(3)
    middle = shown.viewport().width() // 2
    spots = [QPoint(middle, y) for y in range(0, shown.viewport().height(), 4)]
    on_text = next(spot for spot in spots if shown.node_at(spot) == "n3")
    with qtbot.waitSignal(shown.line_clicked) as told:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=on_text)
    assert told.args == ["n3"]
    assert shown.node_at(QPoint(2, 2)) == ""


def test_a_node_is_scrolled_to_only_when_it_is_not_seen(shown: PagesView) -> None:
    shown.show_node("n7")
    assert shown.current_page == 7
    place = shown.verticalScrollBar().value()
    shown.show_node("n7")
    shown.show_node("not printed")
    assert shown.verticalScrollBar().value() == place


def test_a_view_without_pages_is_empty_but_alive(qtbot: QtBot) -> None:
    made = PagesView()
    qtbot.addWidget(made)
    made.show()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Plus):
        qtbot.keyClick(made, key)
    made.fit_page()
    assert (made.page_count, made.current_page, made.node_at(QPoint(5, 5))) == (0, 0, "")


def test_fewer_pages_than_before_leave_the_view_on_the_last(shown: PagesView, composer: Composer) -> None:
    shown.go_to_page(8)
    shown.set_pages(composer.compose(ITEMS[:2]))
    assert (shown.page_count, shown.current_page) == (2, 2)


@pytest.fixture
def dialog(qtbot: QtBot, pages: Pages) -> PreviewDialog:
    made = PreviewDialog(pages, "工作总结")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_preview_tells_page_and_number_of_pages(dialog: PreviewDialog) -> None:
    assert dialog.windowTitle() == "打印预览 — 工作总结"
    assert dialog.number_text == "第 1 页，共 8 页"
    dialog.view.go_to_page(4)
    assert dialog.number_text == "第 4 页，共 8 页"


def test_the_preview_asks_to_print_and_to_export(dialog: PreviewDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.print_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(dialog.pdf_requested):
        dialog.findChild(QAction, "export_pdf").trigger()


def test_the_previews_keys_are_those_of_the_window(dialog: PreviewDialog) -> None:
    """Ctrl+Shift+P is the window's list of commands: it must not write a file here."""
    window = {spec.name: set(spec.keys.split()) for spec in SPECS}
    others = {key for name, keys in window.items() if name not in ("print", "export_pdf") for key in keys}
    assert {key.toString() for key in dialog.findChild(QAction, "print").shortcuts()} == window["print"]
    assert {key.toString() for key in dialog.findChild(QAction, "export_pdf").shortcuts()} == window["export_pdf"]
    own = {key.toString() for name in ("print", "export_pdf") for key in dialog.findChild(QAction, name).shortcuts()}
    assert not own & others


def test_escape_closes_the_preview(dialog: PreviewDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_missing_fonts_are_named_in_the_preview(dialog: PreviewDialog, pages: Pages) -> None:
    dialog.set_pages(replace(pages, missing_fonts=("仿宋_GB2312（以 某体 代替）",)))
    assert "仿宋_GB2312（以 某体 代替）" in dialog.fonts_text
    dialog.set_pages(replace(pages, missing_fonts=()))
    assert dialog.fonts_text == ""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes said."""
    texts: list[str] = []
    for name in ("information", "warning"):
        monkeypatch.setattr(QMessageBox, name, lambda _parent, _title, text: texts.append(text))
    return texts


def no_question(*_about: object, **_more: object) -> str:
    raise AssertionError("nothing is cut off, so nothing is asked")


def printers(monkeypatch: pytest.MonkeyPatch, names: Sequence[str]) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: list(names))


def test_without_a_printer_one_sentence_says_what_to_do(
    pages: Pages, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, [])
    assert not printing.print_pages(pages, no_question)
    assert said == [printing.NO_PRINTER]


@pytest.fixture
def file_printer(qapp: object, tmp_path: Path, pages: Pages) -> QPrinter:
    """A printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.set_up(printer, pages, "工作总结")
    return printer


def printed(printer: QPrinter) -> list[str]:
    data = Path(printer.outputFileName()).read_bytes()
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_pages_are_printed_on_a4_without_margins(file_printer: QPrinter, pages: Pages) -> None:
    assert printing.paint_on(file_printer, pages) == ""
    reader = pypdf.PdfReader(file_printer.outputFileName())
    assert len(reader.pages) == 8
    assert [round(float(size)) for size in reader.pages[0].mediabox[2:]] == [595, 842]
    assert file_printer.pageLayout().margins().left() == 0


def test_a_range_of_pages_is_printed_as_often_as_asked(file_printer: QPrinter, pages: Pages) -> None:
    file_printer.setPrintRange(QPrinter.PrintRange.PageRange)
    file_printer.setFromTo(2, 3)
    file_printer.setCopyCount(2)
    numbers = [page.number for page in printing.chosen(file_printer, pages)]
    assert numbers == ([2, 3] if file_printer.supportsMultipleCopies() else [2, 3, 2, 3])
    file_printer.setCollateCopies(False)
    file_printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    numbers = [page.number for page in printing.chosen(file_printer, pages)]
    assert numbers == ([3, 2] if file_printer.supportsMultipleCopies() else [3, 3, 2, 2])


def test_the_dialog_offers_ranges_and_prints_what_was_chosen(
    pages: Pages, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printers(monkeypatch, ["办公室打印机"])
    offered: list[QAbstractPrintDialog.PrintDialogOption] = []

    def accept(dialog: QPrintDialog) -> int:
        offered.append(dialog.options())
        assert (dialog.minPage(), dialog.maxPage()) == (1, 8)
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(8, 8)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert printing.print_pages(pages, no_question, title="工作总结")
    assert said == []
    assert offered[0] & QAbstractPrintDialog.PrintDialogOption.PrintPageRange
    reader = pypdf.PdfReader(tmp_path / "out.pdf")
    assert len(reader.pages) == 1


def test_a_cancelled_dialog_prints_nothing(pages: Pages, monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    printers(monkeypatch, ["办公室打印机"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    assert not printing.print_pages(pages, no_question)
    assert said == []


def test_a_printer_that_does_not_start_is_said(file_printer: QPrinter, pages: Pages, tmp_path: Path) -> None:
    file_printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    assert printing.paint_on(file_printer, pages) == printing.NOT_STARTED
