"""A quiet bar over the editor that says what came of an action and offers the next steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from huibao.gui import icons, theme

Offer = tuple[str, Callable[[], object]]
SEEN_FOR_MS = 12_000


class NoticeBar(QFrame):
    """One notice at a time. A passing one goes by itself, but only some seconds after the user did something again: nobody
    who looked away misses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "quiet")
        self.setAccessibleName("通知")
        self._passing = False
        self._offers: list[QPushButton] = []

        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        icons.put(self._close, "close")
        self._close.setToolTip("关闭（Esc）")
        self._close.setAccessibleName("关闭通知")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        self._layout.setSpacing(theme.SPACE_S)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close)

        self._close.clicked.connect(self.dismiss)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" when it says nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, offers: Sequence[Offer] = (), *, passing: bool = True, missing: bool = False) -> None:
        """Show ``text`` with a button for each offer. ``passing``: it may go by itself; ``missing``: in amber."""
        self.dismiss()
        self._text.setText(text)
        for label, action in offers:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: action())
            self._layout.insertWidget(self._layout.count() - 1, button)
            self._offers.append(button)
        self.setProperty("bar", "missing" if missing else "quiet")
        self.style().unpolish(self)
        self.style().polish(self)
        self._passing = passing
        self.show()
        if passing:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for button in self._offers:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._offers.clear()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key or click after the notice came starts its clock."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and not self._timer.isActive():
            self._timer.start(SEEN_FOR_MS)
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)
        return False
