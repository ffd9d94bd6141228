"""A quiet line under the text with one thing to do about what was just done; it goes by itself when something else is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class OfferBar(QFrame):
    """Says ``text`` with a button that does what is offered and one that leaves things as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._do: Callable[[], None] | None = None
        self.setObjectName("offerBar")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._yes = QPushButton()
        self._yes.clicked.connect(self._on_yes)
        leave = QPushButton("保持原样")
        leave.clicked.connect(self.dismiss)
        room = QHBoxLayout(self)
        room.setContentsMargins(24, 4, 16, 4)
        room.setSpacing(8)
        room.addWidget(self._text, 1)
        room.addWidget(self._yes)
        room.addWidget(leave)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def offer(self, text: str, button: str, do: Callable[[], None]) -> None:
        """Show ``text`` and offer ``do`` under the name ``button``."""
        self._text.setText(text)
        self._yes.setText(button)
        self._yes.setAccessibleName(f"{button}：{text}")
        self._do = do
        self.show()

    def dismiss(self) -> None:
        """Offer nothing any more."""
        self._do = None
        self.hide()

    def _on_yes(self) -> None:
        do = self._do
        self.dismiss()
        if do is not None:
            do()
