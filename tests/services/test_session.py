"""The one door: every change is told once, the template's required sections stay, a read-only report stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.model.build import a_report, entry, section

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, Insert, Move, Remove, SetHeadline, SetReport, SetSection, SetText, Several
from huibao.model.report import Report, runs
from huibao.model.structure import Demote, Promote
from huibao.model.template import SectionTemplate, Template
from huibao.services.session import Change, Session

TEMPLATE = Template(
    "t",
    "总结",
    sections=(
        SectionTemplate("work", "工作", "narrative"),
        SectionTemplate("problems", "问题", "problems"),
        SectionTemplate("plan", "打算", "narrative", required=False),
        SectionTemplate("measures", "措施", "measures"),
    ),
)


def guided() -> Session:
    """A session whose report has the template's sections and one between them that is free."""
    work, problems, measures = a_report().sections
    plan = section("s9", "narrative", "四、", "打算", key="plan")
    keyed = (replace(work, key="work"), replace(problems, key="problems"), plan, replace(measures, key="measures"))
    session = Session(Report("r", sections=keyed))
    session.set_template(TEMPLATE)
    return session


def heard(session: Session) -> list[Change]:
    """The changes that ``session`` tells from now on."""
    changes: list[Change] = []
    session.subscribe(changes.append)
    return changes


def refused(session: Session, edit: Edit) -> str:
    before, changes = session.report, heard(session)
    with pytest.raises(EditError) as caught:
        session.apply(edit)
    assert session.report is before
    assert changes == []
    return caught.value.message


def test_an_edit_is_told_once_with_its_origin_and_target() -> None:
    session, origin = Session(a_report()), object()
    before, changes = session.report, heard(session)
    session.apply(SetText("p1", runs("新")), origin)
    (change,) = changes
    assert change.before is before
    assert change.after is session.report
    assert (change.kind, change.target) == ("edit", "p1")
    assert change.origin is origin


def test_several_edits_are_told_as_one_change() -> None:
    session = Session(a_report())
    changes = heard(session)
    session.apply(Several((SetText("p1", runs("甲")), SetText("p2", runs("乙"))), "两处"))
    assert [(change.kind, change.target) for change in changes] == [("edit", "p2")]
    assert [step.name for step in session.done] == ["两处"]


def test_what_changes_nothing_is_not_told() -> None:
    session = Session(a_report())
    changes = heard(session)
    session.apply(SetText("p1", runs("抓了。")))
    session.undo()
    session.redo()
    assert changes == []


def test_undo_and_redo_are_told_with_the_place_to_show() -> None:
    session = Session(a_report())
    first = session.report
    session.apply(Remove("g2"))
    last, changes = session.report, heard(session)
    session.undo()
    session.redo()
    assert [(c.kind, c.target, c.before, c.after) for c in changes] == [
        ("undo", "g2", last, first),
        ("redo", "g2", first, last),
    ]
    assert session.report is last


def test_who_is_no_longer_subscribed_hears_nothing() -> None:
    session = Session(a_report())
    changes: list[Change] = []
    end = session.subscribe(changes.append)
    end()
    end()
    session.apply(SetText("p1", runs("新")))
    assert changes == []


def test_all_hear_changes_in_one_order_even_when_one_of_them_edits() -> None:
    session = Session(a_report())
    first: list[str] = []

    def answer(change: Change) -> None:
        first.append(change.target)
        if change.target == "p1":
            session.apply(SetText("p2", runs("跟着改")))

    session.subscribe(answer)
    changes = heard(session)
    session.apply(SetText("p1", runs("改")))
    assert first == ["p1", "p2"]
    assert [change.target for change in changes] == ["p1", "p2"]
    assert changes[0].after is changes[1].before


def test_a_listener_that_fails_does_not_silence_later_changes() -> None:
    session = Session(a_report())

    def fail(change: Change) -> None:
        if change.target == "p1":
            raise LookupError

    session.subscribe(fail)
    changes = heard(session)
    with pytest.raises(LookupError):
        session.apply(SetText("p1", runs("改")))
    session.apply(SetText("p2", runs("再改")))
    assert [change.target for change in changes] == ["p2"]


def test_a_read_only_report_stays_as_it_is() -> None:
    session = Session(a_report())
    session.load(a_report(), read_only=True)
    assert "只读" in refused(session, SetText("p1", ()))


@pytest.mark.parametrize(
    "edit",
    [
        Remove("s2"),
        Demote("s2"),
        Move("s3", "r", "sections", 0),
        SetSection("s1", "", "narrative"),
        Several((Remove("s1"), SetReport(sealed=True))),
    ],
)
def test_required_sections_stay_and_keep_their_order(edit: Edit) -> None:
    session = guided()
    if isinstance(edit, Demote):
        session.apply(Several(tuple(Remove(g.id) for g in entry(session.report, "s2").groups)))
    assert "模板规定" in refused(session, edit)


@pytest.mark.parametrize("edit", [Remove("s2"), Move("s3", "r", "sections", 0), SetSection("s1", "", "narrative")])
def test_a_report_that_left_its_template_may_do_without(edit: Edit) -> None:
    session = guided()
    session.apply(SetReport(detached=True))
    session.apply(edit)
    assert [section.key for section in session.report.sections] != ["work", "problems", "plan", "measures"]


@pytest.mark.parametrize("edit", [Remove("s2"), Move("s3", "r", "sections", 0)])
def test_leaving_the_template_and_the_edit_may_be_one_step(edit: Edit) -> None:
    session = guided()
    session.apply(Several((SetReport(detached=True), edit)))
    session.undo()
    assert not session.report.detached
    assert "模板规定" in refused(session, edit)


@pytest.mark.parametrize(
    "edit",
    [
        Remove("s9"),
        Move("s9", "r", "sections", 0),
        SetHeadline("s2", runs("不足")),
        Insert("r", "sections", 1, section("new", "narrative", "", "其他")),
        Insert("r", "sections", 4, section("new", "problems", "", "又一", key="problems")),
        Promote("a2"),
        Remove("a1"),
    ],
)
def test_what_is_not_required_is_free(edit: Edit) -> None:
    session = guided()
    session.apply(edit)
    assert len(session.done) == 1


def test_of_two_sections_with_one_key_the_second_may_go() -> None:
    session = guided()
    session.apply(Insert("r", "sections", 4, section("new", "problems", "", "又一", key="problems")))
    session.apply(Remove("new"))
    assert "模板规定" in refused(session, Remove("s2"))


def test_without_a_template_nothing_is_required() -> None:
    session = guided()
    session.set_template(None)
    session.apply(Remove("s2"))
    assert len(session.report.sections) == 3


def test_a_loaded_report_begins_a_history_of_its_own() -> None:
    session = Session(a_report())
    session.apply(SetText("p1", runs("改")))
    changes, before = heard(session), session.report
    other = Report("other")
    session.load(other, {"a": b"b"}, path=Path("x.huibao"), template=TEMPLATE)
    assert [(c.kind, c.before is before, c.after is other) for c in changes] == [("load", True, True)]
    assert (session.done, session.is_saved, session.path) == ((), True, Path("x.huibao"))
    assert session.media == {"a": b"b"}


def test_an_imported_report_is_unsaved_also_when_it_is_the_one_that_was_open() -> None:
    session = Session(a_report())
    session.load(session.report, saved=False)
    assert not session.is_saved


def test_saving_marks_what_was_written_not_what_is_open_now() -> None:
    session = Session(a_report())
    session.apply(SetText("p1", runs("写")))
    written = session.report
    session.seal()
    session.apply(SetText("p1", runs("写了又改")))
    changes = heard(session)
    session.mark_saved(Path("x.huibao"), written)
    assert [change.kind for change in changes] == ["state"]
    assert not session.is_saved
    session.undo()
    assert session.is_saved


def test_another_report_of_last_year_is_a_change_to_be_saved() -> None:
    session = Session(a_report())
    changes = heard(session)
    last = a_report()
    session.set_previous(last)
    assert session.previous is last
    assert not session.is_saved
    assert [change.kind for change in changes] == ["state"]
    assert session.done == ()


def test_pictures_are_kept_by_their_contents() -> None:
    session = Session(a_report())
    name = session.add_media(b"picture")
    assert name == session.add_media(b"picture")
    assert session.media == {name: b"picture"}
    assert len(name) == 64


def test_the_report_changes_only_through_the_door() -> None:
    session: Any = Session(a_report())
    with pytest.raises(AttributeError):
        session.report = Report("other")
    assert tree.contains(session.report, "p1")
