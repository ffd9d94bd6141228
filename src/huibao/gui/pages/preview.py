"""The print preview: the pages, whole, before they go to paper or PDF."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QToolBar, QVBoxLayout, QWidget

from huibao.gui import icons, theme
from huibao.gui.pages.view import PagesView
from huibao.layout import Pages, troubles


class PreviewDialog(QDialog):
    """A window of its own with the pages of ``title``. It prints nothing itself: it asks by its signals.

    Keys: Ctrl+P prints, Ctrl+Shift+E exports as in the window, + and - zoom, Ctrl+0 fits the page, Ctrl+1 the width, Esc closes.
    """

    print_requested = Signal()
    pdf_requested = Signal()

    def __init__(self, pages: Pages, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览 — {title}" if title else "打印预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(QSize(960, 860))

        self.view = PagesView(self)
        self._bar = QToolBar(self)
        self._bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bar.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
        self._number = QLabel()
        self._zoom = QLabel()
        self._fonts = QLabel()
        self._fonts.setProperty("missing", True)
        self._fonts.setWordWrap(True)
        self._fonts.setContentsMargins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_L, theme.SPACE_S)
        self._fill_bar()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._fonts)
        layout.addWidget(self.view, 1)

        self.view.page_changed.connect(self._show_number)
        self.view.zoom_changed.connect(self._show_zoom)
        self.set_pages(pages)
        self.view.fit_page()
        self._show_zoom()
        self.view.setFocus()

    def set_pages(self, pages: Pages) -> None:
        """Show other pages, such as those after an edit."""
        self.view.set_pages(pages)
        fonts = f"这台电脑上没有这些字体：{'、'.join(pages.missing_fonts)}。" if pages.missing_fonts else ""
        said = fonts + "".join(one.sentence for one in troubles(pages))
        self._fonts.setText(said)
        self._fonts.setVisible(bool(said))
        self._show_number()

    @property
    def fonts_text(self) -> str:
        """What is said of missing fonts, and of what can't be shown; "" when nothing is."""
        return "" if self._fonts.isHidden() else self._fonts.text()

    @property
    def number_text(self) -> str:
        """第 x 页，共 y 页."""
        return self._number.text()

    def _fill_bar(self) -> None:
        self._add("打印…", "print", "Ctrl+P", self.print_requested.emit)
        self._add("导出PDF…", "export-pdf", "Ctrl+Shift+E", self.pdf_requested.emit)
        self._bar.addSeparator()
        self._add("缩小", "zoom-out", "Ctrl+-", self.view.zoom_out)
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar.addWidget(self._zoom)
        self._add("放大", "zoom-in", "Ctrl+=", self.view.zoom_in, "Ctrl++")
        self._add("整页", "file", "Ctrl+0", self.view.fit_page)
        self._add("适合宽度", "pages", "Ctrl+1", self.view.fit_width)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar.addWidget(spacer)
        self._add("上一页", "move-up", "Ctrl+PgUp", lambda: self.view.go_to_page(self.view.current_page - 1))
        self._number.setContentsMargins(theme.SPACE_S, 0, theme.SPACE_S, 0)
        self._bar.addWidget(self._number)
        self._add("下一页", "move-down", "Ctrl+PgDown", lambda: self.view.go_to_page(self.view.current_page + 1))

    def _add(self, text: str, icon: str, key: str, act: Callable[[], object], *more_keys: str) -> None:
        action = QAction(icons.icon(icon), text, self)
        action.setShortcuts([QKeySequence(one) for one in (key, *more_keys)])
        action.setObjectName(icon.replace("-", "_"))
        action.setToolTip(f"{text.rstrip('…')}（{key.replace('Ctrl+=', 'Ctrl++')}）")
        action.triggered.connect(lambda _checked=False: act())
        self._bar.addAction(action)

    def _show_number(self, _number: int = 0) -> None:
        self._number.setText(f"第 {self.view.current_page} 页，共 {self.view.page_count} 页")

    def _show_zoom(self, _zoom: float = 0.0) -> None:
        self._zoom.setText(f"{round(self.view.zoom * 100)}%")
