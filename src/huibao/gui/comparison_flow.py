"""The comparison with last year on paper: its pages in a preview, from there to the printer or a PDF, or as a Word file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from huibao.errors import HuibaoError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import ask, tell
from huibao.gui.dialogs.save_path import ask_save_path
from huibao.gui.export_flow import open_file, show_in_folder
from huibao.gui.jobs import Jobs
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.layout import Fonts, Pages, compose
from huibao.model.manuscript import manuscript
from huibao.model.report import Report
from huibao.services import documents

Made = TypeVar("Made")
_NAME = "与上年报告对照表"
_NO_LAST = "请先在“去年”一栏里打开去年的报告（F6），再打印对照。"


class ComparisonFlow(QObject):
    """Writes the comparison of the open report with last year's, as both are at that moment."""

    def __init__(self, desk: Desk, jobs: Jobs, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._notice, self._window = desk, jobs, notice, window

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "comparison_print": lambda: self._compare(self._composed, self._show),
            "comparison_docx": lambda: self._compare(lambda made: made, partial(self._export, "docx")),
        }

    def _compare(self, then: Callable[[Report], Made], show: Callable[[Made], None]) -> None:
        """Make the comparison, and of it what ``then`` does, off the window's thread; ``show`` that."""
        from huibao.yearly.comparison_report import comparison_report
        from huibao.yearly.pairing import beside

        session = self._desk.session
        last, this = session.previous, session.report
        if last is None:
            tell(self._window, "没有去年的报告", _NO_LAST)
            return

        def work() -> Made:
            return then(comparison_report(last, this, beside(last, this).comparison))

        self._jobs.run(work, show, title="正在对照去年的报告…")

    def _composed(self, made: Report) -> tuple[Report, Pages]:
        """Nearly all of it is one table, which can't be composed a stretch at a time between two keys."""
        profile = documents.profile_of(made, self._desk.library)
        fonts = Fonts(profile)
        pages = compose(manuscript(made), profile, fonts, {})
        fonts.let_go()
        return made, pages

    def _show(self, composed: tuple[Report, Pages]) -> None:
        from huibao.gui.pages.preview import PreviewDialog

        made, pages = composed
        dialog = PreviewDialog(pages, _NAME, self._window)
        dialog.print_requested.connect(lambda: self._print(pages))
        dialog.pdf_requested.connect(lambda: self._export("pdf", made))
        dialog.exec()
        dialog.deleteLater()

    def _print(self, pages: Pages) -> None:
        from huibao.gui.pages.printing import print_pages  # Qt's printing takes a while to load, and few starts need it

        print_pages(pages, ask, self._top, _NAME)

    def _export(self, kind: documents.Kind, made: Report) -> None:
        session, library = self._desk.session, self._desk.library
        near = session.path or session.source
        folder = near.parent if near else Path(self._desk.settings.get("export_folder", "") or Path.home())
        name = documents.proposed_name(session.report, near, "") + "（与上年对照）" + f".{kind}"
        kinds = {"docx": "Word 文档 (*.docx)", "pdf": "PDF 文件 (*.pdf)"}[kind]
        path = ask_save_path(self._top, "导出与上年对照", folder / name, kinds, f".{kind}")
        if path is None:
            return

        def failed(error: HuibaoError) -> None:
            tell(self._top, "没有导出", error.message)

        work = partial(documents.export, made, {}, path, library, kind)
        self._jobs.run(work, lambda _notes: self._say_done(path), failed, "正在导出…")

    def _say_done(self, path: Path) -> None:
        offers = [("打开", lambda: open_file(path)), ("打开所在文件夹", lambda: show_in_folder(path))]
        self._notice.say(f"已导出“{path.name}”。", offers)

    @property
    def _top(self) -> QWidget:
        """The window that a dialog belongs to: the preview while it is open."""
        return QApplication.activeModalWidget() or self._window
