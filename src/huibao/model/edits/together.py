"""Edits of several nodes of the outline at once: sections, groups, entries or attachments moved or taken away together.

Done one by one, each would count its list anew and look through all links; here each list is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit
from huibao.model.edits.laws import check_place, linked
from huibao.model.edits.placing import Place
from huibao.model.levels import joining
from huibao.model.renumbering import renumber_around
from huibao.model.report import Attachment, Group, Id, Measure, Problem, Report, Section


@dataclass(frozen=True)
class RemoveAll(Edit):
    """Take these nodes away with all below them; links to their problems go with them. ``focus``: what is shown then."""

    nodes: tuple[Id, ...]
    focus: Id = ""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return _counted("删除", self.nodes)

    @property
    def target(self) -> Id:
        return self.focus or (self.nodes[0] if self.nodes else "")

    def apply(self, report: Report) -> Report:
        steps = _steps(report, self.nodes)
        after: Report = tree.without(report, frozenset(self.nodes))
        if any(isinstance(entry, Problem) for step in steps for entry in tree.entries(step.node)):
            after = linked(after)
        return _renumbered(after, report, ((step.parent.id, step.place) for step in steps))


@dataclass(frozen=True)
class MoveAll(Edit):
    """Move these nodes, which then follow each other in the order of print, to ``index`` (counted after they were taken out)
    in ``place`` of ``parent``. Those that come from another list take the level of their new siblings."""

    nodes: tuple[Id, ...]
    parent: Id
    place: Place
    index: int

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return _counted("移动", self.nodes)

    @property
    def target(self) -> Id:
        return self.nodes[0] if self.nodes else ""

    def apply(self, report: Report) -> Report:
        steps = _steps(report, self.nodes)
        if any(tree.contains(step.node, self.parent) for step in steps):
            raise EditError("不能把一部分移到它自己里面。")
        check_place(report, self.parent, self.place, [step.node for step in steps])
        taken: Report = tree.without(report, frozenset(self.nodes))

        def change(holder: Any) -> Any:
            siblings = getattr(holder, self.place)
            if not 0 <= self.index <= len(siblings):
                raise EditError("要放到的位置已经变了，请再试一次。")
            placed = tuple(self._adapted(step, siblings) for step in steps)
            return tree.put(holder, self.place, self.index, self.index, placed)

        after = tree.update(taken, self.parent, change)
        lists = [(self.parent, str(self.place)), *((step.parent.id, step.place) for step in steps)]
        return _renumbered(after, report, lists)

    def _adapted(self, step: tree.Step, siblings: tuple[Any, ...]) -> Any:
        stays = (step.parent.id, step.place) == (self.parent, self.place)
        headed = isinstance(step.node, (Section, Group, Problem, Measure))
        return joining(step.node, siblings) if headed and not stays else step.node


def _steps(report: Report, nodes: tuple[Id, ...]) -> list[tree.Step]:
    """The last step on the way to each node, in the order of print. Raises EditError where one is nothing that stands in the
    outline, is named twice, or stands within another."""
    wanted = frozenset(nodes)
    found = list(_found(report, wanted))
    if any(len(wanted & tree.ids(step.node)) > 1 for step in found):
        raise EditError("选中的内容里，有的已经包含在另一项里面。")
    if len(found) < len(nodes):
        raise EditError("选中的内容里有不能一起移动或删除的；请只选标题、问题或措施。")
    return found


def _found(node: Any, wanted: frozenset[Id]) -> Iterator[tree.Step]:
    for place in ("sections", "entries", "groups", "attachments"):
        for index, child in enumerate(getattr(node, place, ())):
            if child.id in wanted:
                yield tree.Step(node, place, index, child)
            elif not isinstance(child, (Problem, Measure, Attachment)) and not wanted.isdisjoint(tree.ids(child)):
                yield from _found(child, wanted)


def _renumbered(after: Report, before: Report, lists: Iterable[tuple[Id, str]]) -> Report:
    for parent, place in dict.fromkeys(lists):
        after = renumber_around(after, parent, place, before)
    return after


def _counted(word: str, nodes: tuple[Id, ...]) -> str:
    return f"{word} {len(nodes)} 项" if len(nodes) > 1 else word
