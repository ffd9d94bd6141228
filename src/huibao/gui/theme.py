"""The look: one palette for light and one for dark, one type scale, one spacing scale; Fusion underneath.

Sizes are device-independent px. Colours by what they mean: ``accent`` selection and focus, ``missing`` what is still to be
written, ``error`` what went wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
TEXT_PX, TEXT_SMALL_PX, TEXT_LARGE_PX = 13, 12, 20
ICON_PX = 20
UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a look, as "#rrggbb"."""

    window: str
    surface: str
    raised: str
    text: str
    quiet: str
    line: str
    hover: str
    accent: str
    accent_soft: str
    on_accent: str
    missing: str
    missing_soft: str
    error: str


LIGHT = Colours(
    window="#f4f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    text="#1f2328",
    quiet="#626b76",
    line="#dfe2e7",
    hover="#e9ecf0",
    accent="#2b66c4",
    accent_soft="#dfe9f8",
    on_accent="#ffffff",
    missing="#b86e00",
    missing_soft="#fdf1dc",
    error="#c03030",
)
DARK = Colours(
    window="#202226",
    surface="#282b30",
    raised="#2e3238",
    text="#e4e6ea",
    quiet="#a0a7b1",
    line="#3c4149",
    hover="#353a41",
    accent="#6ea3ee",
    accent_soft="#2f425f",
    on_accent="#10151d",
    missing="#e5a33d",
    missing_soft="#453a26",
    error="#ee7d7d",
)


def colours() -> Colours:
    """The colours in use: those of the palette that ``apply`` set (light before that)."""
    return DARK if QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window) else LIGHT


def apply(app: QApplication) -> None:
    """Give ``app`` the font, palette and style sheet for the system's light or dark scheme, now and whenever that changes."""
    app.setStyle("Fusion")
    app.setFont(ui_font())
    _dress(app, app.styleHints().colorScheme())
    app.styleHints().colorSchemeChanged.connect(lambda scheme: _dress(app, scheme))


def ui_font(size_px: int = TEXT_PX, bold: bool = False) -> QFont:
    """The window's font: the system's Chinese one."""
    font = QFont()
    font.setFamilies(list(UI_FAMILIES))
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    look = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    app.setPalette(palette(look))
    app.setStyleSheet(style_sheet(look))


def palette(look: Colours) -> QPalette:
    """``look`` as Qt's palette."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, value in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.raised,
        role.Text: look.text,
        role.Button: look.raised,
        role.ButtonText: look.text,
        role.BrightText: look.error,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.PlaceholderText: look.quiet,
        role.ToolTipBase: look.raised,
        role.ToolTipText: look.text,
        role.Light: look.surface,
        role.Midlight: look.hover,
        role.Mid: look.line,
        role.Dark: look.line,
        role.Shadow: look.line,
    }.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, _mixed(look.text, look.window, 0.38))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.line))
    return made


def _mixed(front: str, back: str, share: float) -> QColor:
    """``share`` of ``front`` laid over ``back``."""
    a, b = QColor(front), QColor(back)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x * share + y * (1 - share)) for x, y in parts))


def style_sheet(look: Colours) -> str:
    """What the palette can't say: thin lines, quiet bars, roomy menus."""
    return f"""
QMainWindow::separator {{ width: 1px; height: 1px; background: {look.line}; }}
QToolBar {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; padding: 4px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {look.line}; width: 1px; margin: 6px 6px; }}
QToolButton {{ border: none; border-radius: 4px; padding: 4px 8px; color: {look.text}; }}
QToolButton:hover {{ background: {look.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {look.accent_soft}; }}
QToolButton:focus {{ background: {look.accent_soft}; }}
QToolButton:disabled {{ color: {_mixed(look.text, look.window, 0.38).name()}; }}
QToolButton::menu-indicator {{ image: none; }}
QMenuBar {{ background: {look.window}; padding: 2px 8px 0 8px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {look.hover}; }}
QMenu {{ background: {look.surface}; border: 1px solid {look.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {look.accent_soft}; color: {look.text}; }}
QMenu::item:disabled {{ color: {_mixed(look.text, look.surface, 0.38).name()}; }}
QMenu::separator {{ height: 1px; background: {look.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QStatusBar {{ background: {look.window}; border-top: 1px solid {look.line}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {look.line}; }}
QSplitter::handle:hover {{ background: {look.accent}; }}
QListWidget {{ border: 1px solid {look.line}; border-radius: 4px; outline: none; }}
QListWidget::item {{ padding-left: 8px; border-radius: 4px; color: {look.text}; }}
QListWidget::item:hover {{ background: {look.hover}; }}
QListWidget::item:selected {{ background: {look.accent_soft}; color: {look.text}; }}
QTableWidget {{ border: 1px solid {look.line}; border-radius: 4px; selection-background-color: {look.accent_soft};
  selection-color: {look.text}; }}
QTableWidget {{ outline: none; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; padding: 5px 8px;
  color: {look.quiet}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {look.line}; }}
QTabBar::tab {{ background: transparent; border: none; border-bottom: 2px solid transparent; padding: 7px 12px;
  color: {look.quiet}; }}
QTabBar::tab:selected {{ color: {look.text}; border-bottom: 2px solid {look.accent}; }}
QTabBar::tab:hover {{ color: {look.text}; }}
QTabBar::tab:focus {{ color: {look.accent}; }}
QToolTip {{ background: {look.raised}; color: {look.text}; border: 1px solid {look.line}; padding: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {_mixed(look.quiet, look.window, 0.35).name()}; border-radius: 4px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {_mixed(look.quiet, look.window, 0.6).name()}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit[quiet="true"] {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 4px; padding: 4px 8px; }}
QLineEdit[quiet="true"]:focus {{ border-color: {look.accent}; }}
QPushButton[primary="true"] {{ background: {look.accent}; color: {look.on_accent}; border: none; border-radius: 4px;
  padding: 6px 16px; }}
QPushButton[primary="true"]:hover {{ background: {_mixed(look.accent, look.text, 0.88).name()}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {look.text}; padding: 4px 14px; }}
QPushButton[primary="true"]:disabled {{ background: {look.line}; }}
QLabel[quiet="true"] {{ color: {look.quiet}; }}
QLabel[missing="true"] {{ color: {look.missing}; }}
QFrame[bar="quiet"] {{ background: {look.accent_soft}; border: none; border-bottom: 1px solid {look.line}; }}
QFrame[bar="missing"] {{ background: {look.missing_soft}; border: none; border-bottom: 1px solid {look.line}; }}
QFrame[bar="plain"] {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; }}
"""
