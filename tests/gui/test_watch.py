"""What is known of the report follows it, after a pause."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from huibao.gui.desk import Desk
from huibao.gui.jobs import Jobs
from huibao.gui.watch import ReportWatch, known_of
from huibao.model.edits import SetText
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Report, runs
from huibao.model.starting import start
from huibao.model.text import count_characters


@pytest.fixture
def watch(qtbot: Any, desk: Desk) -> ReportWatch:
    window = QWidget()
    qtbot.addWidget(window)
    made = ReportWatch(desk, Jobs(window), window)
    made.kept = window  # type: ignore[attr-defined]
    return made


def test_length_and_findings_are_those_of_the_printed_report(report: Report) -> None:
    known = known_of(report, None)
    assert known.characters == count_characters(printed(manuscript(report)))
    assert known.wanting == sum(finding.severity != "hint" for finding in known.findings)


def test_a_new_report_is_marked_where_it_must_be_written(desk: Desk) -> None:
    template = desk.library.templates[0]
    report = start(template, 2024)
    known = known_of(report, template)
    entries = {entry.id for section in report.sections for group in section.groups for entry in group.entries}
    assert known.wanting > 0
    assert entries <= known.marked


def test_a_loaded_report_is_looked_at_once_and_each_edit_after_a_pause(
    qtbot: Any, watch: ReportWatch, desk: Desk, report: Report
) -> None:
    with qtbot.waitSignal(watch.known_changed, timeout=5000):
        desk.session.load(report)
    assert watch.known is not None
    assert watch.known.report is report
    told: list[object] = []
    watch.known_changed.connect(told.append)
    for word in "一二三":
        desk.session.apply(SetText("t1", runs(word)))
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    qtbot.wait(600)
    assert len(told) == 1
    assert watch.known.report is desk.session.report
