"""Tables of a Word file: merged cells become one cell with spans (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from huibao.formats.docx.marks import mark_of
from huibao.formats.docx.read_drawings import chosen
from huibao.formats.docx.read_state import Story
from huibao.formats.docx.read_xml import MC, VAL, Element, W, on, val, whole
from huibao.model.report import Run
from huibao.model.source import SourceCell, SourceComment, SourceItem, SourceParagraph, SourcePicture, SourceTable

MAX_COLUMNS = 63
"""Word's own limit; a span beyond it is a fault of the file."""

ReadBlocks = Callable[[Element, str], list[SourceItem]]


@dataclass(slots=True)
class _Cell:
    """A cell being read: its first grid column, its spans, and the state of its vertical merge ("", restart, continue)."""

    column: int
    span: int
    merge: str
    rows: int = 1
    paragraphs: list[SourceParagraph] = field(default_factory=list)


def read_table(table: Element, story: Story, read_blocks: ReadBlocks) -> list[SourceItem]:
    """The table, followed by the pictures that stood in its cells (a cell holds paragraphs alone).

    ``read_blocks(cell, where)`` reads a cell's content. A nested table becomes lines of the cell around it, one a row with its
    cells parted by tabs; the text of merged-away cells goes into the cell that shows. A table without a shown cell yields
    nothing.
    """
    story.tables += 1
    name = f"表格{story.tables}"
    pictures: list[SourceItem] = []
    rows: list[list[_Cell]] = []
    header_rows, in_header = 0, True
    for row in _children(table, f"{W}tr", story):
        properties = row.find(f"{W}trPr")
        cells = _read_row(row, properties, f"{name}第{len(rows) + 1}行", story, read_blocks, pictures)
        if not cells:
            continue
        in_header = in_header and properties is not None and on(properties.find(f"{W}tblHeader"))
        header_rows += in_header
        rows.append(cells)
    story.pictures_from_tables += len(pictures)
    shown = _merge_down(rows)
    if not shown:
        return pictures
    widths = tuple(float(max(0, whole(column.get(f"{W}w")))) for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    # Rows that all claim to be headers repeat nowhere.
    header_rows = header_rows if header_rows < len(shown) else 0
    mark = next(filter(None, map(mark_of, table.iter(f"{W}p"))), "")
    return [SourceTable(shown, widths[:MAX_COLUMNS], header_rows, name, mark), *pictures]


def _read_row(
    row: Element,
    properties: Element | None,
    where: str,
    story: Story,
    read_blocks: ReadBlocks,
    pictures: list[SourceItem],
) -> list[_Cell]:
    before, after = (_columns(val(properties, name)) for name in ("gridBefore", "gridAfter"))
    cells = [_Cell(0, before, "")] if before else []
    for element in _children(row, f"{W}tc", story):
        given = element.find(f"{W}tcPr")
        column = cells[-1].column + cells[-1].span if cells else 0
        paragraphs = _flat(read_blocks(element, where), pictures)
        if cells and _merge_state(given, "hMerge") == "continue":
            cells[-1].span += _span(given)
            cells[-1].paragraphs += paragraphs
        else:
            cells.append(_Cell(column, _span(given), _merge_state(given, "vMerge"), paragraphs=paragraphs))
    if after and cells:
        cells.append(_Cell(cells[-1].column + cells[-1].span, after, ""))
    return cells


def _children(parent: Element, tag: str, story: Story) -> Iterator[Element]:
    """The rows or cells within, through content controls and the like; deleted rows are counted and dropped."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is not None:
                story.deleted += 1
            else:
                yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _children(chosen(child), tag, story)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _children(child, tag, story)


def _flat(items: list[SourceItem], pictures: list[SourceItem]) -> list[SourceParagraph]:
    """The paragraphs among ``items``, those of nested tables included; pictures go into ``pictures``."""
    found: list[SourceParagraph] = []
    for item in items:
        if isinstance(item, SourceParagraph):
            found.append(item)
        elif isinstance(item, SourcePicture):
            pictures.append(item)
        else:
            found += [line for row in item.rows if (line := _row_line(row)).runs or line.comments]
    return found


def _row_line(row: tuple[SourceCell, ...]) -> SourceParagraph:
    """A row of a nested table as one line: cells parted by tabs, the paragraphs of one by blanks."""
    pieces: list[Run] = []
    comments: list[SourceComment] = []
    for at, cell in enumerate(row):
        lines = [line for line in cell.paragraphs if line.label or line.runs]
        for number, line in enumerate(lines):
            between = "\t" if number == 0 and at and pieces else " " if number else ""
            pieces += [Run(text) for text in (between, line.label) if text]
            pieces += line.runs
            comments += line.comments
    return SourceParagraph(tuple(pieces), comments=tuple(comments))


def _merge_down(rows: list[list[_Cell]]) -> tuple[tuple[SourceCell, ...], ...]:
    """Vertical merges resolved: a cell that continues the one above lengthens it, and its text joins it. One that
    continues nothing, or a cell of another width, stands by itself. Rows that show nothing of their own vanish."""
    open_cells: dict[int, _Cell] = {}
    kept: list[list[_Cell]] = []
    for row in rows:
        own: list[_Cell] = []
        joined: list[_Cell] = []
        for cell in row:
            above = open_cells.get(cell.column) if cell.merge == "continue" else None
            if above is not None and above.span == cell.span:
                above.paragraphs += cell.paragraphs
                joined.append(above)
            else:
                own.append(cell)
        if own:
            for cell in joined:
                cell.rows += 1
            kept.append(own)
        open_cells = {cell.column: cell for cell in joined}
        open_cells |= {cell.column: cell for cell in own if cell.merge}
    return tuple(tuple(_cell(cell) for cell in row) for row in kept)


def _cell(cell: _Cell) -> SourceCell:
    shown = tuple(line for line in cell.paragraphs if line.runs) or (SourceParagraph(),)
    # Where a page begins within a cell can't be kept, and would mean nothing.
    return SourceCell(tuple(replace(line, page_break_before=False) for line in shown), cell.span, cell.rows)


def _merge_state(properties: Element | None, name: str) -> str:
    """ "", "restart" or "continue" (the value when none is written)."""
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return ""
    return "restart" if element.get(VAL) in ("restart", "rest") else "continue"


def _span(properties: Element | None) -> int:
    return max(1, _columns(val(properties, "gridSpan")))


def _columns(text: str) -> int:
    return max(0, whole(text, 0, MAX_COLUMNS))
