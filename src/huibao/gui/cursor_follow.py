"""The live pages are told where the editor's cursor stands, to the character."""

from __future__ import annotations

from PySide6.QtCore import QObject

from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.gui.jobs import Later
from huibao.gui.pages.live import LivePages

# Not with every key: the pages follow when a hand rests for a moment.
_PAUSE_MS = 60


class CursorFollow(QObject):
    """Follows the cursor of ``editor`` for ``live``."""

    def __init__(self, editor: EditorPane, live: LivePages) -> None:
        super().__init__(editor)
        view = editor.focusProxy()
        assert isinstance(view, TextView)
        self._view, self._live = view, live
        self._later = Later(self.tell, _PAUSE_MS, self)
        view.cursorPositionChanged.connect(self._later.ask)

    def tell(self) -> None:
        """Tell it now. What is not printed yet stands for what holds it."""
        _, row = self._view.current()
        nodes = (row.node, row.entry, row.group, row.holder, self._view.page)
        self._live.show_place([node for node in nodes if node], self._view.offset())
