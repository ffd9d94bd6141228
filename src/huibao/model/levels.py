"""A node among its siblings to be: at which level it stands and, when it is new, whether it is numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huibao.errors import EditError
from huibao.model.numbering import parse, render, standard_form
from huibao.model.renumbering import renumber_list
from huibao.model.report import Group, Heading

LOWEST = 4


def shifted(group: Group, by: int) -> Group:
    """``group`` and the headings below it ``by`` levels deeper (negative: higher), never above 1, each relabelled in the
    standard form of its new level when it is numbered. Raises EditError when one would come to stand below level 4."""
    heading = group.heading
    if heading is not None and by:
        if heading.level + by > LOWEST:
            raise EditError("它（或它下面的标题）已经是最低的层次（（1）），不能再降级。")
        heading = releveled(heading, max(1, heading.level + by))
    if not by:
        return group
    inner = tuple(shifted(child, by) for child in group.groups)
    moved: Group = renumber_list(replace(group, heading=heading, groups=inner), "groups")
    return moved


def releveled(heading: Heading, level: int) -> Heading:
    """``heading`` at ``level``, with the first label of that level's standard form when it has a number that can be read."""
    if level == heading.level:
        return heading
    counted = heading.numbered and (not heading.label or parse(heading.label) is not None)
    return replace(heading, level=level, label=render(standard_form(level), 1) if counted else heading.label)


def level_among(siblings: tuple[Any, ...], otherwise: int) -> int:
    """The level of the first of ``siblings`` that has a heading."""
    return next((node.heading.level for node in siblings if node.heading is not None), otherwise)


def joining(node: Any, siblings: tuple[Any, ...]) -> Any:
    """A group or entry that was elsewhere, at the level of the ``siblings`` it joins. Raises EditError as ``shifted``."""
    if node.heading is None:
        return node
    level = level_among(siblings, node.heading.level)
    if isinstance(node, Group):
        return shifted(node, level - node.heading.level)
    return replace(node, heading=releveled(node.heading, level))


def fresh(node: Any, siblings: tuple[Any, ...]) -> Any:
    """A new section, group or entry whose label waits for a number ("") at the level of its ``siblings``, and unnumbered
    where they all are; one that brings a label stays as it is."""
    like = [sibling.heading for sibling in siblings if sibling.heading is not None]
    if node.heading is None or node.heading.label or not like:
        return node
    numbered = node.heading.numbered and any(heading.numbered for heading in like)
    return replace(node, heading=replace(node.heading, level=like[0].level, numbered=numbered))
