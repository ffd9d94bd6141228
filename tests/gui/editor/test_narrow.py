"""The editor in a narrow window, as at 200 %: nothing is cut in the middle, and what finds no room is still reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.length_label import LengthLabel
from huibao.gui.editor.strip import Strip
from huibao.gui.picture_bytes import png
from huibao.model.lengths import Length
from huibao.model.report import Cell, Paragraph, Picture, Table, runs
from huibao.services.session import Session


def shown(strip: Strip) -> list[QToolButton]:
    return [button for button in strip.findChildren(QToolButton) if button.isVisible()]


def test_fields_are_shown_whole_or_opened_from_the_menu(qtbot: QtBot, pane: EditorPane) -> None:
    pane.resize(1400, 600)
    pane.show()
    pane.show_node("q2")
    strip = pane.findChild(Strip)
    assert isinstance(strip, Strip)
    qtbot.waitUntil(lambda: len(shown(strip)) > 3)
    wide = [button.text() for button in shown(strip)]
    pane.resize(460, 600)
    qtbot.waitUntil(lambda: len(shown(strip)) < len(wide))
    narrow = shown(strip)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in narrow))
    assert narrow[-1].accessibleName() == "更多操作"
    menu = QMenu()
    qtbot.addWidget(menu)
    strip.fill_hidden(menu, narrow[-1])
    offered = [action.text() for action in menu.actions() if action.text()]
    assert [button.text() for button in narrow[:-1]] + offered == wide[:-1]
    strip.enter()
    for _ in narrow:  # the keys pass only what can be seen
        assert any(button.hasFocus() for button in narrow)
        strip.focusNextPrevChild(True)
    assert pane.view.hasFocus()
    pane.resize(1400, 600)
    qtbot.waitUntil(lambda: [button.text() for button in shown(strip)] == wide)


@pytest.mark.parametrize("width", [420, 421, 640, 641, 901, 903])
def test_pictures_and_tables_are_no_wider_than_the_window(
    qtbot: QtBot, pane: EditorPane, session: Session, width: int
) -> None:
    image = QImage(480, 240, QImage.Format.Format_RGB32)
    image.fill(5)
    picture = Picture("pic", session.add_media(png(image)), "png", 90.0, 45.0, "图片")
    rows = tuple(tuple(Cell((Paragraph(f"c{i}{j}", runs("格子" * (i * j + 1))),)) for j in range(4)) for i in range(3))
    first = session.report.sections[0]
    section = replace(first, blocks=(*first.blocks, Table("tab", rows), picture))
    session.load(replace(session.report, sections=(section, *session.report.sections[1:])))
    pane.resize(width, 500)
    pane.show()
    pane.show_node(section.id)
    qtbot.wait(20)
    assert pane.view.horizontalScrollBar().maximum() == 0


def test_a_length_without_room_ends_with_dots_not_within_a_number(qtbot: QtBot) -> None:
    label = LengthLabel()
    qtbot.addWidget(label)
    label.show_length(Length(126, 1000))
    label.resize(label.sizeHint())
    whole = label.grab().toImage()
    needed = label.fontMetrics().horizontalAdvance(label.text()) + 12
    label.resize(needed - 3, label.height())
    cut = label.grab().toImage()
    width = cut.width() - label.fontMetrics().horizontalAdvance("74…")
    assert whole.copy(0, 0, width, whole.height()) == cut.copy(0, 0, width, cut.height())
    assert whole.copy(0, 0, cut.width(), whole.height()) != cut
