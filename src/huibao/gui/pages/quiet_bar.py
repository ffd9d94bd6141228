"""A thin bar at the edge of a pane: a sentence, perhaps a button, and a cross that takes it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from huibao.gui import icons, theme


class QuietBar(QFrame):
    """Hidden until it has something to ``say``. ``chosen``: its button was pressed; ``dismissed``: the cross was."""

    chosen = Signal()
    dismissed = Signal()

    def __init__(self, name: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "quiet")
        self.setAccessibleName(name)

        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._button = QPushButton(button)
        self._button.setAutoDefault(False)
        self._button.setVisible(bool(button))
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setToolTip("不再提示")
        close.setAccessibleName(f"关闭{name}")

        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(close)

        self._button.clicked.connect(self.chosen)
        close.clicked.connect(self.dismissed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" when it says nothing."""
        return "" if self.isHidden() else self._label.text()

    def say(self, text: str) -> None:
        """Show ``text``; "" hides the bar."""
        if text != self._label.text():
            self._label.setText(text)
        self.setVisible(bool(text))
