"""Solved problems move, with their measures, to where last year's problems are accounted for; those that no longer apply go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from huibao.model import tree
from huibao.model.edits import Remove, linked
from huibao.model.numbering import render, standard_form
from huibao.model.renumbering import renumber_list
from huibao.model.report import Group, Heading, Id, Measure, Problem, Report, Section, new_id, runs
from huibao.model.template import SectionTemplate, Template, filled
from huibao.yearly.accounting import account, account_section, account_template, answering, problems_of, with_sentences
from huibao.yearly.plan import ACCOUNT, TOLD, Plan


@dataclass(frozen=True, slots=True)
class _Settled:
    """A problem that was solved, and the measures that answered it and no other problem."""

    problem: Problem
    measures: tuple[Measure, ...]


def settled(report: Report, last: Report, plan: Plan, template: Template | None, year: int) -> Report:
    """``report`` with the problems that ``plan`` calls solved or dropped moved or taken away, and the account of all of
    them written; ``report`` itself where the plan names no problem and no outcome."""
    named = plan.fates
    if not named and not plan.outcomes:
        return linked(report)
    report = _reopened(report, template, {node for node, fate in named.items() if fate == "stays"})
    open_problems = {problem.id for problem in problems_of(report)}
    solved = {node for node, fate in named.items() if fate == "solved" and node in open_problems}
    dropped = {node for node, fate in named.items() if fate == "dropped" and node in open_problems}
    moved = list(_moved(report, solved, solved | dropped))
    gone = {m.id for node in dropped for m in answering(report, node) if set(m.answers) <= dropped}
    taken = {measure.id for one in moved for measure in one.measures}
    leaving = solved | dropped | taken | gone
    report = _without(report, tuple(entry.id for entry in tree.entries(report) if entry.id in leaving))
    told = ACCOUNT not in plan.unticked
    if moved or told or account_section(report, template) is not None:
        report = _with_account(report, template, moved, year, plan)
    return linked(_recounted(report, last, template, year) if told else report)


def _moved(report: Report, solved: set[Id], leaving: set[Id]) -> Iterator[_Settled]:
    """The ``solved`` problems with their measures. A measure that answers several goes with the first of them, and only where
    all that it answers is ``leaving``."""
    taken: set[Id] = set()
    for problem in problems_of(report):
        if problem.id in solved:
            answers = (m for m in answering(report, problem.id) if set(m.answers) <= leaving and m.id not in taken)
            measures = tuple(answers)
            taken.update(measure.id for measure in measures)
            yield _Settled(problem, measures)


def _reopened(report: Report, template: Template | None, nodes: set[Id]) -> Report:
    """Problems that stood settled in the account and are there again go to the end of the first problems section."""
    section = account_section(report, template)
    place = next((one for one in report.sections if one.kind == "problems"), None)
    if section is None or place is None:
        return report
    back = [entry for entry in tree.entries(section) if isinstance(entry, Problem) and entry.id in nodes]
    for problem in back:
        group = tree.parent_of(report, problem.id)
        # Its measures did not help: they go with the group.
        alone = isinstance(group, Group) and len(group.entries) == 1
        report = Remove(group.id if alone else problem.id).apply(report)
        report = tree.update(report, place.id, partial(_with_problem, problem))
    return report


def _with_problem(problem: Problem, section: Section) -> Section:
    if not section.groups:
        section = replace(section, groups=(Group(new_id()),))
    group = section.groups[-1]
    label = render(standard_form(3), len(group.entries) + 1)
    entry = (
        replace(problem, heading=replace(problem.heading, label=label, level=3))
        if problem.heading.numbered
        else problem
    )
    group = renumber_list(replace(group, entries=(*group.entries, entry)), "entries", group)
    return replace(section, groups=(*section.groups[:-1], group))


def _without(report: Report, nodes: Iterable[Id]) -> Report:
    """``report`` without the entries ``nodes``, and without groups that this left with nothing but their heading."""
    for node in nodes:
        if tree.contains(report, node):
            group = tree.parent_of(report, node)
            report = Remove(node).apply(report)
            held = tree.find(report, group.id)
            if isinstance(held, Group) and not (held.entries or held.groups or held.blocks):
                report = Remove(held.id).apply(report)
    return report


def _with_account(report: Report, template: Template | None, moved: list[_Settled], year: int, plan: Plan) -> Report:
    """The section of the account with ``moved`` in it; made where there is none."""
    known = account_template(template)
    if account_section(report, template) is None:
        report = _with_section(report, template, known, year)
    section = account_section(report, template)
    assert section is not None
    section = _filled(section, moved, plan)
    return tree.update(report, section.id, lambda _: section)


def _recounted(report: Report, last: Report, template: Template | None, year: int) -> Report:
    """``report`` with what became of last year's problems counted, in the sentences that say so."""
    section, known = account_section(report, template), account_template(template)
    assert section is not None
    blocks = with_sentences(section.blocks, account(report, last, year).sentences(known), known)
    return tree.update(report, section.id, lambda held: replace(held, blocks=blocks))


def _with_section(report: Report, template: Template | None, known: SectionTemplate, year: int) -> Report:
    """A new section where the template has it: before the first section that comes after it there; without a template
    before the problems. The sections are renumbered."""
    keys = [section.key for section in template.sections] if template else []
    after = set(keys[keys.index(known.key) + 1 :]) if known.key in keys else set()
    at = next((i for i, s in enumerate(report.sections) if s.key in after), None)
    if at is None:
        at = next((i for i, s in enumerate(report.sections) if s.kind == "problems"), len(report.sections))
    numbered = any(section.heading.numbered and section.heading.label for section in report.sections)
    label = render(standard_form(1), 1) if numbered or not report.sections else ""
    heading = Heading(runs(filled(known.heading, year)), label, 1, numbered=bool(label))
    section = Section(new_id(), "measures", heading, key=known.key)
    changed = replace(report, sections=(*report.sections[:at], section, *report.sections[at:]))
    renumbered: Report = renumber_list(changed, "sections", report)
    return renumbered


def told_before(last: Report, template: Template | None, plan: Plan) -> Iterator[tuple[Group, Problem]]:
    """The groups with which ``last`` year's report accounts for earlier problems, and the first of each: told of once, they
    go, but for those that came back."""
    section = account_section(last, template)
    for group in section.groups if section is not None else ():
        problems = (entry for entry in group.entries if isinstance(entry, Problem))
        first = next((problem for problem in problems if plan.fates.get(problem.id) != "stays"), None)
        if first is not None:
            yield group, first


def _filled(section: Section, moved: list[_Settled], plan: Plan) -> Section:
    """``section`` with a group for each of ``moved``; the ones of an earlier year have been told of once and go."""
    groups = tuple(group for group in section.groups if not _is_settled(group) or TOLD + group.id in plan.unticked)
    new = tuple(_group(one, number) for number, one in enumerate(moved, 1))
    kind = "measures" if new or section.kind == "measures" else section.kind
    return replace(section, kind=kind, groups=groups + new)


def _is_settled(group: Group) -> bool:
    return any(isinstance(entry, Problem) for entry in group.entries)


def _group(one: _Settled, number: int) -> Group:
    """1. the problem, and under it （1）（2）… its measures; what was unnumbered stays unnumbered."""
    entries = tuple(_labelled(measure, 4, at) for at, measure in enumerate(one.measures, 1))
    inner = (Group(new_id(), entries=entries),) if entries else ()
    return Group(new_id(), entries=(_labelled(one.problem, 3, number),), groups=inner)


def _labelled(entry: Any, level: int, number: int) -> Any:
    if not entry.heading.numbered:
        return entry
    return replace(entry, heading=replace(entry.heading, level=level, label=render(standard_form(level), number)))
