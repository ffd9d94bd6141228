"""What is done to the rows selected in the outline while it has the keys; else the editor does it at its cursor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from huibao.errors import EditError
from huibao.gui.editor.editor import EditorPane
from huibao.gui.outline import together
from huibao.gui.outline.pane import OutlinePane
from huibao.model.edits import Edit
from huibao.model.report import Id, Report
from huibao.services.session import Session

_Make = Callable[[Report, tuple[Id, ...]], Edit]
_TOGETHER: dict[str, _Make] = {
    "promote": together.raised,
    "demote": together.lowered,
    "promote_alone": partial(together.raised, alone=True),
    "demote_alone": partial(together.lowered, alone=True),
    "move_up": partial(together.shifted, by=-1),
    "move_down": partial(together.shifted, by=1),
    "remove": together.removal,
}


class OutlineCommands(QObject):
    """Chooses between the outline and the editor by where the keys go."""

    def __init__(self, session: Session, outline: OutlinePane, editor: EditorPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._outline, self._editor = session, outline, editor

    def commands(self, in_editor: dict[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """What each action does; ``in_editor`` where the outline has not the keys."""
        alone: dict[str, Callable[[], object]] = {
            name: partial(self._at_cursor, _TOGETHER[name]) for name in ("promote_alone", "demote_alone")
        }
        otherwise = {**in_editor, **alone}
        made: dict[str, Callable[[], object]] = {
            name: partial(self._do, partial(self._outline.do, make), otherwise[name])
            for name, make in _TOGETHER.items()
        }
        return {**made, "select_all": partial(self._do, self._outline.select_all, otherwise["select_all"])}

    def _do(self, in_outline: Callable[[], object], otherwise: Callable[[], object]) -> None:
        (in_outline if self._outline.has_focus() else otherwise)()

    def _at_cursor(self, make: _Make) -> None:
        """To the heading or entry at the editor's cursor."""
        node = self._editor.current_node()
        session = self._session
        session.seal()
        try:
            session.apply(make(session.report, together.outermost(session.report, [node])))
        except EditError as error:
            self._outline.refused.emit(error.message)
        else:
            self._editor.show_node(node)
