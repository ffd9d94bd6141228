"""What is pasted from other programs: structure after a question, looks reduced, tables and pictures kept, one step of undo."""

from __future__ import annotations

import base64

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from tests.services.test_pasted import PIXEL, WORD

from huibao.gui.editor.deeds import Caret
from huibao.gui.editor.editor import EditorPane
from huibao.gui.editor.offer_bar import OfferBar
from huibao.gui.editor.text_view import TextView
from huibao.model import tree
from huibao.model.report import Measure, Paragraph, Picture, Problem, Table, plain
from huibao.services.session import Session

TABLE = "<table><tr><td>网格</td><td>户数</td></tr><tr><td>一</td><td><b>120</b></td></tr></table>"
PICTURE = f"<img src='data:image/png;base64,{base64.b64encode(PIXEL).decode()}'>"


def paste(view: TextView, html: str, text: str = "x") -> None:
    """By the clipboard and Ctrl+V, as a user does."""
    held = QMimeData()
    held.setHtml(html)
    held.setText(text)
    QApplication.clipboard().setMimeData(held)
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def put(pane: EditorPane, view: TextView, node: str, offset: int) -> None:
    pane.show_node(node)
    assert view.place(Caret(node, offset))


def narrative(session: Session) -> list[str]:
    return [b.text if isinstance(b, Paragraph) else type(b).__name__ for b in session.report.sections[0].blocks]


def accept(pane: EditorPane) -> str:
    bar = pane.findChild(OfferBar)
    assert isinstance(bar, OfferBar)
    assert bar.isVisible()
    next(b for b in bar.findChildren(QPushButton) if b.text() == "分成条目").click()
    return bar.findChildren(QPushButton)[0].accessibleName()


def test_looks_of_the_model_stay_others_go(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n1", 1)
    paste(view, "<span style='color:red'>红<b>粗</b></span>")
    node = tree.find(session.report, "n1")
    assert isinstance(node, Paragraph)
    assert [(run.text, run.bold) for run in node.runs] == [("甲红", False), ("粗", True), ("乙丙", False)]


def test_tables_and_pictures_stand_between_the_paragraphs_and_the_text_behind_the_cursor_follows(
    pane: EditorPane, view: TextView, session: Session
) -> None:
    before = session.report
    put(pane, view, "n1", 1)
    paste(view, f"<p>前</p>{TABLE}<p>中</p>{PICTURE}<p>后</p>")
    assert narrative(session) == ["甲前", "Table", "中", "Picture", "后乙丙", "丁"]
    picture = next(node for node in tree.walk(session.report) if isinstance(node, Picture))
    assert session.media[picture.sha256] == PIXEL
    assert len(session.done) == 1
    session.undo()
    assert session.report is before


def test_pasting_over_a_selection_is_one_step(pane: EditorPane, view: TextView, session: Session) -> None:
    before = session.report
    put(pane, view, "n1", 0)
    view.selectAll()
    pane.paste_text("换成这些\n两段")
    assert len(session.done) == 1
    session.undo()
    assert session.report is before


def test_a_line_pasted_over_a_word_keeps_its_blanks(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n1", 0)
    view.select("n1", 1, 1)
    pane.paste_text(" b ")
    assert narrative(session)[0] == "甲 b 丙"


def test_a_table_alone_takes_the_place_of_an_empty_paragraph(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n2", 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    paste(view, TABLE, "网格\t户数\n一\t120")
    assert narrative(session) == ["甲乙丙", "丁", "Table"]


def test_cells_from_a_spreadsheet_fill_cells(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n1", 0)
    pane.structure.insert_table(2, 2)
    paste(view, TABLE, "网格\t户数\n一\t120")
    table = session.report.sections[0].blocks[1]
    assert isinstance(table, Table)
    assert [[plain(c.paragraphs[0].runs) for c in row] for row in table.rows] == [["网格", "户数"], ["一", "120"]]


def test_a_picture_is_not_lost_in_a_cell_but_refused(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n1", 0)
    pane.structure.insert_table(2, 2)
    said: list[str] = []
    pane.refused.connect(said.append)
    report = session.report
    paste(view, f"<p>甲</p>{PICTURE}")
    assert "单元格" in said[0]
    assert session.report is report


def test_headings_from_word_become_problems_when_asked_for(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "m2", 3)
    paste(view, WORD)
    flat = tree.find(session.report, "p2")
    assert isinstance(flat, Problem)
    accept(pane)
    entries = session.report.sections[1].groups[0].entries
    assert [e.heading.label + e.heading.text for e in entries] == ["1.问题1", "2.问题2", "3.走访不够经常", "4.台账不全"]
    (block,) = entries[2].parts[0].blocks
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs if run.bold] == ["一次"]
    assert len(session.done) == 1


def test_headings_without_numbers_become_entries_with_their_tables(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "a2", 1)
    paste(view, f"<h3>抓学习</h3><p>每周一次。</p>{TABLE}<h3>抓作风</h3><p>每月检查。</p>")
    accept(pane)
    entries = session.report.sections[2].groups[0].entries
    assert [e.heading.text for e in entries][2:] == ["抓学习", "抓作风"]
    assert isinstance(entries[2], Measure)
    assert [type(b).__name__ for b in entries[2].parts[0].blocks] == ["Paragraph", "Table"]


def test_two_levels_become_groups_of_entries(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "m2", 3)
    pane.paste_text("（一）网格方面\n1.走访不够。每月一次。\n2.台账不全\n（二）安全方面\n1.检查不细\n")
    accept(pane)
    groups = session.report.sections[1].groups
    assert [g.heading.label + g.heading.text for g in groups if g.heading] == ["（一）学习方面", "（二）网格方面", "（三）安全方面"]
    printed = [[e.heading.label + e.heading.text for e in g.entries] for g in groups[1:]]
    assert printed == [["1.走访不够", "2.台账不全"], ["1.检查不细"]]


def test_points_under_a_number_stay_with_it(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "m2", 3)
    pane.paste_text("1.走访不够\n（1）次数少\n（2）时间短\n2.台账不全")
    accept(pane)
    entries = session.report.sections[1].groups[0].entries
    assert [e.heading.text for e in entries][2:] == ["走访不够", "台账不全"]
    assert [b.text for b in entries[2].parts[0].blocks if isinstance(b, Paragraph)] == ["（1）次数少", "（2）时间短"]


def test_a_headline_takes_the_first_line_and_its_field_the_rest(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "p2", 3)
    paste(view, f"<p>加</p>{TABLE}")
    entry = tree.find(session.report, "p2")
    assert isinstance(entry, Problem)
    assert entry.heading.text == "问题2加"
    assert isinstance(entry.parts[0].blocks[0], Table)


def test_a_picture_that_is_not_there_is_told(pane: EditorPane, view: TextView, session: Session) -> None:
    said: list[str] = []
    pane.refused.connect(said.append)
    put(pane, view, "n1", 1)
    paste(view, "<p><b>甲</b>图</p><img src='https://example.com/a.png'>")
    assert "1 张图片" in said[0]


def test_a_copied_picture_alone_is_a_picture(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "n1", 1)
    held = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    held.setImageData(image)
    held.setHtml("<img src='https://example.com/a.png'>")
    QApplication.clipboard().setMimeData(held)
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert narrative(session) == ["甲乙丙", "Picture", "丁"]


def test_one_line_fields_take_words_and_refuse_tables(pane: EditorPane, view: TextView, session: Session) -> None:
    put(pane, view, "t1", 4)
    report = session.report
    paste(view, TABLE + "<p>甲</p>", "甲")
    assert session.report is report
    paste(view, "<p><b>加</b>长</p>")
    assert session.report.title == "社区总结加长"
