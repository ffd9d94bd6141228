"""What a palette can't say: thin lines, quiet bars, roomy menus."""

from __future__ import annotations

from huibao.gui.colours import Colours, mixed


def style_sheet(look: Colours) -> str:
    """The application's style sheet in the colours of ``look``."""
    return _bars_and_menus(look) + _fields_and_lists(look) + _buttons(look)


def _bars_and_menus(look: Colours) -> str:
    return f"""
QMainWindow::separator {{ width: 1px; height: 1px; background: {look.line}; }}
QToolBar {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; padding: 4px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {look.line}; width: 1px; margin: 6px 6px; }}
QToolButton {{ border: none; border-radius: 4px; padding: 4px 8px; color: {look.text}; }}
QToolButton:hover {{ background: {look.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {look.accent_soft}; }}
QToolButton:focus {{ border: 1px solid {look.accent}; padding: 3px 7px; }}
QToolButton:disabled {{ color: {mixed(look.text, look.window, 0.38).name()}; }}
QToolButton::menu-indicator {{ image: none; }}
QMenuBar {{ background: {look.window}; padding: 2px 8px 0 8px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {look.hover}; }}
QMenu {{ background: {look.surface}; border: 1px solid {look.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {look.accent_soft}; color: {look.text}; }}
QMenu::item:disabled {{ color: {mixed(look.text, look.surface, 0.38).name()}; }}
QMenu::separator {{ height: 1px; background: {look.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
"""


def _fields_and_lists(look: Colours) -> str:
    return f"""
QStatusBar {{ background: {look.window}; border-top: 1px solid {look.line}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {look.line}; }}
QSplitter::handle:hover {{ background: {look.accent}; }}
QListWidget {{ border: 1px solid {look.line}; border-radius: 4px; outline: none; }}
QListWidget:focus, QTableWidget:focus {{ border-color: {look.accent}; }}
QListWidget::item {{ padding-left: 8px; border-radius: 4px; color: {look.text}; }}
QListWidget::item:hover {{ background: {look.hover}; }}
QListWidget::item:selected {{ background: {look.accent_soft}; color: {look.text}; }}
QTableWidget {{ border: 1px solid {look.line}; border-radius: 4px; selection-background-color: {look.accent_soft};
  selection-color: {look.text}; }}
QTableWidget {{ outline: none; }}
QPlainTextEdit {{ border: 1px solid {look.line}; border-radius: 4px; }}
QPlainTextEdit:focus, QTextBrowser:focus {{ border: 1px solid {look.accent}; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; padding: 5px 8px;
  color: {look.quiet}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {look.line}; }}
QTabBar::tab {{ background: transparent; border: none; border-bottom: 2px solid transparent; padding: 7px 8px;
  color: {look.quiet}; }}
QTabBar::tab:selected {{ color: {look.text}; border-bottom: 2px solid {look.accent}; }}
QTabBar::tab:hover {{ color: {look.text}; }}
QTabBar::tab:focus {{ color: {look.accent}; }}
QToolTip {{ background: {look.raised}; color: {look.text}; border: 1px solid {look.line}; padding: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {mixed(look.quiet, look.window, 0.35).name()}; border-radius: 4px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {mixed(look.quiet, look.window, 0.6).name()}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit[quiet="true"] {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 4px; padding: 4px 8px; }}
QLineEdit[quiet="true"]:focus {{ border-color: {look.accent}; }}
QComboBox:focus {{ background-color: {look.accent_soft}; }}
QLabel[quiet="true"] {{ color: {look.quiet}; }}
QLabel[missing="true"] {{ color: {look.missing}; }}
QFrame[bar="quiet"] {{ background: {look.accent_soft}; border: none; border-bottom: 1px solid {look.line}; }}
QFrame[bar="missing"] {{ background: {look.missing_soft}; border: none; border-bottom: 1px solid {look.line}; }}
QFrame[bar="plain"] {{ background: {look.window}; border: none; border-bottom: 1px solid {look.line}; }}
"""


def _buttons(look: Colours) -> str:
    return f"""
QPushButton {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 4px; padding: 5px 14px;
  min-width: 48px; color: {look.text}; }}
QPushButton:hover, QPushButton:pressed {{ background: {look.hover}; }}
QPushButton:default {{ border-color: {look.quiet}; }}
QPushButton:flat {{ background: transparent; border-color: transparent; }}
QPushButton:flat:hover {{ background: {look.hover}; }}
QPushButton:focus {{ border: 2px solid {look.accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {mixed(look.text, look.window, 0.38).name()}; }}
QPushButton[primary="true"] {{ background: {look.accent}; color: {look.on_accent}; border: none; border-radius: 4px;
  padding: 6px 16px; }}
QPushButton[primary="true"]:hover {{ background: {mixed(look.accent, look.text, 0.88).name()}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {look.text}; padding: 4px 14px; }}
QPushButton[primary="true"]:disabled {{ background: {look.line}; }}
QPushButton[line="true"] {{ text-align: left; padding: 6px 8px; border: 1px solid transparent; border-radius: 4px;
  background: transparent; }}
QPushButton[line="true"]:hover {{ background: {look.hover}; }}
QPushButton[line="true"]:focus {{ border: 1px solid {look.accent}; padding: 6px 8px; }}
QToolButton[card="true"] {{ border: 1px solid {look.line}; border-radius: 6px; padding: 2px; background: {look.surface}; }}
QToolButton[card="true"]:hover {{ border-color: {look.quiet}; background: {look.hover}; }}
QToolButton[card="true"]:focus {{ border: 2px solid {look.accent}; padding: 1px; }}
"""
