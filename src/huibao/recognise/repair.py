"""Stray line ends mended: a sentence, word or heading that an Enter has broken in two is one line again.

Only where it is sure: the first half can't be whole (it breaks off in a clause, a bracket or a quotation), or the lines
of a plain text are all wrapped at one width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from huibao.model.report import plain, runs
from huibao.model.text import width
from huibao.recognise.corrections import JOIN, NONE, Corrections
from huibao.recognise.cutting import joined
from huibao.recognise.evidence import END_MARKS, Line, Look
from huibao.recognise.matter import attachment_head, has_date

_BREAKS_OFF = re.compile(
    r"(?:[，、（(“《]|[\u4e00-\u9fff](?:与|及|或|并|把|将|对|向|使|由|到|于)|(?:把|将)[\u4e00-\u9fff]{1,3})$"
)
_SCRAP = re.compile(r"[，,][\u4e00-\u9fff]$")
_CANT_BEGIN = "，。、；：！？”’）》】,;:!?)"
_OPEN = (("“", "”"), ("（", "）"), ("《", "》"), ("【", "】"))
_PROSE = 20
_WIDEST = 60


def mended(lines: Sequence[Line], look: Look, corrections: Corrections = NONE) -> tuple[list[Line], int]:
    """The lines with broken ones joined, and how many joints there are but for those the user asked for. A line that he
    said is something of its own stays one."""
    out: list[Line] = []
    wrap = _wrap_width(lines)
    count = 0
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        said = corrections[line.at[0]].role if line.at[0] in corrections else ""
        if said == JOIN and out and out[-1].block is None and line.block is None:
            out[-1] = _join(out[-1], line)
            continue
        full = at > 0 and wrap > 0 and width(lines[at - 1].printed) + lines[at - 1].indent >= wrap - 2
        if (
            out
            and not said
            and _may_join(out[-1], line)
            and (_broken(out[-1], line, full) or _broken_heading(out[-1], line, following, look))
        ):
            out[-1] = _join(out[-1], line)
            count += 1
        else:
            out.append(line)
    return out, count


def _join(first: Line, second: Line) -> Line:
    """The one line that both are; a label of the second is text then."""
    label = runs(second.label) if second.automatic else ()
    content = joined(first.runs + label + second.whole)
    whole = joined(first.whole + label + second.whole)
    asides = first.asides + second.asides
    return replace(first, at=first.at + second.at, runs=content, text=plain(content), whole=whole, asides=asides)


def _may_join(first: Line, second: Line) -> bool:
    if first.block is not None or second.block is not None or second.label or second.new_page or second.outline:
        return False
    if not second.text or has_date(second.text) or attachment_head(second.text):
        return False
    if not first.text:
        return not first.automatic  # a number typed on a line of its own belongs to what follows
    alike = first.size == second.size and first.align == second.align
    return alike and first.align != "center" and second.align != "right" and second.indent < 8


def _broken(first: Line, second: Line, full: bool) -> bool:
    """Whether a sentence breaks off at the end of ``first`` and goes on in ``second``. ``full``: the line was wrapped there."""
    if not first.text:
        return True
    if first.ends or first.colon:
        return False
    if second.text[0] in _CANT_BEGIN or _closed_in(first.text, second.text):
        return True
    if full and second.indent < 1.0 and first.text[-1] not in "；;":
        return True
    prose = len(first.text) >= _PROSE and any(mark in first.text for mark in "，。；,")
    if not prose or not _goes_on(second):
        return False
    if first.number is not None and "。" not in first.text:
        return bool(re.search(r"[，、]$", first.text))
    return bool(_BREAKS_OFF.search(first.text) or _SCRAP.search(first.text))


def _goes_on(line: Line) -> bool:
    return any(mark in line.text for mark in END_MARKS)


def _closed_in(first: str, second: str) -> bool:
    """Whether a bracket or quotation that ``first`` opens is closed in ``second``."""
    return any(
        first.count(opening) > first.count(closing) and 0 <= second.find(closing) < (second + opening).find(opening)
        for opening, closing in _OPEN
    )


def _broken_heading(first: Line, second: Line, following: Line | None, look: Look) -> bool:
    """Whether ``second`` is the last few characters of the numbered heading ``first``: both look alike and unlike the body."""
    if first.number is None or first.stops or first.colon or len(first.text) < 12:
        return False
    if len(second.text) > 6 or second.stops or following is None or following.bold:
        return False
    return first.bold and second.bold and not look.bold


def _wrap_width(lines: Sequence[Line]) -> float:
    """The width at which the lines of a plain text are all wrapped, 0 when they aren't: half the lines reach it, most of
    them in the middle of a sentence."""
    texts = [line for line in lines if line.block is None and not line.size]
    if len(texts) < 12 or sum(len(line.text) > _WIDEST for line in texts) * 20 > len(texts):
        return 0.0
    widths = sorted(width(line.printed) + line.indent for line in texts)
    widest = widths[int(len(widths) * 0.95)]
    if not 20 <= widest <= _WIDEST or widths[-1] > widest + 3:
        return 0.0
    full = [line for line in texts if width(line.printed) + line.indent >= widest - 2]
    inside = [line for line in full if not line.ends]
    return widest if len(full) * 2 >= len(texts) and len(inside) * 3 >= len(full) * 2 else 0.0
