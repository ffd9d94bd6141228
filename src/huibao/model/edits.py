"""The closed set of edits. An edit is a value; ``apply(report)`` gives the next report and shares what did not change.

Every edit has ``name`` (Chinese, for the undo menu), ``target`` (the id to show and focus afterwards) and ``merge_key``
(typing with one key coalesces into one undo step; None never does). An edit that can't be done raises EditError and
changes nothing. Structural edits renumber the list they touch, keep ids unique and drop links that point nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Literal, TypeVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.report import (
    DETAIL_FIELDS,
    OUTCOMES,
    Block,
    Blocks,
    Detail,
    DetailFrame,
    Entry,
    Heading,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Runs,
    Section,
    SectionKind,
    StatusEntry,
    Table,
)

Place = Literal["front", "sections", "end", "attachments", "blocks", "groups", "entries", "parts", "title"]
Kind = TypeVar("Kind")
LISTS = ("sections", "groups", "entries", "blocks")


class Edit:
    """What all edits have in common."""

    name: ClassVar[str] = "修改"

    @property
    def target(self) -> Id:
        """The id of the node to show after this edit."""
        raise EditError("这项修改没有目标。")

    @property
    def merge_key(self) -> tuple[str, ...] | None:
        """Edits with equal keys that follow each other without a pause are one step of undo."""
        return None

    def apply(self, report: Report) -> Report:
        """The report after this edit. Raises EditError when it can't be done."""
        raise EditError("这项修改不能应用。")


@dataclass(frozen=True)
class SetText(Edit):
    """Give a paragraph (in a block list, a title, a cell) the text ``runs``."""

    paragraph: Id
    runs: Runs
    name: ClassVar[str] = "输入"

    @property
    def target(self) -> Id:
        return self.paragraph

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("text", self.paragraph)

    def apply(self, report: Report) -> Report:
        return tree.update(report, self.paragraph, lambda node: replace(_a(node, Paragraph), runs=self.runs))


@dataclass(frozen=True)
class SetHeadline(Edit):
    """Reword the heading of a section, group or entry; its number stays. Of an attachment: its name."""

    owner: Id
    headline: Runs
    name: ClassVar[str] = "修改标题"

    @property
    def target(self) -> Id:
        return self.owner

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("headline", self.owner)

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if hasattr(node, "name") and not hasattr(node, "heading"):
                return replace(node, name=self.headline)
            if getattr(node, "heading", None) is None:
                raise EditError("这一处没有标题可改。")
            return replace(node, heading=replace(node.heading, headline=self.headline))

        return tree.update(report, self.owner, change)


@dataclass(frozen=True)
class SetHeading(Edit):
    """Give a section, group or entry another heading (label, level, numbered, end mark), or a group none."""

    owner: Id
    heading: Heading | None
    name: ClassVar[str] = "修改标题格式"

    @property
    def target(self) -> Id:
        return self.owner

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            if self.heading is None and not hasattr(node, "entries"):
                raise EditError("只有分组可以没有标题。")
            return replace(node, heading=self.heading)

        steps = tree.path(report, self.owner)
        after = tree.update(report, self.owner, change)
        was = getattr(steps[-1].node, "heading", None)
        if self.heading is not None and was is not None and self.heading.numbered != was.numbered:
            after = renumbering.renumber_around(after, steps[-1].parent.id, steps[-1].place, report)
        return after


@dataclass(frozen=True)
class ReplaceBlock(Edit):
    """Put another value of the same id in a block's place: a table's new rows, a picture's size, a paragraph's alignment."""

    block: Block
    name: ClassVar[str] = "修改内容"

    @property
    def target(self) -> Id:
        return self.block.id

    def apply(self, report: Report) -> Report:
        return tree.update(report, self.block.id, lambda node: replace(self.block) if _same(node, self.block) else self.block)


@dataclass(frozen=True)
class ReplaceBlocks(Edit):
    """Replace blocks ``start``–``end`` of ``owner`` (in ``place``: "blocks", an attachment's or front part's too) by ``blocks``:
    splitting and joining paragraphs, pasting, inserting a table or a picture."""

    owner: Id
    start: int
    end: int
    blocks: Blocks
    place: Place = "blocks"
    focus: Id = ""
    name: ClassVar[str] = "修改段落"

    @property
    def target(self) -> Id:
        return self.focus or (self.blocks[0].id if self.blocks else self.owner)

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            held = getattr(node, self.place)
            if not 0 <= self.start <= self.end <= len(held):
                raise EditError("要修改的段落已经变了，请再试一次。")
            changed = tree.put(node, self.place, self.start, self.end, self.blocks)
            labelled = any(isinstance(b, Paragraph) and b.label for b in held[self.start : self.end] + self.blocks)
            return renumbering.renumber_list(changed, "blocks") if labelled and self.place == "blocks" else changed

        return _sound(tree.update(report, self.owner, change))


@dataclass(frozen=True)
class SetField(Edit):
    """Set a problem's ``source``, ``kind`` or ``first_year`` (int), or a measure's ``closed_on``."""

    entry: Id
    field: str
    value: str | int
    name: ClassVar[str] = "修改字段"

    @property
    def target(self) -> Id:
        return self.entry

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("field", self.entry, self.field)

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            allowed = {Problem: ("source", "kind", "first_year"), Measure: ("closed_on",)}.get(type(node), ())
            if self.field not in allowed:
                raise EditError("这一条没有这个字段。")
            if isinstance(self.value, int) != (self.field == "first_year"):
                raise EditError("年份要填数字，例如 2023。")
            return replace(node, **{self.field: self.value})

        return tree.update(report, self.entry, change)


@dataclass(frozen=True)
class SetDetail(Edit):
    """Set a measure's leader, department, person or deadline. ``lead_in`` and ``frame`` are the template's wording; they are
    used only when the field, or the measure's first field, is created here. An empty ``value`` takes the field away."""

    measure: Id
    field: str
    value: str
    lead_in: str = ""
    frame: DetailFrame = DetailFrame()
    name: ClassVar[str] = "修改责任与时限"

    @property
    def target(self) -> Id:
        return self.measure

    @property
    def merge_key(self) -> tuple[str, ...]:
        return ("detail", self.measure, self.field)

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Measure:
            measure = _a(node, Measure)
            if self.field not in DETAIL_FIELDS:
                raise EditError("措施没有这个字段。")
            kept = {detail.field: detail for detail in measure.details}
            lead_in = kept[self.field].lead_in if self.field in kept else self.lead_in
            if self.value:
                kept[self.field] = Detail(self.field, self.value, lead_in)
            else:
                kept.pop(self.field, None)
            details = tuple(kept[name] for name in DETAIL_FIELDS if name in kept)
            return replace(measure, details=details, frame=measure.frame if measure.details else self.frame)

        return tree.update(report, self.measure, change)


@dataclass(frozen=True)
class SetPartWording(Edit):
    """Set the literal lead-in of a part, and whether it starts a paragraph of its own."""

    part: Id
    lead_in: str
    own_paragraph: bool
    name: ClassVar[str] = "修改引导语"

    @property
    def target(self) -> Id:
        return self.part

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Part:
            return replace(_a(node, Part), lead_in=self.lead_in, own_paragraph=self.own_paragraph)

        return tree.update(report, self.part, change)


@dataclass(frozen=True)
class Insert(Edit):
    """Put ``node`` at ``index`` in ``place`` of ``parent`` and renumber that list."""

    parent: Id
    place: Place
    index: int
    node: Any
    name: ClassVar[str] = "添加"

    @property
    def target(self) -> Id:
        return str(self.node.id)

    def apply(self, report: Report) -> Report:
        def change(holder: Any) -> Any:
            if self.place not in tree.PLACES[type(holder)]:
                raise EditError("这里不能放这样的内容。")
            return tree.put(holder, self.place, self.index, self.index, (self.node,))

        return _renumbered(_sound(tree.update(report, self.parent, change)), report, self.parent, self.place)


@dataclass(frozen=True)
class Remove(Edit):
    """Take a node away with all below it; links to its problems go with them."""

    node: Id
    name: ClassVar[str] = "删除"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        last = steps[-1]
        if last.node.id != self.node:
            raise EditError("单元格里的段落不能这样删除。")
        after = linked(tree.rebuild(report, steps, ()))
        return _renumbered(after, report, last.parent.id, last.place)


@dataclass(frozen=True)
class Move(Edit):
    """Move a node to ``index`` (counted after it was taken out) in ``place`` of ``parent``; both lists are renumbered."""

    node: Id
    parent: Id
    place: Place
    index: int
    name: ClassVar[str] = "移动"

    @property
    def target(self) -> Id:
        return self.node

    def apply(self, report: Report) -> Report:
        steps = tree.path(report, self.node)
        last = steps[-1]
        if tree.contains(last.node, self.parent):
            raise EditError("不能把一部分移到它自己里面。")
        taken = tree.rebuild(report, steps, ())

        def change(holder: Any) -> Any:
            if self.place not in tree.PLACES[type(holder)] or not _fits(last.node, holder, self.place):
                raise EditError("这里不能放这样的内容：问题只能放在问题部分，措施只能放在措施部分。")
            return tree.put(holder, self.place, self.index, self.index, (last.node,))

        _check_kind(report, last.node, self.parent)
        after = tree.update(taken, self.parent, change)
        after = _renumbered(after, report, self.parent, self.place)
        if (last.parent.id, last.place) != (self.parent, self.place):
            after = _renumbered(after, report, last.parent.id, last.place)
        return after


@dataclass(frozen=True)
class Link(Edit):
    """A measure answers a problem (``on``) or no longer does."""

    measure: Id
    problem: Id
    on: bool = True
    name: ClassVar[str] = "关联问题与措施"

    @property
    def target(self) -> Id:
        return self.measure

    def apply(self, report: Report) -> Report:
        _a(tree.find(report, self.problem), Problem)

        def change(node: Any) -> Measure:
            measure = _a(node, Measure)
            kept = tuple(answer for answer in measure.answers if answer != self.problem)
            return replace(measure, answers=(*kept, self.problem) if self.on else kept)

        return tree.update(report, self.measure, change)


@dataclass(frozen=True)
class AddStatus(Edit):
    """Add a dated status; earlier ones stay."""

    entry: Id
    status: StatusEntry
    name: ClassVar[str] = "记录完成情况"

    @property
    def target(self) -> Id:
        return self.entry

    def apply(self, report: Report) -> Report:
        if self.status.outcome not in OUTCOMES:
            raise EditError("完成情况请从“" + "、".join(OUTCOMES) + "”里选。")
        return tree.update(report, self.entry, lambda node: replace(node, statuses=(*_entry(node).statuses, self.status)))


@dataclass(frozen=True)
class RemoveStatus(Edit):
    """Take back the status at ``index`` (a slip of the mouse); the others stay."""

    entry: Id
    index: int
    name: ClassVar[str] = "撤回完成情况"

    @property
    def target(self) -> Id:
        return self.entry

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Any:
            held = _entry(node).statuses
            return replace(node, statuses=held[: self.index] + held[self.index + 1 :])

        return tree.update(report, self.entry, change)


@dataclass(frozen=True)
class SetReport(Edit):
    """Set properties of the whole report: template, profile, detached, sealed (None: as it is)."""

    template: str | None = None
    profile: str | None = None
    detached: bool | None = None
    sealed: bool | None = None
    name: ClassVar[str] = "修改报告设置"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        asked = {"template": self.template, "profile": self.profile, "detached": self.detached, "sealed": self.sealed}
        return replace(report, **{key: value for key, value in asked.items() if value is not None})  # type: ignore[arg-type]


@dataclass(frozen=True)
class UnifyNumbering(Edit):
    """统一编号: all labels in the profile's form."""

    patterns: tuple[str, ...] = renumbering.GBT
    name: ClassVar[str] = "统一编号"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        return renumbering.unify(report, self.patterns)


@dataclass(frozen=True)
class SetSection(Edit):
    """Name the template's section that an imported narrative section fills, or none."""

    section: Id
    key: str
    kind: SectionKind
    name: ClassVar[str] = "修改部分类型"

    @property
    def target(self) -> Id:
        return self.section

    def apply(self, report: Report) -> Report:
        def change(node: Any) -> Section:
            section = _a(node, Section)
            if self.kind != section.kind and any(True for _ in tree.entries(section)):
                raise EditError("这一部分已经有问题或措施，不能改成别的类型；请先移走它们。")
            return replace(section, key=self.key, kind=self.kind)

        return tree.update(report, self.section, change)


@dataclass(frozen=True)
class Several(Edit):
    """Edits done as one step of undo, in order."""

    edits: tuple[Edit, ...]
    label: str = "修改"
    focus: Id = ""

    @property
    def target(self) -> Id:
        return self.focus or (self.edits[-1].target if self.edits else "")

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return self.label

    def apply(self, report: Report) -> Report:
        for edit in self.edits:
            report = edit.apply(report)
        return report


def linked(report: Report) -> Report:
    """``report`` without links to problems that are gone; each measure's other links stay as they are."""
    problems = {entry.id for entry in tree.entries(report) if isinstance(entry, Problem)}
    for entry in tree.entries(report):
        if isinstance(entry, Measure) and not problems.issuperset(entry.answers):
            kept = tuple(answer for answer in entry.answers if answer in problems)
            report = tree.update(report, entry.id, partial(_answering, kept))
    return report


def _answering(kept: tuple[Id, ...], node: Any) -> Measure:
    return replace(_a(node, Measure), answers=kept)


def _a(node: Any, kind: type[Kind]) -> Kind:
    if not isinstance(node, kind):
        raise EditError("这一处内容不是所要修改的那一种。")
    return node


def _entry(node: Any) -> Entry:
    if not isinstance(node, (Problem, Measure)):
        raise EditError("这一处不是问题，也不是措施。")
    return node


def _same(node: Any, block: Any) -> bool:
    if not isinstance(node, (Paragraph, Table, Picture)) or type(node) is not type(block):
        raise EditError("这一处内容不是所要修改的那一种。")
    return True


def _sound(report: Report) -> Report:
    """``report`` itself when all its ids differ and links hold; raises EditError otherwise."""
    seen: set[Id] = set()
    for node in tree.walk(report):
        if node.id in seen:
            raise EditError("同一处内容不能在报告里出现两次。")
        seen.add(node.id)
    return linked(report)


def _fits(node: Any, holder: Any, place: str) -> bool:
    kinds = {"sections": "Section", "groups": "Group", "entries": "Problem Measure", "parts": "Part", "attachments": "Attachment"}
    allowed = kinds.get(place, "Part" if place in ("front", "end") else "Paragraph Table Picture").split()
    return type(node).__name__ in allowed


def _check_kind(report: Report, node: Any, parent: Id) -> None:
    """A problem stays in problems sections, a measure in measures sections, whatever holds them."""
    if parent == report.id or not any(True for _ in tree.entries(node)):
        return
    section = tree.section_of(report, parent)
    wanted = {"problems": Problem, "measures": Measure}.get(section.kind if section else "")
    if wanted is None or not all(isinstance(entry, wanted) for entry in tree.entries(node)):
        raise EditError("问题只能放在问题部分，措施只能放在措施部分。")


def _renumbered(after: Report, before: Report, parent: Id, place: str) -> Report:
    return renumbering.renumber_around(after, parent, place, before) if place in LISTS else after


