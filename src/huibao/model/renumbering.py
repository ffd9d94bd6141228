"""Renumbering lists after structural edits, and 统一编号. Labels of lists that nobody touched stay as printed.

A list is: the sections of the report, the groups of one parent, the entries of one group; where entries count on from
group to group through a section (…3. | 4.…), all entries of that section are one list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huibao.model.numbering import Form, parse, render, standard_form
from huibao.model.report import Heading, Id, Paragraph, Report, Section
from huibao.model.tree import PLACES, Node, contains, find, update

Patterns = tuple[str, ...]
GBT = ("{}、", "（{}）", "{}.", "（{}）")


def renumber_list(parent: Any, place: str, before: Any = None) -> Any:
    """``parent`` with the numbered headings in ``place`` renumbered in the list's own form.

    ``before`` is the parent as it was before the edit: its first number is kept when the list did not begin at 1, and its
    form where the list is now without a readable label. For ``blocks``: labels of neighbouring paragraphs of one form.
    """
    if place == "blocks":
        return replace(parent, blocks=_renumber_blocks(parent.blocks))
    held = getattr(parent, place)
    old = _labels(getattr(before, place)) if before is not None else ()
    new = _labels(held)
    form, start = _form_and_start(old, new, _level(held))
    number = start
    out = []
    for node in held:
        if node.heading is not None and node.heading.numbered:
            node = replace(node, heading=replace(node.heading, label=render(form, number)))
            number += 1
        out.append(node)
    if all(a is b or a == b for a, b in zip(out, held, strict=True)):
        return parent
    return replace(parent, **{place: tuple(out)})


def _labels(nodes: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(n.heading.label for n in nodes if n.heading is not None and n.heading.numbered and n.heading.label)


def _level(nodes: tuple[Any, ...]) -> int:
    return next((n.heading.level for n in nodes if n.heading is not None), 1)


def _form_and_start(old: tuple[str, ...], new: tuple[str, ...], level: int) -> tuple[Form, int]:
    """The form of the list as it was, else as it is now; the first number is kept only where the list counted on from it."""
    was = [label for label in map(parse, old) if label]
    if not was:
        first = next((label for label in map(parse, new) if label), None)
        return (first.form if first else standard_form(level)), 1
    numbers = [label.number for label in was]
    counted_on = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return was[0].form, numbers[0] if counted_on else 1


def _renumber_blocks(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Neighbouring labelled paragraphs of one form count on from the first of them; one with a label that can't be read
    (a bullet) stays."""
    out: list[Any] = []
    form: Form | None = None
    number = 0
    for block in blocks:
        label = parse(block.label) if isinstance(block, Paragraph) and block.label else None
        if label is None:
            if isinstance(block, Paragraph) and not block.label:
                form = form if form and block.text and not block.level else None
            out.append(block)
            continue
        if form is not None and (label.form.before, label.form.numeral) == (form.before, form.numeral):
            number += 1
            block = replace(block, label=render(form, number))
        else:
            form, number = label.form, label.number
        out.append(block)
    return tuple(out)


def renumber_around(report: Report, parent: Id, place: str, before: Report) -> Report:
    """``report`` with the list in ``place`` of ``parent`` renumbered; ``before`` tells its form and first number."""
    if parent != report.id and not contains(report, parent):
        return report
    was = find(before, parent) if parent == before.id or contains(before, parent) else None
    if place == "entries":
        counted = _counting_section(before, parent)
        if counted is not None and contains(report, counted.id):
            return update(report, counted.id, lambda section: _renumber_through(section, counted))
    return update(report, parent, lambda node: renumber_list(node, place, was))


def _counting_section(report: Report, group: Id) -> Section | None:
    """The section of ``group`` when its entries count on from group to group."""
    for section in report.sections:
        if any(inner.id == group for inner in section.groups):
            numbers = [[e.heading.label for e in g.entries if e.heading.numbered] for g in section.groups]
            filled = [labels for labels in numbers if labels]
            values = [label.number for labels in filled for label in map(parse, labels) if label]
            if len(filled) > 1 and len(values) > 2 and values == list(range(1, len(values) + 1)):
                return section
    return None


def _renumber_through(section: Section, was: Section) -> Section:
    labels = tuple(e.heading.label for g in was.groups for e in g.entries if e.heading.numbered and e.heading.label)
    form, number = _form_and_start(labels, labels, 3)
    groups = []
    for group in section.groups:
        held = []
        for entry in group.entries:
            if entry.heading.numbered:
                entry = replace(entry, heading=replace(entry.heading, label=render(form, number)))
                number += 1
            held.append(entry)
        groups.append(replace(group, entries=tuple(held)))
    return replace(section, groups=tuple(groups))


def unify(report: Report, patterns: Patterns = GBT) -> Report:
    """统一编号: every numbered heading in the profile's form of its level, each list from 1 on; unnumbered stay unnumbered."""
    unified: Report = _unify(report, patterns)
    return unified


def _unify(node: Any, patterns: Patterns) -> Any:
    for place in PLACES[type(node)]:
        held = getattr(node, place)
        if place in ("sections", "groups", "entries"):
            held = tuple(_relabel(held, patterns))
        held = tuple(child if isinstance(child, Paragraph) else _unify(child, patterns) for child in held)
        if any(a is not b for a, b in zip(held, getattr(node, place), strict=True)):
            node = replace(node, **{place: held})
    return node


def _relabel(nodes: tuple[Node, ...], patterns: Patterns) -> list[Any]:
    out: list[Any] = []
    numbers: dict[int, int] = {}
    node: Any
    for node in nodes:
        heading: Heading | None = getattr(node, "heading", None)
        if heading is not None and heading.numbered:
            level = heading.level
            numbers[level] = numbers.get(level, 0) + 1
            label = render(standard_form(level, patterns), numbers[level])
            if label != heading.label:
                node = replace(node, heading=replace(heading, label=label))
        out.append(node)
    return out
