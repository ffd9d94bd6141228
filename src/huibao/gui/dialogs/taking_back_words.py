"""The old and the new words of one difference, each in full, the characters that differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from huibao.gui import theme
from huibao.gui.marked_text import write_heading, write_pieces
from huibao.model.report import LeftOut
from huibao.model.text import LINE_BREAK
from huibao.services.taking_back import Difference
from huibao.yearly.differing import Piece, differences

_OLD, _NEW = "报告里原来的文字", "Word 里的文字"
_LONGEST = 20_000  # characters of a text that are shown, and compared by characters


class DifferenceWords(QTextEdit):
    """Shows one difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("原来的文字和 Word 里的文字")
        self.document().setDocumentMargin(theme.SPACE_M)

    def show_difference(self, one: Difference, above: str) -> None:
        """Show ``one``; ``above``: the words right above it in the Word file."""
        self.clear()
        cursor = self.textCursor()
        if one.blocked:
            write_heading(cursor, one.blocked)
        if one.kind == "changed":
            pieces = differences(one.old[:_LONGEST], one.new[:_LONGEST])
            self._text(cursor, f"{_OLD}（有底色的，Word 里没有）", _without(pieces, "added"))
            self._text(cursor, f"{_NEW}（有底色的，报告里没有）", _without(pieces, "removed"))
        elif one.kind == "removed":
            self._text(cursor, f"{_OLD}，Word 里没有", (Piece("removed", one.old[:_LONGEST]),))
        elif one.kind == "added":
            self._text(cursor, f"{_NEW}，报告里没有{_place(above)}", (Piece("added", one.new[:_LONGEST]),))
        elif one.kind == "remark":
            self._text(cursor, "批注，取回后仍是批注，不会打印出来", (Piece("added", one.new[:_LONGEST]),))
            self._text(cursor, "针对的文字", (Piece("same", one.old[:_LONGEST]),))
        else:
            self._text(cursor, f"换了位置{_place(above)}", (Piece("same", one.new[:_LONGEST]),))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_left_out(self, one: LeftOut) -> None:
        """Show words that can't be taken back, and why."""
        self.clear()
        self._text(self.textCursor(), f"{one.why}，不在正文里，取回时不带入", (Piece("same", one.text[:_LONGEST]),))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _text(self, cursor: QTextCursor, heading: str, pieces: Sequence[Piece]) -> None:
        write_heading(cursor, heading)
        write_pieces(cursor, (replace(piece, text=piece.text.replace(LINE_BREAK, "\n")) for piece in pieces))


_ABOVE = 24  # characters


def _place(above: str) -> str:
    if not above:
        return "；在全文最前面"
    short = " ".join(above[:_ABOVE].split()) + ("…" if len(above) > _ABOVE else "")
    return f"；在“{short}”后面"


def _without(pieces: Sequence[Piece], kind: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.kind != kind)
