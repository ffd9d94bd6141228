"""What stands around the sections: front and end matter, signature and date, 附件说明 and the attachments' own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huibao.model.manuscript.body import block_item, blocks_items, dressed
from huibao.model.manuscript.items import Item, Pen, Role, has_words
from huibao.model.report import Attachment, Paragraph, Part, Report, runs
from huibao.model.text import width


def matter_items(part: Part) -> Iterator[Item]:
    for block in part.blocks:
        if isinstance(block, Paragraph):
            if has_words(block) or (part.lead_in and block is part.blocks[0]):
                pen = Pen()
                if block is part.blocks[0]:
                    pen.write(runs(part.lead_in), part.id, "wording")
                pen.write(block.runs, block.id, "text")
                yield dressed(pen.item(_matter_role(part.field), block.id, label=block.label), block)
        else:
            yield block_item(block, "")


def _matter_role(field: str) -> Role:
    known: dict[str, Role] = {
        "title": "title",
        "recipient": "recipient",
        "lead": "lead",
        "closing": "closing",
        "signature": "signature",
        "date": "date",
        "note": "note",
    }
    return known.get(field, "body")


def end_items(report: Report) -> Iterator[Item]:
    """The end matter in its own order; 附件说明 stands where its part is, else before the first signature."""
    listed = [attachment for attachment in report.attachments if attachment.list_label or attachment.name]
    has_place = any(part.field == "attachment_list" for part in report.end)
    items: list[Item] = []
    for part in report.end:
        if part.field == "attachment_list" or (listed and not has_place and part.field in ("signature", "date")):
            items.extend(_attachment_list(listed))
            listed = []
        items.extend(matter_items(part))
    items.extend(_attachment_list(listed))
    yield from _signed(items, report.sealed)


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
            left_indent=2.0 + lead + width(attachment.list_label),
            first_indent=-width(attachment.list_label),
            blank_before=0 if index else 1,
        )


def _signed(items: list[Item], sealed: bool) -> list[Item]:
    """Indents of signature and date (GB/T 9704-2012, 7.3.5.1 with seal, 7.3.5.2 without)."""
    out = list(items)
    for at, item in enumerate(out):
        before = out[at - 1].role if at else ""
        after = out[at + 1] if at + 1 < len(out) else None
        if item.role == "signature":
            date = width(after.text) if after and after.role == "date" else 0.0
            own = width(item.text)
            right = max(0.0, 4.0 + (date - own) / 2) if sealed and date else 2.0 if own >= date else date + 4.0 - own
            out[at] = replace(item, right_indent=right, blank_before=0 if before == "signature" else 1)
        elif item.role == "date":
            own, name = width(item.text), width(out[at - 1].text) if before == "signature" else 0.0
            right = 4.0 if sealed else max(0.0, name - own) if name >= own else 2.0
            out[at] = replace(item, right_indent=right, blank_before=0 if before == "signature" else 1)
    return out


def attachment_items(attachment: Attachment) -> Iterator[Item]:
    """An attachment's own pages: 附件 flush left on the first line, its title centred on the third (7.3.7)."""
    first = True
    if attachment.page_label:
        yield Item("attachment_label", attachment.id, runs(attachment.page_label), new_page=True)
        first = False
    for index, line in enumerate(attachment.title):
        pen = Pen()
        pen.write(line.runs, line.id, "text")
        item = pen.item("attachment_title", line.id, align="center", blank_before=0 if index else 1, new_page=first)
        yield item
        first = False
    for item in blocks_items(attachment.blocks, ""):
        yield replace(item, new_page=True) if first else item
        first = False
