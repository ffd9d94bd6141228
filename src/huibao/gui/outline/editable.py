"""The outline's own edits, through the session: renaming in place, and moving by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from huibao.errors import EditError
from huibao.gui.outline.model import Index, OutlineModel
from huibao.gui.outline.moving import move_for
from huibao.gui.outline.rename import renamed
from huibao.gui.outline.together import outermost
from huibao.model.edits import Edit, SetHeadline
from huibao.services.session import Session

NODE_TYPE = "application/x-huibao-node"


class EditableOutline(OutlineModel):
    """``refused``: why an edit was not done (Chinese); ``moved``: these nodes (their ids) were dropped elsewhere."""

    refused = Signal(str)
    moved = Signal(object)

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
        rows = [row for row in map(self.row_at, indexes) if row is not None]
        if rows:
            data.setData(NODE_TYPE, "\n".join(row.id for row in rows).encode("utf-8"))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(NODE_TYPE)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Moves the nodes. False in any case: the report tells what rows there are, so the view must take none away."""
        report = self._session.report
        try:
            nodes = outermost(
                report, self.in_print_order(bytes(data.data(NODE_TYPE).data()).decode("utf-8").split("\n"))
            )
            edit = move_for(report, nodes, self.held(parent), row)
        except EditError as error:
            self.refused.emit(error.message)
        else:
            if self.do(edit):
                self.moved.emit(nodes)
        return False

    def do(self, edit: Edit) -> bool:
        """Whether ``edit``, a step of undo of its own, could be done; if not, ``refused`` says why."""
        self._session.seal()
        return self._apply(edit)

    def _apply(self, edit: Edit) -> bool:
        try:
            self._session.apply(edit)
        except EditError as error:
            self.refused.emit(error.message)
            return False
        return True
