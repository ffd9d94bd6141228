"""取回修改: what others changed in Word or WPS in a file that was exported from a report comes back into the report.

Wording comes from Word; fields, links and statuses stay as they are in the report. Every difference is one for itself.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from huibao.errors import EditError
from huibao.model.edits import AddComment, Edit, Several
from huibao.model.report import Id, LeftOut, Report
from huibao.model.source import Source, SourcePicture
from huibao.services.taking_back.differences import NAMES, Compared, Difference, Kind
from huibao.services.taking_back.edits import MoveAfter, PlaceAfter, Relabel
from huibao.services.taking_back.placing import Anchor

__all__ = ["NAME", "NAMES", "Difference", "Kind", "TakenBack", "TakingBack", "compare_with_word"]
NAME = "取回修改"
_log = logging.getLogger(__name__)
_ALIKE = 0.5  # of the lines of either: below that the file is hardly one that was exported from the report


@dataclass(frozen=True)
class TakingBack:
    """The ``differences`` between a report and a Word file, and the edit that takes some of them back."""

    compared: Compared

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences in the order of the Word file."""
        return self.compared.differences

    @property
    def is_alike(self) -> bool:
        """Whether at least half of what report and file say is the same line or one reworded."""
        known = sum(item is not None for item in self.compared.pairs)
        return known >= _ALIKE * max(len(self.compared.pairs), len(self.compared.items))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the file says besides its text, and can't be taken back: headers and footers, comments on no paragraph."""
        return self.compared.source.left_out

    def words_above(self, difference: Difference) -> str:
        """The words right above something new or moved in the Word file, "" at its top."""
        lines = self.compared.lines[: max(0, difference.line)]
        return next((line.text for line in reversed(lines) if line.text), "")

    def taken(self, accepted: Collection[Difference]) -> TakenBack:
        """``edit`` done already, which may take a while, off the window's thread. What can't be done is passed over."""
        edit, before = self.edit(accepted), self.compared.report
        done: list[Edit] = []
        after = before
        for one in edit.edits:
            try:
                after = one.apply(after)
                done.append(one)
            except EditError as error:
                _log.info("a difference can't be taken back: %s", type(one).__name__, exc_info=error)
        passed_over = len(edit.edits) - len(done)
        return TakenBack(Several(tuple(done), edit.label, edit.focus), before, after, passed_over)

    def edit(self, accepted: Collection[Difference]) -> Several:
        """All of ``accepted`` as one step of undo: words first, then what goes, then what comes or moves, in Word's order,
        which counts lists anew; numbers that were typed over after that."""
        chosen = set(map(id, accepted))
        wanted = [one for one in self.differences if id(one) in chosen and not one.blocked]
        edits = [edit for kind in ("changed", "removed") for one in wanted if one.kind == kind for edit in one.edits]
        numbers = [edit for edit in edits if isinstance(edit, Relabel)]
        edits = [edit for edit in edits if not isinstance(edit, Relabel)]
        edits += self._placed(wanted)
        edits += numbers
        edits += self._remarks(wanted)
        return Several(tuple(edits), NAME, next((one.node for one in wanted if one.node), ""))

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

    def _remarks(self, wanted: Collection[Difference]) -> Iterator[Edit]:
        """Remarks on something new are about that, where it comes in."""
        comes = {one.line: one.payload for one in wanted if one.kind == "added"}
        for one in wanted:
            for edit in one.edits if one.kind == "remark" else ():
                new = comes.get(one.line)
                if new is not None and isinstance(edit, AddComment):
                    edit = AddComment(replace(edit.comment, about=new.id))
                yield edit

    def _anchor(self, item: int) -> Anchor:
        return Anchor(self.compared.items[item].node, self._nth[item])

    @cached_property
    def _nth(self) -> tuple[int, ...]:
        """Of each item, how many before it carry the same id."""
        seen: Counter[Id] = Counter()
        out = []
        for item in self.compared.items:
            out.append(seen[item.node])
            seen[item.node] += 1
        return tuple(out)


@dataclass(frozen=True)
class TakenBack(Edit):
    """``edit``, and what it made of the report ``before``; ``passed_over``: how many changes could not be made."""

    edit: Several
    before: Report
    after: Report
    passed_over: int = 0
    name: ClassVar[str] = NAME

    @property
    def target(self) -> Id:
        return self.edit.target

    def apply(self, report: Report) -> Report:
        return self.after if report is self.before else self.edit.apply(report)


def compare_with_word(report: Report, source: Source, required: Container[str] = ()) -> TakingBack:
    """``report`` held beside the Word file ``source``. ``required``: keys of sections that its template does not let go."""
    return TakingBack(Compared(report, source, required))


