"""The look: one palette for light and one for dark, one type scale, one spacing scale; Fusion underneath.

Sizes are device-independent px. Colours by what they mean: ``accent`` selection and focus, ``missing`` what is still to be
written, ``error`` what went wrong.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from huibao.gui.colours import DARK, LIGHT, Colours, mixed
from huibao.gui.style_sheet import style_sheet

__all__ = ["DARK", "LIGHT", "Colours", "apply", "choose", "colours", "palette", "ui_font"]

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
TEXT_PX, TEXT_SMALL_PX, TEXT_LARGE_PX = 13, 12, 20
ICON_PX = 20
_WANTED = "wantedLook"
UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


def colours() -> Colours:
    """The colours in use: those of the palette that ``apply`` set (light before that)."""
    return DARK if QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window) else LIGHT


def apply(app: QApplication, wanted: str = "") -> None:
    """Give ``app`` font, palette and style sheet of the ``wanted`` look ("light", "dark"; "": the system's, now and whenever
    it changes)."""
    app.setStyle("Fusion")
    app.setFont(ui_font())
    app.setProperty(_WANTED, wanted)
    app.styleHints().colorSchemeChanged.connect(lambda _: _dress(app))
    _dress(app)


def choose(app: QApplication, wanted: str) -> None:
    """Another look, as for ``apply``."""
    app.setProperty(_WANTED, wanted)
    _dress(app)


def ui_font(size_px: int = TEXT_PX, bold: bool = False) -> QFont:
    """The window's font: the system's Chinese one."""
    font = QFont()
    font.setFamilies(list(UI_FAMILIES))
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def _dress(app: QApplication) -> None:
    system = "dark" if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
    look = DARK if (app.property(_WANTED) or system) == "dark" else LIGHT
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
        made.setColor(QPalette.ColorGroup.Disabled, name, mixed(look.text, look.window, 0.38))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.line))
    return made
