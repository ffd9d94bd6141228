"""What an edit is, several edits as one, and what an edit asks of the node it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from huibao.errors import EditError
from huibao.model.report import Entry, Id, Measure, Paragraph, Picture, Problem, Report, Table

Kind = TypeVar("Kind")


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


def expected(node: Any, kind: type[Kind]) -> Kind:
    if not isinstance(node, kind):
        raise EditError("这一处内容不是所要修改的那一种。")
    return node


def entry_of(node: Any) -> Entry:
    if not isinstance(node, (Problem, Measure)):
        raise EditError("这一处不是问题，也不是措施。")
    return node


def same_kind(node: Any, block: Any) -> bool:
    if not isinstance(node, (Paragraph, Table, Picture)) or type(node) is not type(block):
        raise EditError("这一处内容不是所要修改的那一种。")
    return True
