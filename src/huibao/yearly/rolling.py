"""Rolling forward: from last year's report to this year's draft, as a plan says; everything else stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit
from huibao.model.report import OUTCOMES, Decision, Id, Measure, Paragraph, Problem, Report, Section, StatusEntry
from huibao.model.template import Template
from huibao.model.years import YearWords
from huibao.yearly.accounting import (
    DONE,
    DROPPED,
    ONGOING,
    OPEN,
    account,
    account_section,
    account_template,
    problems_of,
    status_of,
)
from huibao.yearly.dates import year_mentions, year_of
from huibao.yearly.passages import Passage, passages
from huibao.yearly.plan import ACCOUNT, FIRST_YEAR, OUTCOME, PROBLEM_FATES, SECTION_FATES, TOLD, Plan, YearPlace
from huibao.yearly.proposals import Proposal, accept
from huibao.yearly.settling import settled, told_before
from huibao.yearly.staleness import REWRITE, stale
from huibao.yearly.tracing import place_of

_YEAR_ROLES: dict[str, YearPlace] = {"title": "title", "lead": "lead", "date": "date"}
_PLACES: dict[YearPlace, str] = {"title": "标题", "lead": "导语", "date": "成文日期", "plan": "下一年的标题"}
_KEPT_DECISIONS = ("link:",)


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that rolling makes (or would make): ``old`` words, ``new`` ones ("": taken away), ``where`` in Chinese, the
    ``node`` in last year's report. ``key`` unticks it in a plan."""

    key: str
    old: str
    new: str
    where: str
    node: Id


@dataclass(frozen=True)
class Rolled:
    """This year's draft. ``last`` is last year's report, to be saved along with it; ``changed`` is what was changed at once,
    ``proposals`` what is stale besides and waits for a decision."""

    report: Report
    last: Report
    year: int
    changed: tuple[Changed, ...]
    proposals: tuple[Proposal, ...]


def roll(last: Report, plan: Plan, template: Template | None, year: int, vocabulary: YearWords) -> Rolled:
    """The draft of ``year`` made from ``last`` as ``plan`` says. Ids stay, so that both can be compared.

    Where the plan names no problem and no outcome, nothing is accounted for. Raises EditError when ``last`` is of ``year``
    or later, or when the plan names an outcome that is none.
    """
    report, changed = _drafted(last, plan, template, year, vocabulary)
    return Rolled(report, last, year, changed, stale(report, year, vocabulary, last, template=template))


def changes(
    last: Report, plan: Plan, template: Template | None, year: int, vocabulary: YearWords
) -> tuple[Changed, ...]:
    """All that rolling as ``plan`` says would change, unticked changes included: what a preview lists."""
    return _drafted(last, replace(plan, unticked=frozenset()), template, year, vocabulary)[1]


def _drafted(
    last: Report, plan: Plan, template: Template | None, year: int, vocabulary: YearWords
) -> tuple[Report, tuple[Changed, ...]]:
    """The draft, and what in it was changed."""
    base = year_of(last) or year - 1
    if base >= year:
        raise EditError(f"这份报告已经是 {base} 年的，不能转成 {year} 年的；请选更晚的年份。")
    if any(outcome not in OUTCOMES for outcome in plan.outcomes.values()):
        raise EditError("完成情况请从“" + "、".join(OUTCOMES) + "”里选。")
    wanted = {node: said for node, said in plan.outcomes.items() if f"{OUTCOME}{node}" not in plan.unticked}
    plan = replace(plan, outcomes=wanted)
    years = tuple(_year_changes(last, plan, year, vocabulary))
    fates = tuple(_fate_changes(last, plan))
    report = accept(last, [one for changed, found in years if changed.key not in plan.unticked for one in found]).apply(
        last
    )
    # What readers remarked was about last year's words; it stays with last year's report.
    report = replace(report, decisions=tuple(_decisions(last, plan)), comments=())
    if FIRST_YEAR not in plan.unticked:
        report = _with_first_years(report, base)
    report = _with_outcomes(report, plan, year)
    report = _cleared(report, plan)
    report = settled(report, last, plan, template, year)
    told = _told(report, last, plan, template, year)
    made = (*(change for change, _ in years), *fates, *told, *_first_years(report, last, base))
    return report, tuple(one for one in made if one.key not in plan.unticked)


@dataclass(frozen=True)
class RollForward(Edit):
    """Roll the open report forward: one step of undo."""

    plan: Plan
    template: Template | None
    year: int
    vocabulary: YearWords
    name: ClassVar[str] = "转成今年的报告"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        return roll(report, self.plan, self.template, self.year, self.vocabulary).report


def _year_changes(
    last: Report, plan: Plan, year: int, vocabulary: YearWords
) -> Iterator[tuple[Changed, tuple[Proposal, ...]]]:
    """The passages in which the year is changed at once, and the proposals that say how."""
    found: dict[Id, list[Proposal]] = {}
    for proposal in stale(last, year, vocabulary, settled=True):
        if proposal.new and proposal.kind in ("year", "date"):
            found.setdefault(proposal.node, []).append(proposal)
    base = year_of(last) or year - 1
    for passage in passages(last):
        place = _YEAR_ROLES.get(passage.role, "plan" if passage.role == "heading" else None)
        if place not in plan.years:
            continue
        chosen = tuple(
            one for span in passage.spans for one in found.get(span.node, ()) if _is_for(one, place, span.field, base)
        )
        if chosen:
            where = _PLACES[place] if place != "plan" else passage.label.strip() or _PLACES[place]
            new = _after(passage, chosen)
            yield Changed(f"year:{passage.node}", passage.text, new, where, passage.node), chosen


def _is_for(proposal: Proposal, place: YearPlace, field: str, base: int) -> bool:
    """Of a heading only its own words, and only the next year: this year's in it is for the writer to judge."""
    if proposal.field != field:
        return False
    return place != "plan" or (field == "headline" and year_mentions(proposal.old)[0].year == base + 1)


def _after(passage: Passage, proposals: tuple[Proposal, ...]) -> str:
    places = []
    for proposal in proposals:
        span = next(one for one in passage.spans if one.node == proposal.node and one.field == proposal.field)
        places.append((span.start + proposal.start, span.start + proposal.end, proposal.new))
    text = passage.text
    for start, end, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _fate_changes(last: Report, plan: Plan) -> Iterator[Changed]:
    """What becomes of sections and problems, where it is not simply kept."""
    for section in last.sections:
        fate = plan.sections.get(section.id, "keep")
        if fate != "keep":
            where = section.heading.label.strip()
            new = section.heading.text if fate == "rewrite" else ""
            yield Changed(
                f"section:{section.id}", section.heading.text, new, f"{where}（{SECTION_FATES[fate]}）", section.id
            )
    for entry in tree.entries(last):
        problem_fate = plan.problems.get(entry.id, "stays")
        if isinstance(entry, Problem) and problem_fate != "stays":
            new = entry.heading.text if problem_fate == "solved" else ""
            where = f"{place_of(last, entry.id)}（{PROBLEM_FATES[problem_fate]}）"
            yield Changed(f"problem:{entry.id}", entry.heading.text, new, where, entry.id)


    for entry in tree.entries(last):
        if entry.id in plan.outcomes:
            where = f"{place_of(last, entry.id)}（完成情况）"
            said = "　".join(filter(None, (plan.outcomes[entry.id], _date(plan, entry.id), plan.notes.get(entry.id))))
            yield Changed(f"{OUTCOME}{entry.id}", entry.heading.text, said, where, entry.id)


def _told(report: Report, last: Report, plan: Plan, template: Template | None, year: int) -> Iterator[Changed]:
    """What is not told of again, and the account of last year's problems as it is written into ``report``."""
    if not (plan.fates or plan.outcomes):
        return
    for group, problem in told_before(last, template, plan):
        where = f"{place_of(last, problem.id)}（上年已经交代）"
        yield Changed(TOLD + group.id, problem.heading.text, "", where, problem.id)
    section = account_section(report, template)
    if section is not None:
        sentences = "".join(account(report, last, year).sentences(account_template(template)))
        if sentences:
            yield Changed(ACCOUNT, "", sentences, section.heading.text, "")


def _first_years(report: Report, last: Report, base: int) -> Iterator[Changed]:
    """One change for all problems of the draft whose first year is not known: it is written in their field, not in the text."""
    here = {problem.id for problem in problems_of(report)}
    count = sum(not problem.first_year and problem.id in here for problem in problems_of(last))
    if count:
        yield Changed(FIRST_YEAR, "", f"{base} 年", f"{count} 个问题的首次出现年份", "")


def _date(plan: Plan, node: Id) -> str:
    return plan.dates.get(node, plan.date)


def _decisions(last: Report, plan: Plan) -> Iterator[Decision]:
    """What was settled about last year's words is not settled about this year's, but for links; sections to be reworded
    are noted."""
    yield from (decision for decision in last.decisions if decision.about.startswith(_KEPT_DECISIONS))
    for section in last.sections:
        if plan.sections.get(section.id) == "rewrite" and f"section:{section.id}" not in plan.unticked:
            yield Decision(REWRITE + section.id, SECTION_FATES["rewrite"])


def _with_first_years(report: Report, base: int) -> Report:
    for problem in problems_of(report):
        if not problem.first_year:
            report = tree.update(report, problem.id, lambda node: replace(node, first_year=base))
    return report


def _with_outcomes(report: Report, plan: Plan, year: int) -> Report:
    """The outcomes of measures, and of the problems that the plan names, added to what was said in earlier years."""
    for entry in tuple(tree.entries(report)):
        outcome = plan.outcomes.get(entry.id, "")
        if isinstance(entry, Problem):
            outcome = _outcome_of_problem(report, entry, plan)
        if outcome:
            status = StatusEntry(year, outcome, _date(plan, entry.id), plan.notes.get(entry.id, ""))
            report = tree.update(report, entry.id, partial(_with_status, status))
    return report


def _outcome_of_problem(report: Report, problem: Problem, plan: Plan) -> str:
    fate = plan.fates.get(problem.id)
    if fate is None:
        return ""
    if fate != "stays":
        return DONE if fate == "solved" else DROPPED
    answers = (e for e in tree.entries(report) if isinstance(e, Measure) and problem.id in e.answers)
    return ONGOING if any(plan.outcomes.get(measure.id) in (DONE, ONGOING) for measure in answers) else OPEN


def _with_status(status: StatusEntry, node: Any) -> Any:
    return node if status_of(node.statuses, status.year) == status else replace(node, statuses=(*node.statuses, status))


def _cleared(report: Report, plan: Plan) -> Report:
    """Sections that are 清空 without their words and entries; headings stay, and problems that the plan names."""
    named = set(plan.problems) | set(plan.outcomes)
    for section in report.sections:
        if plan.sections.get(section.id) == "clear" and f"section:{section.id}" not in plan.unticked:
            report = tree.update(report, section.id, partial(_emptied, named))
    return report


def _emptied(named: set[Id], node: Any) -> Any:
    """``node`` with every paragraph outside the entries empty, without tables, pictures and entries that are not ``named``.
    A paragraph that is all that is left keeps its id, so that last year's words are shown beside it."""
    blocks = tuple(replace(block, runs=(), label="") for block in node.blocks if isinstance(block, Paragraph))[:1]
    groups = tuple(_emptied(named, group) for group in node.groups)
    if isinstance(node, Section):
        return replace(node, blocks=blocks, groups=groups)
    return replace(
        node, blocks=blocks, groups=groups, entries=tuple(entry for entry in node.entries if entry.id in named)
    )
