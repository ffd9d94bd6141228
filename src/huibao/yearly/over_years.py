"""One unit's reports of several years as lines: each problem year by year, what came back, what was never closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import Indel

from huibao.model import tree
from huibao.model.report import Id, Problem, Report, StatusEntry
from huibao.model.sheet import Sheet
from huibao.yearly.accounting import DONE, DROPPED, headline_of, outcome_of
from huibao.yearly.dates import year_of
from huibao.yearly.sentences import bare
from huibao.yearly.tracing import words_of

State = Literal["new", "open", "closed", "back", "absent"]
STATES: dict[State, str] = {"new": "首次提出", "open": "仍存在", "closed": "已解决", "back": "再次出现", "absent": "—"}
_HEADLINES_ALIKE, _WORDS_ALIKE = 0.7, 0.55


@dataclass(frozen=True, slots=True)
class YearOf:
    """A problem in one year: ``node`` is its id in that year's report ("" when it isn't there), ``outcome`` one of
    ``OUTCOMES`` or ""."""

    year: int
    state: State
    node: Id = ""
    headline: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A problem over the years, a ``YearOf`` for each year of the whole history, in order.

    ``came_back``: it was there again after it had been closed (屡改屡犯). ``never_closed``: it is there in the last year and
    never was closed, though it is older than that year.
    """

    headline: str
    first_year: int
    years: tuple[YearOf, ...]
    came_back: bool
    never_closed: bool


@dataclass(slots=True)
class _Strand:
    """A line as it grows: what each year says of it."""

    ids: set[Id]
    headline: str
    words: str
    first_year: int
    said: dict[int, tuple[Problem, str]] = field(default_factory=dict)
    statuses: dict[int, StatusEntry] = field(default_factory=dict)


def history(reports: Sequence[Report]) -> tuple[Line, ...]:
    """The lines of all problems of ``reports`` (any order; of two of one year the later given counts), oldest first.

    A problem is the same as one of an earlier year by its id, else by its headline, else by likeness. Years of which there is
    no report are known by the statuses that later reports carry.
    """
    dated = {year_of(report): report for report in reports if year_of(report)}
    strands: list[_Strand] = []
    for year in sorted(dated):
        _add_year(strands, dated[year], year)
    years = sorted({*dated, *(year for strand in strands for year in strand.statuses)})
    lines = [_line(strand, years) for strand in strands]
    return tuple(sorted(lines, key=lambda line: line.first_year))


def history_sheet(lines: Sequence[Line]) -> Sheet:
    """The lines as a sheet, a column for each year, to be exported beside the ledger."""
    years = [cell.year for cell in lines[0].years] if lines else []
    columns = ("序号", "问题", "首次出现年份", *(f"{year}年" for year in years), "说明")
    rows = tuple(
        (str(number), line.headline, str(line.first_year), *(STATES[cell.state] for cell in line.years), note_of(line))
        for number, line in enumerate(lines, 1)
    )
    return Sheet("历年问题", columns, rows, (3.0, 20.0, 6.0, *(7.0 for _ in years), 10.0))


def _add_year(strands: list[_Strand], report: Report, year: int) -> None:
    found = [
        (entry, section) for section in report.sections for entry in tree.entries(section) if isinstance(entry, Problem)
    ]
    taken: set[int] = set()
    known = _matched(strands, [problem for problem, _ in found], taken)
    for (problem, section), strand in zip(found, known, strict=True):
        if strand is None:
            strand = _Strand(set(), "", "", problem.first_year or year)
            strands.append(strand)
        strand.ids.add(problem.id)
        strand.headline, strand.words = headline_of(problem), bare(words_of(problem))
        strand.first_year = min(strand.first_year, problem.first_year or year)
        strand.statuses.update({status.year: status for status in problem.statuses if status.year != year})
        strand.said[year] = problem, outcome_of(report, problem, section, year)


def _matched(strands: list[_Strand], problems: list[Problem], taken: set[int]) -> list[_Strand | None]:
    """The strand that each problem goes on, each strand once: all ids first, then all headlines, then what is alike."""
    out: list[_Strand | None] = [None] * len(problems)
    for test in (_same_id, _same_headline, _alike):
        for at, problem in enumerate(problems):
            if out[at] is None:
                scores = [(test(s, problem), -i) for i, s in enumerate(strands) if i not in taken]
                best = max(scores, default=(0.0, 0))
                if best[0] > 0:
                    out[at] = strands[-best[1]]
                    taken.add(-best[1])
    return out


def _same_id(strand: _Strand, problem: Problem) -> float:
    return float(problem.id in strand.ids)


def _same_headline(strand: _Strand, problem: Problem) -> float:
    return float(bool(strand.headline) and bare(strand.headline) == bare(headline_of(problem)))


def _alike(strand: _Strand, problem: Problem) -> float:
    headline = Indel.normalized_similarity(bare(strand.headline), bare(headline_of(problem)))
    words = Indel.normalized_similarity(strand.words, bare(words_of(problem)))
    return max(headline, words) if headline >= _HEADLINES_ALIKE or words >= _WORDS_ALIKE else 0.0


def _line(strand: _Strand, years: list[int]) -> Line:
    cells: list[YearOf] = []
    closed = there = False
    came_back = ever_closed = False
    for year in years:
        cell = _year(strand, year, there, closed)
        cells.append(cell)
        came_back = came_back or cell.state == "back"
        closed = cell.state == "closed" or (closed and cell.state == "absent")
        ever_closed = ever_closed or cell.state == "closed"
        there = there or cell.state != "absent"
    last = cells[-1].state if cells else "absent"
    never = not ever_closed and last == "open"
    return Line(strand.headline, strand.first_year, tuple(cells), came_back, never)


def _year(strand: _Strand, year: int, there: bool, closed: bool) -> YearOf:
    problem, outcome = strand.said.get(year, (None, ""))
    if problem is None:
        status = strand.statuses.get(year)
        if status is None:
            return YearOf(year, "absent")
        outcome = status.outcome
    state: State = "open" if there or strand.first_year < year else "new"
    if outcome in (DONE, DROPPED):
        state = "closed"
    elif closed:
        state = "back"
    return YearOf(year, state, problem.id if problem else "", headline_of(problem) if problem else "", outcome)


def note_of(line: Line) -> str:
    """What is to be said of a line: 屡改屡犯, 从未销号 or nothing."""
    return "屡改屡犯" if line.came_back else "从未销号" if line.never_closed else ""
