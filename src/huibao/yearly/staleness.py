"""The list of stale references in a report: every one a proposal, in print order; nothing is changed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from huibao.model import tree
from huibao.model.manuscript import Span
from huibao.model.report import DETAIL_FIELDS, Paragraph, Report
from huibao.model.template import Template
from huibao.model.years import YearWords
from huibao.yearly.accounting import accounted
from huibao.yearly.comparing import Compared, Comparison, compare
from huibao.yearly.dates import year_of
from huibao.yearly.differing import differences
from huibao.yearly.passages import Passage, passages
from huibao.yearly.proposals import Proposal
from huibao.yearly.sentences import bare, sentences
from huibao.yearly.stale_rules import Found, Rules, Sentence

_FIELDS = ("text", "headline", "name", *DETAIL_FIELDS)
REWRITE = "rewrite:"  # a decision about a section: its words are to be reworded
Carried = Callable[[int, int], bool]


def stale(
    report: Report,
    year: int,
    vocabulary: YearWords,
    last: Report | None = None,
    *,
    comparison: Comparison | None = None,
    settled: bool = False,
    template: Template | None = None,
) -> tuple[Proposal, ...]:
    """What in ``report`` speaks of an earlier year as if it were ``year``.

    ``last``: last year's report. With it only words that stand unchanged since then are asked about (campaigns and meetings
    that are over always); without it every word counts as carried over. ``comparison``: of both, where it is at hand.
    ``settled``: also what was decided about (``report.decisions``). ``template`` knows the account of last year's problems,
    whose sentences are computed and not asked about.
    """
    base = year_of(last) if last is not None else year_of(report)
    base = base if 0 < base < year else year - 1
    rules = Rules(vocabulary, base, year)
    computed = accounted(report, template)
    found = tuple(one for one in _proposals(report, rules, last, comparison) if one.node not in computed)
    if settled or not report.decisions:
        return found
    done = {decision.about for decision in report.decisions}
    return tuple(proposal for proposal in found if proposal.key not in done)


@dataclass(frozen=True, slots=True)
class _Words:
    """A text of the report, and what of it is last year's."""

    passage: Passage
    text: str
    spans: tuple[Span, ...]
    carried: Carried
    same: bool = False


def _proposals(report: Report, rules: Rules, last: Report | None, comparison: Comparison | None) -> Iterator[Proposal]:
    known = _known_sentences(last) if last is not None else None
    measures = {node for section in report.sections if section.kind == "measures" for node in tree.ids(section)}
    fresh = year_of(report) >= rules.year
    rewritten = {one.about.removeprefix(REWRITE) for one in report.decisions if one.about.startswith(REWRITE)}
    for words in _texts(report, last, comparison):
        if words.same and words.passage.section in rewritten:
            yield from _to_rewrite(words)
        for sentence in _sentences(words, known, words.passage.node in measures):
            for found in rules.stale(sentence):
                if last is None and fresh and found.new and _is_of(found, rules.year, words.text):
                    continue  # without last year's report, this year's own year is not a leftover
                proposal = _placed(words, sentence, found)
                if proposal is not None:
                    yield proposal


def _is_of(found: Found, year: int, text: str) -> bool:
    return found.kind in ("year", "date", "deadline") and str(year) in text[found.start : found.end]


def _texts(report: Report, last: Report | None, comparison: Comparison | None) -> Iterator[_Words]:
    if last is None:
        pairs: list[tuple[Passage, Compared | None]] = [(passage, None) for passage in passages(report)]
    else:
        pairs = [(one.this, one) for one in (comparison or compare(last, report)).paragraphs]
    for passage, compared in pairs:
        if passage.table is not None:
            for _, _, cell in tree.cells(passage.table):
                yield from (_of_cell(passage, paragraph, last is None) for paragraph in cell.paragraphs)
        else:
            same = compared is not None and compared.match == "same"
            yield _Words(passage, passage.text, passage.spans, _carried(passage.text, compared), same)


def _of_cell(passage: Passage, paragraph: Paragraph, everything: bool) -> _Words:
    """A cell's paragraph: what of it is last year's is told by whole sentences alone."""
    text = paragraph.text
    span = Span(paragraph.id, "text", 0, len(text))
    return _Words(passage, text, (span,), lambda start, end: everything)


def _carried(text: str, compared: Compared | None) -> Carried:
    """Whether a stretch of ``text`` is last year's: all of it where there is nothing to compare with."""
    if compared is None or compared.match == "same":
        return lambda start, end: True
    if compared.last is None or compared.match == "new":
        return lambda start, end: False
    kept: list[tuple[int, int]] = []
    at = 0
    for piece in differences(compared.last.text, text):
        if piece.kind != "removed":
            if piece.kind == "same":
                kept.append((at, at + len(piece.text)))
            at += len(piece.text)
    return lambda start, end: any(begin <= start and end <= stop for begin, stop in kept)


def _sentences(words: _Words, known: frozenset[str] | None, measures: bool) -> Iterator[Sentence]:
    parts = sentences(words.text)
    passage = words.passage
    for part, end in zip(parts, accumulate(map(len, parts)), strict=True):
        unchanged = known is None or bare(part) in known
        carried: Carried = (lambda start, end: True) if unchanged else words.carried
        headed = end <= passage.head and passage.table is None
        yield Sentence(words.text, end - len(part), end, carried, unchanged, passage.role, headed, measures)


def _to_rewrite(words: _Words) -> Iterator[Proposal]:
    """A paragraph of a section that is to be reworded, and still reads as it did last year."""
    for span in words.spans:
        if span.field == "text":
            text = words.text[span.start : span.end]
            why = "这一部分定为改写，这一段还同上年一样。"
            yield Proposal("rewrite", words.text, text, "", span.node, 0, len(text), "text", why)


def _known_sentences(last: Report) -> frozenset[str]:
    known: set[str] = set()
    for passage in passages(last):
        texts = [passage.text]
        if passage.table is not None:
            texts = [p.text for _, _, cell in tree.cells(passage.table) for p in cell.paragraphs]
        known.update(bare(sentence) for text in texts for sentence in sentences(text))
    return frozenset(known)


def _placed(words: _Words, sentence: Sentence, found: Found) -> Proposal | None:
    """The proposal for ``found``, at its place in the field that holds it; None where it is wording of the template or
    reaches over two fields."""
    for span in words.spans:
        if span.field in _FIELDS and span.start <= found.start and found.end <= span.end:
            old = words.text[found.start : found.end]
            at = found.start - span.start
            kind = "deadline" if span.field == "deadline" and found.kind in ("year", "date") else found.kind
            text = sentence.words.strip()
            return Proposal(kind, text, old, found.new, span.node, at, at + len(old), span.field, found.why)
    return None
