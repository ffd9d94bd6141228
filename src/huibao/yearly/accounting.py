"""上年度问题整改情况: what became of each of last year's problems, counted and put into the template's sentences.

Nothing here is typed: where a problem stands in this year's report, and the statuses of it and of the measures that answer
it, say what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from huibao.model import tree
from huibao.model.edits import Edit
from huibao.model.report import Block, Id, Measure, Paragraph, Problem, Report, Section, StatusEntry, new_id, runs
from huibao.model.template import ACCOUNT_FILLS, SectionTemplate, Template
from huibao.yearly.dates import year_of

DONE, ONGOING, OPEN, DROPPED = "已完成", "基本完成并持续推进", "未完成", "不再适用"
DEFAULT = SectionTemplate(
    "previous",
    "上年度问题整改情况",
    "narrative",
    required=False,
    account=(
        "{last_year}年查找的{count}个问题，已完成{done}个，持续推进{ongoing}个，未完成{open}个。",
        "另有{dropped}个问题因情况变化不再适用。",
    ),
)


@dataclass(frozen=True, slots=True)
class Account:
    """Last year's problems by what became of them by ``year``, ids in print order; ``last_year`` is the year of that report."""

    last_year: int
    year: int
    done: tuple[Id, ...] = ()
    ongoing: tuple[Id, ...] = ()
    open: tuple[Id, ...] = ()
    dropped: tuple[Id, ...] = ()
    names: tuple[tuple[Id, str], ...] = ()

    @property
    def count(self) -> int:
        """How many problems there were, those that no longer apply not counted."""
        return len(self.done) + len(self.ongoing) + len(self.open)

    def sentences(self, template: SectionTemplate) -> tuple[str, ...]:
        """The template's sentences filled in; none where there were no problems at all."""
        if not self.count and not self.dropped:
            return ()
        fills = self._fills()
        return tuple(
            _filled(frame, fills) for at, frame in enumerate(template.account) if at == 0 or _says(frame, fills)
        )

    def _fills(self) -> dict[str, str]:
        names = dict(self.names)
        fills = {"last_year": str(self.last_year), "year": str(self.year), "count": str(self.count)}
        for name in ("done", "ongoing", "open", "dropped"):
            ids: tuple[Id, ...] = getattr(self, name)
            fills[name] = str(len(ids))
            fills[f"{name}_list"] = "；".join(names[one] for one in ids)
        return fills


def account(report: Report, previous: Report, year: int) -> Account:
    """What became of the problems of ``previous`` in ``report``, which is of ``year``. Those that ``previous`` itself only
    accounted for are not asked about again, unless they came back."""
    now = {entry.id: (entry, section) for section in report.sections for entry in tree.entries(section)}
    found: dict[str, list[Id]] = {DONE: [], ONGOING: [], OPEN: [], DROPPED: []}
    names = []
    for problem in problems_of(previous):
        entry, section = now.get(problem.id, (None, None))
        outcome = DROPPED
        if isinstance(entry, Problem) and section is not None:
            outcome = outcome_of(report, entry, section, year)
        found[outcome].append(problem.id)
        names.append((problem.id, headline_of(problem)))
    done, ongoing, still_open, dropped = (tuple(ids) for ids in found.values())
    return Account(year_of(previous) or year - 1, year, done, ongoing, still_open, dropped, tuple(names))


def problems_of(report: Report) -> tuple[Problem, ...]:
    """The problems that ``report`` itself names: those that stand in its problems sections, in print order."""
    return tuple(
        entry
        for section in report.sections
        if section.kind == "problems"
        for entry in tree.entries(section)
        if isinstance(entry, Problem)
    )


def outcome_of(report: Report, problem: Problem, section: Section, year: int) -> str:
    """What became of ``problem``, which stands in ``section``, by ``year``: one of ``OUTCOMES``. What was said of itself
    counts, else what was said of the measures that answer it; one that stands among measures is settled."""
    said = status_of(problem.statuses, year)
    if section.kind != "problems":
        return said.outcome if said and said.outcome in (DONE, DROPPED) else DONE
    if said is not None:
        return said.outcome
    measures = (status_of(measure.statuses, year) for measure in answering(report, problem.id))
    return ONGOING if any(status and status.outcome in (DONE, ONGOING) for status in measures) else OPEN


def status_of(statuses: tuple[StatusEntry, ...], year: int) -> StatusEntry | None:
    """The last word of ``year`` among ``statuses``, None when nothing was said that year. Entries are only ever added, so
    the last one counts: going by dates, one that was written without a date would never be heard after one with."""
    return next((status for status in reversed(statuses) if status.year == year), None)


def answering(report: Report, problem: Id) -> tuple[Measure, ...]:
    """The measures that answer ``problem``, in print order."""
    return tuple(e for e in tree.entries(report) if isinstance(e, Measure) and problem in e.answers)


def headline_of(problem: Problem) -> str:
    """A problem in few words, without the mark at their end: its headline, else the first words of its text."""
    texts = (block.text for part in problem.parts for block in part.blocks if isinstance(block, Paragraph))
    words = problem.heading.text or next((text for text in texts if text), "")
    return re.split(r"[。；！？：]", words.strip(), maxsplit=1)[0]


def account_template(template: Template | None) -> SectionTemplate:
    """The section of ``template`` in which last year's problems are accounted for; our own where it has none."""
    return next((section for section in template.sections if section.account), DEFAULT) if template else DEFAULT


def account_section(report: Report, template: Template | None) -> Section | None:
    """The section of ``report`` in which last year's problems are accounted for, None when there is none."""
    known = account_template(template)
    return next((section for section in report.sections if section.key == known.key), None)


@dataclass(frozen=True)
class Recount(Edit):
    """Count anew what became of last year's problems, and put it into the sentences that say so."""

    previous: Report
    year: int
    template: Template | None
    name: ClassVar[str] = "更新整改情况统计"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        section = account_section(report, self.template)
        if section is None:
            return report
        frames = account_template(self.template)
        sentences = account(report, self.previous, self.year).sentences(frames)
        blocks = with_sentences(section.blocks, sentences, frames)
        return (
            report
            if blocks == section.blocks
            else tree.update(report, section.id, lambda held: replace(held, blocks=blocks))
        )


def accounted(report: Report, template: Template | None) -> frozenset[Id]:
    """The paragraphs of ``report`` that hold the computed sentences: they name last year's problems as they were."""
    section, frames = account_section(report, template), account_template(template)
    blocks = section.blocks if section is not None else ()
    held = (block for block in blocks if isinstance(block, Paragraph))
    return frozenset(block.id for block in held if _without_sentences(block.text, frames) is not None)


def printed_account(report: Report, template: Template | None) -> str:
    """The text of the paragraphs that hold the computed sentences, "" where there are none."""
    section, held = account_section(report, template), accounted(report, template)
    blocks = section.blocks if section is not None else ()
    return "".join(block.text for block in blocks if isinstance(block, Paragraph) and block.id in held)


def with_sentences(blocks: tuple[Block, ...], sentences: tuple[str, ...], frames: SectionTemplate) -> tuple[Block, ...]:
    """``blocks`` with the computed ``sentences`` as one paragraph: in place of the one that held such sentences, else first.
    Other words in that paragraph stay after them."""
    text = "".join(sentences)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            rest = _without_sentences(block.text, frames)
            if rest is not None:
                kept = block if block.text == text + rest else replace(block, runs=runs(text + rest))
                return (*blocks[:at], *((kept,) if kept.text else ()), *blocks[at + 1 :])
    return (Paragraph(new_id(), runs(text)), *blocks) if text else blocks


def _without_sentences(text: str, frames: SectionTemplate) -> str | None:
    """What follows the computed sentences at the beginning of ``text``, None when it does not begin with the first."""
    for at, frame in enumerate(frames.account):
        match = re.match(_as_pattern(frame), text)
        if match is None and at == 0:
            return None
        text = text[match.end() :] if match else text
    return text


def _as_pattern(frame: str) -> str:
    parts = re.split(r"\{(\w+)\}", frame)
    words = (
        re.escape(part) if at % 2 == 0 else r"\d+" if not part.endswith("_list") else r"[^。]*"
        for at, part in enumerate(parts)
    )
    return "".join(words)


def _filled(frame: str, fills: dict[str, str]) -> str:
    for name in ACCOUNT_FILLS:
        frame = frame.replace(f"{{{name}}}", fills[name])
    return frame


def _says(frame: str, fills: dict[str, str]) -> bool:
    return not any(fills[name] in ("", "0") for name in _named(frame))


def _named(frame: str) -> Iterator[str]:
    return (name for name in ACCOUNT_FILLS if f"{{{name}}}" in frame)
