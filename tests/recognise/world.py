"""Sources made by hand, and the law that every character of a source is kept or named."""

from __future__ import annotations

from collections.abc import Iterator

from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Paragraph, Report, runs
from huibao.model.source import Source, SourceParagraph, SourcePicture, SourceTable
from huibao.recognise import Corrections, Recognised, recognise
from huibao.recognise.corrections import NONE


def source(*lines: str) -> Source:
    """Plain lines as a reader of text yields them: leading blanks are indent."""
    items = [
        SourceParagraph(runs(line.strip()), indent=float(len(line) - len(line.lstrip())), where=f"第{number}行")
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    return Source(tuple(items))


def read(*lines: str) -> Recognised:
    """What plain lines are recognised as."""
    return recognise(source(*lines))


def roles(report: Report) -> list[str]:
    """One short word per printed item: a heading as its level and number, all else as its role."""
    return [
        f"{item.level} {item.label.strip()}".strip() if item.role == "heading" else item.role
        for item in manuscript(report)
    ]


def squeezed(text: str) -> str:
    """``text`` without any blank."""
    return "".join(text.split())


def source_text(whole: Source) -> str:
    """All characters of a source in order, labels included, blanks aside."""
    return squeezed("".join(_source_texts(whole)))


def _source_texts(whole: Source) -> Iterator[str]:
    for item in whole.items:
        if isinstance(item, SourceParagraph):
            yield item.label + item.text
        elif isinstance(item, SourceTable):
            for row in item.rows:
                for cell in row:
                    yield from (paragraph.label + paragraph.text for paragraph in cell.paragraphs)
        elif isinstance(item, SourcePicture):
            yield item.alt


def report_text(report: Report) -> str:
    """All characters of a report's manuscript in order, labels included, blanks aside."""
    return squeezed("".join(text for item in manuscript(report) for text in _item_texts(item)))


def _item_texts(item: Item) -> Iterator[str]:
    if item.table is not None:
        for row in item.table.rows:
            for cell in row:
                yield from (paragraph.label + paragraph.text for paragraph in cell.paragraphs)
    elif item.picture is not None:
        yield item.picture.alt
    else:
        yield item.label + item.text


def is_interleaved(whole: str, kept: str, left: list[str]) -> bool:
    """Whether ``whole`` is ``kept`` with the pieces ``left`` put in somewhere, all in order, and nothing else."""
    if len(whole) != len(kept) + sum(map(len, left)):
        return False
    open_states, seen = [(0, 0, 0)], set()
    while open_states:
        place, used, piece = open_states.pop()
        if place == len(whole):
            return True
        if (used, piece) in seen:
            continue
        seen.add((used, piece))
        if piece < len(left) and whole.startswith(left[piece], place):
            open_states.append((place + len(left[piece]), used, piece + 1))
        if used < len(kept) and whole[place] == kept[used]:
            open_states.append((place + 1, used + 1, piece))
    return False


def keeps_law(whole: Source, corrections: Corrections = NONE) -> bool:
    """Whether nothing of ``whole`` is lost, changed or moved by recognising it."""
    report = recognise(whole, (), corrections).report
    left = [squeezed(item.text) for item in report.left_out[len(whole.left_out) :]]
    return is_interleaved(source_text(whole), report_text(report), [item for item in left if item])


def paragraphs(report: Report) -> list[Paragraph]:
    """All paragraphs of the front parts."""
    return [block for part in report.front for block in part.blocks if isinstance(block, Paragraph)]
