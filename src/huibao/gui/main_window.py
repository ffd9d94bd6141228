"""The window: the outline at the left, the editor in the middle, panels at the right; everything is connected here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from huibao.gui.actions import ALWAYS, OUTLINE_MENU, Actions, tool_bar
from huibao.gui.desk import Desk
from huibao.gui.edit_commands import EditCommands
from huibao.gui.editor.editor import EditorPane
from huibao.gui.file_flow import FileFlow
from huibao.gui.find_bar import FindBar
from huibao.gui.jobs import Jobs
from huibao.gui.outline.pane import OutlinePane
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.gui.panels.start_page import StartPage
from huibao.gui.recovery_keeper import RecoveryKeeper
from huibao.gui.status import ZOOMS, StatusBar
from huibao.services.documents import Opened
from huibao.services.session import Change

_OUTLINE_PX = 280


class MainWindow(QMainWindow):
    """The one window over ``desk``. ``editor`` shows and edits the same session."""

    def __init__(self, desk: Desk, editor: EditorPane) -> None:
        super().__init__()
        self._desk, self._session = desk, desk.session
        self._saved_at = ""
        self._zoom = 100
        self._abandoned = False

        self.editor = editor
        self.outline = OutlinePane(self._session)
        self._start = StartPage()
        self._notice = NoticeBar()
        self._find = FindBar()
        self._status = StatusBar()
        self._actions = Actions(self)
        self._jobs = Jobs(self)
        self.files = FileFlow(desk, self._jobs, self)
        self._recovery = RecoveryKeeper(desk, self.files, self._jobs, self)
        self._edits = EditCommands(self._session, editor, self._actions, self)

        self._lay_out()
        self._connect_actions()
        self._connect_panes()
        self._session.subscribe(self._on_change)
        self._restore_look()
        self._refresh()

    def begin(self, path: Path | None) -> None:
        """Offer what a crash left behind, then open ``path``."""
        if not self._recovery.offer() and path is not None:
            self.files.open_file(path)

    def keep_copy(self) -> bool:
        """Keep what is not saved in recovery, now; whether there is a copy."""
        return self._recovery.keep_now()

    def action(self, name: str) -> QAction:
        """The action ``name`` of ``actions.SPECS``."""
        return self._actions[name]

    # Making.

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self.outline.setMinimumWidth(180)
        self._split.addWidget(self.outline)
        self._split.addWidget(_column(self._notice, self._find, self.editor))
        self._split.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._split)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self._status)
        self.addToolBar(tool_bar(self._actions))
        self._actions.fill_menu_bar(self.menuBar())
        self.outline.set_menu_actions(self._actions.picked(OUTLINE_MENU))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)

    def _connect_actions(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "new": self.files.new,
            "open": self.files.open,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "close": self.files.close,
            "quit": self.close,
            "find": self._find.enter,
            "find_next": lambda: self._find.look(),
            "find_previous": lambda: self._find.look(backward=True),
            "rename": self.outline.rename,
            "outline": lambda: self.outline.setVisible(self._actions["outline"].isChecked()),
            "to_outline": self._go_to_outline,
            "to_editor": self.editor.setFocus,
            "zoom_in": lambda: self._step_zoom(1),
            "zoom_out": lambda: self._step_zoom(-1),
            "zoom_reset": lambda: self._set_zoom(100),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            **self._edits.commands(),
        }
        self._actions.connect_all(commands)
        self._actions.hide_all_but(set(commands))
        self._actions["outline"].setChecked(True)
        self._actions.menu("recent").aboutToShow.connect(self._fill_recent)

    def _connect_panes(self) -> None:
        self.outline.node_selected.connect(self._on_node_selected)
        self.outline.node_chosen.connect(self.editor.show_node)
        self.outline.refused.connect(self._refuse)
        self.editor.node_changed.connect(self.outline.select_node)
        self.editor.context_changed.connect(lambda: self._edits.refresh(self.files.is_open))
        self._find.find_requested.connect(lambda text, back: self._find.tell(self.editor.find_text(text, back)))
        self._find.closed.connect(self.editor.setFocus)
        self._start.new_requested.connect(self.files.new)
        self._start.open_requested.connect(self.files.open)
        self._start.file_requested.connect(lambda name: self.files.open_file(Path(name)))
        self._status.zoom_requested.connect(self._set_zoom)
        self.files.opened.connect(self._on_opened)
        self.files.closed.connect(self._refresh)
        self.files.saved.connect(self._on_saved)
        self.files.told.connect(self._notice.say)

    # What happens.

    def _on_change(self, change: Change) -> None:
        if change.kind in ("undo", "redo") and change.target:
            self.outline.select_node(change.target)
        self._refresh_state()

    def _on_opened(self, opened: Opened) -> None:
        self._saved_at = ""
        self._notice.dismiss()
        self._refresh()
        first = self._session.report.sections
        node = first[0].id if opened.source is None and first else "front"
        self.editor.show_node(node)
        self.outline.select_node(node)

    def _on_saved(self, _path: Path) -> None:
        self._saved_at = f"{datetime.now():%H:%M}"
        self._refresh_state()

    def _on_node_selected(self, node: str) -> None:
        """Moved in the outline by keys: the editor follows, the keys stay with the outline."""
        self.editor.show_node(node)
        self.outline.setFocus()

    def _go_to_outline(self) -> None:
        self._actions["outline"].setChecked(True)
        self.outline.show()
        self.outline.setFocus()

    def _refuse(self, why: str) -> None:
        self._notice.say(why, missing=True)

    def _fill_recent(self) -> None:
        menu = self._actions.menu("recent")
        menu.clear()
        for path in self._desk.recent.shown():
            text = f"{path.name}    {path.parent}".replace("&", "&&")
            menu.addAction(text, lambda path=path: self.files.open_file(path))
        if menu.isEmpty():
            menu.addAction("还没有打开过文件").setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction("清空这个列表", self._desk.recent.clear)

    # Showing.

    def _refresh(self) -> None:
        is_open = self.files.is_open
        self._pages.setCurrentWidget(self._split if is_open else self._start)
        if not is_open:
            self._start.show_recent(self._desk.recent.shown()[:6])
            self._notice.dismiss()
            self._find.leave()
        for action in self._actions:
            action.setEnabled(is_open or action.objectName() in ALWAYS)
        self._status.show_report(is_open)
        self._refresh_state()

    def _refresh_state(self) -> None:
        session, is_open = self._session, self.files.is_open
        self._edits.refresh(is_open)
        self.setWindowTitle(f"{self._name()}[*] — 汇报" if is_open else "汇报")
        self.setWindowModified(is_open and not session.is_saved)
        if not is_open:
            return
        if not session.is_saved:
            self._status.show_saved("未保存", True)
        elif session.path is None:
            self._status.show_saved("还没有存成汇报文件" if session.source else "还没有保存", False)
        else:
            self._status.show_saved(f"已保存 {self._saved_at}".strip(), False)

    def _name(self) -> str:
        session = self._session
        file = session.path or session.source
        name = file.name if file else session.report.title or "未命名"
        return f"{name}（只读）" if session.read_only else name

    def _set_zoom(self, percent: int) -> None:
        self._zoom = percent
        self.editor.set_zoom(percent)
        self._status.show_zoom(percent)

    def _step_zoom(self, step: int) -> None:
        steps = [percent for percent in ZOOMS if (percent > self._zoom if step > 0 else percent < self._zoom)]
        if steps:
            self._set_zoom(steps[0] if step > 0 else steps[-1])

    # Coming and going.

    def _restore_look(self) -> None:
        settings = self._desk.settings
        self.resize(1280, 820)
        self._split.setSizes([_OUTLINE_PX, 1000])
        for name, restore in (("geometry", self.restoreGeometry), ("split", self._split.restoreState)):
            held = settings.get(name, "")
            if held:
                restore(QByteArray.fromBase64(held.encode("ascii", "ignore")))
        self._set_zoom(settings.get("zoom", 100))

    def _keep_look(self) -> None:
        settings = self._desk.settings
        for name, state in (("geometry", self.saveGeometry()), ("split", self._split.saveState())):
            settings.set(name, bytes(state.toBase64().data()).decode("ascii"))
        settings.set("zoom", self._zoom)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what to do with what is not saved; the window goes when that is done."""
        if self._abandoned or self.files.may_leave:
            self._keep_look()
            self.abandon()
            event.accept()
        else:
            event.ignore()
            # Qt does not close a window from within its own closing.
            self.files.when_free(lambda: QTimer.singleShot(0, self, self.close))

    def abandon(self) -> None:
        """Let go of the lock, the recovery copy and all work under way; nothing is asked."""
        self._abandoned = True
        self.files.release()
        self._recovery.drop()
        self._jobs.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            self.files.open_file(Path(path))


def _column(*widgets: QWidget) -> QWidget:
    """Widgets one under the other, the last of them growing."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return column
