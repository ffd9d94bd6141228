"""Asks for the password of a file that was encrypted in Word or WPS."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget


def ask_password(parent: QWidget | None, sentence: str) -> str:
    """What the user types after ``sentence``; "" when the user gave up. It is kept nowhere."""
    given, taken = QInputDialog.getText(parent, "文件加了密码", sentence, QLineEdit.EchoMode.Password)
    return given if taken else ""
