"""A table under the hands: Tab, rows and columns, merging and splitting, the header row, a rectangle of cells, spreadsheets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.text_view import TextView
from huibao.model.report import Table
from huibao.services.session import Session

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def filled(pane: EditorPane, view: TextView) -> None:
    """Three rows of three cells A–I, typed with Tab between them."""
    pane.show_node("n1")
    pane.structure.insert_table(3, 3)
    for letter in "ABCDEFGH":
        QTest.keyClicks(view, letter)
        QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClicks(view, "I")


def table(session: Session) -> Table:
    (found,) = [block for block in session.report.sections[0].blocks if isinstance(block, Table)]
    return found


def texts(session: Session) -> list[list[str]]:
    return [["/".join(p.text for p in cell.paragraphs) for cell in row] for row in table(session).rows]


def select(view: TextView, first: str, last: str) -> None:
    """From the cell ``first`` to ``last``, as dragging the mouse does."""
    ids = {row.text: row.node for row in view.sheet.rows if row.kind == "cell"}
    start, end = view.sheet.position(Caret(ids[first])), view.sheet.position(Caret(ids[last], 1))
    assert start is not None
    assert end is not None
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


@pytest.mark.usefixtures("filled")
class TestFilled:
    def test_tab_walks_the_cells_and_makes_a_row_at_the_end(self, view: TextView, session: Session) -> None:
        assert texts(session) == [["A", "B", "C"], ["D", "E", "F"], ["G", "H", "I"]]
        QTest.keyClick(view, Key.Key_Tab)
        QTest.keyClicks(view, "J")
        assert texts(session)[3] == ["J", "", ""]
        QTest.keyClick(view, Key.Key_Backtab)
        QTest.keyClicks(view, "x")
        assert texts(session)[2] == ["G", "H", "Ix"]

    def test_rows_and_columns_come_and_go_at_the_cursor(self, pane: EditorPane, view: TextView, session: Session) -> None:
        select(view, "E", "E")
        pane.structure.table_command("row_above")
        assert texts(session)[1] == ["", "", ""]
        pane.structure.table_command("column_right")
        assert [len(row) for row in texts(session)] == [4, 4, 4, 4]
        pane.structure.table_command("drop_column")
        pane.structure.table_command("drop_row")
        session.undo()
        session.undo()
        session.undo()
        session.undo()
        assert texts(session) == [["A", "B", "C"], ["D", "E", "F"], ["G", "H", "I"]]

    def test_cells_are_merged_with_all_their_words_and_split_again(
        self, pane: EditorPane, view: TextView, session: Session
    ) -> None:
        select(view, "E", "I")
        pane.structure.table_command("merge")
        assert texts(session) == [["A", "B", "C"], ["D", "E/F/H/I"], ["G"]]
        pane.structure.table_command("split")
        assert [len(row) for row in texts(session)] == [3, 3, 3]
        assert texts(session)[1][1] == "E/F/H/I"

    def test_the_header_row_is_switched(self, pane: EditorPane, view: TextView, session: Session) -> None:
        assert table(session).header_rows == 1
        pane.structure.table_command("header")
        assert table(session).header_rows == 0
        pane.structure.table_command("header")
        assert table(session).header_rows == 1

    def test_deleting_a_rectangle_empties_just_these_cells(self, view: TextView, session: Session) -> None:
        select(view, "A", "D")
        steps = len(session.done)
        QTest.keyClick(view, Key.Key_Delete)
        assert texts(session) == [["", "B", "C"], ["", "E", "F"], ["G", "H", "I"]]
        assert len(session.done) == steps + 1
        QTest.keyClicks(view, "n")
        assert texts(session)[0] == ["n", "B", "C"]

    def test_typing_over_a_rectangle_takes_its_words_alone(self, view: TextView, session: Session) -> None:
        select(view, "B", "E")
        QTest.keyClicks(view, "z")
        assert texts(session) == [["A", "z", "C"], ["D", "", "F"], ["G", "H", "I"]]

    def test_bold_takes_just_the_rectangle(self, pane: EditorPane, view: TextView, session: Session) -> None:
        select(view, "A", "D")
        pane.toggle_bold()
        bold = [[any(run.bold for run in cell.paragraphs[0].runs) for cell in row] for row in table(session).rows]
        assert bold == [[True, False, False], [True, False, False], [False, False, False]]

    def test_a_rectangle_is_copied_as_a_spreadsheet_takes_it(self, view: TextView) -> None:
        select(view, "B", "F")
        QTest.keyClick(view, Key.Key_C, Held.ControlModifier)
        assert QApplication.clipboard().text() == "B\tC\nE\tF"
        assert view.selected_text() == "B\tC\nE\tF"

    def test_cells_are_pasted_over_cells_and_rows_come_as_needed(self, view: TextView, session: Session) -> None:
        select(view, "H", "H")
        held = QMimeData()
        held.setText("1\t2\r\n3\t4\r\n")
        QApplication.clipboard().setMimeData(held)
        QTest.keyClick(view, Key.Key_V, Held.ControlModifier)
        assert texts(session) == [["A", "B", "C"], ["D", "E", "F"], ["G", "1", "2"], ["", "3", "4"]]
