"""Splitting an entry in two and joining two into one; the text stays in its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.comments import inherited
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import check_new, relinked
from huibao.model.manuscript.items import END_MARKS, first_sentence, has_words
from huibao.model.renumbering import renumber_around
from huibao.model.report import Entry, Group, Heading, Id, Measure, Paragraph, Part, Problem, Report, new_id, plain
from huibao.model.structure.cutting import cut
from huibao.model.structure.joining import joined

Parts = tuple[Part, ...]


@dataclass(frozen=True)
class SplitEntry(Edit):
    """Split an entry at ``offset`` of ``paragraph`` in its parts: what follows becomes the next entry, its first sentence
    the headline (an unnumbered entry has none).

    What is printed at the entry's end, people and deadline, goes to the new one; what is known of the entry (source, kind,
    first year, the problems it answers) holds for both; statuses stay. Raises EditError where nothing is before or after."""

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
        check_new(report, (Group(self.new_entry),))
        first, second = _split_parts(entry.parts, self.paragraph, self.offset)
        if not _printed(second):
            raise EditError("光标后面没有内容，不用拆分。")
        if not entry.heading.text and not _printed(first):
            raise EditError("光标前面没有内容，不用拆分。")
        nodes = _two(entry, first or (_empty(second[0]),), self.new_entry, second)
        after = tree.rebuild(report, steps, nodes)
        return renumber_around(after, steps[-1].parent.id, "entries", report)


@dataclass(frozen=True)
class MergeEntry(Edit):
    """Join an entry onto the one before it in its group: its headline and parts become further text there; links, statuses
    and details go along, two values of one field side by side."""

    entry: Id
    name: ClassVar[str] = "与上一条合并"

    @property
    def target(self) -> Id:
        return self.entry

    def apply(self, report: Report) -> Report:
        last = tree.path(report, self.entry)[-1]
        entry, group = last.node, last.parent
        if not isinstance(entry, (Problem, Measure)) or not isinstance(group, Group):
            raise EditError("只有问题和措施可以合并。")
        if last.index == 0:
            raise EditError("这是本组的第一条，前面没有可以合并的条目。")
        elder = group.entries[last.index - 1]
        parent = tree.put(group, "entries", last.index - 1, last.index + 1, (joined(elder, entry),))
        after = tree.update(report, group.id, lambda _: parent)
        after = inherited(relinked(after, entry.id, elder.id), tree.ids(entry), elder.id)
        return renumber_around(after, group.id, "entries", report)


def _printed(parts: Parts) -> bool:
    return any(has_words(block) for part in parts for block in part.blocks)


def _empty(like: Part) -> Part:
    return Part(new_id(), like.field, (Paragraph(new_id()),))


def _split_parts(parts: Parts, paragraph: Id, offset: int) -> tuple[Parts, Parts]:
    """The parts before and after the place; a lead-in stays with what stays of its part, else it goes along."""
    for at, part in enumerate(parts):
        for index, block in enumerate(part.blocks):
            if block.id != paragraph or not isinstance(block, Paragraph):
                continue
            head, tail = cut(block.runs, offset)
            kept, rest = part.blocks[:index], part.blocks[index:]
            if head:
                kept, rest = (*kept, replace(block, runs=head)), rest[1:]
                new = replace(block, id=new_id(), runs=tail, label="", level=0, page_break_before=False)
                rest = (new, *rest) if tail else rest
            if not any(map(has_words, kept)):
                return parts[:at], (replace(part, blocks=rest), *parts[at + 1 :])
            more = (replace(part, id=new_id(), blocks=rest, lead_in=""),) if rest else ()
            return (*parts[:at], replace(part, blocks=kept)), (*more, *parts[at + 1 :])
    raise EditError("光标不在这一条的正文里，不能从这里拆分。")


def _two(entry: Entry, first: Parts, new: Id, second: Parts) -> tuple[Entry, Entry]:
    heading, rest = _headed(entry.heading, second)
    if isinstance(entry, Problem):
        other = Problem(new, heading, rest, entry.source, entry.kind, entry.first_year)
        return replace(entry, parts=first), other
    emptied = tuple(replace(detail, value="") for detail in entry.details)
    measure = Measure(new, heading, rest, entry.details, entry.frame, entry.answers)
    return replace(entry, parts=first, details=emptied), measure


def _headed(like: Heading, parts: Parts) -> tuple[Heading, Parts]:
    """A heading for ``parts``, alike ``like``, from their first sentence, and what is left of them. Without headline where
    they begin with wording, a table or a picture, and where the list is unnumbered."""
    bare = replace(like, headline=(), headline_end="", label="", run_in=like.numbered, page_break_before=False)
    at = next(index for index, part in enumerate(parts) if _printed((part,)))
    part = parts[at]
    place = next(index for index, block in enumerate(part.blocks) if has_words(block))
    block = part.blocks[place]
    if not like.numbered or not isinstance(block, Paragraph) or not block.text or part.lead_in:
        return bare, parts
    head, rest = cut(block.runs, first_sentence(block.text))
    words, end = plain(head), ""
    if words.endswith("。") and len(words) > 1 and words[-2] not in END_MARKS:
        (head, _), end = cut(head, len(words) - 1), "。"
    left = ((replace(block, runs=rest, label=""),) if rest else ()) + part.blocks[place + 1 :]
    kept = replace(part, blocks=left or (Paragraph(new_id()),))
    others = (*parts[:at], kept, *parts[at + 1 :])
    run_in = bool(rest) or (like.run_in and not _printed(others))
    return replace(like, headline=head, headline_end=end, label="", run_in=run_in), others
