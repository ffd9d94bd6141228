"""What a template asks for and the report lacks."""

from __future__ import annotations

from collections.abc import Iterator

from huibao.model.manuscript import has_words
from huibao.model.report import MEASURE_FIELDS, PROBLEM_FIELDS, Entry, Id, Measure, Part, Problem
from huibao.review.finding import Finding, Severity
from huibao.review.survey import Survey

_MAIN = {"problem": "manifestation", "measure": "action"}
_OTHER_END = {"front": "end", "end": "front"}


def section_missing(survey: Survey) -> Iterator[Finding]:
    """A required section is not there."""
    present = {section.key for section in survey.report.sections}
    for known in survey.template.sections if survey.template else ():
        if known.required and known.key not in present:
            heading = known.heading.replace("{year}", "本").replace("{next_year}", "下一")
            text = f"缺少“{heading}”部分。"
            yield Finding("section-missing", "error", text, survey.report.id, "", f"在大纲里补上“{heading}”")


def section_order(survey: Survey) -> Iterator[Finding]:
    """A section stands before one that should precede it."""
    keys = [known.key for known in survey.template.sections] if survey.template else []
    latest, before = -1, ""
    for section in survey.report.sections:
        if section.key not in keys:
            continue
        rank = keys.index(section.key)
        if rank < latest:
            where = section.heading.label.strip()
            text = f"“{section.heading.text}”应当放在“{before}”的前面。"
            yield Finding("section-order", "warning", text, section.id, where, "在大纲里把它移到前面")
        else:
            latest, before = rank, section.heading.text


def few_entries(survey: Survey) -> Iterator[Finding]:
    """A section has fewer problems or measures than the template asks for."""
    if survey.template is None:
        return
    for section in survey.report.sections:
        known = survey.template.section(section.key)
        if known is None or not known.least_entries:
            continue
        count = sum(1 for placed in survey.entries if placed.section is section)
        if count < known.least_entries:
            what = "问题" if section.kind == "problems" else "措施"
            text = f"“{section.heading.text}”只有 {count} 条{what}，至少要有 {known.least_entries} 条。"
            where = section.heading.label.strip()
            yield Finding("few-entries", "warning", text, section.id, where, f"再加 {known.least_entries - count} 条")


def front_missing(survey: Survey) -> Iterator[Finding]:
    """A required field before the first section is empty."""
    yield from _matter_missing(survey, "front", survey.report.front, survey.report.end)


def end_missing(survey: Survey) -> Iterator[Finding]:
    """A required field after the last section is empty."""
    yield from _matter_missing(survey, "end", survey.report.end, survey.report.front)


def entry_incomplete(survey: Survey) -> Iterator[Finding]:
    """A problem or measure lacks fields that the template requires; one finding for an entry."""
    if survey.template is None:
        return
    problem = tuple(item for item in survey.template.problem if item.required)
    measure = tuple(item for item in survey.template.measure if item.required)
    for placed in survey.entries:
        entry = placed.entry
        owner, fields = ("problem", problem) if isinstance(entry, Problem) else ("measure", measure)
        lacking = [item for item in fields if not _has(entry, owner, item.id)]
        if not lacking:
            continue
        labels = "、".join(f"“{item.label}”" for item in lacking)
        what = "这个问题" if isinstance(entry, Problem) else "这条措施"
        yield Finding(
            "entry-incomplete", "warning", f"{what}还没有填写{labels}。", entry.id, placed.where, f"填写{labels}"
        )


def _has(entry: Entry, owner: str, field: str) -> bool:
    """Whether ``field`` says anything. An unnumbered entry needs no headline; text of no field counts as its main field."""
    if field == "headline":
        return not entry.heading.numbered or bool(entry.heading.text.strip())
    if field in PROBLEM_FIELDS or field in MEASURE_FIELDS:
        names = (field, "body") if field == _MAIN[owner] else (field,)
        return any(_worded(part) for part in entry.parts if part.field in names) or (
            field == "outcome" and bool(entry.statuses)
        )
    if isinstance(entry, Measure) and field in ("leader", "department", "person", "deadline"):
        return bool(entry.detail(field).strip())
    return bool(getattr(entry, field))


def _matter_missing(survey: Survey, owner: str, parts: tuple[Part, ...], others: tuple[Part, ...]) -> Iterator[Finding]:
    for known in survey.template.fields(owner) if survey.template else ():
        here = [part for part in parts if part.field == known.id]
        elsewhere = [part for part in others if part.field == known.id]
        if known.required and not any(_worded(part) for part in here + elsewhere):
            node: Id = here[0].id if here else survey.report.id
            severity: Severity = "error" if known.id == "title" else "warning"
            text = f"还没有填写“{known.label}”。"
            yield Finding(f"{owner}-missing", severity, text, node, known.label, known.guidance)


def _worded(part: Part) -> bool:
    return any(has_words(block) for block in part.blocks)


RULES = (section_missing, section_order, few_entries, front_missing, end_missing, entry_incomplete)
