"""Edits of an entry's short fields, its links and its status over the years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit, entry_of, expected
from huibao.model.report import DETAIL_FIELDS, OUTCOMES, Detail, DetailFrame, Id, Measure, Problem, Report, StatusEntry


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
            measure = expected(node, Measure)
            if self.field not in DETAIL_FIELDS:
                raise EditError("措施没有这个字段。")
            details = _with_detail(measure.details, self.field, self.value, self.lead_in)
            return replace(measure, details=details, frame=measure.frame if measure.details else self.frame)

        return tree.update(report, self.measure, change)


def _with_detail(details: tuple[Detail, ...], field: str, value: str, lead_in: str) -> tuple[Detail, ...]:
    """``details`` with the first of ``field`` set, made or (for no value) taken away; a new one stands before those that
    come later in ``DETAIL_FIELDS``. The others stay, in the order in which they are printed."""
    at = next((index for index, detail in enumerate(details) if detail.field == field), None)
    if at is not None:
        new = (replace(details[at], value=value),) if value else ()
        return details[:at] + new + details[at + 1 :]
    rank = DETAIL_FIELDS.index(field)
    later = (index for index, detail in enumerate(details) if DETAIL_FIELDS.index(detail.field) > rank)
    place = next(later, len(details))
    return (*details[:place], Detail(field, value, lead_in), *details[place:]) if value else details


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
        expected(tree.find(report, self.problem), Problem)

        def change(node: Any) -> Measure:
            measure = expected(node, Measure)
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
        return tree.update(
            report, self.entry, lambda node: replace(node, statuses=(*entry_of(node).statuses, self.status))
        )


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
            held = entry_of(node).statuses
            if not 0 <= self.index < len(held):
                raise EditError("这一条完成情况已经不在了。")
            return replace(node, statuses=held[: self.index] + held[self.index + 1 :])

        return tree.update(report, self.entry, change)
