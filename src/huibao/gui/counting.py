"""字数: of what is selected and of the section at the cursor in the status bar; in a dialog of all that there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huibao.gui.desk import Desk
from huibao.gui.editor.editor import EditorPane
from huibao.gui.jobs import Later
from huibao.gui.pages.follower import PageFollower
from huibao.gui.status import StatusBar
from huibao.model import tree
from huibao.model.lengths import Length
from huibao.model.manuscript import body_items, printed
from huibao.model.report import Id, Measure, Problem, Report
from huibao.model.text import count_characters

_PAUSE_MS = 80


class Counting(QObject):
    """Counts as Word does."""

    def __init__(
        self, desk: Desk, editor: EditorPane, status: StatusBar, follower: PageFollower, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._editor, self._status = desk, editor, status
        self._follower, self._window = follower, window
        self._lengths: Mapping[Id, Length] = {}
        self._later = Later(self._show_selected, _PAUSE_MS, self)
        editor.context_changed.connect(self._later.ask)
        editor.node_changed.connect(lambda _node: self._show_section())

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"count": self.count}

    def count(self) -> None:
        """字数统计."""
        from huibao.gui.dialogs.count import CountDialog

        session = self._desk.session
        pages = len(self._follower.pages) if self._follower.pages is not None else 0
        here = here_counted(session.report, self._editor.current_node(), self._editor.selected_text())
        CountDialog(session.report, session.template, pages, self._window, here=here).exec()

    def show_lengths(self, lengths: Mapping[Id, Length]) -> None:
        """How long each section is: that of the section at the cursor is told."""
        self._lengths = lengths
        self._show_section()

    def _show_section(self) -> None:
        self._status.show_section(self._lengths.get(self._editor.view.page))

    def _show_selected(self) -> None:
        self._status.show_selected(count_characters(self._editor.selected_text()))


def here_counted(report: Report, node: Id, selected: str) -> list[tuple[str, int]]:
    """What is selected, when there is something, and the entry ``node``, when it is one, with their lengths."""
    told = [("选中", count_characters(selected))] if selected else []
    found = tree.find(report, node) if node and tree.contains(report, node) else None
    if isinstance(found, (Problem, Measure)):
        told.append(("这一条", entry_characters(report, found)))
    return told


def entry_characters(report: Report, entry: Problem | Measure) -> int:
    """The length of ``entry`` as it is printed, its number included."""
    section, inside = tree.section_of(report, entry.id), tree.ids(entry)
    items = body_items(section) if section is not None else ()
    own = [item for item in items if item.node in inside or any(span.node in inside for span in item.spans)]
    return count_characters(printed(own))
