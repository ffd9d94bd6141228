"""What an edit is, several edits as one, and what an edit asks of the node it is for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from huibao.errors import EditError
from huibao.model.report import Entry, Id, Measure, Problem, Report

Kind = TypeVar("Kind")


class Edit(ABC):
    """What all edits have in common."""

    name: ClassVar[str] = "修改"

    @property
    @abstractmethod
    def target(self) -> Id:
        """The id of the node to show after this edit; after a removal the node is gone. "" for the report as a whole."""

    @property
    def merge_key(self) -> tuple[str, ...] | None:
        """Edits with equal keys that follow each other without a pause are one step of undo."""
        return None

    @abstractmethod
    def apply(self, report: Report) -> Report:
        """The report after this edit. Raises EditError when it can't be done."""


@dataclass(frozen=True)
class Several(Edit):
    """Edits done as one step of undo, in order; when one of them can't be done, none is."""

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
    """``node``, which must be a ``kind``. Raises EditError when it is something else."""
    if not isinstance(node, kind):
        raise EditError("这一处内容不是所要修改的那一种。")
    return node


def entry_of(node: Any) -> Entry:
    """``node``, which must be a problem or a measure. Raises EditError when it is neither."""
    if not isinstance(node, (Problem, Measure)):
        raise EditError("这一处不是问题，也不是措施。")
    return node
