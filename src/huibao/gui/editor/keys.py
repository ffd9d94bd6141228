"""Which keys only move the cursor, and which delete how far. All other keys are the editor's own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

STANDARD = QKeySequence.StandardKey
NAVIGATION = (
    *(STANDARD.MoveToNextChar, STANDARD.MoveToPreviousChar, STANDARD.MoveToNextWord, STANDARD.MoveToPreviousWord),
    *(STANDARD.MoveToNextLine, STANDARD.MoveToPreviousLine, STANDARD.MoveToStartOfLine, STANDARD.MoveToEndOfLine),
    *(STANDARD.MoveToStartOfBlock, STANDARD.MoveToEndOfBlock, STANDARD.MoveToStartOfDocument, STANDARD.MoveToEndOfDocument),
    *(STANDARD.MoveToNextPage, STANDARD.MoveToPreviousPage, STANDARD.SelectNextChar, STANDARD.SelectPreviousChar),
    *(STANDARD.SelectNextWord, STANDARD.SelectPreviousWord, STANDARD.SelectNextLine, STANDARD.SelectPreviousLine),
    *(STANDARD.SelectStartOfLine, STANDARD.SelectEndOfLine, STANDARD.SelectStartOfBlock, STANDARD.SelectEndOfBlock),
    *(STANDARD.SelectStartOfDocument, STANDARD.SelectEndOfDocument, STANDARD.SelectNextPage, STANDARD.SelectPreviousPage),
)
DELETING = {
    STANDARD.Delete: QTextCursor.MoveOperation.NextCharacter,
    STANDARD.DeleteStartOfWord: QTextCursor.MoveOperation.PreviousWord,
    STANDARD.DeleteEndOfWord: QTextCursor.MoveOperation.NextWord,
    STANDARD.DeleteEndOfLine: QTextCursor.MoveOperation.EndOfBlock,
    STANDARD.Backspace: QTextCursor.MoveOperation.PreviousCharacter,
}


def moves_only(event: QKeyEvent) -> bool:
    """Whether a key only moves the cursor or the selection."""
    return any(event.matches(key) for key in NAVIGATION) or event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def deletes(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    """How far a deleting key reaches; None for other keys."""
    if event.key() == Qt.Key.Key_Backspace and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    ):
        return QTextCursor.MoveOperation.PreviousCharacter
    return next((move for key, move in DELETING.items() if event.matches(key)), None)


def types_text(event: QKeyEvent) -> bool:
    """Whether a key types a character: printable, without Ctrl or Alt (AltGr may be held)."""
    held = event.modifiers()
    command = held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    altgr = held & Qt.KeyboardModifier.GroupSwitchModifier
    return bool(event.text()) and event.text().isprintable() and (not command or bool(altgr))
