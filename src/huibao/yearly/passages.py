"""A report as passages: the printed paragraphs and tables that are compared with another year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huibao.model import tree
from huibao.model.manuscript import Item, Span, manuscript
from huibao.model.memory import remembered
from huibao.model.report import Id, Picture, Report, Table
from huibao.yearly.sentences import bare


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed paragraph, or a table as one text (cells parted by tabs, rows by line ends).

    ``node`` names it as in the manuscript (a heading's owner or a paragraph), ``nodes`` are all whose words it holds,
    ``spans`` say where. ``text`` is without the ``label``; the first ``head`` characters are a heading's own words.
    ``section``: the id of the section it stands in, "" outside. ``key`` is its text without blanks.
    """

    node: Id
    role: str
    text: str
    key: str
    label: str = ""
    level: int = 0
    head: int = 0
    section: Id = ""
    nodes: tuple[Id, ...] = ()
    spans: tuple[Span, ...] = ()
    table: Table | None = None

    @property
    def headline(self) -> str:
        """A heading's own words, "" when this is none."""
        return self.text[: self.head]


def passages(report: Report) -> tuple[Passage, ...]:
    """All passages of ``report`` that have words, in print order; pictures are none."""
    owners = {node: section.id for section in report.sections for node in tree.ids(section)}
    return tuple(_passages(report, owners))


def pictures_beside(report: Report) -> dict[Id, tuple[Picture, ...]]:
    """The pictures of ``report`` by the ``node`` of the passage that they follow ("": they follow none)."""
    found: dict[Id, tuple[Picture, ...]] = {}
    node = ""
    for item in manuscript(report):
        if item.picture is not None:
            found[node] = (*found.get(node, ()), item.picture)
        elif _of_item(item, ""):
            node = item.node
    return found


def _passages(report: Report, owners: dict[Id, Id]) -> Iterator[Passage]:
    for item in manuscript(report):
        yield from _of_item(item, owners.get(item.node, ""))


@remembered(limit=20_000)
def _of_item(item: Item, section: Id) -> tuple[Passage, ...]:
    """The passage of ``item``, none where it has no words. Items that did not change give the very same passage."""
    text = _table_text(item.table) if item.table else item.text
    key = bare(text)
    if not key:
        return ()
    nodes = tuple(dict.fromkeys((item.node, *_nodes(item))))
    head = item.head if item.role == "heading" else 0
    label, level = item.label, item.level
    return (Passage(item.node, item.role, text, key, label, level, head, section, nodes, item.spans, item.table),)


def _nodes(item: Item) -> Iterator[Id]:
    for span in item.spans:
        yield span.node
    if item.table:
        for _, _, cell in tree.cells(item.table):
            yield from (paragraph.id for paragraph in cell.paragraphs)


def _table_text(table: Table) -> str:
    rows = ((" ".join(p.label + p.text for p in cell.paragraphs) for cell in row) for row in table.rows)
    return "\n".join("\t".join(row) for row in rows)
