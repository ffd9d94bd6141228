"""Small reports for the tests of review, and a sample read by its truth."""

import json
from dataclasses import replace
from pathlib import Path

from huibao.model.manuscript import first_sentence
from huibao.model.numbering import parse
from huibao.model.report import (
    Blocks,
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

KINDS: dict[str, SectionKind] = {"一": "narrative", "二": "problems", "三": "measures"}


def block(text: str, label: str = "") -> Paragraph:
    return Paragraph(new_id(), runs(text), label)


def part(field: str, text: str) -> Part:
    return Part(new_id(), field, (block(text),))


def heading(label: str, text: str, level: int = 1, *, run_in: bool = False) -> Heading:
    return Heading(runs(text), label, level, headline_end="。" if run_in else "", run_in=run_in)


def problem(label: str, text: str, *parts: Part) -> Problem:
    return Problem(new_id(), heading(label, text, 3, run_in=True), parts)


def measure(label: str, text: str, *parts: Part) -> Measure:
    return Measure(new_id(), heading(label, text, 3, run_in=True), parts)


def group(label: str, text: str, *entries: Entry, blocks: Blocks = (), groups: tuple[Group, ...] = ()) -> Group:
    return Group(new_id(), heading(label, text, 2) if label or text else None, blocks, entries, groups)


def section(kind: SectionKind, label: str, text: str, *groups: Group, blocks: Blocks = (), key: str = "") -> Section:
    return Section(new_id(), kind, heading(label, text), blocks, groups, key)


def report(*sections: Section, title: str = "枫林社区2023年工作总结", end: tuple[Part, ...] = ()) -> Report:
    return Report(front=(part("title", title),) if title else (), sections=sections, end=end)


def from_truth(text: Path) -> Report:
    """The report in ``text`` as the truth beside it says it is built (roles and levels; 一 narrative, 二 problems, 三 measures)."""
    truth = json.loads(text.with_suffix(".truth.json").read_text(encoding="utf-8"))
    lines = text.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(truth)
    made = Report()
    for line, row in zip(lines, truth, strict=True):
        assert line.startswith(row["text"])
        made = _with_line(made, line, row["role"], row["level"])
    return made


def _with_line(made: Report, line: str, role: str, level: int) -> Report:
    if role in ("title", "lead"):
        return replace(made, front=(*made.front, part(role, line)))
    if role in ("closing", "signature", "date"):
        return replace(made, end=(*made.end, part(role, line)))
    if role == "junk":
        return made
    label = parse(line).text if role == "heading" else ""  # type: ignore[union-attr]
    words = line.removeprefix(label)
    if level == 1:
        return replace(made, sections=(*made.sections, section(KINDS[label[0]], label, words)))
    last = made.sections[-1]
    if level == 2:
        last = replace(last, groups=(*last.groups, group(label, words)))
    elif not last.groups:
        last = replace(last, blocks=(*last.blocks, block(words)))
    else:
        last = replace(last, groups=(*last.groups[:-1], _grown(last.groups[-1], last.kind, label, words)))
    return replace(made, sections=(*made.sections[:-1], last))


def _grown(old: Group, kind: str, label: str, words: str) -> Group:
    if label:
        at = first_sentence(words)
        field = "manifestation" if kind == "problems" else "action"
        make = problem if kind == "problems" else measure
        return replace(old, entries=(*old.entries, make(label, words[: at - 1], part(field, words[at:]))))
    if old.entries:  # an unnumbered measure of several paragraphs
        entry = old.entries[-1]
        grown = replace(entry.parts[0], blocks=(*entry.parts[0].blocks, block(words)))
        return replace(old, entries=(*old.entries[:-1], replace(entry, parts=(grown,))))
    return replace(old, entries=(Measure(new_id(), Heading((), "", 3, numbered=False), (part("action", words),)),))
