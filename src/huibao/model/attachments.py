"""Labels of attachments: 附件说明 lists them under the text, each stands on pages of its own (GB/T 9704-2012, 7.3.4, 7.3.7)."""

from __future__ import annotations

from dataclasses import replace

from huibao.model.report import Attachment, Paragraph, new_id


def relabelled(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """The attachments with labels in order: one alone is 附件：name and 附件, several are 附件：1.name, 2.name … and 附件1 ….
    One that is not listed (neither label nor name) stays so, and keeps its page label."""
    listed = [at for at, held in enumerate(attachments) if held.list_label or held.name]
    out = []
    for at, held in enumerate(attachments):
        if at in listed:
            number = listed.index(at) + 1
            line = ("附件：" if number == 1 else "") + (f"{number}." if len(listed) > 1 else "")
            page = f"附件{number}" if len(listed) > 1 else "附件"
            held = replace(held, list_label=line, page_label=page if held.page_label or held.blocks or held.title else "")
        out.append(held)
    return tuple(out)


def new_attachment() -> Attachment:
    """An attachment with room for a name, a title and text; its labels come with its place."""
    title, text = Paragraph(new_id()), Paragraph(new_id())
    return Attachment(new_id(), "附件：", (), "附件", (title,), (text,))
