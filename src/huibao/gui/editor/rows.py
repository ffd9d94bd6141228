"""What the editor shows of one part of the report: a row for each field, paragraph, cell paragraph and picture. No Qt.

A page is one part of the outline: "front", a section's id, or "end" (with the attachments). Rows are a pure function of the
report and its template; the document on screen is only ever made equal to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from huibao.model import tree
from huibao.model.report import (
    Id,
    Picture,
    Report,
    Runs,
    Table,
)

RowKind = Literal["headline", "text", "cell", "picture", "gap"]
Look = Literal["title", "section", "group", "entry", "body", "cell", "caption", "add"]
FRONT, END = "front", "end"
LABELS = {
    "title": "标题",
    "recipient": "主送",
    "lead": "导语",
    "date": "日期",
    "signature": "署名",
    "note": "附注",
    "body": "正文",
    "closing": "结语",
    "manifestation": "表现",
    "cause": "原因",
    "goal": "目标",
    "action": "措施",
    "outcome": "完成情况",
    "attachment_list": "附件说明",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the editor, a block of the document.

    ``node``: the paragraph or picture, or the owner of a headline. ``holder``, ``place``, ``index``: where that block stands
    (for a headline: the owner itself, ""). ``new``: the row stands for something that is not in the report yet — a field of
    ``holder`` ("part"), a first paragraph ("paragraph"), an entry ("entry") — and comes into being when it is typed into.
    ``entry``: the problem or measure it belongs to; ``field``: the part's field. ``table``: the table of a cell, with
    ``cell`` (row, place in the row). ``first`` and ``last`` row of its entry. ``missing``: required and empty. ``new_page``: a page
    begins before it.
    """

    kind: RowKind
    node: Id
    runs: Runs = ()
    look: Look = "body"
    level: int = 0
    label: str = ""
    number: str = ""
    placeholder: str = ""
    holder: Id = ""
    place: str = ""
    index: int = 0
    new: Literal["", "part", "paragraph", "entry"] = ""
    entry: Id = ""
    group: Id = ""
    field: str = ""
    missing: bool = False
    first: bool = False
    last: bool = False
    align: str = ""
    new_page: bool = False
    table: Table | None = None
    cell: tuple[int, int] = (0, 0)
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """The row's bare text."""
        return "".join(run.text for run in self.runs)

    @property
    def key(self) -> tuple[str, str]:
        """What tells this row from others while its text changes."""
        return (self.node, self.kind)

    @property
    def editable(self) -> bool:
        """Whether text can be typed into it."""
        return self.kind in ("headline", "text", "cell")


def page_of(report: Report, node: Id) -> str:
    """The page that shows ``node`` (or a row): "front", "end" or a section's id; "front" when there is no such node."""
    if node in (FRONT, END):
        return node
    node = node.removeprefix("new:").partition(":")[0]
    if node == report.id or not tree.contains(report, node):
        return FRONT
    step = tree.path(report, node)[0]
    return {"front": FRONT, "end": END, "attachments": END}.get(step.place) or step.node.id


def pages(report: Report) -> tuple[str, ...]:
    """All pages in print order."""
    return (FRONT, *(section.id for section in report.sections), END)
