"""Paragraphs, tables and pictures put at a place in the text, in place of what is selected, as one step of undo. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huibao.errors import EditError
from huibao.gui.editor import captions, deeds, deleting, inserting, table_deeds
from huibao.gui.editor.deeds import Caret, Deed, joined
from huibao.gui.editor.projection import Projection
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import Edit, ReplaceBlocks, Several
from huibao.model.report import Block, Blocks, Paragraph, Picture, Report, Runs, Table, new_id
from huibao.model.structure import cut
from huibao.model.template import Template

Spot = tuple[int, int]
"""A row's number and the offset in it."""
_ONE_LINE = ("title", "recipient", "signature", "date")
_IN_CELL = "表格的单元格里放不下图片和表格；请把光标放在表格外面再粘贴，或者只复制文字。"


def without_selection(
    report: Report, shown: tuple[Projection, str], start: Spot, end: Spot
) -> tuple[Edit | None, Report, Row, int]:
    """What takes the text between two places of the page ``shown`` away (None: nothing), the report after that, and the row
    and offset where the cursor is then."""
    projection, page = shown
    rows = projection.rows(report, page)
    if start == end:
        return None, report, rows[start[0]], start[1]
    removal = deleting.delete(report, rows, start, end)
    if removal.edit is None:
        return None, report, rows[start[0]], start[1]
    report = removal.edit.apply(report)
    rows = projection.rows(report, page)
    at = next((at for at, row in enumerate(rows) if row.node == removal.caret.node), start[0])
    return removal.edit, report, rows[min(at, len(rows) - 1)], removal.caret.offset


def together(before: Edit | None, deed: Deed | None, name: str) -> Deed | None:
    """``deed`` after the edit ``before``, as one step called ``name``; None without an edit."""
    if deed is None or deed.edit is None:
        return None
    parts = (before, deed.edit) if before is not None else (deed.edit,)
    return Deed(Several(parts, name, deed.caret.node), deed.caret)


def placed(report: Report, template: Template | None, row: Row, offset: int, blocks: Blocks) -> Deed | None:
    """``blocks`` (one at least) at ``offset`` of ``row``: the first paragraph goes on in the row's text, what stands behind
    the cursor follows the last. None where no text can stand; raises EditError where no table or picture can."""
    if not row.editable:
        return None
    if row.kind == "cell":
        return _in_cell(report, row, offset, blocks)
    words = all(isinstance(block, Paragraph) for block in blocks)
    one_line = row.kind == "headline" or row.place in (captions.PLACE, "title") or row.field in _ONE_LINE
    if row.new or (row.kind == "headline" and not words):
        return _begun(report, template, row, offset, blocks)
    if one_line:
        if not words:
            raise EditError(inserting.NOT_HERE)
        return deeds.paste(report, row, offset, _texts(blocks))
    return _in_text(report, row, offset, blocks)


def _texts(blocks: Blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)] or [""]


def _in_cell(report: Report, row: Row, offset: int, blocks: Blocks) -> Deed | None:
    if len(blocks) == 1 and isinstance(blocks[0], Table):
        filled = table_deeds.filled_from(row, blocks[0])
        if filled is not None:
            return filled
    if not all(isinstance(block, Paragraph) for block in blocks):
        raise EditError(_IN_CELL)
    return deeds.paste(report, row, offset, _texts(blocks))


def _in_text(report: Report, row: Row, offset: int, blocks: Blocks) -> Deed:
    was = tree.find(report, row.node)
    assert isinstance(was, Paragraph)
    head, tail = cut(was.runs, offset)
    first, rest = _first(blocks)
    if not rest:
        made = replace(was, runs=joined(head, first, tail))
        caret = Caret(was.id, offset + sum(len(run.text) for run in first))
        return Deed(ReplaceBlocks(row.holder, row.index, row.index + 1, (made,)), caret)
    top = replace(was, runs=joined(head, first))
    last, caret = _last(rest[-1], tail)
    kept = (top,) if top.runs or top.label else ()
    return Deed(ReplaceBlocks(row.holder, row.index, row.index + 1, (*kept, *rest[:-1], *last), "blocks", last[-1].id), caret)


def _first(blocks: Blocks) -> tuple[Runs, Blocks]:
    """The words of a first paragraph, and the other blocks."""
    return (blocks[0].runs, blocks[1:]) if isinstance(blocks[0], Paragraph) else ((), blocks)


def _last(block: Block, tail: Runs) -> tuple[Blocks, Caret]:
    """The last block with the text ``tail`` behind it, and the caret between the two."""
    if isinstance(block, Paragraph):
        return (replace(block, runs=joined(block.runs, tail)),), Caret(block.id, len(block.text))
    if tail:
        new = Paragraph(new_id(), tail)
        return (block, new), Caret(new.id)
    return (block,), caret_in(block)


def caret_in(block: Block) -> Caret:
    """Where one writes on in a block that was just put in."""
    if isinstance(block, Picture):
        return Caret(f"new:{block.id}" if not block.caption else block.caption[0].id)
    if isinstance(block, Table):
        return Caret(block.rows[-1][-1].paragraphs[0].id if block.rows and block.rows[-1] else block.id)
    return Caret(block.id, len(block.text))


def _begun(report: Report, template: Template | None, row: Row, offset: int, blocks: Blocks) -> Deed | None:
    """``blocks`` at a row that is not in the report yet, or at a headline: the first paragraph there, the others under it."""
    first, rest = _first(blocks)
    if row.new and row.new != "entry" and not first:
        return inserting.blocks_after(report, template, row, rest, caret_in(rest[-1]))
    if row.new:
        begun: Deed | None = deeds.write(report, template, row, first, sum(len(run.text) for run in first))
    else:
        begun = deeds.paste(report, row, offset, ["".join(run.text for run in first)])
    if begun is None or begun.edit is None or not rest:
        return begun
    after = begun.edit.apply(report)
    node: Any = tree.find(after, begun.caret.node)
    if isinstance(node, Paragraph):
        step = tree.path(after, node.id)[-1]
        if row.field in _ONE_LINE and not all(isinstance(block, Paragraph) for block in rest):
            raise EditError(inserting.NOT_HERE)
        more: Edit = ReplaceBlocks(step.parent.id, step.index + 1, step.index + 1, rest)
    else:
        headline = replace(row, kind="headline", node=node.id, new="")
        under = inserting.blocks_after(after, template, headline, rest, caret_in(rest[-1])).edit
        assert under is not None
        more = under
    return Deed(Several((begun.edit, more), "粘贴", rest[-1].id), caret_in(rest[-1]))

