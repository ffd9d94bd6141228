"""The outline's own edits, through the session: renaming in place, and moving by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from huibao.errors import EditError
from huibao.gui.outline.model import Index, OutlineModel
from huibao.gui.outline.moving import move_for
from huibao.gui.outline.rename import renamed
from huibao.model.edits import Edit, SetHeadline
from huibao.services.session import Session

NODE_TYPE = "application/x-huibao-node"


class EditableOutline(OutlineModel):
    """``refused``: why an edit was not done (Chinese); ``moved``: this node was dropped elsewhere."""

    refused = Signal(str)
    moved = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session.report, parent)
        self._session = session

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        usual = super().flags(index)
        if row is None:
            return usual | Qt.ItemFlag.ItemIsDropEnabled
        if row.kind in ("front", "end"):
            return usual
        return usual | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        old = row.node.name if row.kind == "attachment" else row.node.heading.headline
        new = renamed(old, str(value))
        return new != old and self._apply(SetHeadline(row.id, new))

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [NODE_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        if row is not None:
            data.setData(NODE_TYPE, row.id.encode("utf-8"))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(NODE_TYPE)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Moves the node. False in any case: the report tells what rows there are, so the view must take none away."""
        node = bytes(data.data(NODE_TYPE).data()).decode("utf-8")
        try:
            edit = move_for(self._session.report, node, self.held(parent), row)
        except EditError as error:
            self.refused.emit(error.message)
        else:
            if self._apply(edit):
                self.moved.emit(node)
        return False

    def _apply(self, edit: Edit) -> bool:
        try:
            self._session.apply(edit)
        except EditError as error:
            self.refused.emit(error.message)
            return False
        return True
