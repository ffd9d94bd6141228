"""Numbers that skip, repeat or change their form within a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huibao.model.numbering import Form, Label, parse, render
from huibao.model.report import Blocks, Group, Id, Paragraph, Section
from huibao.review.finding import Finding
from huibao.review.survey import Survey, place_of


@dataclass(frozen=True, slots=True)
class _Member:
    node: Id
    where: str
    label: str


def labels(survey: Survey) -> Iterator[Finding]:
    """Sections, groups, entries and numbered paragraphs count on by one. A list begins at 1; entries may also count on from
    the group before, and numbered paragraphs may begin anew."""
    sections = survey.report.sections
    yield from _list([_Member(item.id, place_of(item.heading), item.heading.label) for item in sections])
    for section in sections:
        where = place_of(section.heading)
        yield from _paragraphs(section.blocks, where)
        yield from _groups(section, where)


def _groups(parent: Section | Group, where: str) -> Iterator[Finding]:
    headed = [(group, group.heading) for group in parent.groups if group.heading]
    yield from _list([_Member(group.id, where + place_of(heading), heading.label) for group, heading in headed])
    last = 0
    for group in parent.groups:
        inside = where + (place_of(group.heading) if group.heading else "")
        yield from _paragraphs(group.blocks, inside)
        members = [_Member(e.id, inside + place_of(e.heading), e.heading.label) for e in group.entries]
        yield from _list(members, last)
        numbers = [label.number for label in (parse(member.label) for member in members) if label]
        last = numbers[-1] if numbers else 0
        for entry in group.entries:
            for part in entry.parts:
                yield from _paragraphs(part.blocks, inside + place_of(entry.heading))
        yield from _groups(group, inside)


def _paragraphs(blocks: Blocks, where: str) -> Iterator[Finding]:
    """Numbered paragraphs between others: each run of one form counts for itself."""
    members: list[_Member] = []
    form: tuple[str, int] | None = None
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.label:
            continue
        label = parse(block.label)
        if label is None:
            continue
        if label.number == 1 or _kind(label.form) != form:
            yield from _list(members)
            members = []
        form = _kind(label.form)
        members.append(_Member(block.id, where, block.label))
    yield from _list(members)


def _list(members: list[_Member], last: int = 0) -> Iterator[Finding]:
    """The faults of one list. ``last`` is the number that it may count on from."""
    before: Label | None = None
    mixed = False
    for member in members:
        label = parse(member.label)
        if label is None:
            continue
        if before is None or _kind(before.form) != _kind(label.form):
            if label.number not in (1, last + 1):
                yield _skip(member, label, 1)
        else:
            if label.number <= before.number:
                same = "重复了" if label.number == before.number else "倒回去了"
                text = f"序号“{label.text.strip()}”{same}，前一个是“{before.text.strip()}”。"
                yield Finding("label-repeats", "warning", text, member.node, member.where, "用“统一编号”重新编号")
            elif label.number > before.number + 1:
                yield _skip(member, label, before.number + 1)
            if not mixed and _shape(before.form) != _shape(label.form):
                mixed = True
                text = f"同一层的序号写法不一致：“{before.text.strip()}”和“{label.text.strip()}”。"
                yield Finding("label-mixed", "hint", text, member.node, member.where, "用“统一编号”统一写法")
        before = label


def _skip(member: _Member, label: Label, missing: int) -> Finding:
    text = f"序号“{label.text.strip()}”前面缺了“{render(label.form, missing).strip()}”。"
    return Finding("label-skips", "warning", text, member.node, member.where, "用“统一编号”重新编号，或补上缺的内容")


def _kind(form: Form) -> tuple[str, int]:
    return form.numeral, form.family


def _shape(form: Form) -> tuple[str, str]:
    """A form without blanks; compound numbers (1.1, 1.2) by their last step."""
    return ("" if form.before[:1].isdigit() else form.before.strip()), form.after.strip()


RULES = (labels,)
