"""Edits of comments (批注). They take the comment as it is shown, so that undoing them leads to the place it stands at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits.base import Edit
from huibao.model.report import Comment, Id, Report


@dataclass(frozen=True)
class AddComment(Edit):
    """Add a comment. Raises EditError when it says nothing, its node is not there, or its id is taken."""

    comment: Comment
    name: ClassVar[str] = "添加批注"

    @property
    def target(self) -> Id:
        return self.comment.about

    def apply(self, report: Report) -> Report:
        taken = any(held.id == self.comment.id for held in report.comments) or tree.contains(report, self.comment.id)
        if taken:
            raise EditError("同一条批注不能添加两次。")
        return replace(report, comments=(*report.comments, _sound(report, self.comment)))


@dataclass(frozen=True)
class ChangeComment(Edit):
    """Put ``comment`` in the place of the one with its id: other words, another place."""

    comment: Comment
    name: ClassVar[str] = "修改批注"

    @property
    def target(self) -> Id:
        return self.comment.about

    def apply(self, report: Report) -> Report:
        return _replaced(report, self.comment.id, (_sound(report, self.comment),))


@dataclass(frozen=True)
class RemoveComment(Edit):
    """Take a comment away."""

    comment: Comment
    name: ClassVar[str] = "删除批注"

    @property
    def target(self) -> Id:
        return self.comment.about

    def apply(self, report: Report) -> Report:
        return _replaced(report, self.comment.id, ())


@dataclass(frozen=True)
class Resolve(Edit):
    """Mark a comment as settled (``on``) or as open again."""

    comment: Comment
    on: bool = True

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return "解决批注" if self.on else "重新打开批注"

    @property
    def target(self) -> Id:
        return self.comment.about

    def apply(self, report: Report) -> Report:
        held = next((held for held in report.comments if held.id == self.comment.id), self.comment)
        return _replaced(report, held.id, (replace(held, resolved=self.on),))


def _sound(report: Report, comment: Comment) -> Comment:
    if not comment.text.strip():
        raise EditError("批注里还没有写字。")
    if not tree.contains(report, comment.about):
        raise EditError("批注所在的这一处已经不在报告里了。")
    return comment


def _replaced(report: Report, comment: Id, new: tuple[Comment, ...]) -> Report:
    at = next((index for index, held in enumerate(report.comments) if held.id == comment), None)
    if at is None:
        raise EditError("这条批注已经不在了。")
    return replace(report, comments=report.comments[:at] + new + report.comments[at + 1 :])
