"""Edits of structure that keep the text in print order: promote, demote, split, join, heading ⇄ paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits import Edit, linked
from huibao.model.manuscript import first_sentence
from huibao.model.numbering import render, standard_form
from huibao.model.report import (
    Blocks,
    Entry,
    Group,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Run,
    Runs,
    Section,
    new_id,
    plain,
    runs,
)

END_MARKS = "。！？：；"


@dataclass(frozen=True)
class Promote(Edit):
    """Raise a group or entry a level, in place: its later siblings come to stand under it, no text moves."""

    node: Id
    name: ClassVar[str] = "升级"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        node = steps[-1].node
        if isinstance(node, (Problem, Measure)):
            return _entry_to_group(report, steps)
        if not isinstance(node, Group) or node.heading is None:
            raise EditError("这一处已经是最高的层次，不能再升级。")
        if isinstance(steps[-1].parent, Section):
            return _group_to_section(report, steps)
        return _group_up(report, steps)


@dataclass(frozen=True)
class Demote(Edit):
    """Lower a section, group or entry a level, in place: it comes to stand under its elder sibling, no text moves."""

    node: Id
    name: ClassVar[str] = "降级"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        last = steps[-1]
        if isinstance(last.node, (Problem, Measure)):
            raise EditError("问题和措施已经是最低的层次，不能再降级；可以用“与上一条合并”。")
        if not isinstance(last.node, (Section, Group)):
            raise EditError("这一处不能降级。")
        if last.index == 0:
            raise EditError("前面没有同级的标题，不能降级。")
        elder = getattr(last.parent, last.place)[last.index - 1]
        if isinstance(last.node, Section):
            return _section_to_group(report, last, elder)
        if isinstance(elder, Group) and (elder.entries or last.node.entries):
            return _group_to_entry(report, last, elder)
        return _group_down(report, last, elder)


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


def _group_up(report: Report, steps: tuple[tree.Step, ...]) -> Report:
    last, above = steps[-1], steps[-2]
    group, parent = last.node, last.parent
    assert isinstance(group, Group)
    assert isinstance(parent, Group)
    level = parent.heading.level if parent.heading else 2
    younger = parent.groups[last.index + 1 :]
    raised = _shift(group, level - (group.heading.level if group.heading else level))
    raised = replace(raised, groups=raised.groups + younger)
    kept = replace(parent, groups=parent.groups[: last.index])
    after = tree.rebuild(report, steps[:-1], (kept, _relabel(raised, getattr(above.parent, above.place))))
    after = renumbering.renumber_around(after, above.parent.id, above.place, report)
    return tree.update(after, raised.id, lambda node: renumbering.renumber_list(node, "groups"))


def _group_to_section(report: Report, steps: tuple[tree.Step, ...]) -> Report:
    last = steps[-1]
    group, section = last.node, last.parent
    assert isinstance(group, Group)
    assert isinstance(section, Section)
    assert group.heading is not None
    shifted = _shift(group, 1 - group.heading.level)
    assert shifted.heading is not None
    younger = section.groups[last.index + 1 :]
    inner = shifted.groups
    if group.entries:
        inner = (Group(new_id(), None, (), group.entries), *inner)
    heading = _relabel(shifted, report.sections).heading
    assert heading is not None
    new = Section(group.id, section.kind, heading, group.blocks, inner + younger)
    after = tree.rebuild(report, steps[:-1], (replace(section, groups=section.groups[: last.index]), new))
    after = renumbering.renumber_around(after, report.id, "sections", report)
    return tree.update(after, new.id, lambda node: renumbering.renumber_list(node, "groups"))


def _group_down(report: Report, last: tree.Step, elder: Any) -> Report:
    group = last.node
    assert isinstance(group, Group)
    level = (group.heading.level if group.heading else 2) + 1
    if elder.groups and elder.groups[-1].heading:
        level = elder.groups[-1].heading.level
    if level > 4 or group.heading is None:
        raise EditError("已经是最低的层次（（1）），不能再降级。")
    lowered = _relabel(_shift(group, level - group.heading.level), elder.groups)
    changed = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (replace(elder, groups=(*elder.groups, lowered)),))
    after = tree.update(report, last.parent.id, lambda _: changed)
    after = renumbering.renumber_around(after, last.parent.id, last.place, report)
    return renumbering.renumber_around(after, elder.id, "groups", report)


def _section_to_group(report: Report, last: tree.Step, elder: Section) -> Report:
    section = last.node
    assert isinstance(section, Section)
    if section.kind != elder.kind and any(True for _ in tree.entries(section)):
        raise EditError("问题和措施不能并入别的类型的部分。")
    level = next((g.heading.level for g in elder.groups if g.heading), 2)
    groups = section.groups
    entries: tuple[Entry, ...] = ()
    if groups and groups[0].heading is None and not groups[0].blocks:
        entries, groups = groups[0].entries, groups[0].groups + groups[1:]
    group = Group(section.id, section.heading, section.blocks, entries, groups)
    lowered = _relabel(_shift(group, level - section.heading.level), elder.groups)
    grown = replace(elder, groups=(*elder.groups, lowered))
    after = tree.update(report, report.id, lambda node: tree.put(node, "sections", last.index - 1, last.index + 1, (grown,)))
    after = renumbering.renumber_around(after, report.id, "sections", report)
    return renumbering.renumber_around(after, elder.id, "groups", report)


def _group_to_entry(report: Report, last: tree.Step, elder: Group) -> Report:
    """A 方面 becomes the last entry of the group before it; its own entries follow."""
    group = last.node
    assert isinstance(group, Group)
    section = tree.section_of(report, group.id)
    if group.heading is None or section is None or section.kind == "narrative" or group.groups or elder.groups:
        raise EditError("这个标题下面还有层次，不能降为一条问题或措施。")
    like = next((e for e in (*elder.entries, *group.entries)), None)
    field = "manifestation" if section.kind == "problems" else "action"
    parts = (Part(new_id(), field, group.blocks),) if group.blocks else ()
    level = like.heading.level if like else min(4, group.heading.level + 1)
    heading = replace(group.heading, level=level)
    entry: Entry = Problem(group.id, heading, parts) if section.kind == "problems" else Measure(group.id, heading, parts)
    grown = replace(elder, entries=(*elder.entries, entry, *group.entries))
    changed = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (grown,))
    after = tree.update(report, last.parent.id, lambda _: changed)
    after = renumbering.renumber_around(after, last.parent.id, last.place, report)
    return renumbering.renumber_around(after, elder.id, "entries", report)


def _entry_to_group(report: Report, steps: tuple[tree.Step, ...]) -> Report:
    """An entry becomes a 方面: its parts are the group's blocks, later entries come to stand under it."""
    last, above = steps[-1], steps[-2]
    entry, group = last.node, last.parent
    assert isinstance(entry, (Problem, Measure))
    assert isinstance(group, Group)
    if not entry.heading.headline:
        raise EditError("没有标题的一条不能升级；请先写标题。")
    if entry.statuses or getattr(entry, "details", ()) or getattr(entry, "answers", ()) or group.groups:
        raise EditError("这一条记有责任人、完成情况或关联，升级会丢掉它们；请先清空再升级。")
    if any(part.lead_in for part in entry.parts):
        raise EditError("这一条有原因、目标等字段，升级会丢掉它们；请先清空再升级。")
    blocks = tuple(block for part in entry.parts for block in part.blocks)
    level = group.heading.level if group.heading else 2
    heading = replace(entry.heading, level=level)
    new = Group(entry.id, heading, blocks, group.entries[last.index + 1 :])
    new = _relabel(new, getattr(above.parent, above.place))
    kept = replace(group, entries=group.entries[: last.index])
    nodes = (new,) if not kept.entries and kept.heading is None and not kept.blocks else (kept, new)
    after = linked(tree.rebuild(report, steps[:-1], nodes))
    after = renumbering.renumber_around(after, above.parent.id, above.place, report)
    return tree.update(after, new.id, lambda node: renumbering.renumber_list(node, "entries"))


def _shift(group: Group, by: int) -> Group:
    """``group`` and the headings below it ``by`` levels deeper (negative: higher), within 1–4, each relabelled in the
    standard form of its new level when it is numbered."""
    heading = group.heading
    if heading is not None and by:
        level = min(4, max(1, heading.level + by))
        label = render(standard_form(level), 1) if heading.numbered else ""
        heading = replace(heading, level=level, label=label)
    inner = tuple(_shift(child, by) for child in group.groups)
    shifted = replace(group, heading=heading, groups=inner)
    return renumbering.renumber_list(shifted, "groups") if by else shifted


def _relabel(group: Group, siblings: tuple[Any, ...]) -> Group:
    """``group`` numbered or not as the siblings it joins are; the number itself comes from renumbering."""
    like = next((s.heading for s in siblings if s.heading is not None), None)
    if like is None or group.heading is None:
        return group
    label = group.heading.label if like.numbered else ""
    return replace(group, heading=replace(group.heading, numbered=like.numbered, label=label))


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
    words = heading.headline + (runs(heading.headline_end) if heading.headline and heading.text[-1:] not in END_MARKS else ())
    parts = list(second.parts)
    blocks: Blocks = ()
    if parts and heading.run_in and not parts[0].lead_in and parts[0].blocks and isinstance(parts[0].blocks[0], Paragraph):
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
    return {"details": tuple(details), "frame": first.frame if first.details else second.frame, "answers": answers, "closed_on": closed}


def _counts(block: Any) -> bool:
    return not isinstance(block, Paragraph) or bool(block.runs or block.label)
