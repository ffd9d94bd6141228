"""What readers remarked in Word (批注): comments of the report on what the paragraph they stand at became."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from huibao.model.manuscript import Item
from huibao.model.report import Comment, Id, Report, new_id
from huibao.model.source import Source, SourceComment, SourceParagraph, SourceTable
from huibao.recognise.linking import place_of
from huibao.services.taking_back.lines import WordLine


def remarks(report: Report, source: Source, line: WordLine, item: Item | None, beside: Id) -> Iterator[Comment]:
    """The comments on ``line``, but for those that the report has already: on what ``item`` prints, on ``beside`` where the
    line is new."""
    known = {(held.author, held.text.strip()) for held in report.comments}
    for said in _on_line(source, line):
        if (said.author, said.text.strip()) not in known:
            about, quote = place_of(item, said) if item is not None else (beside, "")
            yield Comment(new_id(), about, said.text, said.author, said.date, said.resolved, quote)


def _on_line(source: Source, line: WordLine) -> Iterator[SourceComment]:
    first = source.items[line.index]
    if isinstance(first, SourceTable):
        for row in first.rows:
            for cell in row:
                for paragraph in cell.paragraphs:
                    yield from paragraph.comments
    elif isinstance(first, SourceParagraph):
        yield from first.comments
        more = takewhile(lambda one: isinstance(one, SourceParagraph) and one.continues, source.items[line.index + 1 :])
        for one in more:
            yield from one.comments if isinstance(one, SourceParagraph) else ()
