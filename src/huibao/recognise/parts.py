"""An entry's text put into its fields: 具体表现, 原因分析, 整改目标, 整改措施."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huibao.model.report import Block, Paragraph, Part, Runs, new_id
from huibao.recognise.cutting import cut
from huibao.recognise.evidence import END_MARKS
from huibao.recognise.vocabulary import vocabulary

_SENTENCES = re.compile(rf"(?<=[{END_MARKS}])[”’」』）)》\"']*")


@dataclass(slots=True)
class _Draft:
    field: str
    lead_in: str = ""
    own: bool = True
    blocks: list[Block] = dataclasses.field(default_factory=list)

    def part(self) -> Part:
        return Part(new_id(), self.field, tuple(self.blocks), self.lead_in, self.own)


@dataclass(frozen=True, slots=True)
class _Piece:
    field: str
    lead_in: str
    start: int


def parts_of(main: str, opening: Runs, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The parts of an entry whose heading is followed by ``opening`` in its own paragraph and by ``blocks`` after it.

    All goes into the field ``main`` (manifestation or action) but for a paragraph, or the rest of one from a sentence on,
    that itself says that it is the cause, the goal …: its words up to the colon (or 是, 在于) become the lead-in.
    """
    drafts: list[_Draft] = []
    if opening:
        _put(drafts, Paragraph(new_id(), opening), main, own=False)
    for block in blocks:
        if isinstance(block, Paragraph) and not block.level:
            _put(drafts, block, main, own=True)
        else:
            _current(drafts, main).blocks.append(block)
    return tuple(draft.part() for draft in drafts)


def _put(drafts: list[_Draft], paragraph: Paragraph, main: str, *, own: bool) -> None:
    text = paragraph.text
    pieces = list(_pieces(text, main))
    for index, piece in enumerate(pieces):
        end = pieces[index + 1].start if index + 1 < len(pieces) else len(text)
        content = cut(paragraph.runs, piece.start + len(piece.lead_in), end)
        first = index == 0
        block = Paragraph(
            paragraph.id if first else new_id(),
            content,
            paragraph.label if first else "",
            0,
            paragraph.align if first else "",
            paragraph.page_break_before and first,
        )
        if first and own and not piece.field:
            _current(drafts, main).blocks.append(block)
        else:
            drafts.append(_Draft(piece.field or main, piece.lead_in, own and first, [block]))


def _current(drafts: list[_Draft], main: str) -> _Draft:
    """The draft that a further block belongs to: the last, unless that is a cause within another paragraph."""
    if not drafts or (drafts[-1].field != main and not drafts[-1].own):
        drafts.append(_Draft(main))
    return drafts[-1]


def _pieces(text: str, main: str) -> Iterator[_Piece]:
    """Where each field's text begins; the first piece begins at 0, with field "" when the text says nothing of it."""
    starts = [0, *(match.end() for match in _SENTENCES.finditer(text) if 0 < match.end() < len(text))]
    said = ""
    for index, start in enumerate(starts):
        name, lead_in = _said(text, start, main, last=index == len(starts) - 1)
        if index == 0:
            yield _Piece(name, lead_in, 0)
            said = name
        elif name and name != said:
            yield _Piece(name, lead_in, start)
            said = name


def _said(text: str, start: int, main: str, *, last: bool) -> tuple[str, str]:
    """The field that the sentence at ``start`` names and the words that name it ("" when they are part of the sentence)."""
    words = vocabulary()
    patterns = [("cause", words.cause), ("manifestation", words.manifestation)]
    if main == "action":
        patterns = [("goal", words.goal), ("action", words.action)]
    for name, pattern in patterns:
        match = pattern.match(text, start)
        if match:
            lead_in = match[0] if text[match.end() :].strip() else ""
            return name, lead_in
    if main == "manifestation" and text.startswith(words.cause_openers, start) and (start == 0 or last):
        return "cause", ""
    return "", ""
