"""What the window shows while no report is open: the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import icons, theme
from huibao.model.template import Template

_WIDTH_PX = 700
_NAME_PX = 260
_IN_A_ROW = 5
PICTURE = QSize(124, 132)


class StartPage(QScrollArea):
    """Offers a new report from each template, a draft from last year's, the files that were open last, and what a crash left
    behind.

    ``template_requested``: a new one, by the template's id; ``roll_requested``: a draft from last year's report;
    ``open_requested``: any file; ``file_requested``: this file; ``recovered_requested``: the copy at this place back;
    ``shown``: the page came into sight.
    """

    template_requested = Signal(str)
    roll_requested = Signal()
    open_requested = Signal()
    file_requested = Signal(str)
    recovered_requested = Signal(int)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName("开始")

        self._cards: dict[str, QToolButton] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE_S)
        self._recovered, self._recovered_title = _list("没有保存的报告（上次没有正常退出，已自动留存）")
        self._recent, self._recent_title = _list("最近打开")
        self._roll = _big_button("由去年的报告起草", "last-year", primary=True)
        self._open = _big_button("打开报告…", "open")

        self.setWidget(self._page())

        self._roll.clicked.connect(self.roll_requested)
        self._open.clicked.connect(self.open_requested)
        self.show_recent(())
        self.show_recovered(())

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer a new report from each of these; their pictures come later."""
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.deleteLater()
        self._cards = {template.id: self._card(template) for template in templates}
        for at, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, at // _IN_A_ROW, at % _IN_A_ROW, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(_IN_A_ROW, 1)

    def show_picture(self, template: str, picture: QPixmap) -> None:
        """The picture of the template with this id."""
        if template in self._cards:
            self._cards[template].setIcon(QIcon(picture))

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer these files, the latest first."""
        _fill(self._recent, self._recent_title, [self._file_button(path) for path in files])

    def show_recovered(self, copies: Sequence[str]) -> None:
        """Offer these copies (each told in a line) of what was not saved."""
        _fill(self._recovered, self._recovered_title, [self._copy_button(*copy) for copy in enumerate(copies)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _page(self) -> QWidget:
        column = QWidget()
        column.setFixedWidth(_WIDTH_PX)
        inner = QVBoxLayout(column)
        inner.setSpacing(theme.SPACE_S)
        inner.addWidget(self._head())
        inner.addSpacing(theme.SPACE_M)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._roll)
        row.addWidget(self._open)
        row.addWidget(_quiet("也可以把文件拖到窗口里打开。"))
        row.addStretch(1)
        inner.addLayout(row)
        inner.addSpacing(theme.SPACE_M)
        inner.addWidget(self._recovered_title)
        inner.addLayout(self._recovered)
        inner.addWidget(_quiet("用模板新建"))
        inner.addLayout(self._grid)
        inner.addSpacing(theme.SPACE_M)
        inner.addWidget(self._recent_title)
        inner.addLayout(self._recent)

        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(2)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _head(self) -> QWidget:
        head = QWidget()
        layout = QHBoxLayout(head)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_L)
        seal = QLabel()
        seal.setPixmap(icons.pixmap("huibao", "#000000", 56, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_XS)
        title = QLabel("汇报")
        title.setFont(theme.ui_font(theme.TEXT_LARGE_PX, bold=True))
        words.addWidget(title)
        words.addWidget(_quiet("写总结、整改、述职等年度报告：左边看大纲，右边按条目写，直接导出 Word、打印。"))
        layout.addWidget(seal)
        layout.addLayout(words, 1)
        return head

    def _card(self, template: Template) -> QToolButton:
        card = QToolButton()
        card.setProperty("card", True)
        card.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        card.setIconSize(PICTURE)
        card.setFixedSize(PICTURE + QSize(8, 36))
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        metrics = QFontMetrics(theme.ui_font())
        card.setText(metrics.elidedText(template.name, Qt.TextElideMode.ElideRight, PICTURE.width()).replace("&", "&&"))
        card.setToolTip(template.description or template.name)
        card.setAccessibleName(f"用模板“{template.name}”新建")
        card.setIcon(QIcon(_blank()))
        card.clicked.connect(lambda: self.template_requested.emit(template.id))
        return card

    def _file_button(self, path: Path) -> QPushButton:
        metrics = QFontMetrics(theme.ui_font())
        folder = metrics.elidedText(str(path.parent), Qt.TextElideMode.ElideMiddle, _WIDTH_PX - _NAME_PX - 80)
        name = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        button = _line_button(f"{name}    {folder}", "file", f"打开 {path.name}")
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self.file_requested.emit(str(path)))
        return button

    def _copy_button(self, at: int, told: str) -> QPushButton:
        text = QFontMetrics(theme.ui_font()).elidedText(told, Qt.TextElideMode.ElideMiddle, _WIDTH_PX - 80)
        button = _line_button(text, "recent", f"恢复 {told}")
        button.setToolTip("恢复这份报告；恢复后请记得保存")
        button.clicked.connect(lambda: self.recovered_requested.emit(at))
        return button


def _list(title: str) -> tuple[QVBoxLayout, QLabel]:
    layout = QVBoxLayout()
    layout.setSpacing(0)
    return layout, _quiet(title)


def _fill(layout: QVBoxLayout, title: QLabel, buttons: Sequence[QPushButton]) -> None:
    """``buttons`` in the place of those that are in ``layout``; its title only where there are any."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
    for button in buttons:
        layout.addWidget(button)
    title.setVisible(bool(buttons))


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    return label


def _blank() -> QPixmap:
    """A white page, until its picture comes."""
    picture = QPixmap(PICTURE)
    picture.fill(Qt.GlobalColor.white)
    return picture


def _line_button(text: str, icon: str, name: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setProperty("line", True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    icons.put(button, icon)
    button.setAccessibleName(name)
    return button


def _big_button(text: str, icon: str, primary: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setMinimumHeight(36)
    button.setMinimumWidth(150)
    if primary:
        button.setProperty("primary", True)
    else:
        icons.put(button, icon)
        button.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
    return button
