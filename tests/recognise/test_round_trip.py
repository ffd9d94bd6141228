"""A report of safe texts, printed as plain lines and read again, has its roles, levels, numbers and sections back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.world import report_text

from huibao.formats.txt import read_plain
from huibao.model.manuscript import manuscript, printed
from huibao.model.numbering import render, standard_form
from huibao.model.report import (
    Attachment,
    Entry,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    SectionKind,
    new_id,
    runs,
)
from huibao.recognise import recognise

SAFE = "社区居民网格环境卫生调解志愿活动楼道花园邻里车棚路灯图书"
SECTIONS: tuple[tuple[SectionKind, tuple[str, ...]], ...] = (
    ("narrative", ("基本概况和主要工作", "主要做法和成效")),
    ("problems", ("存在的突出问题", "困难和不足")),
    ("measures", ("改进措施", "下一步打算")),
)
headlines = st.text(SAFE, min_size=5, max_size=18)
sentences = st.text(SAFE, min_size=12, max_size=40).map(lambda text: text[:9] + "，" + text[9:] + "。")
prose = st.lists(sentences, min_size=2, max_size=4).map("".join)
paragraphs = prose.map(lambda text: Paragraph(new_id(), runs(text)))


def numbered(level: int, number: int, text: str, *, run_in: bool) -> Heading:
    label = render(standard_form(level), number)
    return Heading(runs(text), label, level, headline_end="。" if run_in else "", run_in=run_in)


@st.composite
def entries(draw: st.DrawFn, kind: SectionKind, level: int) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        run_in = draw(st.booleans())
        heading = numbered(level, number, draw(headlines), run_in=run_in)
        blocks = tuple(draw(st.lists(paragraphs, min_size=1, max_size=2)))
        field = "action" if kind == "measures" else "manifestation"
        parts = (Part(new_id(), field, blocks, own_paragraph=not run_in),)
        out.append(Measure(new_id(), heading, parts) if kind == "measures" else Problem(new_id(), heading, parts))
    return tuple(out)


@st.composite
def groups(draw: st.DrawFn, kind: SectionKind) -> tuple[Group, ...]:
    if kind == "narrative":
        return tuple(
            Group(
                new_id(),
                numbered(2, number, draw(headlines), run_in=False),
                tuple(draw(st.lists(paragraphs, min_size=1, max_size=3))),
            )
            for number in range(1, draw(st.integers(0, 3)) + 1)
        )
    if draw(st.booleans()):
        return (Group(new_id(), None, entries=draw(entries(kind, 3))),)
    return tuple(
        Group(new_id(), numbered(2, number, draw(headlines), run_in=False), entries=draw(entries(kind, 3)))
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    sections = []
    for number, (kind, names) in enumerate(SECTIONS, 1):
        heading = numbered(1, number, draw(st.sampled_from(names)), run_in=False)
        blocks = tuple(draw(st.lists(paragraphs, min_size=1, max_size=2)))
        sections.append(Section(new_id(), kind, heading, blocks, draw(groups(kind))))
    front = [part("title", draw(headlines) + "工作总结")]
    if draw(st.booleans()):
        front.append(part("recipient", "某某街道党工委、办事处："))
    front.append(part("lead", draw(prose)))
    end = [part("closing", "特此报告。")] if draw(st.booleans()) else []
    attachments: tuple[Attachment, ...] = ()
    if draw(st.booleans()):
        attachments = tuple(
            Attachment(new_id(), f"附件：{number}." if number == 1 else f"{number}.", runs(draw(headlines) + "表"))
            for number in range(1, draw(st.integers(1, 3)) + 1)
        )
        end.append(Part(new_id(), "attachment_list"))
    end += [part("signature", "某某社区居民委员会"), part("date", "2024年12月6日")]
    return Report(front=tuple(front), sections=tuple(sections), end=tuple(end), attachments=attachments)


def part(field: str, text: str) -> Part:
    return Part(new_id(), field, (Paragraph(new_id(), runs(text)),))


@given(reports())
def test_roles_levels_numbers_and_sections_come_back_from_plain_text(report: Report) -> None:
    again = recognise(read_plain(printed(manuscript(report)))).report
    rows = [(item.role, item.level, item.label, item.text, item.headline, item.section) for item in manuscript(report)]
    assert rows == [
        (item.role, item.level, item.label, item.text, item.headline, item.section) for item in manuscript(again)
    ]
    assert [count(section) for section in again.sections] == [count(section) for section in report.sections]
    assert again.left_out == ()


def count(section: Section) -> list[int]:
    return [len(group.entries) for group in section.groups]


@given(reports())
def test_reading_what_was_read_changes_nothing(report: Report) -> None:
    once = recognise(read_plain(printed(manuscript(report)))).report
    twice = recognise(read_plain(printed(manuscript(once)))).report
    assert report_text(once) == report_text(twice) == report_text(report)
