"""The rows of a ledger as problems and measures; each cell's words are in one of them, a row's measure answers its problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from huibao.model import tree
from huibao.model.numbering import from_han, render, standard_form
from huibao.model.report import (
    DETAIL_FIELDS,
    Blocks,
    Cell,
    Detail,
    DetailFrame,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Runs,
    new_id,
    plain,
    runs,
)
from huibao.model.table_grid import Placed
from huibao.recognise.cutting import cut, joined, trimmed
from huibao.recognise.evidence import Line, parsed
from huibao.recognise.headlines import parted
from huibao.recognise.ledger_rows import Between, LedgerTable, lines_of, words_of
from huibao.recognise.parts import parts_of

_LEVEL = 3
_PROBLEM_PARTS = ("manifestation", "cause")
_PROBLEM_FIELDS = ("group", "source", "kind", *_PROBLEM_PARTS)
_MEASURE_PARTS = ("goal", "action", "outcome")

Cells = Mapping[str, Placed]


@dataclass(slots=True)
class Entries:
    """What a ledger gives: ``above``, the words over its headings and those about it; problems by 方面; measures. ``again``:
    the names of 方面 that were said again."""

    above: Blocks = ()
    groups: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def nodes(self) -> tuple[Group | Measure, ...]:
        """The groups of problems, then the measures."""
        return (*self.groups, *self.measures)

    @property
    def ids(self) -> frozenset[Id]:
        """The ids of all of it."""
        own = frozenset(block.id for block in self.above)
        return own.union(*(tree.ids(node) for node in self.nodes))

    @property
    def first(self) -> Id:
        """The first entry's id."""
        return next(entry.id for node in self.nodes for entry in tree.entries(node))

    @property
    def said(self) -> str:
        """How much it is, in words."""
        problems = sum(1 for group in self.groups for _ in tree.entries(group))
        counts = ((problems, "问题"), (len(self.measures), "措施"))
        return "、".join(f"{count} 条{name}" for count, name in counts if count)


def entries_of(ledger: LedgerTable) -> Entries:
    """The problems and measures of ``ledger``."""
    work = _Work(ledger)
    for row in ledger.rows:
        if isinstance(row, Between):
            work.between(row)
        else:
            work.row(row.cells)
    work.close()
    above = tuple(line for cell in ledger.above for line in lines_of(cell))
    return Entries((*above, *work.remarks), tuple(work.groups), tuple(work.measures), tuple(work.again))


@dataclass(slots=True)
class _Work:
    """Goes down the rows. ``_stated`` is the cell of the problem that is being told of, ``_done`` that of the last action:
    cells merged over several rows are met in each of them."""

    ledger: LedgerTable
    groups: list[Group] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    remarks: list[Paragraph] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    _heading: Heading | None = None
    _blocks: tuple[Paragraph, ...] = ()
    _problems: list[Problem] = field(default_factory=list)
    _aspect: str = ""
    _stated: Placed | None = None
    _done: Placed | None = None

    def between(self, row: Between) -> None:
        """A row that is no entry's."""
        lines = [line for cell in row.cells for line in _fresh(cell)]
        if row.remark or not self.ledger.has_problems:
            number = (Paragraph(new_id(), runs(row.number)),) if row.number else ()
            self.remarks += [*number, *lines]
        else:
            self._open(lines, _han_label(row.number))

    def row(self, cells: Cells) -> None:
        """A row of entries."""
        if self.ledger.has_problems:
            aspect = words_of(cells["group"].cell) if "group" in cells else ""
            if aspect and aspect != self._aspect:
                self._open(list(_fresh(cells["group"].cell)))
                self._aspect = aspect
            elif aspect and cells["group"].row == _row(cells):
                self.again.append(aspect)
            stated = cells.get("headline")
            if stated is None and self._problems:
                self._more(cells)
            elif stated is None or stated is not self._stated:
                self._problems.append(self._problem(cells))
                self._stated = stated
            else:
                self._more(cells)
        if self._has_measure(cells):
            self._measure(cells)

    def close(self) -> None:
        """The 方面 that is open is done."""
        if self._problems or self._heading is not None:
            self.groups.append(Group(new_id(), self._heading, self._blocks, tuple(self._problems)))
        self._problems, self._heading, self._blocks = [], None, ()

    def _open(self, lines: list[Paragraph], label: str = "") -> None:
        self.close()
        self._stated, self._aspect = None, ""
        line = _line(lines[0])
        if label:
            line = replace(line, label=label, runs=line.whole, text=plain(line.whole))
        self._heading, rest = parted(line, 2)
        opening = (Paragraph(new_id(), rest),) if rest else ()
        self._blocks = (*opening, *lines[1:])

    # --- problems --------------------------------------------------------------------------------------------------

    def _problem(self, cells: Cells) -> Problem:
        heading, rest, lines = _headed(cells, "headline")
        parts = [*parts_of("manifestation", rest, lines[1:]), *self._parts(cells, _PROBLEM_PARTS)]
        parts += [] if self._has_measure(cells) else self._loose(cells)
        source, kind = (_said(cells.get(name)) for name in ("source", "kind"))
        return Problem(new_id(), heading, tuple(parts), source, kind)

    def _more(self, cells: Cells) -> None:
        """What a further row says of the same problem; what is merged with a row above was said there."""
        own = _own(cells)
        numbered = (Part(new_id(), "body", _fresh(own["number"].cell)),) if "number" in own else ()
        loose = [] if self._has_measure(cells) else self._loose(cells)
        also = self._named(own, ("source", "kind"))
        last = self._problems[-1]
        parts = (*last.parts, *numbered, *self._parts(own, _PROBLEM_PARTS), *also, *loose)
        self._problems[-1] = replace(last, parts=parts)

    # --- measures --------------------------------------------------------------------------------------------------

    def _has_measure(self, cells: Cells) -> bool:
        return any(name in cells for name in (*_MEASURE_PARTS, *DETAIL_FIELDS, "closed_on"))

    def _measure(self, cells: Cells) -> None:
        answers = (self._problems[-1].id,) if self._problems else ()
        action = cells.get("action")
        if action is not None and action is self._done:
            last, own = self.measures[-1], _own(cells)
            also = self._named(own, ("goal", "outcome", *DETAIL_FIELDS, "closed_on")) + self._loose(cells)
            answers = tuple(dict.fromkeys((*last.answers, *answers)))
            self.measures[-1] = replace(last, parts=(*last.parts, *also), answers=answers)
            return
        details = tuple(
            Detail(name, _said(cells[name]), f"{self.ledger.names[name]}：") for name in DETAIL_FIELDS if name in cells
        )
        heading = Heading(level=_LEVEL, numbered=False)
        parts = [*self._parts(cells, _MEASURE_PARTS), *self._loose(cells)]
        if not self.ledger.has_problems:
            heading, rest, lines = _headed(cells, "action")
            others = self._parts(cells, ("goal", "outcome"))
            parts = [*parts_of("action", rest, lines[1:]), *others, *self._loose(cells)]
        frame = DetailFrame(own_paragraph=bool(parts) and parts[-1].field != "action")
        closed = _said(cells.get("closed_on"))
        self.measures.append(Measure(new_id(), heading, tuple(parts), details, frame, answers, closed_on=closed))
        self._done = action

    # --- cells -----------------------------------------------------------------------------------------------------

    def _parts(self, cells: Cells, names: tuple[str, ...]) -> list[Part]:
        """A part for each of the fields ``names`` that is filled in, led in by the words of its heading, but for an action
        without a goal."""
        out = []
        for name in names:
            if name in cells:
                lead_in = "" if name == "action" and "goal" not in cells else f"{self.ledger.names[name]}："
                out.append(Part(new_id(), name, _fresh(cells[name].cell), lead_in))
        return out

    def _loose(self, cells: Cells) -> list[Part]:
        """What has no field of its own here, led in by its heading."""
        strange = () if self.ledger.has_problems else _PROBLEM_FIELDS
        own = _own(cells)
        return self._named(own, [name for name in own if name.endswith("：") or name in strange])

    def _named(self, cells: Cells, names: Iterable[str]) -> list[Part]:
        """Cells as text, each led in by its heading."""
        found = [(name, cells[name]) for name in names if name in cells]
        heads = self.ledger.names
        return [
            Part(new_id(), "body", _fresh(place.cell), f"{heads.get(name) or name.rstrip('：')}：")
            for name, place in found
        ]


def _headed(cells: Cells, name: str) -> tuple[Heading, Runs, list[Paragraph]]:
    """The heading that the field ``name`` and the number make, what follows it on its line, and the cell's lines."""
    lines = list(_fresh(cells[name].cell)) if name in cells else []
    label = _label(cells.get("number"))
    if not lines:
        return Heading(label=label, level=_LEVEL, numbered=bool(label)), (), []
    line = _line(lines[0])
    if label:
        # A number that the cell has of its own is a part of its words then.
        line = replace(line, label=label, runs=line.whole, text=plain(line.whole))
    return (*parted(line, _LEVEL), lines)


def _fresh(cell: Cell) -> tuple[Paragraph, ...]:
    """The paragraphs of ``cell`` as a field's; a cell over several rows is given to each, so ids are new."""
    return tuple(replace(line, id=new_id(), align="", page_break_before=False) for line in lines_of(cell))


def _line(paragraph: Paragraph) -> Line:
    """A cell's paragraph as a line, its label taken apart."""
    whole = trimmed(joined((*runs(paragraph.label), *paragraph.runs)))
    text = plain(whole)
    number = parsed(text)
    length = len(number.text) if number is not None and len(number.text) < len(text) else 0
    return Line((), whole=whole, runs=cut(whole, length), text=text[length:], label=text[:length])


def _han_label(number: str) -> str:
    """The number that heads a 方面: 一 becomes 一、, all else stays as it is."""
    return f"{number}、" if from_han(number) else number


def _label(place: Placed | None) -> str:
    """The number that an entry gets from its cell: 1 becomes 1. as entries are numbered, all else stays as it is."""
    text = words_of(place.cell) if place is not None else ""
    if text.isdecimal() and text.isascii() and 0 < int(text) < 1000:
        return render(standard_form(_LEVEL), int(text))
    return text


def _said(place: Placed | None) -> str:
    return words_of(place.cell) if place is not None else ""


def _own(cells: Cells) -> dict[str, Placed]:
    """The cells that begin in their row, and are not merged with one above."""
    row = _row(cells)
    return {name: place for name, place in cells.items() if place.row == row}


def _row(cells: Cells) -> int:
    """The row of the grid that these cells stand in: that of the one which begins last."""
    return max(place.row for place in cells.values())
