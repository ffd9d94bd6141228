"""常用语: phrases to be put into a report, which of them suit a place, and the blanks 【…】 in them that are to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLANK = re.compile("【[^【】]{1,20}】")
# Where a phrase may be used: kinds of sections, the front and end matter. A template's section is named by its own key.
PLACES = ("front", "narrative", "problems", "measures", "end")
FIELDS = (
    *("headline", "manifestation", "cause", "goal", "action", "outcome", "body"),
    *("title", "recipient", "lead", "closing", "signature", "date", "note"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one line. ``sections``: kinds or template keys where it is of use (none: anywhere); ``fields``: in what
    fields (none: any). ``file``: the name of the user's own file that it stands in, "" for those of the program."""

    text: str
    topic: str = ""
    sections: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase is wanted: the ``kind`` of section (one of ``PLACES``, "" unknown), the template's ``key``, the field."""

    kind: str = ""
    key: str = ""
    field: str = ""


def suits(phrase: Phrase, place: Place) -> int:
    """How well ``phrase`` suits ``place``: 2 section and field, 1 the section alone, 0 neither."""
    here = not phrase.sections or place.kind in phrase.sections or bool(place.key and place.key in phrase.sections)
    if not here:
        return 0
    return 2 if not phrase.fields or place.field in phrase.fields else 1


def found(phrases: Iterable[Phrase], words: str, place: Place) -> list[tuple[int, Phrase]]:
    """The phrases that hold all ``words`` (parted by blanks) in their text or topic, each with how well it suits ``place``:
    those that suit best first, the user's own before others, else in the order given."""
    wanted = words.casefold().split()
    held = [(suits(one, place), one) for one in phrases]
    kept = [(rank, one) for rank, one in held if all(word in f"{one.topic} {one.text}".casefold() for word in wanted)]
    return sorted(kept, key=lambda item: (-item[0], not item[1].file))


def blank_after(text: str, at: int) -> tuple[int, int] | None:
    """Start and end of the first blank of ``text`` that begins at or behind character ``at``; None when there is none."""
    match = BLANK.search(text, max(0, at))
    return (match.start(), match.end()) if match else None


def blank_before(text: str, at: int) -> tuple[int, int] | None:
    """Start and end of the last blank of ``text`` that ends at or before character ``at``; None when there is none."""
    matches = [match for match in BLANK.finditer(text) if match.end() <= at]
    return (matches[-1].start(), matches[-1].end()) if matches else None
