"""Putting a block, entry, group or section where it prints right after something else.

A heading that comes to stand in the middle of what another heads takes what follows under itself, as a reader of the
printed page would take it: the print order of all else stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import entry_of
from huibao.model.levels import fresh, joining
from huibao.model.manuscript import Item, manuscript
from huibao.model.renumbering import renumber_around, renumber_list
from huibao.model.report import (
    END_FIELDS,
    FRONT_FIELDS,
    Attachment,
    Block,
    Entry,
    Group,
    Id,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    new_id,
    runs,
)
from huibao.services.taking_back.cutting import Rest, cut, cut_parts

Payload = Block | Entry | Group | Section
# A further paragraph after these is none of them.
_SINGLE = ("title", "recipient", "closing", "signature", "date", "note")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The ``nth`` of the printed paragraphs that carry the id ``node``, from 0."""

    node: Id
    nth: int = 0


def place_after(report: Report, anchor: Anchor | None, payload: Payload, field: str = "body") -> Report:
    """``report`` with ``payload`` printed right after ``anchor`` (None: before all else). ``field``: of which part it is in
    the front or end matter. Raises EditError where such a thing can't stand."""
    if anchor is None:
        return _at_front(report, payload, field)
    item = _item(report, anchor)
    block = _last_block(item)
    steps = tree.path(report, block or item.node)
    if isinstance(payload, Section):
        return _section(report, steps, payload)
    section = steps[0].node
    if isinstance(payload, Group):
        if not isinstance(section, Section):
            raise EditError("标题只能放在各部分里。")
        return _group(report, section, steps, payload)
    if isinstance(payload, (Problem, Measure)):
        wanted = "problems" if isinstance(payload, Problem) else "measures"
        if not isinstance(section, Section) or section.kind != wanted:
            raise EditError("问题只能放在问题部分，措施只能放在措施部分。")
        return _entry(report, section, steps, block, payload)
    return _block(report, steps, payload, field) if block else _under_heading(report, item, steps, payload, field)


def _item(report: Report, anchor: Anchor) -> Item:
    found = [item for item in manuscript(report) if item.node == anchor.node]
    if not found:
        raise EditError("要放到的位置已经不在报告里了。")
    return found[min(anchor.nth, len(found) - 1)]


def _last_block(item: Item) -> Id:
    """The id of the block whose text ends the item, "" when it is a heading without text, or wording alone."""
    if item.table is not None or item.picture is not None:
        return item.node
    return next((span.node for span in reversed(item.spans) if span.field in ("text", "label")), "")


def _at_front(report: Report, payload: Payload, field: str) -> Report:
    if isinstance(payload, Section):
        return tree.put(report, "sections", 0, 0, (payload,))  # type: ignore[no-any-return]
    if not isinstance(payload, Block):
        raise EditError("标题只能放在各部分里。")
    return tree.put(report, "front", 0, 0, (_part(payload, field, FRONT_FIELDS),))  # type: ignore[no-any-return]


def _part(payload: Block, field: str, fields: Sequence[str]) -> Part:
    known = field if field in fields and isinstance(payload, Paragraph) and field != "attachment_list" else "body"
    return Part(new_id(), known, (payload,))


def _block(report: Report, steps: tuple[tree.Step, ...], payload: Block, field: str) -> Report:
    last = steps[-1]
    part = last.parent
    if isinstance(part, Part) and steps[0].place in ("front", "end"):
        ends = last.index == len(part.blocks) - 1
        if ends and (part.field in _SINGLE or field not in (part.field, "body")):
            fields = FRONT_FIELDS if steps[0].place == "front" else END_FIELDS
            at = steps[0].index + 1
            return tree.put(report, steps[0].place, at, at, (_part(payload, field, fields),))  # type: ignore[no-any-return]
    place, at = last.place, last.index + 1
    if place == "title" and not isinstance(payload, Paragraph):
        place, at = "blocks", 0
    after = tree.update(report, part.id, lambda node: tree.put(node, place, at, at, (payload,)))
    return renumber_around(after, part.id, place, report)


def _under_heading(report: Report, item: Item, steps: tuple[tree.Step, ...], payload: Block, field: str) -> Report:
    """``payload`` as the first thing under a heading, or after wording that stands alone."""
    owner: Any = steps[-1].node
    if isinstance(owner, Attachment):
        return _by_attachment(report, item, steps[-1], payload, field)
    if isinstance(owner, Part):
        led = (Paragraph(new_id(), runs(owner.lead_in)),) if owner.lead_in else ()
        changed: Any = replace(owner, lead_in="", blocks=(*led, payload, *owner.blocks))
    elif isinstance(owner, (Problem, Measure)) and item.role == "heading":
        changed = _first_part(owner, payload)
    elif isinstance(owner, (Problem, Measure)):
        parts = owner.parts or (_main(owner, ()),)
        changed = replace(owner, parts=(*parts[:-1], replace(parts[-1], blocks=(*parts[-1].blocks, payload))))
    else:
        changed = replace(_not_run_in(owner), blocks=(payload, *owner.blocks))
    return tree.update(report, owner.id, lambda _: changed)


def _first_part(entry: Entry, payload: Block) -> Entry:
    """``entry`` with ``payload`` between its heading and its parts, which no longer go on the heading's line."""
    parts = entry.parts
    if parts:
        parts = (replace(parts[0], own_paragraph=True), *parts[1:])
    return replace(_not_run_in(entry), parts=(_main(entry, (payload,)), *parts))  # type: ignore[no-any-return]


def _main(entry: Entry, blocks: tuple[Block, ...]) -> Part:
    return Part(new_id(), "manifestation" if isinstance(entry, Problem) else "action", blocks)


def _not_run_in(node: Any) -> Any:
    return replace(node, heading=replace(node.heading, run_in=False)) if node.heading and node.heading.run_in else node


def _by_attachment(report: Report, item: Item, step: tree.Step, payload: Block, field: str) -> Report:
    """A line after one of 附件说明 is another attachment where it reads as one or stands within the list, else text; one
    after 附件1 is its title."""
    owner: Any = step.node
    if item.role == "attachment_list":
        within = any(other.list_label or other.name for other in report.attachments[step.index + 1 :])
        if isinstance(payload, Paragraph) and (within or field == "attachment_list"):
            new = Attachment(payload.id, payload.label, payload.runs)
            return tree.put(report, "attachments", step.index + 1, step.index + 1, (new,))  # type: ignore[no-any-return]
        places = [at for at, part in enumerate(report.end) if part.field == "attachment_list"]
        signed = [at for at, part in enumerate(report.end) if part.field in ("signature", "date")]
        at = places[0] + 1 if places else signed[0] if signed else len(report.end)
        return tree.put(report, "end", at, at, (_part(payload, field, END_FIELDS),))  # type: ignore[no-any-return]
    place = "title" if owner.title and isinstance(payload, Paragraph) else "blocks"
    return tree.update(report, owner.id, lambda node: tree.put(node, place, 0, 0, (payload,)))


def _entry(report: Report, section: Section, steps: tuple[tree.Step, ...], block: Id, payload: Entry) -> Report:
    at = next((n for n, step in enumerate(steps) if isinstance(step.node, (Problem, Measure))), -1)
    if at >= 0:
        first, second = _parted(entry_of(steps[at].node), block, payload)
        group, index = steps[at].parent, steps[at].index
        entries = getattr(group, "entries", ())
        second = _joined(second, entries)
        changed: Any = tree.put(group, "entries", index, index + 1, (first, second))
    else:
        inner = max((n for n, step in enumerate(steps) if isinstance(step.node, Group)), default=0)
        group = steps[inner].node
        kept, rest = cut(group, steps[inner + 1 :])
        payload = _with_blocks(payload, rest.blocks)
        if isinstance(group, Section):
            groups = rest.groups or kept.groups
            if groups and groups[0].heading is None and not groups[0].blocks:
                first_group = replace(groups[0], entries=(_joined(payload, groups[0].entries), *groups[0].entries))
                changed = replace(kept, groups=(first_group, *groups[1:]))
            else:
                changed = replace(kept, groups=(Group(new_id(), None, (), (payload,)), *groups))
        else:
            entries = rest.entries or kept.entries
            changed = replace(kept, entries=(_joined(payload, entries), *entries), groups=rest.groups or kept.groups)
    after = tree.update(report, group.id, lambda _: changed)
    holder = group.id if isinstance(group, Group) else changed.groups[0].id
    return renumber_around(after, holder, "entries", report)


def _joined(entry: Entry, siblings: tuple[Entry, ...]) -> Entry:
    """``entry`` at the level of its new ``siblings``; one whose number is open takes their kind of numbering."""
    made: Entry = joining(entry, siblings) if entry.heading.label else fresh(entry, siblings)
    return made


def _parted(entry: Entry, block: Id, payload: Entry) -> tuple[Entry, Entry]:
    """``entry`` up to ``block``, and ``payload`` with what comes after it; people and deadline go with what is last."""
    first, second = cut_parts(entry.parts, block)
    if not second:
        return entry, payload
    kept: Any = replace(entry, parts=first)
    grown: Any = replace(payload, parts=(*payload.parts, *second))
    if not first:
        kept = _not_run_in(kept)
    if isinstance(entry, Measure) and not grown.details and any(detail.value for detail in entry.details):
        kept, grown = replace(kept, details=()), replace(grown, details=entry.details, frame=entry.frame)
    return kept, grown


def _with_blocks(entry: Entry, blocks: tuple[Block, ...]) -> Entry:
    return replace(entry, parts=(*entry.parts, _main(entry, blocks))) if blocks else entry


def _group(report: Report, section: Section, steps: tuple[tree.Step, ...], payload: Group) -> Report:
    level = payload.heading.level if payload.heading else 2
    depth = 0
    while depth + 1 < len(steps):
        inner = steps[depth + 1].node
        if not isinstance(inner, Group) or inner.heading is None or inner.heading.level >= level:
            break
        depth += 1
    parent: Any = steps[depth].node
    below = steps[depth + 1 :]
    if below and below[0].place == "groups":
        kept, rest = cut(below[0].node, below[1:])
        at = below[0].index
        siblings = (*parent.groups[:at], kept, *parent.groups[at + 1 :])
        changed: Any = replace(parent, groups=(*siblings[: at + 1], _grown(payload, rest), *siblings[at + 1 :]))
    else:
        changed, rest = cut(parent, below)
        groups = rest.groups or changed.groups
        head = groups[:1] if groups and groups[0].heading is None else ()
        rest = Rest(rest.blocks, rest.entries, head)
        changed = replace(changed, groups=(_grown(payload, rest), *groups[len(head) :]))
    after = tree.update(report, parent.id, lambda _: changed)
    return renumber_around(after, parent.id, "groups", report)


def _grown(payload: Group, rest: Rest) -> Group:
    """``payload`` with ``rest`` after all that it has."""
    if not rest.prints:
        return payload
    groups = rest.groups
    entries = rest.entries
    if groups and groups[0].heading is None and not groups[0].blocks and not entries:
        entries, groups = groups[0].entries, (*groups[0].groups, *groups[1:])
    if payload.entries or payload.groups:
        return replace(payload, groups=(*payload.groups, Group(new_id(), None, rest.blocks, entries), *groups))
    grown = replace(payload, blocks=(*payload.blocks, *rest.blocks), entries=entries, groups=groups)
    counted: Group = renumber_list(grown, "entries")
    return counted


def _section(report: Report, steps: tuple[tree.Step, ...], payload: Section) -> Report:
    top = steps[0]
    if not isinstance(top.node, Section):
        at = 0 if top.place == "front" else len(report.sections)
        after = tree.put(report, "sections", at, at, (payload,))
        return renumber_around(after, report.id, "sections", report)
    kept, rest = cut(top.node, steps[1:])
    if rest.prints:
        more = rest.groups
        if payload.groups or rest.entries:
            kind = payload.kind if payload.groups else top.node.kind
            more = (Group(new_id(), None, rest.blocks, rest.entries), *more)
            payload = replace(payload, kind=kind, groups=(*payload.groups, *more))
        else:
            kind = top.node.kind if any(True for group in more for _ in tree.entries(group)) else payload.kind
            payload = replace(payload, kind=kind, blocks=(*payload.blocks, *rest.blocks), groups=more)
    after = tree.put(report, "sections", top.index, top.index + 1, (kept, payload))
    return renumber_around(after, report.id, "sections", report)
