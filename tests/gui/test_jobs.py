"""Work off the window's thread."""

import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from huibao.errors import InputError
from huibao.gui.jobs import Jobs, Later


@pytest.fixture
def jobs(qtbot: Any) -> Jobs:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Jobs(window)
    made.kept = window  # type: ignore[attr-defined]
    return made


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: Any, jobs: Jobs) -> None:
    seen: list[tuple[int, int]] = []
    jobs.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
    assert jobs.busy
    with qtbot.waitSignal(jobs.idle, timeout=2000):
        pass
    ((there, here),) = seen
    assert here == threading.get_ident() != there


def test_what_is_refused_comes_back_as_the_error(qtbot: Any, jobs: Jobs) -> None:
    seen: list[str] = []

    def work() -> None:
        raise InputError("打不开。")

    jobs.run(work, lambda _: seen.append("done"), lambda error: seen.append(error.message))
    qtbot.waitUntil(lambda: seen == ["打不开。"], timeout=2000)


def test_what_nobody_foresaw_is_raised_here_and_the_rest_is_still_told(qtbot: Any, jobs: Jobs) -> None:
    seen: list[str] = []

    def work() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.run(work, lambda _: seen.append("done"), always=lambda: seen.append("ended"))
        qtbot.waitUntil(lambda: seen == ["ended"], timeout=2000)
        qtbot.wait(10)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_slow_work_shows_that_it_is_slow_and_can_be_cancelled(qtbot: Any, jobs: Jobs) -> None:
    gate = threading.Event()
    seen: list[object] = []
    jobs.run(gate.wait, seen.append, title="正在打开…")
    window: Any = jobs.parent()
    assert window.findChildren(QProgressDialog) == []
    qtbot.waitUntil(lambda: window.findChildren(QProgressDialog) != [], timeout=2000)
    (dialog,) = window.findChildren(QProgressDialog)
    assert dialog.labelText() == "正在打开…"
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "取消").click()
    assert not jobs.busy
    gate.set()
    qtbot.wait(100)
    assert seen == []


def test_quick_work_shows_no_dialog(qtbot: Any, jobs: Jobs) -> None:
    jobs.run(lambda: None, lambda _: None, title="正在保存…")
    qtbot.wait(400)
    window: Any = jobs.parent()
    assert window.findChildren(QProgressDialog) == []


def test_after_the_end_nothing_is_begun(qtbot: Any, jobs: Jobs) -> None:
    jobs.close()
    seen: list[object] = []
    jobs.run(lambda: 1, seen.append)
    qtbot.wait(50)
    assert seen == []


def test_a_wish_is_granted_once_and_only_after_the_last_asking(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    seen: list[int] = []
    later = Later(lambda: seen.append(1), 60, window)
    for _ in range(4):
        later.ask()
        qtbot.wait(15)
    assert seen == []
    qtbot.waitUntil(lambda: seen == [1], timeout=1000)
    later.ask()
    later.stop()
    qtbot.wait(120)
    assert seen == [1]
