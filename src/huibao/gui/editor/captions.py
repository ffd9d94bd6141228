"""A picture's caption (题注) in the editor: a row under the picture, there before it has words. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import ReplaceBlocks
from huibao.model.report import Id, Paragraph, Picture, Report, new_id

PLACE = "caption"
HINT = "题注（选填，印在图的下面），如：图1 改造后的小广场"


def rows_under(picture: Picture, entry: Id, group: Id, field: str) -> Iterator[Row]:
    """The rows of the caption of ``picture``; one to write it where there is none."""
    if not picture.caption:
        yield Row(
            "text",
            f"new:{picture.id}",
            look="caption",
            placeholder=HINT,
            holder=picture.id,
            place=PLACE,
            new="paragraph",
            entry=entry,
            group=group,
            field=field,
            align="center",
        )
    for index, line in enumerate(picture.caption):
        yield Row(
            "text",
            line.id,
            line.runs,
            "caption",
            number=line.label.strip(),
            placeholder="" if line.runs else HINT,
            holder=picture.id,
            place=PLACE,
            index=index,
            entry=entry,
            group=group,
            field=field,
            align=line.align or "center",
        )


def is_at_picture(row: Row) -> bool:
    """Whether ``row`` is a picture or its caption."""
    return row.kind == "picture" or row.place == PLACE


def is_empty(row: Row) -> bool:
    """Whether ``row`` is a caption without words: deleting there takes the picture away, as behind a picture in Word."""
    return row.place == PLACE and not row.runs


def paragraph_below(report: Report, row: Row) -> tuple[ReplaceBlocks | None, Id]:
    """Enter at a picture or its caption: an empty paragraph under it, and its id; the one that is there already (then no
    edit)."""
    step = tree.path(report, row.holder if row.place == PLACE else row.node)[-1]
    held = getattr(step.parent, step.place)
    following = held[step.index + 1] if step.index + 1 < len(held) else None
    if isinstance(following, Paragraph) and not following.runs:
        return None, following.id
    new = Paragraph(new_id())
    return ReplaceBlocks(step.parent.id, step.index + 1, step.index + 1, (new,), "blocks", new.id), new.id
