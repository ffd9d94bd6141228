"""Words with what differs marked in them, written into a text that is only read: quiet headings, and pieces of a difference."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor

from huibao.gui import theme
from huibao.yearly.differing import Piece

_TEXT_PX = 15


def write_heading(cursor: QTextCursor, text: str) -> None:
    """A quiet line at ``cursor``, in a block of its own."""
    look = QTextCharFormat()
    look.setForeground(QColor(theme.colours().quiet))
    look.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
    if not cursor.atStart():
        cursor.insertBlock()
    block = cursor.blockFormat()
    block.setTopMargin(theme.SPACE_S)
    block.setBottomMargin(theme.SPACE_XS)
    cursor.setBlockFormat(block)
    cursor.insertText(text, look)


def write_pieces(cursor: QTextCursor, pieces: Iterable[Piece], label: str = "") -> None:
    """``label`` and then ``pieces`` in a new block: what was added underlined, what was removed struck out, both on a ground."""
    colours = theme.colours()
    grounds = {"removed": colours.missing_soft, "added": colours.accent_soft}
    plain = QTextCharFormat()
    plain.setFont(theme.ui_font(_TEXT_PX))
    plain.setForeground(QColor(colours.text))
    cursor.insertBlock()
    cursor.insertText(label, plain)
    for piece in pieces:
        look = QTextCharFormat(plain)
        if piece.kind in grounds:
            look.setBackground(QColor(grounds[piece.kind]))
            look.setFontUnderline(piece.kind == "added")
            look.setFontStrikeOut(piece.kind == "removed")
        cursor.insertText(piece.text, look)
