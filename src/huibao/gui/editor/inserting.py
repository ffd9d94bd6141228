"""Pictures and tables put into the report under the paragraph at the cursor, in any field. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huibao.errors import EditError
from huibao.gui.editor import captions, deeds
from huibao.gui.editor.deeds import Caret, Deed
from huibao.gui.editor.rows import Row
from huibao.model import tree
from huibao.model.edits import Edit, Insert, ReplaceBlock, ReplaceBlocks
from huibao.model.report import (
    Block,
    Blocks,
    Cell,
    Id,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Table,
    new_id,
)
from huibao.model.template import Template

TEXT_WIDTH_MM = 156.0
_LINES = ("title", "recipient", "signature", "date")
NOT_HERE = "这里不能插入图片或表格，请把光标放在正文段落里。"


def picture_of(sha: str, extension: str, size: tuple[int, int], alt: str = "图片") -> Picture:
    """A picture (size in px), at most as wide as the type area."""
    width = min(TEXT_WIDTH_MM, size[0] * 25.4 / 96)
    height = width * size[1] / max(1, size[0])
    return Picture(new_id(), sha, extension, round(width, 1), round(height, 1), alt)


def picture_after(report: Report, template: Template | None, row: Row, picture: Picture) -> Deed | None:
    """``picture`` under the row's paragraph, the caret where its caption is written."""
    return blocks_after(report, template, row, (picture,), Caret(f"new:{picture.id}"))


def table_after(report: Report, template: Template | None, row: Row, rows: int, columns: int) -> Deed | None:
    """An empty table under the row's paragraph, its first row a header."""
    cells = tuple(tuple(Cell((Paragraph(new_id()),)) for _ in range(columns)) for _ in range(rows))
    table = Table(new_id(), cells, (), 1 if rows > 1 else 0)
    return blocks_after(report, template, row, (table,), Caret(cells[0][0].paragraphs[0].id))


def blocks_after(report: Report, template: Template | None, row: Row, blocks: Blocks, caret: Caret) -> Deed:
    """``blocks`` under the paragraph of ``row``, or first in its field. Raises EditError where none can stand."""
    if row.kind == "cell":
        raise EditError("表格的单元格里放不下图片和表格，请把光标放在正文段落里。")
    if row.new == "entry" or row.field in _LINES:
        raise EditError(NOT_HERE)
    if row.place == captions.PLACE:
        step = tree.path(report, row.holder)[-1]
        return _put(step.parent.id, step.index + 1, blocks, caret)
    if row.kind == "headline":
        return _under_headline(report, row, blocks, caret)
    if row.new == "part":
        made = deeds.write(report, template, row, (), 0).edit
        assert isinstance(made, Insert)
        return Deed(replace(made, node=replace(made.node, blocks=blocks)), caret)
    if row.new == "paragraph":
        return _put(row.holder, 0, blocks, caret)
    if row.place == "title":
        return _put(row.holder, 0, blocks, caret)
    if row.place != "blocks":
        raise EditError(NOT_HERE)
    return _put(row.holder, row.index + (0 if row.kind == "gap" and not row.node.endswith(":end") else 1), blocks, caret)


def _put(holder: Id, at: int, blocks: Blocks, caret: Caret) -> Deed:
    focus = blocks[-1].id
    return Deed(ReplaceBlocks(holder, at, at, blocks, "blocks", focus), caret)


def _under_headline(report: Report, row: Row, blocks: Blocks, caret: Caret) -> Deed:
    node: Any = tree.find(report, row.node)
    if not isinstance(node, (Problem, Measure)):
        return _put(row.node, 0, blocks, caret)
    if node.parts:
        return _put(node.parts[0].id, 0, blocks, caret)
    field = "manifestation" if isinstance(node, Problem) else "action"
    return Deed(Insert(node.id, "parts", 0, Part(new_id(), field, blocks)), caret)


def described(report: Report, row: Row, alt: str, width_mm: float) -> Edit | None:
    """The edit that gives the picture at ``row`` another description and width (the height in proportion); None when
    nothing changes."""
    picture = picture_at(report, row)
    if picture is None:
        return None
    shape = picture.height_mm / picture.width_mm if picture.width_mm else 0.0
    height = round(width_mm * shape, 1) if width_mm != picture.width_mm else picture.height_mm
    changed: Block = replace(picture, alt=alt, width_mm=width_mm, height_mm=height)
    return ReplaceBlock(changed) if changed != picture else None


def picture_at(report: Report, row: Row) -> Picture | None:
    """The picture that ``row`` shows, or whose caption it is."""
    if not captions.is_at_picture(row):
        return None
    node = tree.find(report, row.holder if row.place == captions.PLACE else row.node)
    return node if isinstance(node, Picture) else None
