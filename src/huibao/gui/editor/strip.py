"""The line under the entry at the cursor: its short fields as buttons, each opening what changes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from huibao.errors import EditError
from huibao.gui.editor import fields
from huibao.gui.editor.date_popup import DatePopup
from huibao.gui.editor.fields import Answering, ShortField
from huibao.gui.editor.popups import LinksPopup, StatusPopup, TextPopup, options_menu
from huibao.model import tree
from huibao.model.edits import AddStatus, Edit, Insert, RemoveStatus
from huibao.model.names import known_names, usual_form
from huibao.model.report import MEASURE_FIELDS, PROBLEM_FIELDS, Entry, Id, Measure, Problem
from huibao.model.starting import new_part, place_for
from huibao.services.session import Session


class Strip(QWidget):
    """Shows and changes the short fields of one entry. ``part_added`` names the paragraph of a field that was just added."""

    refused = Signal(str)
    part_added = Signal(str)
    menu_requested = Signal(object)

    def __init__(self, session: Session, answering: Answering, parent: QWidget) -> None:
        super().__init__(parent)
        self._answering = answering
        self._session = session
        self._entry: Id = ""
        self._shown: tuple[ShortField, ...] = ()
        self._room = QHBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(4)
        self.setAccessibleName("本条的其他字段")
        self.hide()

    @property
    def entry(self) -> Id:
        """The entry shown, "" for none."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show the fields of ``entry``; None hides the strip."""
        self._entry = entry.id if entry else ""
        if entry is None:
            self.hide()
            return
        shown = fields.short_fields(self._session.report, self._session.template, entry, self._answering)
        if shown != self._shown or not self._room.count():
            self._shown = shown
            self._fill(entry)
        self.show()

    def enter(self) -> bool:
        """Give the keys to the first field; whether there is one. From there Tab goes on, Esc goes back to the text."""
        buttons = self._buttons() if self.isVisible() else []
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        port = self.parentWidget()
        view = port.parentWidget() if port is not None else None
        if event.key() == Qt.Key.Key_Escape and view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # else it would go on to the text, as a new paragraph
            held = next((button for button in self._buttons() if button.hasFocus()), None)
            if held is not None:
                held.click()
        elif not event.text():
            super().keyPressEvent(event)  # letters stay here: the cursor is not in the text

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the fields and, past the last, goes back to the text, which keeps Tab for itself otherwise."""
        buttons = self._buttons()
        at = next((at for at, button in enumerate(buttons) if button.hasFocus()), -1) + (1 if forward else -1)
        port = self.parentWidget()
        view = port.parentWidget() if port is not None else None
        target = buttons[at] if 0 <= at < len(buttons) else view
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return target is not None

    def _fill(self, entry: Entry) -> None:
        focused = self.window().focusWidget()  # under an open popup it is the button, which has not the keys itself
        held = next((at for at, button in enumerate(self._buttons()) if button is focused), None)
        self._make_buttons(entry)
        buttons = self._buttons()
        if held is not None and buttons:  # the buttons are new, the keys stay where they were
            buttons[min(held, len(buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _buttons(self) -> list[QToolButton]:
        """Those that can be seen."""
        return [button for button in self._every() if not button.isHidden()]

    def _every(self) -> list[QToolButton]:
        widgets = (self._room.itemAt(at).widget() for at in range(self._room.count()))
        return [widget for widget in widgets if isinstance(widget, QToolButton)]

    def _make_buttons(self, entry: Entry) -> None:
        while self._room.count():
            item = self._room.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for field in self._shown:
            self._room.addWidget(self._button(field))
        self._room.addStretch(1)
        more = QToolButton()
        more.setText("⋯")
        more.setToolTip("这一条可以做的事")
        more.setAccessibleName("更多操作")
        more.setAutoRaise(True)
        more.clicked.connect(lambda _=False: self._open_more(more))
        self._room.addWidget(more)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the fields there is room for, whole; the others are opened from ⋯."""
        if not self._room.count():
            return
        *held, more = self._every()
        more.show()
        gap = self._room.spacing()
        left = self.width() - more.sizeHint().width() - gap
        for button in held:
            left -= button.sizeHint().width() + gap
            button.setVisible(left >= 0)

    def _button(self, field: ShortField) -> QToolButton:
        button = QToolButton()
        value = field.value if len(field.value) <= 10 else field.value[:9] + "…"
        button.setText(f"{field.label}：{value}" if field.value else f"＋{field.label}")
        button.setToolTip(field.value or field.guidance or f"填写{field.label}")
        button.setAccessibleName(f"{field.label} {field.value}".strip())
        button.setAutoRaise(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _=False: self._open(field, button))
        return button

    def _open(self, field: ShortField, button: QToolButton) -> None:
        entry = self._find()
        if entry is None:
            return
        place = button.mapToGlobal(QPoint(0, button.height()))
        report = self._session.report
        if field.kind == "options":
            options_menu(field, lambda v: self._set(field, v), lambda: self._open_text(field, place), self).exec(place)
        elif field.kind == "links":
            items = fields.candidates(report, entry)
            LinksPopup(field.label, items, self._relink, self).open_at(place)
        elif field.kind == "status":
            StatusPopup(field.label, entry.statuses, self._add_status, self._withdraw, self).open_at(place)
        else:
            self._open_text(field, place)

    def _open_text(self, field: ShortField, place: QPoint) -> None:
        if field.name in ("deadline", "closed_on"):
            DatePopup(field, self._usual_form(field.name), lambda value: self._set(field, value), self).open_at(place)
            return
        # People and departments are named again and again, from year to year too.
        reports = [self._session.report, *([self._session.previous] if self._session.previous else [])]
        names = known_names(reports, field.name)
        TextPopup(field, names, lambda value: self._set(field, value), self).open_at(place)

    def _usual_form(self, name: str) -> int:
        """The form in which the report writes the days of this field."""
        measures = [entry for entry in tree.entries(self._session.report) if isinstance(entry, Measure)]
        return usual_form(entry.closed_on if name == "closed_on" else entry.detail(name) for entry in measures)

    def _open_more(self, button: QToolButton) -> None:
        menu = QMenu(self)
        self.fill_hidden(menu, button)
        self.fill_absent(menu)
        self.menu_requested.emit(menu)
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))

    def fill_hidden(self, menu: QMenu, button: QToolButton) -> None:
        """Offer in ``menu`` the fields that find no room; each opens under ``button``."""
        for field, held in zip(self._shown, self._every(), strict=False):
            if held.isHidden():
                menu.addAction(held.text()).triggered.connect(partial(self._open_hidden, field, button))
        menu.addSeparator()

    def _open_hidden(self, field: ShortField, button: QToolButton, _checked: bool = False) -> None:
        self._open(field, button)

    def fill_absent(self, menu: QMenu) -> None:
        """Offer in ``menu`` to add the fields that the entry does not have."""
        for field, label in self._absent_parts():
            menu.addAction(f"添加“{label}”").triggered.connect(lambda _=False, field=field: self._add_part(field))
        menu.addSeparator()

    def _absent_parts(self) -> list[tuple[str, str]]:
        entry, template = self._find(), self._session.template
        if entry is None or template is None:
            return []
        owner, known = ("problem", PROBLEM_FIELDS) if isinstance(entry, Problem) else ("measure", MEASURE_FIELDS)
        held = {part.field for part in entry.parts}
        return [(f.id, f.label) for f in template.fields(owner) if f.id in known and f.id not in held]

    def _add_part(self, field: str) -> None:
        entry = self._find()
        if entry is not None:
            owner = "problem" if isinstance(entry, Problem) else "measure"
            part = new_part(self._session.template, owner, field)
            at = place_for(self._session.template, owner, tuple(item.field for item in entry.parts), field)
            if self._apply(Insert(entry.id, "parts", at, part)):
                self.part_added.emit(part.blocks[0].id)

    def _set(self, field: ShortField, value: str) -> None:
        entry = self._find()
        if entry is not None and value.strip() != field.value:
            try:
                self._apply(fields.set_value(self._session.template, entry, field.name, value))
            except EditError as error:
                self.refused.emit(error.message)

    def _relink(self, chosen: set[Id]) -> None:
        entry = self._find()
        if entry is not None:
            edit = fields.relink(self._session.report, entry, chosen)
            if edit is not None:
                self._apply(edit)

    def _add_status(self, status: object) -> None:
        self._apply(AddStatus(self._entry, status))  # type: ignore[arg-type]

    def _withdraw(self, at: int) -> None:
        self._apply(RemoveStatus(self._entry, at))

    def _apply(self, edit: Edit) -> bool:
        self._session.seal()
        try:
            self._session.apply(edit, self)
        except EditError as error:
            self.refused.emit(error.message)
            return False
        return True

    def _find(self) -> Entry | None:
        report = self._session.report
        if not self._entry or not tree.contains(report, self._entry):
            return None
        node = tree.find(report, self._entry)
        return node if isinstance(node, (Problem, Measure)) else None
