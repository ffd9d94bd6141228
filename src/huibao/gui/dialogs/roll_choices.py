"""The first page of drafting from last year's report: what becomes of each section, problem and measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.frame import quiet_label
from huibao.model import tree
from huibao.model.report import OUTCOMES, Entry, Group, Id, Paragraph, Problem, Report, Section
from huibao.yearly.plan import PROBLEM_FATES, SECTION_FATES, Plan, ProblemFate, SectionFate

_TOLD = (
    "沿用：文字照旧；改写：文字照旧，并逐段提醒改写；清空：只留标题。"
    "已解决的问题连同措施移到“上年度问题整改情况”，仍存在的留下，不再适用的去掉。"
)
_NOTHING_SAID = ("", "（不写）")
_FIRST = 36  # characters that an entry is known by
_CHOICE_PX = 168


class ChoicesPage(QWidget):
    """A tree of last year's report with a choice in each row that has one. ``plan`` says what was chosen."""

    def __init__(self, last: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: dict[Id, QComboBox] = {}
        self._problems: dict[Id, QComboBox] = {}
        self._measures: dict[Id, QComboBox] = {}
        self._owners = {entry.id: section.id for section in last.sections for entry in tree.entries(section)}
        self._tree = QTreeWidget()
        self._tree.setAccessibleName("去年的报告")
        self._tree.setColumnCount(2)
        self._tree.setHeaderLabels(["去年的报告", "今年怎样处理"])
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self._tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self._tree.header().resizeSection(1, _CHOICE_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(quiet_label(_TOLD))
        layout.addWidget(self._tree, 1)
        for section in last.sections:
            self._add_section(section)
        self._tree.expandAll()

    @property
    def plan(self) -> Plan:
        """What was chosen. As soon as something is said of one problem or measure, every problem is accounted for; and one
        that is 仍存在 stays when its section is cleared."""
        sections: dict[Id, SectionFate] = {id_: box.currentData() for id_, box in self._sections.items()}
        fates: dict[Id, ProblemFate] = {id_: box.currentData() for id_, box in self._problems.items()}
        outcomes = {id_: box.currentData() for id_, box in self._measures.items() if box.currentData()}
        cleared = any(sections[self._owners[problem]] == "clear" for problem in fates)
        said = bool(outcomes) or cleared or any(fate != "stays" for fate in fates.values())
        return Plan(sections=sections, problems=fates if said else {}, outcomes=outcomes)

    def choose(self, node: Id, choice: str) -> None:
        """Choose for the section, problem or measure ``node``."""
        box = {**self._sections, **self._problems, **self._measures}[node]
        box.setCurrentIndex(box.findData(choice))

    def _add_section(self, section: Section) -> None:
        row = self._row(self._tree.invisibleRootItem(), section.heading.label + section.heading.text)
        self._sections[section.id] = self._box(row, SECTION_FATES, f"{section.heading.text}怎样处理")
        self._add_groups(row, section)

    def _add_groups(self, row: QTreeWidgetItem, owner: Section | Group) -> None:
        for group in owner.groups:
            words = group.heading.label + group.heading.text if group.heading is not None else ""
            inner = self._row(row, words) if words and any(tree.entries(group)) else row
            for entry in group.entries:
                self._add_entry(inner, entry)
            self._add_groups(inner, group)

    def _add_entry(self, row: QTreeWidgetItem, entry: Entry) -> None:
        words = said(entry)
        mine = self._row(row, entry.heading.label + words)
        if isinstance(entry, Problem):
            self._problems[entry.id] = self._box(mine, PROBLEM_FATES, f"问题“{words}”")
        else:
            outcomes = dict((_NOTHING_SAID, *((outcome, outcome) for outcome in OUTCOMES)))
            self._measures[entry.id] = self._box(mine, outcomes, f"措施“{words}”的完成情况")

    def _row(self, parent: QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem(parent, [text])
        made.setToolTip(0, text)
        return made

    def _box(self, row: QTreeWidgetItem, choices: Mapping[Any, str], name: str) -> QComboBox:
        box = _QuietBox()
        box.setAccessibleName(name)
        for value, words in choices.items():
            box.addItem(words, value)
        self._tree.setItemWidget(row, 1, box)
        return box


class _QuietBox(QComboBox):
    """A choice in a list: the wheel scrolls the list and never changes a choice by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


def said(entry: Entry) -> str:
    """An entry in few words: its headline, else the first words of its text."""
    texts = (block.text for part in entry.parts for block in part.blocks if isinstance(block, Paragraph))
    words = entry.heading.text or next((text for text in texts if text), "（没有文字）")
    return words if len(words) <= _FIRST else words[:_FIRST] + "…"
