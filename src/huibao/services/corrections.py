"""What the user corrected before, for files of the same look: kept by how a line looks, never by its words.

A correction is remembered only where every line of that look in the file became the same: what told one line apart from
its likes was its words or its place, and neither helps with the next file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from huibao.model.numbering import parse
from huibao.model.source import Source, SourceParagraph
from huibao.recognise import Correction, Verdict
from huibao.recognise.corrections import JOIN, JUNK
from huibao.recognise.evidence import END_MARKS, STOPS, lines_of, look_of
from huibao.services.reviewing import Review
from huibao.services.settings import Settings

_LIMIT = 400
# What is left out of one file may not go from the next unasked.
_NOT_REMEMBERED = ("", JOIN, JUNK)
_SHORT, _LONG = 15, 40


class CorrectionMemory:
    """Remembered corrections in the JSON file ``path``: look → role and level. Losing it stops nothing."""

    def __init__(self, path: Path) -> None:
        self._kept = Settings(path)

    def proposed(self, source: Source, verdicts: Iterable[Verdict]) -> dict[int, Correction]:
        """What is remembered for lines of ``source``, where the evidence says something else."""
        known = self._known()
        if not known:
            return {}
        looks = looks_of(source)
        out: dict[int, Correction] = {}
        for verdict in verdicts:
            said = known.get(looks.get(verdict.index, ""))
            if said is not None and not verdict.joined and (said.role, said.level) != (verdict.role, verdict.level):
                out[verdict.index] = said
        return out

    def learn(self, review: Review) -> None:
        """Remember what ``review`` corrected, and forget what its lines contradict."""
        looks = looks_of(review.source)
        said = {
            looks[at]: correction
            for at, correction in review.corrections.items()
            if at in looks and correction.role not in _NOT_REMEMBERED
        }
        known = self._known()
        became = _became(review, looks, said.keys() | known.keys())
        for look, outcomes in became.items():
            wanted = said.get(look, known.get(look))
            if wanted is not None and outcomes == {(wanted.role, wanted.level)}:
                known.pop(look, None)
                known[look] = Correction(wanted.role, wanted.level)
            else:
                known.pop(look, None)
        self._keep(known)

    def forget(self, review: Review) -> None:
        """Forget what was remembered for the lines of ``review``."""
        looks = looks_of(review.source)
        gone = {looks.get(at, "") for at in review.remembered}
        self._keep({look: said for look, said in self._known().items() if look not in gone})

    def _known(self) -> dict[str, Correction]:
        held: list[Any] = self._kept.get("looks", [])
        out: dict[str, Correction] = {}
        for row in held:
            match row:
                case {"look": str(look), "role": str(role), "level": int(level)}:
                    out[look] = Correction(role, level)
                case _:
                    continue
        return out

    def _keep(self, known: Mapping[str, Correction]) -> None:
        rows = [{"look": look, "role": said.role, "level": said.level} for look, said in known.items()]
        if rows != self._kept.get("looks", []):
            self._kept.set("looks", rows[-_LIMIT:])


def looks_of(source: Source) -> dict[int, str]:
    """The look of each paragraph of ``source`` that has words, by index: style, size, bold, font, indent, form of its
    number, how long it is and how it ends, in a file of that kind and body text."""
    body = look_of(lines_of(source)[0])
    file = f"{'word' if body.size else 'text'} {body.size:g} {body.font} {body.bold:d}"
    return {
        at: f"{file} | {_look(item)}"
        for at, item in enumerate(source.items)
        if isinstance(item, SourceParagraph) and (item.label + item.text).strip()
    }


def _look(item: SourceParagraph) -> str:
    text = item.text.strip()
    label = parse(item.label or text)
    form = f"{label.form.before}{label.form.numeral}{label.form.after}" if label else item.label
    length = "short" if len(text) <= _SHORT else "long" if len(text) > _LONG else ""
    last = text[-1:]
    end = "." if last and last in END_MARKS else ";" if last and last in STOPS else ":" if last in ("：", ":") else ""
    marks = (
        item.style,
        f"{item.size_pt:g}",
        item.font,
        "bold" * item.bold,
        item.align,
        f"{min(9, round(item.indent))}",
    )
    return " | ".join((*marks, f"{item.outline_level}", form, length, end))


def _became(review: Review, looks: Mapping[int, str], wanted: Iterable[str]) -> dict[str, set[tuple[str, int]]]:
    """Role and level of all lines of each look in ``wanted`` that the file has."""
    chosen = frozenset(wanted)
    out: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for verdict in review.found.verdicts:
        look = looks.get(verdict.index, "")
        if look in chosen:
            out[look].add((verdict.role, verdict.level))
    for at, _ in review.found.left:
        look = looks.get(at, "")
        if look in chosen:
            out[look].add((JUNK, 0))
    return out
