"""A single sentence of last year's taken over: the one that the sentence at the cursor was, or the next that is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import Indel

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, SetText, Several
from huibao.model.report import Id, Paragraph, Run, Runs
from huibao.model.structure import cut
from huibao.yearly.pairing import Beside
from huibao.yearly.proposals import tidy
from huibao.yearly.sentences import bare, sentences

_REWORDED = 0.35  # alike so much, a sentence is taken for the other one reworded


@dataclass(frozen=True, slots=True)
class Taken:
    """The edit that takes a sentence over, one step of undo, and the character of the paragraph behind that sentence."""

    edit: Edit
    end: int


def take_sentence(found: Beside, node: Id, offset: int) -> Taken:
    """Take over a sentence of last year's for the paragraph ``node``, the cursor before its character ``offset``.

    A sentence at the cursor that was reworded gets last year's words again; after one that is last year's already, and at the
    end of the paragraph, last year's next sentence that is not there is put in. Raises EditError where there is none.
    """
    _compared, last = found.of(node)
    if last is None:
        raise EditError("去年的报告里没有与这一段对应的文字。")
    held = tree.find(found.this, node) if tree.contains(found.this, node) else None
    if not isinstance(held, Paragraph) or last.table is not None:
        raise EditError("这里不能逐句取用；请在“去年”一栏里选中要用的文字，再取用。")
    parts = sentences(held.text)
    at = next((i for i, end in enumerate(accumulate(map(len, parts))) if offset < end), len(parts))
    texts = [last.text[span.start : span.end] for span in last.spans if span.field == "text"]
    old = sentences("".join(texts) or last.text)
    here = {bare(part) for part in parts}
    missing = [part for part in old if bare(part) not in here]
    if not missing:
        raise EditError("去年这一段的句子，今年都有了。")
    current = parts[at] if at < len(parts) else ""
    start = sum(map(len, parts[:at]))
    if current and bare(current) not in {bare(part) for part in old}:
        best = max(missing, key=lambda part: Indel.normalized_similarity(part, current))
        if Indel.normalized_similarity(best, current) >= _REWORDED:
            return _taken(held, start, len(current), best)
    following = _next(old, missing, current or (parts[-1] if parts else ""))
    return _taken(held, start + len(current), 0, following)


def _next(old: tuple[str, ...], missing: list[str], before: str) -> str:
    """The first of ``missing`` that stands in ``old`` after ``before``, else the first of all."""
    keys = [bare(part) for part in old]
    after = keys.index(bare(before)) if bare(before) in keys else -1
    return next((part for part in old[after + 1 :] if part in missing), missing[0])


def _taken(held: Paragraph, start: int, length: int, sentence: str) -> Taken:
    edit = SetText(held.id, _written(held.runs, start, length, sentence))
    return Taken(Several((edit,), "取用去年的一句", held.id), start + len(sentence))


def _written(content: Runs, start: int, length: int, sentence: str) -> Runs:
    """``content`` with ``sentence`` in place of ``length`` characters from ``start``, in the look of what stands there."""
    before, rest = cut(content, start)
    gone, after = cut(rest, length)
    like = next(iter((*gone, *before[-1:], *after)), Run(""))
    return tidy((*before, replace(like, text=sentence), *after))
