"""Automatic numbers of a received file, resolved to what a reader sees: 一、（一）1.（1）(ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from huibao.formats.docx.read_numerals import written
from huibao.formats.docx.read_styles import Indent, Styles, indent_of
from huibao.formats.docx.read_symbols import shown
from huibao.formats.docx.read_xml import MC, VAL, Element, W, on, val, whole

LEVELS = 9
_MOST = 32_767
_LONGEST = 255
_PLACE = re.compile("%([1-9])")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: ``text`` its pattern ("%1、"), ``style`` the paragraph style linked to it, ``restart`` the level
    (1-based) after which it begins anew (0: never, −1: after any higher one), ``legal`` all numbers in Arabic digits."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""
    font: str = ""
    indent: Indent = Indent()


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's automatic number: ``label`` without gap, its 0-based ``level``, the ``list_id`` it counts in."""

    label: str
    level: int
    list_id: str
    indent: Indent


@dataclass(slots=True)
class _List:
    """One ``w:num``: its levels and starts that it overrides, over those of the abstract list it shares counters with."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    list_id: str
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The numbers of one story, in order: ``next_number`` once for each numbered paragraph counts it."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._numbers: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        for element in () if root is None else root:
            if element.tag == f"{W}num":
                self._numbers.setdefault(element.get(f"{W}numId", ""), element)
            elif element.tag == f"{W}abstractNum":
                self._abstracts.setdefault(element.get(f"{W}abstractNumId", ""), element)

    def next_number(
        self, num_id: str, level: int, style_ids: tuple[str, ...] = (), style_level: int = -1
    ) -> Number | None:
        """Count a paragraph in the list ``num_id`` and say its number; None when the list isn't there (or is 0).

        ``level`` −1: the paragraph names none, so the level that one of ``style_ids`` is linked to (17.9.23), else the
        style's own ``style_level``, else the first.
        """
        found = self._list(num_id)
        if found is None:
            return None
        if level < 0:
            levels = {known.style: at for at, known in found.levels.items() if known.style}
            # The style's own link counts before one of the styles it is based on.
            level = next((levels[style] for style in style_ids if style in levels), max(style_level, 0))
        level = min(level, LEVELS - 1)
        definition = found.levels.get(level, Level())
        self._count(found, level, definition)
        return Number(self._label(found, level, definition), level, found.list_id, definition.indent)

    def _count(self, found: _List, level: int, definition: Level) -> None:
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        if level in found.starts and level not in found.begun:
            counters[level] = found.starts[level]
        else:
            now = counters[level]
            counters[level] = definition.start if now is None else min(now + 1, _MOST)
        found.begun.add(level)
        for lower in range(level + 1, LEVELS):
            restart = found.levels.get(lower, Level()).restart
            if restart < 0 or level < restart:
                counters[lower] = None

    def _label(self, found: _List, level: int, definition: Level) -> str:
        if definition.number_format == "bullet":
            return "".join(shown(character, definition.font) for character in definition.text).strip() or _BULLET
        counters = self._counters[found.abstract]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            one = found.levels.get(at, Level())
            counter = counters[at]
            style = "decimal" if definition.legal and one.number_format != "none" else one.number_format
            value = found.starts.get(at, one.start) if counter is None else counter
            return "" if style == "bullet" or at > level else written(value, style)

        return _PLACE.sub(number, definition.text).strip()

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]

    def _read(self, num_id: str) -> _List | None:
        element = self._numbers.get(num_id)
        if element is None or num_id == "0":
            return None
        abstract = self._abstract(val(element, "abstractNumId"))
        levels = _levels(self._abstracts.get(abstract))
        starts = {}
        for override in element.iterfind(f"{W}lvlOverride"):
            at = whole(override.get(f"{W}ilvl"))
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own)
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[at] = _held(start.get(VAL))
                levels[at] = replace(levels.get(at, Level()), start=starts[at])
        return _List(abstract, levels, starts, f"{abstract}.{num_id}" if starts else abstract)

    def _abstract(self, abstract: str) -> str:
        """The abstract list itself, or the one a numbering style leads to (w:numStyleLink, 17.9.21)."""
        seen: set[str] = set()
        while abstract not in seen:
            seen.add(abstract)
            style = val(self._abstracts.get(abstract), "numStyleLink")
            linked = self._numbers.get(self._styles.numbering(style)) if style else None
            if linked is None:
                break
            abstract = val(linked, "abstractNumId", abstract)
        return abstract


def _levels(abstract: Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    found = {whole(element.get(f"{W}ilvl")): _level(element) for element in abstract.iterfind(f"{W}lvl")}
    return {at: level for at, level in found.items() if 0 <= at < LEVELS}


def _level(element: Element) -> Level:
    number_format = element.find(f"{W}numFmt")
    if number_format is None:
        # Formats newer than the standard stand beside a plain one for readers that don't know them.
        number_format = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=_held(val(element, "start", "0")),
        number_format="decimal" if number_format is None else number_format.get(VAL, "decimal"),
        text=val(element, "lvlText")[:_LONGEST],
        restart=whole(val(element, "lvlRestart"), -1),
        legal=on(element.find(f"{W}isLgl")),
        style=val(element, "pStyle"),
        font="" if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", "")),
        indent=indent_of(element.find(f"{W}pPr/{W}ind")),
    )


def _held(text: str | None) -> int:
    return max(0, whole(text, 0, _MOST))
