"""A sheet: rows of text under named columns, as the ledger and its lists are written to a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` of the sheet, ``columns`` their headings, ``rows`` of as many cells each; a cell's lines end with "\\n".

    ``widths``: of the columns, in characters of Chinese text; empty: by content.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
