"""How much memory a report takes beside another one that it was made from: what the two share costs nothing."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def added(before: Any, after: Any) -> int:
    """The bytes that ``after`` holds and ``before`` does not, about: values that are the very same are not looked into.

    Nodes of a list are held against the node at the same place from its start, then from its end, so that one insertion
    doesn't count the whole list.
    """
    if after is before or after is None:
        return 0
    if isinstance(after, tuple):
        return sys.getsizeof(after) + _items(before if isinstance(before, tuple) else (), after)
    if is_dataclass(after):
        cls: type = type(after)
        other = before if isinstance(before, cls) else None
        total = sys.getsizeof(after)
        for name in _names(cls):
            total += added(getattr(other, name, None), getattr(after, name))
        return total
    return sys.getsizeof(after)


def _items(before: tuple[Any, ...], after: tuple[Any, ...]) -> int:
    limit = min(len(before), len(after))
    start = 0
    while start < limit and before[start] is after[start]:
        start += 1
    end = 0
    while end < limit - start and before[-1 - end] is after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return sum(added(old[at] if at < len(old) else None, item) for at, item in enumerate(new))


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(cls))
