"""A received file is looked through before it is taken in, and undo leads back to that."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huibao.gui.desk import Desk
from huibao.gui.dialogs.review_recognised import ReviewDialog
from huibao.gui.main_window import MainWindow
from huibao.model.edits import SetReport
from huibao.model.report import Report
from huibao.recognise import Correction
from huibao.services import documents
from huibao.services.corrections import CorrectionMemory

TEXT = "社区工作总结\n一、主要工作\n今年以来做了许多工作。\n存在不足：\n人手不够，推进不快。\n2023年12月8日\n"
Answer = Callable[[ReviewDialog], bool]


@pytest.fixture
def reviewing(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window as the program begins it."""
    window.reviews.begin(CorrectionMemory(tmp_path / "corrections.json"))
    return window


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], list[ReviewDialog]]:
    """``looks(answer)``: what the user does in every review from now on; returns the list of them."""

    def by(answer: Answer) -> list[ReviewDialog]:
        seen: list[ReviewDialog] = []

        def do(dialog: ReviewDialog) -> bool:
            seen.append(dialog)
            return answer(dialog)

        monkeypatch.setattr(ReviewDialog, "exec", do)
        return seen

    return by


def opened(qtbot: Any, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(path)


def corrected(said: dict[int, Correction]) -> Answer:
    def answer(dialog: ReviewDialog) -> bool:
        dialog._work.correct(said)
        return True

    return answer


def test_what_is_corrected_in_the_review_is_what_is_taken_in(
    qtbot: Any, reviewing: MainWindow, desk: Desk, text: Path, looks: Callable[[Answer], list[ReviewDialog]]
) -> None:
    seen = looks(corrected({3: Correction("heading", 1)}))
    opened(qtbot, reviewing, text)
    assert [section.heading.text for section in desk.session.report.sections] == ["主要工作", "存在不足"]
    assert len(seen) == 1
    assert desk.session.source == text


def test_undo_leads_back_to_the_review_and_no_further_once_something_was_changed(
    qtbot: Any, reviewing: MainWindow, desk: Desk, text: Path, looks: Callable[[Answer], list[ReviewDialog]]
) -> None:
    looks(lambda _: True)
    opened(qtbot, reviewing, text)
    assert "收入报告" in reviewing.action("undo").text()
    seen = looks(corrected({3: Correction("junk")}))
    desk.session.apply(SetReport(sealed=True))
    assert not reviewing.action("review").isEnabled()
    reviewing.action("undo").trigger()
    assert seen == []
    reviewing.action("undo").trigger()
    assert len(seen) == 1
    assert [left.text for left in desk.session.report.left_out] == ["存在不足："]
    reviewing.action("review").trigger()
    assert seen[-1].review.corrections == {3: Correction("junk")}


def test_a_file_that_is_not_taken_in_leaves_the_window_as_it_was(
    qtbot: Any, reviewing: MainWindow, desk: Desk, text: Path, looks: Callable[[Answer], list[ReviewDialog]]
) -> None:
    before = desk.session.report
    seen = looks(lambda _: False)
    reviewing.files.open_file(text)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert not reviewing.files.is_open
    assert desk.session.report is before


def test_what_was_corrected_is_remembered_for_the_next_file_of_that_look(
    qtbot: Any, reviewing: MainWindow, tmp_path: Path, text: Path, looks: Callable[[Answer], list[ReviewDialog]]
) -> None:
    looks(corrected({3: Correction("heading", 2)}))
    opened(qtbot, reviewing, text)
    reviewing.files.close()
    other = tmp_path / "前年.txt"
    other.write_text(TEXT.replace("2023", "2022"), encoding="utf-8")
    seen = looks(lambda _: True)
    opened(qtbot, reviewing, other)
    assert seen[0].review.remembered


def test_our_own_file_needs_no_review(
    qtbot: Any,
    reviewing: MainWindow,
    tmp_path: Path,
    report: Report,
    looks: Callable[[Answer], list[ReviewDialog]],
) -> None:
    documents.save(report, {}, tmp_path / "总结.huibao")
    seen = looks(lambda _: True)
    opened(qtbot, reviewing, tmp_path / "总结.huibao")
    assert seen == []
    assert not reviewing.action("review").isEnabled()
