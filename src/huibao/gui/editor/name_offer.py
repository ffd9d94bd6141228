"""Names offered in the text behind 责任人：, 责任部门： and the like. A plain child of the text, never in the way of an input
method: the text keeps the focus, and a name is taken only after the key down chose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget

from huibao.gui.editor import phrases
from huibao.model.names import known_names, name_being_written
from huibao.services.session import Session

if TYPE_CHECKING:
    from huibao.gui.editor.text_view import TextView

Key = Qt.Key
_MOST = 8
_ROW_PX = 26


class NameOffer(QListWidget):
    """The list under the cursor of ``view``. ``key`` must see keys before the text does, ``look`` is called after typing."""

    def __init__(self, session: Session, view: TextView) -> None:
        super().__init__(view.viewport())
        self._session, self._view = session, view
        self._typed = ""
        self.setAccessibleName("报告里用过的名字")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _item: self.take())
        view.cursorPositionChanged.connect(self.hide)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        self.hide()

    def look(self) -> None:
        """Offer the names that fit what was just typed, if it names people or departments."""
        _, row = self._view.current()
        found = name_being_written(row.text[: self._view.offset()]) if row.editable else None
        names: list[str] = []
        if found is not None:
            field, self._typed = found
            reports = [self._session.report, *([self._session.previous] if self._session.previous else [])]
            names = [name for name in known_names(reports, field) if self._typed in name and name != self._typed][:_MOST]
        self._show(names)

    def _show(self, names: list[str]) -> None:
        self.clear()
        self.addItems(names)
        self.setCurrentRow(-1)
        if not names:
            self.hide()
            return
        width = max(self.fontMetrics().horizontalAdvance(name) for name in names) + 40
        self.resize(max(width, 120), len(names) * _ROW_PX + 4)
        for at in range(self.count()):
            size = self.item(at).sizeHint()
            size.setHeight(_ROW_PX)
            self.item(at).setSizeHint(size)
        place = self._view.cursorRect().bottomLeft()
        below = place.y() + self.height() <= self._view.viewport().height()
        top = place.y() + 2 if below else self._view.cursorRect().top() - self.height() - 2
        self.move(min(place.x(), max(0, self._view.viewport().width() - self.width())), top)
        self.show()
        self.raise_()

    def key(self, event: QKeyEvent) -> bool:
        """Whether the list used the key: up and down choose, Enter and Tab take what is chosen, Esc closes."""
        if self.isHidden() or event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        key = event.key()
        if key == Key.Key_Escape:
            self.hide()
        elif key in (Key.Key_Down, Key.Key_Up):
            by = 1 if key == Key.Key_Down else -1
            self.setCurrentRow((max(self.currentRow(), -1 if by > 0 else 0) + by) % self.count())
        elif key in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab) and self.currentRow() >= 0:
            self.take()
        else:
            return False
        return True

    def take(self) -> None:
        """Write the chosen name in place of what was typed of it."""
        item = self.currentItem()
        if item is None:
            return
        name, view, session = item.text(), self._view, self._session
        at, _ = view.current()
        end = view.offset()
        self.hide()
        session.seal()
        shown = (view.projection, view.page)
        start = (at, end - len(self._typed))
        deed = phrases.insertion(session.report, session.template, shown, start, (at, end), name, "填写名字")
        view.perform(deed)
