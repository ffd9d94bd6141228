"""Splitting an entry in two and joining two into one; the text stays in its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import linked
from huibao.model.manuscript.items import first_sentence
from huibao.model.report import (
    Blocks,
    Entry,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Run,
    Runs,
    new_id,
    plain,
    runs,
)

END_MARKS = "。！？：；"


@dataclass(frozen=True)
class SplitEntry(Edit):
    """Split an entry at ``offset`` of ``paragraph`` in its parts: what follows becomes the next entry, its first sentence
    the headline."""

    entry: Id
    paragraph: Id
    offset: int
    new_entry: Id
    name: ClassVar[str] = "拆成两条"

    @property
    def target(self) -> Id:
        return self.new_entry

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.entry)
        entry = steps[-1].node
        if not isinstance(entry, (Problem, Measure)):
            raise EditError("只有问题和措施可以拆开。")
        first, second = _split_parts(entry.parts, self.paragraph, self.offset)
        if not second:
            raise EditError("光标后面没有内容，不用拆分。")
        head, end, rest = _take_headline(second)
        heading = replace(entry.heading, headline=head, headline_end=end, run_in=bool(rest), label="")
        if not entry.heading.numbered:
            heading, rest = replace(heading, headline=(), headline_end="", run_in=False), second
        other: Entry = type(entry)(self.new_entry, heading, rest)
        if isinstance(entry, Problem) and isinstance(other, Problem):
            other = replace(other, source=entry.source, kind=entry.kind, first_year=entry.first_year)
        after = tree.rebuild(report, steps, (replace(entry, parts=first), other))
        return renumbering.renumber_around(after, steps[-1].parent.id, "entries", report)


@dataclass(frozen=True)
class MergeEntry(Edit):
    """Join an entry onto the one before it in its group: its headline and parts become further paragraphs there; links,
    statuses and details go along."""

    entry: Id
    name: ClassVar[str] = "与上一条合并"

    @property
    def target(self) -> Id:
        return self.entry

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.entry)
        last = steps[-1]
        if not isinstance(last.node, (Problem, Measure)):
            raise EditError("只有问题和措施可以合并。")
        if last.index == 0:
            raise EditError("这是本组的第一条，前面没有可以合并的条目。")
        elder = getattr(last.parent, last.place)[last.index - 1]
        joined = _joined(elder, last.node)
        parent = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (joined,))
        after = tree.update(report, last.parent.id, lambda _: parent)
        for entry in tree.entries(after):
            if isinstance(entry, Measure) and self.entry in entry.answers:
                answers = tuple(dict.fromkeys(elder.id if a == self.entry else a for a in entry.answers))
                after = tree.update(after, entry.id, lambda node, answers=answers: replace(node, answers=answers))  # type: ignore[misc]
        return linked(renumbering.renumber_around(after, last.parent.id, "entries", report))


def cut(content: Runs, offset: int) -> tuple[Runs, Runs]:
    """Runs before and after ``offset`` characters."""
    before: list[Run] = []
    after: list[Run] = []
    for run in content:
        take = max(0, min(len(run.text), offset))
        if take:
            before.append(replace(run, text=run.text[:take]))
        if take < len(run.text):
            after.append(replace(run, text=run.text[take:]))
        offset -= len(run.text)
    return tuple(before), tuple(after)


def _split_parts(parts: tuple[Part, ...], paragraph: Id, offset: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    for at, part in enumerate(parts):
        for index, block in enumerate(part.blocks):
            if block.id != paragraph or not isinstance(block, Paragraph):
                continue
            head, tail = cut(block.runs, offset)
            kept: Blocks = part.blocks[:index] + ((replace(block, runs=head),) if head or index == 0 else ())
            rest: Blocks = part.blocks[index + 1 :]
            if tail:
                rest = (Paragraph(new_id(), tail), *rest)
            first = (*parts[:at], replace(part, blocks=kept))
            second = ((replace(part, id=new_id(), blocks=rest, lead_in=""),) if rest else ()) + parts[at + 1 :]
            return first, second
    raise EditError("光标不在这一条的正文里，不能从这里拆分。")


def _take_headline(parts: tuple[Part, ...]) -> tuple[Runs, str, tuple[Part, ...]]:
    """The first sentence of ``parts`` as headline and end mark, and what is left."""
    part = parts[0]
    block = part.blocks[0]
    if not isinstance(block, Paragraph) or part.lead_in:
        return (), "", parts
    length = first_sentence(block.text)
    head, rest = cut(block.runs, length)
    end = ""
    if plain(head)[-1:] == "。":
        head, mark = cut(head, length - 1)
        end = plain(mark)
    left: Blocks = ((replace(block, runs=rest),) if rest else ()) + part.blocks[1:]
    kept = (replace(part, blocks=left, own_paragraph=not rest),) if left else ()
    return head, end, kept + parts[1:]


def _joined(first: Entry, second: Entry) -> Entry:
    heading = second.heading
    words = heading.headline + (
        runs(heading.headline_end) if heading.headline and heading.text[-1:] not in END_MARKS else ()
    )
    parts = list(second.parts)
    blocks: Blocks = ()
    if (
        parts
        and heading.run_in
        and not parts[0].lead_in
        and parts[0].blocks
        and isinstance(parts[0].blocks[0], Paragraph)
    ):
        block = parts[0].blocks[0]
        parts[0] = replace(parts[0], blocks=(replace(block, runs=words + block.runs), *parts[0].blocks[1:]))
    elif words:
        blocks = (Paragraph(new_id(), words),)
    held = list(first.parts)
    field = "manifestation" if isinstance(first, Problem) else "action"
    if blocks:
        held.append(Part(new_id(), field, blocks))
    for part in parts:
        if held and held[-1].field == part.field and not part.lead_in:
            held[-1] = replace(held[-1], blocks=tuple(b for b in held[-1].blocks if _counts(b)) + part.blocks)
        else:
            held.append(replace(part, own_paragraph=True))
    joined: Any = replace(first, parts=tuple(held), statuses=first.statuses + second.statuses)
    if isinstance(first, Measure) and isinstance(second, Measure):
        return replace(joined, **_joined_measure(first, second))  # type: ignore[no-any-return]
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    year = min((y for y in (first.first_year, second.first_year) if y), default=0)
    return replace(joined, source=first.source or second.source, kind=first.kind or second.kind, first_year=year)  # type: ignore[no-any-return]


def _joined_measure(first: Measure, second: Measure) -> dict[str, Any]:
    details = list(first.details)
    for detail in second.details:
        at = next((i for i, d in enumerate(details) if d.field == detail.field), None)
        if at is None:
            details.append(detail)
        elif details[at].value != detail.value:
            details[at] = replace(details[at], value=f"{details[at].value}、{detail.value}")
    answers = tuple(dict.fromkeys(first.answers + second.answers))
    closed = "、".join(dict.fromkeys(c for c in (first.closed_on, second.closed_on) if c))
    return {
        "details": tuple(details),
        "frame": first.frame if first.details else second.frame,
        "answers": answers,
        "closed_on": closed,
    }


def _counts(block: Any) -> bool:
    return not isinstance(block, Paragraph) or bool(block.runs or block.label)
