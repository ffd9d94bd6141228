"""What concerns the pages: their profile, how long the report may be, and filling pages more than usual."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huibao.errors import EditError, HuibaoError
from huibao.gui.desk import Desk
from huibao.gui.dialogs.messages import tell
from huibao.gui.pages.follower import PageFollower
from huibao.gui.pages.profile_preview import ProfilePreview
from huibao.gui.pages.trials import Trials
from huibao.model.edits import Edit, SetLimit, SetReport
from huibao.model.manuscript import manuscript, printed
from huibao.model.profile import Profile
from huibao.model.report import Limit
from huibao.model.text import count_characters
from huibao.services.documents import profile_of
from huibao.services.limits import limit_in_force, limit_of
from huibao.services.profiles_store import save_profile
from huibao.services.session import Change

_NO_WAY = "这份报告的版式不能再收紧；可以删去一些文字，或在“报告 → 版式”里放宽“收紧时最多”的行数、字数。"


class PageCommands(QObject):
    """Asks, then applies an edit to the session. ``limit_changed``: another limit is in force (Limit)."""

    limit_changed = Signal(object)

    def __init__(self, desk: Desk, follower: PageFollower, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._follower, self._window = desk, follower, window
        self._limit = Limit()
        self._end_hearing = desk.session.subscribe(self._on_change)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"profile": self.choose_profile, "limit": self.set_limit, "tighten": self.tighten}

    @property
    def limit(self) -> Limit:
        """The limit in force."""
        return self._limit

    def choose_profile(self) -> None:
        """Another format profile for this report, or a copy of one, changed; one step of undo."""
        from huibao.gui.dialogs.profile_dialog import ProfileDialog

        session, library = self._desk.session, self._desk.library
        now = profile_of(session.report, library)
        preview = ProfilePreview(manuscript(session.report), session.media, self._count)
        dialog = ProfileDialog(library, now, preview, self._window)
        if dialog.exec():
            self._use(dialog.chosen)
        if profile_of(session.report, library) != now:
            self._follower.refresh()
        dialog.deleteLater()

    def tighten(self) -> None:
        """Fill the pages more, as far as the profile allows; one step of undo."""
        from huibao.gui.dialogs.tighten import TightenDialog, named, ways

        session, library = self._desk.session, self._desk.library
        now = profile_of(session.report, library)
        offered = ways(now)
        if not offered:
            tell(self._window, "收紧篇幅", _NO_WAY)
            return
        trials = Trials(manuscript(session.report), session.media, [way.profile for way in offered])
        dialog = TightenDialog(offered, self._count, trials, self._window)
        if dialog.exec():
            try:
                self._use(save_profile(named(dialog.chosen, now), library))
            except HuibaoError as error:
                tell(self._window, "没有收紧", error.message)
        dialog.deleteLater()

    def set_limit(self) -> None:
        """How long this report may be; one step of undo."""
        from huibao.gui.dialogs.length_limit import LimitDialog

        session = self._desk.session
        report = session.report
        now = Limit(self._count, count_characters(printed(manuscript(report))))
        dialog = LimitDialog(report.limit, limit_of(session.template), now, self._window)
        if dialog.exec() and dialog.chosen != report.limit:
            self._apply(SetLimit(dialog.chosen))
        dialog.deleteLater()

    def _use(self, profile: Profile) -> None:
        if profile.id != profile_of(self._desk.session.report, self._desk.library).id:
            self._apply(SetReport(profile=profile.id))

    def _apply(self, edit: Edit) -> None:
        self._desk.session.seal()
        try:
            self._desk.session.apply(edit)
        except EditError as error:
            tell(self._window, "没有修改", error.message)

    @property
    def _count(self) -> int:
        return len(self._follower.pages) if self._follower.pages is not None else 0

    def _on_change(self, change: Change) -> None:
        before, after = change.before, change.after
        if change.kind in ("load", "state") or (before.template, before.limit) != (after.template, after.limit):
            self._refresh_limit()

    def _refresh_limit(self) -> None:
        limit = limit_in_force(self._desk.session.report, self._desk.session.template)
        if limit != self._limit:
            self._limit = limit
            self.limit_changed.emit(limit)
