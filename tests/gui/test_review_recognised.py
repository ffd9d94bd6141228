"""核对识别结果: lines beside their outline, changed by keys, put back, undone; one glance and Enter for a clean file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTabBar, QToolButton
from tests.recognise.test_corrections import REPORT
from tests.recognise.world import source

from huibao.gui.dialogs import review_recognised
from huibao.gui.dialogs.review_lines import LinesView
from huibao.gui.dialogs.review_outline import OutlineView
from huibao.gui.dialogs.review_recognised import ReviewDialog
from huibao.gui.dialogs.review_words import CHOICES
from huibao.model.report import LeftOut, runs
from huibao.model.source import Source, SourceParagraph, SourcePicture
from huibao.recognise import Correction
from huibao.services.reviewing import Review, review

Keys = Qt.Key
DOUBTFUL = (*REPORT[:4], "学习情况", *REPORT[4:], "………………")


@pytest.fixture(autouse=True)
def leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no test says otherwise, what was corrected is given up at the end."""
    monkeypatch.setattr(review_recognised, "ask", lambda *_: "放弃改正")


@pytest.fixture
def dialog(qtbot: Any) -> ReviewDialog:
    return shown(qtbot, review(Source(source(*DOUBTFUL).items, (LeftOut("脚注里的话", "脚注"),)), ()))


def shown(qtbot: Any, given: Review, **more: Any) -> ReviewDialog:
    made = ReviewDialog(given, "去年.docx", **more)
    qtbot.addWidget(made)
    made.show()
    return made


def view(dialog: ReviewDialog) -> LinesView:
    found = dialog.findChild(LinesView)
    assert found is not None
    return found


def go_to(dialog: ReviewDialog, text: str, *more: str) -> None:
    lines = view(dialog)
    model = lines.model()
    rows = {model.data(model.index(row, 0)): row for row in range(model.rowCount())}
    lines.setCurrentIndex(model.index(rows[text], 0))
    for other in more:
        lines.selectionModel().select(model.index(rows[other], 0), QItemSelectionModel.SelectionFlag.Select)


def texts(dialog: ReviewDialog) -> list[str]:
    model = view(dialog).model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def current(dialog: ReviewDialog) -> str:
    return str(view(dialog).currentIndex().data())


def outline(dialog: ReviewDialog) -> list[str]:
    tree = dialog.findChild(OutlineView)
    assert tree is not None

    def rows(item: Any) -> list[str]:
        below = [item.child(at) for at in range(item.childCount())]
        return [text for child in below for text in (child.text(0), *rows(child))]

    return rows(tree.invisibleRootItem())


def role(dialog: ReviewDialog, text: str) -> tuple[str, int]:
    at = next(line.index for line in dialog.review.lines() if line.text == text)
    return next(((v.role, v.level) for v in dialog.review.found.verdicts if v.index == at), ("", 0))


def shortcut(dialog: ReviewDialog, keys: str) -> None:
    next(one for one in dialog.findChildren(QShortcut) if one.key() == QKeySequence(keys)).activated.emit()


def button(dialog: ReviewDialog, text: str) -> Any:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def test_enter_takes_a_file_in_as_it_is(qtbot: Any, dialog: ReviewDialog) -> None:
    qtbot.keyClick(view(dialog), Keys.Key_Return)
    assert dialog.result() == ReviewDialog.DialogCode.Accepted
    assert dialog.review.corrections == {}


@pytest.mark.parametrize("choice", [one for one in CHOICES if one.correction.role in ("heading", "body", "junk")])
def test_keys_change_the_current_line_at_once(qtbot: Any, dialog: ReviewDialog, choice: Any) -> None:
    go_to(dialog, "学习情况")
    qtbot.keyClick(view(dialog), choice.key)
    assert current(dialog) == "学习情况"
    if choice.correction.role == "junk":
        assert role(dialog, "学习情况") in (("", 0), ("junk", 0))
        assert "学习情况" not in outline(dialog)
    else:
        assert role(dialog, "学习情况") == (choice.correction.role, choice.correction.level)
        assert ("学习情况" in outline(dialog)) == (choice.correction.role == "heading")


def test_every_key_of_the_menu_is_heard(qtbot: Any, dialog: ReviewDialog) -> None:
    heard: list[Correction] = []
    view(dialog).said.disconnect()
    view(dialog).said.connect(heard.append)
    for choice in CHOICES:
        qtbot.keyClick(view(dialog), choice.key)
    qtbot.keyClick(view(dialog), Keys.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert heard == [choice.correction for choice in CHOICES]


def test_many_lines_are_changed_at_once_and_that_is_one_step_of_undo(qtbot: Any, dialog: ReviewDialog) -> None:
    go_to(dialog, REPORT[6], REPORT[7])
    qtbot.keyClick(view(dialog), Keys.Key_0)
    assert role(dialog, REPORT[6]) == role(dialog, REPORT[7]) == ("body", 0)
    shortcut(dialog, "Ctrl+Z")
    assert role(dialog, REPORT[6]) == role(dialog, REPORT[7]) == ("heading", 3)
    shortcut(dialog, "Ctrl+Y")
    assert role(dialog, REPORT[7]) == ("body", 0)


def test_backspace_goes_back_to_the_evidence(qtbot: Any, dialog: ReviewDialog) -> None:
    go_to(dialog, "二、存在问题")
    qtbot.keyClick(view(dialog), Keys.Key_0)
    qtbot.keyClick(view(dialog), Keys.Key_Backspace)
    assert dialog.review.corrections == {}


def test_what_is_left_out_has_a_tab_with_its_reasons_and_comes_back_by_a_key(qtbot: Any, dialog: ReviewDialog) -> None:
    tabs = dialog.findChild(QTabBar)
    assert tabs is not None
    tabs.setCurrentIndex(3)
    assert texts(dialog) == ["………………", "脚注里的话"]
    go_to(dialog, "脚注里的话", "………………")
    qtbot.keyClick(view(dialog), Keys.Key_P)
    assert dialog.review.left_out == {}
    tabs.setCurrentIndex(0)
    go_to(dialog, "脚注里的话")
    qtbot.keyClick(view(dialog), Keys.Key_Delete)
    qtbot.keyClick(view(dialog), Keys.Key_P)
    assert [item.text for item in dialog.review.left_out.values()] == ["脚注里的话"]
    qtbot.keyClick(view(dialog), Keys.Key_P)
    assert dialog.review.left_out == {}


def doubtful_file() -> Review:
    """Two lines of which the evidence is not sure."""
    found = review(source(*REPORT), ())
    verdicts = list(found.found.verdicts)
    for at in (3, 7):
        verdicts[at] = replace(verdicts[at], sure=0.55)
    return replace(found, found=replace(found.found, verdicts=tuple(verdicts)))


def test_it_begins_at_the_first_doubtful_line_and_f8_goes_round_them(qtbot: Any) -> None:
    dialog = shown(qtbot, doubtful_file())
    assert current(dialog) == REPORT[3]
    shortcut(dialog, "F8")
    assert current(dialog) == REPORT[7]
    shortcut(dialog, "F8")
    assert current(dialog) == REPORT[3]
    shortcut(dialog, "Shift+F8")
    assert current(dialog) == REPORT[7]


def test_space_confirms_what_is_doubtful(qtbot: Any) -> None:
    dialog = shown(qtbot, doubtful_file())
    before = role(dialog, REPORT[3])
    qtbot.keyClick(view(dialog), Keys.Key_Space)
    assert role(dialog, REPORT[3]) == before
    assert dialog.review.corrections == {3: Correction(*before)}


def test_the_outline_follows_the_line_and_leads_back_to_it(qtbot: Any, dialog: ReviewDialog) -> None:
    tree = dialog.findChild(OutlineView)
    assert tree is not None
    go_to(dialog, REPORT[7])
    assert tree.currentItem().text(0) == "2. 宣传不够"
    item = tree.topLevelItem(0)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center() + QPoint(2, 0))
    assert current(dialog) == REPORT[0]


def test_lines_alike_are_chosen_by_a_key(qtbot: Any, dialog: ReviewDialog) -> None:
    go_to(dialog, "二、存在问题")
    qtbot.keyClick(view(dialog), Keys.Key_E)
    assert [one.line.text for one in view(dialog).chosen()] == ["一、主要工作", "二、存在问题"]


def test_tables_are_not_touched_by_keys(qtbot: Any) -> None:
    dialog = shown(qtbot, review(Source((SourceParagraph(runs("总结")), SourcePicture("0" * 64, "png"))), ()))
    go_to(dialog, "［图片］")
    for key in (Keys.Key_1, Keys.Key_Delete, Keys.Key_Space):
        qtbot.keyClick(view(dialog), key)
    assert dialog.review.corrections == {}


def test_corrections_are_not_thrown_away_unasked(qtbot: Any, dialog: ReviewDialog, monkeypatch: Any) -> None:
    answers = ["继续核对", "放弃改正"]
    monkeypatch.setattr(review_recognised, "ask", lambda *_: answers.pop(0))
    go_to(dialog, "学习情况")
    qtbot.keyClick(view(dialog), Keys.Key_2)
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_what_was_remembered_is_told_and_can_be_refused(qtbot: Any) -> None:
    given = review(source(*REPORT), (), {3: Correction("heading", 2)}, frozenset({3}))
    dialog = shown(qtbot, given)
    assert "1 行照您上次" in dialog._summary.text()
    button(dialog, "不用上次的改正").click()
    assert dialog.forget
    assert dialog.review.corrections == {}


def test_a_long_file_is_recognised_off_the_windows_thread_and_enter_waits_for_it(qtbot: Any) -> None:
    items = source(*REPORT[:5], *(f"第{number}件事做完了，群众都很满意。" for number in range(1200))).items
    dialog = shown(qtbot, review(Source(items), ()))
    go_to(dialog, "二、存在问题" if "二、存在问题" in texts(dialog) else "加强学习")
    qtbot.keyClick(view(dialog), Keys.Key_2)
    assert dialog._work.busy
    qtbot.keyClick(view(dialog), Keys.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    assert dialog.result() == ReviewDialog.DialogCode.Accepted
    assert role(dialog, "加强学习") == ("heading", 2)


def test_buttons_do_what_the_keys_do(qtbot: Any, dialog: ReviewDialog) -> None:
    go_to(dialog, "学习情况")
    next(one for one in dialog.findChildren(QToolButton) if one.text() == "二级标题 2").click()
    assert role(dialog, "学习情况") == ("heading", 2)
