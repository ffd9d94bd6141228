"""The pane of true pages beside the editor: they follow the writing, and a click on a line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from huibao.gui import icons, theme
from huibao.gui.pages.endings import short_end
from huibao.gui.pages.follower import PageFollower
from huibao.gui.pages.quiet_bar import QuietBar
from huibao.gui.pages.spots import Finder, Spot
from huibao.gui.pages.view import PagesView
from huibao.layout import Pages, troubles
from huibao.model.report import Id, Limit
from huibao.services.settings import Settings

_PERCENTS = (50, 75, 100, 125, 150, 200)
_KEEP_AFTER_MS = 800
_FITS = (("width", "适合宽度"), ("page", "整页"))


class LivePages(QWidget):
    """Shows what ``follower`` composes, at any zoom, one page or two side by side; its look is kept in ``settings``.

    ``spot_chosen``: node and offset of the character that was clicked; ``below_changed``: the pane is wanted below the
    editor (True) or at its right; ``tighten_requested``: a page holds hardly a line, or there are too many, and the user
    wants that changed.
    """

    spot_chosen = Signal(str, int)
    below_changed = Signal(bool)
    tighten_requested = Signal()

    def __init__(self, follower: PageFollower, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follower, self._settings = follower, settings
        self._shown: Pages | None = None
        self._finder = Finder()
        self._place: tuple[tuple[Id, ...], int] = ((), 0)
        self._only: frozenset[Id] | None = None
        self._first = 0  # how many pages stand before the first that is shown
        self._limit = Limit()
        self._known_troubles: set[str] = set()
        self._left_alone: Id = ""  # the report whose short last page the user does not mind

        self.view = PagesView()
        self._number = QLabel()
        self._size = QToolButton()
        self._fonts = QuietBar("缺少的字体")
        self._end = QuietBar("最后一页", "收紧…")
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)

        self._make_menu()
        self._lay_out()
        self._wire()
        self._restore()

    # Making.

    def _lay_out(self) -> None:
        self._number.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        self._number.setProperty("quiet", True)
        self._number.setAccessibleName("页码")
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_M, 2, theme.SPACE_XS, 2)
        head.setSpacing(0)
        head.addWidget(self._number, 1)
        head.addWidget(self._button("zoom-out", "缩小页面", self.view.zoom_out))
        head.addWidget(self._size)
        head.addWidget(self._button("zoom-in", "放大页面", self.view.zoom_in))
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addLayout(head)
        room.addWidget(self._fonts)
        room.addWidget(self.view, 1)
        room.addWidget(self._end)
        self.setFocusProxy(self.view)

    def _button(self, icon: str, tip: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
        return button

    def _make_menu(self) -> None:
        menu, group = QMenu(self), QActionGroup(self)
        for fit, text in _FITS:
            self._add(menu, fit, text, group).triggered.connect(getattr(self.view, f"fit_{fit}"))
        menu.addSeparator()
        for percent in _PERCENTS:
            action = self._add(menu, str(percent), f"{percent}%", group)
            action.triggered.connect(lambda _=False, percent=percent: self.view.set_zoom(percent / 100))
        menu.addSeparator()
        self._add(menu, "double", "两页并排").toggled.connect(lambda on: self.view.set_columns(2 if on else 1))
        self._add(menu, "below", "放在正文下方").toggled.connect(self.below_changed)
        menu.triggered.connect(self._on_look)
        self._size.setMenu(menu)
        self._size.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._size.setToolTip("页面的大小和位置")
        self._size.setAccessibleName("页面的大小和位置")
        self._size.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
        self._size.setAutoRaise(True)

    def _add(self, menu: QMenu, name: str, text: str, group: QActionGroup | None = None) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(True)
        if group is not None:
            group.addAction(action)
        return action

    def _wire(self) -> None:
        self._follower.pages_changed.connect(self._on_pages)
        self._follower.progressed.connect(self._on_progress)
        self.view.spot_clicked.connect(self._on_spot)
        self.view.page_changed.connect(self._show_number)
        self.view.zoom_changed.connect(lambda _zoom: self._on_look())
        self._fonts.dismissed.connect(self._forget_fonts)
        self._end.chosen.connect(self.tighten_requested)
        self._end.dismissed.connect(self._leave_end)
        self._keep.timeout.connect(self._keep_look)

    # The look, kept.

    @property
    def is_below(self) -> bool:
        """Whether the pane is wanted below the editor."""
        return self.look("below").isChecked()

    def look(self, name: str) -> QAction:
        """What the menu holds: "width", "page", a percentage, "double" or "below"."""
        return next(action for action in self._size.menu().actions() if action.objectName() == name)

    def _restore(self) -> None:
        held = self._settings
        self.look("double").setChecked(held.get("pages_columns", 1) == 2)
        self.look("below").setChecked(held.get("pages_below", False))
        fit = held.get("pages_fit", "width")
        if fit in ("width", "page"):
            getattr(self.view, f"fit_{fit}")()
        else:
            self.view.set_zoom(held.get("pages_zoom", 1.0))
        self._on_look()

    def _on_look(self, _action: object = None) -> None:
        """Say which size is in use, and keep it soon."""
        percent = round(self.view.zoom * 100)
        name = self.view.fit or str(percent)
        for action in self._size.menu().actions():
            if action.isCheckable() and action.objectName() not in ("double", "below"):
                action.setChecked(action.objectName() == name)
        self._size.setText(dict(_FITS).get(self.view.fit, f"{percent}%") + " ▾")
        self._keep.start()

    def _keep_look(self) -> None:
        for name, value in (
            ("pages_columns", self.view.columns),
            ("pages_below", self.is_below),
            ("pages_fit", self.view.fit),
            ("pages_zoom", self.view.zoom),
        ):
            if self._settings.get(name, None) != value:
                self._settings.set(name, value)

    # Pages.

    def _on_pages(self, pages: Pages) -> None:
        if self.isVisible():
            self._show(pages)

    def _show(self, pages: Pages) -> None:
        self._shown = pages
        part = self._finder.pages_with(pages, self._only) if self._only is not None else range(len(pages))
        self._first = part.start
        self.view.set_pages(replace(pages, pages=pages.pages[part.start : part.stop]))
        self._mark()
        self._show_number()
        self._show_fonts(pages)
        self._show_end(pages)

    def show_only(self, nodes: frozenset[Id] | None) -> None:
        """Only the pages on which one of ``nodes`` is printed; None for all."""
        changed, self._only = nodes != self._only, nodes
        if changed and self._follower.pages is not None and self.isVisible():
            self._show(self._follower.pages)
        elif changed:
            self._shown = None

    def showEvent(self, event: QShowEvent) -> None:
        """What was composed while the pane was hidden is shown once the pane has its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._follower.pages is not None and self._follower.pages is not self._shown:
            self._show(self._follower.pages)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.viewport().update()

    def _on_progress(self, done: int, of: int) -> None:
        self._number.setText(f"正在排版… {done * 100 // max(of, 1)}%")

    def _show_number(self, _number: int = 0) -> None:
        if self._shown is not None:
            self._number.setText(f"第 {self._first + self.view.current_page} 页，共 {len(self._shown)} 页")

    # Places.

    def show_place(self, nodes: Sequence[Id], offset: int = 0) -> None:
        """The cursor stands at character ``offset`` of the first of ``nodes``; the others hold it, from the inside out.
        The line is marked and brought into sight, now and after each renewal."""
        self._place = (tuple(nodes), offset)
        if self.isVisible():
            self._mark()

    def _mark(self) -> None:
        nodes, offset = self._place
        for at, node in enumerate(nodes):
            if self.view.show_spot(Spot(node, offset=0 if at else offset)):
                return

    def _on_spot(self, spot: Spot) -> None:
        self.spot_chosen.emit(spot.node, spot.caret)

    # Bars.

    def _show_fonts(self, pages: Pages) -> None:
        pages.fonts.style("page_number")  # its font, too, before the first page is painted
        known: set[str] = set(self._settings.get("fonts_told", []))
        lacking = [f"{one.wanted} → {one.used}" for one in pages.fonts.stand_ins]
        said = []
        if not known.issuperset(lacking):
            said.append(f"没有装这些字体，页面上用相近的代替：{'；'.join(lacking)}。")
        said += [one.sentence for one in troubles(pages) if one.key not in self._known_troubles]
        self._fonts.say("".join(said))
        self._fonts.setToolTip("导出的 Word 仍写原来的字体；装上这些字体，页面就与正式文件一样。" if lacking else "")

    def _forget_fonts(self) -> None:
        """Say no more of these fonts, and of these troubles until the program starts again; others will be told."""
        if self._shown is not None:
            fonts = self._shown.fonts
            told = {f"{one.wanted} → {one.used}" for one in fonts.stand_ins}
            self._settings.set("fonts_told", sorted({*self._settings.get("fonts_told", []), *told}))
            self._known_troubles.update(one.key for one in troubles(self._shown))
        self._fonts.say("")

    def show_limit(self, limit: Limit) -> None:
        """How many pages there may be."""
        self._limit = limit
        if self._shown is not None:
            self._show_end(self._shown)

    def _show_end(self, pages: Pages) -> None:
        report = self._follower.report
        over, found = self._limit.pages_over(len(pages)), short_end(pages)
        said = f"比限定的 {self._limit.pages} 页多 {over} 页。" if over else ""
        said += found.sentence if found else ""
        quiet = report is not None and report.id == self._left_alone
        self._end.say("" if quiet else said)

    def _leave_end(self) -> None:
        if self._follower.report is not None:
            self._left_alone = self._follower.report.id
        self._end.say("")

    @property
    def told(self) -> tuple[str, str]:
        """What the bars say: of fonts, and of a page that holds hardly anything."""
        return self._fonts.text, self._end.text

    @property
    def number_text(self) -> str:
        """第 x 页，共 y 页."""
        return self._number.text()
