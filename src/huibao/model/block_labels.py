"""Labels of paragraphs that stand among the blocks of one owner: which of them count in one list, and counting it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from huibao.model.numbering import Label, parse, render
from huibao.model.report import Blocks, Id, Paragraph


@dataclass
class _List:
    """A list that is being read: its kind of label, the number it has come to, and which list it is."""

    kind: tuple[str, str]
    number: int
    name: int


def renumbered_blocks(before: Blocks, after: Blocks) -> Blocks:
    """``after`` with those lists counted anew whose labels are others, or in another order, than in ``before``.

    A list counts on from its first number in the form of its first label. A paragraph that was put between its members,
    or right before or after them, with a label of that kind, is one of it. All other labels stay as printed.
    """
    was = _lists(before)
    now = _lists(after, {id: name for name, members in was.items() for id, _ in members})
    labels = {}
    for name, members in now.items():
        old = [label.text for _, label in was.get(name, ())]
        if old and [label.text for _, label in members] != old:
            first = was[name][0][1]
            labels.update({id: render(first.form, first.number + at) for at, (id, _) in enumerate(members)})
    return tuple(
        replace(block, label=labels[block.id]) if isinstance(block, Paragraph) and block.id in labels else block
        for block in after
    )


def _lists(blocks: Blocks, known: dict[Id, int] | None = None) -> dict[int, list[tuple[Id, Label]]]:
    """The labelled paragraphs by list, in order. Lists nest by kind of label. A number that does not go up begins a new one;
    where members are ``known`` by id, they say which list it is instead, also for an unknown one beside them.

    A paragraph without label goes on under its number; an empty one or a heading without label ends all lists.
    """
    lists: dict[int, list[tuple[Id, Label]]] = defaultdict(list)
    fresh = max(known.values(), default=-1) + 1 if known else 0
    open_lists: list[_List] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        label = parse(block.label) if block.label else None
        if label is None:
            if not block.label and (block.level or not block.text):
                open_lists.clear()
            continue
        kind = _kind(label)
        while any(one.kind == kind for one in open_lists) and open_lists[-1].kind != kind:
            open_lists.pop()
        current = open_lists.pop() if open_lists and open_lists[-1].kind == kind else None
        name = _name(block, label, current, blocks[at + 1 :], known)
        if name is None:
            name, fresh = fresh, fresh + 1
        open_lists.append(_List(kind, label.number, name))
        lists[name].append((block.id, label))
    return lists


def _name(
    block: Paragraph, label: Label, current: _List | None, later: Blocks, known: dict[Id, int] | None
) -> int | None:
    """The list that ``block`` counts in, None for one that begins here."""
    if known is None:
        return current.name if current and label.number > current.number else None
    if block.id in known:
        return known[block.id]
    if current is not None:
        return current.name
    return next((known[id] for id, kind in _following(later) if kind == _kind(label) and id in known), None)


def _following(blocks: Blocks) -> Iterator[tuple[Id, tuple[str, str]]]:
    """Labelled paragraphs up to where the lists end."""
    for block in blocks:
        if isinstance(block, Paragraph):
            label = parse(block.label) if block.label else None
            if label is not None:
                yield block.id, _kind(label)
            elif not block.label and (block.level or not block.text):
                return


def _kind(label: Label) -> tuple[str, str]:
    return label.form.before, label.form.numeral
