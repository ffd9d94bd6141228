"""How long a report may be: as its writer says, kept in its file, else as its template says."""

from __future__ import annotations

from huibao.model.report import Limit, Report
from huibao.model.template import Template


def limit_in_force(report: Report, template: Template | None) -> Limit:
    """The limit of ``report``; its own lifts or tightens that of ``template``."""
    return limit_of(template) if report.limit is None else report.limit


def limit_of(template: Template | None) -> Limit:
    """What ``template`` says."""
    return Limit(template.limit_pages, template.limit_characters) if template else Limit()
