"""Pages → printer, through the painter that previews them."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from huibao.layout import Page, Pages, paint_page

NO_PRINTER = "这台电脑上没有安装打印机，现在不能打印；可以先导出 PDF，再到能打印的电脑上打印。"
NOT_STARTED = "打印机没有接受这次打印；请检查它是否开机、联好线、装好纸，再打印一次。"
BROKEN_OFF = "打印中断，可能只打出了一部分；请检查打印机，再从断开的那一页接着打印。"


def print_pages(pages: Pages, parent: QWidget | None = None, title: str = "") -> bool:
    """Ask for printer, page range, copies and sides, then print. True when all was handed to the printer; what goes
    wrong is said in a box."""
    if not QPrinterInfo.availablePrinterNames():
        QMessageBox.information(parent, "打印", NO_PRINTER)
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, pages, title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies, True)
    dialog.setMinMax(1, len(pages))
    dialog.setFromTo(1, len(pages))
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    set_paper(printer, pages.pages[0])
    problem = paint_on(printer, pages)
    if problem:
        QMessageBox.warning(parent, "打印", problem)
    return not problem


def set_up(printer: QPrinter, pages: Pages, title: str = "") -> None:
    """Paper of the pages' size without margins (the pages bring theirs), both sides (GB/T 9704-2012, 6.3)."""
    printer.setDocName(title or "汇报")
    printer.setCreator("汇报")
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    set_paper(printer, pages.pages[0])


def set_paper(printer: QPrinter, page: Page) -> None:
    """The paper for ``page``, printed over its full area."""
    size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def chosen(printer: QPrinter, pages: Pages) -> list[Page]:
    """The pages to paint, in order and as often as the printer does not repeat them by itself."""
    first, last = 1, len(pages)
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), printer.toPage() or printer.fromPage()
    picked = list(pages.pages[first - 1 : last])
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        picked.reverse()
    times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return picked * times
    return [page for page in picked for _ in range(times)]


def paint_on(printer: QPrinter, pages: Pages) -> str:
    """Paint the chosen pages; "" when done, else what went wrong, in a sentence."""
    painter = QPainter()
    if not painter.begin(printer):
        return NOT_STARTED
    for index, page in enumerate(chosen(printer, pages)):
        if index and not printer.newPage():
            painter.end()
            return BROKEN_OFF
        painter.save()
        painter.scale(printer.logicalDpiX() / 72, printer.logicalDpiY() / 72)
        paint_page(painter, page, pages)
        painter.restore()
    return "" if painter.end() else BROKEN_OFF
