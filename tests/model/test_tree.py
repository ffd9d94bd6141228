"""Finding and rebuilding nodes, and what is remembered of them."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from tests.model.build import a_report, group, para, problem, section
from tests.model.some_edits import FEWER, full_reports

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.memory import remembered
from huibao.model.report import Cell, Measure, Problem, Report, Table, new_id

TABLE = Table("tb", ((Cell((para("c1", "甲"),)),),))


def with_table() -> Report:
    return tree.update(a_report(), "e1a", lambda node: replace(node, blocks=(*node.blocks, TABLE)))


def test_a_path_leads_down_step_by_step() -> None:
    steps = tree.path(a_report(), "e1p")
    assert [(step.place, step.index, step.node.id) for step in steps] == [
        ("sections", 1, "s2"),
        ("groups", 0, "a1"),
        ("entries", 0, "e1"),
        ("parts", 0, "e1a"),
        ("blocks", 0, "e1p"),
    ]
    assert steps[0].parent.id == "r"


def test_the_path_to_a_paragraph_in_a_cell_ends_at_its_table() -> None:
    assert tree.path(with_table(), "c1")[-1].node.id == "tb"
    assert tree.find(with_table(), "c1") == para("c1", "甲")


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(EditError):
        tree.path(a_report(), "gone")
    with pytest.raises(EditError):
        tree.path(a_report(), "r")
    assert tree.find(a_report(), "r").id == "r"


def test_the_section_of_a_node_is_none_outside_the_sections() -> None:
    report = a_report()
    assert tree.section_of(report, "e4p") is report.sections[1]
    assert tree.section_of(report, "s1") is report.sections[0]
    assert tree.section_of(report, "tp") is None
    assert tree.section_of(report, "r") is None


def test_entries_come_in_print_order() -> None:
    inner = group("i", "1.", "内", problem("e2", "（1）", "后"), level=3)
    one = section("s", "problems", "一、", "问题", group("g", "（一）", "外", problem("e1", "1.", "前"), inner))
    assert [entry.id for entry in tree.entries(Report("r", sections=(one,)))] == ["e1", "e2"]


def test_a_rebuilt_report_shares_what_did_not_change() -> None:
    report = a_report()
    after = tree.update(report, "e4p", lambda node: para("e4p", "新"))
    assert after.sections[0] is report.sections[0]
    assert after.sections[1].groups[0] is report.sections[1].groups[0]
    assert after.front is report.front


@FEWER
@given(full_reports())
def test_a_copy_with_new_ids_shares_no_id_and_differs_in_nothing_else(report: Report) -> None:
    copy = tree.with_new_ids(report, new_id)
    old, new = list(tree.walk(report)), list(tree.walk(copy))
    assert not {node.id for node in old} & {node.id for node in new}
    assert [type(node) for node in old] == [type(node) for node in new]
    assert [getattr(node, "heading", None) for node in old] == [getattr(node, "heading", None) for node in new]


@FEWER
@given(full_reports())
def test_ids_of_a_node_are_those_that_a_walk_meets(report: Report) -> None:
    for node in (report, *report.sections, *report.attachments):
        assert tree.ids(node) == {inner.id for inner in tree.walk(node)}


def test_an_entry_holds_the_entry_alone() -> None:
    assert [type(entry) for entry in tree.entries(a_report())] == [Problem] * 4 + [Measure] * 2


# remembering


def test_a_result_is_remembered_for_the_very_same_argument_alone() -> None:
    asked: list[list[int]] = []

    @remembered(limit=100)
    def doubled(numbers: list[int]) -> tuple[int, ...]:
        asked.append(numbers)
        return tuple(number * 2 for number in numbers)

    one, alike = [1, 2], [1, 2]
    assert doubled(one) is doubled(one)
    assert doubled(alike) == doubled(one)
    assert len(asked) == 2


def test_what_is_kept_is_bounded_and_what_is_asked_for_stays() -> None:
    calls: list[int] = []
    kept = [0]

    @remembered(limit=50)
    def single(numbers: list[int]) -> tuple[int, ...]:
        calls.append(numbers[0])
        return (numbers[0],)

    passing = [[number] for number in range(1, 1000)]
    for numbers in passing:
        single(kept)
        single(numbers)
    assert calls.count(0) == 1
    single(passing[0])
    assert calls.count(1) == 2
    assert len(single._young) + len(single._old) < 110  # type: ignore[attr-defined]


def test_it_may_be_asked_from_several_threads() -> None:
    @remembered(limit=20)
    def single(numbers: list[int]) -> tuple[int, ...]:
        return (numbers[0],)

    wrong: list[int] = []
    arguments = [[number] for number in range(100)]

    def ask() -> None:
        for _ in range(20):
            wrong.extend(one[0] for one in arguments if single(one) != (one[0],))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
