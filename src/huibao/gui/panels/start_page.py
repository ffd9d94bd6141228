"""What the window shows while no report is open: the three ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from huibao.gui import icons, theme

_WIDTH_PX = 560
_NAME_PX = 220


class StartPage(QScrollArea):
    """Offers a new report, opening last year's, and the files that were open last."""

    new_requested = Signal()
    open_requested = Signal()
    file_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName("开始")

        self._files: list[QPushButton] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.SPACE_XS)
        self._recent_title = _quiet("最近打开")
        self._hint = _quiet("也可以把文件拖到窗口里打开。")
        self._new = _big_button("用模板新建", "new", primary=True)
        self._open = _big_button("打开去年的报告", "open")

        self.setWidget(self._page())

        self._new.clicked.connect(self.new_requested)
        self._open.clicked.connect(self.open_requested)
        self.show_recent(())

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer these files, the latest first."""
        for button in self._files:
            self._recent.removeWidget(button)
            button.deleteLater()
        self._files = [self._file_button(path) for path in files]
        for button in self._files:
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(files))

    def _page(self) -> QWidget:
        column = QWidget()
        column.setFixedWidth(_WIDTH_PX)
        inner = QVBoxLayout(column)
        inner.setSpacing(theme.SPACE_S)
        inner.addWidget(self._head())
        inner.addSpacing(theme.SPACE_L)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._new)
        row.addWidget(self._open)
        row.addStretch(1)
        inner.addLayout(row)
        inner.addWidget(self._hint)
        inner.addSpacing(theme.SPACE_XL)
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

    def _file_button(self, path: Path) -> QPushButton:
        button = QPushButton()
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.put(button, "file")
        button.setToolTip(str(path))
        button.setAccessibleName(f"打开 {path.name}")
        metrics = QFontMetrics(theme.ui_font())
        folder = metrics.elidedText(str(path.parent), Qt.TextElideMode.ElideMiddle, _WIDTH_PX - _NAME_PX - 80)
        name = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        button.setText(f"{name}    {folder}".replace("&", "&&"))
        button.setStyleSheet("QPushButton { text-align: left; padding: 6px 8px; border-radius: 4px; }")
        button.clicked.connect(lambda: self.file_requested.emit(str(path)))
        return button


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    return label


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
