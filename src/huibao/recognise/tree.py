"""Lines with their verdicts as a tree: headings with what stands under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from huibao.model.report import Block, Paragraph, Runs, new_id
from huibao.recognise.evidence import Line
from huibao.recognise.headlines import paragraph


@dataclass(frozen=True, slots=True)
class Judged:
    """A line and what it was taken for: a heading at ``depth`` ≥ 1 with its ``level``, or text (depth 0)."""

    line: Line
    depth: int = 0
    level: int = 0


@dataclass(slots=True)
class Branch:
    """A heading (None at the root) with its own text and the headings under it, in order."""

    head: Judged | None = None
    leaves: list[Line] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """The heading's depth, 0 at the root."""
        return self.head.depth if self.head else 0

    @property
    def blocks(self) -> list[Block]:
        """The branch's own text as blocks."""
        return [block_of(leaf) for leaf in self.leaves]

    def flat(self) -> Iterator[Block]:
        """All that stands under this branch's headings as blocks: headings become paragraphs with a level."""
        for child in self.children:
            if child.head is not None:
                yield paragraph(child.head.line, child.head.level)
            yield from child.blocks
            yield from child.flat()


def grown(lines: Iterable[Judged]) -> Branch:
    """The tree of ``lines``; text before the first heading is the root's."""
    root = Branch()
    path = [root]
    for judged in lines:
        if not judged.depth:
            path[-1].leaves.extend(judged.line.with_asides)
            continue
        while len(path) > 1 and path[-1].depth >= judged.depth:
            path.pop()
        branch = Branch(judged, list(judged.line.asides))
        path[-1].children.append(branch)
        path.append(branch)
    return root


def block_of(line: Line) -> Block:
    """The line as a block."""
    return line.block if line.block is not None else paragraph(line)


def opened(rest: Runs, blocks: list[Block]) -> tuple[Block, ...]:
    """``blocks`` with the run-in text ``rest`` as the first of them."""
    return ((Paragraph(new_id(), rest),) if rest else ()) + tuple(blocks)
