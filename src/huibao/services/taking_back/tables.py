"""A table as it is in Word, held beside ours: cell by cell where the rows are the same, else as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from huibao.model import tree
from huibao.model.edits import Edit, ReplaceBlock
from huibao.model.edits.base import expected
from huibao.model.manuscript import Item, Span
from huibao.model.report import Cell, Id, Paragraph, Report, Run, Table, new_id
from huibao.model.source import SourceCell, SourceTable
from huibao.model.text import LINE_BREAK
from huibao.services.taking_back.lines import cell_texts, normal, table_text
from huibao.services.taking_back.matching import label_in
from huibao.services.taking_back.rewording import reworded
from huibao.yearly.sentences import bare

Change = tuple[str, str, tuple[Edit, ...], int]
"""Old words, new words, what changes them, and the row of a table (from 1; 0: no cell)."""


@dataclass(frozen=True)
class SetCell(Edit):
    """Give the cell at ``row`` and ``place`` of a table other paragraphs."""

    table: Id
    row: int
    place: int
    paragraphs: tuple[Paragraph, ...]
    name: ClassVar[str] = "修改表格"

    @property
    def target(self) -> Id:
        return self.table

    def apply(self, report: Report) -> Report:
        held = expected(tree.find(report, self.table), Table)
        row = list(held.rows[self.row])
        row[self.place] = replace(row[self.place], paragraphs=self.paragraphs)
        rows = (*held.rows[: self.row], tuple(row), *held.rows[self.row + 1 :])
        return ReplaceBlock(replace(held, rows=rows)).apply(report)


def table_changes(report: Report, table: Table, other: SourceTable) -> Iterator[Change]:
    """What differs in each cell; in the table as a whole where its rows do. Where only
    spans differ nothing does: Word makes them fit."""
    if [len(row) for row in table.rows] != [len(row) for row in other.rows]:
        if bare(table_text(table)) != bare(table_text(other)):
            yield table_text(table), table_text(other), (ReplaceBlock(made(other, table)),), 0
        return
    for row, (cells, others) in enumerate(zip(table.rows, other.rows, strict=True)):
        for place, (cell, given) in enumerate(zip(cells, others, strict=True)):
            old, new = _texts(cell), _texts(given)
            if old != new:
                edits = _cell_edits(report, table.id, row, place, cell, given)
                yield "\n".join(old), "\n".join(new), edits, row + 1


def made(source: SourceTable, like: Table | None = None) -> Table:
    """``source`` as a table; ids, column widths and header rows are those of ``like`` as far as they fit."""
    kept = iter([p.id for _, _, cell in tree.cells(like) for p in cell.paragraphs] if like else ())
    rows = tuple(
        tuple(Cell(_paragraphs(cell, kept), cell.colspan, cell.rowspan) for cell in row) for row in source.rows
    )
    if like is None:
        return Table(new_id(), rows, source.widths, source.header_rows)
    fits = max(map(_width, rows), default=0) == max(map(_width, like.rows), default=0)
    widths = like.widths if fits else source.widths
    return Table(like.id, rows, widths, min(like.header_rows, max(0, len(rows) - 1)))


def _width(row: tuple[Cell, ...]) -> int:
    return sum(cell.colspan for cell in row)


def _texts(cell: Cell | SourceCell) -> list[str]:
    return [text for text in cell_texts(cell) if text]


def _cell_edits(report: Report, table: Id, row: int, place: int, cell: Cell, given: SourceCell) -> tuple[Edit, ...]:
    own = [paragraph for paragraph in cell.paragraphs if normal(paragraph.label + paragraph.text)]
    new = _texts(given)
    if len(own) != len(new) or not own:
        kept = iter([paragraph.id for paragraph in cell.paragraphs])
        return (SetCell(table, row, place, _paragraphs(given, kept)),)
    edits: list[Edit] = []
    for paragraph, text in zip(own, new, strict=True):
        label = label_in(text, paragraph.label) if paragraph.label else ""
        item = Item("body", paragraph.id, paragraph.runs, spans=_spans(paragraph))
        if "".join(label.split()) != "".join(paragraph.label.split()):
            kept = iter([paragraph.id for paragraph in cell.paragraphs])
            return (SetCell(table, row, place, _paragraphs(given, kept)),)
        edits += reworded(report, item, text[len(label) :])
    return tuple(edits)


def _spans(paragraph: Paragraph) -> tuple[Span, ...]:
    size = len(paragraph.text)
    return (Span(paragraph.id, "text", 0, size),) if size else ()


def _paragraphs(cell: SourceCell, kept: Iterator[Id]) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    for one in cell.paragraphs:
        if one.continues and out:
            out[-1] = replace(out[-1], runs=(*out[-1].runs, Run(LINE_BREAK), *one.runs))
        else:
            out.append(Paragraph(next(kept, "") or new_id(), one.runs, one.label, align=one.align))
    return tuple(out) or (Paragraph(new_id()),)
