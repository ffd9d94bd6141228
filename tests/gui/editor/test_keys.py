"""What keys do in the editor, pressed on a real widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from huibao.gui.editor import fields
from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.offer_bar import OfferBar
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.report import Measure, Paragraph, Picture, Problem, Report
from huibao.services.session import Session

Texts = Callable[[], list[str]]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def at(pane: EditorPane, view: TextView, node: str, offset: int = 0) -> None:
    """Put the cursor into a row."""
    pane.show_node(node)
    assert view.place(Caret(node, offset))


def problem(session: Session, number: int) -> Problem:
    entries = session.report.sections[1].groups[0].entries
    found = entries[number - 1]
    assert isinstance(found, Problem)
    return found


def test_typing_changes_the_paragraph_at_the_cursor(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m1", 3)
    QTest.keyClicks(view, "abc")
    assert tree.find(session.report, "m1").text == "第1条abc表现。再一句。"  # type: ignore[union-attr]


def test_typing_without_pause_is_one_step_of_undo(pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    at(pane, view, "m1", 3)
    QTest.keyClicks(view, "abcdef")
    assert len(session.done) == 1
    QTest.keyClick(view, Key.Key_Z, CTRL)
    assert session.report is report
    assert view.offset() == 3


def test_typing_into_an_empty_field_makes_it_with_the_templates_wording(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m1")
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClicks(view, "lazy")
    cause = problem(session, 1).parts[-1]
    assert (cause.field, cause.lead_in, cause.blocks[0].text) == ("cause", "原因分析：", "lazy")  # type: ignore[union-attr]


def test_enter_in_a_field_makes_a_paragraph_and_on_an_empty_one_moves_on(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "m1", 6)
    QTest.keyClick(view, Key.Key_Return)
    assert [block.text for block in problem(session, 1).parts[0].blocks] == ["第1条表现。", "再一句。"]  # type: ignore[union-attr]
    view.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    QTest.keyClick(view, Key.Key_Return)
    QTest.keyClick(view, Key.Key_Return)
    assert len(problem(session, 1).parts[0].blocks) == 2
    assert view.current()[1].field == "cause"


def test_enter_in_a_headline_goes_to_the_next_field(pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    at(pane, view, "p1", 3)
    QTest.keyClick(view, Key.Key_Return)
    assert view.current()[1].node == "m1"
    assert session.report is report


def test_enter_in_the_last_empty_field_makes_the_next_entry(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m2")
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Return)
    QTest.keyClicks(view, "third")
    assert [e.heading.label + e.heading.text for e in session.report.sections[1].groups[0].entries] == ["1.问题1", "2.问题2", "3.third"]


def test_backspace_at_the_start_of_an_empty_entry_removes_it(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "p1")
    pane.structure.add_entry()
    assert len(session.report.sections[1].groups[0].entries) == 3
    QTest.keyClick(view, Key.Key_Backspace)
    assert [e.heading.label for e in session.report.sections[1].groups[0].entries] == ["1.", "2."]


def test_backspace_joins_paragraphs_of_one_field_but_never_two_fields(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "n2", 0)
    QTest.keyClick(view, Key.Key_Backspace)
    assert [b.text for b in session.report.sections[0].blocks] == ["甲乙丙丁"]  # type: ignore[union-attr]
    session.undo()
    at(pane, view, "m1", 0)
    QTest.keyClick(view, Key.Key_Backspace)
    assert session.report == report
    assert view.current()[1].node == "p1"


def test_deleting_a_selection_over_entries_is_one_step_and_keeps_the_rest(
    pane: EditorPane, view: TextView, session: Session, texts: Texts, report: Report
) -> None:
    at(pane, view, "m1", 3)
    start = view.textCursor().position()
    view.place(Caret("m2", 3))
    cursor = view.textCursor()
    cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    QTest.keyClick(view, Key.Key_Delete)
    shown = [row for row in texts() if row]
    assert "第1条" in shown
    assert "表现。再一句。" in shown
    session.undo()
    assert session.report == report


def test_copied_text_is_clean_and_has_its_numbers(pane: EditorPane, view: TextView) -> None:
    pane.show_node("s2")
    pane.select_all()
    pane.copy()
    said = QGuiApplication.clipboard().text().split("\n")
    assert said == ["二、存在问题", "（一）学习方面", "1.问题1", "第1条表现。再一句。", "2.问题2", "第2条表现。再一句。"]


def test_pasted_lines_become_paragraphs_without_their_formatting(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "n1", 1)
    held = QMimeData()
    held.setHtml("<h1><img src='http://example.invalid/a.png'>戊</h1><p>己\x07</p>")
    held.setText("戊\r\n\r\n己\x07")
    view.insertFromMimeData(held)
    texts = [b.text for b in session.report.sections[0].blocks]  # type: ignore[union-attr]
    assert texts == ["甲戊", "己�乙丙", "丁"]


def test_a_picture_from_the_clipboard_stands_under_its_paragraph(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "n1", 1)
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    held = QMimeData()
    held.setImageData(image)
    view.insertFromMimeData(held)
    picture = session.report.sections[0].blocks[1]
    assert isinstance(picture, Picture)
    assert session.media[picture.sha256].startswith(b"\x89PNG")
    QTest.keyClick(view, Key.Key_Delete)
    assert all(isinstance(b, Paragraph) for b in session.report.sections[0].blocks)


def test_tab_walks_the_cells_of_a_table_and_typing_fills_them(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "n1", 1)
    pane.structure.insert_table(2, 2)
    QTest.keyClicks(view, "a")
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClicks(view, "b")
    table = session.report.sections[0].blocks[1]
    assert [[c.paragraphs[0].text for c in row] for row in table.rows] == [["a", "b"], ["", ""]]  # type: ignore[union-attr]


def test_a_pre_edit_is_never_an_edit_and_its_commit_is_one(pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    at(pane, view, "m1", 0)
    QApplication.sendEvent(view, QInputMethodEvent("zhongguo", []))
    assert session.report is report
    done = QInputMethodEvent("", [])
    done.setCommitString("中国")
    QApplication.sendEvent(view, done)
    assert tree.find(session.report, "m1").text == "中国第1条表现。再一句。"  # type: ignore[union-attr]


def test_composing_into_an_empty_field_keeps_every_character(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m1")
    QTest.keyClick(view, Key.Key_Tab)
    for said in ("思想", "认识", "不足"):
        QApplication.sendEvent(view, QInputMethodEvent("pinyin", []))
        done = QInputMethodEvent("", [])
        done.setCommitString(said)
        QApplication.sendEvent(view, done)
    assert problem(session, 1).parts[-1].blocks[0].text == "思想认识不足"  # type: ignore[union-attr]


def test_bold_for_a_selection_is_an_edit_and_bold_again_takes_it_away(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "m1", 0)
    view.select("m1", 0, 3)
    pane.toggle_bold()
    paragraph = tree.find(session.report, "m1")
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.bold) for run in paragraph.runs] == [("第1条", True), ("表现。再一句。", False)]
    pane.toggle_bold()
    assert session.report == report


def test_what_the_template_requires_is_not_removed_and_it_is_said_why(
    qtbot: QtBot, pane: EditorPane, session: Session
) -> None:
    keyed = tuple(replace(s, key=k) for s, k in zip(session.report.sections, ("work", "problems", "measures"), strict=True))
    session.load(replace(session.report, sections=keyed), template=session.template)
    pane.show_node("s2")
    with qtbot.waitSignal(pane.refused) as said:
        pane.structure.remove_entry()
    assert "模板规定" in said.args[0]
    assert len(session.report.sections) == 3


def test_find_goes_through_all_parts_and_once_around(pane: EditorPane, view: TextView) -> None:
    pane.show_node("s3")
    assert pane.find_text("表现")
    assert view.current()[1].node == "m1"
    assert pane.find_text("表现")
    assert view.current()[1].node == "m2"
    assert pane.find_text("表现", backward=True)
    assert view.current()[1].node == "m1"
    assert not pane.find_text("没有的话")


def test_moving_the_cursor_names_the_node_and_showing_a_node_moves_the_cursor(qtbot: QtBot, pane: EditorPane, view: TextView) -> None:
    at(pane, view, "m1")
    with qtbot.waitSignal(pane.node_changed) as said:
        view.place(Caret("m2", 2))
    assert said.args == ["p2"]
    pane.show_node("q2")
    assert pane.current_node() == "q2"


def test_a_read_only_report_takes_no_typing(qtbot: QtBot, pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    session.load(report, template=session.template, read_only=True)
    at(pane, view, "m1", 0)
    with qtbot.waitSignal(pane.refused):
        QTest.keyClicks(view, "x")
    assert session.report is report
    assert view.sheet.content(view.current()[0]) == view.current()[1].runs


def test_a_new_measure_is_linked_and_its_people_are_printed(pane: EditorPane, session: Session) -> None:
    measure = tree.find(session.report, "q1")
    assert isinstance(measure, Measure)
    edit = fields.relink(session.report, measure, {"p1"})
    assert edit is not None
    session.apply(edit)
    session.apply(fields.set_value(session.template, measure, "person", "张三"))
    answering = fields.Answering()
    shown = {f.name: f.value for f in fields.short_fields(session.report, session.template, problem(session, 1), answering)}
    assert shown["answered"] == "（一）1."
    changed = tree.find(session.report, "q1")
    assert isinstance(changed, Measure)
    assert (changed.answers, changed.detail("person")) == (("p1",), "张三")


def test_tab_in_the_last_cell_makes_a_row_and_rows_and_columns_come_and_go(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "n1", 1)
    pane.structure.insert_table(1, 2)
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Tab)
    pane.structure.table_command("column_right")
    table = session.report.sections[0].blocks[1]
    assert [len(line) for line in table.rows] == [3, 3]  # type: ignore[union-attr]
    pane.structure.table_command("drop_table")
    assert [b.text for b in session.report.sections[0].blocks] == ["甲乙丙", "丁"]  # type: ignore[union-attr]


def test_cells_copied_from_a_spreadsheet_are_a_table_and_fill_one(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "n1", 1)
    pane.paste_text("网格\t户数\r\n一\t120\r\n")
    table = session.report.sections[0].blocks[1]
    assert [[c.paragraphs[0].text for c in row] for row in table.rows] == [["网格", "户数"], ["一", "120"]]  # type: ignore[union-attr]
    view.place(Caret(table.rows[1][0].paragraphs[0].id))  # type: ignore[union-attr]
    pane.paste_text("二\t130\n三\t140")
    table = session.report.sections[0].blocks[1]
    assert [[c.paragraphs[0].text for c in row] for row in table.rows][1:] == [["二", "130"], ["三", "140"]]  # type: ignore[union-attr]


NUMBERED = "1.走访不够。每月只去一次。\n群众有意见。\n2.台账不全\n"


def test_numbered_lines_are_pasted_as_text_and_may_become_entries(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m2", 3)
    pane.paste_text(NUMBERED)
    assert len(session.report.sections[1].groups[0].entries) == 2
    bar = pane.findChild(OfferBar)
    assert isinstance(bar, OfferBar)
    assert bar.isVisible()
    next(b for b in bar.findChildren(QPushButton) if b.text() == "分成条目").click()
    entries = session.report.sections[1].groups[0].entries
    assert [e.heading.label + e.heading.text for e in entries] == ["1.问题1", "2.问题2", "3.走访不够", "4.台账不全"]
    assert [b.text for b in entries[2].parts[0].blocks] == ["每月只去一次。", "群众有意见。"]  # type: ignore[union-attr]
    assert tree.find(session.report, "m2").text == "第2条表现。再一句。"  # type: ignore[union-attr]


def test_pasted_text_without_numbers_offers_nothing(pane: EditorPane, view: TextView) -> None:
    at(pane, view, "m2", 3)
    pane.paste_text("走访不够\n台账不全")
    bar = pane.findChild(OfferBar)
    assert isinstance(bar, OfferBar)
    assert not bar.isVisible()


def test_rare_characters_beyond_the_basic_plane_count_as_one(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "n1", 0)
    pane.paste_text("𠮷𬱖")
    view.place(Caret("n1", 3))
    QTest.keyClick(view, Key.Key_Backspace)
    assert tree.find(session.report, "n1").text == "𠮷𬱖乙丙"  # type: ignore[union-attr]
    view.place(Caret("n1", 1))
    QTest.keyClick(view, Key.Key_Delete)
    assert tree.find(session.report, "n1").text == "𠮷乙丙"  # type: ignore[union-attr]
    QTest.keyClick(view, Key.Key_Return)
    assert [b.text for b in session.report.sections[0].blocks] == ["𠮷", "乙丙", "丁"]  # type: ignore[union-attr]
    assert pane.find_text("丙")
    assert pane.selected_text() == "丙"
