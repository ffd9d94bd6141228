"""Small windows that open from an entry's short fields: a line of text, options, links, the status by years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from huibao.gui.editor.completing import NamesCompleter
from huibao.gui.editor.fields import ShortField
from huibao.model.report import OUTCOMES, Id, StatusEntry


class Popup(QFrame):
    """A small window under a field; what it holds is taken when it closes, Esc closes without."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._cancelled = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.room = QVBoxLayout(self)
        self.room.setContentsMargins(12, 8, 12, 12)
        self.room.setSpacing(8)
        self.room.addWidget(QLabel(title))

    def open_at(self, place: QPoint) -> None:
        """Show the popup with its upper left corner at ``place``, on the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        self.move(min(place.x(), screen.right() - self.width()), min(place.y(), screen.bottom() - self.height()))
        self.show()

    def take(self) -> None:
        """Use what was entered."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._cancelled = True
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._cancelled:
            self._cancelled = True
            self.take()
        super().closeEvent(event)


class TextPopup(Popup):
    """One line of text; ``known`` names are offered while typing, all of them by the key down."""

    def __init__(self, field: ShortField, known: tuple[str, ...], taken: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(field.label, parent)
        self._taken = taken
        self.line = QLineEdit(field.value)
        self.line.setMinimumWidth(240)
        self.line.setPlaceholderText(field.guidance)
        self.line.setAccessibleName(field.label)
        self._names = NamesCompleter(known, self.line) if known else None
        if self._names is not None:
            self.line.setCompleter(self._names)
        self.line.selectAll()
        self.room.addWidget(self.line)
        self.setFocusProxy(self.line)

    def open_at(self, place: QPoint) -> None:
        super().open_at(place)
        self.line.setFocus()

    def take(self) -> None:
        self._taken(self.line.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._names is not None:
            self._names.offer_all()
        else:
            super().keyPressEvent(event)


class LinksPopup(Popup):
    """Entries to be ticked, with a line to filter them."""

    def __init__(
        self, title: str, items: list[tuple[Id, str, bool]], taken: Callable[[set[Id]], None], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self._taken = taken
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("输入几个字筛选")
        self.filter.setAccessibleName("筛选")
        self.filter.textChanged.connect(self._on_filter)
        self.list = QListWidget()
        self.list.setMinimumSize(420, min(360, 36 + 26 * max(3, len(items))))
        self.list.setAccessibleName(title)
        for node, text, linked in items:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, node)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if linked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)  # the space bar ticks it without an arrow key first
        self.room.addWidget(self.filter)
        self.room.addWidget(self.list)
        if not items:
            self.room.addWidget(QLabel("报告里还没有可以关联的条目。"))
        done = QPushButton("确定")
        done.clicked.connect(self.close)
        self.room.addWidget(done, alignment=Qt.AlignmentFlag.AlignRight)

    def open_at(self, place: QPoint) -> None:
        super().open_at(place)
        self.list.setFocus()

    def take(self) -> None:
        every = [self.list.item(row) for row in range(self.list.count())]
        self._taken({item.data(Qt.ItemDataRole.UserRole) for item in every if item.checkState() == Qt.CheckState.Checked})

    def _on_filter(self, text: str) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setHidden(text not in self.list.item(row).text())


class StatusPopup(Popup):
    """Earlier statuses, which stay, and a new one."""

    def __init__(
        self,
        label: str,
        held: tuple[StatusEntry, ...],
        taken: Callable[[StatusEntry], None],
        withdrawn: Callable[[int], None],
        parent: QWidget,
    ) -> None:
        super().__init__(label, parent)
        self._taken = taken
        for at, status in enumerate(held):
            line = QHBoxLayout()
            text = f"{status.year}年　{status.outcome}　{status.note}".rstrip()
            line.addWidget(QLabel(text), 1)
            if at == len(held) - 1:
                undo = QPushButton("撤回")
                undo.setToolTip("记错了，撤回这一条")
                undo.clicked.connect(lambda _=False, at=at: self._on_withdraw(withdrawn, at))
                line.addWidget(undo)
            self.room.addLayout(line)
        self.year = QSpinBox()
        self.year.setRange(1949, 2100)
        self.year.setValue(date.today().year)
        self.year.setAccessibleName("年份")
        self.outcome = QComboBox()
        self.outcome.addItems(OUTCOMES)
        self.outcome.setAccessibleName(label)
        self.note = QLineEdit()
        self.note.setPlaceholderText("说明（选填）")
        self.note.setAccessibleName("说明")
        record = QPushButton("记录")
        record.clicked.connect(self._on_record)
        line = QHBoxLayout()
        for widget in (self.year, self.outcome, self.note, record):
            line.addWidget(widget)
        self.room.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_record()
        else:
            super().keyPressEvent(event)

    def _on_record(self) -> None:
        status = StatusEntry(self.year.value(), self.outcome.currentText(), date.today().isoformat(), self.note.text().strip())
        self.close()
        self._taken(status)

    def _on_withdraw(self, withdrawn: Callable[[int], None], at: int) -> None:
        self.close()
        withdrawn(at)


def options_menu(field: ShortField, taken: Callable[[str], None], other: Callable[[], None], parent: QWidget) -> QMenu:
    """A menu of the field's options, one of one's own, and none."""
    menu = QMenu(parent)
    for option in field.options:
        action = menu.addAction(option)
        action.setCheckable(True)
        action.setChecked(option == field.value)
        action.triggered.connect(lambda _=False, option=option: taken(option))
    menu.addSeparator()
    menu.addAction("其他…").triggered.connect(lambda _=False: other())
    if field.value:
        menu.addAction("清除").triggered.connect(lambda _=False: taken(""))
    return menu
