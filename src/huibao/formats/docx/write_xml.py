"""Elements of WordprocessingML, made through lxml, and the units of Word: twips, half-points, EMU."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from lxml import etree

Element = Any  # lxml's _Element; its stubs leave python-docx's subclasses out

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NSMAP: Final = {"w": W, "r": R}
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def w(name: str) -> str:
    """``name`` in the WordprocessingML namespace, as lxml writes it; "w:val" style prefixes are not used."""
    return f"{{{W}}}{name}"


def new(name: str, /, **attributes: str | int) -> Element:
    """A new element ``w:name`` with ``w:`` attributes."""
    return etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()}, NSMAP)


def add(parent: Element, name: str, /, **attributes: str | int) -> Element:
    """A new last child ``w:name`` of ``parent`` with ``w:`` attributes."""
    return etree.SubElement(parent, w(name), {w(key): str(value) for key, value in attributes.items()})


def switch(parent: Element, name: str, on: bool) -> None:
    """A new last child ``w:name`` that says yes or no in so many words (ECMA-376 Part 1, 17.17.4)."""
    add(parent, name, val="1" if on else "0")


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def mm_emu(millimetres: float) -> int:
    """Millimetres as English metric units (36,000 to the millimetre)."""
    return round(millimetres * 36000)
