"""The lines of a received file with what each was taken for: the left side of the review."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget

from huibao.gui import theme
from huibao.gui.dialogs.review_words import BY_KEY, PUT_BACK_KEYS, role_name, said_of
from huibao.model.report import LeftOut
from huibao.recognise import Correction, Verdict
from huibao.services.reviewing import Review, SourceLine

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
_ROW_PX, _DOT_PX, _ROLE_PX, _STEP_PX = 28, 7, 64, 16
_PLAIN = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier


class Shown:
    """A line as it is shown: what it was taken for, whether that is doubtful, corrected or left out, and why. ``part``: what
    was left out of a line that is kept."""

    __slots__ = ("corrected", "doubtful", "left", "line", "part", "verdict", "why")

    def __init__(
        self, line: SourceLine, verdict: Verdict | None, out: LeftOut | None, *, doubtful: bool, corrected: bool
    ) -> None:
        self.line, self.verdict, self.doubtful, self.corrected = line, verdict, doubtful, corrected
        self.left = verdict is None or verdict.role == "junk"
        self.why = out.why if self.left and out is not None else verdict.why if verdict is not None else ""
        self.part = out.text if out is not None and not self.left else ""

    @property
    def said(self) -> str:
        """Place, role and reason in one line."""
        said = said_of(self.verdict if not self.left else None, self.why, self.doubtful)
        return f"{said}　（去掉了“{self.part}”，按 P 放回）" if self.part else said


class LinesModel(QAbstractListModel):
    """The lines of a review, or those of them that ``narrow`` picked."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = review.lines()
        self._picked: Collection[int] | None = None
        self._all: list[Shown] = []
        self._rows: list[Shown] = []
        self._fill(review)

    def show(self, review: Review) -> None:
        """The same file, recognised again."""
        self._fill(review)
        self.dataChanged.emit(self.index(0), self.index(max(0, len(self._rows) - 1)))

    def narrow(self, picked: Collection[int] | None) -> None:
        """Show only the lines whose indices are ``picked``; None shows all."""
        self.beginResetModel()
        self._picked = picked
        self._rows = self._narrowed()
        self.endResetModel()

    @property
    def all(self) -> Sequence[Shown]:
        """All lines, shown or not."""
        return self._all

    def row_of(self, line: int) -> int:
        """The row of the line with this index, -1 when it is not shown."""
        return next((row for row, shown in enumerate(self._rows) if shown.line.index == line), -1)

    def at(self, index: Index) -> Shown | None:
        """The line at ``index``."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self.at(index)
        if shown is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.line.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{shown.line.text[:400]}\n{shown.said}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown.line.text}，{shown.said}"
        return shown if role == LINE else None

    def _fill(self, review: Review) -> None:
        verdicts = {verdict.index: verdict for verdict in review.found.verdicts}
        doubtful = {verdict.index for verdict in review.doubtful}
        left, said = review.left_out, review.corrections
        self._all = [
            Shown(line, verdicts.get(at), left.get(at), doubtful=at in doubtful, corrected=at in said)
            for at, line in ((line.index, line) for line in self._lines)
        ]
        self._rows = self._narrowed()

    def _narrowed(self) -> list[Shown]:
        return self._all if self._picked is None else [one for one in self._all if one.line.index in self._picked]


class LinesView(QListView):
    """Lines to walk through and to choose from. ``said``: the lines chosen are this (a Correction); ``put_back``,
    ``undone`` (as the evidence says), ``confirmed``, ``alike_wanted``: what the keys P, Backspace, Space and E ask for."""

    said = Signal(object)
    put_back = Signal()
    undone = Signal()
    confirmed = Signal()
    alike_wanted = Signal()
    menu_wanted = Signal(object)
    current_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("原文各行")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_LineDelegate(self))
        # Letters are keys here, not the beginning of a word in an input method.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        wanted = {Qt.Key.Key_Backspace: self.undone, Qt.Key.Key_Space: self.confirmed, Qt.Key.Key_E: self.alike_wanted}
        wanted |= dict.fromkeys(PUT_BACK_KEYS, self.put_back)
        if event.modifiers() & ~_PLAIN:
            super().keyPressEvent(event)
        elif key in BY_KEY:
            self.said.emit(BY_KEY[key])
        elif key in wanted:
            wanted[key].emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here."""

    def chosen(self) -> list[Shown]:
        """The lines selected, in order; the current one when none is."""
        model = self.model()
        assert isinstance(model, LinesModel)
        rows = sorted(self.selectedIndexes(), key=QModelIndex.row) or [self.currentIndex()]
        return [shown for shown in map(model.at, rows) if shown is not None]


class _LineDelegate(QStyledItemDelegate):
    """A dot (amber: doubtful, blue: corrected), the role, and the line set in by its level; what is left out is struck."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        shown = index.data(LINE)
        if not isinstance(shown, Shown):
            return
        look = theme.colours()
        area = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.hover))
        self._dot(painter, area, shown, look)
        self._role(painter, area, shown, look)
        self._text(painter, area, shown, look)
        painter.restore()

    def _dot(self, painter: QPainter, area: QRect, shown: Shown, look: theme.Colours) -> None:
        if not (shown.doubtful or shown.corrected):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent if shown.corrected else look.missing))
        at = QPointF(area.left() + theme.SPACE_S + _DOT_PX / 2, area.center().y() + 1)
        painter.drawEllipse(at, _DOT_PX / 2, _DOT_PX / 2)

    def _role(self, painter: QPainter, area: QRect, shown: Shown, look: theme.Colours) -> None:
        painter.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        heading = shown.verdict is not None and shown.verdict.role == "heading"
        painter.setPen(QColor(look.missing if shown.doubtful else look.accent if heading else look.quiet))
        place = QRect(area.left() + 2 * theme.SPACE_S + _DOT_PX, area.top(), _ROLE_PX, area.height())
        name = "未收入" if shown.left or shown.verdict is None else role_name(shown.verdict)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)

    def _text(self, painter: QPainter, area: QRect, shown: Shown, look: theme.Colours) -> None:
        verdict = shown.verdict
        role = verdict.role if verdict is not None and not shown.left else ""
        heavy = role == "title" or (verdict is not None and role == "heading" and verdict.level == 1)
        font = theme.ui_font(bold=heavy)
        font.setStrikeOut(shown.left)
        painter.setFont(font)
        painter.setPen(QColor(look.quiet if shown.left else look.text))
        level = verdict.level if verdict is not None and role == "heading" else 0 if heavy or shown.left else 4
        step = max(0, level - 1) * _STEP_PX
        left = area.left() + 2 * theme.SPACE_S + _DOT_PX + _ROLE_PX + step
        room = QRect(left, area.top(), max(0, area.right() - left - theme.SPACE_S), area.height())
        words = painter.fontMetrics().elidedText(shown.line.text[:300], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def correction_for(shown: Shown) -> Correction | None:
    """The correction that confirms a line as it was taken; None where there is nothing to confirm."""
    verdict = shown.verdict
    if verdict is None or shown.left or verdict.role in ("table", "ledger", "picture"):
        return None
    return Correction("join") if verdict.joined else Correction(verdict.role, verdict.level)
