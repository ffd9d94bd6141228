"""The ledger and its lists as tables in the report: attachments with a heading row that repeats on every page."""

from __future__ import annotations

from dataclasses import replace

from huibao.model import tree
from huibao.model.attachments import new_attachment
from huibao.model.edits import Edit, Insert, ReplaceBlocks, Several
from huibao.model.report import Attachment, Blocks, Cell, Paragraph, Report, Table, new_id, plain, runs
from huibao.model.sheet import Sheet


def attach(report: Report, sheets: tuple[Sheet, ...]) -> Edit:
    """The edit, one step of undo, that puts ``sheets`` into ``report`` as attachments, each under its name; one that is there
    by that name already gets the new table in place of its old one, and keeps what else it holds."""
    edits: list[Edit] = []
    count = len(report.attachments)
    for sheet in sheets:
        held = next((one for one in report.attachments if plain(one.name) == sheet.name), None)
        if held is None:
            edits.append(Insert(report.id, "attachments", count, attachment_of(sheet)))
            count += 1
        else:
            edits.append(ReplaceBlocks(held.id, 0, len(held.blocks), _renewed(held.blocks, sheet)))
    return Several(tuple(edits), "把台账写进附件")


def attachment_of(sheet: Sheet) -> Attachment:
    """``sheet`` as an attachment: its name listed and as the title, its rows as a table."""
    title = Paragraph(new_id(), runs(sheet.name))
    return replace(new_attachment(), name=runs(sheet.name), title=(title,), blocks=(table_of(sheet),))


def table_of(sheet: Sheet) -> Table:
    """``sheet`` as a table whose first row is repeated; a line of a cell is a paragraph."""
    rows = tuple(tuple(_cell(text) for text in row) for row in (sheet.columns, *sheet.rows))
    return Table(new_id(), rows, sheet.widths, header_rows=1)


def sheet_of(table: Table, name: str = "") -> Sheet:
    """A table of a report as a sheet of texts, without headings told apart; a merged cell says the same in all its places."""
    rows: list[dict[int, str]] = [{} for _ in table.rows]
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column in rows[at]:
                column += 1
            text = "\n".join(paragraph.label + paragraph.text for paragraph in cell.paragraphs)
            for down in range(min(cell.rowspan, len(rows) - at)):
                for across in range(min(cell.colspan, 1_000)):
                    rows[at + down][column + across] = text
            column += cell.colspan
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    return Sheet(name, (), tuple(tuple(row.get(at, "") for at in range(width)) for row in rows))


def tables_of(report: Report) -> tuple[Sheet, ...]:
    """All tables of ``report`` as sheets, wherever they stand: for a ledger that comes back as a Word table."""
    return tuple(sheet_of(node) for node in tree.walk(report) if isinstance(node, Table))


def _cell(text: str) -> Cell:
    return Cell(tuple(Paragraph(new_id(), runs(line)) for line in text.split("\n")))


def _renewed(blocks: Blocks, sheet: Sheet) -> Blocks:
    """``blocks`` with the first table given the rows of ``sheet``; where there is none, the table comes last."""
    new = table_of(sheet)
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            return (*blocks[:at], replace(new, id=block.id), *blocks[at + 1 :])
    return (*(block for block in blocks if not isinstance(block, Paragraph) or block.text), new)
