"""Small reports for tests, with ids one can read: s… sections, g… groups, e… entries, p… paragraphs."""

from __future__ import annotations

from typing import Any

from huibao.model.manuscript import manuscript, printed
from huibao.model.report import (
    Block,
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
    runs,
)


def para(id: str, text: str = "", label: str = "") -> Paragraph:
    """A paragraph."""
    return Paragraph(id, runs(text), label)


def head(label: str, text: str, level: int, **more: Any) -> Heading:
    """A heading; numbered where it has a label, unless said otherwise."""
    return Heading(runs(text), label, level, **{"numbered": bool(label), **more})


def group(id: str, label: str = "", text: str = "", *held: Block | Entry | Group, level: int = 2) -> Group:
    """A group with what it holds; without label and text it has no heading."""
    return Group(
        id,
        head(label, text, level) if label or text else None,
        tuple(one for one in held if isinstance(one, Block)),
        tuple(one for one in held if isinstance(one, Entry)),
        tuple(one for one in held if isinstance(one, Group)),
    )


def problem(id: str, label: str, text: str, body: str = "", **more: Any) -> Problem:
    """A problem "1.text。body", its 具体表现 run in; the part is ``id`` + "a", its paragraph ``id`` + "p"."""
    heading = head(label, text, 3, headline_end="。", run_in=True)
    return Problem(id, heading, (Part(f"{id}a", "manifestation", (para(f"{id}p", body),)),), **more)


def measure(id: str, label: str, text: str, body: str = "", **more: Any) -> Measure:
    """A measure, as ``problem``, its 整改措施 run in."""
    heading = head(label, text, 3, headline_end="。" if text else "", run_in=True, numbered=bool(label))
    return Measure(id, heading, (Part(f"{id}a", "action", (para(f"{id}p", body),)),), **more)


def section(id: str, kind: SectionKind, label: str, text: str, *held: Block | Group, key: str = "") -> Section:
    """A section with what it holds."""
    blocks = tuple(one for one in held if isinstance(one, Block))
    return Section(id, kind, head(label, text, 1), blocks, tuple(one for one in held if isinstance(one, Group)), key)


def a_report() -> Report:
    """Work, problems in two 方面, measures that answer them."""
    return Report(
        "r",
        (Part("t", "title", (para("tp", "某社区总结"),)),),
        (
            section(
                "s1",
                "narrative",
                "一、",
                "工作",
                para("p0", "概述。"),
                _party(),
                group("g2", "（二）", "网格", para("p3", "巡查。")),
            ),
            section("s2", "problems", "二、", "问题", *_problems()),
            section("s3", "measures", "三、", "措施", *_measures()),
        ),
        (Part("d", "date", (para("dp", "2023年12月1日"),)),),
    )


def _party() -> Group:
    inner = group("g11", "1.", "学习", para("p2", "学了。"), level=3)
    return group("g1", "（一）", "党建", para("p1", "抓了。"), inner)


def _problems() -> tuple[Group, ...]:
    first = (
        problem("e1", "1.", "学习不够", "人少。"),
        problem("e2", "2.", "服务不细"),
        problem("e3", "3.", "宣传不广"),
    )
    return group("a1", "（一）", "思想", *first), group(
        "a2", "（二）", "作风", problem("e4", "1.", "走访少", "只去两次。")
    )


def _measures() -> tuple[Group, ...]:
    held = (
        measure("m1", "1.", "加强学习", "每月一次。", answers=("e1", "e2")),
        measure("m2", "2.", "勤走访", answers=("e4",)),
    )
    return (group("b1", "", "", *held),)


def lines(report: Report) -> list[str]:
    """The printed lines of the sections of ``report``."""
    whole = printed(manuscript(Report("r", (), report.sections)))
    return whole.splitlines()


def entry(report: Report, id: str) -> Any:
    """The entry, or any other node, ``id``; for tests that look into it."""
    from huibao.model import tree

    return tree.find(report, id)
