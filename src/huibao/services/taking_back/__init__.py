"""取回修改: what others changed in Word or WPS in a file that was exported from a report comes back into the report.

Wording comes from Word; fields, links and statuses stay as they are in the report. Every difference is one for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from huibao.formats.docx.marks import PREFIX, Names
from huibao.model.edits import Edit, Several
from huibao.model.report import Id, Report
from huibao.model.source import Source, SourcePicture
from huibao.services.taking_back.differences import NAMES, Compared, Difference, Kind
from huibao.services.taking_back.edits import MoveAfter, PlaceAfter
from huibao.services.taking_back.placing import Anchor

__all__ = ["NAMES", "Difference", "Kind", "TakingBack", "compare_with_word", "share_of", "was_exported"]


@dataclass(frozen=True)
class TakingBack:
    """The ``differences`` between a report and a Word file, and the edit that takes some of them back."""

    compared: Compared

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences in the order of the Word file."""
        return self.compared.differences

    def edit(self, accepted: Collection[Difference]) -> Several:
        """All of ``accepted`` as one step of undo: words first, then what goes, then what comes or moves, in Word's order."""
        wanted = [one for one in self.differences if one in accepted and not one.blocked]
        edits = [edit for kind in ("changed", "removed") for one in wanted if one.kind == kind for edit in one.edits]
        edits += self._placed(wanted)
        return Several(tuple(edits), "取回修改", next((one.node for one in wanted if one.node), ""))

    def media(self, accepted: Collection[Difference]) -> dict[str, bytes]:
        """The bytes of the pictures that ``accepted`` bring in, by SHA-256."""
        lines = [self.compared.lines[one.line].picture for one in accepted if one.kind == "added"]
        held = self.compared.source.media
        return {one.sha256: held[one.sha256] for one in lines if isinstance(one, SourcePicture) and one.sha256 in held}

    def _placed(self, wanted: Collection[Difference]) -> Iterator[Edit]:
        compared = self.compared
        moves = {one.node: one for one in wanted if one.kind == "moved"}
        comes = {one.line: one for one in wanted if one.kind == "added"}
        anchor: Anchor | None = None
        for at, item in enumerate(compared.pairs):
            moved = compared.moved.get(at)
            if moved is not None and moved not in moves:
                continue
            if moved is not None and moves[moved].line == at:
                yield MoveAfter(moved, anchor)
            if item is not None:
                anchor = self._anchor(item)
            elif at in comes and comes[at].payload is not None:
                new = comes[at]
                yield PlaceAfter(anchor, new.payload, new.field)  # type: ignore[arg-type]
                anchor = Anchor(new.payload.id)  # type: ignore[union-attr]

    def _anchor(self, item: int) -> Anchor:
        items = self.compared.items
        node = items[item].node
        return Anchor(node, sum(items[at].node == node for at in range(item)))


def compare_with_word(report: Report, source: Source, required: Container[str] = ()) -> TakingBack:
    """``report`` held beside the Word file ``source``. ``required``: keys of sections that its template does not let go."""
    return TakingBack(Compared(report, source, required))


def was_exported(source: Source) -> bool:
    """Whether ``source`` has paragraphs that a report of ours was printed as."""
    return any(item.mark.startswith(PREFIX) for item in source.items)


def share_of(source: Source, ids: Collection[Id]) -> float:
    """0–1: how many of the marked paragraphs of ``source`` name nodes among ``ids``."""
    names = Names()
    known = {names.next(node).lower() for node in ids}
    marks = [item.mark.lower() for item in source.items if item.mark]
    return sum(_bare(mark, known) in known for mark in marks) / len(marks) if marks else 0.0


def _bare(mark: str, known: Collection[str]) -> str:
    """The name without the number that tells a node's further paragraphs apart."""
    head, _, tail = mark.rpartition("_")
    return head if mark not in known and tail.isdecimal() else mark
