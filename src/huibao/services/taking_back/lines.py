"""The lines of a Word file and those of a report, made comparable: blanks that no reader of Word keeps don't count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.formats.docx.marks import Names
from huibao.formats.txt import BLANKS
from huibao.model.manuscript import Item
from huibao.model.report import Cell, Table
from huibao.model.source import Source, SourceCell, SourceParagraph, SourcePicture, SourceTable
from huibao.model.text import LINE_BREAK, clean

_BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
OUTER = f"{BLANKS}\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class WordLine:
    """A paragraph of a Word file (its manual line breaks as U+2028), a table or a picture. ``text`` with its number, however
    it was numbered; ``index``: the source item that it begins with; ``item``: which item of the manuscript its bookmark
    names, -1 for none."""

    index: int
    text: str
    item: int = -1
    table: SourceTable | None = None
    picture: SourcePicture | None = None


def normal(text: str) -> str:
    """``text`` as it comes back from Word: each line without blanks at its ends, empty lines gone."""
    return LINE_BREAK.join(line for piece in _BREAKS.split(clean(text)) if (line := piece.strip(OUTER)))


def printed(item: Item) -> str:
    """What an item prints, its number included; a table's cells parted by tabs and line ends."""
    return table_text(item.table) if item.table else item.label + item.text


def table_text(table: Table | SourceTable) -> str:
    """The words of a table: cells parted by tabs, rows by line ends."""
    return "\n".join("\t".join("\n".join(cell_texts(cell)) for cell in row) for row in table.rows)


def cell_texts(cell: Cell | SourceCell) -> list[str]:
    """The paragraphs of a cell as they come back from Word, empty ones too; manual line breaks as U+2028."""
    out: list[str] = []
    for one in cell.paragraphs:
        text = normal(one.label + one.text)
        if out and isinstance(one, SourceParagraph) and one.continues:
            out[-1] += LINE_BREAK + text
        else:
            out.append(text)
    return out


def lines_of(source: Source, items: Sequence[Item]) -> tuple[WordLine, ...]:
    """The lines of ``source``; ``items`` are the manuscript that it may have been printed from."""
    places = _places(items)
    lines: list[WordLine] = []
    for index, one in enumerate(source.items):
        at = places.get(one.mark.lower(), -1)
        if isinstance(one, SourceTable):
            lines.append(WordLine(index, table_text(one), at, table=one))
        elif isinstance(one, SourcePicture):
            lines.append(WordLine(index, "", at, picture=one))
        else:
            _add(lines, index, one, at)
    return tuple(lines)


def _add(lines: list[WordLine], index: int, one: SourceParagraph, at: int) -> None:
    text = normal(one.label + one.text)
    last = lines[-1] if lines else None
    if one.continues and last is not None and last.table is None and last.picture is None:
        lines[-1] = replace(last, text=last.text + LINE_BREAK + text)
    elif text:
        lines.append(WordLine(index, text, at))


def _places(items: Sequence[Item]) -> dict[str, int]:
    """By the name of its bookmark, in small letters, the place of each item that has one."""
    names = Names()
    return {names.next(item.node).lower(): at for at, item in enumerate(items) if item.table is None or item.table.rows}
