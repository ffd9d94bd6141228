"""The problems of one unit over the years: a table with a column a year, and how many were new, open, back and closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QWidget

from huibao.gui.dialogs.frame import lay_out, quiet_label, read_table
from huibao.gui.dialogs.years_plot import YearsPlot
from huibao.model import tree
from huibao.model.report import Report
from huibao.yearly import Line, history
from huibao.yearly.dates import year_of
from huibao.yearly.over_years import STATES, note_of

_MANY = 2


class OverYearsDialog(QDialog):
    """Shows the history that ``reports`` tell. ``shown`` are those reports; ``more_requested``: of other years are wanted;
    ``export_requested``: the table is wanted as a file; ``node_chosen``: a problem of ``this`` report was double-clicked."""

    more_requested = Signal()
    export_requested = Signal()
    node_chosen = Signal(str)

    def __init__(self, reports: Sequence[Report], this: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = list(reports)
        self._this = this
        self._lines: tuple[Line, ...] = ()
        self._told = quiet_label("")
        self._plot = YearsPlot()
        self._table: QTableWidget = read_table("历年问题", ("问题",), (), 0)
        self.setWindowTitle("历年问题")
        self.resize(860, 600)
        self._buttons = lay_out(self, self._told, self._plot, self._table, cancel="关闭")
        more = self._buttons.addButton("添加别的年份的报告…", QDialogButtonBox.ButtonRole.ActionRole)
        self._export = self._buttons.addButton("导出…", QDialogButtonBox.ButtonRole.ActionRole)
        more.clicked.connect(lambda _=False: self.more_requested.emit())
        self._export.clicked.connect(lambda _=False: self.export_requested.emit())
        self._table.cellActivated.connect(self._on_activated)
        self._show()

    @property
    def shown(self) -> tuple[Report, ...]:
        """The reports that the table is made from."""
        return tuple(self._reports)

    def add(self, reports: Sequence[Report]) -> None:
        """Take these in too; of two of one year the later given counts, but never in place of the open report."""
        self._reports = [*self._reports[:-1], *reports, *self._reports[-1:]] if self._reports else list(reports)
        undated = sum(not year_of(report) for report in reports)
        self._show()
        if undated:
            self._told.setText(f"{self._told.text()}有 {undated} 份报告的标题和日期里没有年份，没有列入。")

    def _show(self) -> None:
        self._lines = history(self._reports)
        years = [cell.year for cell in self._lines[0].years] if self._lines else []
        headings = ("问题", "首次出现", *(f"{year}年" for year in years), "说明")
        self._table.setColumnCount(len(headings))
        rows = [(line.headline, str(line.first_year), *(STATES[cell.state] for cell in line.years), note_of(line)) for line in self._lines]
        _fill(self._table, headings, rows)
        self._plot.show_lines(self._lines)
        self._export.setEnabled(bool(self._lines))
        self._told.setText(_summary(self._lines, len(years)))

    def _on_activated(self, row: int, _column: int) -> None:
        """To the problem in the open report."""
        nodes = [cell.node for cell in self._lines[row].years if cell.node and tree.contains(self._this, cell.node)]
        if nodes:
            self.node_chosen.emit(nodes[-1])
            self.accept()


def _summary(lines: Sequence[Line], years: int) -> str:
    if not lines:
        return "这些报告里没有认出问题。"
    back, never = sum(line.came_back for line in lines), sum(line.never_closed for line in lines)
    told = f"{years} 年里共 {len(lines)} 个问题，屡改屡犯 {back} 个，从未销号 {never} 个。双击一行，转到报告里的这个问题。"
    return told if years >= _MANY else f"{told}只有一年的报告，请添加别的年份的报告来对照。"


def _fill(table: QTableWidget, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from PySide6.QtWidgets import QHeaderView, QTableWidgetItem

    table.setHorizontalHeaderLabels(list(headings))
    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            table.setItem(at, column, item)
    header = table.horizontalHeader()
    for column in range(len(headings)):
        stretch = QHeaderView.ResizeMode.Stretch if column == 0 else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, stretch)
