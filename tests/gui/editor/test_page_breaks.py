"""另起一页, by Ctrl+Enter as in Word: in the editor, on the page, in Word and back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.manuscript import manuscript
from huibao.model.report import Report
from huibao.services.session import Session


def broken(report: Report) -> list[str]:
    """The texts of the printed paragraphs that begin a page."""
    return [item.label + item.text for item in manuscript(report) if item.new_page]


def at(pane: EditorPane, view: TextView, node: str, offset: int) -> None:
    pane.show_node(node)
    assert view.place(Caret(node, offset))


def test_in_the_middle_of_a_paragraph_what_follows_begins_a_page(pane: EditorPane, view: TextView, session: Session) -> None:
    at(pane, view, "m1", 6)
    pane.structure.page_break()
    assert broken(session.report) == ["再一句。"]
    assert view.current()[1].text == "再一句。"
    assert view.current()[1].new_page


def test_at_a_heading_the_heading_begins_a_page_and_once_more_it_does_not(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    section = session.report.sections[1]
    at(pane, view, section.id, 1)
    pane.structure.page_break()
    assert [line.startswith(section.heading.label) for line in broken(session.report)] == [True]
    pane.structure.page_break()
    assert session.report == report


def test_backspace_takes_the_break_away_before_it_takes_anything_else(
    pane: EditorPane, view: TextView, session: Session, report: Report
) -> None:
    at(pane, view, "n2", 0)
    pane.structure.page_break()
    assert len(broken(session.report)) == 1
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert session.report == report


def test_text_that_runs_on_from_its_headline_begins_the_page_with_it(pane: EditorPane, view: TextView, session: Session) -> None:
    entry = next(entry for entry in tree.entries(session.report) if entry.id == "p1")
    assert entry.heading.run_in
    at(pane, view, "m1", 0)
    pane.structure.page_break()
    assert [line.startswith(entry.heading.label) for line in broken(session.report)] == [True]
    at(pane, view, "m1", 0)
    pane.structure.page_break()
    assert broken(session.report) == []


def test_enter_before_the_first_character_keeps_the_break_with_the_words(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "n2", 0)
    pane.structure.page_break()
    words = broken(session.report)
    at(pane, view, "n2", 0)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert broken(session.report) == words


def test_where_no_page_can_begin_it_is_said_why(pane: EditorPane, view: TextView, session: Session, report: Report) -> None:
    at(pane, view, "n2", 1)
    pane.structure.insert_table(2, 2)
    told: list[str] = []
    pane.refused.connect(told.append)
    before = session.report
    pane.structure.page_break()
    assert session.report is before
    assert told == ["这里不能另起一页，请把光标放在正文段落或者标题里。"]


def test_behind_the_last_character_the_next_printed_paragraph_begins_the_page(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    at(pane, view, "n1", 3)
    pane.structure.page_break()
    assert broken(session.report) == ["丁"]
    assert view.current()[1].node == "n2"
    at(pane, view, "n2", 1)
    pane.structure.page_break()
    assert [line[:2] for line in broken(session.report)] == ["丁", "二、"]
    assert view.current()[1].node == "s2"
