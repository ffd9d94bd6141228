"""Looking through texts for a regular expression; it imports next to nothing, for a process starts for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

WRONG = (re.error, RecursionError, OverflowError)
"""What ``re.compile`` raises for an expression that is none."""
Spans = tuple[int, Sequence[tuple[int, int]]]
"""The index of a text, and start and end of the match and of each group; (-1, -1) for a group that took no part."""


def spans(texts: Sequence[str], pattern: re.Pattern[str], whole: bool, most: int) -> Iterator[Spans]:
    """Where ``pattern`` is met in ``texts``, in order, at most ``most`` times; nowhere where it is met by nothing.
    ``whole``: only where no Latin word or number is cut."""
    count = 0
    for at, text in enumerate(texts):
        for met in pattern.finditer(text):
            start, end = met.span()
            if start == end or (whole and not _is_whole(text, start, end)):
                continue
            yield at, [met.span(number) for number in range(pattern.groups + 1)]
            count += 1
            if count == most:
                return


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut; between Han characters there are no words to cut."""
    cut_before = start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])
    return not cut_before and not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def _is_latin(character: str) -> bool:
    """Whether ``character`` is a letter or digit of a script that has words: what stands before the Han blocks."""
    return character.isalnum() and character < "\u2e80"
