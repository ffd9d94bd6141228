"""New words for a headline whose look is kept where its words are."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from huibao.model.report import Run, Runs, plain
from huibao.model.structure import cut
from huibao.model.text import single_line


def renamed(old: Runs, text: str) -> Runs:
    """``old`` with the text ``text`` (made one line): what begins and ends alike keeps its look, what is new takes that of
    what it replaces, else of the text before it. ``old`` itself when the text is the same."""
    new = single_line(text).strip()
    was = plain(old)
    if new == was.strip():
        return old
    start = _alike(was, new)
    end = _alike(was[start:][::-1], new[start:][::-1])
    head, rest = cut(old, start)
    gone, tail = cut(rest, len(was) - start - end)
    like = gone[0] if gone else head[-1] if head else tail[0] if tail else Run("")
    middle = new[start : len(new) - end]
    return _joined((*head, replace(like, text=middle), *tail))


def _alike(first: str, second: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _joined(content: Runs) -> Runs:
    out: list[Run] = []
    for run in content:
        if out and replace(out[-1], text=run.text) == run:
            out[-1] = replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)
