"""The outline that results: the right side of the review."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QPalette
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from huibao.gui import theme
from huibao.model import tree
from huibao.model.report import Attachment, Group, Heading, Id, Measure, Paragraph, Problem, Report, Section, plain

_NODE = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 28
_PREVIEW = 30
_FIELDS = {
    "title": "报告标题",
    "recipient": "主送",
    "lead": "导语",
    "closing": "结语",
    "attachment_list": "附件说明",
    "signature": "署名",
    "date": "日期",
    "note": "附注",
    "body": "其他文字",
}


class OutlineView(QTreeWidget):
    """A report's headings, entries and fields. ``node_chosen``: the user went to this node."""

    node_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("识别出的大纲")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.SPACE_L)
        soft = self.palette()
        soft.setColor(QPalette.ColorRole.Highlight, QColor(theme.colours().accent_soft))
        soft.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.colours().text))
        self.setPalette(soft)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._rows: dict[Id, QTreeWidgetItem] = {}
        self._report = Report()
        self._fonts: tuple[QFont, ...] = ()
        self._quiet = QBrush()
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_report(self, report: Report) -> None:
        """Show the outline of ``report``, unfolded, scrolled as before."""
        place = self.verticalScrollBar().value()
        self._report = report
        self.clear()
        self._rows.clear()
        self._fonts = (theme.ui_font(), theme.ui_font(bold=True), theme.ui_font(theme.TEXT_SMALL_PX))
        self._quiet = QBrush(QColor(theme.colours().quiet))
        top = QTreeWidgetItem()  # filled before the view hears of it, which is faster
        for part in report.front:
            self._add(top, part, part.field)
        for section in report.sections:
            self._add(top, section)
        for part in report.end:
            self._add(top, part, part.field)
        for attachment in report.attachments:
            self._add(top, attachment)
        self.addTopLevelItems(top.takeChildren())
        self.expandAll()
        self.verticalScrollBar().setValue(place)

    def point_at(self, node: Id) -> None:
        """Mark the row that shows ``node`` or what holds it."""
        row = self._rows.get(node)
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentItem(row)
            self.scrollToItem(row)

    def below(self, node: Id) -> frozenset[Id]:
        """The ids of ``node`` and of all below it in the report that is shown; none when it is not there."""
        return tree.ids(tree.find(self._report, node)) if node in self._rows else frozenset()

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.node_chosen.emit(item.data(0, _NODE))

    def _add(self, parent: QTreeWidgetItem, node: Any, field: str = "") -> None:
        if isinstance(node, Group) and node.heading is None:
            self._below(parent, node)
            return
        row = QTreeWidgetItem(parent, [words(node, field), kind_words(node)])
        row.setData(0, _NODE, node.id)
        row.setSizeHint(0, QSize(0, _ROW_PX))
        row.setToolTip(0, row.text(0))
        row.setForeground(1, self._quiet)
        if field:
            row.setForeground(0, self._quiet)
        row.setFont(0, self._fonts[isinstance(node, Section)])
        row.setFont(1, self._fonts[2])
        self._below(row, node)

    def _below(self, row: QTreeWidgetItem, node: Any) -> None:
        self._rows[node.id] = row
        for _, _, child in tree.children(node):
            if isinstance(child, (Group, Problem, Measure)):
                self._add(row, child)
            else:
                self._rows.update(dict.fromkeys(tree.ids(child), row))


def words(node: Any, field: str = "") -> str:
    """What the row of ``node`` says: number and headline, or the first words; of a part, its ``field`` too."""
    if field:
        return f"{_FIELDS.get(field, field)}　{_first_words(node)}".rstrip("　")
    if isinstance(node, Attachment):
        label = (node.page_label or node.list_label).strip()
        return f"{label} {plain(node.name) or ''.join(line.text for line in node.title)}".strip()
    heading: Heading = node.heading
    said = heading.text if heading.text.strip() else _first_words(node)
    return f"{heading.label.strip()} {said}".strip() or "（没有标题的部分）"


def kind_words(node: Any) -> str:
    """What the row counts as: a problem, a measure, a section with so many of them."""
    if isinstance(node, Section):
        count = sum(1 for _ in tree.entries(node))
        name = {"problems": "问题", "measures": "措施"}.get(node.kind, "")
        return f"{count} 条{name}" if name else ""
    return "问题" if isinstance(node, Problem) else "措施" if isinstance(node, Measure) else ""


def _first_words(node: Any) -> str:
    texts = (inner.text.strip() for inner in tree.walk(node) if isinstance(inner, Paragraph))
    text = next((text for text in texts if text), "")
    return text[:_PREVIEW] + "…" if len(text) > _PREVIEW else text
