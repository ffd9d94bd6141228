"""What a line that is new in Word becomes: a problem or measure, a heading, or a paragraph, as its number says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huibao.model import tree
from huibao.model.manuscript import Item, first_sentence
from huibao.model.manuscript.items import END_MARKS
from huibao.model.numbering import Form, parse
from huibao.model.report import (
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Run,
    Runs,
    Section,
    new_id,
    plain,
    runs,
)
from huibao.model.source import Source, SourceParagraph
from huibao.model.structure import cut
from huibao.model.text import LINE_BREAK
from huibao.services.taking_back.lines import WordLine
from huibao.services.taking_back.numbers import shape
from huibao.services.taking_back.placing import Payload
from huibao.services.taking_back.tables import made


def fresh_node(
    report: Report, section: Section | None, before: Item | None, line: WordLine, source: Source, *, heads: bool
) -> Payload:
    """The node for ``line``, new in ``source``: in ``section`` (None: outside them) after ``before`` (None: at the top).
    ``heads``: the recogniser takes it for a heading. A number in the form of the entries or headings around makes it one
    of those."""
    if line.table is not None:
        return made(line.table)
    if line.picture is not None:
        one = line.picture
        return Picture(new_id(), one.sha256, one.extension, one.width_mm, one.height_mm, one.alt)
    words = _words(line, source)
    label = parse(plain(words))
    if label is None or section is None:
        return Paragraph(new_id(), words)
    rest = cut(words, len(label.text))[1]
    if section.kind != "narrative" and _like(label.form, _entry_labels(section)):
        return _entry(section, rest)
    if heads:
        near = (*_group_labels(section), *_group_labels(report))
        level = next((level for text, level in near if _same(label.form, text)), 0)
        if level:
            headline, mark, run_in = _headline(rest)
            blocks = (Paragraph(new_id(), run_in),) if run_in else ()
            return Group(new_id(), Heading(headline, "", level, headline_end=mark, run_in=bool(run_in)), blocks)
        if _like(label.form, [other.heading.label for other in report.sections]):
            headline, mark, run_in = _headline(rest)
            blocks = (Paragraph(new_id(), run_in),) if run_in else ()
            heading = Heading(headline, "", section.heading.level, headline_end=mark, run_in=bool(run_in))
            return Section(new_id(), "narrative", heading, blocks)
    beside = tree.find(report, before.node) if before is not None else None
    if isinstance(beside, Paragraph) and _same(label.form, beside.label):
        return Paragraph(new_id(), rest, label.text)
    return Paragraph(new_id(), words)


def _words(line: WordLine, source: Source) -> Runs:
    """The line's words with their looks, its number as text."""
    out: list[Run] = []
    for index in range(line.index, len(source.items)):
        one = source.items[index]
        if not isinstance(one, SourceParagraph) or (index > line.index and not one.continues):
            break
        out += [Run(LINE_BREAK)] if out else []
        out += [*runs(one.label), *one.runs]
    return tuple(out)


def _entry(section: Section, words: Runs) -> Problem | Measure:
    headline, mark, rest = _headline(words)
    problems = section.kind == "problems"
    part = Part(new_id(), "manifestation" if problems else "action", own_paragraph=not rest)
    if rest:
        part = replace(part, blocks=(Paragraph(new_id(), rest),))
    heading = Heading(headline, "", 3, headline_end=mark, run_in=bool(rest))
    return Problem(new_id(), heading, (part,)) if problems else Measure(new_id(), heading, (part,))


def _headline(words: Runs) -> tuple[Runs, str, Runs]:
    """The first sentence, its end mark apart where it is 。 alone, and what follows."""
    head, rest = cut(words, first_sentence(plain(words)))
    text = plain(head)
    if text.endswith("。") and len(text) > 1 and text[-2] not in END_MARKS:
        return cut(head, len(text) - 1)[0], "。", rest
    return head, "", rest


def _entry_labels(section: Section) -> list[str]:
    return [entry.heading.label for entry in tree.entries(section)]


def _group_labels(section: Section | Report) -> Iterator[tuple[str, int]]:
    for node in tree.walk(section):
        if isinstance(node, Group) and node.heading is not None:
            yield node.heading.label, node.heading.level


def _like(form: Form, labels: list[str]) -> bool:
    return any(_same(form, label) for label in labels)


def _same(form: Form, label: str) -> bool:
    other = parse(label)
    return other is not None and shape(form) == shape(other.form)
