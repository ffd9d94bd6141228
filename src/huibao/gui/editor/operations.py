"""What the commands of the editor do at a row, as deeds: adding, removing, moving, levels, pictures and tables. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huibao.errors import EditError
from huibao.gui.editor import deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.attachments import new_attachment
from huibao.model.edits import Edit, Insert, Move, Remove, ReplaceBlocks, Several
from huibao.model.manuscript import manuscript
from huibao.model.report import (
    Attachment,
    Group,
    Id,
    Measure,
    Paragraph,
    Problem,
    Report,
    Section,
    new_id,
)
from huibao.model.structure import Demote, MakeBody, MakeHeading, MergeEntry, Promote, SplitEntry, cut
from huibao.model.template import Template


def add_entry(report: Report, template: Template | None, row: Row) -> Deed | None:
    """A new entry after the row's, or first in its group; in a narrative section a new heading."""
    section = deeds.section_node(report, row)
    if section is None:
        return None
    if section.kind == "narrative":
        return deeds.new_heading_after(report, row)
    if row.entry:
        step = tree.path(report, row.entry)[-1]
        like = step.node if isinstance(step.node, (Problem, Measure)) else None
        new = deeds.entry_like(report, template, step.parent.id, (), like)
        return Deed(Insert(step.parent.id, "entries", step.index + 1, new), Caret(new.id))
    group_id = row.group or (row.node if row.look == "group" else "")
    group = next((g for g in _groups(section) if g.id == group_id), None) or next(iter(reversed(_groups(section))), None)
    if group is None:
        new = deeds.entry_like(report, template, section.id)
        return Deed(Insert(section.id, "groups", 0, Group(new_id(), None, (), (new,))), Caret(new.id))
    place = len(group.entries) if row.look == "add" or group.id != group_id else 0
    new = deeds.entry_like(report, template, group.id)
    return Deed(Insert(group.id, "entries", place, new), Caret(new.id))


def _groups(section: Section) -> list[Group]:
    """The groups of a section that may hold entries, in order."""
    out: list[Group] = []

    def visit(groups: tuple[Group, ...]) -> None:
        for group in groups:
            if not group.groups:
                out.append(group)
            visit(group.groups)

    visit(section.groups)
    return out


def remove(report: Report, row: Row, target: Id) -> Deed | None:
    """Remove the entry, or the group or section whose heading the row is, or the picture or table at the row."""
    if row.kind == "picture":
        return Deed(Remove(row.node), Caret(row.holder))
    if row.table is not None:
        return Deed(Remove(row.table.id), Caret(row.holder))
    if not target or (not row.entry and row.kind != "headline"):
        return None
    steps = tree.path(report, target)
    last = steps[-1]
    siblings = getattr(last.parent, last.place)
    near = siblings[last.index + 1] if last.index + 1 < len(siblings) else siblings[last.index - 1] if last.index else last.parent
    return Deed(Remove(target), Caret(near.id))


def promote(report: Report, row: Row, target: Id) -> Deed | None:
    """A level up; a paragraph of narrative text becomes a heading."""
    if _is_narrative_text(report, row):
        group = new_id()
        return Deed(MakeHeading(row.node, group), Caret(group, len(row.text)))
    return Deed(Promote(target), Caret(target)) if target else None


def demote(report: Report, row: Row, target: Id) -> Deed | None:
    """A level down; a narrative heading without an elder sibling becomes a paragraph."""
    if not target:
        return None
    last = tree.path(report, target)[-1]
    section = tree.section_of(report, target)
    node: Any = last.node
    first_heading = isinstance(node, Group) and last.index == 0 and section is not None and section.kind == "narrative"
    edit: Edit = MakeBody(target) if first_heading else Demote(target)
    return Deed(edit, Caret(target))


def _is_narrative_text(report: Report, row: Row) -> bool:
    if row.kind != "text" or row.new or row.entry or row.place != "blocks":
        return False
    section = deeds.section_node(report, row)
    return section is not None and section.kind == "narrative"


def move(report: Report, row: Row, target: Id, by: int) -> Deed | None:
    """Among its siblings; an entry at the end of its group goes on to the next group."""
    if not target:
        return None
    last = tree.path(report, target)[-1]
    siblings = getattr(last.parent, last.place)
    index = last.index + by
    if 0 <= index < len(siblings):
        return Deed(Move(target, last.parent.id, last.place, index), Caret(target))  # type: ignore[arg-type]
    if isinstance(last.node, (Problem, Measure)):
        section = tree.section_of(report, target)
        groups = _groups(section) if section else []
        at = next((i for i, group in enumerate(groups) if group.id == last.parent.id), 0) + by
        if 0 <= at < len(groups):
            return Deed(Move(target, groups[at].id, "entries", 0 if by > 0 else len(groups[at].entries)), Caret(target))
    raise EditError("已经在最前面了。" if by < 0 else "已经在最后面了。")


def page_break(report: Report, row: Row, offset: int) -> Deed:
    """What stands after the cursor begins a page; at the start of a row that does so already, it no longer does. Behind the
    last character that is the next printed paragraph. Text that runs on from a headline begins a page with it."""
    attachment = row.kind == "headline" and isinstance(tree.find(report, row.node), Attachment)
    if row.new or row.kind not in ("headline", "text") or attachment or row.place == "title":
        raise EditError("这里不能另起一页，请把光标放在正文段落或者标题里。")
    start, behind = _printed_around(report, row.node)
    if row.kind == "text" and row.text and offset == len(row.text) and behind:
        return Deed(deeds.with_page_break(report, behind, on=True), Caret(behind))
    if row.kind == "headline" or offset == 0:
        if not start:
            raise EditError("这段文字与前面的连成一段，不能从这里另起一页。")
        held: Any = tree.find(report, start)
        begins = held if isinstance(held, Paragraph) else held.heading
        return Deed(deeds.with_page_break(report, start, on=not begins.page_break_before), Caret(row.node, offset))
    was = tree.find(report, row.node)
    assert isinstance(was, Paragraph)
    head, tail = cut(was.runs, offset)
    new = Paragraph(new_id(), tail, align=was.align, page_break_before=True)
    parted = (replace(was, runs=head), new)
    edit = ReplaceBlocks(row.holder, row.index, row.index + 1, parted, row.place, new.id)  # type: ignore[arg-type]
    return Deed(Several((edit,), "另起一页", new.id), Caret(new.id))


def _printed_around(report: Report, node: Id) -> tuple[Id, Id]:
    """What the printed paragraph of ``node`` begins with, and the one behind it: paragraphs and owners of headings, "" where
    no page can begin. What is not printed begins with itself."""
    items = manuscript(report)
    for at, item in enumerate(items):
        if any(span.node == node for span in item.spans):
            return _breakable(report, item.node), _breakable(report, items[at + 1].node) if at + 1 < len(items) else ""
    return node, ""


def _breakable(report: Report, node: Id) -> Id:
    held = tree.find(report, node) if tree.contains(report, node) else None
    if isinstance(held, Group) and held.heading is None:
        return ""
    return node if isinstance(held, (Paragraph, Section, Group, Problem, Measure)) else ""


def split(row: Row, offset: int) -> Deed | None:
    """Two entries from one, parted at the cursor in its text."""
    if not row.entry or row.kind != "text" or row.new:
        raise EditError("请把光标放在这一条的正文里，再从那里拆分。")
    new = new_id()
    return Deed(SplitEntry(row.entry, row.node, offset, new), Caret(new))


def merge(row: Row) -> Deed | None:
    """One entry of this and the one before it."""
    if not row.entry:
        raise EditError("请把光标放在要合并的问题或措施里。")
    return Deed(MergeEntry(row.entry), Caret(row.node))


def add_attachment(report: Report) -> Deed:
    """A new attachment behind the others; 附件说明 is made from their names."""
    new = new_attachment()
    return Deed(Insert(report.id, "attachments", len(report.attachments), new), Caret(new.id))
