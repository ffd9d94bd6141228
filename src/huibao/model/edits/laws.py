"""What holds of every report after every edit: ids differ, links point to problems that are there, each kind of node
stands where it may. Edits of places and of structure keep these laws by the functions here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import expected
from huibao.model.report import (
    END_FIELDS,
    FRONT_FIELDS,
    MEASURE_FIELDS,
    PROBLEM_FIELDS,
    Attachment,
    Entry,
    Group,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    Table,
)

_KINDS: dict[str, tuple[type, ...]] = {
    "front": (Part,),
    "sections": (Section,),
    "end": (Part,),
    "attachments": (Attachment,),
    "blocks": (Paragraph, Table, Picture),
    "groups": (Group,),
    "entries": (Problem, Measure),
    "parts": (Part,),
    "title": (Paragraph,),
    "caption": (Paragraph,),
}


def linked(report: Report) -> Report:
    """``report`` without links to problems that are gone; each measure's other links stay as they are."""
    problems = {entry.id for entry in tree.entries(report) if isinstance(entry, Problem)}
    for entry in tree.entries(report):
        if isinstance(entry, Measure) and not problems.issuperset(entry.answers):
            kept = tuple(answer for answer in entry.answers if answer in problems)
            report = tree.update(report, entry.id, partial(_answering, kept))
    return report


def relinked(report: Report, old: Id, new: Id) -> Report:
    """``report`` with the measures that answered the problem ``old`` answering ``new``, each once."""
    for entry in tree.entries(report):
        if isinstance(entry, Measure) and old in entry.answers:
            answers = tuple(dict.fromkeys(new if answer == old else answer for answer in entry.answers))
            report = tree.update(report, entry.id, partial(_answering, answers))
    return report


def _answering(answers: tuple[Id, ...], node: Any) -> Measure:
    return replace(expected(node, Measure), answers=answers)


def check_new(report: Report, nodes: Iterable[tree.Node], leaving: Iterable[tree.Node] = ()) -> None:
    """Raises EditError when an id at or below ``nodes`` is there twice, or is in ``report`` outside what is ``leaving``."""
    gone = {inner.id for node in leaving for inner in tree.walk(node)}
    seen: set[Id] = set()
    for node in nodes:
        for inner in tree.walk(node):
            if inner.id in seen or (inner.id not in gone and tree.contains(report, inner.id)):
                raise EditError("同一处内容不能在报告里出现两次。")
            seen.add(inner.id)


def check_place(report: Report, parent: Id, place: str, nodes: Iterable[tree.Node]) -> None:
    """Raises EditError when one of ``nodes`` may not stand in ``place`` of ``parent``."""
    holder = tree.find(report, parent)
    for node in nodes:
        if place not in tree.PLACES[type(holder)] or not _fits(node, holder, place):
            raise EditError("这里不能放这样的内容。")
        _check_entries(report, parent, node)


def _fits(node: tree.Node, holder: tree.Node, place: str) -> bool:
    if not isinstance(node, _KINDS[place]):
        return False
    if not isinstance(node, Part):
        return True
    fields = {"front": FRONT_FIELDS, "end": END_FIELDS}.get(place)
    return node.field in (fields or (PROBLEM_FIELDS if isinstance(holder, Problem) else MEASURE_FIELDS))


def _check_entries(report: Report, parent: Id, node: tree.Node) -> None:
    """A problem stands in problems sections alone, a measure in measures sections, whatever holds them; a problem of which it
    was said what became of it may also stand among measures: where last year's problems are accounted for."""
    held = list(tree.entries(node))
    if not held:
        return
    section = node if isinstance(node, Section) else tree.section_of(report, parent)
    kind = section.kind if section else ""
    if not all(_may_stand(entry, kind) for entry in held):
        raise EditError("问题只能放在问题部分，措施只能放在措施部分。")


def _may_stand(entry: Entry, kind: str) -> bool:
    if isinstance(entry, Problem):
        return kind == "problems" or (kind == "measures" and bool(entry.statuses))
    return kind == "measures"
