"""Composing: items → pages, again and again, at the cost of what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huibao.layout.blocks import Block, PictureBlock
from huibao.layout.fonts import Fonts
from huibao.layout.pagination import Layout, paginate
from huibao.layout.setting import Sheets, compose_item
from huibao.layout.values import Pages
from huibao.model.landscape import turn
from huibao.model.manuscript import Item
from huibao.model.profile import Profile

_REMEMBERED = 500


class Composer:
    """Composes a report again and again. Items that equal those of the last time (or that went away not long ago) are
    not composed anew, and pages that the change does not reach are the same objects."""

    def __init__(self, profile: Profile, fonts: Fonts, media: Mapping[str, bytes]) -> None:
        self._fonts = fonts
        self._profile = profile
        self._sheets = Sheets(profile)
        self._media = media
        self._items: Sequence[Item] = ()
        self._layout = Layout()
        self._gone: dict[Item, Block] = {}
        self._lacking: set[str] = set()  # pictures that could not be shown; their bytes may yet come

    def compose(self, items: Sequence[Item]) -> Pages:
        """The pages of ``items`` (``model.manuscript.manuscript``). No items: one empty page."""
        items = turn(items, self._profile)
        if self._lacking and any(name in self._media for name in self._lacking):
            self._items, self._layout, self._gone, self._lacking = (), Layout(), {}, set()
        head, tail = _same_ends(self._items, items)
        before = self._layout.blocks
        old_middle = dict(zip(self._items[head : len(before) - tail], before[head : len(before) - tail], strict=True))
        middle = [self._block(item, old_middle) for item in items[head : len(items) - tail]]
        blocks = (*before[:head], *middle, *before[len(before) - tail :])
        self._layout = paginate(blocks, self._sheets, self._layout, head, tail)
        self._items = tuple(items)
        self._lacking.update(filter(None, map(_lacking_picture, middle)))
        self._remember(old_middle)
        return Pages(self._layout.pages, self._fonts.missing, self._fonts, self._media)

    def _block(self, item: Item, old: dict[Item, Block]) -> Block:
        known = (old.get(item) or self._gone.get(item)) if old or self._gone else None  # hashing an item is dear
        return known or compose_item(item, self._fonts, self._sheets.of(item), self._media)

    def _remember(self, gone: dict[Item, Block]) -> None:
        """Keep what went away, so that undo finds it; the oldest are forgotten first."""
        self._gone.update(gone)
        while len(self._gone) > _REMEMBERED:
            del self._gone[next(iter(self._gone))]


def compose(items: Sequence[Item], profile: Profile, fonts: Fonts, media: Mapping[str, bytes]) -> Pages:
    """The pages of ``items``, once."""
    return Composer(profile, fonts, media).compose(items)


def _same_ends(old: Sequence[Item], new: Sequence[Item]) -> tuple[int, int]:
    """How many items at the beginning, and how many of the others at the end, are equal."""
    most = min(len(old), len(new))
    head = 0
    while head < most and (old[head] is new[head] or old[head] == new[head]):
        head += 1
    tail = 0
    while tail < most - head and (old[-1 - tail] is new[-1 - tail] or old[-1 - tail] == new[-1 - tail]):
        tail += 1
    return head, tail


def _lacking_picture(block: Block) -> str:
    """The SHA-256 of a picture that a frame stands for, else ""."""
    return block.item.picture.sha256 if isinstance(block, PictureBlock) and block.words and block.item.picture else ""
