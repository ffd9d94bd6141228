"""Tables of a web page: those that hold facts become tables, those that only lay out the page are read through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from huibao.formats.docx.read_tables import MAX_COLUMNS
from huibao.formats.docx.read_xml import Element, whole
from huibao.model.source import SourceCell, SourceItem, SourceParagraph, SourceTable

ReadCell = Callable[[Element, int], list[SourceParagraph]]
_LAYS_OUT = ("table", "h1", "h2", "h3", "form", "iframe", "article", "main", "nav")
_GROUPS = ("thead", "tbody", "tfoot")


def is_layout(table: Element) -> bool:
    """Whether a table only lays out the page: one cell a row, or cells that hold tables, headings and the like."""
    if table.get("role") == "presentation":
        return True
    if next(table.iterdescendants(*_LAYS_OUT), None) is not None:
        return True
    return all(len(_cells(row)) < 2 for row, _ in _rows(table))


def read_rows(table: Element, read_cell: ReadCell, name: str) -> tuple[list[SourceItem], SourceTable | None]:
    """The table's caption, and the table (None without cells). ``read_cell(cell, row)`` reads a cell's content."""
    caption = [line for element in table.iterchildren("caption") for line in read_cell(element, 0)]
    rows: list[list[SourceCell]] = []
    header_rows, in_header = 0, True
    found = [(row, group, _cells(row)) for row, group in _rows(table)]
    found = [(row, group, cells) for row, group, cells in found if cells]
    for number, (_, group, cells) in enumerate(found):
        in_header = in_header and (group == "thead" or all(cell.tag == "th" for cell in cells))
        header_rows += in_header
        rows.append(
            [
                SourceCell(
                    tuple(read_cell(cell, number + 1)) or (SourceParagraph(),),
                    max(1, whole(cell.get("colspan"), 1, MAX_COLUMNS)),
                    max(1, min(whole(cell.get("rowspan"), 1), len(found) - number)),
                )
                for cell in cells
            ]
        )
    if not rows:
        return [*caption], None
    header_rows = header_rows if header_rows < len(rows) else 0
    return [*caption], SourceTable(tuple(map(tuple, rows)), (), header_rows, name)


def stray_words(table: Element) -> str:
    """The words that stand, against the rules, between rows or cells."""
    words: list[str] = []
    holders = [table, *table.iterchildren(*_GROUPS), *(row for row, _ in _rows(table))]
    for holder in holders:
        words.append(holder.text or "")
        for child in holder:
            words.append(child.tail or "")
            if child.tag not in (
                *_GROUPS,
                "tr",
                "td",
                "th",
                "caption",
                "colgroup",
                "col",
                "script",
                "style",
                "template",
            ):
                words += map(str, child.itertext())
    return " ".join("".join(words).split())


def _rows(table: Element) -> Iterator[tuple[Element, str]]:
    """The rows, each with the tag of the group it stands in."""
    for child in table:
        if child.tag == "tr":
            yield child, ""
        elif child.tag in _GROUPS:
            for row in child.iterchildren("tr"):
                yield row, str(child.tag)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]
