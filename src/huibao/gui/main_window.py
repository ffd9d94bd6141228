"""The window: the outline at the left, the editor in the middle, panels at the right; everything is connected here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from huibao.gui import dropping, icons
from huibao.gui.account_keeper import AccountKeeper
from huibao.gui.action_table import ALWAYS, OUTLINE_MENU
from huibao.gui.actions import Actions, tool_bar
from huibao.gui.beginning import Beginning
from huibao.gui.commenting import Commenting
from huibao.gui.compact_choice import CompactChoice
from huibao.gui.comparison_flow import ComparisonFlow
from huibao.gui.counting import Counting
from huibao.gui.cursor_follow import CursorFollow
from huibao.gui.date_command import DateCommand
from huibao.gui.desk import Desk
from huibao.gui.edit_commands import EditCommands
from huibao.gui.editor.editor import EditorPane
from huibao.gui.export_flow import ExportFlow
from huibao.gui.file_flow import FileFlow
from huibao.gui.find_bar import FindBar
from huibao.gui.help_commands import HelpCommands
from huibao.gui.jobs import Jobs
from huibao.gui.last_year_keeper import LastYear
from huibao.gui.ledger_flow import LedgerFlow
from huibao.gui.look_choice import LookChoice
from huibao.gui.look_keeper import LookKeeper
from huibao.gui.one_section import OneSection
from huibao.gui.others import Others
from huibao.gui.outline.pane import OutlinePane
from huibao.gui.outline_commands import OutlineCommands
from huibao.gui.overview_commands import OverviewCommands
from huibao.gui.page_commands import PageCommands
from huibao.gui.pages.follower import PageFollower
from huibao.gui.pages.live import LivePages
from huibao.gui.pages_place import PagesPlace
from huibao.gui.panels.findings_pane import FindingsPane
from huibao.gui.panels.notice_bar import NoticeBar
from huibao.gui.panels.side_pane import SidePane
from huibao.gui.place_keeper import PlaceKeeper
from huibao.gui.recent_menu import RecentMenu
from huibao.gui.recovery_keeper import RecoveryKeeper
from huibao.gui.replacing import Replacing
from huibao.gui.report_commands import ReportCommands
from huibao.gui.review_flow import ReviewFlow
from huibao.gui.roll_flow import RollFlow
from huibao.gui.status import StatusBar
from huibao.gui.taking_back_flow import TakingBackFlow
from huibao.gui.text_size import TextSize
from huibao.gui.tracing_keeper import Tracing
from huibao.gui.watch import Known, ReportWatch
from huibao.gui.window_menu import WindowMenu
from huibao.gui.wording_commands import WordingCommands
from huibao.gui.words import report_name, saved_words
from huibao.gui.zoom import Zoom
from huibao.services.documents import Opened, profile_of
from huibao.services.session import Change


class MainWindow(QMainWindow):
    """The window over ``desk``. ``editor`` shows and edits the same session; ``others`` are the program's windows (None:
    there is only this one). ``closed``: it is gone."""

    closed = Signal()

    def __init__(self, desk: Desk, editor: EditorPane, others: Others | None = None) -> None:
        super().__init__()
        self._desk, self._session = desk, desk.session
        self._saved_at = ""
        self._zoom = Zoom(self)
        self._abandoned = False

        self.editor = editor
        self.outline = OutlinePane(self._session)
        self._places = PlaceKeeper(desk.settings, self._session, self._zoom, self.outline, self)
        self._notice = NoticeBar()
        self._find = FindBar()
        self._status = StatusBar()
        self._findings = FindingsPane()
        self._side = SidePane()
        self._replacing = Replacing(self._session, editor, self._side, self)
        self._commenting = Commenting(desk, editor, self.outline, self._side, self)
        self._actions = Actions(self)
        self._jobs = Jobs(self)
        editor.view.paster.read_with(self._jobs)
        self.files = FileFlow(desk, self._jobs, self, others)
        self._recovery = RecoveryKeeper(desk, self.files, self._jobs, self)
        self._watch = ReportWatch(desk, self._jobs, self)
        self._follower = PageFollower(self._session, lambda report: profile_of(report, desk.library), self._jobs, self)
        self._live = LivePages(self._follower, desk.settings)
        self._last_year = LastYear(desk, self._jobs, editor, self)
        self._tracing = Tracing(desk, self._jobs, self)
        self._rolls = RollFlow(desk, self.files, self._jobs, self)
        self._ledgers = LedgerFlow(desk, self._jobs, self._notice, self, editor.show_node)
        self._accounts = AccountKeeper(desk, self._jobs, self._notice, self)
        self._comparisons = ComparisonFlow(desk, self._jobs, self._notice, self)
        self._taking_back = TakingBackFlow(desk, self.files, self._jobs, self)
        self._beginning = Beginning(desk, self.files, self._recovery, self._rolls, self)
        self._exports = ExportFlow(desk, self._jobs, self._follower, self._notice, self)
        self._reports = ReportCommands(desk, self.files, self._actions, self)
        self.reviews = ReviewFlow(desk, self.files, self._jobs, self._actions, self)
        self._counting = Counting(desk, editor, self._status, self._follower, self)
        self._overview = OverviewCommands(self._session, self._actions, self)
        self._dates = DateCommand(desk, editor, self)
        self._wording = WordingCommands(desk, editor, self)
        self._edits = EditCommands(self._session, editor, self._actions, self)
        self._one = OneSection(self._session, self.outline, editor, self._live, self._status, self._actions)
        self._outline_commands = OutlineCommands(self._session, self.outline, editor, self)
        self._page_commands = PageCommands(desk, self._follower, self)
        self._cursor = CursorFollow(editor, self._live)

        self._compact = CompactChoice(desk.settings, editor, self._actions, self)
        self._looks = LookChoice(desk.settings, self._actions, self)
        self._text_size = TextSize(desk.settings, self._actions, self._zoom, editor, self)

        self._lay_out()
        self._windows = WindowMenu(self, self.files, self._actions, others)
        self._connect_actions()
        self._connect_panes()
        self._session.subscribe(self._on_change)
        self._look = LookKeeper(desk.settings, self, self._split, self._side)
        self._status.show_zoom(self._zoom.percent)
        self._zoom.set(self._look.restore())
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
        self._side.add_pane("last_year", "去年", self._last_year.pane)
        self._side.add_pane("tracing", "对应", self._tracing.pane)
        self._side.add_pane("findings", "待完善", self._findings)
        self._side.add_pane("comments", "批注", self._commenting.pane)
        self._side.add_pane("replace", "替换", self._replacing.pane)
        self._place = PagesPlace(
            self._live, self._side, _column(self._notice, self._one.bar, self._find, self.editor), self._desk.settings
        )
        self._split.addWidget(self._place.column)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(1, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._beginning.page)
        self._middle.addWidget(self._split)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self._status)
        self.addToolBar(tool_bar(self._actions))
        self._actions.fill_menu_bar(self.menuBar())
        self.outline.set_menu_actions(self._actions.picked(OUTLINE_MENU))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)

    def _connect_actions(self) -> None:
        parts = (
            *(self.files, self._exports, self._rolls, self._comparisons, self._accounts),
            *(self._taking_back, self._ledgers, self._edits),
            *(self._replacing, self._counting, self._overview, self._wording, self._dates, self._reports, self._page_commands),
            *(self._zoom, self._one, self._compact, self._looks, self._text_size, self._windows),
            HelpCommands(self._actions, self),
        )
        commands: dict[str, Callable[[], object]] = {
            **dict(chain.from_iterable(part.commands().items() for part in parts)),
            **self.reviews.commands(self._edits.commands()["undo"]),
            **self._commenting.commands(self._actions["comment"]),
            **self._outline_commands.commands(self._edits.commands()),
            "find": self._find.enter,
            "find_next": lambda: self._find.look(),
            "find_previous": lambda: self._find.look(backward=True),
            "rename": self.outline.rename,
            "level_1": lambda: self.outline.show_levels(1),
            "level_2": lambda: self.outline.show_levels(2),
            "level_all": lambda: self.outline.show_levels(9),
            "outline": lambda: self.outline.setVisible(self._actions["outline"].isChecked()),
            "pages": self._place.toggle,
            "findings": lambda: self._side.toggle("findings"),
            "last_year": lambda: self._side.toggle("last_year"),
            "tracing": lambda: self._side.toggle("tracing"),
            "marks": lambda: self._last_year.mark(self._actions["marks"].isChecked()),
            "take_sentence": self._last_year.take_sentence,
            "take_over": lambda: self._last_year.take(self._last_year.pane.selected),
            "to_outline": self._go_to_outline,
            "to_editor": self.editor.setFocus,
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
        }
        for name in ("save", "save_as", "close"):
            self._actions[name].triggered.connect(self._commenting.finish)
        self._actions.connect_all(commands)
        self._actions["outline"].setChecked(True)
        self._actions["marks"].setChecked(self._last_year.marking)
        self._recent = RecentMenu(self._actions.menu("recent"), self._desk.recent)
        self._recent.file_chosen.connect(self.files.open_file)

    def _connect_panes(self) -> None:
        self.outline.node_selected.connect(self._on_node_selected)
        self.outline.node_chosen.connect(self.editor.show_node)
        self.outline.refused.connect(self._refuse)
        self.outline.remove_requested.connect(self._actions["remove"].trigger)
        self.editor.node_changed.connect(self.outline.follow_node)
        self.editor.node_changed.connect(self._places.note)
        self._live.spot_chosen.connect(self.editor.show_place)
        self._live.tighten_requested.connect(self._page_commands.tighten)
        self._page_commands.limit_changed.connect(self._live.show_limit)
        self._page_commands.limit_changed.connect(self._status.show_limit)
        self._findings.node_chosen.connect(self._show_place)
        self._tracing.pane.node_chosen.connect(self._show_place)
        self._tracing.count_changed.connect(
            lambda count: self._side.set_title("tracing", f"对应 {count}" if count else "对应")
        )
        self._rolls.place_chosen.connect(self.editor.show_place)
        self._last_year.shares_changed.connect(self._status.show_last_year)
        self._last_year.marks_changed.connect(lambda marks: self.outline.set_marks(marks.wholes))
        self._last_year.marks_changed.connect(lambda marks: self.editor.view.show_marks(marks.rows))
        self._status.last_year_requested.connect(lambda: self._side.toggle("last_year"))
        self._place.shown_changed.connect(self._on_side_changed)
        self._watch.known_changed.connect(self._on_known)
        self._one.changed.connect(lambda: self._on_known(self._watch.known))
        self._follower.pages_changed.connect(lambda pages: self._status.show_pages(len(pages)))
        self._status.findings_requested.connect(lambda: self._side.toggle("findings"))
        self._status.count_requested.connect(self._counting.count)
        self.editor.context_changed.connect(lambda: self._edits.refresh(self.files.is_open))
        self._find.find_requested.connect(lambda text, back: self._find.tell(self.editor.find_text(text, back)))
        self._find.closed.connect(self.editor.setFocus)
        self._status.zoom_requested.connect(self._zoom.set)
        self._zoom.changed.connect(self._status.show_zoom)
        self.files.opened.connect(self._on_opened)
        self.files.closed.connect(self._refresh)
        self.files.closed.connect(self._places.keep)
        self.files.saved.connect(self._on_saved)
        self.files.told.connect(self._notice.say)
        self._taking_back.told.connect(self._notice.say)

    # What happens.

    def _on_change(self, change: Change) -> None:
        if change.kind in ("undo", "redo") and change.target:
            self.outline.select_node(change.target)
        self._refresh_state()

    def _on_opened(self, opened: Opened) -> None:
        self._saved_at = ""
        self._places.keep()
        self._notice.dismiss()
        self._refresh()
        first = self._session.report.sections
        node = self._places.bring_back(first[0].id if opened.source is None and first else "front")
        self.editor.show_node(node)
        self.outline.select_node(node)
        if self._reports.has_notes:
            said = "".join(opened.notes) or "打开时略去了一些文字。"
            self._notice.say(said, [("查看导入说明", self._reports.show_notes)], passing=False)

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

    def _show_place(self, node: str) -> None:
        """The place of a finding; one about the report as a whole is shown at its front."""
        self.editor.show_node("front" if node == self._session.report.id else node)

    def _on_known(self, known: Known | None) -> None:
        if not self.files.is_open or known is None:
            return
        self.outline.set_missing(known.marked)
        self.outline.set_lengths(known.lengths)
        self.editor.show_lengths(known.lengths)
        self._counting.show_lengths(known.lengths)
        findings = self._one.within(known.findings)
        wanting = sum(1 for finding in findings if finding.severity != "hint")
        self._findings.show_findings(findings)
        self._side.set_title("findings", f"待完善 {wanting}" if wanting else "待完善")
        self._status.show_characters(known.characters)
        self._status.show_findings(wanting)

    def _on_side_changed(self) -> None:
        self._actions["findings"].setChecked(self._side.shown == "findings")
        self._actions["pages"].setChecked(self._place.shown)
        for name in ("last_year", "tracing", "comments"):
            self._actions[name].setChecked(self._side.shown == name)
        self._last_year.follow()
        if self._place.shown and self.files.is_open:
            self._cursor.tell()

    def _refuse(self, why: str) -> None:
        self._notice.say(why, missing=True)

    # Showing.

    def _refresh(self) -> None:
        is_open = self.files.is_open
        self._middle.setCurrentWidget(self._split if is_open else self._beginning.page)
        if not is_open:
            self._beginning.refresh()
            self._notice.dismiss()
            self._find.leave()
        for action in self._actions:
            action.setEnabled(is_open or action.objectName() in ALWAYS)
        self._status.show_report(is_open)
        self._refresh_state()

    def _refresh_state(self) -> None:
        session, is_open = self._session, self.files.is_open
        self._edits.refresh(is_open)
        self._reports.refresh(is_open)
        self.reviews.refresh()
        self.setWindowTitle(f"{report_name(session)}[*] — 汇报" if is_open else "汇报")
        self.setWindowModified(is_open and not session.is_saved)
        if is_open:
            self._status.show_saved(saved_words(session, self._saved_at), waiting=not session.is_saved)

    # Coming and going.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what to do with what is not saved; the window goes when that is done."""
        self._commenting.finish()
        if self._abandoned or self.files.may_leave:
            self._look.keep(self._zoom.percent)
            self._places.keep()
            self.abandon()
            event.accept()
            self.closed.emit()
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redraw(self)
            self._looks.show()
            self._last_year.pane.redraw()
            self._status.redraw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.accepts(event.mimeData(), editing=self.files.is_open):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        at = event.position().toPoint()
        if self.files.is_open and dropping.dropped(self.editor, event.mimeData(), at, self):
            return
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.files.open_file(Path(url.toLocalFile()))


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
