"""This year's report beside last year's: what is 与上年相同, 相近 or 新写, what was dropped, how much is copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from huibao.model import tree
from huibao.model.memory import remembered
from huibao.model.report import Group, Id, Measure, Problem, Report
from huibao.yearly.matching import is_near, likeness, match
from huibao.yearly.passages import Passage, passages
from huibao.yearly.sentences import bare, sentences

Match = Literal["same", "near", "new"]
NAMES: dict[Match, str] = {"same": "与上年相同", "near": "相近", "new": "新写"}
SHORT: dict[Match, str] = {"same": "同", "near": "近", "new": "新"}
_LEAST_COPIED = 6  # characters: a shorter sentence (特此报告。) proves nothing
_NOT_SAME = 0.999
_STILL_NEAR = 0.3  # of a passage that is known to be this one by its id, its heading or its place


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage of this year and what became of last year's words in it.

    ``last`` is its counterpart (None: none; one that kept its place but none of its words is still named, with match "new").
    ``likeness`` 0–1, 1 only for the same text, 0 without counterpart. ``copied``: how many characters (blanks not counted)
    stand in sentences that last year's report has word for word, wherever; ``size``: of how many. ``sources``: the
    passages of last year that those sentences are from.
    """

    this: Passage
    last: Passage | None
    match: Match
    likeness: float
    copied: int
    size: int
    sources: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the characters that stand in passages of each match, together 1 (0 where there are no characters), and the
    share that stands in sentences copied word for word."""

    same: float = 0.0
    near: float = 0.0
    new: float = 0.0
    copied: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """All passages of this year in print order; those of last year that live on nowhere; shares in all and by section id
    ("" for what stands outside the sections)."""

    paragraphs: tuple[Compared, ...]
    dropped: tuple[Passage, ...]
    shares: Shares
    sections: Mapping[Id, Shares] = field(default_factory=dict)

    def of(self, node: Id) -> Compared | None:
        """The passage that holds words of ``node`` (a paragraph, a heading's owner, a part); None when there is none."""
        return self._by_node.get(node)

    @cached_property
    def _by_node(self) -> dict[Id, Compared]:
        found: dict[Id, Compared] = {}
        for compared in self.paragraphs:
            found.setdefault(compared.this.node, compared)
        for compared in self.paragraphs:
            for node in compared.this.nodes:
                found.setdefault(node, compared)
        return found


def compare(last: Report, this: Report, overrides: Mapping[Id, Id | None] | None = None) -> Comparison:
    """``this`` year's report beside ``last`` year's. ``overrides`` corrects the matching: this year's id → last year's id,
    or None where a passage has no counterpart."""
    old, new = _kept_passages(last), _kept_passages(this)
    counterparts = match(old, new, overrides)
    known = _sentences_of(old)
    chosen = _named(new, overrides or {})
    paragraphs = tuple(
        one
        for at, (passage, place) in enumerate(zip(new, counterparts, strict=True))
        for one in _kept(passage, old[place] if place is not None else None, known, at in chosen)
    )
    living = {id(one.last) for one in paragraphs if one.last is not None and one.match != "new"}
    dropped = tuple(passage for passage in old if id(passage) not in living)
    sections = dict.fromkeys(one.this.section for one in paragraphs)
    by_section = {node: shares_of(one for one in paragraphs if one.this.section == node) for node in sections}
    return Comparison(paragraphs, dropped, shares_of(paragraphs), by_section)


def said(shares: Shares) -> str:
    """The shares in words."""
    return f"与上年相同 {shares.same:.0%}，相近 {shares.near:.0%}，新写 {shares.new:.0%}"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is 与上年相同, 相近 or 新写: ``rows`` by the paragraph, or the owner of the headline, that holds the words;
    ``wholes`` by section, group, entry, attachment, "front" and "end", all that stands in it taken together."""

    rows: Mapping[Id, Match] = field(default_factory=dict)
    wholes: Mapping[Id, Match] = field(default_factory=dict)


def marks(report: Report, comparison: Comparison) -> Marks:
    """The marks of ``report``, whose ``comparison`` with last year's this is. What has no words has no mark."""
    found: dict[Id, set[Match]] = {}
    for one in comparison.paragraphs:
        for node in one.this.nodes:
            found.setdefault(node, set()).add(one.match)
    wholes: dict[Id, Match] = {}
    for node, inside in _holders(report):
        matches = {match for id_ in inside for match in found.get(id_, ())}
        if matches:
            wholes[node] = _together(matches)
    return Marks({node: _together(matches) for node, matches in found.items()}, wholes)


def _together(matches: set[Match]) -> Match:
    return next(iter(matches)) if len(matches) == 1 else "near"


def _holders(report: Report) -> Iterator[tuple[Id, Iterable[Id]]]:
    """What the marks of others are taken together for, and the ids in it."""
    for name, parts in (("front", report.front), ("end", report.end)):
        yield name, [node for part in parts for node in tree.ids(part)]
    for section in report.sections:
        yield section.id, tree.ids(section)
        for node in tree.walk(section):
            if isinstance(node, Group | Problem | Measure):
                yield node.id, tree.ids(node)
    for attachment in report.attachments:
        yield attachment.id, tree.ids(attachment)


def shares_of(paragraphs: Iterable[Compared]) -> Shares:
    """The shares of some of a comparison's paragraphs."""
    sizes: dict[str, int] = {"same": 0, "near": 0, "new": 0}
    copied = 0
    for one in paragraphs:
        sizes[one.match] += one.size
        copied += one.copied
    total = sum(sizes.values())
    if not total:
        return Shares()
    return Shares(sizes["same"] / total, sizes["near"] / total, sizes["new"] / total, copied / total)


@remembered(limit=20_000)
def _kept_passages(report: Report) -> tuple[Passage, ...]:
    return passages(report)


@remembered(limit=20_000)
def _sentences_of(old: tuple[Passage, ...]) -> dict[str, Id]:
    """Last year's sentences without blanks, and the passage that each is from."""
    known: dict[str, Id] = {}
    for passage in old:
        for sentence in sentences(passage.text):
            key = bare(sentence)
            if len(key) >= _LEAST_COPIED:
                known.setdefault(key, passage.node)
    return known


@remembered(limit=20_000)
def _kept(this: Passage, last: Passage | None, known: Mapping[str, Id], chosen: bool) -> tuple[Compared]:
    """``_compared``, worked out once for the same passages."""
    return (_compared(this, last, known, chosen),)


def _compared(this: Passage, last: Passage | None, known: Mapping[str, Id], chosen: bool) -> Compared:
    size = len(this.key)
    if last is not None and last.key == this.key:
        return Compared(this, last, "same", 1.0, size, size, (last.node,))
    parts = [bare(sentence) for sentence in sentences(this.text)]
    copied = sum(len(part) for part in parts if part in known)
    sources = tuple(dict.fromkeys(known[part] for part in parts if part in known))
    if last is not None:
        score = min(likeness(last.key, this.key), _NOT_SAME)
        near = chosen or is_near(score, last.key, this.key) or score >= _STILL_NEAR
        return Compared(this, last, "near" if near else "new", score, copied, size, sources)
    # Split off from a passage that has its counterpart already, or put together from several.
    score = min(copied / size, _NOT_SAME) if copied * 2 >= size else 0.0
    return Compared(this, None, "near" if score else "new", score, copied, size, sources)


def _named(new: tuple[Passage, ...], overrides: Mapping[Id, Id | None]) -> set[int]:
    return {at for at, passage in enumerate(new) if any(overrides.get(node) for node in passage.nodes)}
