"""What the user says of single lines, and how far it can be done: one line is title, that one a heading, this is no text.

A report has its front matter before its text and its end matter after it. Where wishes contradict each other in that
(a signature above a heading), headings win over the end, and the front over the end; the line is kept as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huibao.recognise import matter
from huibao.recognise.evidence import Line

JUNK, JOIN, HEADING, ATTACHMENT = "junk", "join", "heading", "attachment"
LEDGER, TABLE = "ledger", "table"
FRONT_ROLES = ("title", "recipient", "lead")
EITHER_ROLES = ("signature", "date", "note")
END_ROLES = ("closing", "attachment_list")
ROLES = (*FRONT_ROLES, HEADING, "body", *END_ROLES, *EITHER_ROLES, ATTACHMENT, JOIN, JUNK, LEDGER, TABLE)
REACH = 40
"""So many lines from the top a title, a salutation or a lead may stand; further down it is one of another document."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The user's word on one source item: one of ``ROLES`` ("": as the evidence says), ``level`` 1–4 for a heading.

    "junk" leaves the line out, "join" makes it the end of the line before, "attachment" begins an attachment's own page.
    "ledger" reads a table into problems and measures, "table" (or ``whole``) keeps it one; lines that are no tables are
    none of either. ``whole``: what was left out of the line comes back into it.
    """

    role: str = ""
    level: int = 0
    whole: bool = False


Corrections = Mapping[int, Correction]
NONE: Corrections = {}


@dataclass(slots=True)
class Wishes:
    """Corrections by line, parted by where they put the line. ``front`` and ``end``: its field there. ``heads``: the level
    of a heading. ``tops``: further titles in the middle of a file. ``plain``: text and nothing else. ``pages``: an
    attachment's page begins. ``roles`` are all lines that have one of these; ``kept`` those that are text of some kind."""

    front: dict[int, str] = field(default_factory=dict)
    end: dict[int, str] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    tops: frozenset[int] = frozenset()
    plain: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    roles: dict[int, Correction] = field(default_factory=dict)
    by_item: dict[int, int] = field(default_factory=dict)

    @property
    def titles(self) -> list[int]:
        """The title's lines, in order."""
        return sorted(at for at, name in self.front.items() if name == "title")

    @property
    def first_head(self) -> int:
        """The first line that is a heading; beyond all lines when none is."""
        return min(self.heads, default=1 << 30)

    @property
    def limit(self) -> int:
        """Where the front matter ends at the latest."""
        return min([self.first_head, *self.end, *self.pages])

    def keeps(self, at: int) -> bool:
        """Whether the user said anything of the line: it may not be left out."""
        return at in self.roles or at in self.kept

    def forced(self, lines: Sequence[Line]) -> dict[int, int]:
        """For ``lines``, any stretch of the file: the level of each that is a heading, 0 for each that is none."""
        out: dict[int, int] = {}
        for at, line in enumerate(lines):
            own = self.by_item.get(line.at[0], -1)
            if own in self.heads:
                out[at] = self.heads[own]
            elif own in self.roles:
                out[at] = 0
        return out

    def begins_page(self, line: Line) -> bool:
        """Whether an attachment's page begins with ``line``."""
        return self.by_item.get(line.at[0], -1) in self.pages


def wishes_of(lines: Sequence[Line], corrections: Corrections) -> Wishes:
    """``corrections`` for ``lines``, contradictions settled. Tables and pictures stay what they are."""
    out = Wishes()
    for at, line in enumerate(lines):
        correction = corrections.get(line.at[0])
        if correction is None or line.block is not None or correction.role in (JOIN, JUNK, LEDGER, TABLE):
            continue
        if correction.role:
            out.roles[at] = correction
            out.by_item[line.at[0]] = at
        elif correction.whole:
            out.kept.add(at)
    _settle(out, lines)
    return out


def _settle(out: Wishes, lines: Sequence[Line]) -> None:
    roles = {at: correction.role for at, correction in out.roles.items()}
    out.heads = {at: out.roles[at].level or 1 for at, role in roles.items() if role == HEADING}
    first_number = next((at for at, line in enumerate(lines) if line.number is not None), len(lines))
    tops: set[int] = set()
    for at, role in roles.items():
        near = at < min(out.first_head, REACH)
        if role in EITHER_ROLES and at < min(first_number, out.first_head, (len(lines) + 1) // 2):
            out.front[at] = role
        elif role == "title" and (not near or _is_further_title(at, out.front, lines)):
            tops.add(at)
        elif role in FRONT_ROLES and near:
            out.front[at] = role
        elif role in (*END_ROLES, *EITHER_ROLES):
            out.end[at] = role
        elif role == ATTACHMENT:
            out.pages.add(at)
        elif role != HEADING:
            out.plain.add(at)
    out.tops = frozenset(tops)
    _settle_places(out, lines)


def _is_further_title(at: int, front: Mapping[int, str], lines: Sequence[Line]) -> bool:
    """Whether numbered text stands between the title and the line ``at``."""
    first = min((place for place, name in front.items() if name == "title"), default=at)
    return any(line.number is not None for line in lines[first + 1 : at])


def _settle_places(out: Wishes, lines: Sequence[Line]) -> None:
    """The front before the text, the text before the end, the end before the attachments."""
    after_front = max(out.front, default=-1)
    for at in [at for at in out.pages if at < after_front]:
        out.pages.discard(at)
        out.plain.add(at)
    first_page = min(out.pages, default=1 << 30)
    labels = [at for at, line in enumerate(lines) if at not in out.roles and matter.is_page_label(line.text)]
    for at, role in list(out.end.items()):
        # What follows an attachment's label is a heading of its own pages.
        page = min(first_page, min((label for label in labels if label > at), default=first_page))
        if at < after_front and role in EITHER_ROLES:
            out.front[at] = role
        elif after_front < at < first_page and not any(at < head < page for head in (*out.heads, *out.tops)):
            continue
        else:
            out.plain.add(at)
        del out.end[at]
    for at in [at for at in out.tops if at < after_front]:
        out.front[at] = "title"
    out.tops = frozenset(at for at in out.tops if at not in out.front)
    out.heads |= dict.fromkeys(out.tops, 1)
