"""The bar for finding text in the whole report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from huibao.gui import icons, theme


class FindBar(QFrame):
    """Asks for text; ``find_requested(text, backward)`` at Enter, Shift+Enter, F3, Shift+F3. Esc closes: ``closed``."""

    find_requested = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "plain")
        self._box = QLineEdit()
        self._box.setProperty("quiet", True)
        self._box.setPlaceholderText("在整份报告里查找")
        self._box.setAccessibleName("查找的文字")
        self._box.setClearButtonEnabled(True)
        self._box.setMinimumWidth(260)
        self._told = QLabel()
        self._told.setProperty("missing", True)
        previous = _button("move-up", "上一处（Shift+F3）", "查找上一处")
        following = _button("move-down", "下一处（F3）", "查找下一处")
        close = _button("close", "关闭（Esc）", "关闭查找")

        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        layout.setSpacing(theme.SPACE_XS)
        for widget in (self._box, previous, following, self._told):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(close)

        self._box.textChanged.connect(lambda: self._told.clear())
        previous.clicked.connect(lambda: self.look(backward=True))
        following.clicked.connect(lambda: self.look())
        close.clicked.connect(self.leave)
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._box.text()

    def enter(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def leave(self) -> None:
        """Hide the bar."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def look(self, backward: bool = False) -> None:
        """Ask for the next place; without text, ask for text."""
        if self._box.text():
            self.find_requested.emit(self._box.text(), backward)
        else:
            self.enter()

    def tell(self, found: bool) -> None:
        """Say when there is no such text."""
        self._told.setText("" if found else "没有找到")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.look(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def _button(icon: str, tip: str, name: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    return button
