"""Problems held against measures: what nothing answers, what answers nothing, links gone suspect, people and deadlines.

A link is suspect when the problem was reworded since last year's report and the measure that answers it was not: it may
answer what the problem no longer says. That is told by comparing with last year's report, which travels in the file; the
years in the words and punctuation don't count. A link that was looked at and found sound is remembered with the words of the
problem as they are then, so that it is suspect again after the next rewording.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from huibao.model import tree
from huibao.model.edits import Edit, Link
from huibao.model.report import Block, Entry, Group, Id, Measure, Paragraph, Problem, Report, Table
from huibao.yearly.accounting import DONE, DROPPED, headline_of, status_of
from huibao.yearly.dates import year_mentions
from huibao.yearly.deadlines import deadline_end
from huibao.yearly.proposals import Decide

RemarkKind = Literal["uncovered", "unlinked", "suspect", "nobody", "undated", "overdue", "recurring"]
REMARKS: dict[RemarkKind, str] = {
    "uncovered": "没有措施",
    "unlinked": "没有对应问题",
    "suspect": "问题已改写",
    "nobody": "没有责任人",
    "undated": "没有时限",
    "overdue": "时限已过",
    "recurring": "屡改屡犯",
}
_NO_WORDS = re.compile(r"[\s\W_]+")
_ENDED = re.compile(r"[^\w\s]\s*$")
_PERSON = re.compile("责任人|责任领导|负责人|牵头领导|包保领导|分管领导")
_SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Traced:
    """A problem or measure as a row or column of the matrix: its labels from the group down ("（一）2."), its few words, and
    the ids that it is linked with, in print order."""

    node: Id
    where: str
    words: str
    linked: tuple[Id, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be looked at: at ``node``, for a suspect link the measure, with ``other`` its problem."""

    kind: RemarkKind
    node: Id
    text: str
    other: Id = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Problems and measures in print order, and what is to be looked at. What is only accounted for from last year, and
    measures that stand with it, are not in it."""

    problems: tuple[Traced, ...]
    measures: tuple[Traced, ...]
    remarks: tuple[Remark, ...]

    def of(self, node: Id) -> tuple[Remark, ...]:
        """The remarks at ``node``."""
        return tuple(remark for remark in self.remarks if remark.node == node)

    def is_suspect(self, measure: Id, problem: Id) -> bool:
        """Whether the link of both has gone suspect."""
        return any(r.kind == "suspect" and r.node == measure and r.other == problem for r in self.remarks)


def trace(report: Report, previous: Report | None, year: int, today: date | None = None) -> Matrix:
    """The matrix of ``report``, which is of ``year``. Without ``previous`` no link is known to be suspect. A deadline is past
    when it ended before ``today``, without that before ``year`` began."""
    entries = tuple(_entries(report))
    problems = [entry for entry in entries if isinstance(entry, Problem)]
    measures = [entry for entry in entries if isinstance(entry, Measure)]
    known = {problem.id for problem in problems}
    answered: dict[Id, list[Id]] = {}
    for measure in measures:
        for problem_id in measure.answers:
            answered.setdefault(problem_id, []).append(measure.id)
    rows = tuple(_traced(report, p, headline_of(p), tuple(answered.get(p.id, ())), year) for p in problems)
    columns = tuple(
        _traced(report, m, words_of(m)[:30], tuple(i for i in m.answers if i in known), year) for m in measures
    )
    remarks = (*_of_problems(problems, rows, year), *_of_measures(measures, columns, year, today or date(year, 1, 1)))
    return Matrix(rows, columns, remarks + tuple(_suspects(report, previous, measures, known)))


def confirm(report: Report, measure: Id, problem: Id) -> Edit:
    """The edit that remembers this link as sound, for as long as the problem's words stay. Raises EditError when there is
    no such problem."""
    return Decide((_about(measure, problem, tree.find(report, problem)),), _SOUND)


def link(measure: Id, problem: Id, on: bool = True) -> Edit:
    """The edit that links both or parts them."""
    return Link(measure, problem, on)


def is_recurring(problem: Problem, year: int) -> bool:
    """屡改屡犯: it had been closed in an earlier year, and stands among the problems of ``year`` again."""
    closed = [status.year for status in problem.statuses if status.outcome == DONE and status.year < year]
    return bool(closed) and not is_settled(problem, year)


def is_settled(entry: Entry, year: int) -> bool:
    """Whether the last word of ``year`` on it is that it is done or no longer applies, or a measure was closed by date."""
    status = status_of(entry.statuses, year)
    return bool(status and status.outcome in (DONE, DROPPED)) or (isinstance(entry, Measure) and bool(entry.closed_on))


def words_of(entry: Entry) -> str:
    """All that an entry says, without numbers and template wording; where two texts meet without a mark, there is one."""
    out = entry.heading.text
    mark = entry.heading.headline_end or "。"
    for text in (_text(block) for part in entry.parts for block in part.blocks):
        if out and text and not _ENDED.search(out):
            out += mark
        out, mark = out + text, "；"
    return out


def place_of(report: Report, node: Id) -> str:
    """The labels from the group down, such as （一）2. ; "" where nothing is numbered."""
    steps = tree.path(report, node)
    headings = (step.node.heading for step in steps if isinstance(step.node, Group | Problem | Measure))
    return "".join(heading.label.strip() for heading in headings if heading)


def _entries(report: Report) -> Iterator[Entry]:
    """Problems and measures that are this year's: not those with which last year's problems are accounted for."""
    for section in report.sections:
        for group in section.groups:
            if section.kind == "problems" or not any(isinstance(entry, Problem) for entry in tree.entries(group)):
                yield from tree.entries(group)


def _traced(report: Report, entry: Entry, words: str, linked: tuple[Id, ...], year: int) -> Traced:
    return Traced(entry.id, place_of(report, entry.id), words, linked, is_settled(entry, year))


def _of_problems(problems: list[Problem], rows: tuple[Traced, ...], year: int) -> Iterator[Remark]:
    for problem, row in zip(problems, rows, strict=True):
        if not row.linked and not row.settled:
            yield Remark("uncovered", problem.id, "还没有措施对应这个问题。")
        if is_recurring(problem, year):
            closed = max(s.year for s in problem.statuses if s.outcome == DONE and s.year < year)
            yield Remark("recurring", problem.id, f"这个问题 {closed} 年已经销号，现在又出现了。")


def _of_measures(measures: list[Measure], columns: tuple[Traced, ...], year: int, today: date) -> Iterator[Remark]:
    for measure, column in zip(measures, columns, strict=True):
        if not column.linked:
            yield Remark("unlinked", measure.id, "这条措施没有对应任何问题。")
        if column.settled:
            continue
        words = words_of(measure)
        if not (measure.detail("person") or measure.detail("leader") or _PERSON.search(words)):
            yield Remark("nobody", measure.id, "这条措施没有写明由谁负责。")
        deadline = measure.detail("deadline")
        if not deadline:
            yield Remark("undated", measure.id, "这条措施没有写完成时限。")
        end = deadline_end(deadline, year)
        if end is not None and end < today:
            yield Remark("overdue", measure.id, f"完成时限“{deadline}”已经过了，还没有写完成情况。")


def _suspects(report: Report, previous: Report | None, measures: list[Measure], known: set[Id]) -> Iterator[Remark]:
    if previous is None:
        return
    before = {entry.id: entry for entry in tree.entries(previous)}
    now = {entry.id: entry for entry in tree.entries(report)}
    sound = {one.about for one in report.decisions if one.choice == _SOUND}
    for measure in measures:
        old = before.get(measure.id)
        if not isinstance(old, Measure) or _sense(old) != _sense(measure):
            continue
        for answer in measure.answers:
            was = before.get(answer)
            if was is None or answer not in known or answer not in old.answers or _sense(was) == _sense(now[answer]):
                continue
            if _about(measure.id, answer, now[answer]) not in sound:
                text = "它所对应的问题今年改写过，这条措施没有改，请看看是否还对得上。"
                yield Remark("suspect", measure.id, text, answer)


def _about(measure: Id, problem: Id, held: object) -> str:
    sense = _sense(held) if isinstance(held, Problem | Measure) else ""
    return f"link:{measure}:{problem}:{hashlib.blake2b(sense.encode(), digest_size=8).hexdigest()}"


def _sense(entry: Entry) -> str:
    """The words without years and punctuation: what a change of meaning would change."""
    text = words_of(entry)
    for mention in reversed(year_mentions(text)):
        text = text[: mention.at] + text[mention.stop :]
    return _NO_WORDS.sub("", text)


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Table):
        return "；".join(p.text for _, _, cell in tree.cells(block) for p in cell.paragraphs if p.text)
    return block.alt
