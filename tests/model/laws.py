"""What must be true of every report, whatever was done to it, as checks that tests share."""

from __future__ import annotations

from collections.abc import Iterator

from huibao.model import tree
from huibao.model.manuscript import Item, manuscript
from huibao.model.report import DETAIL_FIELDS, Group, Heading, Measure, Problem, Report


def check(report: Report) -> None:
    """Ids differ, links point to problems that are there, entries stand in sections of their kind, nodes in their places."""
    ids = [node.id for node in tree.walk(report)]
    assert len(ids) == len(set(ids))
    problems = {entry.id for entry in tree.entries(report) if isinstance(entry, Problem)}
    assert all(problems.issuperset(e.answers) for e in tree.entries(report) if isinstance(e, Measure))
    for section in report.sections:
        kinds = {type(entry) for entry in tree.entries(section)}
        # Last year's problems are accounted for beside their measures.
        assert kinds <= {"problems": {Problem}, "measures": {Problem, Measure}}.get(section.kind, set())
    for node in tree.walk(report):
        for place, _, child in tree.children(node):
            assert type(child).__name__ in _ALLOWED[place], f"{type(child).__name__} in {place}"
    assert all(1 <= heading.level <= 4 for heading in headings(report))


_ALLOWED = {
    "front": ("Part",),
    "sections": ("Section",),
    "end": ("Part",),
    "attachments": ("Attachment",),
    "blocks": ("Paragraph", "Table", "Picture"),
    "groups": ("Group",),
    "entries": ("Problem", "Measure"),
    "parts": ("Part",),
    "title": ("Paragraph",),
    "caption": ("Paragraph",),
}


def headings(report: Report) -> Iterator[Heading]:
    """All headings, of sections, groups and entries."""
    for node in tree.walk(report):
        heading = getattr(node, "heading", None)
        if heading is not None:
            yield heading


def words(report: Report, details: bool = True) -> str:
    """All printed characters but labels, in order; without ``details`` also without people and deadlines and their frame."""
    measures = {entry.id for entry in tree.entries(report) if isinstance(entry, Measure)}
    return "".join(_words(item, set() if details else measures) for item in manuscript(report))


def _words(item: Item, left_out: set[str]) -> str:
    if item.table:
        return "".join(p.text for _, _, cell in tree.cells(item.table) for p in cell.paragraphs)
    if item.picture:
        return f"[{item.picture.id}]"
    text = list(item.text)
    for span in item.spans:
        detail = span.node in left_out and span.field in ("wording", *DETAIL_FIELDS)
        if span.field == "label" or detail:
            text[span.start : span.end] = [""] * (span.end - span.start)
    return "".join(text)


def labels(report: Report, place: str) -> dict[str, tuple[str, ...]]:
    """The labels of every list in ``place`` by its holder's id."""
    return {
        node.id: tuple(child.heading.label for child in held if child.heading)
        for node in tree.walk(report)
        if (held := getattr(node, place, ()))
    }


def unnumbered(report: Report) -> dict[str, str]:
    """The labels of unnumbered headings by their owner's id."""
    return {
        node.id: node.heading.label  # type: ignore[union-attr]
        for node in tree.walk(report)
        if getattr(node, "heading", None) and not node.heading.numbered  # type: ignore[union-attr]
    }


def headed(report: Report, target: str) -> Group:
    """The group ``target``."""
    node = tree.find(report, target)
    assert isinstance(node, Group)
    return node
