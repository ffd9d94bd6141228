"""What a manuscript is made of: items, the spans their words come from, and how words are collected into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from huibao.model.report import Align, Block, Heading, Id, Paragraph, Picture, Run, Runs, Table, plain, runs

Role = Literal[
    "title",
    "recipient",
    "lead",
    "heading",
    "body",
    "closing",
    "attachment_list",
    "signature",
    "date",
    "note",
    "attachment_label",
    "attachment_title",
    "table",
    "picture",
    "caption",
]
END_MARKS = "。！？：；!?:;"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start``–``end`` of an item's text come from ``field`` of ``node``: a paragraph's "text" (or, where it
    continues another, its "label"), a heading owner's "headline" and "headline_end", a measure's detail ("leader" …), an
    attachment's "name", or wording of the template ("wording")."""

    node: Id
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One printed paragraph, table or picture.

    ``label`` stands before ``runs``; the first ``head`` characters of ``runs`` are a heading's own words with their end
    mark (0: none), so a heading with ``head < len(text)`` is run-in. ``node`` is the heading's owner or the paragraph.
    ``first_indent``, ``left_indent``, ``right_indent`` in characters; ``blank_before`` in lines. ``turned``: it stands on a
    landscape page (``model.landscape``).
    """

    role: Role
    node: Id
    runs: Runs = ()
    label: str = ""
    level: int = 0
    head: int = 0
    section: str = ""
    spans: tuple[Span, ...] = ()
    align: Align = ""
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    blank_before: int = 0
    new_page: bool = False
    keep_next: bool = False
    turned: bool = False
    table: Table | None = None
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """The text without the label."""
        return plain(self.runs)

    @property
    def headline(self) -> str:
        """A heading's own words with their end mark, "" when this is no heading."""
        return self.text[: self.head]


def printed(items: tuple[Item, ...] | list[Item]) -> str:
    """Items as plain text, a line each, labels included; table cells parted by tabs; a picture is its alternative text."""
    return "".join(line + "\n" for item in items for line in _text_lines(item))


def _text_lines(item: Item) -> Iterator[str]:
    if item.table:
        for row in item.table.rows:
            yield "\t".join(" ".join(paragraph.label + paragraph.text for paragraph in cell.paragraphs) for cell in row)
    elif item.picture:
        yield item.picture.alt
    else:
        yield item.label + item.text


def has_words(block: Block) -> bool:
    """Whether a block prints anything: a table or picture always does, a paragraph when it has text or a label."""
    return not isinstance(block, Paragraph) or bool(block.label) or any(run.text for run in block.runs)


def heading_words(heading: Heading) -> tuple[Runs, Runs]:
    """The headline as printed, and the end mark after it: none where the headline is empty or ends in a mark itself."""
    text = heading.text
    return heading.headline, runs(heading.headline_end) if text and text[-1] not in END_MARKS else ()


def first_sentence(text: str) -> int:
    """How many characters of ``text`` its first sentence takes, end mark included (all when it has none)."""
    ends = [at + 1 for mark in "。！？" if (at := text.find(mark)) >= 0]
    return min(ends) if ends else len(text)


class Pen:
    """Collects what belongs to one printed paragraph: runs and the spans they come from."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.spans: list[Span] = []
        self.length = 0

    def write(self, content: Runs, node: Id, field: str) -> None:
        size = sum(len(run.text) for run in content)
        if size:
            self.runs.extend(content)
            self.spans.append(Span(node, field, self.length, self.length + size))
            self.length += size

    def item(self, role: Role, node: Id, **more: object) -> Item:
        return Item(role, node, tuple(self.runs), spans=tuple(self.spans), **more)  # type: ignore[arg-type]
