"""Everyone can use the window: each control says what it is, the keys reach all of them, and text can be read."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QToolButton
from tests.gui.accessible import controls, nameless, unseen_focus

from huibao import paths
from huibao.gui import theme
from huibao.gui.colours import DARK, LIGHT, Colours
from huibao.gui.desk import Desk
from huibao.gui.dialogs.choose import ChooseDialog
from huibao.gui.dialogs.count import CountDialog
from huibao.gui.dialogs.encoding import EncodingDialog
from huibao.gui.dialogs.help import AboutDialog, ShortcutsDialog
from huibao.gui.dialogs.history import HistoryDialog
from huibao.gui.dialogs.length_limit import LimitDialog
from huibao.gui.dialogs.new_report import NewReportDialog
from huibao.gui.dialogs.palette import PaletteDialog
from huibao.gui.dialogs.picture import PictureDialog
from huibao.gui.dialogs.recover import RecoverDialog
from huibao.gui.dialogs.table_size import TableSizeDialog
from huibao.gui.dialogs.unify import UnifyDialog
from huibao.gui.dialogs.wording import WordingDialog
from huibao.gui.dialogs.wording_edit import PhraseDialog
from huibao.gui.editor import looks
from huibao.gui.editor.date_popup import DatePopup
from huibao.gui.editor.fields import ShortField
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model.report import Limit, Picture, Report
from huibao.model.wording import Phrase, Place
from huibao.services.documents import Opened
from huibao.services.recovery import Recovered
from huibao.services.wordings import Wordings

LEAST = 4.5
"""WCAG 2.2, 1.4.3: contrast of text that is not large."""


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


def test_every_control_of_the_window_has_a_name_and_a_role(shown: MainWindow) -> None:
    assert len(controls(shown)) > 40
    assert "\n".join(nameless(shown)) == ""


def test_every_control_of_the_start_page_has_a_name_and_a_role(window: MainWindow) -> None:
    assert "\n".join(nameless(window)) == ""


def some_dialogs(shown: MainWindow, desk: Desk, report: Report) -> list[QDialog]:
    return [
        CountDialog(report, None, 2),
        EncodingDialog("甲.txt", "甲".encode()),
        HistoryDialog(desk.session),
        NewReportDialog(desk.library.templates, 2024, "", "", None),
        PaletteDialog([shown.action("save")]),
        TableSizeDialog(),
        AboutDialog("1.0"),
        ChooseDialog("套用模板", [("a", "甲", "")], "a"),
        LimitDialog(None, Limit(), Limit()),
        RecoverDialog([Recovered("a", Path("a.huibao"))]),
        ShortcutsDialog(shown._actions),
        UnifyDialog(report, report),
        WordingDialog(Wordings(paths.resources() / "wording", Path("none")), Place("problems", "", "headline")),
        PhraseDialog(Phrase("甲"), ("党建",), "存为常用语"),
        PictureDialog(Picture("p", "", "png")),
        DatePopup(ShortField("date", "日期", "", "text"), 0, lambda _text: None, shown),
    ]


def test_every_control_of_the_dialogs_has_a_name_and_a_role(
    qtbot: Any, shown: MainWindow, desk: Desk, report: Report
) -> None:
    dialogs = some_dialogs(shown, desk, report)
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


@pytest.fixture
def dressed(qapp: Any) -> Any:
    """The application in its own style."""
    from huibao.gui import application

    application.application()
    yield
    theme.choose(qapp, "")
    qapp.setStyleSheet("")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("pane", ["", "last_year", "tracing", "findings", "comments", "replace"])
def test_where_the_keys_go_can_be_seen_in_the_window(
    qtbot: Any, dressed: None, qapp: Any, shown: MainWindow, pane: str, look: str
) -> None:
    theme.choose(qapp, look)
    shown.resize(1280, 820)
    shown.activateWindow()
    shown.action("find").trigger()
    shown._side.fold()
    if pane:
        shown._side.unfold(pane)
    qtbot.wait(30)
    assert unseen_focus(shown) == []


def test_where_the_keys_go_can_be_seen_on_the_start_page(qtbot: Any, dressed: None, window: MainWindow) -> None:
    window.activateWindow()
    window._beginning.page.show_recent([Path("甲.huibao")])
    window._beginning.page.show_recovered(["《甲》"])
    qtbot.wait(30)
    assert unseen_focus(window) == []


def test_where_the_keys_go_can_be_seen_in_dialogs(
    qtbot: Any, dressed: None, shown: MainWindow, desk: Desk, report: Report
) -> None:
    for dialog in some_dialogs(shown, desk, report):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.wait(20)
        assert (type(dialog).__name__, unseen_focus(dialog)) == (type(dialog).__name__, [])
        dialog.hide()
