"""常用语: chosen from the palette by keys, put in as one step, its blanks walked by Tab."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from huibao.gui.desk import Desk
from huibao.gui.dialogs.wording import WordingDialog
from huibao.gui.dialogs.wording_edit import PhraseDialog
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.text_view import TextView
from huibao.gui.file_flow import Opening
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.report import Paragraph, Problem, Report, plain
from huibao.model.wording import Phrase, Place
from huibao.review import check
from huibao.services.documents import Opened
from huibao.services.wordings import Wordings

TEXT = "【时间】在【地点】检查"
Key = Qt.Key


@pytest.fixture
def shown(window: MainWindow, report: Report) -> MainWindow:
    window.files.show_opening(Opening(Opened(report)))
    return window


@pytest.fixture
def view(shown: MainWindow) -> Any:
    found = shown.findChild(TextView)
    assert found is not None
    found.setFocus()
    return found


@pytest.fixture
def wordings(shown: MainWindow) -> Wordings:
    return shown._wording.wordings


def text(desk: Desk, node: str) -> str:
    found = tree.find(desk.session.report, node)
    assert isinstance(found, Paragraph)
    return plain(found.runs)


def answer(qtbot: Any, kind: type, do: Any) -> None:
    """``do`` with the dialog of ``kind`` when it has come up."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_a_phrase_is_put_in_from_the_palette_by_keys_and_its_blanks_are_filled(
    qtbot: Any, shown: MainWindow, view: Any, desk: Desk, wordings: Wordings
) -> None:
    wordings.add(Phrase(TEXT, "检查", ("problems",), ("manifestation",)))
    shown.editor.show_place("p1mp", 6)

    def choose(dialog: WordingDialog) -> None:
        assert dialog.shown[0] == TEXT  # the user's own, which suits this field, is first
        box = dialog.findChild(QLineEdit)
        box.setText("检查 【时间】在")
        assert dialog.shown == [TEXT]
        qtbot.keyClick(box, Key.Key_Return)

    answer(qtbot, WordingDialog, choose)
    shown.action("wording").trigger()
    assert text(desk, "p1mp") == f"有时学得不深。{TEXT}"[:6] + TEXT + "。"
    assert view.textCursor().selectedText() == "【时间】"
    qtbot.keyClicks(view, "May")
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.textCursor().selectedText() == "【地点】"
    shown.editor.show_place("p1mp", 0)
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.textCursor().selectedText() == "【地点】"
    qtbot.keyClicks(view, "A")
    assert text(desk, "p1mp") == "有时学得不深May在A检查。"
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.current()[1].node != "p1mp"  # no blank is left: on to the next field


def test_shift_tab_goes_back_to_the_blank_before(qtbot: Any, shown: MainWindow, view: Any) -> None:
    shown.editor.show_place("p1mp", 0)
    shown._wording.insert(TEXT)
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.textCursor().selectedText() == "【地点】"
    qtbot.keyClick(view, Key.Key_Backtab)
    assert view.textCursor().selectedText() == "【时间】"
    qtbot.keyClick(view, Key.Key_Backtab)
    assert view.current()[1].node != "p1mp"


def test_a_phrase_takes_the_place_of_the_selection_as_one_step(shown: MainWindow, view: Any, desk: Desk) -> None:
    before = desk.session.report
    shown.editor.show_place("p1mp", 0, 4)
    shown._wording.insert(TEXT)
    assert text(desk, "p1mp") == TEXT + "不深。"
    assert len(desk.session.done) == 1
    desk.session.undo()
    assert desk.session.report is before


def test_a_phrase_over_a_selection_of_several_paragraphs_is_one_step_too(shown: MainWindow, view: Any, desk: Desk) -> None:
    before = desk.session.report
    shown.editor.show_node("s2")
    view.selectAll()
    shown._wording.insert(TEXT)
    assert len(desk.session.done) == 1
    assert TEXT in "".join(row.text for row in view.sheet.rows)
    desk.session.undo()
    assert desk.session.report is before


def test_a_phrase_on_the_row_for_a_new_problem_makes_one(shown: MainWindow, view: Any, desk: Desk) -> None:
    shown.editor.show_node("g1")
    adding = next(row for row in view.sheet.rows if row.look == "add")
    view.place(Caret(adding.node))
    shown._wording.insert("走访不够，【时间】以来只有【数量】次")
    made = [entry for entry in tree.entries(desk.session.report) if isinstance(entry, Problem)]
    assert "走访不够，【时间】以来只有【数量】次" in [entry.heading.text for entry in made]
    assert view.textCursor().selectedText() == "【时间】"


def test_a_blank_that_stays_is_told_by_the_review(shown: MainWindow, desk: Desk) -> None:
    shown.editor.show_place("p1mp", 0)
    shown._wording.insert(TEXT)
    said = [finding.text for finding in check(desk.session.report, None) if finding.rule == "blank-left"]
    assert said == ["“【时间】”还没有换成实际内容。", "“【地点】”还没有换成实际内容。"]


def test_the_selection_is_kept_as_a_phrase_for_that_field(qtbot: Any, shown: MainWindow, desk: Desk, wordings: Wordings) -> None:
    shown.editor.show_place("p1mp", 0, 4)

    def fill(dialog: PhraseDialog) -> None:
        box = dialog.findChild(QPlainTextEdit)
        assert box.toPlainText() == "有时学得"
        box.moveCursor(box.textCursor().MoveOperation.End)
        qtbot.keyClicks(box, "OK")
        dialog.accept()

    answer(qtbot, PhraseDialog, fill)
    shown.action("keep_wording").trigger()
    (own,) = [phrase for phrase in wordings.phrases if phrase.file]
    assert (own.text, own.sections, own.fields) == ("有时学得OK", ("problems",), ("manifestation",))


def test_only_the_users_own_phrases_are_changed_and_a_broken_file_is_told(qtbot: Any, wordings: Wordings, desk: Desk) -> None:
    folder = desk.library.own_folder / "wording"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("甲", encoding="utf-8")
    own = wordings.add(Phrase(TEXT, "检查"))
    dialog = WordingDialog(wordings, Place("problems", "", "headline"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "mine.toml" in dialog._faults.text()
    assert dialog._faults.isVisible()
    assert dialog.shown[0] == own.text
    assert dialog._change.isEnabled()
    qtbot.keyClick(dialog._box, Key.Key_Down)
    assert not dialog._change.isEnabled()
