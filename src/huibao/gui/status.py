"""The status bar: how long, how many pages, whether saved, what is still to be written, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QStatusBar, QToolButton, QWidget

from huibao.gui import theme
from huibao.gui.zoom import STEPS
from huibao.model.lengths import Length
from huibao.model.report import Limit
from huibao.yearly import Shares
from huibao.yearly.comparing import said

_COUNT_TIP = "各部分的字数"


class StatusBar(QStatusBar):
    """Echoes what is known of the report; what can be clicked says a ``…_requested`` signal."""

    findings_requested = Signal()
    last_year_requested = Signal()
    count_requested = Signal()
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.SPACE_S, 0, theme.SPACE_S, 0)

        self._wanting = 0
        self._selected = 0
        self._part: int | None = None
        self._length = (0, 0)
        self._limit = Limit()
        self._section_length: Length | None = None
        self._section = _label("这一部分的字数和参考字数")
        self._count = _button("字数统计", _COUNT_TIP)
        self._pages = _label("页数")
        self._saved = _label("保存状态")
        self._findings = _button("待完善", "列出还没写全的地方（F8）")
        self._copied = _button("与上年相同", "逐段看去年的文字（F6）")
        self._zoom = _button("缩放", "文字的大小（Ctrl+加号、Ctrl+减号）")

        for widget in (self._count, self._section, self._pages, self._saved, self._findings, self._copied):
            self.addWidget(widget)
        self.addPermanentWidget(self._zoom)

        self._zoom.setMenu(self._zoom_menu())
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._count.clicked.connect(self.count_requested)
        self._findings.clicked.connect(self.findings_requested)
        self._copied.clicked.connect(self.last_year_requested)
        self._copied.hide()
        self._section.hide()

    def show_report(self, shown: bool) -> None:
        """Whether there is a report to tell of."""
        for widget in (self._count, self._pages, self._saved, self._findings, self._zoom):
            widget.setVisible(shown)
        for told in (self._copied, self._section):
            told.setVisible(shown and bool(told.text()))

    def show_characters(self, count: int) -> None:
        """字数 as Word counts."""
        self._length = (self._length[0], count)
        self._show_length()

    def show_selected(self, count: int) -> None:
        """字数 of what is selected, 0 for nothing."""
        self._selected = count
        self._show_length()

    def show_part(self, count: int | None) -> None:
        """字数 of the one part that is shown, None while all are."""
        self._part = count
        self._show_length()

    def show_section(self, length: Length | None) -> None:
        """The section at the cursor beside what its template wishes, in amber where it is off; None, or no wish: nothing."""
        self._section_length = length if length is not None and length.target else None
        held = self._section_length
        self._section.setText(f"这部分 {held.characters:,} / 约 {held.target:,} 字" if held else "")
        off = (f"，还差 {held.short:,} 字" if held.short else f"，多 {held.over:,} 字" if held.over else "") if held else ""
        self._section.setToolTip(f"斜线后是模板给这一部分的参考字数{off}")
        colour = theme.colours().missing if off else theme.colours().quiet
        self._section.setStyleSheet(f"color: {colour};")
        self._section.setVisible(held is not None)

    def show_pages(self, count: int) -> None:
        """A4 pages; 0 while they are not known."""
        self._length = (count, self._length[1])
        self._show_length()

    def show_limit(self, limit: Limit) -> None:
        """How long the report may be; what is over is told in amber."""
        self._limit = limit
        self._show_length()

    def _show_length(self) -> None:
        (pages, characters), limit = self._length, self._limit
        over_pages, over_characters = limit.pages_over(pages), limit.characters_over(characters)
        chosen = f"选中 {self._selected:,} / " if self._selected else ""
        chosen += f"本节 {self._part:,} / " if self._part is not None else ""
        self._count.setText(f"字数 {chosen}{characters:,}" + (f"，超 {over_characters:,}" if over_characters else ""))
        self._pages.setText(f"{pages} 页{f'，超 {over_pages} 页' if over_pages else ''}" if pages else "")
        self._count.setToolTip(f"最多 {limit.characters:,} 字；点击看各部分的字数" if limit.characters else _COUNT_TIP)
        self._pages.setToolTip(f"最多 {limit.pages} 页" if limit.pages else "")
        amber, quiet = theme.colours().missing, theme.colours().quiet
        self._count.setStyleSheet(f"color: {amber};" if over_characters else "")
        self._pages.setStyleSheet(f"color: {amber if over_pages else quiet};")

    def show_saved(self, text: str, waiting: bool) -> None:
        """「已保存 18:02」 and the like; ``waiting`` True while something is not on disk."""
        self._saved.setText(text)
        self._saved.setProperty("missing", waiting)
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)

    def words(self) -> list[str]:
        """All that it says, from left to right."""
        shown = [self._count.text(), self._pages.text(), self._saved.text(), self._findings.text(), self._zoom.text()]
        return [*shown, *(told.text() for told in (self._copied, self._section) if told.text())]

    def redraw(self) -> None:
        """The colours have changed."""
        self.show_findings(self._wanting)
        self._show_length()
        self.show_section(self._section_length)

    def show_findings(self, count: int) -> None:
        """How many places are still to be written."""
        self._wanting = count
        self._findings.setText(f"待完善 {count}" if count else "没有待完善的地方")
        colour = theme.colours().missing if count else theme.colours().quiet
        self._findings.setStyleSheet(f"color: {colour};")

    def show_last_year(self, shares: tuple[Shares, Shares] | None) -> None:
        """How much of the part at the cursor, and of all, is last year's; None while that is not known."""
        if shares is not None:
            here, whole = shares
            self._copied.setText(f"与上年相同 {whole.same:.0%}，这一部分 {here.same:.0%}")
            self._copied.setToolTip(
                f"全文：{said(whole)}\n这一部分：{said(here)}\n大纲和正文右边：同＝与上年相同，近＝相近，新＝新写。点击逐段看去年的文字（F6）。"
            )
        else:
            self._copied.setText("")
        self._copied.setVisible(shares is not None)

    def show_zoom(self, percent: int) -> None:
        """Size of the editor's text."""
        self._zoom.setText(f"缩放 {percent}%")

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        for percent in STEPS:
            menu.addAction(f"{percent}%", lambda percent=percent: self.zoom_requested.emit(percent))
        return menu


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setAccessibleName(name)
    label.setProperty("quiet", True)
    label.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
    label.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
    label.setFrameShape(QFrame.Shape.NoFrame)
    return label


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFont(theme.ui_font(theme.TEXT_SMALL_PX))
    button.setAutoRaise(True)
    return button
