"""A heading's line parted into label, headline, end mark and what follows it in the same paragraph."""

from __future__ import annotations

from huibao.model.report import Heading, Paragraph, Runs, new_id
from huibao.recognise.cutting import cut
from huibao.recognise.evidence import Line
from huibao.recognise.labels import head_end

_PEELED = "。：:"
# Marks after which the manuscript prints no headline_end of its own: they stay in the headline.
_FINAL = "。！？：；!?:;"
_CLOSERS = "”’」』）》"


def parted(line: Line, level: int) -> tuple[Heading, Runs]:
    """The heading that ``line`` is, and the runs that follow its headline in the same paragraph (none: not run-in)."""
    end = head_end(line.text)
    if line.bold_head and 0 < line.bold_head < end and line.text[line.bold_head - 1] in "。：:":
        end = line.bold_head - 1
    after = end + 1
    while line.text[after : after + 1] in _CLOSERS and after < len(line.text):
        after += 1
    rest = cut(line.runs, after)
    if not line.text[after:].strip():
        rest, after = (), len(line.text)
    mark = line.text[end:after]
    if not 0 < end < len(line.text) or mark not in _PEELED or len(mark) != 1 or line.text[end - 1] in _FINAL:
        end, mark = after, ""
    heading = Heading(
        headline=cut(line.runs, 0, end),
        label=line.label,
        level=level,
        numbered=bool(line.label),
        headline_end=mark,
        run_in=bool(rest),
        page_break_before=line.new_page,
    )
    return heading, rest


def paragraph(line: Line, level: int = 0) -> Paragraph:
    """The line as a paragraph with its label; ``level`` 1–4 makes it a heading within an entry."""
    return Paragraph(
        new_id(), line.runs, line.label, level, line.align if line.align == "center" else "", line.new_page
    )
