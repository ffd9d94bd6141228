"""A ledger that was filled in, as a spreadsheet or a Word table, read back: a preview of updates, each an edit of its own.

Rows are told by what they say of problem and measure. Statuses are added, never overwritten; people, deadlines and dates of
closing are taken over; the report's own wording is not changed from a ledger. An empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from huibao.model import tree
from huibao.model.edits import AddStatus, Edit, SetDetail, SetField, Several
from huibao.model.report import DETAIL_FIELDS, Id, Report, StatusEntry
from huibao.model.sheet import Sheet
from huibao.model.starting import new_detail
from huibao.model.template import Template
from huibao.model.years import YearWords
from huibao.yearly.collecting import UNIT, unit_of
from huibao.yearly.ledger import Column, ledger, ledger_columns, ledger_entries, usual_columns
from huibao.yearly.sentences import bare

_HEAD_ROWS, _LEAST_COLUMNS = 12, 3
_ALIKE = 0.7
_PROBLEM: Column = ("problem", "headline")
_ACTION: Column = ("measure", "action")
_OUTCOME: Column = ("measure", "outcome")
_CLOSED: Column = ("measure", "closed_on")
# What others fill in. A table without any of them is a list of problems: there is nothing to read back from it.
_FILLED_IN = {_OUTCOME, _CLOSED, *(("measure", name) for name in DETAIL_FIELDS)}
_UNKNOWN = "看不出“完成情况”是哪一种，请在报告里选。"
# A row as given: its cells, and the problem that it is about, which may stand in a row above.
_Given = tuple[dict[Column, str], str]
_TWICE = "同一条在台账里写了不同的内容，请在报告里核对。"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that the ledger says and the report doesn't: of ``entry``, under the heading ``label``, ``old`` → ``new``.
    ``edit`` does it; None where it can't be taken over, and ``why`` says so (Chinese)."""

    entry: Id
    label: str
    old: str
    new: str
    edit: Edit | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """The updates in the order of the ledger; ``strange``: rows that are none of the report's, as texts; ``rows``: how many
    rows were told. No rows and no strange ones: there was no ledger."""

    updates: tuple[Update, ...]
    strange: tuple[str, ...] = ()
    rows: int = 0


def filled_in(
    report: Report, sheets: Sequence[Sheet], template: Template | None, year: int, vocabulary: YearWords
) -> FilledIn:
    """What the ledgers among ``sheets`` (as read, with their headings in some row) say that ``report``, which is of
    ``year``, doesn't. A ledger of many units is read for the rows of this one."""
    work = _Work(report, template, year, vocabulary)
    for sheet in sheets:
        work.read(sheet)
    return FilledIn(tuple(work.updates), tuple(work.strange), work.rows)


def update(found: Sequence[Update]) -> Edit:
    """The edit, one step of undo, that takes ``found`` over; what can't be is left out."""
    return Several(tuple(one.edit for one in found if one.edit is not None), "读回台账")


@dataclass(frozen=True, slots=True)
class _Known:
    """A row of the report's own ledger: its ids, and its cells by column."""

    problem: Id
    measure: Id
    cells: Mapping[Column, str]


def _alike(given: _Given, known: _Known) -> float:
    """How much a row says the same of problem and measure; a cell left empty says as much as the one that was merged with
    it, or rather nothing, if nothing is said in the report either."""
    cells, problem = given
    if not (bare(problem) or bare(cells.get(_ACTION, ""))):
        return 0.0  # a row without words is nobody's
    action = _likeness(cells.get(_ACTION, ""), known.cells[_ACTION])
    if _PROBLEM not in cells:
        return action  # a list of duties says nothing of problems
    written = cells.get(_PROBLEM, "")
    told = _likeness(written, known.cells[_PROBLEM])
    return min(action, told if written or told == 1 else _likeness(problem, known.cells[_PROBLEM]))


def _likeness(given: str, known: str) -> float:
    one, other = bare(given), bare(known)
    return 1.0 if one == other else Indel.normalized_similarity(one, other)


class _Work:
    """Reads sheets, and keeps what they say."""

    def __init__(self, report: Report, template: Template | None, year: int, vocabulary: YearWords) -> None:
        self._report, self._template, self._year, self._vocabulary = report, template, year, vocabulary
        columns = tuple(ledger_columns(template).values())
        own = ledger(report, template)
        self._labels = dict(zip(columns, own.columns[1:], strict=True))
        self._known = [
            _Known(*ids, dict(zip(columns, row[1:], strict=True)))
            for ids, row in zip(ledger_entries(report), own.rows, strict=True)
        ]
        self._headings = {bare(label): column for label, column in (usual_columns() | ledger_columns(template)).items()}
        self._unit = bare(unit_of(report))
        self._said: dict[tuple[Id, str], Update] = {}
        self.updates: list[Update] = []
        self.strange: list[str] = []
        self.rows = 0

    def read(self, sheet: Sheet) -> None:
        """The rows of ``sheet`` below its headings, when it is a ledger."""
        for at, row in enumerate((sheet.columns, *sheet.rows)[:_HEAD_ROWS]):
            columns = {
                place: self._headings[bare(text)] for place, text in enumerate(row) if bare(text) in self._headings
            }
            named = set(columns.values())
            if len(named) >= _LEAST_COLUMNS and named & {_PROBLEM, _ACTION} and named & _FILLED_IN:
                units = [place for place, text in enumerate(row) if bare(text) == UNIT]
                self._rows((sheet.columns, *sheet.rows)[at + 1 :], columns, units)
                return

    def _rows(self, rows: Sequence[tuple[str, ...]], columns: dict[int, Column], units: list[int]) -> None:
        given: list[_Given] = []
        problem = ""
        for row in rows:
            cells = {column: row[place].strip() for place, column in columns.items() if place < len(row)}
            if any(place < len(row) and self._unit != bare(row[place]) for place in units) or not any(cells.values()):
                continue
            # Cells that were merged over the measures of one problem say it in the first row alone.
            problem = cells.get(_PROBLEM, "") or (problem if cells.get(_ACTION) else "")
            given.append((cells, problem))
        for (cells, problem), known in zip(given, self._matched(given), strict=True):
            if known is None:
                self.strange.append(" ".join(filter(None, (problem, cells.get(_ACTION, ""), cells.get(_OUTCOME, "")))))
            else:
                self.rows += 1
                for one in self._updates(known, cells):
                    self._keep(one)

    def _matched(self, given: list[_Given]) -> list[_Known | None]:
        """The report's row for each row of the sheet, each once in a sheet: equal ones first, then those that are alike; of
        rows that say the same, in their order."""
        found: list[_Known | None] = [None] * len(given)
        free = set(range(len(self._known)))
        scores = sorted((-_alike(one, self._known[at]), row, at) for row, one in enumerate(given) for at in free)
        for score, row, at in scores:
            if -score >= _ALIKE and found[row] is None and at in free:
                found[row] = self._known[at]
                free.remove(at)
        return found

    def _keep(self, one: Update) -> None:
        """A measure that answers several problems stands in several rows: what they all say is taken once."""
        before = self._said.get((one.entry, one.label))
        if before is None:
            self._said[one.entry, one.label] = one
            self.updates.append(one)
        elif bare(before.new) != bare(one.new):
            self.updates.append(Update(one.entry, one.label, one.old, one.new, None, _TWICE))

    def _updates(self, known: _Known, cells: dict[Column, str]) -> Iterator[Update]:
        for column, new in cells.items():
            old = known.cells[column]
            if not new or bare(new) == bare(old) or column in (_PROBLEM, _ACTION, ("measure", "goal")):
                continue
            entry = known.measure or (known.problem if column == _OUTCOME else "")
            if entry:
                edit, why = self._edit(entry, column, new)
                yield Update(entry, self._labels[column], old, new, edit, why)

    def _edit(self, entry: Id, column: Column, new: str) -> tuple[Edit | None, str]:
        if column == _OUTCOME:
            outcome, note = self._vocabulary.outcome(new)
            status = StatusEntry(self._year, outcome, "", note)
            return (AddStatus(entry, status), "") if outcome else (None, _UNKNOWN)
        if column == _CLOSED:
            return SetField(entry, "closed_on", new), ""
        assert column[1] in DETAIL_FIELDS
        lead_in = new_detail(self._template, column[1]).lead_in
        held: Any = tree.find(self._report, entry)
        frame = self._template.frame if self._template and not held.details else held.frame
        return SetDetail(entry, column[1], new, lead_in, frame), ""
