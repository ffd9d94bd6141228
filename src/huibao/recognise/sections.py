"""Branches of the tree as sections: narrative ones nest their headings, the others hold 方面 with entries."""

from __future__ import annotations

from collections.abc import Sequence

from huibao.model.report import (
    Block,
    Entry,
    Group,
    Heading,
    Measure,
    Paragraph,
    Problem,
    Runs,
    Section,
    SectionKind,
    new_id,
)
from huibao.recognise.evidence import Line
from huibao.recognise.headlines import parted
from huibao.recognise.labels import level
from huibao.recognise.parts import parts_of
from huibao.recognise.tree import Branch, block_of, opened
from huibao.recognise.vocabulary import vocabulary

_UNNUMBERED = Heading(numbered=False)


def section_of(branch: Branch, kind: SectionKind) -> Section:
    """The section that ``branch`` (a heading of depth 1, or none) is."""
    heading, rest = _heading(branch)
    if kind == "narrative":
        return Section(new_id(), kind, heading, opened(rest, branch.blocks), tuple(map(_nested, branch.children)))
    builder = _Answers(kind)
    blocks, groups = builder.section(branch)
    return Section(new_id(), kind, heading, opened(rest, blocks), tuple(groups))


def _heading(branch: Branch) -> tuple[Heading, Runs]:
    if branch.head is None:
        return _UNNUMBERED, ()
    return parted(branch.head.line, branch.head.level)


def _nested(branch: Branch) -> Group:
    heading, rest = _heading(branch)
    return Group(new_id(), heading, opened(rest, branch.blocks), groups=tuple(map(_nested, branch.children)))


class _Answers:
    """Builds the inside of a problems or measures section."""

    def __init__(self, kind: SectionKind) -> None:
        self.measures = kind == "measures"
        self.main = "action" if self.measures else "manifestation"

    def section(self, branch: Branch) -> tuple[list[Block], list[Group]]:
        """The section's own blocks and its groups."""
        if not branch.children:
            return self._without_headings(branch.leaves)
        blocks = branch.blocks
        deeper = any(child.children or self._lists(child) for child in branch.children)
        if not deeper:
            entries = tuple(self._entry(child) for child in branch.children)
            return blocks, [Group(new_id(), entries=entries)]
        groups: list[Group] = []
        loose: list[Entry] = []
        for child in branch.children:
            if self._is_entry(child):
                loose.append(self._entry(child))
                continue
            if loose:
                groups.append(Group(new_id(), entries=tuple(loose)))
                loose = []
            groups.append(self._group(child))
        if loose:
            groups.append(Group(new_id(), entries=tuple(loose)))
        return blocks, groups

    def _without_headings(self, leaves: Sequence[Line]) -> tuple[list[Block], list[Group]]:
        first = next((at for at, leaf in enumerate(leaves) if _is_item(leaf)), len(leaves))
        if first < len(leaves):
            entries = tuple(self._listed(leaves[first:]))
            return [block_of(leaf) for leaf in leaves[:first]], [Group(new_id(), entries=entries)]
        blocks = [block_of(leaf) for leaf in leaves]
        if self.measures and any(isinstance(block, Paragraph) for block in blocks):
            return [], [Group(new_id(), entries=(self._unnumbered(blocks),))]
        return blocks, []

    def _group(self, branch: Branch) -> Group:
        """A 方面: entries under it, or, in a measures section, its plain paragraphs as one unnumbered measure."""
        heading, rest = _heading(branch)
        if branch.children:
            entries = tuple(self._entry(child) for child in branch.children)
            return Group(new_id(), heading, opened(rest, branch.blocks), entries)
        if self._lists(branch):
            first = next(at for at, leaf in enumerate(branch.leaves) if _is_item(leaf))
            before = [block_of(leaf) for leaf in branch.leaves[:first]]
            return Group(new_id(), heading, opened(rest, before), tuple(self._listed(branch.leaves[first:])))
        if self.measures and branch.leaves:
            return Group(new_id(), heading, opened(rest, []), (self._unnumbered(branch.blocks),))
        return Group(new_id(), heading, opened(rest, branch.blocks))

    def _is_entry(self, branch: Branch) -> bool:
        """Whether a heading without deeper ones, beside headings that have some, is an entry of its own."""
        if branch.head is None or branch.children or self._lists(branch):
            return False
        run_in = bool(parted(branch.head.line, branch.head.level)[1])
        return run_in or (bool(branch.leaves) and not self.measures)

    def _lists(self, branch: Branch) -> bool:
        """Whether the numbered items under a heading are its entries: a heading that only names a 方面."""
        if branch.head is None or branch.children or not any(map(_is_item, branch.leaves)):
            return False
        words = vocabulary()
        text = branch.head.line.text.rstrip("：:。")
        topical = text.endswith(words.topic_endings) or branch.head.line.colon
        return topical and not any(word in text for word in words.deficits)

    def _entry(self, branch: Branch) -> Entry:
        heading, rest = _heading(branch)
        return self._made(heading, rest, [*branch.blocks, *branch.flat()])

    def _listed(self, leaves: Sequence[Line]) -> list[Entry]:
        """Entries of a list whose items are sentences: each keeps its number on its paragraph and has no headline."""
        runs: list[list[Block]] = []
        label_level = 3
        for leaf in leaves:
            if _is_item(leaf) or not runs:
                runs.append([])
                label_level = level(leaf.number) if leaf.number is not None else label_level
            runs[-1].append(block_of(leaf))
        heading = Heading(level=label_level, numbered=False)
        return [self._made(heading, (), blocks) for blocks in runs]

    def _unnumbered(self, blocks: list[Block]) -> Entry:
        return self._made(Heading(level=3, numbered=False), (), blocks)

    def _made(self, heading: Heading, opening: Runs, blocks: list[Block]) -> Entry:
        parts = parts_of(self.main, opening, blocks)
        return Measure(new_id(), heading, parts) if self.measures else Problem(new_id(), heading, parts)


def _is_item(line: Line) -> bool:
    return line.block is None and line.number is not None
