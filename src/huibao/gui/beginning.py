"""Fills the start page and does what is chosen on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from huibao.gui.desk import Desk
from huibao.gui.dialogs.new_report import report_year
from huibao.gui.dialogs.recover import said
from huibao.gui.file_flow import FileFlow
from huibao.gui.panels.start_page import PICTURE, StartPage
from huibao.gui.recovery_keeper import RecoveryKeeper
from huibao.gui.roll_flow import RollFlow
from huibao.gui.template_pictures import TemplatePictures
from huibao.services.documents import profile_of
from huibao.services.recovery import Recovered

_FILES = 6
# A window that is opened with a file shows this page for a moment only.
_PATIENCE_MS = 400


class Beginning:
    """The page is ``page``; it is filled by ``refresh`` when no report is open, with pictures once it has been in sight."""

    def __init__(self, desk: Desk, files: FileFlow, recovery: RecoveryKeeper, rolls: RollFlow, window: QWidget) -> None:
        self._desk, self._files, self._recovery = desk, files, recovery
        self.page = page = StartPage()
        self._pictures = TemplatePictures(
            lambda report: profile_of(report, desk.library), PICTURE, lambda: self._waits, window
        )
        self._drawn = False
        self._copies: tuple[Recovered, ...] = ()
        self._pictures.made.connect(page.show_picture)
        page.shown.connect(lambda: QTimer.singleShot(_PATIENCE_MS, window, self._draw))
        page.template_requested.connect(files.new)
        page.roll_requested.connect(rolls.ask)
        page.open_requested.connect(files.open)
        page.file_requested.connect(lambda name: files.open_file(Path(name)))
        page.recovered_requested.connect(lambda at: recovery.restore(self._copies[at]))
        page.show_templates(desk.library.templates)

    def refresh(self) -> None:
        """Offer what there is now."""
        self.page.show_recent(self._desk.recent.shown()[:_FILES])
        self._copies = self._recovery.left_behind()
        self.page.show_recovered([said(copy) for copy in self._copies])

    @property
    def _waits(self) -> bool:
        """Whether the user looks at the page."""
        return not self._files.is_open and self.page.isVisible()

    def _draw(self) -> None:
        if self._waits and not self._drawn:
            self._drawn = True
            year = report_year(date.today())
            self._pictures.ask(self._desk.library.templates, year, self.page.devicePixelRatioF())
