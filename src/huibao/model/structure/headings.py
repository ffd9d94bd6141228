"""A narrative paragraph made a heading, and a heading made a paragraph again; the text stays in its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit
from huibao.model.numbering import render, standard_form
from huibao.model.report import Blocks, Group, Heading, Id, Paragraph, Report, Section, new_id, runs

END_MARKS = "。！？：；"


@dataclass(frozen=True)
class MakeHeading(Edit):
    """Turn a paragraph of a narrative section into a heading (of the level of its neighbours); what follows stands under it."""

    paragraph: Id
    group: Id
    name: ClassVar[str] = "设为标题"

    @property
    def target(self) -> Id:
        return self.group

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.paragraph)
        last = steps[-1]
        holder, block = last.parent, last.node
        if not isinstance(holder, (Section, Group)) or not isinstance(block, Paragraph):
            raise EditError("只有正文段落可以设为标题。")
        if tree.section_of(report, holder.id) is None or (isinstance(holder, Group) and holder.entries):
            raise EditError("这里的段落不能设为标题。")
        rest = holder.blocks[last.index + 1 :]
        if isinstance(holder, Section):
            heading = _heading(block, holder.groups, 2)
            new = Group(self.group, heading, rest)
            changed: Any = replace(holder, blocks=holder.blocks[: last.index], groups=(new, *holder.groups))
            after = tree.update(report, holder.id, lambda _: changed)
            return renumbering.renumber_around(after, holder.id, "groups", report)
        parent = steps[-2].parent
        siblings = getattr(parent, "groups", ())
        level = holder.heading.level if holder.heading else 2
        new = Group(self.group, _heading(block, siblings, level), rest, (), holder.groups)
        kept = replace(holder, blocks=holder.blocks[: last.index], groups=())
        after = tree.rebuild(report, steps[:-1], (kept, new))
        return renumbering.renumber_around(after, parent.id, "groups", report)


@dataclass(frozen=True)
class MakeBody(Edit):
    """Turn a narrative heading back into a paragraph: it and what stands under it join what stands before."""

    group: Id
    name: ClassVar[str] = "设为正文"

    @property
    def target(self) -> Id:
        return self.group

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.group)
        last = steps[-1]
        group = last.node
        if not isinstance(group, Group) or group.entries:
            raise EditError("只有正文部分的标题可以设为正文。")
        text = _heading_blocks(group)
        if last.index == 0:
            parent: Any = last.parent
            if getattr(parent, "entries", ()):
                raise EditError("这个标题前面是问题或措施，不能并入。")
            changed = replace(parent, blocks=parent.blocks + text, groups=group.groups + parent.groups[1:])
        else:
            elder = getattr(last.parent, last.place)[last.index - 1]
            if any(True for _ in tree.entries(elder)):
                raise EditError("这个标题前面是问题或措施，不能并入。")
            grown = _append_deep(elder, text)
            grown = replace(grown, groups=grown.groups + group.groups)
            changed = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (grown,))
        after = tree.update(report, last.parent.id, lambda _: changed)
        return renumbering.renumber_around(after, last.parent.id, last.place, report)


def _heading(paragraph: Paragraph, siblings: tuple[Any, ...], level: int) -> Heading:
    like = next((s.heading for s in siblings if s.heading is not None), None)
    level = like.level if like else level
    numbered = like.numbered if like else True
    label = render(standard_form(level), 1) if numbered else ""
    return Heading(paragraph.runs, label, level, numbered)


def _heading_blocks(group: Group) -> Blocks:
    heading = group.heading
    if heading is None:
        return group.blocks
    words = heading.headline + (runs(heading.headline_end) if heading.text[-1:] not in END_MARKS else ())
    if heading.run_in and group.blocks and isinstance(group.blocks[0], Paragraph):
        first = group.blocks[0]
        return (replace(first, runs=words + first.runs), *group.blocks[1:])
    return (Paragraph(new_id(), words), *group.blocks)


def _append_deep(group: Group, blocks: Blocks) -> Group:
    if group.groups:
        return replace(group, groups=(*group.groups[:-1], _append_deep(group.groups[-1], blocks)))
    return replace(group, blocks=group.blocks + blocks)
