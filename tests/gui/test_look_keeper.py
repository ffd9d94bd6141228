"""How large the window is at its first start."""

import pytest
from PySide6.QtCore import QSize

from huibao.gui.look_keeper import first_size
from huibao.gui.main_window import MainWindow


@pytest.mark.parametrize(
    "room", [QSize(1280, 780), QSize(1366, 728), QSize(1440, 860), QSize(960, 540), QSize(720, 450)]
)
def test_the_window_and_its_frame_fit_on_the_screen_at_the_first_start(room: QSize) -> None:
    size = first_size(room)
    assert size.width() < room.width()
    assert size.height() + 30 <= room.height()


def test_a_larger_screen_is_not_filled() -> None:
    assert first_size(QSize(2560, 1400)) == first_size(QSize(1920, 1040))


def test_a_window_that_was_never_shown_before_lies_within_its_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.height() < room.height()
    assert window.width() < room.width()
