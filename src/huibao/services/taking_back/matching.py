"""Which line of a Word file is which item of a report: by bookmark, then by number and headline, then by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from huibao.model.manuscript import Item, first_sentence
from huibao.model.numbering import parse
from huibao.services.taking_back.lines import WordLine, normal, printed, table_text
from huibao.yearly.matching import match
from huibao.yearly.passages import Passage
from huibao.yearly.sentences import bare


def matched(items: Sequence[Item], lines: Sequence[WordLine]) -> list[int | None]:
    """For each line the place of its item, None for a new one. Each item is used once; items without words are no line's.
    A bookmark that came to stand on other words than its own (Word moves it with the cursor) counts for little."""
    old = [(at, _passage(at, item)) for at, item in enumerate(items) if item.picture is None]
    old = [(at, passage) for at, passage in old if passage.key]
    known = _known(items, lines)
    new = [(at, _line_passage(line, items, known[at])) for at, line in enumerate(lines) if line.picture is None]
    found = match([passage for _, passage in old], [passage for _, passage in new])
    out: list[int | None] = [None] * len(lines)
    for (at, _), place in zip(new, found, strict=True):
        if place is not None and (items[old[place][0]].table is None) == (lines[at].table is None):
            out[at] = old[place][0]
    for at, place in _silent(items, lines, out):
        out[at] = place
    return out


def _is_silent(one: Item | WordLine) -> bool:
    return one.picture is not None or (one.table is not None and not bare(table_text(one.table)))


def in_order(pairs: Sequence[int]) -> frozenset[int]:
    """The places in ``pairs`` (distinct numbers) of a longest rising chain."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(pairs):
        place = bisect_left(tops, number)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1], ends[place : place + 1] = [number], [at]
    chain: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.add(at)
        at = before[at]
    return frozenset(chain)


def _passage(at: int, item: Item) -> Passage:
    text = printed(item) if item.table else item.text
    key = bare(text) or bare(item.label)
    return Passage(str(at), item.role, text, key, item.label, item.level, item.head if item.role == "heading" else 0)


def _marked(lines: Sequence[WordLine]) -> list[int]:
    """The item of each line by its bookmark, -1 for none. Of lines that have one in common, copies of each other, the one
    between the right neighbours keeps it."""
    out = [line.item for line in lines]
    places: dict[int, list[int]] = {}
    for at, item in enumerate(out):
        if item >= 0:
            places.setdefault(item, []).append(at)
    for item, copies in places.items():
        if len(copies) > 1:
            original = max(copies, key=lambda at: _fits_at(out, at, item))
            for at in copies:
                out[at] = item if at == original else -1
    return out


def _fits_at(marks: Sequence[int], at: int, item: int) -> tuple[int, int]:
    """How well the line ``at`` stands where ``item`` stood: between its neighbours, at least in order."""
    before = next((mark for mark in reversed(marks[:at]) if mark not in (-1, item)), -1)
    after = next((mark for mark in marks[at + 1 :] if mark not in (-1, item)), -1)
    return (before == item - 1) + (after == item + 1), (before < item) + (after > item)


def _known(items: Sequence[Item], lines: Sequence[WordLine]) -> list[int]:
    """The item of each line by its bookmark; where it has none, by the very same words in the same order. -1: not known."""
    out = _marked(lines)
    marked = set(out)
    own = [at for at, item in enumerate(items) if at not in marked and item.picture is None]
    new = [at for at, line in enumerate(lines) if out[at] < 0 and line.picture is None]
    texts = [normal(printed(items[at])) for at in own]
    alike = SequenceMatcher(None, [normal(lines[at].text) for at in new], texts, autojunk=False)
    for block in alike.get_matching_blocks():
        for step in range(block.size):
            out[new[block.a + step]] = own[block.b + step]
    return out


def _line_passage(line: WordLine, items: Sequence[Item], item: int) -> Passage:
    """A line as a passage; what is known of its ``item`` (role, number) is taken for granted."""
    known = items[item] if item >= 0 else None
    node = str(item) if known is not None else f"new {line.index}"
    if line.table is not None:
        return Passage(node, "table", line.text, bare(line.text))
    role = known.role if known is not None else "body"
    label = label_in(line.text, known.label if known is not None else "")
    text = line.text[len(label) :]
    head = first_sentence(text) if label or role == "heading" else 0
    return Passage(node, role, text, bare(text) or bare(label), label, head=head)


def label_in(text: str, own: str) -> str:
    """The number that ``text`` begins with: the item's ``own`` where it is there (blanks aside), else what reads as one."""
    wanted = bare(own)
    if wanted:
        length = next((at for at in range(len(wanted), len(text) + 1) if bare(text[:at]) == wanted), 0)
        if length:
            gap = len(text[length:]) - len(text[length:].lstrip())
            return text[: length + gap]
    label = parse(text)
    return label.text if label is not None else ""


def _silent(items: Sequence[Item], lines: Sequence[WordLine], taken: list[int | None]) -> Iterator[tuple[int, int]]:
    """What has no words: pictures and empty tables by bookmark; those left by their bytes, in order."""
    own = [at for at, item in enumerate(items) if at not in taken and _is_silent(item)]
    new = [at for at, line in enumerate(lines) if taken[at] is None and _is_silent(line)]
    for at in list(new):
        if lines[at].item in own:
            yield at, lines[at].item
            own.remove(lines[at].item)
            new.remove(at)
    own = [at for at in own if items[at].table is None or items[at].table.rows]  # type: ignore[union-attr]
    bytes_old = [getattr(items[at].picture, "sha256", "") for at in own]
    bytes_new = [getattr(lines[at].picture, "sha256", "") for at in new]
    for block in SequenceMatcher(None, bytes_new, bytes_old, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield new[block.a + step], own[block.b + step]
