"""Edits of the report as a whole and of what its sections are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from huibao.errors import EditError
from huibao.model import renumbering, tree
from huibao.model.edits.base import Edit, expected
from huibao.model.report import Id, Limit, Report, Section, SectionKind


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
class SetLimit(Edit):
    """How long the report may be; None: as its template says."""

    limit: Limit | None
    name: ClassVar[str] = "修改篇幅限制"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        return replace(report, limit=self.limit)


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
            section = expected(node, Section)
            if self.kind != section.kind and any(True for _ in tree.entries(section)):
                raise EditError("这一部分已经有问题或措施，不能改成别的类型；请先移走它们。")
            return replace(section, key=self.key, kind=self.kind)

        return tree.update(report, self.section, change)
