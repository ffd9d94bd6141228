"""What stands around the sections: front and end matter, 附件说明 and the attachments' own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from huibao.model.manuscript.body import KEPT, Items, block_items, blocks_items, dressed
from huibao.model.manuscript.items import Item, Pen, Role, has_words
from huibao.model.manuscript.signature import signed
from huibao.model.memory import remembered
from huibao.model.report import Attachment, Paragraph, Part, runs
from huibao.model.text import set_width

_ROLES: dict[str, Role] = {
    "title": "title",
    "recipient": "recipient",
    "lead": "lead",
    "closing": "closing",
    "signature": "signature",
    "date": "date",
    "note": "note",
}


@remembered(limit=KEPT)
def front_items(front: tuple[Part, ...]) -> Items:
    """Everything before the first section."""
    items: list[Item] = []
    for item in chain.from_iterable(map(_part, front)):
        if item.role in ("date", "signature"):
            item = replace(item, align="center")  # under a title a name or a date stands in the middle
        items.append(under_title(item, items[-1].role if items else "")[0])
    return tuple(items)


@remembered(limit=KEPT)
def under_title(item: Item, before: str) -> Items:
    """``item`` after one of role ``before``: one blank line under the title, or under the date that stands below it (7.3.2)."""
    title_block = ("title", "date", "signature")
    return (replace(item, blank_before=1) if before in title_block and item.role not in title_block else item,)


def _part(part: Part) -> Iterator[Item]:
    """The printed blocks of ``part``, its lead-in before the text of the first."""
    lead_in = part.lead_in
    for block in filter(has_words, part.blocks):
        paragraph = block if isinstance(block, Paragraph) else Paragraph(part.id)
        if lead_in or block is paragraph:
            pen = Pen()
            pen.write(runs(lead_in), part.id, "wording")
            pen.write(paragraph.runs, paragraph.id, "text")
            role = _ROLES.get(part.field, "body")
            yield dressed(pen.item(role, paragraph.id, label=paragraph.label), paragraph)
        if block is not paragraph:
            yield from block_items(block, "")
        lead_in = ""


@remembered(limit=KEPT)
def end_items(end: tuple[Part, ...], attachments: tuple[Attachment, ...], sealed: bool) -> Items:
    """The end matter in its own order; 附件说明 stands where its part is, else before the first signature."""
    listed = [attachment for attachment in attachments if attachment.list_label or attachment.name]
    has_place = any(part.field == "attachment_list" for part in end)
    items: list[Item] = []
    for part in end:
        if part.field == "attachment_list" or (listed and not has_place and part.field in ("signature", "date")):
            items.extend(_attachment_list(listed))
            listed = []
        items.extend(_part(part))
    items.extend(_attachment_list(listed))
    return tuple(signed(items, sealed))


def _attachment_list(attachments: list[Attachment]) -> Iterator[Item]:
    """附件说明: one blank line under the body, indent 2, a wrapped name aligns with its own first character (7.3.4)."""
    for index, attachment in enumerate(attachments):
        pen = Pen()
        pen.write(attachment.name, attachment.id, "name")
        lead = 3.0 if index else 0.0
        yield pen.item(
            "attachment_list",
            attachment.id,
            label=attachment.list_label,
            left_indent=2.0 + lead + set_width(attachment.list_label),
            first_indent=-set_width(attachment.list_label),
            blank_before=0 if index else 1,
        )


@remembered(limit=KEPT)
def attachment_items(attachment: Attachment) -> Items:
    """An attachment's own pages: 附件 flush left on the first line, its title centred on the third (7.3.7)."""
    items: list[Item] = []
    if attachment.page_label:
        items.append(Item("attachment_label", attachment.id, runs(attachment.page_label)))
    for index, line in enumerate(filter(has_words, attachment.title)):
        pen = Pen()
        pen.write(line.runs, line.id, "text")
        blank = 0 if index else 1
        items.append(pen.item("attachment_title", line.id, label=line.label, align="center", blank_before=blank))
    items.extend(blocks_items(attachment.blocks, ""))
    return (replace(items[0], new_page=True), *items[1:]) if items else ()
