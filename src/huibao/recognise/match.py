"""Which template a report follows, told by its section headings, and which of its sections each section fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from huibao.model.report import Report
from huibao.model.template import SectionTemplate, Template
from huibao.recognise.kinds import topic

_LIKE = 0.6
_COVERED = 0.75
_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Fit:
    """How well headings follow a template, 0–1, and the template's key for each heading ("": none)."""

    template: Template
    score: float
    keys: tuple[str, ...]


def best_template(report: Report, templates: Sequence[Template]) -> str:
    """The id of the template that ``report`` clearly follows: most required sections there, in order, and no other
    template as near; "" when none is."""
    fit = best_fit([section.heading.text for section in report.sections], report.title, templates)
    return fit.template.id if fit else ""


def keyed(report: Report, template: Template) -> Report:
    """``report`` with the template's id, and with the key of each of its sections that fills one of the template's."""
    keys = fit_of([section.heading.text for section in report.sections], report.title, template).keys
    sections = tuple(replace(section, key=key) for section, key in zip(report.sections, keys, strict=True))
    return replace(report, template=template.id, profile=template.profile, sections=sections)


def best_fit(headings: Sequence[str], title: str, templates: Sequence[Template]) -> Fit | None:
    """The fit of the template that ``headings`` clearly follow, None when there is none."""
    fits = sorted((fit_of(headings, title, template) for template in templates), key=lambda fit: -fit.score)
    if not fits or fits[0].score < _COVERED:
        return None
    if len(fits) > 1 and fits[0].score - fits[1].score < _MARGIN:
        return None
    return fits[0]


def fit_of(headings: Sequence[str], title: str, template: Template) -> Fit:
    """How well ``headings`` fill the template's sections, in their order: the best alignment, required ones counting."""
    wanted = template.sections
    likeness = [[_likeness(heading, section) for section in wanted] for heading in headings]
    keys, got = _aligned(likeness, wanted)
    required = [section for section in wanted if section.required] or list(wanted)
    if not required or not headings:
        return Fit(template, 0.0, keys)
    covered = sum(got.get(section.key, 0.0) for section in required) / len(required)
    stray = sum(not key for key in keys) / len(keys)
    named = fuzz.partial_ratio(template.name, title) / 100 if title else 0.0
    return Fit(template, min(1.0, 0.85 * covered + 0.15 * named - 0.1 * stray), keys)


def _likeness(heading: str, section: SectionTemplate) -> float:
    """0–1: how surely ``heading`` is that of ``section``."""
    said = "".join(heading.split())
    if not said:
        return 0.0
    alike = fuzz.ratio(said, section.heading) / 100
    if any(word in said for word in section.match):
        alike = max(alike, 0.85)
    kind = topic(said).kind
    if kind == section.kind != "narrative":
        alike = max(alike, 0.7)
    elif kind != section.kind and "narrative" not in (kind, section.kind):
        alike = min(alike, 0.3)
    return alike if alike >= _LIKE else 0.0


def _aligned(
    likeness: list[list[float]], wanted: Sequence[SectionTemplate]
) -> tuple[tuple[str, ...], dict[str, float]]:
    """The matching in order of both sides with the greatest sum of likeness."""
    rows, columns = len(likeness), len(wanted)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            alike = likeness[row][column]
            taken = alike + best[row + 1][column + 1] if alike else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], taken)
    keys = [""] * rows
    got: dict[str, float] = {}
    row = column = 0
    while row < rows and column < columns:
        alike = likeness[row][column]
        if alike and best[row][column] == alike + best[row + 1][column + 1]:
            keys[row], got[wanted[column].key] = wanted[column].key, alike
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return tuple(keys), got
