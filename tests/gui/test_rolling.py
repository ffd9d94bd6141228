"""This year's draft from last year's report: chosen, previewed, unticked, and opened unsaved beside last year's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton

from huibao.gui.desk import Desk
from huibao.gui.dialogs.roll_choices import ChoicesPage
from huibao.gui.dialogs.roll_dialog import RollDialog
from huibao.gui.dialogs.roll_stale import StaleDialog
from huibao.gui.dialogs.roll_table import TickRow, TickTable
from huibao.gui.main_window import MainWindow
from huibao.model import tree
from huibao.model.edits import SetText
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Paragraph, Problem, Report, StatusEntry, runs
from huibao.services import documents
from huibao.yearly import Plan, decide, is_recurring, roll
from huibao.yearly.dates import year_of
from huibao.yearly.proposals import Proposal
from huibao.yearly.staleness import stale


@pytest.fixture
def last(report: Report) -> Report:
    """A report of 2023 with a plan for a year that is over by 2024."""
    text = "2023年，社区清理楼道堆物三十七车，计划2024年6月底前装完全部感烟报警器。"
    return SetText("s1p", runs(text)).apply(report)


@pytest.fixture
def proposals(last: Report, desk: Desk) -> tuple[Proposal, ...]:
    """What is stale in last year's words when they are handed in for 2024."""
    return stale(last, 2024, desk.library.year_words, last)


@pytest.fixture
def dialog(qtbot: Any, last: Report, desk: Desk) -> RollDialog:
    made = RollDialog(last, None, 2024, desk.library.year_words)
    qtbot.addWidget(made)
    return made


def go(qtbot: Any, dialog: RollDialog, times: int = 1) -> None:
    """Press 下一步 so many times, and wait each time for what is worked out."""
    for _ in range(times):
        dialog.forward()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=5000)


def text_of(report: Report, node: str) -> str:
    found = tree.find(report, node)
    assert isinstance(found, Paragraph)
    return found.text


def cells(table: TickTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table._rows]


def test_with_nothing_chosen_only_the_years_change(qtbot: Any, dialog: RollDialog, last: Report) -> None:
    go(qtbot, dialog)
    assert cells(dialog.changes) == [
        ("标题", "甲社区2023年工作总结", "甲社区2024年工作总结"),
        ("3 个问题的首次出现年份", "没有填", "都填成 2023 年"),
    ]
    go(qtbot, dialog, 2)
    assert dialog.result() == 1
    assert dialog.report.title == "甲社区2024年工作总结"
    assert text_of(dialog.report, "s1p") == text_of(last, "s1p")
    assert tree.ids(dialog.report) == tree.ids(last)


def test_the_preview_says_what_becomes_of_sections_and_problems(qtbot: Any, dialog: RollDialog) -> None:
    for node, choice in (("s1", "rewrite"), ("s3", "clear"), ("p1", "solved"), ("p2", "dropped")):
        dialog.choices.choose(node, choice)
    go(qtbot, dialog)
    assert [new for _, _, new in cells(dialog.changes)[1:]] == [
        "文字照旧，逐段提醒改写",
        "清空，只留标题",
        "连同措施移到“上年度问题整改情况”",
        "去掉",
        "2023年查找的2个问题，已完成1个，持续推进0个，未完成1个。另有1个问题因情况变化不再适用。",
        "都填成 2023 年",
    ]


def test_a_change_that_is_unticked_is_not_made(qtbot: Any, dialog: RollDialog, last: Report) -> None:
    go(qtbot, dialog)
    dialog.changes.tick(0, False)
    go(qtbot, dialog, 2)
    assert dialog.report.title == last.title


def test_stale_words_are_changed_only_where_they_are_ticked(qtbot: Any, dialog: RollDialog, last: Report) -> None:
    go(qtbot, dialog, 2)
    offered = {one.old: at for at, one in enumerate(dialog._proposals) if one.new and one.node == "s1p"}
    assert len(offered) == 2
    assert dialog.stale.ticked == ()
    at = offered["2023年"]
    dialog.stale.tick(at, True)
    go(qtbot, dialog)
    assert text_of(dialog.report, "s1p") == text_of(last, "s1p").replace("2023年", "2024年")
    assert [decision.choice for decision in dialog.report.decisions] == ["done"]


def test_what_was_unticked_stays_so_when_the_user_goes_back(qtbot: Any, dialog: RollDialog) -> None:
    go(qtbot, dialog)
    dialog.changes.tick(0, False)
    go(qtbot, dialog)
    dialog._go(0)
    go(qtbot, dialog)
    assert dialog.changes.ticked == (1,)


def test_the_first_year_of_problems_stays_empty_where_it_is_unticked(qtbot: Any, dialog: RollDialog) -> None:
    go(qtbot, dialog)
    dialog.changes.tick(1, False)
    go(qtbot, dialog, 2)
    problems = [entry for entry in tree.entries(dialog.report) if isinstance(entry, Problem)]
    assert [problem.first_year for problem in problems] == [0] * len(problems)
    assert problems


def test_problems_and_measures_become_what_was_chosen(qtbot: Any, dialog: RollDialog) -> None:
    dialog.choices.choose("p1", "solved")
    dialog.choices.choose("p2", "dropped")
    dialog.choices.choose("m1", "已完成")
    go(qtbot, dialog, 3)
    report = dialog.report
    problems = next(section for section in report.sections if section.kind == "problems")
    assert [entry.id for entry in tree.entries(problems)] == ["p3"]
    assert tree.contains(report, "p1")  # accounted for elsewhere
    assert not tree.contains(report, "p2")
    measure: Any = tree.find(report, "m1")
    assert [(status.year, status.outcome) for status in measure.statuses] == [(2024, "已完成")]


def test_notes_and_dates_go_with_what_was_chosen(qtbot: Any, dialog: RollDialog) -> None:
    dialog.choices.choose("p1", "solved")
    dialog.choices.note("p1", "学习制度已经建立", "2024-06-20")
    dialog.choices.choose("m1", "已完成")
    dialog.choices.note("m1", "全年学习十二次", "11.30")
    go(qtbot, dialog, 3)
    solved: Any = tree.find(dialog.report, "p1")
    measure: Any = tree.find(dialog.report, "m1")
    assert solved.statuses == (StatusEntry(2024, "已完成", "2024-06-20", "学习制度已经建立"),)
    assert measure.statuses == (StatusEntry(2024, "已完成", "2024-11-30", "全年学习十二次"),)


@pytest.mark.parametrize(
    ("node", "words", "day", "fault"),
    [("p1", "", "改天", "不像一个日期"), ("m1", "全年学习十二次", "", "还没有选今年怎样处理")],
)
def test_what_can_not_be_kept_is_said_and_nothing_is_done(
    qtbot: Any, dialog: RollDialog, node: str, words: str, day: str, fault: str
) -> None:
    dialog.choices.note(node, words, day)
    go(qtbot, dialog)
    assert fault in dialog._fault.text()
    assert dialog._pages.currentIndex() == 0


def test_an_outcome_and_the_account_can_be_unticked(qtbot: Any, dialog: RollDialog, last: Report) -> None:
    dialog.choices.choose("p1", "solved")
    dialog.choices.choose("m1", "已完成")
    go(qtbot, dialog)
    rows = [new for _, _, new in cells(dialog.changes)]
    assert "完成情况记为：已完成" in rows
    account = next(at for at, new in enumerate(rows) if "个问题，已完成" in new)
    dialog.changes.tick(rows.index("完成情况记为：已完成"), False)
    dialog.changes.tick(account, False)
    go(qtbot, dialog, 2)
    measure: Any = tree.find(dialog.report, "m1")
    assert measure.statuses == ()
    text = printed(manuscript(dialog.report))
    assert "个问题，已完成" not in text
    assert "上年度问题整改情况" in text, "the solved problem needs its place"


def test_a_problem_that_was_closed_before_is_offered_as_one_that_came_back(qtbot: Any, last: Report) -> None:
    closed = (StatusEntry(2022, "已完成"), StatusEntry(2023, "未完成"))
    held = tree.update(last, "p1", lambda node: replace(node, statuses=closed, first_year=2021))
    page = ChoicesPage(held)
    qtbot.addWidget(page)
    assert page._rows["p1"].text(1) == "仍存在（屡改屡犯）"
    assert "2021 年起" in page._rows["p1"].text(0)
    assert page._rows["p2"].text(1) == "仍存在"


def test_problems_that_were_settled_a_year_ago_come_back_only_when_it_is_said(
    qtbot: Any, last: Report, desk: Desk
) -> None:
    words = desk.library.year_words
    second = roll(last, Plan(problems={"p1": "solved", "p2": "stays", "p3": "stays"}), None, 2024, words).report
    page = ChoicesPage(second)
    qtbot.addWidget(page)
    assert page.chosen("p1") == ""
    assert not page.plan(2025).problems
    page.choose("p2", "solved")
    assert set(page.plan(2025).problems) == {"p2", "p3"}
    page.choose("p1", "stays")
    report = roll(second, page.plan(2025), None, 2025, words).report
    section = tree.section_of(report, "p1")
    assert section is not None
    assert section.kind == "problems"
    assert is_recurring(tree.find(report, "p1"), 2025)  # type: ignore[arg-type]


def test_choices_are_made_by_keys_alone(qtbot: Any, last: Report) -> None:
    page = ChoicesPage(last)
    qtbot.addWidget(page)
    page.show()
    view = page._tree
    view.setCurrentItem(page._rows["p1"], 2)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(view.viewport().findChild(QLineEdit), "done well")
    qtbot.keyClick(view.viewport().findChild(QLineEdit), Qt.Key.Key_Tab)
    assert page._rows["p1"].text(2) == "done well"
    assert view.currentColumn() == 3
    view.setCurrentItem(page._rows["p2"], 1)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    boxes = view.viewport().findChildren(QComboBox)
    boxes[-1].setCurrentIndex(1)
    boxes[-1].activated.emit(1)
    assert page.chosen("p2") == "solved"


def test_cancelling_while_it_works_changes_nothing(qtbot: Any, dialog: RollDialog, last: Report) -> None:
    dialog.forward()
    dialog.reject()
    qtbot.wait(300)
    assert dialog.result() == 0
    assert dialog.report is last


def test_a_cleared_section_keeps_the_problems_that_are_said_to_stay(qtbot: Any, dialog: RollDialog) -> None:
    dialog.choices.choose("s1", "clear")
    dialog.choices.choose("s2", "clear")
    dialog.choices.choose("p1", "dropped")
    go(qtbot, dialog, 3)
    assert text_of(dialog.report, "s1p") == ""
    assert {entry.id for entry in tree.entries(dialog.report)} >= {"p2", "p3"}
    assert not tree.contains(dialog.report, "p1")


def test_the_year_can_not_be_last_years_or_earlier(qtbot: Any, dialog: RollDialog) -> None:
    dialog._year.setValue(2020)
    assert dialog.year == 2024


def test_choices_without_any_choice_are_an_empty_plan(qtbot: Any, last: Report) -> None:
    page = ChoicesPage(last)
    qtbot.addWidget(page)
    assert not page.plan(2024).problems
    assert not page.plan(2024).outcomes
    assert set(page.plan(2024).sections.values()) == {"keep"}


def test_rows_that_only_tell_have_no_tick(qtbot: Any) -> None:
    table = TickTable("说明", ("甲", "乙"), (1,), "没有")
    qtbot.addWidget(table)
    table.show_rows([TickRow(("一", "二"), "详"), TickRow(("三", "四"), "详", tickable=False)])
    seen = [table.ticked]
    for button in (table._none, table._all):
        button.click()
        seen.append(table.ticked)
    assert seen == [(0,), (), (0,)]


def test_stale_words_of_the_open_report_are_updated_in_one_step(
    qtbot: Any, last: Report, desk: Desk, proposals: tuple[Proposal, ...]
) -> None:
    dialog = StaleDialog(last, proposals)
    qtbot.addWidget(dialog)
    buttons = {button.text(): button.isEnabled() for button in dialog.findChildren(QPushButton)}
    assert not buttons["更新勾选的"]  # nothing is ticked yet
    rows = [row.cells[-1] for row in dialog.table._rows]
    dialog.table.tick(rows.index("2023年 → 2024年"), True)
    dialog.update_ticked()
    assert dialog.edit is not None
    after = dialog.edit.apply(last)
    assert len(stale(after, 2024, desk.library.year_words, last)) == len(proposals) - 1
    assert [decision.choice for decision in after.decisions] == ["done"]


def test_what_is_not_to_be_asked_again_is_remembered_with_its_reason(
    qtbot: Any, last: Report, desk: Desk, proposals: tuple[Proposal, ...]
) -> None:
    dialog = StaleDialog(last, proposals)
    qtbot.addWidget(dialog)
    dialog.table.tick_all(True)
    dialog.ignore("写的是当年的事")
    assert dialog.edit is not None
    after = dialog.edit.apply(last)
    assert stale(after, 2024, desk.library.year_words, last) == ()
    assert {(one.choice, one.why) for one in after.decisions} == {("ignored", "写的是当年的事")}


def test_the_list_of_stale_words_leads_to_their_place_and_comes_back_until_all_is_decided(
    qtbot: Any, window: MainWindow, last: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.save(roll(last, Plan(), None, 2024, window._desk.library.year_words).report, {}, tmp_path / "a.huibao", last)
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.files.open_file(tmp_path / "a.huibao")
    seen: list[int] = []

    def answer(dialog: StaleDialog) -> int:
        seen.append(len(dialog.table._rows))
        if len(seen) == 1:
            dialog.table.tick(0, True)
            dialog.ignore("")
        else:
            dialog.go_there(0)
        return dialog.result()

    monkeypatch.setattr(StaleDialog, "exec", answer)
    window.action("stale").trigger()
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=5000)
    assert seen[1] == seen[0] - 1
    assert window.editor.view.textCursor().selectedText() in text_of(window._session.report, "s1p")
    assert window.editor.view.textCursor().hasSelection()


def test_what_was_dealt_with_is_listed_with_its_reason_and_asked_about_again(
    qtbot: Any, last: Report, desk: Desk, proposals: tuple[Proposal, ...]
) -> None:
    first, *others = proposals
    report = decide((first,), "ignored", "写的是当年的事").apply(last)
    dialog = StaleDialog(report, stale(report, 2024, desk.library.year_words, last, settled=True))
    qtbot.addWidget(dialog)
    assert len(dialog.table._rows) == len(others)
    dialog._too.setChecked(True)
    assert dialog.table._rows[-1].cells[-1] == "不再提醒：写的是当年的事"
    assert not dialog._again.isEnabled()
    dialog.table.tick(len(others), True)
    assert dialog._again.isEnabled()
    dialog.ask_again()
    assert dialog.edit is not None
    after = dialog.edit.apply(report)
    assert after.decisions == ()
    assert stale(after, 2024, desk.library.year_words, last) == proposals


def test_the_draft_opens_unsaved_and_last_years_file_stays_as_it_is(
    qtbot: Any,
    window: MainWindow,
    desk: Desk,
    last: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Callable[..., list[str]],
) -> None:
    answers()
    path, new = tmp_path / "去年.huibao", tmp_path / "今年.huibao"
    documents.save(last, {}, path)
    untouched = path.read_bytes()

    def through(dialog: RollDialog) -> int:
        go(qtbot, dialog, 3)
        return dialog.result()

    monkeypatch.setattr(RollDialog, "exec", through)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    with qtbot.waitSignal(window.files.opened, timeout=5000):
        window.action("roll").trigger()
    session = desk.session
    assert year_of(session.report) == 2024
    assert (session.path, session.source, session.is_saved) == (None, None, False)
    assert session.previous == last
    draft = session.report
    session.undo()
    assert session.report == last, "a whole roll is one step"
    session.redo()
    assert session.report is draft
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(new), ""))
    with qtbot.waitSignal(window.files.saved, timeout=5000):
        window.files.save()
    back = documents.open_document(new, desk.library)
    assert back.previous == last
    assert back.report.title == "甲社区2024年工作总结"
    assert path.read_bytes() == untouched
