"""The outline follows the report, row by row."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from huibao.gui.outline.editable import EditableOutline
from huibao.gui.outline.model import ROW_ROLE, OutlineModel
from huibao.gui.outline.moving import move_for
from huibao.gui.outline.pane import OutlinePane
from huibao.gui.outline.rename import renamed
from huibao.gui.outline.rows import below, row_ids, row_of, top
from huibao.model import tree
from huibao.model.edits import Insert, Move, Remove, SetHeadline, SetText
from huibao.model.report import Group, Heading, Problem, Report, Run, Section, plain, runs
from huibao.model.structure import Demote, Promote
from huibao.services.session import Session


def shown(model: Any, parent: QModelIndex | None = None) -> list[Any]:
    """The tree as nested [text, [rows]]."""
    parent = parent or QModelIndex()
    return [
        [model.index(at, 0, parent).data(), shown(model, model.index(at, 0, parent))]
        for at in range(model.rowCount(parent))
    ]


def expected(report: Report) -> list[Any]:
    """What a model made afresh shows."""
    return shown(OutlineModel(report))


def test_front_sections_groups_entries_and_end_have_rows_in_print_order(report: Report) -> None:
    tree = expected(report)
    assert [row[0] for row in tree] == ["标题", "一、 主要工作", "二、 存在问题", "三、 改进措施", "署名"]
    assert tree[2][1][0] == ["（一） 学习方面", [["1. 问题p1", []], ["2. 问题p2", []]]]


def test_an_entry_without_headline_is_shown_by_its_first_words_under_the_section(report: Report) -> None:
    assert expected(report)[3][1] == [["坚持每周学习，每月检查一次，年底考核。", []]]


@pytest.mark.parametrize(
    "edit",
    [
        SetHeadline("p1", runs("学习不深入")),
        SetText("m1ap", runs("改了。")),
        Remove("p1"),
        Remove("g1"),
        Move("p2", "g2", "entries", 0),
        Move("g2", "s2", "groups", 0),
        Promote("p2"),
        Promote("g2"),
        Demote("g2"),
        Insert("g1", "entries", 1, Problem("new", Heading(runs("新问题"), "1.", 3))),
        Insert("s2", "groups", 2, Group("gn", Heading(runs("新方面"), "（一）", 2))),
    ],
    ids=lambda edit: f"{type(edit).__name__}-{edit.target}",
)
def test_every_edit_and_its_undo_leave_the_rows_of_a_fresh_model(qtbot: Any, report: Report, edit: Any) -> None:
    session = Session(report)
    model = OutlineModel(report)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    session.subscribe(lambda change: model.show(change.after))
    session.apply(edit)
    assert shown(model) == expected(session.report)
    session.undo()
    assert shown(model) == expected(report)


@given(st.permutations(["s1", "s2", "s3"]), st.sets(st.sampled_from(["s1", "s2", "s3"])), st.booleans())
def test_any_order_and_choice_of_sections_is_shown(order: list[str], gone: set[str], back: bool) -> None:
    sections = {id_: Section(id_, "narrative", Heading(runs(id_))) for id_ in ("s1", "s2", "s3")}
    report = Report("r", sections=tuple(sections.values()))
    after = replace(report, sections=tuple(sections[id_] for id_ in order if id_ not in gone))
    model = OutlineModel(report)
    model.show(after)
    assert shown(model) == expected(after)
    if back:
        model.show(report)
        assert shown(model) == expected(report)


def test_one_typed_character_touches_the_rows_on_its_way_alone(report: Report) -> None:
    model = OutlineModel(report)
    looked: list[object] = []
    model.dataChanged.connect(lambda first, _last: looked.append(first.data(ROW_ROLE).id))
    model.show(SetText("p1mp", runs("改")).apply(report))
    assert looked == []
    model.show(SetHeadline("p1", runs("改")).apply(model.report))
    assert looked == ["p1"]


def test_missing_marks_add_up_on_the_way_to_the_top(report: Report) -> None:
    model = OutlineModel(report)
    model.set_missing({"p1", "p3"})
    section = model.index_of("s2").data(ROW_ROLE)
    entry = model.index_of("p1").data(ROW_ROLE)
    assert (section.missing, section.missing_below) == (False, 2)
    assert entry.missing
    assert "待完善" in model.index_of("p1").data(Qt.ItemDataRole.AccessibleTextRole)
    model.set_missing(set())
    assert model.index_of("s2").data(ROW_ROLE).missing_below == 0


def test_every_node_belongs_to_a_row(report: Report) -> None:
    known = row_ids(report)
    assert known["t1"] == "front"
    assert known["e1"] == "end"
    assert known["p1mp"] == "p1"
    assert known["s1p"] == "s1"
    assert known["g3"] == "s3"  # a group without a heading has no row of its own
    assert {node: row_of(report, node) for node in known} == known


def test_rows_are_those_that_the_model_makes(report: Report) -> None:
    def ids(nodes: Any) -> set[str]:
        return {id_ for id_, _, node in nodes} | {inner for _, _, node in nodes for inner in ids(list(below(node)))}

    assert ids(list(top(report))) == set(row_ids(report).values()) | {"end", "front"}


def test_selecting_by_program_tells_no_one_and_moving_by_keys_does(qtbot: Any, report: Report) -> None:
    pane = OutlinePane(Session(report))
    qtbot.addWidget(pane)
    pane.show()
    told: list[str] = []
    pane.node_selected.connect(told.append)
    pane.select_node("p1mp")
    assert pane.current_node() == "p1"
    assert told == []
    qtbot.keyClick(pane.focusProxy(), Qt.Key.Key_Down)
    assert told == ["p2"]


def test_selection_and_closed_rows_survive_edits(qtbot: Any, report: Report) -> None:
    session = Session(Report())
    pane = OutlinePane(session)
    qtbot.addWidget(pane)
    session.load(report)
    view: Any = pane.focusProxy()
    model = view.model()
    pane.select_node("p3")
    section = model.index(2, 0)
    view.collapse(model.index(0, 0, section))
    session.apply(Remove("p1"))
    session.apply(Move("g2", "s2", "groups", 0))
    assert pane.current_node() == "p3"
    section = model.index(2, 0)
    assert [view.isExpanded(model.index(at, 0, section)) for at in (0, 1)] == [True, False]


def test_the_filter_keeps_what_matches_and_what_holds_it(qtbot: Any, report: Report) -> None:
    session = Session(Report())
    pane = OutlinePane(session)
    qtbot.addWidget(pane)
    session.load(report)
    box: Any = pane.findChild(type(pane.layout().itemAt(0).layout().itemAt(0).widget()))
    box.setText("问题p3")
    view: Any = pane.focusProxy()
    assert shown(view.model()) == [["二、 存在问题", [["（二） 作风方面", [["1. 问题p3", []]]]]]]
    box.clear()
    assert shown(view.model()) == expected(report)


def test_renaming_in_the_outline_is_an_edit_that_can_be_undone(qtbot: Any, report: Report) -> None:
    session = Session(report)
    pane = OutlinePane(session)
    qtbot.addWidget(pane)
    view: Any = pane.focusProxy()
    pane.select_node("g1")
    view.model().setData(view.currentIndex(), "学风方面")
    assert row_text(session.report, "g1") == "学风方面"
    session.undo()
    assert session.report == report


def test_a_refused_rename_says_why(qtbot: Any, report: Report) -> None:
    session = Session(report)
    session.read_only = True
    pane = OutlinePane(session)
    qtbot.addWidget(pane)
    told: list[str] = []
    pane.refused.connect(told.append)
    view: Any = pane.focusProxy()
    pane.select_node("g1")
    view.model().setData(view.currentIndex(), "学风方面")
    assert session.report == report
    assert "只读" in told[0]


def row_text(report: Report, id_: str) -> str:
    from huibao.model import tree

    node: Any = tree.find(report, id_)
    return str(node.heading.text)


LOOKS = st.lists(st.builds(Run, st.text("甲乙丙丁", min_size=1, max_size=4), st.booleans(), st.booleans()), max_size=4)


@given(LOOKS, st.text("甲乙丙丁戊", max_size=12))
def test_a_rename_gives_the_text_asked_for(content: list[Run], text: str) -> None:
    assert plain(renamed(tuple(content), text)) == text


@given(LOOKS)
def test_a_rename_to_the_same_words_changes_nothing(content: list[Run]) -> None:
    old = tuple(content)
    assert renamed(old, plain(old)) is old


def test_a_rename_keeps_the_look_of_the_words_that_stay() -> None:
    old = (Run("学习", bold=True), Run("不够深入"))
    assert renamed(old, "学习还不深入") == (Run("学习", bold=True), Run("还不深入"))
    assert renamed(old, "学习教育不够深入") == (Run("学习教育", bold=True), Run("不够深入"))


@pytest.mark.parametrize(
    ("node", "holder", "at", "expected_order"),
    [
        ("p1", "g1", 2, ["p2", "p1", "p3"]),
        ("p2", "g1", 0, ["p2", "p1", "p3"]),
        ("p1", "g2", -1, ["p2", "p3", "p1"]),
        ("p1", "p3", -1, ["p2", "p3", "p1"]),
        ("p3", "g1", 1, ["p1", "p3", "p2"]),
        ("g2", "s2", 0, ["p3", "p1", "p2"]),
        ("g1", "s2", 2, ["p3", "p1", "p2"]),
        ("g1", "s2", -1, ["p3", "p1", "p2"]),
    ],
)
def test_a_dropped_row_goes_where_it_was_dropped(
    report: Report, node: str, holder: str, at: int, expected_order: list[str]
) -> None:
    model = EditableOutline(Session(report))
    row = model.row_at(model.index_of(holder))
    assert row is not None
    after = move_for(report, [node], row, at).apply(report)
    assert [entry.id for entry in tree.entries(after) if entry.id != "m1"] == expected_order


@pytest.mark.parametrize(
    ("node", "holder", "why"),
    [
        ("p1", "s3", "问题只能放在问题部分"),
        ("g1", "g2", "层次"),
        ("p1", "front", "各部分里面"),
        ("s1", "s2", "最外层"),
        ("g1", "p1", "层次|不能放"),
    ],
)
def test_a_drop_where_it_cannot_go_says_why_and_changes_nothing(
    report: Report, node: str, holder: str, why: str
) -> None:
    session = Session(report)
    model = EditableOutline(session)
    told: list[str] = []
    model.refused.connect(told.append)
    data = model.mimeData([model.index_of(node)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index_of(holder))
    assert session.report is report
    assert re.search(why, told[0])


def test_a_drop_is_one_step_of_undo(report: Report) -> None:
    session = Session(report)
    model = EditableOutline(session)
    data = model.mimeData([model.index_of("s1")])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert [section.id for section in session.report.sections] == ["s2", "s1", "s3"]
    session.undo()
    assert session.report == report


def test_a_very_long_report_begins_with_its_groups_closed(qtbot: Any) -> None:
    problems = tuple(Problem(f"p{n}", Heading(runs(f"问题{n}"), f"{n}.", 3)) for n in range(400))
    group = Group("g", Heading(runs("方面"), "（一）", 2), entries=problems)
    session = Session(Report())
    pane = OutlinePane(session)
    qtbot.addWidget(pane)
    session.load(Report(sections=(Section("s", "problems", Heading(runs("问题"), "一、"), groups=(group,)),)))
    view: Any = pane.focusProxy()
    section = view.model().index(1, 0)
    assert view.isExpanded(section)
    assert not view.isExpanded(view.model().index(0, 0, section))
    pane.select_node("p399")
    assert pane.current_node() == "p399"
    assert view.isExpanded(view.model().index(0, 0, section))
