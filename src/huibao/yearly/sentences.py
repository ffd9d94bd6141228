"""Sentences of a text, and texts made comparable: what only differs in blanks is the same."""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE = re.compile(r"[^。；！？;!?]*(?:[。；！？;!?]+[”’」』）)》]*|$)")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """``text`` parted after 。；！？ and the quotes and brackets that close there; joined they are ``text`` again."""
    return tuple(found for found in _SENTENCE.findall(text) if found)


def bare(text: str) -> str:
    """``text`` without blanks of any kind."""
    return _BLANKS.sub("", text)
