"""Finding where a regular expression takes part: in a process of its own, which is ended when it takes too long.

Frozen values go in, places come out. Plain words are found by ``model.finding.matches``, which always comes back.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable

from huibao.errors import Cancelled, EditError, InputError
from huibao.formats import reading
from huibao.model.finding import MOST, WRONG_EXPRESSION, Match, Search, matched, places, texts
from huibao.model.report import Report
from huibao.services import expression_child

TOO_SLOW = "这个正则表达式太费时间，已经停下；请写得简单一些。"
_NO_CHILD = "查找用的辅助程序启动不了；请检查安全软件是否拦截了本程序，或不用正则表达式查找。"
_START = 10
"""Seconds that a slow disk or a virus scanner may take to start the child, which counts its own 2 s."""
_log = logging.getLogger(__name__)


def matches_apart(
    report: Report, search: Search, cancelled: Callable[[], bool] | None = None, most: int = MOST
) -> tuple[Match, ...]:
    """As ``model.finding.matches``, for any expression. ``cancelled`` is asked 20 times a second. Raises EditError for a
    wrong expression and for one that takes more than 2 s, and Cancelled."""
    if not search.text:
        return ()
    found = places(report)
    asked = {
        "expression": search.expression,
        "flags": int(search.flags),
        "whole": search.whole,
        "most": most,
        "texts": texts(found, search),
    }
    try:
        code, out = reading.run(
            _command(),
            json.dumps(asked).encode(),
            expression_child.SECONDS + _START,
            cancelled,
            reading.child_environment(),
        )
    except Cancelled:
        raise
    except InputError as fault:
        raise EditError(_NO_CHILD) from fault
    if code != 0:
        _log.warning("the search for an expression ended with %s", code)
        raise EditError(TOO_SLOW)
    answer = json.loads(out)
    if answer.get("wrong"):
        raise EditError(WRONG_EXPRESSION)
    return matched(found, ((at, [(start, end) for start, end in groups]) for at, groups in answer["met"]))


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, expression_child.ARGUMENT]
    return [sys.executable, "-P", "-m", expression_child.__name__]
