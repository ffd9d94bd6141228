"""台账 and 清单: put into the report, read back when others have filled them in, over several years, of many units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from huibao.errors import Cancelled, EditError, HuibaoError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.dialogs.new_report import report_year
from huibao.gui.dialogs.save_path import ask_save_path
from huibao.gui.export_flow import open_file, show_in_folder
from huibao.gui.jobs import Jobs, Progress
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.gui.reading_last_year import READABLE
from huibao.model.edits import Edit
from huibao.model.report import Report
from huibao.services import ledgers
from huibao.services.documents import open_document
from huibao.yearly.dates import year_of

if TYPE_CHECKING:
    from huibao.yearly import FilledIn, Sheets

_FILLED = "填好的台账 (*.xlsx *.docx *.doc *.wps);;所有文件 (*)"
_BOOK = "Excel 表格 (*.xlsx)"
_CLEAN = "台账和报告说的一样，没有要更新的。"


class LedgerFlow(QObject):
    """Asks, does the work off the window's thread, shows what would change, then changes it as one step of undo."""

    def __init__(
        self, desk: Desk, jobs: Jobs, notice: NoticeBar, window: QWidget, show_node: Callable[[str], object]
    ) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._notice, self._window = desk, jobs, notice, window
        self._show_node = show_node

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "attach_ledger": self.attach,
            "read_ledger": self.ask_filled_in,
            "over_years": self.show_years,
            "collect": self.ask_folder,
        }

    # in the report

    def attach(self) -> None:
        """Put the ledger, and the lists that are wanted, into the report as attachments; those that are there are renewed."""
        from huibao.gui.dialogs.ledger_choice import LedgerChoice
        from huibao.yearly import attach, lists
        from huibao.yearly.ledger import ledger

        session = self._desk.session
        sheets = (ledger(session.report, session.template), *lists(session.report, session.template))
        dialog = LedgerChoice(sheets, session.report, self._window)
        if dialog.exec() and dialog.chosen and self._apply(attach(session.report, dialog.chosen)):
            names = "、".join(sheet.name for sheet in dialog.chosen)
            self._notice.say(f"{names}已经写进附件；报告再改动以后，可以在这里重新写一次。")

    def ask_filled_in(self) -> None:
        """Ask for a ledger that was filled in and take over what it says, after a look at it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "读回填好的台账", str(self._folder()), _FILLED)
        if name:
            self.read_back(Path(name))

    def read_back(self, path: Path) -> None:
        """Take over what the ledger in ``path`` says, after a look at it."""
        from huibao.yearly import filled_in

        session, library = self._desk.session, self._desk.library
        report, template = session.report, session.template
        year = year_of(report) or report_year(date.today())

        def work() -> FilledIn:
            return filled_in(report, ledgers.read_ledger(path, library), template, year, library.year_words)

        self._jobs.run(work, partial(self._show_filled_in, path, report), self._refused, f"正在读“{path.name}”…")

    def _show_filled_in(self, path: Path, report: Report, found: FilledIn) -> None:
        from huibao.gui.dialogs.ledger_read_back import ReadBackDialog
        from huibao.yearly import update

        session = self._desk.session
        if report is not session.report:
            self.read_back(path)
            return
        if not found.rows and not found.strange:
            tell(self._window, "没有台账", f"“{path.name}”里的表格不是台账：没有“问题”“整改措施”“完成情况”这样的表头。")
            return
        if not found.updates and not found.strange:
            tell(self._window, "没有要更新的", _CLEAN)
            return
        dialog = ReadBackDialog(report, found, path.name, self._window)
        if dialog.exec() and dialog.chosen and self._apply(update(dialog.chosen)):
            self._notice.say(f"已按“{path.name}”更新 {len(dialog.chosen)} 处，可以一步撤销。")

    # over years

    def show_years(self) -> None:
        """The problems of this unit over the years, as a table and a plot."""
        from huibao.gui.dialogs.over_years import OverYearsDialog

        session = self._desk.session
        known = [one for one in (session.previous, session.report) if one is not None]
        dialog = OverYearsDialog(known, session.report, self._window)
        dialog.more_requested.connect(lambda: self._ask_years(dialog.add))
        dialog.export_requested.connect(lambda: self._export_years(dialog.shown))
        dialog.node_chosen.connect(self._show_node)
        dialog.exec()
        dialog.deleteLater()

    def _ask_years(self, add: Callable[[list[Report]], None]) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._window, "选择别的年份的报告", str(self._folder()), READABLE)
        if not names:
            return
        library, progress = self._desk.library, Progress()

        def work() -> list[Report]:
            found = []
            for at, name in enumerate(names):
                found.append(open_document(Path(name), library, cancelled=lambda: progress.stopped).report)
                progress.tell(at + 1, len(names), name)
            return found

        self._jobs.run(work, add, self._refused, "正在打开各年的报告…", progress=progress)

    def _export_years(self, reports: tuple[Report, ...]) -> None:
        path = ask_save_path(self._window, "导出历年问题", self._folder() / "历年问题.xlsx", _BOOK, ".xlsx")
        if path is not None:
            work = partial(ledgers.export_years, self._desk.session.report, reports, path, self._desk.library)
            self._jobs.run(work, lambda _none: self._say_written(path, ""), self._refused, "正在导出…")

    # many units

    def ask_folder(self) -> None:
        """Ask for a folder of reports and a file to write, and collect them into one ledger."""
        folder = QFileDialog.getExistingDirectory(self._window, "选择放着各单位报告的文件夹", str(self._folder()))
        if not folder:
            return
        start = Path(folder).parent / f"{Path(folder).name}问题整改台账.xlsx"
        path = ask_save_path(self._window, "汇总台账保存到", start, _BOOK, ".xlsx")
        if path is not None:
            self.collect(Path(folder), path)

    def collect(self, folder: Path, target: Path) -> None:
        """Collect the reports in ``folder`` into the workbook ``target``; called off, nothing is written."""
        progress, library = Progress(), self._desk.library

        def work() -> Sheets:
            return ledgers.collect(folder, target, library, progress.tell, lambda: progress.stopped)

        def done(found: Sheets) -> None:
            more = f"有 {len(found.unread)} 个文件没有收入，原因在“未收入的文件”一张表里。" if found.unread else ""
            self._say_written(target, f"收入 {found.reports} 份报告，共 {found.rows} 行。{more}", missing=bool(more))

        self._jobs.run(work, done, self._refused, f"正在汇总“{folder.name}”里的报告…", progress=progress)

    def _say_written(self, path: Path, more: str, *, missing: bool = False) -> None:
        offers = (("打开", lambda: open_file(path)), ("打开所在文件夹", lambda: show_in_folder(path)))
        self._notice.say(f"已写成“{path.name}”。{more}", offers, missing=missing)

    def _apply(self, edit: Edit) -> bool:
        session = self._desk.session
        session.seal()
        try:
            session.apply(edit)
        except EditError as error:
            tell(self._window, "没有修改", error.message)
            return False
        session.seal()
        return True

    def _refused(self, error: HuibaoError) -> None:
        if not isinstance(error, Cancelled):
            tell(self._window, "没有完成", error.message)

    def _folder(self) -> Path:
        """Where the user works."""
        session = self._desk.session
        near = session.path or session.source
        return near.parent if near is not None else next((path.parent for path in self._desk.recent.shown()), Path.home())
