"""A page of the report as rows."""

from __future__ import annotations

from dataclasses import replace

from huibao.gui.editor.projection import Projection
from huibao.gui.editor.rows import END, FRONT, page_of, pages
from huibao.model import tree
from huibao.model.edits import ReplaceBlocks, SetText
from huibao.model.report import Cell, Paragraph, Report, Table, runs
from huibao.model.template import Template


def test_a_problem_shows_its_headline_and_the_fields_of_its_template(report: Report, template: Template) -> None:
    rows = [row for row in Projection(template).rows(report, "s2") if row.entry == "p1"]
    assert [(row.label, row.text) for row in rows] == [("问题", "问题1"), ("具体表现", "第1条表现。再一句。"), ("原因分析", "")]
    assert [row.new for row in rows] == ["", "", "part"]
    assert (rows[0].first, rows[-1].last) == (True, True)


def test_a_field_that_is_required_and_empty_is_marked(report: Report, template: Template) -> None:
    emptied = SetText("m1", ()).apply(report)
    rows = [row for row in Projection(template).rows(emptied, "s2") if row.entry == "p1"]
    assert [row.missing for row in rows] == [False, True, False]
    assert rows[1].placeholder


def test_a_group_of_entries_ends_with_a_row_that_makes_the_next(report: Report, template: Template) -> None:
    rows = Projection(template).rows(report, "s3")
    assert (rows[-1].look, rows[-1].new, rows[-1].holder, rows[-1].index) == ("add", "entry", "g2", 2)


def test_front_matter_shows_what_the_template_asks_for_in_its_order(report: Report, template: Template) -> None:
    rows = Projection(template).rows(report, FRONT)
    assert [row.field for row in rows] == ["title", "recipient", "lead"]
    assert [row.new for row in rows] == ["", "part", "part"]


def test_without_a_template_the_usual_fields_are_shown(report: Report) -> None:
    assert [row.field for row in Projection().rows(report, END)] == ["closing", "signature", "date"]


def test_a_table_shows_each_cell_and_a_line_behind_it(report: Report) -> None:
    cells = tuple(tuple(Cell((Paragraph(f"c{r}{c}", runs(f"{r}{c}")),)) for c in range(2)) for r in range(2))
    changed = ReplaceBlocks("s1", 2, 2, (Table("tab", cells),)).apply(report)
    rows = Projection().rows(changed, "s1")
    assert [(row.kind, row.text) for row in rows[-5:]] == [("cell", "00"), ("cell", "01"), ("cell", "10"), ("cell", "11"), ("gap", "")]


def test_rows_of_entries_that_did_not_change_are_the_very_same(report: Report, template: Template) -> None:
    projection = Projection(template)
    before = projection.rows(report, "s2")
    after = projection.rows(SetText("m1", runs("改了")).apply(report), "s2")
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a.entry == "p2"]
    assert pairs
    assert all(a is b for a, b in pairs)


def test_every_node_is_on_a_page_and_every_page_has_rows(report: Report) -> None:
    assert pages(report) == (FRONT, "s1", "s2", "s3", END)
    assert [page_of(report, node) for node in ("t1", "n1", "m2", "q1", "c1", "gone")] == [FRONT, "s1", "s2", "s3", END, FRONT]
    assert all(page_of(report, node.id) in pages(report) for node in tree.walk(report))
    empty = replace(report, front=(), sections=(), end=())
    assert all(Projection().rows(empty, page) for page in pages(empty))
