"""What a key costs in a report of 3,500 paragraphs: the edit, the history, the manuscript. As ratios of a full pass in the
same run, for machines differ; the times are printed."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from huibao.model import tree
from huibao.model.edits import Insert, ReplaceBlocks, SetText
from huibao.model.manuscript import body_items, manuscript
from huibao.model.report import (
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    new_id,
    runs,
)
from huibao.model.starting import new_problem
from huibao.services.session import Session

TEXT = "社区党总支坚持党建引领，将党建与社区工作有机结合，全年共走访居民一千二百户，办结诉求三百件。"
ROUNDS = 60
AIM = 0.1


def a_long_report() -> Report:
    """3,500 paragraphs: 1,500 of narrative, 500 problems of two fields, 500 measures of two."""
    return Report(
        new_id(),
        sections=(
            Section(new_id(), "narrative", head("一、", "工作"), (), tuple(map(chapter, range(50)))),
            Section(new_id(), "problems", head("二、", "问题"), (), tuple(aspect(Problem, "cause") for _ in range(10))),
            Section(new_id(), "measures", head("三、", "措施"), (), (aspect(Measure, "goal", 500),)),
        ),
    )


def head(label: str, text: str, level: int = 1) -> Heading:
    return Heading(runs(text), label, level)


def paragraphs(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(new_id(), runs(TEXT)) for _ in range(count))


def chapter(_number: int) -> Group:
    return Group(new_id(), head("（一）", "党建", 2), paragraphs(29))


def aspect(kind: Any, second: str, count: int = 50) -> Group:
    first = "manifestation" if kind is Problem else "action"
    parts = (first, second)
    entries = (
        kind(
            new_id(),
            Heading(runs("学习不够"), f"{number}.", 3, headline_end="。", run_in=True),
            tuple(Part(new_id(), field, paragraphs(1)) for field in parts),
        )
        for number in range(1, count + 1)
    )
    return Group(new_id(), head("（一）", "思想", 2), (), tuple(entries))


def copied(value: Any) -> Any:
    """An equal value of which nothing is remembered."""
    if isinstance(value, tuple):
        return tuple(map(copied, value))
    fields = getattr(value, "__dataclass_fields__", None)
    return type(value)(**{name: copied(getattr(value, name)) for name in fields}) if fields else value


def say(text: str) -> None:
    sys.stdout.write(f"\n  {text}")


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def a_full_pass(report: Report) -> float:
    """Milliseconds that a manuscript of everything takes when nothing is remembered, the middle one of five."""
    return statistics.median(
        milliseconds(lambda one=one: manuscript(one)) for one in [copied(report) for _ in range(5)]
    )


def places_all_over(report: Report) -> list[str]:
    held = [node.id for node in tree.walk(report) if isinstance(node, Paragraph)]
    return [held[at * len(held) // ROUNDS] for at in range(ROUNDS)]


def typed(session: Session, places: list[str]) -> float:
    """Milliseconds of one key: ``session.apply`` alone, the middle one."""
    edits = [SetText(place, runs(f"{TEXT}{number}")) for number, place in enumerate(places)]
    return statistics.median(milliseconds(lambda edit=edit: session.apply(edit)) for edit in edits)


def test_a_key_is_a_small_part_of_a_full_pass_wherever_it_is_typed() -> None:
    session = Session(a_long_report())
    whole = a_full_pass(session.report)
    say(f"manuscript of {len(manuscript(session.report))} items, nothing remembered: {whole:.1f} ms")
    key = typed(session, places_all_over(session.report))
    same = typed(session, places_all_over(session.report)[:1] * ROUNDS)
    say(f"a key through the session: {key:.3f} ms; in one place: {same:.3f} ms")
    assert max(key, same) < whole * AIM


def test_the_manuscript_after_a_key_costs_what_the_key_touched() -> None:
    session = Session(a_long_report())
    manuscript(session.report)
    whole = a_full_pass(session.report)
    places = places_all_over(session.report)
    section, all_of_it, changed = [], [], []
    for number, place in enumerate(places):
        before = {id(item) for item in manuscript(session.report)}
        session.apply(SetText(place, runs(f"{TEXT}{number}")))
        touched = tree.section_of(session.report, place)
        assert touched
        section.append(milliseconds(lambda touched=touched: body_items(touched)))
        all_of_it.append(milliseconds(lambda: manuscript(session.report)))
        changed.append(sum(id(item) not in before for item in manuscript(session.report)))
    say(f"its section {statistics.median(section):.3f} ms, the whole again {statistics.median(all_of_it):.3f} ms")
    assert max(changed) <= 2  # the items of one entry
    assert statistics.median(section) + statistics.median(all_of_it) < whole * AIM


def test_enter_and_a_new_entry_are_a_small_part_of_a_full_pass() -> None:
    session = Session(a_long_report())
    whole = a_full_pass(session.report)
    groups = [group.id for section in session.report.sections[:1] for group in section.groups]
    enters = [ReplaceBlocks(group, 3, 3, paragraphs(1)) for group in groups]
    enter = statistics.median(milliseconds(lambda edit=edit: session.apply(edit)) for edit in enters)
    aspects = [group.id for group in session.report.sections[1].groups] * 2
    added = [Insert(group, "entries", 25, new_problem(None)) for group in aspects]
    new = statistics.median(milliseconds(lambda edit=edit: session.apply(edit)) for edit in added)
    say(f"Enter {enter:.3f} ms, a new problem in the midst of fifty {new:.3f} ms")
    assert enter < whole * AIM
    assert new < whole * AIM * 3


def test_finding_a_node_is_a_small_part_of_a_walk() -> None:
    report = a_long_report()
    places = places_all_over(report)
    tree.path(report, places[0])
    walk = statistics.median(milliseconds(lambda: [node.id for node in tree.walk(report)]) for _ in range(5))
    path = statistics.median(milliseconds(lambda place=place: tree.path(report, place)) for place in places)
    say(f"a walk through all {walk:.2f} ms, a path to one node {path:.4f} ms")
    assert path < walk * AIM
