"""Pages → printer, through the painter that previews them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressDialog, QWidget

from huibao.gui.pages.paper import cut_of, shrinking, upright
from huibao.layout import Page, Pages, paint_page

NO_PRINTER = "这台电脑上没有安装打印机，现在不能打印；可以先导出 PDF，再到能打印的电脑上打印。"
NOT_STARTED = "打印机没有接受这次打印；请检查它是否开机、联好线、装好纸，再打印一次。"
BROKEN_OFF = "打印中断，可能只打出了一部分；请检查打印机，再从断开的那一页接着打印。"
STOPPED = "已停止打印；已经送到打印机的几页可能还会打出来。"
SHRINK, AS_IT_IS, NOT_NOW = "缩小到印得下", "照原样打印", "不打印"


class Ask(Protocol):
    """How a question is put: the one of ``choices`` that was taken, the last for none."""

    def __call__(
        self, parent: QWidget | None, title: str, text: str, choices: Sequence[str], *, detail: str = ""
    ) -> str: ...


def print_pages(pages: Pages, ask: Ask, parent: QWidget | None = None, title: str = "") -> bool:
    """Ask for printer, page range, copies and sides, then print; where the printer would cut something off, ask what to
    do. True when all was handed to the printer; what goes wrong is said in a box."""
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
    placed = settle_cut(printer, pages, ask, parent)
    if placed is None:
        return False
    problem = paint_on(printer, pages, placed, _progress(parent))
    if problem:
        QMessageBox.warning(parent, "打印", problem)
    return not problem


def settle_cut(printer: QPrinter, pages: Pages, ask: Ask, parent: QWidget | None = None) -> QTransform | None:
    """How to place the pages on the printer's paper: as they are, or smaller when it would cut something off and that is
    the answer; None when the answer is not to print."""
    picked, layout = chosen(printer, pages, once=True), printer.pageLayout()
    cut = cut_of(picked, pages, layout)
    if cut is None:
        return QTransform()
    detail = (
        f"缩小：按 {int(cut.shrunk * 100)}% 打印，内容齐全，字号和版心略小于规定。照原样：裁掉的部分印不出来。"
        "要长期解决，可以在“报告 → 版式”里加大页边距。"
    )
    taken = ask(parent, "打印会裁掉一部分", cut.sentence, (SHRINK, AS_IT_IS, NOT_NOW), detail=detail)
    if taken == SHRINK:
        return shrinking(picked, pages, layout)
    return QTransform() if taken == AS_IT_IS else None


def _progress(parent: QWidget | None) -> Callable[[int, int], bool]:
    """Tells how far printing is, once it takes more than a second; the answer is whether to go on."""
    dialog = QProgressDialog("正在打印…", "停止打印", 0, 0, parent)
    dialog.setWindowTitle("打印")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(1000)

    def tell(done: int, of: int) -> bool:
        dialog.setMaximum(of)
        dialog.setValue(done)  # events are handled here
        if done == of or dialog.wasCanceled():
            dialog.deleteLater()
        return not dialog.wasCanceled()

    return tell


def set_up(printer: QPrinter, pages: Pages, title: str = "") -> None:
    """Paper of the pages' size without margins (the pages bring theirs), both sides (GB/T 9704-2012, 6.3)."""
    printer.setDocName(title or "汇报")
    printer.setCreator("汇报")
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    set_paper(printer, pages.pages[0])


def set_paper(printer: QPrinter, page: Page) -> None:
    """The paper for ``page``, upright, printed over its full area."""
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def chosen(printer: QPrinter, pages: Pages, once: bool = False) -> list[Page]:
    """The pages to paint, in order and as often as the printer does not repeat them by itself; ``once``: each once."""
    first, last = 1, len(pages)
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), printer.toPage() or printer.fromPage()
    picked = list(pages.pages[first - 1 : last])
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        picked.reverse()
    times = 1 if once or printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return picked * times
    return [page for page in picked for _ in range(times)]


def paint_on(
    printer: QPrinter,
    pages: Pages,
    placed: QTransform | None = None,
    go_on: Callable[[int, int], bool] = lambda _done, _of: True,
) -> str:
    """Paint the chosen pages; "" when done, else what went wrong, in a sentence. ``placed``: from upright pages to the
    paper, in pt; ``go_on`` hears the pages done and all of them, and False from it ends the printing."""
    painter = QPainter()
    if not painter.begin(printer):
        return NOT_STARTED
    wanted = chosen(printer, pages)
    to_dots = QTransform.fromScale(printer.logicalDpiX() / 72, printer.logicalDpiY() / 72)
    for index, page in enumerate(wanted):
        if index and not printer.newPage():
            painter.end()
            return BROKEN_OFF
        painter.save()
        painter.setTransform(upright(page) * (placed or QTransform()) * to_dots, True)
        paint_page(painter, page, pages)
        painter.restore()
        if not go_on(index + 1, len(wanted)):
            printer.abort()
            painter.end()
            return STOPPED
    return "" if painter.end() else BROKEN_OFF
