"""Pasted text that is numbered or has headings: the entries or headings it means, offered after it was pasted as plain
paragraphs. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.gui.editor import deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import Edit, Insert, Several
from huibao.model.manuscript import first_sentence
from huibao.model.numbering import Label, parse
from huibao.model.renumbering import renumber_list
from huibao.model.report import (
    Block,
    Blocks,
    Entry,
    Group,
    Heading,
    Paragraph,
    Part,
    Problem,
    Report,
    Runs,
    Section,
    new_id,
    runs,
)
from huibao.model.structure import cut
from huibao.model.template import Template
from huibao.model.text import clean, lines

Stretch = list[Block]
"""A heading, its number taken off, and what stands under it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What pasted text can become: words for the user, and the deed on the report as it was before pasting."""

    text: str
    deed: Deed


def blocks_of(text: str) -> Blocks:
    """Clean ``text`` as paragraphs, one at least: a line each, blank ones and outer blanks left away; a single line as it is."""
    held = [line for line in lines(clean(text)) if line.strip()]
    if len(held) < 2:
        return (Paragraph(new_id(), runs(held[0] if held else "")),)
    return tuple(Paragraph(new_id(), runs(line.strip())) for line in held)


def offer(report: Report, template: Template | None, row: Row, blocks: Sequence[Block]) -> Offer | None:
    """The entries (in narrative text: headings) that ``blocks`` mean at ``row``; None when they have no numbers and
    headings, or do not begin with one, or the row is outside the sections. A paragraph's ``level`` says it is a heading."""
    section = deeds.section_node(report, row)
    parts = _parted_at(blocks)
    if section is None or len(parts) < 2:
        return None
    if section.kind == "narrative":
        deed: Deed | None = _as_headings(report, section, row, parts)
        return Offer(f"粘贴的内容带有标题或编号，可以分成 {len(parts)} 个小标题。", deed) if deed else None
    what = "条问题" if section.kind == "problems" else "条措施"
    inner = [_inner(part) for part in parts]
    if row.group and _is_outer(blocks[0]) and sum(len(held) for _, held in inner) >= 2:
        deed = _as_groups(report, template, section, row, parts)
        count = sum(len(held) for _, held in inner)
        return Offer(f"粘贴的内容分了层次，可以分成 {len(parts)} 个方面、{count} {what}。", deed) if deed else None
    deed = _as_entries(report, template, row, parts)
    return Offer(f"粘贴的内容带有标题或编号，可以分成 {len(parts)} {what}。", deed) if deed else None


def _is_outer(block: Block) -> bool:
    """Whether ``block`` is a heading that holds others (一、 （一）, or without a number): under 1. stand points of one entry."""
    label = parse(block.text) if isinstance(block, Paragraph) else None
    return label is None or label.form.numeral == "han"


def _parted_at(blocks: Sequence[Block]) -> list[Stretch]:
    """``blocks`` in stretches, each beginning with a number of the first one's form (or, unnumbered, a heading of its
    level); none when the first is neither. The number is taken off: the list gives its own."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return []
    label = parse(first.text)
    if label is None and not first.level:
        return []
    out: list[Stretch] = []
    for block in blocks:
        found = parse(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and _begins(block, found, first, label):
            out.append([replace(block, runs=cut(block.runs, len(found.text))[1] if found else block.runs, level=0)])
        else:
            out[-1].append(block)
    return out


def _begins(block: Paragraph, found: Label | None, first: Paragraph, label: Label | None) -> bool:
    if label is None:
        return block.level == first.level
    alike = found is not None and (found.form.before, found.form.numeral, found.form.after) == (
        *(label.form.before, label.form.numeral),
        label.form.after,
    )
    return alike


def _inner(part: Stretch) -> tuple[list[Block], list[Stretch]]:
    """What stands under a stretch's heading before its own numbered paragraphs, and those."""
    rest = part[1:]
    at = next((i for i, b in enumerate(rest) if isinstance(b, Paragraph) and (parse(b.text) or b.level)), len(rest))
    return rest[:at], _parted_at(rest[at:])


def _as_entries(report: Report, template: Template | None, row: Row, parts: list[Stretch]) -> Deed | None:
    if row.entry:
        step = tree.path(report, row.entry)[-1]
        group, at = step.parent.id, step.index + 1
    elif row.look == "add" and row.place == "entries":
        group, at = row.holder, row.index
    else:
        return None
    made = [_entry(report, template, group, part) for part in parts]
    edits: tuple[Edit, ...] = tuple(Insert(group, "entries", at + i, entry) for i, entry in enumerate(made))
    return Deed(Several(edits, "粘贴为条目", made[-1].id), Caret(made[-1].id))


def _as_groups(
    report: Report, template: Template | None, section: Section, row: Row, parts: list[Stretch]
) -> Deed | None:
    """A group (方面) of entries for each stretch, behind the row's group."""
    step = tree.path(report, row.group)[-1]
    like = step.node.heading if isinstance(step.node, Group) else None
    made = []
    for part in parts:
        above, held = _inner(part)
        head, end, rest = _headline(part[0])
        heading = Heading(head, "", like.level if like else 2, like.numbered if like else True, end, bool(rest))
        entries = tuple(_entry(report, template, row.group, one) for one in held)
        group = Group(new_id(), heading, (*rest, *bare(above)), entries)
        made.append(renumber_list(group, "entries", None, step.node))
    edits: tuple[Edit, ...] = tuple(Insert(step.parent.id, "groups", step.index + 1 + i, g) for i, g in enumerate(made))
    return Deed(Several(edits, "粘贴为条目", made[-1].id), Caret(made[-1].id))


def _entry(report: Report, template: Template | None, group: str, part: Stretch) -> Entry:
    """An entry whose headline is the first sentence; all the rest stands in its main field."""
    entry = deeds.entry_like(report, template, group)
    head, end, rest = _headline(part[0])
    blocks = (*rest, *bare(part[1:]))
    field = "manifestation" if isinstance(entry, Problem) else "action"
    heading = replace(entry.heading, headline=head, headline_end=end, run_in=bool(rest))
    kept = tuple(held for held in entry.parts if held.field != field)
    main = (Part(new_id(), field, blocks, "", not rest),) if blocks else ()
    return replace(entry, heading=heading, parts=main + kept)


def _headline(block: Block) -> tuple[Runs, str, Blocks]:
    """First sentence, its full stop, and what follows it as a paragraph."""
    assert isinstance(block, Paragraph)
    length = first_sentence(block.text)
    head, rest = cut(block.runs, length)
    blanks = len(block.text[length:]) - len(block.text[length:].lstrip())
    rest = cut(rest, blanks)[1]
    following: Blocks = (Paragraph(new_id(), rest),) if rest else ()
    if block.text[:length].endswith("。"):
        return cut(head, length - 1)[0], "。", following
    return head, "", following


def bare(blocks: Sequence[Block]) -> Blocks:
    """Blocks as text: what was a heading there is a paragraph here."""
    return tuple(replace(block, level=0) if isinstance(block, Paragraph) else block for block in blocks)


def _as_headings(report: Report, section: Section, row: Row, parts: list[Stretch]) -> Deed | None:
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
    for part in parts:
        head, end, rest = _headline(part[0])
        heading = Heading(head, "", level, is_numbered, end if rest or end else "", bool(rest))
        made.append(Group(new_id(), heading, (*rest, *bare(part[1:]))))
    edits: tuple[Edit, ...] = tuple(Insert(parent, "groups", at + i, group) for i, group in enumerate(made))
    return Deed(Several(edits, "粘贴为小标题", made[-1].id), Caret(made[-1].id))
