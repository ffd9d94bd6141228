"""Promote and demote: a heading changes its level in place, what stands under it goes along, no text moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import linked
from huibao.model.numbering import render, standard_form
from huibao.model.report import Entry, Group, Id, Measure, Part, Problem, Report, Section, new_id


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
    changed = tree.put(
        last.parent, last.place, last.index - 1, last.index + 1, (replace(elder, groups=(*elder.groups, lowered)),)
    )
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
    after = tree.update(
        report, report.id, lambda node: tree.put(node, "sections", last.index - 1, last.index + 1, (grown,))
    )
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
    entry: Entry = (
        Problem(group.id, heading, parts) if section.kind == "problems" else Measure(group.id, heading, parts)
    )
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
