"""The pane beside the editor that shows what stood here last year, and what is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from huibao.gui import icons, theme
from huibao.gui.marked_text import write_heading, write_pieces
from huibao.gui.panels.thumbnails import Thumbnails
from huibao.model.report import Picture
from huibao.yearly import Passage, Piece, Shares, differences
from huibao.yearly.comparing import NAMES, Compared, said

_TAKE, _TAKE_SELECTED = "取用这一段", "取用选中的文字"
_EMPTY = "还没有去年的报告。\n打开它，写到哪里，就在这里看到去年的文字；\n不会改动去年的文件。"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pane shows. ``this``: the passage at the cursor (None: it has no words), ``last``: what it was last year;
    ``shares`` of the section and of all; ``dropped``: what lives on nowhere; ``by_hand``: the pair was set by the user;
    ``pictures``: those that stood behind it last year."""

    this: Compared | None
    last: Passage | None
    section: Shares
    whole: Shares
    dropped: tuple[Passage, ...] = ()
    by_hand: bool = False
    pictures: tuple[tuple[Picture, bytes], ...] = ()


class LastYearPane(QStackedWidget):
    """Shows ``Shown``, or offers to open last year's report.

    ``open_requested``: last year's report, or another one; ``take_requested``: these words ("": the whole passage);
    ``choose_requested``: another passage; ``none_requested``: there is no counterpart; ``reset_requested``: the program's
    own choice again; ``pictures_requested``: last year's pictures, put in at the cursor.
    """

    open_requested = Signal()
    take_requested = Signal(str)
    choose_requested = Signal()
    none_requested = Signal()
    reset_requested = Signal()
    pictures_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._thumbnails = Thumbnails()
        self._match = QLabel()
        self._more = QToolButton()
        self._menu = QMenu(self)
        self._text = QTextEdit()
        self._shares = QLabel()
        self._take = QPushButton(_TAKE)
        self._waiting = QLabel("正在对照去年的报告…")
        self._offer = self._offer_page()
        self._view = self._view_page()
        self.addWidget(self._offer)
        self.addWidget(self._waiting)
        self.addWidget(self._view)
        self._wire()

    # Making.

    def _offer_page(self) -> QWidget:
        page, told, button = QWidget(), QLabel(_EMPTY), QPushButton("打开去年的报告…")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setProperty("quiet", True)
        told.setWordWrap(True)
        button.setProperty("primary", True)
        button.clicked.connect(self.open_requested)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        layout.setSpacing(theme.SPACE_M)
        layout.addStretch(2)
        layout.addWidget(told)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _view_page(self) -> QWidget:
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("quiet", True)
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFrameShape(QTextEdit.Shape.NoFrame)
        self._text.setAccessibleName("去年的文字")
        self._text.document().setDocumentMargin(theme.SPACE_M)
        self._shares.setProperty("quiet", True)
        self._shares.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        self._shares.setWordWrap(True)
        icons.put(self._more, "more")
        self._more.setToolTip("换一段、换一份去年的报告")
        self._more.setAccessibleName("更多")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        head, foot = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_XS, 0)
        head.addWidget(self._match, 1)
        head.addWidget(self._more)
        foot.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self._take)
        foot.addWidget(self._shares)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)
        layout.addLayout(foot)
        return page

    def _wire(self) -> None:
        self._choose = self._menu.addAction("换成去年的另一段…", self.choose_requested.emit)
        self._none = self._menu.addAction("去年没有对应的文字", self.none_requested.emit)
        self._reset = self._menu.addAction("由程序重新对应", self.reset_requested.emit)
        self._pictures = self._menu.addAction("取用去年的图片", self._take_pictures)
        self._menu.addSeparator()
        self._menu.addAction("换一份去年的报告…", self.open_requested.emit)
        self._take.clicked.connect(lambda _=False: self.take())
        self._text.selectionChanged.connect(self._name_taking)

    # Showing.

    def offer(self) -> None:
        """There is no report of last year."""
        self._shown = None
        self.setCurrentWidget(self._offer)

    def wait(self) -> None:
        """There is one, and it is being compared."""
        self._shown = None
        self.setCurrentWidget(self._waiting)

    def show_passage(self, shown: Shown) -> None:
        """Show this; where it is the same as before, all stays as it is."""
        self.setCurrentWidget(self._view)
        if shown == self._shown:
            return
        self._shown = shown
        self._match.setText(_match_words(shown))
        self._choose.setEnabled(shown.this is not None)
        self._none.setEnabled(shown.this is not None and shown.last is not None)
        self._reset.setEnabled(shown.by_hand)
        self._pictures.setEnabled(bool(shown.pictures))
        self._shares.setText(f"这一部分：{said(shown.section)}\n全文：{said(shown.whole)}")
        self._write(shown)
        self._name_taking()

    def redraw(self) -> None:
        """The colours have changed."""
        if self._shown is not None:
            self._write(self._shown)

    def take(self) -> None:
        """Ask for the selected words; without a selection for the whole passage."""
        if self._shown is not None and self._take.isEnabled():
            self.take_requested.emit(self.selected)

    @property
    def selected(self) -> str:
        """The selected words, with line ends between paragraphs."""
        return self._text.textCursor().selectedText().replace("\u2029", "\n")

    @property
    def text(self) -> str:
        """All that is shown."""
        return self._text.toPlainText()

    def _name_taking(self) -> None:
        selected = bool(self.selected)
        whole = self._shown is not None and self._shown.last is not None and not _is_same(self._shown)
        self._take.setText(_TAKE_SELECTED if selected else _TAKE)
        self._take.setEnabled(selected or whole)

    def _write(self, shown: Shown) -> None:
        self._text.clear()
        cursor = self._text.textCursor()
        if shown.last is None:
            self._write_dropped(cursor, shown.dropped)
        elif shown.this is None or _is_same(shown):
            self._paragraph(cursor, "去年", shown.last.label, (Piece("same", shown.last.text),))
        else:
            pieces = differences(shown.last.text, shown.this.this.text)
            self._paragraph(cursor, "去年（有底色的，今年改掉了）", shown.last.label, _without(pieces, "added"))
            self._paragraph(cursor, "今年（有底色的，去年没有）", shown.this.this.label, _without(pieces, "removed"))
        self._write_pictures(cursor, shown.pictures)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_pictures(self, cursor: QTextCursor, pictures: tuple[tuple[Picture, bytes], ...]) -> None:
        if pictures:
            write_heading(cursor, f"去年这里的图片，共 {len(pictures)} 张")
        for picture, data in pictures:
            cursor.insertBlock()
            cursor.insertImage(self._thumbnails.of(picture.sha256, data), picture.sha256)

    def _take_pictures(self) -> None:
        if self._shown is not None:
            self.pictures_requested.emit(self._shown.pictures)

    def _write_dropped(self, cursor: QTextCursor, dropped: tuple[Passage, ...]) -> None:
        if not dropped:
            write_heading(cursor, "去年没有与这一段对应的文字。")
            return
        write_heading(cursor, f"去年没有与这一段对应的文字。去年有、今年没有的，共 {len(dropped)} 段：")
        for passage in dropped[:_MOST_DROPPED]:
            write_pieces(cursor, (Piece("same", passage.text),), passage.label)
        if len(dropped) > _MOST_DROPPED:
            write_heading(cursor, f"还有 {len(dropped) - _MOST_DROPPED} 段没有列出。")

    def _paragraph(self, cursor: QTextCursor, heading: str, label: str, pieces: Sequence[Piece]) -> None:
        write_heading(cursor, heading)
        write_pieces(cursor, pieces, label)


_MOST_DROPPED = 12  # more of them would hold up the cursor


def _without(pieces: Sequence[Piece], kind: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.kind != kind)


def _is_same(shown: Shown) -> bool:
    return shown.this is not None and shown.this.match == "same"


def _match_words(shown: Shown) -> str:
    """「与上年相同」「相近 82%」「新写」, and whether the user said so."""
    hand = "（手工对应）" if shown.by_hand else ""
    if shown.this is None:
        return "今年还没有写" if shown.last is not None else "光标处没有文字"
    name = NAMES[shown.this.match]
    return f"{name} {shown.this.likeness:.0%}{hand}" if shown.this.match == "near" else f"{name}{hand}"
