"""How long the report is, in the status bar: amber where it is longer than it may be."""

import pytest
from pytestqt.qtbot import QtBot

from huibao.gui import theme
from huibao.gui.status import StatusBar
from huibao.model.lengths import Length
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


def test_the_section_at_the_cursor_is_told_beside_its_target_in_amber_where_it_is_off(status: StatusBar) -> None:
    assert len(status.words()) == 5
    for length, words, off in (
        (Length(1520, 1500), "这部分 1,520 / 约 1,500 字", ""),
        (Length(12, 1500), "这部分 12 / 约 1,500 字", "还差 1,488 字"),
        (Length(2500, 1500), "这部分 2,500 / 约 1,500 字", "多 1,000 字"),
    ):
        status.show_section(length)
        assert status.words()[-1] == words
        assert (theme.colours().missing in status._section.styleSheet()) == bool(off)
        assert off in status._section.toolTip()
    for nothing in (Length(900), None):  # no wish of the template, and no section
        status.show_section(nothing)
        assert len(status.words()) == 5
        assert status._section.isHidden()
