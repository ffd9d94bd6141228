"""Promote and demote: a heading changes its level in place, with what stands under it or alone; no text moves.

Whether a heading is numbered does not change; lists that come into being begin at one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit
from huibao.model.levels import LOWEST, joining, level_among, releveled, shifted
from huibao.model.renumbering import counts_through, renumber_around, renumber_list, renumber_through
from huibao.model.report import Group, Id, Measure, Problem, Report, Section, new_id
from huibao.model.structure.kinds import entry_from, group_from


@dataclass(frozen=True)
class Promote(Edit):
    """Raise a group or entry a level, in place: its later siblings come to stand under it, no text moves.

    ``alone``: the headings under it keep their own level. Raises EditError for an entry with fields that a heading has no
    place for."""

    node: Id
    alone: bool = False

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return "单独升级" if self.alone else "升级"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        node, parent = steps[-1].node, steps[-1].parent
        if isinstance(node, (Problem, Measure)) and isinstance(parent, Group):
            return _entry_up(report, steps, node, parent)
        if isinstance(node, Group) and node.heading is not None:
            if isinstance(parent, Section):
                return _group_to_section(report, steps, node, parent, alone=self.alone)
            if isinstance(parent, Group):
                return _group_up(report, steps, node, parent, alone=self.alone)
        raise EditError("这一处已经是最高的层次，不能再升级。")


@dataclass(frozen=True)
class Demote(Edit):
    """Lower a section or group a level, in place: it comes to stand under its elder sibling, no text moves.

    ``alone``: the headings under it keep their level, and so stand beside it from then on. Where one of the two has
    entries, a group becomes the last entry of its elder sibling."""

    node: Id
    alone: bool = False

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return "单独降级" if self.alone else "降级"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        last = tree.path(report, self.node)[-1]
        node = last.node
        if isinstance(node, (Problem, Measure)):
            raise EditError("问题和措施已经是最低的层次，不能再降级；可以用“与上一条合并”。")
        if not isinstance(node, (Section, Group)):
            raise EditError("这一处不能降级。")
        if last.index == 0:
            raise EditError("前面没有同级的标题，不能降级。")
        elder = getattr(last.parent, last.place)[last.index - 1]
        grown: Any
        place = "groups"
        if isinstance(node, Section):
            grown = _with_section(elder, node, alone=self.alone)
        elif elder.entries or node.entries:
            section = tree.section_of(report, node.id)
            entry = entry_from(node, elder, section.kind if section else "narrative")
            grown, place = replace(elder, entries=(*elder.entries, entry, *node.entries)), "entries"
        else:
            grown = _with_group(elder, node, alone=self.alone)
        parent = tree.put(last.parent, last.place, last.index - 1, last.index + 1, (grown,))
        after = tree.update(report, last.parent.id, lambda _: parent)
        after = renumber_around(after, last.parent.id, last.place, report)
        return renumber_around(after, elder.id, place, report)


def _with_section(elder: Section, section: Section, *, alone: bool) -> Section:
    """``elder`` with ``section`` as its last group; a headless group of entries at its head goes up into that. ``alone``:
    the section's groups follow it as groups of ``elder``."""
    if section.kind != elder.kind and any(True for _ in tree.entries(section)):
        raise EditError("问题和措施不能并入别的类型的部分。")
    group = Group(section.id, section.heading, section.blocks, (), section.groups)
    if section.groups and section.groups[0].heading is None and not section.groups[0].blocks:
        first = section.groups[0]
        group = replace(group, entries=first.entries, groups=first.groups + section.groups[1:])
    if alone:
        heading = releveled(section.heading, level_among(elder.groups, 2))
        grown: Section = _with_freed(elder, replace(group, heading=heading))
        return grown
    by = level_among(elder.groups, 2) - section.heading.level
    return replace(elder, groups=(*elder.groups, shifted(group, by)))


def _with_freed(elder: Any, group: Group) -> Any:
    """``elder`` with ``group`` as the last of its groups, and those that stood under it after it, at its level."""
    beside = (replace(group, groups=()),)
    return replace(elder, groups=(*elder.groups, *beside, *(joining(inner, beside) for inner in group.groups)))


def _with_group(elder: Group, group: Group, *, alone: bool) -> Group:
    """``elder`` with ``group`` as the last of its groups; ``alone``: what stood under it follows it there."""
    if group.heading is None:
        raise EditError("没有标题的分组不能降级。")
    level = level_among(elder.groups, group.heading.level + 1)
    if level > LOWEST:
        raise EditError("已经是最低的层次（（1）），不能再降级。")
    if alone:
        grown: Group = _with_freed(elder, replace(group, heading=releveled(group.heading, level)))
        return grown
    return replace(elder, groups=(*elder.groups, shifted(group, level - group.heading.level)))


def _group_up(
    report: Report, steps: tuple[tree.Step, ...], group: Group, parent: Group, *, alone: bool
) -> Report:
    above = steps[-2]
    younger = parent.groups[steps[-1].index + 1 :]
    raised = _raised(group, parent.heading.level if parent.heading else level_among((group,), 2), alone=alone)
    if alone and raised.groups and younger:
        raised = replace(raised, groups=_apart(raised.groups))
    raised = _with_younger(raised, younger, parent)
    kept = replace(parent, groups=parent.groups[: steps[-1].index])
    after = tree.rebuild(report, steps[:-1], (*_unless_bare(kept), raised))
    return renumber_around(after, above.parent.id, above.place, report)


def _group_to_section(
    report: Report, steps: tuple[tree.Step, ...], group: Group, section: Section, *, alone: bool
) -> Report:
    """The group's entries come to stand in a headless group of the new section, which is of the same kind."""
    at = steps[-1].index
    raised = _raised(group, section.heading.level, alone=alone)
    assert raised.heading is not None
    younger = section.groups[at + 1 :]
    inner = _apart(raised.groups) if alone and raised.groups and younger else raised.groups
    if group.entries:
        inner = (Group(new_id(), None, (), group.entries), *inner)
    new = Section(group.id, section.kind, raised.heading, group.blocks, inner)
    new = _with_younger(new, younger, section)
    if counts_through(section):
        new = renumber_through(new, section, start=1)
    after = tree.rebuild(report, steps[:-1], (replace(section, groups=section.groups[:at]), new))
    return renumber_around(after, report.id, "sections", report)


def _entry_up(report: Report, steps: tuple[tree.Step, ...], entry: Problem | Measure, parent: Group) -> Report:
    """An entry becomes a 方面: its parts are the group's blocks, later entries come to stand under it."""
    if parent.groups:
        raise EditError("这一组下面还有层次，其中的一条不能升级。")
    at, above = steps[-1].index, steps[-2]
    siblings = getattr(above.parent, above.place)
    new = group_from(report, entry, level_among((parent, *siblings), 2))
    new = renumber_list(replace(new, entries=parent.entries[at + 1 :]), "entries")
    kept = replace(parent, entries=parent.entries[:at])
    after = tree.rebuild(report, steps[:-1], (*_unless_bare(kept), new))
    return renumber_around(after, above.parent.id, above.place, report)


def _raised(group: Group, level: int, *, alone: bool) -> Group:
    by = level - group.heading.level if group.heading else 0
    if alone and group.heading is not None:
        return replace(group, heading=releveled(group.heading, min(level, group.heading.level)))
    return shifted(group, min(0, by))


def _apart(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Headings that keep their level where higher ones follow: in a group without a heading, so that they stay a list."""
    return (Group(new_id(), None, (), (), groups),)


def _with_younger(node: Any, younger: tuple[Group, ...], was: Section | Group) -> Any:
    """``node``, which was raised out of ``was``, with its ``younger`` siblings after its own groups; they are one list,
    in the form of the siblings' old one."""
    joined = replace(node, groups=node.groups + younger)
    return renumber_list(joined, "groups", form_of=was) if younger else joined


def _unless_bare(group: Group) -> tuple[Group, ...]:
    """``group``, unless it has neither heading nor content any more."""
    return (group,) if group.heading or group.blocks or group.entries or group.groups else ()
