"""The unit's name put into a new report where its template leaves room for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from huibao.model.report import Paragraph, Part, Report, plain, runs

_ROOM = re.compile(r"【[^】]*】")


def with_unit(report: Report, unit: str) -> Report:
    """``report``, fresh from its template, signed by ``unit``: its name takes the place of the 【…】 that the title begins
    with, wherever that stands in front and end matter, and fills an empty signature. Without a name, ``report`` itself."""
    if not unit:
        return report
    found = _ROOM.match(report.title)
    room = found[0] if found else ""

    def filled(part: Part) -> Part:
        return replace(part, blocks=tuple(_filled(part.field, block, room, unit) for block in part.blocks))

    return replace(report, front=tuple(map(filled, report.front)), end=tuple(map(filled, report.end)))


def _filled(field: str, block: Any, room: str, unit: str) -> Any:
    if not isinstance(block, Paragraph):
        return block
    text = plain(block.runs)
    if field == "signature" and (not text or _ROOM.fullmatch(text)):
        return replace(block, runs=runs(unit))
    return replace(block, runs=runs(text.replace(room, unit))) if room and room in text else block
