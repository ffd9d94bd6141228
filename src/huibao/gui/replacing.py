"""查找和替换 in the window: its pane at the right, and the way from there to the text and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from huibao.gui.editor.editor import EditorPane
from huibao.gui.outline.rows import FRONT
from huibao.gui.panels.replace_pane import ReplacePane
from huibao.gui.panels.side_pane import SidePane
from huibao.model.finding import Match
from huibao.services.session import Session

PANE = "replace"


class Replacing(QObject):
    """Puts ``pane`` into ``side`` as its last tab."""

    def __init__(self, session: Session, editor: EditorPane, side: SidePane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._editor, self._side = session, editor, side
        self.pane = ReplacePane(session)
        self.pane.match_chosen.connect(self._show)
        self.pane.closed.connect(self._leave)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"replace": self.enter}

    def enter(self) -> None:
        """Open the list of places, for what is selected when that is in one line."""
        selected = self._editor.selected_text()
        self._side.unfold(PANE)
        self.pane.enter("" if "\n" in selected else selected)

    def _show(self, match: Match) -> None:
        if match.field in ("text", "headline"):
            self._editor.show_place(match.node, match.start, match.end - match.start)
        elif match.node == self._session.report.id:  # a comment on the whole
            self._editor.show_node(FRONT)
        else:
            self._editor.show_node(match.node)

    def _leave(self) -> None:
        self._side.fold()
        self._editor.setFocus()
