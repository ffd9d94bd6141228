"""How long the report is, in the status bar: amber where it is longer than it may be."""

import pytest
from pytestqt.qtbot import QtBot

from huibao.gui import theme
from huibao.gui.status import StatusBar
from huibao.model.report import Limit


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    made.show_characters(3120)
    made.show_pages(7)
    return made


def test_without_a_limit_the_length_is_told_quietly(status: StatusBar) -> None:
    assert status.words()[:2] == ["字数 3,120", "7 页"]
    assert theme.colours().missing not in status._pages.styleSheet() + status._count.styleSheet()


def test_what_is_over_the_limit_is_amber_and_counted(status: StatusBar) -> None:
    status.show_limit(Limit(6, 3000))
    assert status.words()[:2] == ["字数 3,120，超 120", "7 页，超 1 页"]
    assert theme.colours().missing in status._pages.styleSheet()
    assert theme.colours().missing in status._count.styleSheet()
    assert "3,000" in status._count.toolTip()
    status.show_pages(6)
    assert status.words()[:2] == ["字数 3,120，超 120", "6 页"]
    assert theme.colours().missing not in status._pages.styleSheet()
    status.show_limit(Limit())
    assert status.words()[:2] == ["字数 3,120", "6 页"]


def test_pages_that_are_not_known_yet_are_not_told(status: StatusBar) -> None:
    status.show_limit(Limit(6))
    status.show_pages(0)
    assert status.words()[1] == ""
