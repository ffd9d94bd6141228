"""A report cut in two at a place in print: what stays above, and what comes after it within a section or group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from huibao.model import tree
from huibao.model.manuscript import has_words
from huibao.model.report import (
    Block,
    Blocks,
    Entry,
    Group,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Section,
    new_id,
    runs,
)

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """What was cut off, in print order: blocks, then entries, then groups."""

    blocks: Blocks = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def prints(self) -> bool:
        """Whether any of it prints something."""
        return any(map(has_words, self.blocks)) or any(map(prints, (*self.entries, *self.groups)))


def prints(node: Any) -> bool:
    """Whether a section, group, entry or part prints anything."""
    heading = getattr(node, "heading", None)
    if heading is not None and (heading.label or heading.text):
        return True
    if isinstance(node, Measure) and any(detail.value for detail in node.details):
        return True
    return any(has_words(child) if isinstance(child, Block) else prints(child) for _, _, child in tree.children(node))


def cut(node: Any, steps: Sequence[tree.Step]) -> tuple[Any, Rest]:
    """``node`` up to the end of ``steps`` (the way down from it; none: up to its heading), and what comes after. Where that
    prints nothing it all stays."""
    kept, rest = _cut(node, steps)
    return (kept, rest) if rest.prints else (node, Rest())


def _cut(node: Any, steps: Sequence[tree.Step]) -> tuple[Any, Rest]:
    if isinstance(node, Block):
        return node, Rest()
    if not steps:
        return _to_heading(node)
    step = steps[0]
    inner, rest = cut(step.node, steps[1:])
    held = getattr(node, step.place)
    after = held[step.index + 1 :]
    changes: dict[str, Any] = {step.place: (*held[: step.index], inner)}
    if isinstance(node, (Problem, Measure)):
        return replace(node, **changes), Rest(rest.blocks + flat(after))
    if step.place == "blocks":
        rest = Rest(rest.blocks + after)
        if isinstance(node, Part):
            return replace(node, **changes), rest
        below = _below(node)
        changes |= {place: () for place in ("entries", "groups") if hasattr(node, place)}
        return replace(node, **changes), Rest(rest.blocks, below.entries, below.groups)
    if step.place == "entries":
        changes["groups"] = ()
        return replace(node, **changes), Rest(rest.blocks, rest.entries + after, rest.groups + node.groups)
    return replace(node, **changes), Rest(rest.blocks, rest.entries, rest.groups + after)


def _to_heading(node: Any) -> tuple[Any, Rest]:
    """A node with its heading alone."""
    if isinstance(node, (Problem, Measure)):
        return replace(node, parts=()), Rest(flat(node.parts))
    if isinstance(node, Part):
        return replace(node, blocks=()), Rest(node.blocks)
    below = _below(node)
    empty: dict[str, Any] = {place: () for place in ("blocks", "entries", "groups") if hasattr(node, place)}
    return replace(node, **empty), Rest(node.blocks, below.entries, below.groups)


def _below(node: Section | Group) -> Rest:
    return Rest((), node.entries if isinstance(node, Group) else (), node.groups)


def flat(parts: Parts) -> Blocks:
    """The blocks of parts, a lead-in as the beginning of the first paragraph."""
    out: list[Block] = []
    for part in parts:
        blocks = tuple(filter(has_words, part.blocks))
        if part.lead_in and blocks and isinstance(blocks[0], Paragraph):
            blocks = (replace(blocks[0], runs=runs(part.lead_in) + blocks[0].runs), *blocks[1:])
        elif part.lead_in and blocks:
            blocks = (Paragraph(part.id, runs(part.lead_in)), *blocks)
        out += blocks
    return tuple(out)


def cut_parts(parts: Parts, block: Id) -> tuple[Parts, Parts]:
    """Parts up to the block ``block`` ("": none), and those after it; all stay where nothing after it prints."""
    at, index = next(
        ((at, index) for at, part in enumerate(parts) for index, one in enumerate(part.blocks) if one.id == block),
        (-1, -1),
    )
    if at < 0:
        return ((), parts) if any(map(prints, parts)) else (parts, ())
    part = parts[at]
    rest = part.blocks[index + 1 :]
    more = (replace(part, id=new_id(), blocks=rest, lead_in="", own_paragraph=True),) if rest else ()
    after = (*more, *parts[at + 1 :])
    if not any(map(prints, after)):
        return parts, ()
    return (*parts[:at], replace(part, blocks=part.blocks[: index + 1])), after
