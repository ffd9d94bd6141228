"""Words that belong to certain years: campaigns, meetings, plans; and how numbers, posts and names are known in a text.

Filled from TOML by ``formats``; the user's own file adds to the shipped one, so that a new campaign needs no new version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from huibao.model.report import OUTCOMES

_AFTER_OUTCOME = "：:，,。；;、（( \n\t\u3000"
EventKind = Literal["campaign", "meeting"]


@dataclass(frozen=True, slots=True)
class Event:
    """A campaign, a meeting or a plan that reports speak of while it is the current one.

    ``start`` to ``end`` (years, both included; 0: no end yet) it is current at the end of the year; ``next`` names the event
    that follows it ("": none). ``forms`` are its words without punctuation and blanks, of which any may stand between them;
    ``patterns`` are regular expressions. ``text`` is what is written for it where an earlier one stood.
    """

    name: str
    kind: EventKind = "campaign"
    start: int = 0
    end: int = 0
    next: str = ""
    forms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    text: str = ""

    def is_current(self, year: int) -> bool:
        """Whether a report of ``year`` speaks of it as of something that is going on."""
        return self.start <= year and (not self.end or year <= self.end)


@dataclass(frozen=True, slots=True)
class YearWords:
    """All that is known of words and years; each list is explained in ``resources/vocabulary/years.toml``. ``done`` to
    ``dropped`` are ways to say each of ``OUTCOMES``."""

    events: tuple[Event, ...] = ()
    ordinals: tuple[str, ...] = ()
    past_before: tuple[str, ...] = ()
    past_after: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    surnames: frozenset[str] = field(default_factory=frozenset)
    doubtful_surnames: frozenset[str] = field(default_factory=frozenset)
    done: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def event(self, name: str) -> Event | None:
        """The event called ``name``, None when there is none."""
        return next((event for event in self.events if event.name == name), None)

    def outcome(self, text: str) -> tuple[str, str]:
        """The outcome, one of ``OUTCOMES``, that ``text`` is or begins with, and what it says besides; "" and ``text`` where
        it is none that is known. The longest way to say one counts."""
        words = text.strip()
        ways = {way: name for name, known in zip(OUTCOMES, self._ways, strict=True) for way in known}
        for way in sorted(ways, key=len, reverse=True):
            rest = words[len(way) :]
            if words.startswith(way) and (not rest or rest[0] in _AFTER_OUTCOME):
                return ways[way], rest.lstrip(_AFTER_OUTCOME)
        return "", words

    @property
    def _ways(self) -> tuple[tuple[str, ...], ...]:
        return self.done, self.ongoing, self.open, self.dropped

    def follower(self, event: Event, year: int) -> Event | None:
        """The event in the line after ``event`` that is current in ``year``, None when there is none."""
        seen = {event.name}
        following = self.event(event.next)
        while following is not None and following.name not in seen:
            if following.is_current(year):
                return following
            seen.add(following.name)
            following = self.event(following.next)
        return None
