"""The process that looks for a regular expression: ``python -m huibao.services.expression_child``, held to 2 s.

It reads one JSON object from its standard input (expression, flags, whole, most, texts) and writes one to its standard output:
``{"met": [...]}`` (as ``model.expressions.spans``), or ``{"wrong": true}`` for an expression that is none. Python neither
stops a match that is under way nor lets another thread run meanwhile, so the watch is a thread of C's, which ends the process.
"""

from __future__ import annotations

import faulthandler
import json
import os
import re
import sys

from huibao.model.expressions import WRONG, spans

SECONDS = 2
ARGUMENT = "--find-expression"
"""What a frozen program, which has no ``-m``, is started with to be this process."""


def main() -> int:
    """Read one search, answer it; returns the exit code. A process that takes more than 2 s ends with 1 and says nothing."""
    asked = json.loads(sys.stdin.buffer.read())
    with open(os.devnull, "wb") as nowhere:
        faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
        answer = json.dumps(_answered(asked)).encode()
        faulthandler.cancel_dump_traceback_later()
    sys.stdout.buffer.write(answer)
    return 0


def _answered(asked: dict[str, object]) -> dict[str, object]:
    expression, flags, texts, whole, most = (asked[name] for name in ("expression", "flags", "texts", "whole", "most"))
    if not (
        isinstance(expression, str) and isinstance(flags, int) and isinstance(texts, list) and isinstance(most, int)
    ):
        raise TypeError("not a search")
    try:
        pattern = re.compile(expression, flags)
    except WRONG:
        return {"wrong": True}
    return {"met": list(spans(texts, pattern, bool(whole), most))}


if __name__ == "__main__":
    sys.exit(main())
