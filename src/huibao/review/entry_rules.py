"""Problems held against measures: every problem answered, every measure somebody's, every promised cause given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huibao.model.report import Measure, Problem, Section
from huibao.review.finding import Finding
from huibao.review.survey import Survey, spots_of, words_of

_CAUSE = re.compile("原因|成因|根源")
_GIVEN = re.compile("原因|成因|根源|由于|究其|归根")
_PERSON = ("责任人", "责任领导", "负责人", "牵头领导", "包保领导")
_DEADLINE = ("时限", "期限", "限时", "完成时间", "年底前", "月底前", "旬底前", "长期坚持", "立行立改")
_DAY = re.compile(r"\d[月日]前")
_DONE = ("已完成", "不再适用")


def problem_unanswered(survey: Survey) -> Iterator[Finding]:
    """No measure is said to answer a problem. Silent in a report without a place for measures."""
    if not any(section.kind == "measures" for section in survey.report.sections):
        return
    answered = {id for placed in survey.entries if isinstance(placed.entry, Measure) for id in placed.entry.answers}
    for placed in survey.entries:
        entry = placed.entry
        if isinstance(entry, Problem) and entry.id not in answered and not _settled(entry):
            text = "还没有措施对应这个问题。"
            yield Finding(
                "problem-unanswered", "hint", text, entry.id, placed.where, "在措施里选上这个问题，或补一条措施"
            )


def measure_unassigned(survey: Survey) -> Iterator[Finding]:
    """A measure that is not done names nobody responsible, or no deadline. What the template doesn't show isn't asked."""
    person = survey.label("measure", "person") if _asked(survey, "person") else ""
    deadline = survey.label("measure", "deadline") if _asked(survey, "deadline") else ""
    for placed in survey.entries:
        entry = placed.entry
        if not isinstance(entry, Measure) or _settled(entry):
            continue
        said = words_of(entry.parts) + entry.heading.text
        lacking = []
        if person and not (entry.detail("person") or entry.detail("leader") or any(word in said for word in _PERSON)):
            lacking.append(person)
        if deadline and not (entry.detail("deadline") or _has_deadline(said)):
            lacking.append(deadline)
        if lacking:
            text = f"这条措施没有写{'和'.join(lacking)}。"
            yield Finding("measure-unassigned", "hint", text, entry.id, placed.where, f"填写{'、'.join(lacking)}")


def cause_promised(survey: Survey) -> Iterator[Finding]:
    """A heading of problems promises causes, and none is given: in no 原因分析, in no text of it, in no section of its own."""
    sections = survey.report.sections
    if any(section.kind == "narrative" and _CAUSE.search(section.heading.text) for section in sections):
        return
    for section in sections:
        if section.kind == "problems" and _CAUSE.search(section.heading.text) and not _gives_cause(survey, section):
            text = f"标题“{section.heading.text}”里有“原因”，正文却没有分析原因。"
            fix = "给问题补上原因分析，或把标题里的“原因”去掉"
            yield Finding("cause-promised", "warning", text, section.id, section.heading.label.strip(), fix)


def _gives_cause(survey: Survey, section: Section) -> bool:
    for placed in survey.entries:
        if placed.section is section and any(
            part.field == "cause" and words_of((part,)) for part in placed.entry.parts
        ):
            return True
    return any(spot.node != section.id and _GIVEN.search(spot.text) for spot in spots_of(section))


def _has_deadline(text: str) -> bool:
    return any(word in text for word in _DEADLINE) or ("前" in text and bool(_DAY.search(text)))


def _asked(survey: Survey, field: str) -> bool:
    if survey.template is None:
        return True
    known = survey.template.field("measure", field)
    return known is not None and (known.shown or known.required)


def _settled(entry: Problem | Measure) -> bool:
    latest = max(entry.statuses, key=lambda status: status.year, default=None)
    return bool(latest and latest.outcome in _DONE) or (isinstance(entry, Measure) and bool(entry.closed_on))


RULES = (problem_unanswered, measure_unassigned, cause_promised)
