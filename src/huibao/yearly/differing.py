"""What changed in a text, by characters, in pieces that a reader can take in at a glance.

The shortest edit script (rapidfuzz, bit-parallel) is cleaned up by sense as diff-match-patch does it: a short stretch that
happens to be equal between two larger changes joins them, and a change that can slide sideways comes to rest at a mark of
punctuation. Measured against diff-match-patch 2024.10: 0.01 ms against 18 ms for two unrelated paragraphs, 1.2 ms against
a time-out of 1 s (and a result that depends on the machine) for 3,000 characters put in another order; so no dependency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Indel

PieceKind = Literal["same", "added", "removed"]
_DIGITS = "0123456789"
_STRONG = "。；！？\n\u2028"
_WEAK = "，、：“”‘’（）《》,;:()　 \t"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both years have ("same"), only this one ("added") or only the last ("removed")."""

    kind: PieceKind
    text: str


@dataclass(slots=True)
class _Change:
    """An equal stretch, and what was removed and added after it."""

    same: str
    removed: str = ""
    added: str = ""

    @property
    def size(self) -> int:
        return max(len(self.removed), len(self.added))


@lru_cache(maxsize=2048)
def differences(old: str, new: str) -> tuple[Piece, ...]:
    """How ``old`` became ``new``: same and removed pieces joined are ``old``, same and added ones ``new``. Where both stand
    at one place, the removed piece comes first."""
    return tuple(_pieces(_merged(_with_whole_numbers(_slid(_joined(_changes(old, new)))))))


def _changes(old: str, new: str) -> list[_Change]:
    """Each equal stretch with the change after it; the first may be empty, the last has no change unless it is first."""
    changes = [_Change("")]
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            if changes[-1].size or changes[-1].same:
                changes.append(_Change(""))
            changes[-1].same += old[step.src_start : step.src_end]
        else:
            changes[-1].removed += old[step.src_start : step.src_end]
            changes[-1].added += new[step.dest_start : step.dest_end]
    return changes


def _joined(changes: list[_Change]) -> list[_Change]:
    """Equal stretches no longer than the changes on both their sides become part of the change."""
    out: list[_Change] = []
    for change in changes:
        out.append(change)
        while len(out) > 1 and _is_chance(out[-2], out[-1]):
            last = out.pop()
            out[-1].removed += last.same + last.removed
            out[-1].added += last.same + last.added
    return out


def _is_chance(before: _Change, after: _Change) -> bool:
    return bool(after.size) and len(after.same) <= min(before.size, after.size)


def _slid(changes: list[_Change]) -> list[_Change]:
    """A bare insertion or deletion between equal stretches moves to where it begins or ends at punctuation."""
    for change, following in pairwise(changes):
        if bool(change.removed) != bool(change.added):
            before, moved, after = _best_place(change.same, change.removed or change.added, following.same)
            change.same, following.same = before, after
            change.removed, change.added = (moved, "") if change.removed else ("", moved)
    return changes


def _best_place(before: str, moved: str, after: str) -> tuple[str, str, str]:
    """The three texts with ``moved`` slid along what repeats, to the place with the best borders, the leftmost of equals."""
    while before and before[-1] == moved[-1]:
        before, moved, after = before[:-1], before[-1] + moved[:-1], moved[-1] + after
    best, top = (before, moved, after), _border(before, moved, after)
    while after and after[0] == moved[0]:
        before, moved, after = before + moved[0], moved[1:] + after[0], after[1:]
        score = _border(before, moved, after)
        if score > top:
            best, top = (before, moved, after), score
    return best


def _border(before: str, moved: str, after: str) -> int:
    return _mark(before[-1:]) + _mark(moved[-1:]) + 3 * (not before) + 3 * (not after)


def _mark(character: str) -> int:
    return 0 if not character else 3 if character in _STRONG else 2 if character in _WEAK else 0


def _with_whole_numbers(changes: list[_Change]) -> list[_Change]:
    """126 that became 130 is one number that changed, not two digits of it."""
    for change, following in pairwise(changes):
        if any(text[:1].isdecimal() for text in (change.removed, change.added)):
            kept = change.same.rstrip(_DIGITS)
            _widen(change, change.same[len(kept) :], "")
            change.same = kept
        if any(text[-1:].isdecimal() for text in (change.removed, change.added)):
            kept = following.same.lstrip(_DIGITS)
            _widen(change, "", following.same[: len(following.same) - len(kept)])
            following.same = kept
    return changes


def _widen(change: _Change, before: str, after: str) -> None:
    change.removed, change.added = before + change.removed + after, before + change.added + after


def _merged(changes: list[_Change]) -> list[_Change]:
    """Changes between which nothing equal is left are one."""
    out: list[_Change] = []
    for change in changes:
        if out and not change.same:
            out[-1].removed += change.removed
            out[-1].added += change.added
        else:
            out.append(change)
    return out


def _pieces(changes: list[_Change]) -> Iterator[Piece]:
    for change in changes:
        if change.same:
            yield Piece("same", change.same)
        if change.removed:
            yield Piece("removed", change.removed)
        if change.added:
            yield Piece("added", change.added)
