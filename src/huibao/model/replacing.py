"""Finding in the whole report, and replacing what was found: everything that is printed of a writer's words, as pure values.

Pictures are searched by their alternative text. Not searched: numbers (they follow the structure), and a template's
punctuation around fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit
from huibao.model.report import (
    Attachment,
    Cell,
    Detail,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Report,
    Run,
    Runs,
    Table,
    plain,
    runs,
)
from huibao.model.structure import cut
from huibao.model.text import clean

MOST = 5000
_CHANGED = "报告在查找以后改过，请再查找一次。"
_END = "结语、署名、日期"
_FULL_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_GROUP = re.compile(r"\\(\\|[0-9])")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. ``case``: capitals differ from small letters; ``width``: full-width letters, digits and marks
    differ from half-width ones; ``whole``: a Latin word or number only as a whole; ``regex``: ``text`` is a regular
    expression of Python's, \\1 … \\9 in a replacement stand for its groups."""

    text: str
    case: bool = False
    width: bool = False
    whole: bool = False
    regex: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Raises EditError when the regular expression is none."""
        text = self.text
        if not self.regex:
            text = re.escape(text if self.width else _narrowed(text))
        elif not self.width:
            # A full-width bracket stands for itself, so its half-width form must too.
            text = "".join(re.escape(_narrowed(mark)) if _narrowed(mark) != mark else mark for mark in text)
        try:
            return re.compile(text, 0 if self.case else re.IGNORECASE)
        except (re.error, RecursionError, OverflowError) as fault:
            raise EditError("这个正则表达式写得不完整或不对，请检查括号和反斜杠。") from fault


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start``–``end`` of ``text``, which is the ``field`` of ``node``: "text" of a paragraph, "headline" of what
    has one, "lead_in" of a part, "alt" of a picture, "source" or "closed_on" of an entry, or a detail's name. ``where``: the
    heading it is under ("" in the front).
    ``groups``: what the expression's groups found, the whole first."""

    node: Id
    field: str
    text: str
    start: int
    end: int
    where: str = ""
    groups: tuple[str, ...] = ()

    @property
    def found(self) -> str:
        """The text that was found."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Place:
    node: Id
    field: str
    text: str
    where: str


def matches(report: Report, search: Search, most: int = MOST) -> tuple[Match, ...]:
    """Where ``search`` is met, in print order, at most ``most`` places. Raises EditError for a wrong expression."""
    if not search.text:
        return ()
    pattern, found = search.pattern(), []
    for place in _places(report, ""):
        for match in _found(place, pattern, search):
            found.append(match)
            if len(found) == most:
                return tuple(found)
    return tuple(found)


def substitute(match: Match, replacement: str, search: Search) -> str:
    """What ``match`` becomes. Raises EditError when ``replacement`` names a group that the expression has not."""

    def group(name: re.Match[str]) -> str:
        if name[1] == "\\":
            return "\\"
        if int(name[1]) >= len(match.groups):
            raise EditError(f"查找的正则表达式里没有第 {name[1]} 组括号，替换里不能用 \\{name[1]}。")
        return match.groups[int(name[1])]

    return clean(_GROUP.sub(group, replacement) if search.regex else replacement)


@dataclass(frozen=True)
class ReplaceTexts(Edit):
    """Give many fields another text at once, in one pass over the report: node, field (as in Match) and text of each."""

    texts: tuple[tuple[Id, str, Runs], ...]
    count: int

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return f"替换 {self.count} 处"

    @property
    def target(self) -> Id:
        return self.texts[0][0] if self.texts else ""

    def apply(self, report: Report) -> Report:
        wanted: dict[Id, dict[str, Runs]] = {}
        for node, field, content in self.texts:
            wanted.setdefault(node, {})[field] = content
        changed: Report = _rebuilt(report, wanted)
        return changed


def replaced(report: Report, chosen: Iterable[Match], replacement: str, search: Search) -> ReplaceTexts:
    """One edit that replaces all ``chosen``; each takes the look of its first character. Raises EditError when a place is no
    longer as it was found."""
    texts: list[tuple[Id, str, Runs]] = []
    ordered = list(chosen)
    owners = {node.id: node for node in tree.walk(report)}
    for (node, field), group in groupby(ordered, key=lambda match: (match.node, match.field)):
        owner = owners.get(node)
        if owner is None:
            raise EditError(_CHANGED)
        content = _content(owner, field)
        for match in sorted(group, key=lambda match: match.start, reverse=True):
            if plain(content)[: match.end] != match.text[: match.end]:
                raise EditError(_CHANGED)
            content = _with(content, match.start, match.end, substitute(match, replacement, search))
        texts.append((node, field, content))
    return ReplaceTexts(tuple(texts), len(ordered))


def _places(node: Any, where: str) -> Iterator[_Place]:
    heading = getattr(node, "heading", None)
    if heading is not None:
        where = f"{heading.label}{heading.text}".strip() or where
        yield _Place(node.id, "headline", heading.text, where)
    if isinstance(node, Attachment):
        where = plain(node.name) or "附件"
        yield _Place(node.id, "headline", plain(node.name), where)
    elif isinstance(node, Paragraph):
        yield _Place(node.id, "text", node.text, where)
    elif isinstance(node, Table):
        for _, _, cell in tree.cells(node):
            for paragraph in cell.paragraphs:
                yield _Place(paragraph.id, "text", paragraph.text, where)
    elif isinstance(node, Picture) and node.alt:
        yield _Place(node.id, "alt", node.alt, where)
    elif isinstance(node, Part) and node.lead_in:
        yield _Place(node.id, "lead_in", node.lead_in, where)
    for place, _, child in tree.children(node):
        yield from _places(child, _END if place == "end" else where)
    for detail in _first_of_each(getattr(node, "details", ())):
        yield _Place(node.id, detail.field, detail.value, where)
    for field in ("source", "closed_on"):
        if getattr(node, field, ""):
            yield _Place(node.id, field, getattr(node, field), where)


def _first_of_each(details: tuple[Detail, ...]) -> Iterator[Detail]:
    """Of details of one name only the first can be edited."""
    yield from {detail.field: detail for detail in reversed(details)}.values()


def _found(place: _Place, pattern: re.Pattern[str], search: Search) -> Iterator[Match]:
    text = place.text if search.width else _narrowed(place.text)
    for met in pattern.finditer(text):
        start, end = met.span()
        if start == end or (search.whole and not _is_whole(text, start, end)):
            continue
        # The report's own characters, not the narrowed ones.
        spans = [met.span(number) for number in range(pattern.groups + 1)]
        groups = tuple(place.text[a:b] if a >= 0 else "" for a, b in spans)
        yield Match(place.node, place.field, place.text, start, end, place.where, groups)


def _narrowed(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones; each stays one character."""
    return text.translate(_FULL_WIDTH)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut; between Han characters there are no words to cut."""
    cut_before = start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])
    return not cut_before and not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def _is_latin(character: str) -> bool:
    """Whether ``character`` is a letter or digit of a script that has words: what stands before the Han blocks."""
    return character.isalnum() and character < "\u2e80"


def _content(owner: Any, field: str) -> Runs:
    """What ``field`` of ``owner`` holds, as runs."""
    if field == "text":
        held: Runs = owner.runs
        return held
    if field == "headline":
        named: Runs = owner.name if isinstance(owner, Attachment) else owner.heading.headline
        return named
    return runs(owner.detail(field) if _is_detail(owner, field) else getattr(owner, field))


def _is_detail(owner: Any, field: str) -> bool:
    return isinstance(owner, Measure) and field != "closed_on"


def _with(content: Runs, start: int, end: int, text: str) -> Runs:
    before, rest = cut(content, start)
    middle, after = cut(rest, end - start)
    made: list[Run] = []
    for run in (*before, replace(middle[0], text=text), *after):
        if made and replace(made[-1], text=run.text) == run:
            made[-1] = replace(run, text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)


def _rebuilt(node: Any, wanted: dict[Id, dict[str, Runs]]) -> Any:
    """``node`` with the wanted texts at and below it; what does not change is the very same."""
    for field, content in wanted.get(node.id, {}).items():
        node = _written(node, field, content)
    if isinstance(node, Table):
        rows = tuple(tuple(_rebuilt_cell(cell, wanted) for cell in row) for row in node.rows)
        same = all(a is b for old, new in zip(node.rows, rows, strict=True) for a, b in zip(old, new, strict=True))
        return node if same else replace(node, rows=rows)
    changed = {}
    for place in tree.PLACES[type(node)]:
        held = getattr(node, place)
        now = tuple(_rebuilt(child, wanted) for child in held)
        if any(a is not b for a, b in zip(held, now, strict=True)):
            changed[place] = now
    return replace(node, **changed) if changed else node


def _rebuilt_cell(cell: Cell, wanted: dict[Id, dict[str, Runs]]) -> Cell:
    now = tuple(_rebuilt(paragraph, wanted) for paragraph in cell.paragraphs)
    same = all(a is b for a, b in zip(cell.paragraphs, now, strict=True))
    return cell if same else replace(cell, paragraphs=now)


def _written(owner: Any, field: str, content: Runs) -> Any:
    """``owner`` with another ``field``; a detail without a text is gone."""
    if field == "text":
        return replace(owner, runs=content)
    if field == "headline":
        if isinstance(owner, Attachment):
            return replace(owner, name=content)
        return replace(owner, heading=replace(owner.heading, headline=content))
    if not _is_detail(owner, field):
        return replace(owner, **{field: plain(content)})
    at = next(index for index, detail in enumerate(owner.details) if detail.field == field)
    new = (replace(owner.details[at], value=plain(content)),) if content else ()
    return replace(owner, details=owner.details[:at] + new + owner.details[at + 1 :])
