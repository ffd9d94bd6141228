"""Short questions and messages. A choice is named by its verb; the safe one is what Esc takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

_ROLE = QMessageBox.ButtonRole
_ICON = QMessageBox.Icon


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that went wrong, in one sentence."""
    ask(parent, title, text, ("知道了",), icon=_ICON.Warning)


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    choices: Sequence[str],
    *,
    detail: str = "",
    icon: QMessageBox.Icon = _ICON.Question,
) -> str:
    """The one of ``choices`` that was taken. The first is what Enter takes, the last what Esc and closing take."""
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(detail)
    buttons: dict[QPushButton, str] = {}
    for at, choice in enumerate(choices):
        last = at == len(choices) - 1
        role = _ROLE.AcceptRole if at == 0 else _ROLE.RejectRole if last else _ROLE.ActionRole
        button = box.addButton(choice, role)
        buttons[button] = choice
        if at == 0:
            box.setDefaultButton(button)
        if last:
            box.setEscapeButton(button)
    box.exec()
    taken = box.clickedButton()
    return next((choice for button, choice in buttons.items() if button is taken), choices[-1])
