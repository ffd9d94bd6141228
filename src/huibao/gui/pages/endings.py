"""Pages that hold hardly anything: the last lines of the text, or of the text before an attachment, over the edge."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.layout import Page, Pages

FEW_LINES = 3


@dataclass(frozen=True, slots=True)
class ShortEnd:
    """Page ``number`` (from 1) holds only ``lines`` lines; ``last``: it is the last one of all."""

    number: int
    lines: int
    last: bool

    @property
    def sentence(self) -> str:
        """What to tell of it."""
        which = "最后一页" if self.last else f"第 {self.number} 页"
        return f"{which}只有 {self.lines} 行。"


def short_end(pages: Pages, few: int = FEW_LINES) -> ShortEnd | None:
    """The first page of at most ``few`` lines where a text runs out that began on a page before; None when there is none."""
    anew = [index for index, page in enumerate(pages.pages) if _begins_anew(page)]
    begins = {0, *anew}
    for end in (*anew, len(pages)):
        if end - 1 > 0 and end - 1 not in begins:
            page = pages.pages[end - 1]
            count = _count_lines(page)
            if 0 < count <= few:
                return ShortEnd(page.number, count, end == len(pages))
    return None


def _begins_anew(page: Page) -> bool:
    """Whether what stands first on ``page`` asked for a page of its own."""
    first = page.slices[0] if page.slices else None
    return first is not None and first.start == 0 and first.block.item.new_page


def _count_lines(page: Page) -> int:
    """The lines on a page; 0 when it holds a picture, which no line counts."""
    if any(one.block.item.picture is not None for one in page.slices):
        return 0
    return len({round(line.y, 1) for line in page.lines})
