"""Changes of properties in an old Word file, one after the other ([MS-DOC] 2.6), by the names used here."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
TABLE_DEFINITION = 0xD608
_TABS = 0xC615

# Runs (2.6.1)
DELETED, INSERTED, FIELD_DATA, SYMBOL, PICTURE, OLE = 0x0800, 0x0801, 0x0806, 0x6A09, 0x6A03, 0x080A
STYLE, PLAIN, BOLD, ITALIC, UNDERLINE, HIDDEN = 0x4A30, 0x2A33, 0x0835, 0x0836, 0x2A3E, 0x083C
SIZE, LATIN_FONT, EAST_FONT, SPECIAL, RUN_IN = 0x4A43, 0x4A4F, 0x4A50, 0x0855, 0x0818
# Paragraphs (2.6.2)
PARAGRAPH_STYLE, ALIGN_OLD, ALIGN, LEFT_OLD, LEFT, FIRST_OLD, FIRST = (
    0x4600,
    0x2403,
    0x2461,
    0x840F,
    0x845E,
    0x8411,
    0x8460,
)
LEFT_CHARS, FIRST_CHARS, LEVEL, LIST, OUTLINE, PAGE_BREAK = 0x4456, 0x4457, 0x260A, 0x460B, 0x2640, 0x2407
IN_TABLE, ROW_END, DEPTH, DEEPER, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x664A, 0x244B, 0x244C
ELSEWHERE, ELSEWHERE_OLD = 0x6646, 0x6645
# Tables (2.6.3) and sections (2.6.4)
HEADER_ROW, MERGE, VERTICAL_MERGE, SECTION_START = 0x3404, 0x5624, 0xD62B, 0x3009

# A Prm0 holds a short number for one of these (2.9.214): only those that are read here.
_SHORT = {
    0x05: ALIGN_OLD, 0x07: 0x2405, 0x08: 0x2406, 0x09: PAGE_BREAK, 0x0C: LEVEL, 0x18: IN_TABLE, 0x19: ROW_END,
    0x41: DELETED, 0x42: INSERTED, 0x4B: FIELD_DATA, 0x53: PLAIN, 0x55: BOLD, 0x56: ITALIC, 0x5C: HIDDEN, 0x5E: UNDERLINE,
}  # fmt: skip


def changes(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """(name, value) of each change in a grpprl; ends at the first that is cut off."""
    at = 0
    while at + 2 <= len(properties):
        (name,) = struct.unpack_from("<H", properties, at)
        at += 2
        size = _SIZES[name >> 13]
        if size < 0:
            if at >= len(properties):
                return
            if name == TABLE_DEFINITION:
                if at + 2 > len(properties):
                    return
                size = struct.unpack_from("<H", properties, at)[0] - 1
                at += 2
            elif name == _TABS and properties[at] == 255:
                size = _tabs_size(properties, at + 1)
                at += 1
            else:
                size = properties[at]
                at += 1
        value = properties[at : at + size]
        if size < 0 or len(value) < size:
            return
        yield name, value
        at += size


def short_change(prm: int) -> bytes:
    """The change that a Prm0 stands for, as a grpprl; empty when it changes nothing that is read here."""
    name = _SHORT.get(prm >> 1 & 0x7F)
    return b"" if name is None else struct.pack("<HB", name, prm >> 8)


def number(value: bytes) -> int:
    """A value as an unsigned number."""
    return int.from_bytes(value, "little")


def signed(value: bytes) -> int:
    """A value as a signed number."""
    return int.from_bytes(value, "little", signed=True)


def _tabs_size(properties: bytes, at: int) -> int:
    """The size of a change of tabs that is too long for its own count (2.9.184)."""
    if at >= len(properties):
        return -1
    deleted = properties[at]
    added_at = at + 1 + 4 * deleted
    return -1 if added_at >= len(properties) else 2 + 4 * deleted + 3 * properties[added_at]
