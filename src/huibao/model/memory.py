"""Results of pure functions of frozen values, remembered by the identity of the values.

A new report shares with the one before it what did not change, so what was worked out for a shared part holds again.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import Any, Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Result = TypeVar("Result", bound=Sized)


def remembered(limit: int) -> Callable[[Callable[Asked, Result]], Callable[Asked, Result]]:
    """Decorate a pure function so that the very same arguments, given by place, bring the very same result back.

    ``limit`` bounds what is kept: the lengths of all results together stay below about twice that. What is asked for stays,
    what nobody asks for any more goes. Safe to call from several threads.
    """

    def decorate(function: Callable[Asked, Result]) -> Callable[Asked, Result]:
        return _Memory(function, limit)

    return decorate


class _Memory(Generic[Asked, Result]):
    """Two generations: a result that is asked for again moves to the young one; when that is full, the old one goes.

    An id names an argument for as long as the argument lives, and it lives at least as long as it is kept here.
    """

    def __init__(self, function: Callable[Asked, Result], limit: int) -> None:
        self.__doc__ = function.__doc__
        self._function = function
        self._limit = limit
        self._weight = 0
        self._young: dict[tuple[int, ...], tuple[Any, Result]] = {}
        self._old: dict[tuple[int, ...], tuple[Any, Result]] = {}

    def __call__(self, *args: Asked.args, **nothing: Asked.kwargs) -> Result:
        key = tuple(map(id, args))
        held = self._young.get(key)
        if held is not None:
            return held[1]
        held = self._old.get(key)
        if held is None:
            held = (args, self._function(*args, **nothing))
        if self._weight > self._limit:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = held
        self._weight += 1 + len(held[1])
        return held[1]
