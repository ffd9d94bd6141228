"""The dialogs: what they show and what they answer."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QTableWidget, QTextBrowser

from huibao.gui.desk import Desk
from huibao.gui.dialogs.choose import ChooseDialog
from huibao.gui.dialogs.count import CountDialog, rows
from huibao.gui.dialogs.help import AboutDialog, ManualDialog, ShortcutsDialog, manual_pages
from huibao.gui.dialogs.import_notes import ImportNotesDialog
from huibao.gui.dialogs.messages import ask
from huibao.gui.dialogs.new_report import NewReportDialog, described, report_year
from huibao.gui.dialogs.recover import RecoverDialog, said, shown_time
from huibao.gui.dialogs.table_size import TableSizeDialog
from huibao.gui.dialogs.unify import UnifyDialog, changes
from huibao.gui.main_window import MainWindow
from huibao.gui.unit_name import with_unit
from huibao.model.edits import UnifyNumbering
from huibao.model.report import LeftOut, Report
from huibao.model.starting import start
from huibao.services.recovery import Recovered


def cells(dialog: Any) -> list[list[str]]:
    table = dialog.findChild(QTableWidget)
    assert table is not None
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def press(dialog: Any, text: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Return, "保存"), (Qt.Key.Key_Escape, "取消"), (None, "不保存")]
)
def test_a_question_takes_enter_for_the_first_and_escape_for_the_last(qtbot: Any, key: Any, expected: str) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if key is None:
            next(button for button in box.buttons() if button.text() == "不保存").click()
        else:
            qtbot.keyClick(box, key)

    QTimer.singleShot(100, answer)
    assert ask(None, "还没有保存", "要保存吗？", ("保存", "不保存", "取消")) == expected


def test_new_report_offers_every_template_with_its_sections(qtbot: Any, desk: Desk) -> None:
    dialog = NewReportDialog(desk.library.templates, 2024, "甲社区", desk.library.templates[2].id)
    qtbot.addWidget(dialog)
    assert dialog.template is desk.library.templates[2]
    assert (dialog.year, dialog.unit) == (2024, "甲社区")
    for template in desk.library.templates:
        text = described(template, 2024)
        assert template.description in text
        assert all(section.heading.split("{")[0] in text for section in template.sections)


@pytest.mark.parametrize(("day", "year"), [((2025, 1, 8), 2024), ((2025, 3, 31), 2024), ((2025, 11, 20), 2025)])
def test_until_spring_a_report_is_about_last_year(day: tuple[int, int, int], year: int) -> None:
    assert report_year(date(*day)) == year


def test_the_units_name_fills_title_and_signature_of_a_new_report(desk: Desk) -> None:
    for template in desk.library.templates:
        fresh = start(template, 2024)
        named = with_unit(fresh, "甲街道乙社区")
        if fresh.title.startswith("【"):
            assert named.title.startswith("甲街道乙社区")
        assert named.sections == fresh.sections
        assert with_unit(fresh, "") is fresh


@given(st.text(max_size=20))
def test_any_units_name_leaves_the_rest_of_the_title(name: str) -> None:
    from huibao.model.report import Paragraph, Part, runs

    report = Report(front=(Part("t", "title", (Paragraph("p", runs("【单位】2024年【检查】报告")),)),))
    named = with_unit(report, name)
    assert named.title == (f"{name}2024年【检查】报告" if name else report.title)


def test_unifying_lists_old_and_new_labels(qtbot: Any, report: Report) -> None:
    after = UnifyNumbering(("第{}部分 ", "（{}）", "{}.", "（{}）")).apply(report)
    dialog = UnifyDialog(report, after)
    qtbot.addWidget(dialog)
    assert dialog.changes == 3
    assert cells(dialog)[0] == ["一、", "第一部分", "主要工作"]
    assert list(changes(report, report)) == []


def test_counts_are_shown_for_each_section(qtbot: Any, report: Report) -> None:
    dialog = CountDialog(report, None, 2)
    qtbot.addWidget(dialog)
    assert cells(dialog)[0] == ["一、主要工作", "12", "", ""]
    assert [row[3] for row in rows(report, None)] == ["", "3 个问题", "1 条措施"]


def test_import_notes_show_every_text_that_was_left_out_and_why(qtbot: Any) -> None:
    dialog = ImportNotesDialog(("有修订。",), (LeftOut("##tag##", "付费标记"), LeftOut("第1页", "页码")))
    qtbot.addWidget(dialog)
    assert cells(dialog) == [["##tag##", "付费标记"], ["第1页", "页码"]]


def test_a_choice_begins_at_what_is_in_use(qtbot: Any) -> None:
    dialog = ChooseDialog("版式", [("a", "甲", "一"), ("b", "乙", "二")], "b")
    qtbot.addWidget(dialog)
    assert dialog.chosen == "b"
    dialog.pick("a")
    assert dialog.chosen == "a"


def test_a_copy_is_restored_or_thrown_away_only_when_asked(qtbot: Any, tmp_path: Path) -> None:
    first = Recovered("k1", tmp_path / "k1.huibao", None, None, "2024-11-23T18:02:00+08:00", "工作总结")
    second = Recovered("k2", tmp_path / "k2.huibao", tmp_path / "乙.huibao")
    dialog = RecoverDialog([first, second])
    qtbot.addWidget(dialog)
    press(dialog, "删除这一份")
    assert dialog.dropped == [first]
    press(dialog, "恢复")
    assert dialog.chosen is second
    assert said(first) == "《工作总结》  11月23日 18:02  从未保存"
    assert shown_time("no time") == ""


def test_a_table_has_at_least_one_cell(qtbot: Any) -> None:
    dialog = TableSizeDialog()
    qtbot.addWidget(dialog)
    assert (dialog.rows, dialog.columns) == (3, 3)


def test_the_list_of_shortcuts_has_every_one(qtbot: Any, window: MainWindow) -> None:
    from huibao.gui.action_table import SPECS

    actions = [window.action(spec.name) for spec in SPECS]
    dialog = ShortcutsDialog(actions)
    qtbot.addWidget(dialog)
    shown = " ".join(row[1] for row in cells(dialog))
    assert all(key.toString() in shown for key in window.action("redo").shortcuts())
    assert len(cells(dialog)) > sum(1 for action in actions if action.shortcuts())


def test_the_manual_shows_its_first_page_and_opens_nothing_outside(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "1-begin.md").write_text("# 开始\n\n[第二页](2-more.md)", "utf-8")
    (tmp_path / "2-more.md").write_text("# 更多", "utf-8")
    dialog = ManualDialog(tmp_path)
    qtbot.addWidget(dialog)
    view = dialog.findChild(QTextBrowser)
    assert view is not None
    assert "开始" in view.toPlainText()
    assert not view.openExternalLinks()
    assert manual_pages(tmp_path / "none") == []


def test_about_names_the_version_and_the_licences(qtbot: Any) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = AboutDialog("9.9.9")
    qtbot.addWidget(dialog)
    text = "".join(label.text() for label in dialog.findChildren(QLabel))
    assert "9.9.9" in text
    assert "LGPL" in text
