"""The application: Chinese, our look, and a word when something breaks."""

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from huibao.gui import application, icons, theme
from huibao.gui.desk import Desk
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model.edits import SetText
from huibao.model.report import Report, runs
from huibao.services.documents import Opened


@pytest.fixture(autouse=True)
def plain_again(qapp: Any) -> Any:
    """The application as other tests know it."""
    hook = sys.excepthook
    yield
    sys.excepthook = hook
    theme.choose(qapp, "")
    qapp.setStyleSheet("")


def test_qt_speaks_chinese(qapp: Any) -> None:
    application.application()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert qapp.applicationDisplayName() == "汇报"
    assert not qapp.windowIcon().isNull()


def test_the_look_can_be_chosen_and_icons_follow(qapp: Any, window: MainWindow, desk: Desk) -> None:
    application.application()
    window.action("look_dark").trigger()
    assert theme.colours() is theme.DARK
    assert desk.settings.get("look", "") == "dark"
    image = window.action("save").icon().pixmap(QSize(20, 20)).toImage()
    drawn = [image.pixelColor(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    assert min(colour.lightness() for colour in drawn) > 128
    window.action("look_light").trigger()
    assert theme.colours() is theme.LIGHT
    assert window.action("look_light").isChecked()
    assert not window.action("look_dark").isChecked()


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_text_stands_out_from_its_ground(look: theme.Colours) -> None:
    """At least 4.5 : 1 (WCAG 2.2, 1.4.3) for all words."""
    for front, back in (
        (look.text, look.window),
        (look.text, look.surface),
        (look.quiet, look.window),
        (look.quiet, look.surface),
        (look.text, look.accent_soft),
        (look.on_accent, look.accent),
        (look.error, look.surface),
    ):
        assert contrast(front, back) >= 4.5, (front, back)
    assert contrast(look.missing, look.window) >= 3


def contrast(one: str, other: str) -> float:
    def light(name: str) -> float:
        colour = QColor(name)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_icon_that_an_action_names_is_there(resources: Path) -> None:
    from huibao.gui.action_table import SPECS

    assert [spec.icon for spec in SPECS if spec.icon and not (resources / "icons" / f"{spec.icon}.svg").is_file()] == []


def test_a_missing_icon_is_an_empty_one(qapp: Any) -> None:
    assert icons.icon("there-is-no-such").isNull()


def test_an_unexpected_fault_is_said_once_and_the_report_is_kept(
    window: MainWindow, desk: Desk, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(application, "tell", lambda _parent, _title, text: said.append(text))
    window.files.show_opening(Opening(Opened(report)))
    desk.session.apply(SetText("t1", runs("还没保存")))
    application.say_faults(window.keep_copy)
    for _ in range(2):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("secret words"), None)
    assert len(said) == 1
    assert "留存" in said[0]
    assert "secret" not in said[0]


def test_the_window_comes_back_as_it_was_left(qtbot: Any, window: MainWindow, desk: Desk, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.resize(760, 560)
    window.action("findings").trigger()
    window.action("zoom_in").trigger()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=1000)
    again = application.build(desk)
    qtbot.addWidget(again, before_close_func=lambda window: window.abandon())
    again.show()
    assert (again.width(), again.height()) == (760, 560)  # the offscreen screen is 800 wide
    assert again.action("findings").isChecked()
    assert desk.settings.get("zoom", 0) == 110


def test_every_button_has_a_name_for_those_who_do_not_see_it(window: MainWindow, report: Report) -> None:
    window.files.show_opening(Opening(Opened(report)))
    window.action("find").trigger()
    window.action("findings").trigger()
    nameless = [
        button.objectName() or button.toolTip()
        for button in window.findChildren(QToolButton)
        if button.isVisible()
        and not isinstance(button.parent(), QLineEdit)  # a picture in the box, which has a name itself
        and not (button.accessibleName() or button.text())
        and not button.objectName().startswith("qt_")
    ]
    assert nameless == []
    assert QApplication.palette().color(QPalette.ColorRole.Window).isValid()


def test_the_size_of_the_editors_text_can_be_chosen_and_is_kept(
    qtbot: Any, window: MainWindow, desk: Desk, report: Report
) -> None:
    window.files.show_opening(Opening(Opened(report)))
    sheet = window.editor.view.sheet
    usual = sheet.zoom
    window.action("text_size_16").trigger()
    assert sheet.zoom == pytest.approx(usual * 1.33)
    window.action("zoom_in").trigger()  # a zoom is the report's own, on top of that
    assert sheet.zoom == pytest.approx(usual * 1.33 * 1.1, abs=0.01)
    window.action("zoom_reset").trigger()
    again = application.build(desk)
    qtbot.addWidget(again, before_close_func=lambda window: window.abandon())
    assert again.action("text_size_16").isChecked()
    assert not again.action("text_size_12").isChecked()
    assert again.editor.view.sheet.zoom == pytest.approx(1.33)
    again.action("text_size_10").trigger()  # the other window, which nobody went to, follows at once
    assert sheet.zoom == pytest.approx(usual * 0.88)
    assert window.action("text_size_10").isChecked()


def test_every_action_does_something_and_is_in_the_palette_with_its_keys(qtbot: Any, window: MainWindow, report: Report) -> None:
    from huibao.gui.action_table import SPECS
    from huibao.gui.dialogs.help import keys
    from huibao.gui.dialogs.palette import PaletteDialog

    window.files.show_opening(Opening(Opened(report)))
    actions = [window.action(spec.name) for spec in SPECS]
    idle = [action.objectName() for action in actions if not action.receivers(SIGNAL("triggered(bool)"))]
    assert idle == []
    palette = PaletteDialog(actions)
    qtbot.addWidget(palette)
    assert set(palette.shown) == {action.objectName() for action in actions if action.isVisible()}
    rows = [palette._list.topLevelItem(at) for at in range(palette._list.topLevelItemCount())]
    told = {row.data(0, Qt.ItemDataRole.UserRole).objectName(): row.text(2) for row in rows if row is not None}
    assert told == {action.objectName(): keys(action) for action in actions if action.isVisible()}
    twice = [key for key in told.values() if key and list(told.values()).count(key) > 1]
    assert twice == []
