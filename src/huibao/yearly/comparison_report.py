"""The comparison of two years as a report of its own, to print or hand in: shares by section, every paragraph, what was dropped.

It is a Report like any other, so that pages, Word and PDF show it as they show all reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from huibao.model.numbering import render, standard_form
from huibao.model.report import (
    Block,
    Cell,
    Group,
    Heading,
    Paragraph,
    Part,
    Report,
    Run,
    Runs,
    Section,
    Table,
    new_id,
    runs,
)
from huibao.yearly.comparing import NAMES, Compared, Comparison, Shares, said
from huibao.yearly.differing import Piece, differences
from huibao.yearly.passages import Passage

_SHARES = ("部分", "字数", "与上年相同", "相近", "新写", "逐句照抄")
_SHARE_WIDTHS = (10.0, 3.5, 4.5, 3.5, 3.5, 4.5)
_PARAGRAPHS = ("对照", "今年", "上年")
_PARAGRAPH_WIDTHS = (3.2, 14.0, 14.0)
_TOLD = (
    "同一段文字两年相同的，只列今年的；改动过的，两年并列，加下划线的文字是改动的地方。"
    "“逐句照抄”是与上年整句相同的文字所占的份额，不论现在写在哪一处。"
)
_OUTSIDE = "标题、导语和结尾"


def comparison_report(last: Report, this: Report, comparison: Comparison) -> Report:
    """What ``comparison`` found between ``last`` year's report and ``this`` year's, in the format profile of the latter.

    Section 一 tells the shares (by characters, blanks not counted) of each section and of all, 二 lists every paragraph with
    its mark and what differs, 三 what stood in last year's report and lives on nowhere (left out when there is none).
    """
    title = Part(new_id(), "title", (Paragraph(new_id(), runs("与上年报告对照表")),))
    lead = Part(new_id(), "lead", (Paragraph(new_id(), runs(_lead(last, this, comparison))),))
    sections = [
        _section("各部分所占的份额", (_share_table(this, comparison),)),
        _section("逐段对照", (_words(_TOLD),), tuple(_groups(this, comparison))),
    ]
    if comparison.dropped:
        kept = tuple(_words(_line(passage.label + passage.text)) for passage in comparison.dropped)
        sections.append(_section("上年写了、今年没有的", kept))
    numbered = tuple(_numbered(section, at) for at, section in enumerate(sections, 1))
    return Report(front=(title, lead), sections=numbered, profile=this.profile, template=this.template)


def _lead(last: Report, this: Report, comparison: Comparison) -> str:
    names = [
        f"《{report.title}》" if report.title else other
        for report, other in ((this, "今年的报告"), (last, "上年的报告"))
    ]
    shares = comparison.shares
    return f"{names[0]}与{names[1]}逐段对照，按字数计：{said(shares)}；逐句照抄 {shares.copied:.0%}。"


def _section(heading: str, blocks: tuple[Block, ...], groups: tuple[Group, ...] = ()) -> Section:
    return Section(new_id(), "narrative", Heading(runs(heading), "", 1), blocks, groups)


def _numbered(section: Section, number: int) -> Section:
    return replace(section, heading=replace(section.heading, label=render(standard_form(1), number)))


def _groups(this: Report, comparison: Comparison) -> Iterator[Group]:
    """A table for each section, and for what stands before and after them."""
    names = {section.id: section.heading.text for section in this.sections}
    parts = groupby(comparison.paragraphs, key=lambda one: one.this.section)
    for number, (section, paragraphs) in enumerate(parts, 1):
        name = names.get(section, "标题、导语" if number == 1 else "结尾")
        table = _table(_PARAGRAPHS, [_paragraph_row(one) for one in paragraphs], _PARAGRAPH_WIDTHS)
        yield Group(new_id(), Heading(runs(name), render(standard_form(2), number), 2), (table,))


def _words(text: str) -> Paragraph:
    return Paragraph(new_id(), runs(text))


def _share_table(this: Report, comparison: Comparison) -> Table:
    names = {section.id: section.heading.label + section.heading.text for section in this.sections}
    sizes: dict[str, int] = {}
    for one in comparison.paragraphs:
        sizes[one.this.section] = sizes.get(one.this.section, 0) + one.size
    rows = [
        _share_row(names.get(section, _OUTSIDE), sizes.get(section, 0), shares)
        for section, shares in comparison.sections.items()
    ]
    whole = _share_row("全文", sum(sizes.values()), comparison.shares)
    return _table(_SHARES, [*rows, whole], _SHARE_WIDTHS)


def _share_row(name: str, size: int, shares: Shares) -> tuple[Runs, ...]:
    told = (shares.same, shares.near, shares.new, shares.copied)
    return (runs(name), runs(f"{size:,}"), *(runs(f"{share:.0%}") for share in told))


def _paragraph_row(one: Compared) -> tuple[Runs, ...]:
    """Mark, this year's words, last year's; of two that are the same only this year's, over both columns."""
    this, last = one.this, one.last
    if one.match == "same":
        return runs("相同"), _whole(this)
    name = NAMES[one.match] + (f" {one.likeness:.0%}" if one.match == "near" else "")
    if last is None or one.match == "new":
        copied = f"（没有对应的段落，其中 {one.copied} 字是上年的原句）" if one.copied else "（没有对应的段落）"
        return runs(name), _whole(this), runs(copied)
    pieces = differences(last.text, this.text)
    return runs(name), _marked(this, pieces, "added"), _marked(last, pieces, "removed")


def _whole(passage: Passage) -> Runs:
    return runs(_line(passage.label + passage.text))


def _marked(passage: Passage, pieces: Iterable[Piece], kind: str) -> Runs:
    """The passage with the pieces of ``kind`` underlined, without those of the other kind."""
    kept = tuple(
        Run(_line(piece.text), underline=piece.kind == kind) for piece in pieces if piece.kind in ("same", kind)
    )
    return (*runs(passage.label), *kept) if passage.label else kept


def _line(text: str) -> str:
    """A table's cells and rows in one line, so that the text keeps to its cell."""
    return text.replace("\t", " ").replace("\n", " / ")


def _table(columns: tuple[str, ...], rows: Iterable[tuple[Runs, ...]], widths: tuple[float, ...]) -> Table:
    cells = tuple(_cells(row, len(columns)) for row in _with_head(columns, rows))
    return Table(new_id(), cells, widths, header_rows=1)


def _with_head(columns: tuple[str, ...], rows: Iterable[tuple[Runs, ...]]) -> Iterator[tuple[Runs, ...]]:
    yield tuple(runs(name) for name in columns)
    yield from rows


def _cells(row: tuple[Runs, ...], columns: int) -> tuple[Cell, ...]:
    """A cell for each text; the last one reaches to the end of the row."""
    spans = (*(1 for _ in row[1:]), columns - len(row) + 1)
    return tuple(Cell((Paragraph(new_id(), content),), span) for content, span in zip(row, spans, strict=True))
