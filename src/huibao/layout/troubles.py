"""What pages can't show as it should be, named for the user."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.layout.blocks import PictureBlock, TableBlock, TextBlock
from huibao.layout.values import Pages

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Trouble:
    """``sentence`` is for the user; ``key`` stays the same while the same is wrong, on whatever page it stands."""

    key: str
    sentence: str


def troubles(pages: Pages) -> tuple[Trouble, ...]:
    """Characters that no font has, pictures that can't be decoded, tables whose cells are narrower than a character."""
    found = []
    pictures: list[int] = []
    tables: list[int] = []
    for page in pages.pages:
        for one in page.slices:
            if isinstance(one.block, TextBlock) or one.start:
                continue
            if isinstance(one.block, PictureBlock) and one.block.words:
                pictures.append(page.number)
            elif isinstance(one.block, TableBlock) and one.block.crowded:
                tables.append(page.number)
    if unshown := "".join(pages.fonts.unshown)[:_MOST_NAMED]:
        found.append(Trouble(f"glyphs:{unshown}", f"没有字体能显示这些字：{unshown}，页面上是方框。"))
    if pictures:
        told = f"第 {pictures[0]} 页有图片无法显示，原处是写有说明的方框。"
        if len(pictures) > 1:
            told = f"有 {len(pictures)} 张图片无法显示（第一张在第 {pictures[0]} 页），原处是写有说明的方框。"
        found.append(Trouble(f"pictures:{len(pictures)}", told))
    if tables:
        told = f"第 {tables[0]} 页的表格列太多，一格放不下一个字，字叠在了一起；请减少列，或拆成几个表格。"
        found.append(Trouble(f"tables:{len(tables)}", told))
    return tuple(found)
