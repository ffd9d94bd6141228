"""Pasted text that is numbered: the entries or headings it means, offered after it was pasted as plain paragraphs. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huibao.gui.editor import deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import Edit, Insert, Several
from huibao.model.manuscript import first_sentence
from huibao.model.numbering import parse
from huibao.model.report import Entry, Group, Heading, Paragraph, Part, Report, Section, new_id, runs
from huibao.model.template import Template
from huibao.model.text import clean, lines


@dataclass(frozen=True, slots=True)
class Offer:
    """What pasted text can become: words for the user, and the deed on the report as it was before pasting."""

    text: str
    deed: Deed


def offer(report: Report, template: Template | None, row: Row, text: str) -> Offer | None:
    """The entries (in narrative text: headings) that numbered ``text`` means at ``row``; None when it is not numbered, or
    has no first line with a number, or the row is outside the sections."""
    pieces = [line.strip() for line in lines(clean(text)) if line.strip()]
    section = deeds.section_node(report, row)
    numbered = _numbered(pieces)
    if section is None or len(numbered) < 2:
        return None
    if section.kind == "narrative":
        deed = _as_headings(report, section, row, numbered)
        what = "个小标题"
    else:
        deed = _as_entries(report, template, row, numbered)
        what = "条问题" if section.kind == "problems" else "条措施"
    return Offer(f"粘贴的内容带有编号，可以分成 {len(numbered)} {what}。", deed) if deed else None


def _numbered(pieces: list[str]) -> list[list[str]]:
    """Lines in stretches, each beginning with a number of the first line's form; none when the first line has no number.
    The number itself is taken off: the list gives its own."""
    first = parse(pieces[0]) if pieces else None
    if first is None:
        return []
    out: list[list[str]] = []
    for piece in pieces:
        label = parse(piece)
        if label and (label.form.before, label.form.numeral, label.form.after) == (first.form.before, first.form.numeral, first.form.after):
            out.append([piece[len(label.text) :]])
        else:
            out[-1].append(piece)
    return out


def _as_entries(report: Report, template: Template | None, row: Row, numbered: list[list[str]]) -> Deed | None:
    if row.entry:
        step = tree.path(report, row.entry)[-1]
        group, at = step.parent.id, step.index + 1
    elif row.look == "add" and row.place == "entries":
        group, at = row.holder, row.index
    else:
        return None
    made = [_entry(report, template, group, stretch) for stretch in numbered]
    edits: tuple[Edit, ...] = tuple(Insert(group, "entries", at + i, entry) for i, entry in enumerate(made))
    return Deed(Several(edits, "粘贴为条目", made[-1].id), Caret(made[-1].id))


def _entry(report: Report, template: Template | None, group: str, stretch: list[str]) -> Entry:
    """An entry whose headline is the first sentence; all the rest stands in its main field."""
    entry = deeds.entry_like(report, template, group)
    headline, end, rest = _parted(stretch[0])
    blocks = tuple(Paragraph(new_id(), runs(text)) for text in ([rest] if rest else []) + stretch[1:])
    field = "manifestation" if type(entry).__name__ == "Problem" else "action"
    heading = replace(entry.heading, headline=runs(headline), headline_end=end, run_in=bool(rest))
    parts = tuple(part for part in entry.parts if part.field != field)
    main = (Part(new_id(), field, blocks, "", not rest),) if blocks else ()
    return replace(entry, heading=heading, parts=main + parts)


def _parted(text: str) -> tuple[str, str, str]:
    """First sentence, its full stop, and what follows."""
    length = first_sentence(text)
    head, rest = text[:length], text[length:].strip()
    return (head[:-1], head[-1], rest) if head[-1:] == "。" else (head, "", rest)


def _as_headings(report: Report, section: Section, row: Row, numbered: list[list[str]]) -> Deed | None:
    anchor = row.group or (row.node if row.look == "group" else "")
    parent, at, level, is_numbered = section.id, len(section.groups), 2, True
    if anchor and tree.contains(report, anchor):
        step = tree.path(report, anchor)[-1]
        if isinstance(step.node, Group) and step.node.heading:
            parent, at = step.parent.id, step.index + 1
            level, is_numbered = step.node.heading.level, step.node.heading.numbered
    elif section.groups and section.groups[0].heading:
        level, is_numbered = section.groups[0].heading.level, section.groups[0].heading.numbered
    made = []
    for stretch in numbered:
        headline, end, rest = _parted(stretch[0])
        blocks = tuple(Paragraph(new_id(), runs(text)) for text in ([rest] if rest else []) + stretch[1:])
        heading = Heading(runs(headline), "", level, is_numbered, end if rest or end else "", bool(rest))
        made.append(Group(new_id(), heading, blocks))
    edits: tuple[Edit, ...] = tuple(Insert(parent, "groups", at + i, group) for i, group in enumerate(made))
    return Deed(Several(edits, "粘贴为小标题", made[-1].id), Caret(made[-1].id))
