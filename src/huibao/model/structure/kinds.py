"""A group made an entry and an entry made a group, with nothing lost on the way."""

from __future__ import annotations

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.levels import level_among, releveled
from huibao.model.manuscript.items import has_words
from huibao.model.report import Entry, Group, Measure, Paragraph, Part, Problem, Report, SectionKind, new_id

_BODY_FIELDS = ("manifestation", "action", "body")


def entry_from(group: Group, elder: Group, kind: SectionKind) -> Entry:
    """``group`` as an entry of a section of ``kind``, at the level of the entries it joins. Raises EditError when it has no
    heading, or when it or its ``elder`` has groups below."""
    if group.heading is None or kind == "narrative" or group.groups or elder.groups:
        raise EditError("这个标题下面还有层次，不能降为一条问题或措施。")
    level = level_among(elder.entries + group.entries, min(4, group.heading.level + 1))
    heading = releveled(group.heading, level)
    field = "manifestation" if kind == "problems" else "action"
    parts = (Part(new_id(), field, group.blocks or (Paragraph(new_id()),)),)
    return Problem(group.id, heading, parts) if kind == "problems" else Measure(group.id, heading, parts)


def group_from(report: Report, entry: Entry, level: int) -> Group:
    """``entry`` as a group with a heading of ``level``: its parts' blocks are the group's. Raises EditError when it has no
    headline, or anything that a group has no place for."""
    if not entry.heading.text:
        raise EditError("没有标题的一条不能升级；请先写标题。")
    if entry.statuses or _is_recorded(entry) or _is_answered(report, entry):
        raise EditError("这一条记有责任人、完成情况、来源或关联，升级会丢掉它们；请先清空再升级。")
    if any(
        any(map(has_words, part.blocks)) and (part.lead_in or part.field not in _BODY_FIELDS) for part in entry.parts
    ):
        raise EditError("这一条有原因、目标等字段，升级会丢掉它们；请先清空再升级。")
    blocks = tuple(block for part in entry.parts for block in part.blocks)
    return Group(entry.id, releveled(entry.heading, level), blocks)


def _is_recorded(entry: Entry) -> bool:
    if isinstance(entry, Problem):
        return bool(entry.source or entry.kind or entry.first_year)
    return bool(entry.answers or entry.closed_on or any(detail.value for detail in entry.details))


def _is_answered(report: Report, entry: Entry) -> bool:
    return any(isinstance(other, Measure) and entry.id in other.answers for other in tree.entries(report))
