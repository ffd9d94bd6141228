"""The ledger of problems and measures (问题整改台账), and its parts: 问题清单, 任务清单, 责任清单.

Column headings are the template's labels where it has them: offices name them differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huibao.model.report import (
    Block,
    Entry,
    Group,
    Id,
    Measure,
    Paragraph,
    Picture,
    Problem,
    Report,
    Section,
    StatusEntry,
)
from huibao.model.sheet import Sheet
from huibao.model.template import Template

LEDGER = "问题整改台账"
_NUMBER = "序号"
_LABELS = {  # of the model's names, where the template says nothing; wording of the trade (DOMAIN, "The ledger")
    ("problem", "headline"): "问题",
    ("problem", "group"): "方面",
    ("problem", "manifestation"): "具体表现",
    ("problem", "cause"): "原因分析",
    ("problem", "source"): "来源",
    ("problem", "kind"): "类型",
    ("problem", "first_year"): "首次出现年份",
    ("measure", "goal"): "整改目标",
    ("measure", "action"): "整改措施",
    ("measure", "leader"): "责任领导",
    ("measure", "department"): "责任部门",
    ("measure", "person"): "责任人",
    ("measure", "deadline"): "整改时限",
    ("measure", "outcome"): "完成情况",
    ("measure", "closed_on"): "销号日期",
}
_WIDTHS = {  # in characters; the ledger's ten columns are as wide as an A4 page across at a readable size
    "headline": 14.0,
    "manifestation": 22.0,
    "cause": 16.0,
    "group": 10.0,
    "goal": 9.0,
    "action": 21.0,
    "deadline": 6.0,
    "outcome": 8.0,
    "closed_on": 6.0,
}
_USUAL_WIDTH = 5.0
Column = tuple[str, str]
_HEADLINE: Column = ("problem", "headline")
_OUTCOME: Column = ("measure", "outcome")
_LEDGER: tuple[Column, ...] = (
    _HEADLINE,
    ("measure", "goal"),
    ("measure", "action"),
    ("measure", "leader"),
    ("measure", "department"),
    ("measure", "person"),
    ("measure", "deadline"),
    _OUTCOME,
    ("measure", "closed_on"),
)
_PROBLEMS: tuple[Column, ...] = (
    ("problem", "group"),
    _HEADLINE,
    ("problem", "manifestation"),
    ("problem", "cause"),
    ("problem", "source"),
    ("problem", "kind"),
    ("problem", "first_year"),
)
_TASKS: tuple[Column, ...] = (
    _HEADLINE,
    ("measure", "goal"),
    ("measure", "action"),
    ("measure", "deadline"),
    _OUTCOME,
)
_DUTIES: tuple[Column, ...] = (
    ("measure", "action"),
    ("measure", "leader"),
    ("measure", "department"),
    ("measure", "person"),
    ("measure", "deadline"),
)


def ledger(report: Report, template: Template | None) -> Sheet:
    """问题整改台账: a row for each problem and measure that answers it, in print order of the problems; a problem that
    nothing answers has a row of its own, and so has, at the end, a measure that answers nothing. Last year's problems have
    theirs where they are accounted for."""
    return _sheet(LEDGER, _LEDGER, _pairs(report), template)


def ledger_entries(report: Report) -> tuple[tuple[Id, Id], ...]:
    """For each row of the ledger the ids of its problem and its measure, "" where it has none."""
    return tuple(
        (p.problem.entry.id if p.problem else "", p.measure.entry.id if p.measure else "") for p in _pairs(report)
    )


def ledger_columns(template: Template | None) -> dict[str, Column]:
    """The ledger's columns by their headings: owner ("problem" or "measure") and field."""
    return {_label(column, template): column for column in _LEDGER}


def usual_columns() -> dict[str, Column]:
    """The columns by the headings that are usual in the trade."""
    return {_LABELS[column]: column for column in _LEDGER}


def lists(report: Report, template: Template | None) -> tuple[Sheet, ...]:
    """问题清单 (a row a problem), 任务清单 and 责任清单 (a row a measure) of this year's problems and measures: those that are
    only accounted for from last year are left out."""
    problems = [_Pair(found, None) for found in _own(report) if isinstance(found.entry, Problem)]
    tasks = list(_tasks(report))
    return (
        _sheet("问题清单", _PROBLEMS, problems, template),
        _sheet("任务清单", _TASKS, tasks, template),
        _sheet("责任清单", _DUTIES, tasks, template),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry and the group it stands in (None: it has no heading)."""

    entry: Entry
    group: Group | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a row is made from. ``problems``: the headlines, where a row is a measure's and may answer several."""

    problem: _Found | None
    measure: _Found | None
    problems: str = ""


def _sheet(name: str, columns: tuple[Column, ...], pairs: list[_Pair], template: Template | None) -> Sheet:
    headings = (_NUMBER, *(_label(column, template) for column in columns))
    rows = tuple((str(number), *(_cell(pair, column) for column in columns)) for number, pair in enumerate(pairs, 1))
    return Sheet(name, headings, rows, (3.0, *(_WIDTHS.get(field, _USUAL_WIDTH) for _, field in columns)))


def _label(column: Column, template: Template | None) -> str:
    field = template.field(*column) if template else None
    return (field.label if field else "") or _LABELS[column]


def _found(report: Report) -> Iterator[_Found]:
    for section in report.sections:
        yield from _entries(section)


def _own(report: Report) -> Iterator[_Found]:
    """The entries that are this year's own: not last year's problems with their measures."""
    for section in report.sections:
        for group in section.groups:
            if section.kind == "problems" or not any(isinstance(one.entry, Problem) for one in _entries(group)):
                yield from _entries(group)


def _entries(owner: Section | Group) -> Iterator[_Found]:
    """All entries below ``owner`` in print order."""
    if isinstance(owner, Group):
        for entry in owner.entries:
            yield _Found(entry, owner if owner.heading else None)
    for group in owner.groups:
        yield from _entries(group)


def _pairs(report: Report) -> list[_Pair]:
    found = list(_found(report))
    measures = [one for one in found if isinstance(one.entry, Measure)]
    problems = [one for one in found if isinstance(one.entry, Problem)]
    known = {one.entry.id for one in problems}
    answered: dict[str, list[_Found]] = {}
    loose: list[_Found] = []
    for one in measures:
        targets = [target for target in _answers(one.entry) if target in known]
        for target in targets:
            answered.setdefault(target, []).append(one)
        if not targets:
            loose.append(one)
    rows = [_Pair(problem, measure) for problem in problems for measure in answered.get(problem.entry.id, [None])]
    return rows + [_Pair(None, measure) for measure in loose]


def _tasks(report: Report) -> Iterator[_Pair]:
    """A row for each measure, naming every problem that it answers."""
    found = list(_own(report))
    headlines = {one.entry.id: _headline(one) for one in found if isinstance(one.entry, Problem)}
    for one in found:
        if isinstance(one.entry, Measure):
            named = [headlines[target] for target in _answers(one.entry) if target in headlines]
            yield _Pair(None, one, "\n".join(named))


def _answers(entry: Entry) -> tuple[str, ...]:
    """The ids of the problems a measure answers, each once."""
    return tuple(dict.fromkeys(entry.answers)) if isinstance(entry, Measure) else ()


def _cell(pair: _Pair, column: Column) -> str:
    """What a row says in a column, "" where it has nothing to say."""
    if column == _HEADLINE:
        return _headline(pair.problem) if pair.problem else pair.problems
    if column == _OUTCOME:
        return _outcome(pair)
    found = pair.problem if column[0] == "problem" else pair.measure
    return _field(found, column[1]) if found else ""


def _field(found: _Found, field: str) -> str:
    entry = found.entry
    if field == "group":
        return found.group.heading.text if found.group and found.group.heading else ""
    if isinstance(entry, Problem):
        if field == "first_year":
            return str(entry.first_year) if entry.first_year else ""
        return {"source": entry.source, "kind": entry.kind}.get(field) or _parts(entry, field)
    if field == "action":
        return _action(entry)
    return entry.closed_on if field == "closed_on" else entry.detail(field) or _parts(entry, field)


def _headline(found: _Found) -> str:
    """A problem in few words: its headline, else what it first says."""
    entry = found.entry
    return entry.heading.text or _parts(entry, "manifestation", "body").partition("\n")[0]


def _action(measure: Measure) -> str:
    """All that is to be done: the headline, which in these reports is itself a task, and the words that follow it."""
    words = _parts(measure, "action", "body")
    heading = measure.heading
    if not heading.text:
        return words
    headline = heading.text if heading.text[-1] in "。！？：；" else heading.text + heading.headline_end
    return headline + ("" if heading.run_in or not words else "\n") + words


def _outcome(pair: _Pair) -> str:
    """What was written of the outcome, else the last status noted for the measure, else for the problem."""
    entries = [found.entry for found in (pair.measure, pair.problem) if found]
    for entry in entries:
        status = _status(entry.statuses)
        text = _parts(entry, "outcome") if isinstance(entry, Measure) else ""
        if status or text:
            return "\n".join(filter(None, (status, text)))
    return ""


def _status(statuses: tuple[StatusEntry, ...]) -> str:
    if not statuses:
        return ""
    last = max(statuses, key=lambda status: (status.year, status.date))
    return "：".join(filter(None, (last.outcome, last.note)))


def _parts(entry: Entry, *fields: str) -> str:
    """The text of the entry's parts of these fields, a line for each paragraph; the wording around it is left out."""
    texts = (_block(block) for part in entry.parts if part.field in fields for block in part.blocks)
    return "\n".join(text for text in texts if text)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.label + block.text
    if isinstance(block, Picture):
        return block.alt + "".join(f"（{line.label}{line.text}）" for line in block.caption if line.text)
    rows = ((" ".join(p.label + p.text for p in cell.paragraphs) for cell in row) for row in block.rows)
    return "\n".join("\t".join(row) for row in rows)
