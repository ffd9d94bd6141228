"""A paragraph made a heading, and a heading made a paragraph again; the text stays in its order.

A label goes along: the paragraph's becomes the heading's, the heading's the paragraph's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import check_new
from huibao.model.levels import level_among, shifted
from huibao.model.manuscript.items import first_sentence, heading_words
from huibao.model.numbering import parse, starts_with_number
from huibao.model.renumbering import renumber_around, renumber_list
from huibao.model.report import Blocks, Group, Heading, Id, Paragraph, Report, Runs, Section, runs
from huibao.model.structure.cutting import cut


@dataclass(frozen=True)
class MakeHeading(Edit):
    """Turn a paragraph of a section or group into a heading of the level of its neighbours; what follows stands under it.

    Its first sentence becomes the headline, what follows that stays in the same printed paragraph. A label that can be
    read, at the paragraph or at the head of its text, becomes the heading's; the list is then numbered in its own form."""

    paragraph: Id
    group: Id
    name: ClassVar[str] = "设为标题"

    @property
    def target(self) -> Id:
        return self.group

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.paragraph)
        holder, block, at = steps[-1].parent, steps[-1].node, steps[-1].index
        if not isinstance(holder, (Section, Group)) or not isinstance(block, Paragraph):
            raise EditError("只有正文段落可以设为标题。")
        check_new(report, (Group(self.group),))
        kept = replace(holder, blocks=holder.blocks[:at])
        if isinstance(kept, Section):
            new = _group(self.group, block, holder.blocks[at + 1 :], kept.groups, 2)
            after = tree.rebuild(report, steps[:-1], (_before_groups(kept, new),))
            return renumber_around(after, holder.id, "groups", report)
        assert isinstance(holder, Group)
        parent = steps[-2].parent
        level = holder.heading.level if holder.heading else 2
        new = _group(self.group, block, holder.blocks[at + 1 :], getattr(parent, "groups", ()), level)
        new = replace(new, entries=holder.entries, groups=holder.groups)
        elder = (replace(kept, entries=(), groups=()),) if kept.heading or kept.blocks else ()
        after = tree.rebuild(report, steps[:-1], (*elder, new))
        return renumber_around(after, parent.id, "groups", report)


def _before_groups(section: Section, new: Group) -> Section:
    """``new`` as the first group of ``section``; a headless group that stands there goes up into it."""
    if section.groups and section.groups[0].heading is None:
        first = section.groups[0]
        new = replace(new, blocks=new.blocks + first.blocks, entries=first.entries, groups=first.groups)
        return replace(section, groups=(new, *section.groups[1:]))
    return replace(section, groups=(new, *section.groups))


def _group(id: Id, paragraph: Paragraph, rest: Blocks, siblings: tuple[Any, ...], level: int) -> Group:
    label, words = _label_of(paragraph)
    like = next((node.heading for node in siblings if node.heading is not None), None)
    numbered = bool(label) or like is None or like.numbered
    known = parse(label)
    if like is None and known is not None:
        level = max(level, known.form.family)
    headline, more = cut(words, first_sentence("".join(run.text for run in words)))
    heading = Heading(
        headline,
        label,
        level_among(siblings, level),
        numbered,
        run_in=bool(more),
        page_break_before=paragraph.page_break_before,
    )
    kept = replace(paragraph, runs=more, label="", level=0, page_break_before=False)
    return Group(id, heading, (kept, *rest) if more else rest)


def _label_of(paragraph: Paragraph) -> tuple[str, Runs]:
    """The label of ``paragraph`` that a heading can take over, and the words without it; a bullet stays with the words."""
    if paragraph.label:
        label = parse(paragraph.label)
        whole = label is not None and label.text == paragraph.label
        return (paragraph.label, paragraph.runs) if whole else ("", runs(paragraph.label) + paragraph.runs)
    label = parse(paragraph.text)
    if label is None or starts_with_number(paragraph.text[len(label.text) :]):
        return "", paragraph.runs  # 三、四月份
    return label.text, cut(paragraph.runs, len(label.text))[1]


@dataclass(frozen=True)
class MakeBody(Edit):
    """Turn a heading back into a paragraph that prints its label: it and what stands under it join what stands before.

    Raises EditError where entries stand under the heading or before it."""

    group: Id
    name: ClassVar[str] = "设为正文"

    @property
    def target(self) -> Id:
        return self.group

    def apply(self, report: Report) -> Report:
        last = tree.path(report, self.group)[-1]
        group = last.node
        if not isinstance(group, Group) or group.heading is None or group.entries:
            raise EditError("只有正文部分的标题可以设为正文。")
        before: Any = last.parent if last.index == 0 else getattr(last.parent, last.place)[last.index - 1]
        if getattr(before, "entries", ()) if last.index == 0 else any(True for _ in tree.entries(before)):
            raise EditError("这个标题前面是问题或措施，不能并入。")
        blocks = _as_blocks(group, group.heading)
        if last.index == 0:
            up = [shifted(inner, _rise(inner, group.heading)) for inner in group.groups]
            parent: Any = replace(before, blocks=before.blocks + blocks, groups=(*up, *before.groups[1:]))
        else:
            grown = _with_blocks(before, blocks)
            grown = replace(grown, groups=grown.groups + group.groups)
            grown = renumber_list(grown, "groups", before) if group.groups else grown
            parent = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (grown,))
        after = tree.update(report, last.parent.id, lambda _: parent)
        return renumber_around(after, last.parent.id, last.place, report)


def _rise(inner: Group, heading: Heading) -> int:
    return min(0, heading.level - inner.heading.level) if inner.heading else 0


def _as_blocks(group: Group, heading: Heading) -> Blocks:
    """The heading as a paragraph with the group's id and the heading's label, its run-in text in the same paragraph."""
    headline, mark = heading_words(heading)
    paragraph = Paragraph(group.id, headline + mark, heading.label, page_break_before=heading.page_break_before)
    first = group.blocks[0] if group.blocks else None
    if heading.run_in and isinstance(first, Paragraph) and not first.label:
        words = paragraph.runs + first.runs
        joined = replace(paragraph, runs=words, align=first.align)
        return (joined, *group.blocks[1:])
    return (paragraph, *group.blocks)


def _with_blocks(group: Group, blocks: Blocks) -> Group:
    """``group`` with ``blocks`` after the last text below it."""
    if group.groups:
        return replace(group, groups=(*group.groups[:-1], _with_blocks(group.groups[-1], blocks)))
    return replace(group, blocks=group.blocks + blocks)
