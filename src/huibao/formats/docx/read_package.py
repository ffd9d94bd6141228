"""A received Word package as parts and relationships (ECMA-376 Part 2, 6.5 and 9.3)."""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from huibao.errors import InputError
from huibao.formats.docx.read_xml import BROKEN, PKG, REL, Element, parse_xml, transitional
from huibao.formats.package import open_package, read_part

_NO_DOCUMENT = "文件里没有 Word 正文，打不开；请用 Word 或 WPS 打开后另存为 .docx。"


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of the relationship's type ("image"); ``target`` a part's name, or an outside address."""

    kind: str
    target: str
    external: bool


class Parts(Protocol):
    """A Word document as parts and relationships. ``damaged`` names the kinds of secondary parts that can't be read:
    they are done without. ``main`` is the name of the main part."""

    damaged: list[str]

    @property
    def main(self) -> str: ...

    def document(self) -> Element:
        """The root of the main document part."""

    def related(self, kind: str) -> Element | None:
        """The root of the part that the document relates to as ``kind`` ("styles"); None when missing or unreadable."""

    def xml(self, name: str, kind: str) -> Element | None:
        """The root of a secondary part, None when it is missing; an unreadable one is noted in ``damaged`` as ``kind``."""

    def content(self, name: str) -> bytes | None:
        """A part's bytes, None when it is missing or damaged."""

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of ``part`` by id; none when it has none or they can't be read."""


class _Named:
    """Parts by name, without regard to case, and the relationships among them. Raises InputError without a document part.

    ``damaged`` names the kinds of secondary parts that could not be read: they are done without.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in names}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.damaged: list[str] = []
        self.main = self._main_part()

    def document(self) -> Element:
        """The root of the main document part."""
        return self._root(self._stored(self.main))

    def related(self, kind: str) -> Element | None:
        """The root of the part that the document relates to as ``kind`` ("styles"); None when missing or unreadable."""
        targets = [relation.target for relation in self.relations(self.main).values() if relation.kind == kind]
        return self.xml(targets[0], kind) if targets else None

    def xml(self, name: str, kind: str) -> Element | None:
        """The root of a secondary part, None when it is missing; an unreadable one is noted in ``damaged`` as ``kind``."""
        try:
            return self._root(self._stored(name))
        except KeyError:
            return None
        except InputError:
            self.damaged.append(kind)
            return None

    def content(self, name: str) -> bytes | None:
        """A part's bytes, None when it is missing or damaged."""
        try:
            return self._bytes(self._stored(name))
        except (KeyError, InputError):
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of ``part`` by id; none when it has none or they can't be read."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"), "relationships")
            self._relations[part] = {} if root is None else dict(_relations(root, folder))
        return self._relations[part]

    def _main_part(self) -> str:
        targets = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        for name in (*targets, "word/document.xml"):
            if name.casefold() in self._names:
                return name
        raise InputError(_NO_DOCUMENT)

    def _stored(self, name: str) -> str:
        stored = self._names.get(name.casefold()) or self._names.get(unquote(name).casefold())
        if stored is None:
            raise KeyError(name)
        return stored

    def _root(self, stored: str) -> Element:
        return parse_xml(self._bytes(stored))

    def _bytes(self, stored: str) -> bytes:
        raise NotImplementedError


class Package(_Named):
    """The parts of a .docx. Raises InputError over the limits too."""

    def __init__(self, data: bytes) -> None:
        self._archive = open_package(data)
        super().__init__(self._archive.namelist())

    def _bytes(self, stored: str) -> bytes:
        return read_part(self._archive, stored)


class FlatPackage(_Named):
    """The parts of a Word document saved as one XML file (Flat OPC): each a ``pkg:part`` with XML or base64 in it."""

    def __init__(self, data: bytes) -> None:
        found = parse_xml(data).iterfind(f"{PKG}part")
        self._parts = {part.get(f"{PKG}name", "").lstrip("/"): part for part in found}
        super().__init__(self._parts)

    def _root(self, stored: str) -> Element:
        found = self._parts[stored].find(f"{PKG}xmlData")
        if found is None:
            return super()._root(stored)
        if not len(found):
            raise InputError(BROKEN)
        return transitional(found[0])

    def _bytes(self, stored: str) -> bytes:
        held = self._parts[stored].findtext(f"{PKG}binaryData")
        if held is None:
            raise KeyError(stored)
        try:
            return base64.b64decode(held)
        except ValueError as error:
            raise InputError(BROKEN) from error


def _relations(root: Element, folder: str) -> list[tuple[str, Relation]]:
    found = []
    for element in root.iter(f"{REL}Relationship"):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found.append((element.get("Id", ""), Relation(kind, target, external)))
    return found
