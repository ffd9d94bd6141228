"""The first page of drafting from last year's report: what becomes of each section, problem and measure."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidgetItem, QVBoxLayout, QWidget

from huibao.errors import EditError
from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.gui.dialogs.roll_cells import CHOICE, DATE, NOTE, OF_ROW, CellDelegate, CellTree, Choices
from huibao.model import tree
from huibao.model.report import OUTCOMES, Entry, Group, Id, Paragraph, Problem, Report, Section
from huibao.yearly.accounting import DONE
from huibao.yearly.deadlines import deadline_end
from huibao.yearly.plan import PROBLEM_FATES, SECTION_FATES, Plan, ProblemFate, SectionFate

_TOLD = (
    "沿用：文字照旧；改写：文字照旧，并逐段提醒改写；清空：只留标题。"
    "已解决的问题连同措施移到“上年度问题整改情况”，仍存在的留下，不再适用的去掉。"
    "点一下右边的格子（或按 F2）就能改。"
)
_OUTCOMES = {"": "（不写）", **{outcome: outcome for outcome in OUTCOMES}}
_FATES: dict[str, str] = dict(PROBLEM_FATES.items())
_BACK = _FATES | {"stays": "仍存在（屡改屡犯）"}
_SETTLED = {"": "已经销号，不再列出", "stays": "又出现了（屡改屡犯）"}
_SECTIONS: dict[str, str] = dict(SECTION_FATES.items())
_SHORT_DATE = re.compile(r"^\s*(\d{1,2})[-./](\d{1,2})\s*$")
_FIRST = 36  # characters that an entry is known by
_WIDTHS = {CHOICE: 176, NOTE: 150, DATE: 96}


class ChoicesPage(QWidget):
    """A tree of last year's report with a choice in each row that has one; entries also take a note and a date.
    ``plan`` says what was chosen."""

    def __init__(self, last: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Id, QTreeWidgetItem] = {}
        self._entries = {entry.id: entry for entry in tree.entries(last)}
        self._owners = {entry.id: section.id for section in last.sections for entry in tree.entries(section)}
        self._settled: set[Id] = set()
        self._tree = CellTree()
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(quiet_label(_TOLD))
        layout.addWidget(self._tree, 1)
        for section in last.sections:
            self._add_section(section)
        self._tree.expandAll()
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first, CHOICE)
        self._tree.itemClicked.connect(self._on_clicked)

    def _set_up(self) -> None:
        view, header = self._tree, self._tree.header()
        view.setAccessibleName("去年的报告")
        view.setColumnCount(4)
        view.setHeaderLabels(["去年的报告", "今年怎样处理", "说明（选填）", "日期（选填）"])
        view.setItemDelegate(CellDelegate(view))
        view.setUniformRowHeights(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def plan(self, year: int) -> Plan:
        """What was chosen for ``year``. As soon as something is said of one problem or measure, every problem is accounted
        for; and one that is 仍存在 stays when its section is cleared. Raises EditError for a date that is none."""
        sections: dict[Id, SectionFate] = {}
        fates: dict[Id, ProblemFate] = {}
        outcomes: dict[Id, str] = {}
        for node in self._rows:
            chosen = self.chosen(node)
            if node not in self._entries:
                sections[node] = chosen  # type: ignore[assignment]
            elif chosen and isinstance(self._entries[node], Problem):
                fates[node] = chosen  # type: ignore[assignment]
            elif chosen:
                outcomes[node] = chosen
        notes = {node: text for node, row in self._rows.items() if (text := row.text(NOTE))}
        dates = {node: _day(text, year) for node, row in self._rows.items() if (text := row.text(DATE))}
        for node in (*notes, *dates):
            if node not in fates and node not in outcomes:
                raise EditError(f"“{said(self._entries[node])}”写了说明或日期，还没有选今年怎样处理；请选一个，或删去说明。")
        cleared = any(sections[self._owners[problem]] == "clear" for problem in fates)
        noted = any(node in fates for node in (*notes, *dates))
        decided = any(fate != "stays" or node in self._settled for node, fate in fates.items())
        return Plan(sections, fates if outcomes or cleared or noted or decided else {}, outcomes, notes, dates)

    def chosen(self, node: Id) -> str:
        """What is chosen for the section, problem or measure ``node``."""
        row = self._rows[node]
        words = row.data(0, OF_ROW).words
        return next(value for value, told in words.items() if told == row.text(CHOICE))

    def choose(self, node: Id, choice: str) -> None:
        """Choose for the section, problem or measure ``node``."""
        row = self._rows[node]
        row.setText(CHOICE, row.data(0, OF_ROW).words[choice])

    def note(self, node: Id, words: str = "", day: str = "") -> None:
        """Write the note and the date of a problem or measure."""
        self._rows[node].setText(NOTE, words)
        self._rows[node].setText(DATE, day)

    def _on_clicked(self, row: QTreeWidgetItem, column: int) -> None:
        held = row.data(0, OF_ROW)
        if isinstance(held, Choices) and held.takes(column):
            self._tree.editItem(row, column)

    def _add_section(self, section: Section) -> None:
        row = self._row(self._tree.invisibleRootItem(), section.heading.label + section.heading.text)
        self._offer(row, section.id, Choices(_SECTIONS, f"{section.heading.text}怎样处理"), "keep")
        self._add_groups(row, section, section.kind != "problems")

    def _add_groups(self, row: QTreeWidgetItem, owner: Section | Group, measures: bool) -> None:
        for group in owner.groups:
            if measures and any(isinstance(entry, Problem) for entry in tree.entries(group)):
                self._add_settled(row, group)
                continue
            words = group.heading.label + group.heading.text if group.heading is not None else ""
            inner = self._row(row, words) if words and any(tree.entries(group)) else row
            for entry in group.entries:
                self._add_entry(inner, entry)
            self._add_groups(inner, group, measures)

    def _add_settled(self, row: QTreeWidgetItem, group: Group) -> None:
        """Problems that last year's report only accounts for: they are told of once, unless they came back."""
        for entry in tree.entries(group):
            if isinstance(entry, Problem):
                words = said(entry)
                mine = self._row(row, entry.heading.label + words + _before(entry))
                self._settled.add(entry.id)
                self._offer(mine, entry.id, Choices(_SETTLED, f"问题“{words}”", noted=True), "")

    def _add_entry(self, row: QTreeWidgetItem, entry: Entry) -> None:
        words = said(entry)
        mine = self._row(row, entry.heading.label + words + _before(entry))
        if isinstance(entry, Problem):
            fates = _BACK if _was_closed(entry) else _FATES
            self._offer(mine, entry.id, Choices(fates, f"问题“{words}”", noted=True), "stays")
        else:
            self._offer(mine, entry.id, Choices(_OUTCOMES, f"措施“{words}”的完成情况", noted=True), "")

    def _row(self, parent: QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem(parent, [text, "", "", ""])
        made.setToolTip(0, text)
        return made

    def _offer(self, row: QTreeWidgetItem, node: Id, choices: Choices, chosen: str) -> None:
        row.setData(0, OF_ROW, choices)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable)
        self._rows[node] = row
        row.setText(CHOICE, choices.words[chosen])


def _day(text: str, year: int) -> str:
    found = deadline_end(_SHORT_DATE.sub(r"\1月\2日", text), year)
    if found is None:
        raise EditError(f"“{text}”不像一个日期；请写成 6月20日 或 {year}-06-20，也可以不写。")
    return found.isoformat()


def _was_closed(problem: Problem) -> bool:
    return any(status.outcome == DONE for status in problem.statuses)


def _before(entry: Entry) -> str:
    """Since when it is there and when it was closed, as far as that is known."""
    told = [f"{entry.first_year} 年起"] if isinstance(entry, Problem) and entry.first_year else []
    told += [f"{status.year} 年{status.outcome}" for status in entry.statuses[-1:]]
    return f"（{'，'.join(told)}）" if told else ""


def said(entry: Entry) -> str:
    """An entry in few words: its headline, else the first words of its text."""
    texts = (block.text for part in entry.parts for block in part.blocks if isinstance(block, Paragraph))
    words = entry.heading.text or next((text for text in texts if text), "（没有文字）")
    return words if len(words) <= _FIRST else words[:_FIRST] + "…"
