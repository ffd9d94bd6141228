"""What keys do to rows, as edits of the report: typing, Enter, Backspace, deleting a stretch, pasting. No Qt.

Each function gives a Deed: the edit (None: only the caret moves) and where the caret goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from huibao.gui.editor import captions
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import (
    Edit,
    Insert,
    Remove,
    ReplaceBlock,
    ReplaceBlocks,
    SetHeading,
    SetHeadline,
    SetText,
    Several,
)
from huibao.model.report import (
    DetailFrame,
    Entry,
    Group,
    Heading,
    Id,
    Paragraph,
    Part,
    Problem,
    Report,
    Run,
    Runs,
    Section,
    new_id,
    runs,
)
from huibao.model.starting import new_entry, new_part, place_for
from huibao.model.structure import cut
from huibao.model.template import Template

LONG_FIELDS = ("title", "signature", "date", "recipient")


@dataclass(frozen=True, slots=True)
class Caret:
    """A place in the text: character ``offset`` of the row with this ``node``."""

    node: Id
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """An edit, if any, and the caret after it."""

    edit: Edit | None
    caret: Caret


def joined(*pieces: Runs) -> Runs:
    """Runs one after the other; neighbours of one look become one, empty ones go."""
    out: list[Run] = []
    for piece in pieces:
        for run in piece:
            if not run.text:
                continue
            last = out[-1] if out else None
            if last and (last.bold, last.italic, last.underline) == (run.bold, run.italic, run.underline):
                out[-1] = replace(last, text=last.text + run.text)
            else:
                out.append(run)
    return tuple(out)


def write(report: Report, template: Template | None, row: Row, content: Runs, offset: int) -> Deed:
    """The row's text becomes ``content``; a row that was not in the report comes into being."""
    if row.new == "part":
        return _write_part(report, template, row, content, offset)
    if row.new == "paragraph":
        paragraph = Paragraph(new_id(), content)
        place: Any = row.place or "blocks"
        return Deed(ReplaceBlocks(row.holder, row.index, row.index, (paragraph,), place), Caret(paragraph.id, offset))
    if row.new == "entry":
        entry = entry_like(report, template, row.holder, content)
        return Deed(_insert_entry(row, entry), Caret(entry.id, offset))
    if row.kind == "headline":
        return Deed(SetHeadline(row.node, content), Caret(row.node, offset))
    return Deed(SetText(row.node, content), Caret(row.node, offset))


def _write_part(report: Report, template: Template | None, row: Row, content: Runs, offset: int) -> Deed:
    owner = row.place
    holder: Any = report
    if row.entry:
        holder = tree.find(report, row.entry)
        owner = "problem" if isinstance(holder, Problem) else "measure"
    part = new_part(template, owner, row.field)
    paragraph = Paragraph(new_id(), content)
    part = replace(part, blocks=(paragraph,))
    held: tuple[Part, ...] = getattr(holder, row.place)
    at = place_for(template, owner, tuple(item.field for item in held), row.field)
    return Deed(Insert(holder.id, row.place, at, part), Caret(paragraph.id, offset))  # type: ignore[arg-type]


def _insert_entry(row: Row, entry: Entry) -> Edit:
    if row.place == "groups":
        return Insert(row.holder, "groups", row.index, Group(new_id(), None, (), (entry,)))
    return Insert(row.holder, "entries", row.index, entry)


def entry_like(report: Report, template: Template | None, holder: Id, headline: Runs = (), after: Entry | None = None) -> Entry:
    """A new entry for the group or section ``holder``, numbered and on the level of its siblings there."""
    section = tree.section_of(report, holder)
    assert section is not None
    entry = new_entry(template, section.kind)
    node: Any = tree.find(report, holder)
    like = after or next(iter(getattr(node, "entries", ())), None) or next(tree.entries(section), None)
    level = like.heading.level if like else 3
    numbered = like.heading.numbered if like else True
    heading = replace(entry.heading, level=level, numbered=numbered, headline=headline)
    return replace(entry, heading=heading)


def enter(report: Report, template: Template | None, rows: tuple[Row, ...], at: int, offset: int) -> Deed:
    """Enter: a new paragraph in a field or narrative text; on an empty last paragraph on to the next field; from a one-line
    field to the next; from an empty last field of an entry a new entry."""
    row = rows[at]
    if row.kind == "cell":
        return _split_cell(row, offset)
    if captions.is_at_picture(row):
        below, paragraph = captions.paragraph_below(report, row)
        return Deed(below, Caret(paragraph))
    if row.kind == "headline" or row.new:
        return _onward(report, template, rows, at)
    if not row.text and not row.number and row.entry and (at + 1 >= len(rows) or rows[at + 1].holder != row.holder):
        alone = row.index == 0
        moved = _onward(report, template, rows, at)
        if alone:
            return moved
        drop = ReplaceBlocks(row.holder, row.index, row.index + 1, ())
        return Deed(Several((drop, moved.edit) if moved.edit else (drop,), "换到下一项", moved.caret.node), moved.caret)
    if row.kind != "text":
        return Deed(None, Caret(row.node, offset))
    head, tail = cut(row.runs, offset)
    was = _paragraph(report, row)
    new = Paragraph(new_id(), tail, "" if not was.label else was.label, was.level if not head else 0, was.align)
    new = replace(new, page_break_before=was.page_break_before and not head)  # an empty paragraph prints nothing
    kept = replace(was, runs=head, page_break_before=was.page_break_before and bool(head))
    edit = ReplaceBlocks(row.holder, row.index, row.index + 1, (kept, new), row.place, new.id)  # type: ignore[arg-type]
    return Deed(edit, Caret(new.id, 0))


def _split_cell(row: Row, offset: int) -> Deed:
    head, tail = cut(row.runs, offset)
    new = Paragraph(new_id(), tail, align=row.align)  # type: ignore[arg-type]
    return Deed(_with_cell(row, lambda p: (replace(p, runs=head), new) if p.id == row.node else (p,)), Caret(new.id, 0))


def _with_cell(row: Row, change: Any) -> Edit:
    """The table of ``row`` with the paragraphs of the row's cell changed one by one."""
    assert row.table is not None
    lines = []
    for number, line in enumerate(row.table.rows):
        cells = []
        for column, cell in enumerate(line):
            if (number, column) == row.cell:
                cell = replace(cell, paragraphs=tuple(new for p in cell.paragraphs for new in change(p)))
            cells.append(cell)
        lines.append(tuple(cells))
    return ReplaceBlock(replace(row.table, rows=tuple(lines)))


def _onward(report: Report, template: Template | None, rows: tuple[Row, ...], at: int) -> Deed:
    """The next row that can be typed into; after an entry's last row a new entry."""
    row = rows[at]
    if row.entry and row.last and _has_words(rows, row.entry):
        group = tree.find(report, row.group)
        assert isinstance(group, Group)
        index = next(i for i, entry in enumerate(group.entries) if entry.id == row.entry)
        new = entry_like(report, template, group.id, (), group.entries[index])
        return Deed(Insert(group.id, "entries", index + 1, new), Caret(new.id, 0))
    following = next((other for other in rows[at + 1 :] if other.editable), None)
    if following is not None and (row.look not in ("section", "group") or _under(following, row) or following.kind == "headline"):
        return Deed(None, Caret(following.node, 0))
    if row.kind == "headline" and row.look in ("section", "group"):
        paragraph = Paragraph(new_id())
        return Deed(ReplaceBlocks(row.node, 0, 0, (paragraph,)), Caret(paragraph.id, 0))
    return Deed(None, Caret(row.node, len(row.text)))


def _under(row: Row, heading: Row) -> bool:
    return row.holder == heading.node or row.group == heading.node


def _has_words(rows: tuple[Row, ...], entry: Id) -> bool:
    return any(row.runs for row in rows if row.entry == entry)


def _paragraph(report: Report, row: Row) -> Paragraph:
    node = tree.find(report, row.node)
    assert isinstance(node, Paragraph)
    return node


def backspace(report: Report, rows: tuple[Row, ...], at: int) -> Deed:
    """Backspace at the start of a row: takes a paragraph's own number away, joins with the paragraph before, removes an
    empty field or entry, else goes to the end of the row before."""
    row = rows[at]
    before = next((other for other in reversed(rows[:at]) if other.editable), None)
    stay = Deed(None, Caret(before.node, len(before.text)) if before else Caret(row.node, 0))
    if row.new_page:
        return Deed(with_page_break(report, row.node, on=False), Caret(row.node, 0))
    if row.kind == "text" and not row.new and row.number:
        was = _paragraph(report, row)
        return Deed(ReplaceBlock(replace(was, label="", level=0)), Caret(row.node, 0))
    if row.kind == "cell":
        return _join_cell(row, before) if before and _same_cell(row, before) else Deed(None, Caret(row.node, 0))
    if row.kind == "text" and not row.new and at and rows[at - 1].kind == "text" and _neighbours(rows[at - 1], row):
        return _join(report, rows[at - 1], row)
    if row.kind == "text" and not row.new and not row.text and row.entry and _only_block(report, row):
        part = tree.parent_of(report, row.node)
        return Deed(Remove(part.id), stay.caret)
    if row.kind == "headline" and row.entry and not _has_words(rows, row.entry):
        return Deed(Remove(row.entry), stay.caret)
    return stay


def with_page_break(report: Report, node: Id, *, on: bool) -> Edit:
    """The paragraph ``node``, or the heading of the section, group or entry ``node``, begins a page, or no longer does."""
    held: Any = tree.find(report, node)
    if isinstance(held, Paragraph):
        edit: Edit = ReplaceBlock(replace(held, page_break_before=on))
    else:
        edit = SetHeading(node, replace(held.heading, page_break_before=on))
    return Several((edit,), "另起一页" if on else "取消另起一页", node)


def forward_delete(report: Report, rows: tuple[Row, ...], at: int) -> Deed:
    """Delete at the end of a row: the mirror of backspace at the start of the next, where the two are one text."""
    row = rows[at]
    if at + 1 < len(rows):
        other = rows[at + 1]
        if row.kind == other.kind == "text" and _neighbours(row, other):
            return _join(report, row, other)
        if row.kind == other.kind == "cell" and _same_cell(row, other):
            return _join_cell(other, row)
    return Deed(None, Caret(row.node, len(row.text)))


def _neighbours(first: Row, second: Row) -> bool:
    same = (first.holder, first.place) == (second.holder, second.place)
    return same and first.index + 1 == second.index and not first.new and not second.new


def _same_cell(first: Row, second: Row) -> bool:
    return first.table is not None and first.table is second.table and first.cell == second.cell


def _only_block(report: Report, row: Row) -> bool:
    part = tree.parent_of(report, row.node)
    return isinstance(part, Part) and len(part.blocks) == 1


def _join(report: Report, first: Row, second: Row) -> Deed:
    kept = replace(_paragraph(report, first), runs=joined(first.runs, second.runs))
    edit = ReplaceBlocks(first.holder, first.index, second.index + 1, (kept,), first.place)  # type: ignore[arg-type]
    return Deed(edit, Caret(first.node, len(first.text)))


def _join_cell(row: Row, before: Row) -> Deed:
    def change(paragraph: Paragraph) -> tuple[Paragraph, ...]:
        if paragraph.id == row.node:
            return ()
        return (replace(paragraph, runs=joined(before.runs, row.runs)),) if paragraph.id == before.node else (paragraph,)

    return Deed(_with_cell(row, change), Caret(before.node, len(before.text)))


def rewritten(row: Row, content: Runs, offset: int) -> Deed:
    """The row's text becomes ``content``; a picture goes."""
    if row.kind == "picture":
        return Deed(Remove(row.node), Caret(row.node, 0))
    if row.new or not row.editable:
        return Deed(None, Caret(row.node, 0))
    edit: Edit = SetHeadline(row.node, content) if row.kind == "headline" else SetText(row.node, content)
    return Deed(edit, Caret(row.node, offset))


def paste(report: Report, row: Row, offset: int, lines: list[str]) -> Deed | None:
    """Clean ``lines`` (at least one) at ``offset`` of ``row``: one line goes into the text, several become paragraphs where the
    row may have them, else one line parted by blanks. None: the row is not in the report yet."""
    head, tail = cut(row.runs, offset)
    if row.kind == "text" and not row.new and row.place != captions.PLACE and len(lines) > 1:
        was = _paragraph(report, row)
        first = replace(was, runs=joined(head, runs(lines[0])))
        middle = tuple(Paragraph(new_id(), runs(line)) for line in lines[1:-1])
        last = Paragraph(new_id(), joined(runs(lines[-1]), tail))
        blocks = (first, *middle, last)
        edit = ReplaceBlocks(row.holder, row.index, row.index + 1, blocks, row.place, last.id)  # type: ignore[arg-type]
        return Deed(edit, Caret(last.id, len(lines[-1])))
    if row.new:
        return None
    text = " ".join(line.strip() for line in lines) if len(lines) > 1 else lines[0]
    return rewritten(row, joined(head, runs(text), tail), offset + len(text))


def frame_of(template: Template | None) -> DetailFrame:
    """The words around a new measure's details."""
    return template.frame if template else DetailFrame()


def new_heading_after(report: Report, row: Row) -> Deed | None:
    """A new empty group after the row's group, or at the end of its section; None outside the sections."""
    anchor = row.group or row.holder
    section = tree.section_of(report, anchor) if anchor and tree.contains(report, anchor) and anchor != report.id else None
    if section is None:
        return None
    steps = tree.path(report, anchor)
    group = next((step for step in reversed(steps) if isinstance(step.node, Group)), None)
    if group is None:
        level = next((g.heading.level for g in section.groups if g.heading), 2)
        new = Group(new_id(), Heading((), "", level))
        return Deed(Insert(section.id, "groups", 0 if section.groups else len(section.groups), new), Caret(new.id, 0))
    like = group.node.heading if isinstance(group.node, Group) else None
    new = Group(new_id(), Heading((), "", like.level if like else 2, like.numbered if like else True))
    return Deed(Insert(group.parent.id, "groups", group.index + 1, new), Caret(new.id, 0))


def section_node(report: Report, row: Row) -> Section | None:
    """The section that a row stands in."""
    anchor = row.holder if not row.entry else row.entry
    return tree.section_of(report, anchor) if anchor and anchor != report.id and tree.contains(report, anchor) else None


def copied(rows: tuple[Row, ...], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text between two places (row, offset), a line for each row; numbers where a row is taken from its start."""
    out = []
    for at in range(start[0], end[0] + 1):
        row = rows[at]
        head = start[1] if at == start[0] else 0
        tail = end[1] if at == end[0] else len(row.text)
        if row.kind != "gap" and (row.text or row.number):
            out.append((row.number if head == 0 and start[0] != end[0] else "") + row.text[head:tail])
    return "\n".join(out).replace("\u2028", "\n")


def changed_place(before: tuple[Row, ...], after: tuple[Row, ...]) -> Caret:
    """Where two states of a page first differ: behind the text that came or went."""
    for old, new in zip(before, after, strict=False):
        if old.runs != new.runs or old.node != new.node:
            if old.node == new.node:
                return Caret(new.node, len(new.text) - _common_tail(old.text, new.text))
            return Caret(new.node, len(new.text))
    return Caret(after[-1].node, len(after[-1].text))


def _common_tail(first: str, second: str) -> int:
    length = 0
    limit = min(len(first), len(second))
    while length < limit and first[-1 - length] == second[-1 - length]:
        length += 1
    return length
