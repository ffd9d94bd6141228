"""Fields of a profile: name, editor and unit in a row, and under it, when a value is refused, why."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.profile_draft import Draft, Keys

_NAME_PX, _EDIT_PX = 104, 96


class Field(QWidget):
    """``edited`` gives keys and value as they were typed; what is wrong with them is told back by ``say``."""

    edited = Signal(tuple, object)

    def __init__(self, keys: Keys, name: str, editor: QWidget, unit: str = "", tip: str = "") -> None:
        super().__init__()
        self.keys, self.name, self.editor = keys, name, editor
        label = QLabel(name)
        label.setFixedWidth(_NAME_PX)
        label.setBuddy(editor)
        editor.setAccessibleName(name)
        editor.setToolTip(tip)
        label.setToolTip(tip)
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.setProperty("fault", True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setStyleSheet(f"color: {theme.colours().error};")
        self._fault.hide()

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(2)
        grid.addWidget(label, 0, 0)
        grid.addWidget(editor, 0, 1)
        grid.addWidget(QLabel(unit), 0, 2)
        grid.addWidget(self._fault, 1, 1, 1, 2)
        grid.setColumnStretch(2 if unit else 1, 1)

    @property
    def fault(self) -> str:
        """What is said to be wrong, "" when nothing is."""
        return "" if self._fault.isHidden() else self._fault.text()

    def say(self, reason: str) -> None:
        """Say under the field why its value can't stand; "" when it can."""
        self._fault.setText(f"{self.name}{reason}。" if reason else "")
        self._fault.setVisible(bool(reason))

    def show_value(self, value: Any) -> None:
        """Show ``value`` without telling of it."""
        raise NotImplementedError


class NumberField(Field):
    """A number typed as text, so that a wrong one is seen and named instead of being changed silently."""

    def __init__(self, keys: Keys, name: str, unit: str = "", tip: str = "") -> None:
        self._line = QLineEdit()
        self._line.setFixedWidth(_EDIT_PX)
        super().__init__(keys, name, self._line, unit, tip)
        self._line.textEdited.connect(lambda text: self.edited.emit(keys, number_of(text)))

    def show_value(self, value: Any) -> None:
        if number_of(self._line.text()) != value:  # "22." is not made "22" under the hand that writes "22.5"
            self._line.setText(f"{value:g}" if isinstance(value, int | float) else "")


class TextField(Field):
    """A short text."""

    def __init__(self, keys: Keys, name: str, tip: str = "") -> None:
        self._line = QLineEdit()
        super().__init__(keys, name, self._line, "", tip)
        self._line.textEdited.connect(lambda text: self.edited.emit(keys, text))

    def show_value(self, value: Any) -> None:
        if self._line.text() != value:
            self._line.setText(value)


class ChoiceField(Field):
    """One of a few (value, text)."""

    def __init__(self, keys: Keys, name: str, choices: Sequence[tuple[str, str]], tip: str = "") -> None:
        self._box = QComboBox()
        for value, text in choices:
            self._box.addItem(text, value)
        super().__init__(keys, name, self._box, "", tip)
        self._box.activated.connect(lambda at: self.edited.emit(keys, self._box.itemData(at)))

    def show_value(self, value: Any) -> None:
        self._box.setCurrentIndex(max(0, self._box.findData(value)))


class SwitchField(Field):
    """Yes or no; the text stands beside the box."""

    def __init__(self, keys: Keys, name: str, text: str, tip: str = "") -> None:
        self._box = QCheckBox(text)
        super().__init__(keys, name, self._box, "", tip)
        self._box.setAccessibleName(text)
        self._box.clicked.connect(lambda on: self.edited.emit(keys, on))

    def show_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))


def number_of(text: str) -> int | float | str:
    """The number in ``text``, full-width digits too; what is none comes back as it is."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        number = float(plain)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def show_draft(fields: Sequence[Field], draft: Draft) -> None:
    """Bring ``fields`` to what ``draft`` holds; what was refused stays as it was typed, with the reason under it."""
    faults: Mapping[Keys, str] = draft.faults
    for field in fields:
        if field.keys not in draft.refused:
            field.show_value(draft.value(field.keys))
        field.say(faults.get(field.keys, ""))
