"""Renumbering lists after structural edits, and 统一编号. Labels of lists that nobody touched stay as printed.

A list is: the sections of the report, the groups of one parent, the entries of one group, the attachments; where entries
count on from group to group through a section (…3. | 4.…), all entries of that section are one list. For labels of
paragraphs see ``block_labels``. What is not numbered never becomes so here, and a label that can't be read (a bullet) stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from huibao.model.attachments import relabelled
from huibao.model.block_labels import renumbered_blocks
from huibao.model.numbering import Form, parse, render, standard_form
from huibao.model.report import Group, Heading, Id, Paragraph, Report, Section
from huibao.model.tree import PLACES, contains, entries, find, section_of, update

Patterns = tuple[str, ...]
GBT = ("{}、", "（{}）", "{}.", "（{}）")


def renumber_around(report: Report, parent: Id, place: str, before: Report) -> Report:
    """``report`` with the list in ``place`` of ``parent`` renumbered; ``before`` tells its form and first number. Where the
    entries of the section counted on from group to group, they still do."""
    if contains(report, parent):
        was = find(before, parent) if contains(before, parent) else None
        report = update(report, parent, lambda node: renumber_list(node, place, was))
    if place in ("entries", "groups") and parent != before.id and contains(before, parent):
        section = section_of(before, parent)
        if section is not None and counts_through(section) and contains(report, section.id):
            report = update(report, section.id, lambda node: renumber_through(node, section))
    return report


def renumber_list(parent: Any, place: str, before: Any = None, form_of: Any = None) -> Any:
    """``parent`` with the numbered headings in ``place`` renumbered in the list's own form.

    ``before`` is the parent as it was before the edit (None: the list is new): its first number is kept where its numbers
    went up from it, else the list begins at 1. A new list has the form of the one in ``form_of``, where that is given. A
    list without a readable label takes the standard's form of its level.
    """
    held = getattr(parent, place, ())
    old = getattr(before, place, ())
    out: tuple[Any, ...]
    if place in ("blocks", "title", "caption"):
        out = renumbered_blocks(old, held)
    elif place == "attachments":
        out = relabelled(held)
    else:
        alike = _labels(getattr(form_of, place, ()))
        form, start = _form_and_start(_labels(old), alike + _labels(held), _level(held))
        out = tuple(_counted(held, form, start))
    return parent if _same(out, held) else replace(parent, **{place: out})


def counts_through(section: Section) -> bool:
    """Whether the entries of ``section`` count on from group to group."""
    lists = [labels for group in _groups(section) if (labels := _labels(group.entries))]
    numbers = [label.number if label else 0 for labels in lists for label in map(parse, labels)]
    return len(lists) > 1 and 0 not in numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def renumber_through(section: Section, was: Section, start: int | None = None) -> Section:
    """``section`` with all its entries numbered as one list, in the form that they had in ``was``, from its first number or
    from ``start``."""
    labels = tuple(label for group in _groups(was) for label in _labels(group.entries))
    form, first = _form_and_start(labels, (), 3)
    numbered = iter(tuple(_counted(tuple(entries(section)), form, first if start is None else start)))
    return replace(section, groups=tuple(_with_entries(group, numbered) for group in section.groups))


def _with_entries(group: Group, source: Iterator[Any]) -> Group:
    held = tuple(next(source) for _ in group.entries)
    inner = tuple(_with_entries(child, source) for child in group.groups)
    if _same(held, group.entries) and _same(inner, group.groups):
        return group
    return replace(group, entries=held, groups=inner)


def _groups(node: Section | Group) -> Iterator[Group]:
    for group in node.groups:
        yield group
        yield from _groups(group)


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _labels(nodes: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(n.heading.label for n in nodes if n.heading is not None and n.heading.numbered and n.heading.label)


def _level(nodes: tuple[Any, ...]) -> int:
    return next((n.heading.level for n in nodes if n.heading is not None), 1)


def _form_and_start(old: tuple[str, ...], new: tuple[str, ...], level: int) -> tuple[Form | str, int]:
    """The form of the list as it was, else as it is now, a bullet where it has nothing else; and its first number."""
    was = [label for label in map(parse, old) if label]
    now = [label for label in map(parse, new) if label]
    if was:
        numbers = [label.number for label in was]
        return was[0].form, numbers[0] if numbers == sorted(set(numbers)) else 1
    if now:
        return now[0].form, 1
    return (old + new)[0] if old + new else standard_form(level), 1


def _counted(nodes: tuple[Any, ...], form: Form | str, number: int) -> Iterator[Any]:
    for node in nodes:
        heading: Heading | None = node.heading
        if heading is not None and heading.numbered:
            if isinstance(form, str):
                label = heading.label or form
            elif heading.label and parse(heading.label) is None:
                label = heading.label
            else:
                label, number = render(form, number), number + 1
            if label != heading.label:
                node = replace(node, heading=replace(heading, label=label))
        yield node


def unify(report: Report, patterns: Patterns = GBT) -> Report:
    """统一编号: every numbered heading in the profile's form of its level, each list from 1 on; unnumbered stay unnumbered."""
    through = {section.id for section in report.sections if counts_through(section)}
    unified: Report = _unify(report, patterns)
    for section in unified.sections:
        if section.id in through:
            unified = update(unified, section.id, lambda node: renumber_through(node, node, start=1))
    return unified


def _unify(node: Any, patterns: Patterns) -> Any:
    for place in PLACES[type(node)]:
        held = getattr(node, place)
        if place in ("sections", "groups", "entries"):
            held = tuple(_relabelled(held, patterns))
        held = tuple(child if isinstance(child, Paragraph) else _unify(child, patterns) for child in held)
        if not _same(held, getattr(node, place)):
            node = replace(node, **{place: held})
    return node


def _relabelled(nodes: tuple[Any, ...], patterns: Patterns) -> Iterator[Any]:
    numbers: dict[int, int] = {}
    for node in nodes:
        heading: Heading | None = node.heading
        if heading is not None and heading.numbered:
            level = heading.level
            numbers[level] = numbers.get(level, 0) + 1
            label = render(standard_form(level, patterns), numbers[level])
            if label != heading.label:
                node = replace(node, heading=replace(heading, label=label))
        yield node
