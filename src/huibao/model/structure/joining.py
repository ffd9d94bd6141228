"""Two entries as one: the words of the second come after those of the first, and nothing that is known of either goes."""

from __future__ import annotations

from dataclasses import replace

from huibao.model.manuscript.items import has_words, heading_words
from huibao.model.report import Detail, Entry, Heading, Measure, Paragraph, Part, Problem, Runs, new_id

Parts = tuple[Part, ...]


def joined(first: Entry, second: Entry) -> Entry:
    """``first`` with the words and fields of ``second``, which is of the same kind; the number of ``second`` goes."""
    if isinstance(first, Problem) and isinstance(second, Problem):
        return replace(
            first,
            parts=_parts(first.parts, second, "manifestation"),
            source=_both(first.source, second.source),
            kind=_both(first.kind, second.kind),
            first_year=min((year for year in (first.first_year, second.first_year) if year), default=0),
            statuses=first.statuses + second.statuses,
        )
    assert isinstance(first, Measure)
    assert isinstance(second, Measure)
    return replace(
        first,
        parts=_parts(first.parts, second, "action"),
        details=_details(first.details, second.details),
        frame=second.frame if _has_details(second) and not _has_details(first) else first.frame,
        answers=tuple(dict.fromkeys(first.answers + second.answers)),
        statuses=first.statuses + second.statuses,
        closed_on=_both(first.closed_on, second.closed_on),
    )


def _has_details(measure: Measure) -> bool:
    return any(detail.value for detail in measure.details)


def _both(one: str, other: str) -> str:
    return "、".join(dict.fromkeys(text for text in (one, other) if text))


def _details(first: tuple[Detail, ...], second: tuple[Detail, ...]) -> tuple[Detail, ...]:
    details = list(first)
    for detail in second:
        at = next((index for index, held in enumerate(details) if held.field == detail.field), None)
        if at is None:
            details.append(detail)
        elif detail.value:
            held = details[at]
            details[at] = replace(held, value=_both(held.value, detail.value)) if held.value else detail
    return tuple(details)


def _parts(first: Parts, second: Entry, field: str) -> Parts:
    """The parts of ``first`` and then those of ``second``; neighbours of one field without wording become one part."""
    held = list(first)
    for at, part in enumerate(_with_headline(second, field)):
        last = held[-1] if held else None
        alike = last is not None and last.field == part.field
        if last and alike and not any(map(has_words, last.blocks)):
            held[-1] = replace(last, blocks=part.blocks, lead_in=part.lead_in)
        elif last and alike and not part.lead_in:
            held[-1] = replace(last, blocks=tuple(filter(has_words, last.blocks)) + part.blocks)
        else:
            held.append(part if at else replace(part, own_paragraph=True))
    return tuple(held)


def _with_headline(entry: Entry, field: str) -> Parts:
    """The parts of ``entry`` with its headline before them: in the same paragraph where it was run-in."""
    words = _words(entry.heading)
    if not words:
        return entry.parts
    first = entry.parts[0] if entry.parts else None
    block = first.blocks[0] if first and first.blocks else None
    if first and entry.heading.run_in and not first.lead_in and isinstance(block, Paragraph) and not block.label:
        whole = replace(block, id=entry.id, runs=words + block.runs, level=0)
        return (replace(first, blocks=(whole, *first.blocks[1:])), *entry.parts[1:])
    return (Part(new_id(), field, (Paragraph(entry.id, words),)), *entry.parts)


def _words(heading: Heading) -> Runs:
    headline, mark = heading_words(heading)
    return headline + mark if heading.text else ()
