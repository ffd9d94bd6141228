"""Hypothesis strategies for whole reports."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from huibao.model import tree
from huibao.model.numbering import han
from huibao.model.report import (
    DETAIL_FIELDS,
    END_FIELDS,
    FRONT_FIELDS,
    MEASURE_FIELDS,
    OUTCOMES,
    PROBLEM_FIELDS,
    Attachment,
    Block,
    Cell,
    Comment,
    Detail,
    DetailFrame,
    Group,
    Heading,
    LeftOut,
    Limit,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Run,
    Section,
    SectionKind,
    StatusEntry,
    Table,
)

PIXEL = bytes.fromhex(  # the smallest PNG: one grey pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000" "3a7e9b55" "0000000a49444154789c6360000000020001"
    "48afa471" "0000000049454e44ae426082"
)  # fmt: skip
PIXEL_SHA256 = hashlib.sha256(PIXEL).hexdigest()
MEDIA = {PIXEL_SHA256: PIXEL}

_HAN = "社区工作认真开展治理服务居民党员学习网格环境安全调解志愿活动问题措施"
_MARKS = "，。；：、“”（）《》—…！？"
_OTHER = "aZ09 .%-\u3000\u00a0\t\u2028𠮷é"
_PHRASES = (
    "",
    "问题",
    "原因：",
    "认真开展社区治理工作。",
    "一是学习不够。二是“等、靠、要”。",
    "居民 A、B 说：\u2028“好！”",
    "整改措施：",
    "　　缩进",
)
_LABELS = ("", "一、", "（一）", "1. ", "1.", "（1）", "①", "1.1 ", "第一，", "十二、")
_node = itertools.count(1)


def ids() -> SearchStrategy[str]:
    """Ids that are never given twice in one run of the tests."""
    return st.builds(lambda: f"n{next(_node):011x}")


@cache
def texts(least: int = 0, most: int = 40) -> SearchStrategy[str]:
    """Any text the model may hold: Chinese, marks, Latin, blanks of every kind, manual line breaks, rare characters."""
    phrase = st.sampled_from([phrase for phrase in _PHRASES if least <= len(phrase) <= most])
    return phrase | phrase | phrase | st.text(_HAN + _MARKS + _OTHER, min_size=least, max_size=min(most, 12))


def safe_texts(least: int = 2, most: int = 30) -> SearchStrategy[str]:
    """Han text with an end mark, that can be taken for nothing else than body text."""
    return st.text("社区工作认真开展治理服务居民党员学习网格环境安全调解志愿", min_size=least, max_size=most).map(
        lambda text: f"{text}，居民都说好。"
    )


@cache
def any_runs() -> SearchStrategy[tuple[Run, ...]]:
    """Up to three runs of any look; empty runs too, for they may come from a file."""
    return st.lists(st.builds(Run, texts(), st.booleans(), st.booleans(), st.booleans()), max_size=3).map(tuple)


@cache
def paragraphs() -> SearchStrategy[Paragraph]:
    """Any paragraph: label, level, alignment and page break are independent of each other."""
    return st.builds(
        Paragraph,
        ids(),
        any_runs(),
        label=st.sampled_from(_LABELS),
        level=st.integers(0, 4),
        align=st.sampled_from(("", "left", "center", "right")),
        page_break_before=st.booleans(),
    )


@cache
def tables() -> SearchStrategy[Table]:
    """Up to three rows of up to three shown cells, with spans."""
    cell = st.builds(
        Cell, st.lists(paragraphs(), min_size=1, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3)
    )
    row = st.lists(cell, min_size=1, max_size=3).map(tuple)
    width = st.floats(0, 1000, allow_nan=False)
    return st.builds(
        Table,
        ids(),
        st.lists(row, min_size=1, max_size=3).map(tuple),
        st.lists(width, max_size=3).map(tuple),
        st.integers(0, 2),
    )


@cache
def pictures() -> SearchStrategy[Picture]:
    """Pictures whose bytes are in ``MEDIA``, with and without a caption."""
    size = st.floats(0, 300, allow_nan=False)
    caption = st.lists(paragraphs(), max_size=1).map(tuple)
    return st.builds(Picture, ids(), st.just(PIXEL_SHA256), st.just("png"), size, size, texts(0, 10), caption)


@cache
def blocks(most: int = 3) -> SearchStrategy[tuple[Block, ...]]:
    """Paragraphs mostly, a table or a picture now and then."""
    block: SearchStrategy[Block] = st.one_of(paragraphs(), paragraphs(), tables(), pictures())
    return st.lists(block, max_size=most).map(tuple)


@cache
def headings() -> SearchStrategy[Heading]:
    """Any heading; ``numbered`` and the label need not agree, as in a file from elsewhere."""
    return st.builds(
        Heading,
        any_runs(),
        label=st.sampled_from(_LABELS),
        level=st.integers(1, 4),
        numbered=st.booleans(),
        headline_end=st.sampled_from(("", "。", "：")),
        run_in=st.booleans(),
        page_break_before=st.booleans(),
    )


@cache
def parts(fields: tuple[str, ...]) -> SearchStrategy[tuple[Part, ...]]:
    """Up to three parts of the given fields, in any order, twice the same too."""
    part = st.builds(Part, ids(), st.sampled_from(fields), blocks(2), texts(0, 6), st.booleans())
    return st.lists(part, max_size=3).map(tuple)


@cache
def statuses() -> SearchStrategy[tuple[StatusEntry, ...]]:
    """Up to two status entries."""
    entry = st.builds(
        StatusEntry,
        st.integers(2000, 2099),
        st.sampled_from(OUTCOMES),
        st.sampled_from(("", "2023-12-01")),
        texts(0, 8),
    )
    return st.lists(entry, max_size=2).map(tuple)


@cache
def problems() -> SearchStrategy[Problem]:
    """Any problem."""
    year = st.integers(0, 2099)
    return st.builds(Problem, ids(), headings(), parts(PROBLEM_FIELDS), texts(0, 6), texts(0, 6), year, statuses())


@cache
def measures() -> SearchStrategy[Measure]:
    """Any measure, without links; ``reports`` adds those."""
    detail = st.builds(Detail, st.sampled_from(DETAIL_FIELDS), texts(0, 8), texts(0, 6))
    frame = st.builds(DetailFrame, texts(0, 2), texts(0, 2), texts(0, 2), st.booleans())
    return st.builds(
        Measure,
        ids(),
        headings(),
        parts(MEASURE_FIELDS),
        st.lists(detail, max_size=3).map(tuple),
        frame,
        statuses=statuses(),
        closed_on=st.sampled_from(("", "2024年3月1日")),
    )


@cache
def groups(kind: SectionKind, depth: int = 2) -> SearchStrategy[tuple[Group, ...]]:
    """Groups fit for a section of ``kind``, nested up to ``depth``."""
    entry: SearchStrategy[Problem | Measure] | None = {"problems": problems(), "measures": measures()}.get(kind)
    entries = st.lists(entry, max_size=3).map(tuple) if entry is not None else st.just(())
    inner = groups(kind, depth - 1) if depth > 1 else st.just(())
    heading = headings() if kind == "narrative" else st.none() | headings()
    return st.lists(st.builds(Group, ids(), heading, blocks(2), entries, inner), max_size=2).map(tuple)


@cache
def sections() -> SearchStrategy[Section]:
    """Any section of any kind."""

    def of(kind: SectionKind) -> SearchStrategy[Section]:
        return st.builds(Section, ids(), st.just(kind), headings(), blocks(2), groups(kind), texts(0, 6))

    return st.sampled_from(("narrative", "problems", "measures")).flatmap(of)


@cache
def attachments() -> SearchStrategy[Attachment]:
    """Any attachment."""
    titles = st.lists(paragraphs(), max_size=2).map(tuple)
    return st.builds(Attachment, ids(), texts(0, 5), any_runs(), texts(0, 4), titles, blocks(2))


def comments(report: Report) -> SearchStrategy[tuple[Comment, ...]]:
    """Up to three comments, at any nodes of ``report``."""
    about = st.sampled_from([node.id for node in tree.walk(report)])
    text = texts(1, 12).filter(str.strip) | st.just("这里请再核对。\n另见第三条。")
    dates = st.sampled_from(("", "2023-11-05T09:30:00"))
    comment = st.builds(Comment, ids(), about, text, texts(0, 4), dates, st.booleans(), texts(0, 4))
    return st.lists(comment, max_size=3).map(tuple)


@st.composite
def reports(draw: Callable[..., Report]) -> Report:
    """Any report whose ids are unique and whose links point at problems that are there."""
    report: Report = draw(
        st.builds(
            Report,
            ids(),
            parts(FRONT_FIELDS),
            st.lists(sections(), max_size=3).map(tuple),
            parts(END_FIELDS),
            st.lists(attachments(), max_size=2).map(tuple),
            template=st.sampled_from(("", "community-summary")),
            profile=st.sampled_from(("", "gbt9704")),
            detached=st.booleans(),
            sealed=st.booleans(),
            left_out=st.lists(st.builds(LeftOut, texts(), texts(0, 5)), max_size=2).map(tuple),
            limit=st.none() | st.builds(Limit, st.integers(0, 99), st.integers(0, 9999)),
        )
    )
    report = replace(report, comments=draw(comments(report)))
    known = [entry.id for entry in entries_of(report) if isinstance(entry, Problem)]
    if not known:
        return report
    link = st.lists(st.sampled_from(known), max_size=2, unique=True).map(tuple)

    def linked(group: Group) -> Group:
        return replace(
            group,
            entries=tuple(replace(e, answers=draw(link)) if isinstance(e, Measure) else e for e in group.entries),
            groups=tuple(map(linked, group.groups)),
        )

    return replace(
        report,
        sections=tuple(replace(section, groups=tuple(map(linked, section.groups))) for section in report.sections),
    )


def entries_of(report: Report) -> list[Problem | Measure]:
    """All entries of a report, in print order."""

    def of(group: Group) -> list[Problem | Measure]:
        return [*group.entries, *(entry for inner in group.groups for entry in of(inner))]

    return [entry for section in report.sections for group in section.groups for entry in of(group)]


_SECTIONS = {
    "narrative": ("主要工作情况", "基本情况", "组织建设情况"),
    "problems": ("存在的问题", "存在的突出问题及原因", "主要问题和不足"),
    "measures": ("下一步整改措施", "改进工作的措施", "整改措施及努力方向"),
}


@st.composite
def safe_reports(draw: st.DrawFn) -> Report:
    """Reports as offices write them, of texts that begin like nothing in particular (no label, date or closing): those whose
    roles, levels, numbers and sections come back equal through .txt and .docx."""
    kinds: tuple[SectionKind, ...] = draw(
        st.sampled_from(
            [
                ("narrative", "problems", "measures"),
                ("narrative", "narrative"),
                ("problems", "measures"),
                ("narrative",),
            ]
        )
    )
    names = {kind: iter(draw(st.permutations(_SECTIONS[kind]))) for kind in set(kinds)}
    front = [_part("title", "幸福社区2023年工作总结")]
    if draw(st.booleans()):
        front.append(_part("recipient", "临江街道党工委："))
    if draw(st.booleans()):
        front.append(_part("lead", "今年以来，" + draw(safe_texts())))
    end = [_part("closing", "特此报告。")] if draw(st.booleans()) else []
    if draw(st.booleans()):
        end += [_part("signature", "幸福社区居民委员会"), _part("date", "2023年12月1日")]
    return Report(
        draw(ids()),
        tuple(front),
        tuple(_safe_section(draw, kind, number, next(names[kind])) for number, kind in enumerate(kinds, 1)),
        tuple(end),
    )


def _part(field: str, text: str) -> Part:
    return Part(f"n{next(_node):011x}", field, (_paragraph(text),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(f"n{next(_node):011x}", (Run(text),))


def _safe_section(draw: st.DrawFn, kind: SectionKind, number: int, name: str) -> Section:
    heading = Heading((Run(name),), f"{han(number)}、", 1)
    text = tuple(map(_paragraph, draw(st.lists(safe_texts(), min_size=1, max_size=2))))
    if kind == "narrative" and draw(st.booleans()):
        return Section(draw(ids()), kind, heading, text)
    names = [words.partition("，")[0] for words in draw(st.lists(safe_texts(2, 8), min_size=1, max_size=3))]
    form = draw(st.sampled_from(("{}.", "{}. ", "{}、", "{}．")))
    intro = text if draw(st.booleans()) else ()
    if kind != "narrative" and draw(st.booleans()):  # one headless group: 一、 straight to 1.
        return Section(draw(ids()), kind, heading, intro, (_safe_group(draw, kind, None, form),))
    headings = [Heading((Run(name),), f"（{han(number)}）", 2) for number, name in enumerate(names, 1)]
    return Section(draw(ids()), kind, heading, intro, tuple(_safe_group(draw, kind, one, form) for one in headings))


def _safe_group(draw: st.DrawFn, kind: SectionKind, heading: Heading | None, form: str) -> Group:
    count = draw(st.integers(1, 3))
    if kind == "narrative":
        return Group(draw(ids()), heading, tuple(_paragraph(draw(safe_texts())) for _ in range(count)))
    labels = [form.format(number) for number in range(1, count + 1)]
    return Group(draw(ids()), heading, entries=tuple(_safe_entry(draw, kind, label) for label in labels))


def _safe_entry(draw: st.DrawFn, kind: SectionKind, label: str) -> Problem | Measure:
    heading = Heading((Run(draw(safe_texts(4, 12)).partition("，")[0]),), label, 3, True, "。", True)
    field = "manifestation" if kind == "problems" else "action"
    text = tuple(map(_paragraph, draw(st.lists(safe_texts(), min_size=1, max_size=2))))
    part = Part(draw(ids()), field, text, own_paragraph=False)
    return (Problem if kind == "problems" else Measure)(draw(ids()), heading, (part,))
