"""Finding in the whole report: everything that is printed of a writer's words, and what is said beside it, as pure values.

Pictures are searched by their alternative text. Of what is not printed, notes of 整改情况 and comments are searched. Not
searched: numbers (they follow the structure), and a template's punctuation around fields.

A search has two halves: ``places`` gives the texts, ``spans`` looks through them. A regular expression may take longer than
anybody's life, and Python can't stop it; so ``services.searching`` has ``spans`` done in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.comments import in_print_order, place_name
from huibao.model.expressions import WRONG, Spans, spans
from huibao.model.report import (
    Attachment,
    Comment,
    Detail,
    Id,
    Paragraph,
    Part,
    Picture,
    Report,
    StatusEntry,
    Table,
    plain,
)

MOST = 5000
NOTE, COMMENT = "note:", "comment:"
WRONG_EXPRESSION = "这个正则表达式写得不完整或不对，请检查括号和反斜杠。"
_END = "结语、署名、日期"
_FULL_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


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

    @property
    def flags(self) -> int:
        """How ``expression`` is compiled."""
        return 0 if self.case else re.IGNORECASE

    @property
    def expression(self) -> str:
        """A regular expression for what is looked for; ``texts`` says in what."""
        text = self.text
        if not self.regex:
            text = re.escape(text if self.width else _narrowed(text))
        elif not self.width:
            # A full-width bracket stands for itself, so its half-width form must too.
            text = "".join(re.escape(_narrowed(mark)) if _narrowed(mark) != mark else mark for mark in text)
        return text

    def pattern(self) -> re.Pattern[str]:
        """Raises EditError when the regular expression is none."""
        try:
            return re.compile(self.expression, self.flags)
        except WRONG as fault:
            raise EditError(WRONG_EXPRESSION) from fault


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start``–``end`` of ``text``, which is the ``field`` of ``node``: "text" of a paragraph, "headline" of what
    has one, "lead_in" of a part, "alt" of a picture, "source" or "closed_on" of an entry, or a detail's name; NOTE and the
    index of an entry's status; COMMENT and the id of a comment, which stands at ``node``. ``where``: the heading it is under
    ("" in the front).
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
class Place:
    """A text that is searched; fields as in Match."""

    node: Id
    field: str
    text: str
    where: str


def matches(report: Report, search: Search, most: int = MOST) -> tuple[Match, ...]:
    """Where ``search`` is met, in print order, comments last; at most ``most`` places. Raises EditError for a wrong
    expression. An expression of a user's may never come back: ``services.searching``."""
    if not search.text:
        return ()
    found = places(report)
    return matched(found, spans(texts(found, search), search.pattern(), search.whole, most))


def places(report: Report) -> tuple[Place, ...]:
    """All texts that are searched, in print order, comments last."""
    commented = (_of_comment(report, comment) for comment in in_print_order(report))
    return (*_places(report, ""), *commented)


def texts(found: Sequence[Place], search: Search) -> list[str]:
    """What is looked through for ``search``: each place's text, character for character."""
    return [place.text if search.width else _narrowed(place.text) for place in found]


def matched(found: Sequence[Place], met: Iterable[Spans]) -> tuple[Match, ...]:
    """The matches that were ``met`` in ``found``, in the report's own characters, not the narrowed ones."""
    return tuple(_match(found[at], groups) for at, groups in met)


def _match(place: Place, groups: Sequence[tuple[int, int]]) -> Match:
    words = tuple(place.text[a:b] if a >= 0 else "" for a, b in groups)
    return Match(place.node, place.field, place.text, *groups[0], place.where, words)


def _places(node: Any, where: str) -> Iterator[Place]:
    heading = getattr(node, "heading", None)
    if heading is not None:
        where = f"{heading.label}{heading.text}".strip() or where
        yield Place(node.id, "headline", heading.text, where)
    if isinstance(node, Attachment):
        where = plain(node.name) or "附件"
        yield Place(node.id, "headline", plain(node.name), where)
    elif isinstance(node, Paragraph):
        yield Place(node.id, "text", node.text, where)
    elif isinstance(node, Table):
        for _, _, cell in tree.cells(node):
            for paragraph in cell.paragraphs:
                yield Place(paragraph.id, "text", paragraph.text, where)
    elif isinstance(node, Picture) and node.alt:
        yield Place(node.id, "alt", node.alt, where)
    elif isinstance(node, Part) and node.lead_in:
        yield Place(node.id, "lead_in", node.lead_in, where)
    for place, _, child in tree.children(node):
        yield from _places(child, _END if place == "end" else where)
    for detail in _first_of_each(getattr(node, "details", ())):
        yield Place(node.id, detail.field, detail.value, where)
    for field in ("source", "closed_on"):
        if getattr(node, field, ""):
            yield Place(node.id, field, getattr(node, field), where)
    for at, status in enumerate(getattr(node, "statuses", ())):
        if status.note:
            yield _of_status(node.id, at, status, where)


def _of_status(entry: Id, at: int, status: StatusEntry, where: str) -> Place:
    return Place(entry, f"{NOTE}{at}", status.note, f"{where} · {status.year}年{status.outcome}的说明")


def _of_comment(report: Report, comment: Comment) -> Place:
    return Place(comment.about, f"{COMMENT}{comment.id}", comment.text, f"批注 · {place_name(report, comment.about)}")


def _first_of_each(details: tuple[Detail, ...]) -> Iterator[Detail]:
    """Of details of one name only the first can be edited."""
    yield from {detail.field: detail for detail in reversed(details)}.values()


def _narrowed(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones; each stays one character."""
    return text.translate(_FULL_WIDTH)
