"""What a report takes beside the one it was made from."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

from hypothesis import given
from tests.model.build import a_report
from tests.model.strategies import reports

from huibao.model.edits import SetText
from huibao.model.report import Paragraph, Report, Section, runs
from huibao.model.weight import added


@given(reports())
def test_a_report_adds_nothing_to_itself(report: Report) -> None:
    assert added(report, report) == 0


def test_an_edit_adds_little_more_than_the_way_to_it() -> None:
    before = a_report()
    after = SetText("p1", runs("改")).apply(before)
    assert 0 < added(before, after) < added(None, after) / 3


def test_a_paragraph_put_before_others_does_not_count_them() -> None:
    many = tuple(Paragraph(f"n{number}", runs("文字" * 20)) for number in range(500))
    section = Section("s", "narrative", a_report().sections[0].heading, many)
    grown = replace(section, blocks=(Paragraph("new", runs("新的一段")), *many))
    assert added(section, grown) < added(None, section) / 10


def test_what_is_counted_is_about_what_is_taken() -> None:
    before = a_report()
    tracemalloc.start()
    after = SetText("p1", runs("改" * 5000)).apply(before)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0.5 < added(before, after) / taken < 2
