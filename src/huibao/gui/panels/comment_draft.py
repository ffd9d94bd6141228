"""The box in which a comment is written: where it stands, its words, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import theme
from huibao.model.text import clean, lines, single_line

_BOX_PX = 84
_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class _Box(QPlainTextEdit):
    """Ctrl+Enter says ``done``; ``left``: the keys go elsewhere in the window."""

    done = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is this box's own while it has the keys, whatever it means in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_done(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_done(event):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            self.left.emit()


def _is_done(event: QKeyEvent) -> bool:
    command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return command and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentDraft(QFrame):
    """Hidden until ``begin``. ``posted``: text and author, when it is done or the keys go elsewhere with words written;
    ``given_up``: Esc, or nothing was written."""

    posted = Signal(str, str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "plain")
        self._about = QLabel()
        self._box = _Box()
        self._author = QLineEdit()
        self._post = QPushButton("添加")
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._box.done.connect(self.finish)
        self._box.left.connect(lambda: QTimer.singleShot(0, self, self._on_left))
        self._post.clicked.connect(lambda _=False: self.finish())
        self._cancel.clicked.connect(lambda _=False: self.give_up())
        self.hide()

    def _lay_out(self) -> None:
        self._about.setProperty("quiet", True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._box.setAccessibleName("批注内容")
        self._box.setPlaceholderText("写批注…（Ctrl+回车写好，Esc 不写了）")
        self._box.setTabChangesFocus(True)
        self._box.setFixedHeight(_BOX_PX)
        self._author.setAccessibleName("批注人")
        self._author.setPlaceholderText("批注人（可以不填）")
        self._author.setToolTip("填一次，以后的批注都用它")
        self._author.setProperty("quiet", True)
        self._post.setProperty("primary", True)
        last = QHBoxLayout()
        last.setSpacing(theme.SPACE_S)
        last.addWidget(self._author, 1)
        last.addWidget(self._cancel)
        last.addWidget(self._post)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self._about)
        layout.addWidget(self._box)
        layout.addLayout(last)

    def begin(self, about: str, author: str, text: str = "") -> None:
        """Show the box for a comment on ``about``; with ``text``, to reword one."""
        self._about.setText(about)
        self._author.setText(author)
        self._post.setText("改好" if text else "添加")
        self._box.setPlainText(text)
        self._box.selectAll()
        self.show()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """What is written is a comment; where nothing is, the box goes."""
        text = "\n".join(lines(clean(self._box.toPlainText()))).strip()
        if self.isHidden():
            return
        if not text:
            self.give_up()
            return
        self._close()
        self.posted.emit(text, single_line(self._author.text()).strip())

    def give_up(self) -> None:
        """Nothing comes of it."""
        if not self.isHidden():
            self._close()
            self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self._box.clear()

    def _on_left(self) -> None:
        """Clicked elsewhere: what was written is kept, as in Word."""
        now = QApplication.focusWidget()
        if now is not None and not self.isAncestorOf(now) and now.window() is self.window():
            self.finish()
