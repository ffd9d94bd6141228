"""Bookmarks that say which node of a report a paragraph of a Word file prints: ``_hb_`` and the node's id.

Word hides bookmarks whose names begin with ``_``, and keeps them while a paragraph is edited, parted or moved.
"""

from __future__ import annotations

import hashlib
import re

from huibao.formats.docx.read_xml import Element, W
from huibao.formats.package import open_package, read_part

PREFIX = "_hb_"
_SAFE = re.compile(r"[0-9A-Za-z_]{1,32}")
_IN_XML = re.compile(rb'[\s:]name\s*=\s*["\'](_hb_[0-9A-Za-z_]{1,36})["\']')
_BODY = "word/document.xml"  # where Word, WPS and LibreOffice put it
_START, _NAME = f"{W}bookmarkStart", f"{W}name"


class Names:
    """Gives out the names of a document's bookmarks, in print order, none twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __len__(self) -> int:
        return len(self._given)

    def next(self, node: str) -> str:
        """``_hb_`` + the id, numbered where one node prints several paragraphs; at most 40 characters, as Word allows."""
        safe = _SAFE.fullmatch(node)
        base = PREFIX + (node if safe else hashlib.sha256(node.encode("utf-8", "replace")).hexdigest()[:16])
        name, count = base, 1
        while name.lower() in self._given:  # Word takes names that differ in case alone for the same
            count += 1
            name = f"{base[:33]}_{count}"
        self._given.add(name.lower())
        return name


def mark_of(paragraph: Element) -> str:
    """The name of the first of our bookmarks that begins in a ``w:p``, "" when none does."""
    for start in paragraph.iterfind(_START):
        name = start.get(_NAME, "")
        if name.startswith(PREFIX):
            return name
    return ""


def marks_in(data: bytes) -> tuple[str, ...]:
    """The names of our bookmarks in the .docx ``data``, each once, at a glance: nothing is parsed. Raises InputError when it
    is no package that is safe to open."""
    with open_package(data) as archive:
        if _BODY not in archive.namelist():
            return ()
        body = read_part(archive, _BODY)
    return tuple(dict.fromkeys(name.decode("ascii") for name in _IN_XML.findall(body)))
