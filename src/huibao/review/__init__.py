"""A report held against its template and against good form: what is missing or doubtful. Nothing is ever changed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from huibao.model.report import Id, Report
from huibao.model.template import Template
from huibao.review import entry_rules, label_rules, template_rules, text_rules
from huibao.review.finding import Finding, Severity
from huibao.review.survey import Survey

__all__ = ["END", "FRONT", "Finding", "Severity", "check", "missing"]

FRONT, END = "front", "end"
Rule = Callable[[Survey], Iterator[Finding]]
_RULES: tuple[Rule, ...] = (*text_rules.RULES, *template_rules.RULES, *entry_rules.RULES, *label_rules.RULES)
_MATTER = {"front-missing": FRONT, "end-missing": END}
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def check(report: Report, template: Template | None) -> tuple[Finding, ...]:
    """Everything that is missing or doubtful in ``report``, errors first, else rule by rule in print order.

    ``template`` None, or a detached report: only what holds for any report is asked.
    """
    survey = Survey(report, template)
    found = [finding for rule in _RULES for finding in rule(survey)]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def missing(report: Report, template: Template | None) -> frozenset[Id]:
    """Ids of what lacks something that the template requires: parts, sections, entries, and the report itself for a
    section that isn't there; with ``FRONT`` and ``END`` where the front or end matter lacks something."""
    survey = Survey(report, template)
    ids: set[Id] = set()
    for finding in (finding for rule in template_rules.RULES for finding in rule(survey)):
        place = _MATTER.get(finding.rule)
        if place:
            ids.add(place)
        if not place or finding.node != report.id:
            ids.add(finding.node)
    return frozenset(ids)
