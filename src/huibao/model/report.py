"""The report as one frozen value: text, structure, fields, links. Every node has an id that never changes.

Shape, from the outside in::

    Report
      front       Part…        title, recipient, lead, and what else stands before the first section, in order
      sections    Section…     narrative | problems | measures
        heading   Heading
        blocks    Block…       what stands between the heading and the first group
        groups    Group…       narrative: nested headings; problems and measures: 方面 with entries
          heading Heading | None      None: one headless group (一、 straight to 1.)
          blocks  Block…
          entries Problem… | Measure…
          groups  Group…
      end         Part…        closing, signature, date, note, in order
      attachments Attachment…

A Part is a field with blocks. A Block is a Paragraph, a Table or a Picture. Picture bytes are not part of the value:
a Picture names them by SHA-256.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

Id = str
SectionKind = Literal["narrative", "problems", "measures"]
Align = Literal["", "left", "center", "right"]
FRONT_FIELDS = ("title", "recipient", "lead", "date", "signature", "note", "body")
END_FIELDS = ("closing", "attachment_list", "signature", "date", "note", "body")
PROBLEM_FIELDS = ("manifestation", "cause", "body")
MEASURE_FIELDS = ("goal", "action", "outcome", "body")
DETAIL_FIELDS = ("leader", "department", "person", "deadline")
OUTCOMES = ("已完成", "基本完成并持续推进", "未完成", "不再适用")


def new_id() -> Id:
    """A fresh id: 12 hexadecimal digits, unique within a report for all practical purposes."""
    return secrets.token_hex(6)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``text`` has no line ends other than U+2028 (a manual line break)."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Runs = tuple[Run, ...]


def runs(text: str) -> Runs:
    """Plain ``text`` as runs: none for empty text, else one."""
    return (Run(text),) if text else ()


def plain(content: Runs) -> str:
    """The bare text of runs."""
    return content[0].text if len(content) == 1 else "".join([run.text for run in content])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph.

    ``label`` is a number of its own as printed, gap included ("（1）", "1. "), for numbered text inside a field or under a
    heading; ``level`` is 1–4 when that paragraph is a heading within an entry, else 0.
    """

    id: Id
    runs: Runs = ()
    label: str = ""
    level: int = 0
    align: Align = ""
    page_break_before: bool = False

    @property
    def text(self) -> str:
        """The text without the label."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is shown: merged cells are one Cell with spans; the covered places have none."""

    paragraphs: tuple[Paragraph, ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. ``widths`` are relative column widths (empty: equal); ``header_rows`` repeat on each page."""

    id: Id
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its bytes named by SHA-256 (hexadecimal) and file extension without dot; sizes in mm (0: natural).
    ``alt`` stands for it where it can't be shown; ``caption`` (题注) is printed centred beneath it."""

    id: Id
    sha256: str
    extension: str
    width_mm: float = 0.0
    height_mm: float = 0.0
    alt: str = ""
    caption: tuple[Paragraph, ...] = ()


Block = Paragraph | Table | Picture
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's printed words: ``label`` + ``headline`` + ``headline_end``.

    ``label`` as printed with its gap ("一、", "1. "), "" when not ``numbered``. ``level`` 1–4 is the label's family
    (1 一、 2 （一） 3 1. 4 （1）), for an unnumbered one its depth. ``headline_end`` is the mark after the headline
    ("。", "：" or ""). ``run_in``: the first block that follows stands in the same paragraph. ``page_break_before``: it begins
    a page.
    """

    headline: Runs = ()
    label: str = ""
    level: int = 1
    numbered: bool = True
    headline_end: str = ""
    run_in: bool = False
    page_break_before: bool = False

    @property
    def text(self) -> str:
        """The headline's bare text, without label and end mark."""
        return plain(self.headline)


@dataclass(frozen=True, slots=True)
class Part:
    """A named field with blocks: of the front or end matter, or of an entry (具体表现, 原因分析, 整改措施 …).

    ``lead_in`` is literal wording printed before the first block's text ("原因分析："). ``own_paragraph`` False: the first
    paragraph continues the paragraph before it (the run-in headline, or the part before).
    """

    id: Id
    field: str
    blocks: Blocks = ()
    lead_in: str = ""
    own_paragraph: bool = True


@dataclass(frozen=True, slots=True)
class Detail:
    """A short field of a measure that is printed: leader, department, person or deadline, with the words before it."""

    field: str
    value: str
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class DetailFrame:
    """The words around a measure's details: open + details joined by separator + close, at the entry's end."""

    open: str = "（"
    separator: str = "；"
    close: str = "）"
    own_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """What was said of an entry in one year; entries are added, never overwritten. ``date`` is ISO or ""."""

    year: int
    outcome: str
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One 问题. ``source`` 来源, ``kind`` 类型, ``first_year`` the year it first occurred (0: unknown)."""

    id: Id
    heading: Heading
    parts: tuple[Part, ...] = ()
    source: str = ""
    kind: str = ""
    first_year: int = 0
    statuses: tuple[StatusEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One 措施. ``answers`` are ids of problems; ``closed_on`` 销号日期 as written."""

    id: Id
    heading: Heading
    parts: tuple[Part, ...] = ()
    details: tuple[Detail, ...] = ()
    frame: DetailFrame = DetailFrame()
    answers: tuple[Id, ...] = ()
    statuses: tuple[StatusEntry, ...] = ()
    closed_on: str = ""

    def detail(self, name: str) -> str:
        """The value of the detail ``name`` (leader, department, person, deadline), "" when it is not there."""
        return next((detail.value for detail in self.details if detail.field == name), "")


Entry = Problem | Measure


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under a heading, then entries (problems, measures) and nested groups."""

    id: Id
    heading: Heading | None = None
    blocks: Blocks = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a level-1 heading. ``key`` names the template's section it fills ("": none)."""

    id: Id
    kind: SectionKind
    heading: Heading
    blocks: Blocks = ()
    groups: tuple[Group, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: ``list_label`` + ``name`` is its line in 附件说明 ("附件：1." + name; both "" when it isn't listed);
    ``page_label`` ("附件1"), ``title`` and ``blocks`` stand on pages of their own (all empty: listed only)."""

    id: Id
    list_label: str = ""
    name: Runs = ()
    page_label: str = ""
    title: tuple[Paragraph, ...] = ()
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Source text that is not in the report, and why (Chinese, for the user)."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the writer settled about one remark of the program, so that it is not made again: ``about`` names the remark
    ("stale:…", "match:…"), ``choice`` is what was settled ("ignored", "done", an id …), ``why`` in the writer's words."""

    about: str
    choice: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark (批注) of a reader on a place of the report; it is neither printed nor counted. ``about``: the id of the node it
    stands at, of whatever kind, a table's paragraph too; the report's own id for a remark on the whole.

    ``quote``: the words of that node it is about, as they were when it was written ("": the whole node). ``text`` may hold line
    ends (LF). ``date``: ISO 8601, local time ("2024-11-05T09:30:00"), or ""; ``author`` may be "".
    """

    id: Id
    about: Id
    text: str
    author: str = ""
    date: str = ""
    resolved: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many pages, and so many 字 as Word counts; 0: no limit."""

    pages: int = 0
    characters: int = 0

    def pages_over(self, pages: int) -> int:
        """How many pages too many; 0 when there are not."""
        return max(0, pages - self.pages) if self.pages else 0

    def characters_over(self, characters: int) -> int:
        """How many 字 too many; 0 when there are not."""
        return max(0, characters - self.characters) if self.characters else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``detached`` (脱离模板): the template's rules are lifted. ``sealed``: the signature takes a seal.
    ``limit``: how long its writer wants it at most (None: as its template says). ``decisions``: one for each remark of the
    program that was settled; ``comments``: remarks of readers, in the order in which they were made; nothing of either is
    printed."""

    id: Id = field(default_factory=new_id)
    front: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()
    end: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    template: str = ""
    profile: str = ""
    detached: bool = False
    sealed: bool = False
    left_out: tuple[LeftOut, ...] = ()
    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()
    limit: Limit | None = None

    @property
    def title(self) -> str:
        """The title's lines joined, "" when there is none."""
        return "".join(
            block.text for part in self.front if part.field == "title" for block in part.blocks if isinstance(block, Paragraph)
        )
