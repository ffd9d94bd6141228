"""Tables that are a 问题清单 or 整改台账 read into problems and measures, where the report's text does not tell them.

The rows' words become entries, what the headings of the columns say becomes the words before a value. Where the text itself
has problems, or names those of the table, the table stays a table: nothing stands in a report twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from huibao.model import tree
from huibao.model.report import (
    Blocks,
    Group,
    Heading,
    Id,
    LeftOut,
    Measure,
    Paragraph,
    Problem,
    Report,
    Section,
    SectionKind,
    Table,
    new_id,
)
from huibao.recognise.ledger_entries import Entries, entries_of
from huibao.recognise.ledger_rows import LedgerTable, Row, ledger_of, words_of

HEADING_WHY = "台账的表头，各栏的内容已读进问题和措施"
AGAIN_WHY = "台账里重复的方面名称或表头，只保留一次"
_NAMED = 16


@dataclass(slots=True)
class ReadIn:
    """The report with its ledgers read in. ``made``: the ids of all that was made of tables; ``first``: by table, the node to
    go to; ``said``: by table, what it became, in words; ``left``: what of each table is not in
    them: the headings of its columns."""

    report: Report
    made: set[Id] = field(default_factory=set)
    first: dict[Id, Id] = field(default_factory=dict)
    said: dict[Id, str] = field(default_factory=dict)
    left: list[tuple[Id, LeftOut]] = field(default_factory=list)


def read_in(report: Report, kept: Collection[Id] = (), wanted: Collection[Id] = ()) -> ReadIn:
    """``report`` with every ledger in it that its text lacks as problems and measures. ``kept`` are tables that the user
    wants to stay tables, ``wanted`` those that he wants read whatever the text says."""
    out = ReadIn(report)
    told = _Told(report)
    for table, caption in list(_tables(report)):
        ledger = None if table.id in kept else ledger_of(table, caption)
        if ledger is None or not (table.id in wanted or told.lacks(ledger)):
            continue
        entries = entries_of(ledger)
        _put(out, table, entries)
        out.left.append((table.id, LeftOut(ledger.heading, HEADING_WHY)))
        if again := "　".join((*ledger.again, *entries.again)):
            out.left.append((table.id, LeftOut(again, AGAIN_WHY)))
        out.first[table.id] = entries.first
        out.said[table.id] = entries.said
    return out


def _tables(report: Report) -> Iterator[tuple[Table, str]]:
    """All tables in order, each with the words that stand before it."""
    caption = ""
    for node in _nodes(report):
        if isinstance(node, Table):
            yield node, caption
        elif isinstance(node, Section | Group) and node.heading is not None:
            caption = node.heading.text
        elif isinstance(node, Paragraph) and node.text.strip():
            caption = node.text[:60]


def _nodes(node: tree.Node) -> Iterator[tree.Node]:
    """``node`` and all below it in order, without what stands in tables."""
    yield node
    for _, _, child in tree.children(node):
        yield from _nodes(child)


class _Told:
    """What the report's own text tells of problems and measures."""

    def __init__(self, report: Report) -> None:
        entries = [entry for section in report.sections for entry in tree.entries(section)]
        self._problems = any(isinstance(entry, Problem) for entry in entries)
        self._measures = any(isinstance(entry, Measure) for entry in entries)
        texts: list[str] = []
        for node in _nodes(report):
            if isinstance(node, Paragraph):
                texts.append(node.text)
            elif isinstance(node, Section | Group | Problem | Measure) and node.heading is not None:
                texts.append(node.heading.text)
        self._text = _bare("".join(texts))

    def lacks(self, ledger: LedgerTable) -> bool:
        """Whether the text neither has entries of this kind nor names those of the ledger."""
        if self._problems if ledger.has_problems else self._measures:
            return False
        column = "headline" if ledger.has_problems else "action"
        named = [
            _bare(words_of(row.cells[column].cell))[:_NAMED]
            for row in ledger.rows
            if isinstance(row, Row) and column in row.cells
        ]
        return bool(named) and 2 * sum(words in self._text for words in named) < len(named)


def _bare(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum())


def _put(out: ReadIn, table: Table, entries: Entries) -> None:
    """The entries in place of the table: in its own section where that is theirs, else in one of their own behind it."""
    report, at = _without(out.report, table, entries.above)
    sections = list(report.sections)
    place = at
    if entries.groups:
        place = _put_problems(sections, at, entries)
        at += len(sections) - len(report.sections) if place == at else 0
    if entries.measures:
        group = Group(new_id(), entries=entries.measures)
        _put_measures(sections, at, place, group)
        out.made.add(group.id)
    out.made |= entries.ids
    out.report = replace(report, sections=tuple(sections))


def _put_problems(sections: list[Section], at: int, entries: Entries) -> int:
    """Returns the place of the section that has them."""
    own = sections[at] if 0 <= at < len(sections) else None
    if own is not None and (own.kind == "problems" or (own.kind == "narrative" and not own.groups)):
        sections[at] = replace(own, kind="problems", groups=(*own.groups, *entries.groups))
        return at
    place = at if own is not None and own.kind == "measures" else at + 1
    sections.insert(place, _section("problems", entries.groups))
    return place


def _put_measures(sections: list[Section], at: int, problems: int, group: Group) -> None:
    """Into a section of measures that has none: the one the table stood in, or the next; else into one of their own."""
    for place in range(max(at, 0), len(sections)):
        section = sections[place]
        if place == at and section.kind == "measures":
            sections[place] = replace(section, groups=(*section.groups, group))
            return
        if section.kind == "measures" and not any(isinstance(entry, Measure) for entry in tree.entries(section)):
            sections[place] = replace(section, groups=(*section.groups, group))
            return
    sections.insert(problems + 1, _section("measures", (group,)))


def _section(kind: SectionKind, groups: tuple[Group, ...]) -> Section:
    return Section(new_id(), kind, Heading(numbered=False), (), groups)


def _without(report: Report, table: Table, above: Blocks) -> tuple[Report, int]:
    """The report with ``above`` (the words over the headings) in the table's place, and the index of the section it stood
    in: -1 before the first, the last one for what stands behind. A field of front or end that is empty then is gone."""
    steps = tree.path(report, table.id)
    parent = steps[-1].parent

    def swapped(node: Any) -> Any:
        return replace(
            node, blocks=tuple(new for block in node.blocks for new in (above if block.id == table.id else (block,)))
        )

    report = tree.update(report, parent.id, swapped)
    if steps[0].place == "sections":
        return report, steps[0].index
    front, end = (
        tuple(part for part in parts if part.blocks or part.id != parent.id) for parts in (report.front, report.end)
    )
    return replace(report, front=front, end=end), -1 if steps[0].place == "front" else len(report.sections) - 1
