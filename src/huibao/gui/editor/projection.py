"""How a page of the report becomes rows: the fields that are there, and those that the template wants. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from huibao.gui.editor import captions
from huibao.gui.editor.rows import END, LABELS, Look, Row
from huibao.model import tree
from huibao.model.report import (
    MEASURE_FIELDS,
    PROBLEM_FIELDS,
    Attachment,
    Block,
    Entry,
    Group,
    Heading,
    Id,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    SectionKind,
    Table,
)
from huibao.model.template import FieldTemplate, Template


class Projection:
    """Turns a page into rows. Rows of an entry that did not change are kept from one time to the next."""

    def __init__(self, template: Template | None = None) -> None:
        self._template = template
        self._compact = False
        self._kept: dict[Id, tuple[Entry, Id, tuple[Row, ...]]] = {}

    def set_template(self, template: Template | None) -> None:
        """Rows follow ``template`` from now on."""
        if template is not self._template:
            self._template = template
            self._kept.clear()

    def set_compact(self, on: bool) -> None:
        """Whether empty fields of entries that need not be filled in have no row."""
        self._compact = on
        self._kept.clear()

    def rows(self, report: Report, page: str) -> tuple[Row, ...]:
        """The rows of ``page``; those of the front when it is gone. Never empty."""
        section = next((section for section in report.sections if section.id == page), None)
        if section is not None:
            found = self._section(section)
        elif page == END:
            found = self._end(report)
        else:
            found = self._matter(report, "front")
        return tuple(_spaced(found)) or (Row("gap", report.id),)

    # front and end matter

    def _matter(self, report: Report, owner: Literal["front", "end"]) -> Iterator[Row]:
        parts: tuple[Part, ...] = report.front if owner == "front" else report.end
        wanted = list(self._template.fields(owner)) if self._template else _bare(owner)
        held = {part.field for part in parts}
        for item in wanted:
            if item.id not in held and item.shown:
                parts = _placed(parts, item.id, wanted, report.id)
        for part in parts:
            known = next((item for item in wanted if item.id == part.field), None)
            yield from self._part(part, known, report.id, owner)

    def _end(self, report: Report) -> Iterator[Row]:
        yield from self._matter(report, "end")
        for attachment in report.attachments:
            yield from _attachment(attachment)

    def _part(
        self, part: Part, known: FieldTemplate | None, owner: Id, place: str, entry: Id = "", group: Id = ""
    ) -> Iterator[Row]:
        """Rows of a part; of one that is not there (its id begins with "new:") a row that makes it."""
        label = known.label if known else LABELS.get(part.field, "")
        guidance = known.guidance if known else ""
        look: Look = "title" if part.field == "title" else "body"
        if part.id.startswith("new:") or not part.blocks:
            yield Row(
                "text",
                part.id if part.id.startswith("new:") else f"new:{part.id}",
                look=look,
                label=label,
                placeholder=guidance or "选填",
                holder=owner if part.id.startswith("new:") else part.id,
                place=place if part.id.startswith("new:") else "blocks",
                new="part" if part.id.startswith("new:") else "paragraph",
                entry=entry,
                group=group,
                field=part.field,
                missing=bool(known and known.required),
            )
            return
        empty = all(isinstance(block, Paragraph) and not block.text and not block.label for block in part.blocks)
        around = Around(entry, group, part.field, look)
        rows = _blocks(part.blocks, part.id, "blocks", around)
        missing = empty and bool(known and known.required)
        yield replace(next(rows), label=label, placeholder=guidance if empty else "", missing=missing)
        yield from rows

    # sections

    def _section(self, section: Section) -> Iterator[Row]:
        known = self._template.section(section.key) if self._template and section.key else None
        guidance = known.guidance if known else ""
        yield _headline(section.id, section.heading, "section", "这一部分的标题")
        yield from _body(section.id, section.blocks, guidance, section.kind == "narrative" and not section.groups)
        for group in section.groups:
            yield from self._group(group, section)
        if section.kind != "narrative" and not section.groups:
            yield _add_entry(section.id, "groups", 0, section.kind)

    def _group(self, group: Group, section: Section) -> Iterator[Row]:
        if group.heading is not None:
            hint = {"problems": "哪一方面的问题", "measures": "哪一方面的措施"}.get(section.kind, "小标题")
            yield _headline(group.id, group.heading, "group", hint)
        wants_text = section.kind == "narrative" and not group.groups and not group.entries
        yield from _body(group.id, group.blocks, "写具体内容", wants_text, Around(group=group.id))
        for entry in group.entries:
            yield from self._entry(entry, group.id)
        if section.kind != "narrative" and not group.groups:
            yield replace(_add_entry(group.id, "entries", len(group.entries), section.kind), group=group.id)
        for inner in group.groups:
            yield from self._group(inner, section)

    def _entry(self, entry: Entry, group: Id) -> tuple[Row, ...]:
        kept = self._kept.get(entry.id)
        if kept is not None and kept[0] is entry and kept[1] == group:
            return kept[2]
        rows = list(self._entry_rows(entry, group))
        rows[0] = replace(rows[0], first=True)
        rows[-1] = replace(rows[-1], last=True)
        self._kept[entry.id] = (entry, group, tuple(rows))
        return self._kept[entry.id][2]

    def _entry_rows(self, entry: Entry, group: Id) -> Iterator[Row]:
        owner = "problem" if isinstance(entry, Problem) else "measure"
        wanted = list(self._template.fields(owner)) if self._template else _bare(owner)
        heading = next((item for item in wanted if item.id == "headline"), None)
        label = heading.label if heading else ("问题" if owner == "problem" else "措施")
        hint = heading.guidance if heading else "一句话写清"
        row = _headline(entry.id, entry.heading, "entry", hint)
        needed = bool(entry.heading.numbered and not entry.heading.headline and (heading is None or heading.required))
        if entry.heading.numbered or entry.heading.headline or not entry.parts:
            yield replace(row, label=label, entry=entry.id, group=group, missing=needed)
        parts = entry.parts
        fields = PROBLEM_FIELDS if owner == "problem" else MEASURE_FIELDS
        for item in wanted:
            wished = item.id in fields and item.shown and (item.required or not self._compact)
            if wished and all(part.field != item.id for part in parts):
                parts = _placed(parts, item.id, wanted, entry.id)
        for part in parts:
            known = next((item for item in wanted if item.id == part.field), None)
            yield from self._part(part, known, entry.id, "parts", entry.id, group)


def _placed(parts: tuple[Part, ...], field: str, wanted: list[FieldTemplate], owner: Id) -> tuple[Part, ...]:
    """``parts`` with a stand-in for the absent ``field`` at its place in the template's order."""
    order = [item.id for item in wanted]
    rank = order.index(field)
    at = max((i + 1 for i, part in enumerate(parts) if part.field in order and order.index(part.field) < rank), default=0)
    return (*parts[:at], Part(f"new:{owner}:{field}", field), *parts[at:])


def _bare(owner: str) -> list[FieldTemplate]:
    """The fields shown where there is no template."""
    shown: dict[str, tuple[str, ...]] = {
        "front": ("title", "recipient", "lead"),
        "end": ("closing", "signature", "date"),
        "problem": ("manifestation", "cause"),
        "measure": ("action",),
    }
    return [FieldTemplate(name, LABELS.get(name, "")) for name in shown[owner]]


def _headline(owner: Id, heading: Heading, look: Look, hint: str) -> Row:
    return Row(
        "headline",
        owner,
        heading.headline,
        look,
        heading.level,
        number=heading.label.strip(),
        placeholder=hint,
        holder=owner,
        missing=look != "entry" and not heading.headline and bool(heading.label),
        new_page=heading.page_break_before,
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What rows of one block list have in common: their entry, group, field and look."""

    entry: Id = ""
    group: Id = ""
    field: str = ""
    look: Look = "body"


NOWHERE = Around()


def _body(
    owner: Id, blocks: tuple[Block, ...], guidance: str, wants_text: bool, around: Around = NOWHERE
) -> Iterator[Row]:
    """Blocks under a heading; where there are none and text is wanted, a row to write the first."""
    empty = all(isinstance(block, Paragraph) and not block.text and not block.label for block in blocks)
    if not blocks and wants_text:
        group = around.group
        yield Row("text", f"new:{owner}", placeholder=guidance, holder=owner, place="blocks", new="paragraph", group=group, missing=True)
    for index, row in enumerate(_blocks(blocks, owner, "blocks", around)):
        yield replace(row, placeholder=guidance, missing=wants_text) if empty and index == 0 else row


def _add_entry(holder: Id, place: str, index: int, kind: SectionKind) -> Row:
    what = "问题" if kind == "problems" else "措施"
    hint = f"＋ 在这里加一条{what}"
    return Row("text", f"new:{holder}", look="add", placeholder=hint, holder=holder, place=place, index=index, new="entry")


def _attachment(attachment: Attachment) -> Iterator[Row]:
    label = attachment.page_label or "附件"
    yield Row(
        "headline",
        attachment.id,
        attachment.name,
        "group",
        label=label,
        number=attachment.list_label.removeprefix("附件：").strip(),
        placeholder="附件名称",
        holder=attachment.id,
    )
    yield from _blocks(attachment.title, attachment.id, "title", Around(look="title"))
    yield from _blocks(attachment.blocks, attachment.id, "blocks")


def _blocks(blocks: tuple[Block, ...], holder: Id, place: str, around: Around = NOWHERE) -> Iterator[Row]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield Row(
                "text",
                block.id,
                block.runs,
                "entry" if block.level else around.look,
                block.level,
                number=block.label.strip(),
                holder=holder,
                place=place,
                index=index,
                entry=around.entry,
                group=around.group,
                field=around.field,
                align=block.align,
                new_page=block.page_break_before,
            )
        elif isinstance(block, Picture):
            yield Row(
                "picture",
                block.id,
                holder=holder,
                place=place,
                index=index,
                entry=around.entry,
                group=around.group,
                field=around.field,
                picture=block,
            )
            yield from captions.rows_under(block, around.entry, around.group, around.field)
        else:
            yield from _cells(block, holder, place, index, around)


def _cells(table: Table, holder: Id, place: str, index: int, around: Around) -> Iterator[Row]:
    for row, column, cell in tree.cells(table):
        for paragraph in cell.paragraphs:
            yield Row(
                "cell",
                paragraph.id,
                paragraph.runs,
                "cell",
                number=paragraph.label.strip(),
                holder=holder,
                place=place,
                index=index,
                entry=around.entry,
                group=around.group,
                field=around.field,
                align=paragraph.align,
                table=table,
                cell=(row, column),
            )


def _spaced(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with a gap before a first table and after one that nothing follows: a document has a line there in any case."""
    before: Row | None = None
    for row in rows:
        if row.kind == "cell" and row.table is not None:
            other = before.table if before is not None and before.kind == "cell" else None
            if before is None or (other is not None and other.id != row.table.id):
                yield Row("gap", f"gap:{row.table.id}", holder=row.holder, place=row.place, index=row.index)
        yield row
        before = row
    if before is not None and before.kind == "cell" and before.table is not None:
        yield Row("gap", f"gap:{before.table.id}:end", holder=before.holder, place=before.place, index=before.index + 1)
