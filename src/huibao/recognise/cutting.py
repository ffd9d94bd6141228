"""Runs cut, trimmed and joined by character places, their looks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from huibao.model.report import Run, Runs, plain


def cut(content: Runs, start: int, end: int | None = None) -> Runs:
    """The runs of the characters ``start`` to ``end`` (None: to the last)."""
    stop = sum(len(run.text) for run in content) if end is None else end
    out: list[Run] = []
    place = 0
    for run in content:
        piece = run.text[max(0, start - place) : max(0, stop - place)]
        if piece:
            out.append(replace(run, text=piece))
        place += len(run.text)
    return tuple(out)


def trimmed(content: Runs) -> Runs:
    """The runs without blanks at either end."""
    text = plain(content)
    bare = text.strip()
    if bare == text:
        return tuple(run for run in content if run.text)
    start = len(text) - len(text.lstrip())
    return cut(content, start, start + len(bare))


def without(content: Runs, pattern: re.Pattern[str]) -> tuple[Runs, tuple[str, ...]]:
    """The runs without what ``pattern`` matches in their text, and the matches."""
    text = plain(content)
    found = list(pattern.finditer(text))
    if not found:
        return content, ()
    kept: list[Run] = []
    place = 0
    for match in found:
        kept.extend(cut(content, place, match.start()))
        place = match.end()
    kept.extend(cut(content, place))
    return joined(kept), tuple(match[0] for match in found)


def joined(content: Iterable[Run]) -> Runs:
    """Neighbours of one look made one run."""
    out: list[Run] = []
    for run in content:
        if out and (out[-1].bold, out[-1].italic, out[-1].underline) == (run.bold, run.italic, run.underline):
            out[-1] = replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)
