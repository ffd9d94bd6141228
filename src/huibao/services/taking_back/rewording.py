"""The words that a paragraph has in Word, put into the fields that its words come from; looks (bold …) stay with the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from huibao.model import tree
from huibao.model.edits import Edit, SetHeading, SetHeadline, SetPartWording, SetText
from huibao.model.manuscript import Item, Span
from huibao.model.manuscript.items import END_MARKS
from huibao.model.report import Attachment, Heading, Measure, Paragraph, Part, Report, Run, Runs, plain
from huibao.model.structure import cut
from huibao.model.text import LINE_BREAK
from huibao.services.taking_back.edits import Put
from huibao.services.taking_back.lines import OUTER, normal
from huibao.yearly import differences

_WORDY = ("text", "headline", "name", "leader", "department", "person", "deadline")


@dataclass(slots=True)
class _Stretch:
    """A span with what it becomes; ``new`` None as long as it does not change."""

    span: Span
    old: Runs
    new: list[Run] = field(default_factory=list)
    touched: bool = False

    @property
    def runs(self) -> Runs:
        return _joined(self.new)


def reworded(report: Report, item: Item, text: str) -> tuple[Edit, ...]:
    """The edits that make ``item`` print ``text`` (as Word has it) after its number; none where only blanks differ that
    Word does not keep. Each change goes to the field whose words it changes, one at the border of two to the real text."""
    old = item.text
    new = _with_outer_blanks(old, text, breaks=item.role not in ("title", "attachment_title"))
    if normal(new) == normal(old):
        return ()
    if not item.spans:
        return _without_spans(report, item, new)
    stretches = [_Stretch(span, _slice(item.runs, span.start, span.end)) for span in item.spans]
    _distribute(stretches, old, new)
    return tuple(_edits(report, item, stretches))


def _with_outer_blanks(old: str, new: str, *, breaks: bool) -> str:
    """``new`` with the blanks at the ends of lines that ``old`` has and Word does not keep. ``breaks`` False: line breaks
    that ``old`` does not have are those of the layout."""
    if not breaks and LINE_BREAK not in old:
        new = new.replace(LINE_BREAK, "")
    lines, own = new.split(LINE_BREAK), old.split(LINE_BREAK)
    if len(lines) != len(own):
        lines, own = [new], [old]
    return LINE_BREAK.join(_dressed(ours, theirs) for ours, theirs in zip(own, lines, strict=True))


def _dressed(ours: str, theirs: str) -> str:
    bare = ours.strip(OUTER)
    at = ours.index(bare)
    return ours[:at] + theirs + ours[at + len(bare) :] if bare else theirs


def _without_spans(report: Report, item: Item, new: str) -> tuple[Edit, ...]:
    node = tree.find(report, item.node)
    if isinstance(node, Attachment) and item.role == "attachment_label":
        return (Put(node.id, (("page_label", new),)),)
    if isinstance(node, Attachment) or isinstance(getattr(node, "heading", None), Heading):
        return (SetHeadline(node.id, (Run(new),)),)
    return (SetText(node.id, (Run(new),)),) if isinstance(node, Paragraph) else ()


def _slice(content: Runs, start: int, end: int) -> Runs:
    return cut(cut(content, end)[0], start)[1]


def _distribute(stretches: list[_Stretch], old: str, new: str) -> None:
    at = 0
    gone: tuple[int, int] | None = None
    for piece in differences(old, new):
        if piece.kind == "added":
            _insert(stretches, at, piece.text, gone)
            gone = None
            continue
        end = at + len(piece.text)
        for stretch in stretches:
            start, stop = max(at, stretch.span.start), min(end, stretch.span.end)
            if start < stop and piece.kind == "same":
                stretch.new += _slice(stretch.old, start - stretch.span.start, stop - stretch.span.start)
            elif start < stop:
                stretch.touched = True
        gone = (at, end) if piece.kind == "removed" else None
        at = end


def _insert(stretches: Sequence[_Stretch], at: int, text: str, gone: tuple[int, int] | None) -> None:
    """``text`` into the stretch that it belongs to: where words were taken away in exchange, theirs; else at ``at``."""
    if gone is not None:
        near = [one for one in stretches if one.span.start < gone[1] and one.span.end > gone[0]]
        place = gone[0]
    else:
        near = [one for one in stretches if one.span.start < at < one.span.end]
        near = near or [one for one in stretches if at in (one.span.start, one.span.end)]
        place = at
    home = next((one for one in near if one.span.field in _WORDY), near[0])
    # What is inserted at the beginning of a stretch that is written to already comes after all that is there.
    look = _look(home.old, place - home.span.start)
    home.new.append(replace(look, text=text))
    home.touched = True


def _look(content: Runs, at: int) -> Run:
    """The look of the character before ``at``, of the first one at the beginning."""
    end = 0
    for run in content:
        end += len(run.text)
        if at <= end:
            return run
    return content[-1] if content else Run("")


def _joined(content: Sequence[Run]) -> Runs:
    out: list[Run] = []
    for run in content:
        if out and (out[-1].bold, out[-1].italic, out[-1].underline) == (run.bold, run.italic, run.underline):
            out[-1] = replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)


def _edits(report: Report, item: Item, stretches: Sequence[_Stretch]) -> Iterator[Edit]:
    details = [one for one in stretches if isinstance(tree.find(report, one.span.node), Measure)]
    details = [one for one in details if one.span.field not in ("headline", "headline_end")]
    if any(one.touched for one in details):
        yield _details(report, details)
    for one in stretches:
        if not one.touched or one in details:
            continue
        node = one.span.node
        if one.span.field == "text":
            yield SetText(node, one.runs)
        elif one.span.field == "label":
            yield Put(node, (("label", plain(one.runs)),))
        elif one.span.field == "name":
            yield SetHeadline(node, one.runs)
        elif one.span.field == "wording":
            part = tree.find(report, node)
            if isinstance(part, Part):
                yield SetPartWording(node, plain(one.runs), part.own_paragraph)
    heads = [one for one in stretches if one.span.field in ("headline", "headline_end")]
    if any(one.touched for one in heads):
        yield _heading(report, heads)


def _heading(report: Report, heads: Sequence[_Stretch]) -> Edit:
    owner = heads[0].span.node
    held: Any = tree.find(report, owner)
    heading: Heading = held.heading
    words = next((one.runs for one in heads if one.span.field == "headline"), ())
    mark = plain(next((one.runs for one in heads if one.span.field == "headline_end"), ()))
    text = plain(words)
    if mark and (mark not in ("。", "：") or not text or text[-1] in END_MARKS):
        words, mark = _joined((*words, Run(mark))), ""
    return SetHeading(owner, replace(heading, headline=words, headline_end=mark))


def _details(report: Report, stretches: Sequence[_Stretch]) -> Edit:
    """The people and deadline of a measure with the words around them, from what is printed of them, in order."""
    measure: Any = tree.find(report, stretches[0].span.node)
    frame = measure.frame
    said = iter([plain(one.runs) for one in stretches])

    def next_of(text: str) -> str:
        return next(said) if text else ""

    details: list[Any] = []
    opening, separators = frame.open, []
    for detail in measure.details:
        if not detail.value:
            details.append(detail)
            continue
        if any(other.value for other in details):
            separators.append(next_of(frame.separator))
        else:
            opening = next_of(frame.open)
        lead_in = next_of(detail.lead_in)
        details.append(replace(detail, lead_in=lead_in, value=next_of(detail.value)))
    close = next_of(frame.close)
    if len(set(separators)) > 1:
        details, separators = _own_separators(details, separators), [""]
    separator = separators[0] if separators else frame.separator
    new = replace(frame, open=opening, separator=separator, close=close)
    return Put(measure.id, (("details", tuple(details)), ("frame", new)))


def _own_separators(details: Sequence[Any], separators: Sequence[str]) -> list[Any]:
    """Details whose lead-ins hold what stands between them, which is no longer the same everywhere."""
    left = iter(("", *separators))
    return [replace(one, lead_in=next(left, "") + one.lead_in) if one.value else one for one in details]
