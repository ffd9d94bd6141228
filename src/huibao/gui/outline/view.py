"""The tree itself: what its keys, clicks and drags mean."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragMoveEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from huibao.gui import theme
from huibao.gui.outline.delegate import OutlineDelegate

_CARRIED_PX = 240
_DOT_PX = 5


class OutlineView(QTreeView):
    """The tree; Enter and a click say ``chosen``, Delete ``remove_requested``, rows keep whether they are open."""

    chosen = Signal(QModelIndex)
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.SPACE_L)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setStyleSheet("QTreeView { show-decoration-selected: 0; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setItemDelegate(OutlineDelegate(self))
        self.setAccessibleName("大纲")
        self._under = QPersistentModelIndex()
        self.clicked.connect(self._on_clicked)

    def edit_now(self, index: QModelIndex) -> None:
        """Edit the words of a row in place, if it has any and none is being edited."""
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if editable and self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click that adds to the selection chooses nothing: the keys stay here."""
        if self.selectionModel().selectedIndexes() == [index]:
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QTreeView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    # Dragging.

    def startDrag(self, actions: Qt.DropAction) -> None:
        """The hand carries a word of what it holds, not the rows, which would hide where they will fall."""
        rows = self.selectionModel().selectedIndexes()
        if not any(index.flags() & Qt.ItemFlag.ItemIsDragEnabled for index in rows):
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(rows))
        drag.setPixmap(self._carried(rows))
        drag.setHotSpot(QPoint(-theme.SPACE_M, -theme.SPACE_S))
        drag.exec(actions, Qt.DropAction.MoveAction)
        self.setState(QTreeView.State.NoState)
        self.viewport().update()

    def _carried(self, rows: list[QModelIndex]) -> QPixmap:
        said = f"移动 {len(rows)} 项" if len(rows) > 1 else str(rows[0].data())
        look, metrics, ratio = theme.colours(), self.fontMetrics(), self.devicePixelRatioF()
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, _CARRIED_PX)
        size = QSize(metrics.horizontalAdvance(said) + 2 * theme.SPACE_S, metrics.height() + theme.SPACE_S)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(look.accent)
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setPen(QColor(look.on_accent))
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, said)
        painter.end()
        return picture

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._under = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own mark is a black hair line; ours is drawn over it."""
        super().paintEvent(event)
        if self.state() == QTreeView.State.DraggingState and self._under.isValid():
            self._paint_mark(self.visualRect(self._under))

    def _paint_mark(self, row: QRect) -> None:
        where, place = self.dropIndicatorPosition(), QAbstractItemView.DropIndicatorPosition
        if where == place.OnViewport:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(theme.colours().accent)
        row.setRight(self.viewport().width() - theme.SPACE_XS)
        painter.setPen(QPen(accent, 2))
        if where == place.OnItem:
            painter.drawRoundedRect(row.adjusted(1, 2, -1, -2), 4, 4)
            return
        y = row.top() if where == place.AboveItem else row.bottom() + 1
        painter.drawLine(row.left() + 2 * _DOT_PX, y, row.right(), y)
        painter.setBrush(QColor(theme.colours().window))
        painter.drawEllipse(QPointF(row.left() + _DOT_PX, y), _DOT_PX - 1, _DOT_PX - 1)
