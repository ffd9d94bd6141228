"""Everyone can use the window: each control says what it is, the keys reach all of them, and text can be read."""

from dataclasses import asdict
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from huibao.gui import theme
from huibao.gui.colours import DARK, LIGHT, Colours
from huibao.gui.desk import Desk
from huibao.gui.dialogs.count import CountDialog
from huibao.gui.dialogs.encoding import EncodingDialog
from huibao.gui.dialogs.history import HistoryDialog
from huibao.gui.dialogs.new_report import NewReportDialog
from huibao.gui.dialogs.palette import PaletteDialog
from huibao.gui.dialogs.table_size import TableSizeDialog
from huibao.gui.editor import looks
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model.report import Report
from huibao.services.documents import Opened

CONTROLS = (
    *(QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QComboBox, QAbstractSpinBox),
    *(QAbstractSlider, QTabBar),
)
NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client)
LEAST = 4.5
"""WCAG 2.2, 1.4.3: contrast of text that is not large."""


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


def controls(root: QWidget) -> list[QWidget]:
    """What can be operated at and below ``root``; not what Qt makes inside its own controls."""
    found = [widget for widget in root.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    return [widget for widget in found if not isinstance(widget, QScrollBar) and not _is_qts_own(widget)]


def _is_qts_own(widget: QWidget) -> bool:
    above = widget.parent()
    while above is not None:
        if isinstance(above, QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView | QTabBar):
            return True
        above = above.parent()
    return widget.objectName().startswith("qt_")


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader has nothing to say of."""
    bad = []
    for widget in controls(root):
        if isinstance(widget, QAbstractButton) and not widget.isVisible() and not widget.text() and widget.icon().isNull():
            continue  # it gets its words when it is shown
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip() or told.role() in NO_ROLE:
            bad.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {told.role()}")
    return bad


def test_every_control_of_the_window_has_a_name_and_a_role(shown: MainWindow) -> None:
    assert len(controls(shown)) > 40
    assert "\n".join(nameless(shown)) == ""


def test_every_control_of_the_start_page_has_a_name_and_a_role(window: MainWindow) -> None:
    assert "\n".join(nameless(window)) == ""


def test_every_control_of_the_dialogs_has_a_name_and_a_role(
    qtbot: Any, shown: MainWindow, desk: Desk, report: Report
) -> None:
    dialogs = (
        CountDialog(report, None, 2),
        EncodingDialog("甲.txt", "甲".encode()),
        HistoryDialog(desk.session),
        NewReportDialog(desk.library.templates, 2024, "", "", None),
        PaletteDialog([shown.action("save")]),
        TableSizeDialog(),
    )
    for dialog in dialogs:
        qtbot.addWidget(dialog)
    assert [(type(dialog).__name__, nameless(dialog)) for dialog in dialogs if nameless(dialog)] == []


def test_every_button_without_words_says_what_it_does(shown: MainWindow) -> None:
    buttons = [button for button in controls(shown) if isinstance(button, QToolButton) and not button.text()]
    assert buttons
    assert [button.accessibleName() for button in buttons if not button.toolTip()] == []


def test_every_action_tells_its_shortcut(shown: MainWindow) -> None:
    from huibao.gui.action_table import SPECS

    def shown_keys(name: str) -> str:
        return shown.action(name).shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    silent = [spec.name for spec in SPECS if shown_keys(spec.name) not in shown.action(spec.name).toolTip()]
    assert silent == []


@pytest.mark.parametrize("pane", ["", "replace", "findings"])
def test_the_tab_key_comes_to_every_control_that_takes_it(shown: MainWindow, pane: str) -> None:
    shown._side.fold()
    shown._side.unfold(pane)
    QApplication.processEvents()
    wanted = {
        widget
        for widget in controls(shown)
        if widget.isVisibleTo(shown) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert len(wanted) > 10
    reached, at = set(), shown.nextInFocusChain()
    while at is not shown:
        reached.add(at)
        at = at.nextInFocusChain()
    assert {type(widget).__name__ for widget in wanted - reached} == set()


def contrast(front: str, back: str) -> float:
    """The contrast of two colours: WCAG 2.2, contrast ratio."""
    light, dark = sorted((_luminance(QColor(front)), _luminance(QColor(back))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_around_the_editors_text_can_be_read(look: Colours) -> None:
    painted = looks.Colours.of(theme.palette(look))
    words = {"label": painted.label, "placeholder": painted.placeholder, "missing": painted.missing}
    grounds = {"surface": look.surface, "card": painted.card.name()}
    found = {f"{word} on {g}": contrast(words[word].name(), grounds[g]) for word in words for g in grounds}
    assert {pair: value for pair, value in found.items() if value < LEAST} == {}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(look: Colours) -> None:
    grounds = {
        "text": ("window", "surface", "raised", "hover", "accent_soft", "missing_soft"),
        "quiet": ("window", "surface", "raised", "hover", "accent_soft"),
        "accent": ("window", "surface"),
        "missing": ("window", "surface", "missing_soft"),
        "error": ("window", "surface"),
        "on_accent": ("accent",),
    }
    colours = asdict(look)
    poor = [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f}"
        for front, backs in grounds.items()
        for back in backs
        if contrast(colours[front], colours[back]) < LEAST
    ]
    assert poor == []
