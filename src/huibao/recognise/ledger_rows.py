"""A table that is a 问题清单 or 整改台账, taken apart: which column says what, and what stands in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from huibao.model.report import DETAIL_FIELDS, Cell, Paragraph, Table
from huibao.model.table_grid import Placed, grid_of
from huibao.recognise.vocabulary import vocabulary

_HEAD_ROWS = 5
_LONGEST_HEADING = 12
_LEAST_DETAILS = 2
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_MARKS = re.compile(r"[\s：:、，,/／*＊]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of entries: its cells by field, those of columns that say nothing known under their headings with a colon."""

    cells: Mapping[str, Placed]


@dataclass(frozen=True, slots=True)
class Between:
    """A row that tells of no entry: the name of a 方面, its number apart, or (``remark``) words about the table."""

    cells: tuple[Cell, ...]
    number: str = ""
    remark: bool = False


@dataclass(slots=True)
class LedgerTable:
    """A table read as a ledger: what stands above its headings, the words of the headings, its rows. ``names``: each field's
    heading as printed. ``again``: headings that are said again, on another page."""

    above: list[Cell] = field(default_factory=list)
    heading: str = ""
    names: dict[str, str] = field(default_factory=dict)
    rows: list[Row | Between] = field(default_factory=list)
    again: list[str] = field(default_factory=list)

    @property
    def has_problems(self) -> bool:
        """Whether a column names problems."""
        return "headline" in self.names


def words_of(cell: Cell) -> str:
    """The text of ``cell`` on one line."""
    return " ".join(text for text in (line.label + line.text for line in cell.paragraphs) if text.strip()).strip()


def lines_of(cell: Cell) -> list[Paragraph]:
    """The paragraphs of ``cell`` that have words."""
    return [line for line in cell.paragraphs if (line.label + line.text).strip()]


def ledger_of(table: Table, caption: str = "") -> LedgerTable | None:
    """``table`` as a ledger, None when it is none; ``caption`` is what it is called. One that names no problems must be
    called a list of things to be put right, and say who does it and until when."""
    rows = grid_of(table).rows
    found = max(range(min(_HEAD_ROWS, len(rows))), key=lambda at: (_known(rows[at]), at), default=-1)
    if found < 0 or not _is_ledger(rows, found, caption):
        return None
    out = LedgerTable()
    first = min(place.row for place in rows[found])
    columns = _columns(rows, first, found, out)
    out.above = [place.cell for row in rows[:first] for place in row if words_of(place.cell)]
    heads = [place for row in rows[first : found + 1] for place in row]
    out.heading = "　".join(words_of(place.cell) for place in dict.fromkeys(heads) if words_of(place.cell))
    heading = [_bare(place) for place in rows[found]]
    repeated = [row for row in rows[found + 1 :] if any(heading) and [_bare(place) for place in row] == heading]
    out.again = ["　".join(words_of(place.cell) for place in row if words_of(place.cell)) for row in repeated]
    out.rows = list(_rows([row for row in rows[found + 1 :] if row not in repeated], columns))
    return out if any(isinstance(row, Row) for row in out.rows) else None


def _known(row: Sequence[Placed]) -> int:
    return len({name for name in map(_field, row) if name})


def _field(place: Placed) -> str:
    return vocabulary().columns.get(_bare(place), "")


def _bare(place: Placed) -> str:
    return _MARKS.sub("", _ASIDE.sub("", words_of(place.cell)))


def _is_ledger(rows: Sequence[Sequence[Placed]], at: int, caption: str) -> bool:
    """Whether the row ``at`` heads a ledger: most columns say something known, a problem and one thing more among them."""
    row = rows[at]
    names = {name for name in map(_field, row) if name}
    if len(names) * 2 < len(row) or len(names) < 2 or len(rows) <= at + 1:
        return False
    if "headline" in names:
        return True
    about = caption + "".join(words_of(place.cell) for above in rows[: at + 1] for place in above)
    detailed = len(names & set(DETAIL_FIELDS)) >= _LEAST_DETAILS
    return "action" in names and detailed and any(word in about for word in vocabulary().ledger_lists)


def _columns(rows: Sequence[Sequence[Placed]], first: int, last: int, out: LedgerTable) -> dict[int, str]:
    """What each column of the grid says; the deepest heading over it counts, and a field is told by one column alone."""
    columns: dict[int, str] = {}
    for place in rows[last]:
        name = _field(place) or next((_field(above) for above in rows[first] if above.start == place.start), "")
        shown = words_of(place.cell)
        if not name or name in out.names:
            name = f"{shown}：" if shown else f"第{place.start + 1}栏："
        out.names[name] = shown
        columns |= dict.fromkeys(range(place.start, place.end), name)
    return columns


def _rows(rows: Sequence[Sequence[Placed]], columns: Mapping[int, str]) -> Iterator[Row | Between]:
    """The rows below the headings that are not empty."""
    counted = any(
        words_of(place.cell).isdecimal() for row in rows for place in row if columns.get(place.start) == "number"
    )
    for row in rows:
        full = [place for place in row if words_of(place.cell)]
        if full:
            yield _between(full, columns, counted) or Row(_cells(full, columns))


def _between(full: Sequence[Placed], columns: Mapping[int, str], counted: bool) -> Between | None:
    """The cells with words of a row that is no entry's; ``counted``: entries are numbered 1, 2, 3, so that 一 heads some."""
    begun = words_of(full[0].cell)
    cells = tuple(place.cell for place in full)
    if begun.startswith(vocabulary().ledger_remarks):
        return Between(cells, remark=True)
    if len(full) == 1:
        across = full[0].end - full[0].start >= max(2, len(columns) - 1)
        alone = columns.get(full[0].start, "number") == "number" and not begun.isdecimal()
        return Between(cells) if across or alone else None
    names = [columns.get(place.start) for place in full]
    if counted and names == ["number", "headline"] and not begun.isdecimal():
        return Between(cells[1:], begun)
    return None


def _cells(full: Sequence[Placed], columns: Mapping[int, str]) -> dict[str, Placed]:
    """The cells of an entry's row by field; a cell too many is named by its place."""
    cells: dict[str, Placed] = {}
    for place in full:
        name = columns.get(place.start, "")
        cells[name if name and name not in cells else f"第{place.start + 1}栏："] = place
    return cells
