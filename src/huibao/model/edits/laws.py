"""What holds of every report after every edit: ids differ, links point to problems that are there, each kind of node
stands where it may. Edits of places and of structure keep these laws by the functions here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import expected
from huibao.model.report import Id, Measure, Problem, Report

LISTS = ("sections", "groups", "entries", "blocks")


def linked(report: Report) -> Report:
    """``report`` without links to problems that are gone; each measure's other links stay as they are."""
    problems = {entry.id for entry in tree.entries(report) if isinstance(entry, Problem)}
    for entry in tree.entries(report):
        if isinstance(entry, Measure) and not problems.issuperset(entry.answers):
            kept = tuple(answer for answer in entry.answers if answer in problems)
            report = tree.update(report, entry.id, partial(_answering, kept))
    return report


def _answering(kept: tuple[Id, ...], node: Any) -> Measure:
    return replace(expected(node, Measure), answers=kept)


def sound(report: Report) -> Report:
    """``report`` itself when all its ids differ and links hold; raises EditError otherwise."""
    seen: set[Id] = set()
    for node in tree.walk(report):
        if node.id in seen:
            raise EditError("同一处内容不能在报告里出现两次。")
        seen.add(node.id)
    return linked(report)


def fits(node: Any, holder: Any, place: str) -> bool:
    kinds = {
        "sections": "Section",
        "groups": "Group",
        "entries": "Problem Measure",
        "parts": "Part",
        "attachments": "Attachment",
    }
    allowed = kinds.get(place, "Part" if place in ("front", "end") else "Paragraph Table Picture").split()
    return type(node).__name__ in allowed


def check_kind(report: Report, node: Any, parent: Id) -> None:
    """A problem stays in problems sections, a measure in measures sections, whatever holds them."""
    if parent == report.id or not any(True for _ in tree.entries(node)):
        return
    section = tree.section_of(report, parent)
    wanted = {"problems": Problem, "measures": Measure}.get(section.kind if section else "")
    if wanted is None or not all(isinstance(entry, wanted) for entry in tree.entries(node)):
        raise EditError("问题只能放在问题部分，措施只能放在措施部分。")


def renumbered(after: Report, before: Report, parent: Id, place: str) -> Report:
    return renumbering.renumber_around(after, parent, place, before) if place in LISTS else after
