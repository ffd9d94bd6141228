"""Proposals to change what went out of date: values that become one edit, and what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, ClassVar, Literal

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, Several
from huibao.model.report import Attachment, Decision, Detail, Id, Measure, Paragraph, Report, Run, Runs, plain
from huibao.model.structure import cut
from huibao.yearly.sentences import bare

Kind = Literal["year", "date", "deadline", "relative", "campaign", "meeting", "number", "name", "rewrite"]
KINDS: dict[Kind, str] = {
    "year": "年份",
    "date": "日期",
    "deadline": "时限",
    "relative": "今年、去年",
    "campaign": "阶段性工作",
    "meeting": "会议届次",
    "number": "数字",
    "name": "人员职务",
    "rewrite": "待改写",
}
Choice = Literal["ignored", "done", ""]
_CHANGED = "这一处文字已经改过，建议不再适用；请刷新后再试。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One stale reference: ``old`` in ``sentence``, and what would stand there ("": only to be checked by the writer).

    It stands at ``start``–``end`` of ``field`` of ``node``, as in ``manuscript.Span``: a paragraph's "text", a heading
    owner's "headline", a measure's detail, an attachment's "name". ``why`` is a Chinese sentence for the user.
    """

    kind: Kind
    sentence: str
    old: str
    new: str
    node: Id
    start: int
    end: int
    field: str = "text"
    why: str = ""

    @property
    def key(self) -> str:
        """What a decision about it is known by; the same in another session, as long as its sentence stands."""
        return f"stale:{self.kind}:{self.old}:{bare(self.sentence)}"


@dataclass(frozen=True)
class Accept(Edit):
    """Write what the proposals say in place of what they found."""

    proposals: tuple[Proposal, ...]
    name: ClassVar[str] = "更新过时的说法"

    @property
    def target(self) -> Id:
        return self.proposals[0].node if self.proposals else ""

    def apply(self, report: Report) -> Report:
        ordered = sorted(self.proposals, key=lambda one: (one.node, one.field, -one.start))
        for (node, field), group in groupby(ordered, key=lambda one: (one.node, one.field)):
            found = list(group)
            report = tree.update(report, node, lambda held, f=field, p=found: _written(held, f, p))  # type: ignore[misc]
        return report


@dataclass(frozen=True)
class Decide(Edit):
    """Remember what was settled about remarks; the last word on one counts. ``choice`` "" forgets it."""

    abouts: tuple[str, ...]
    choice: str
    why: str = ""
    name: ClassVar[str] = "记录处理意见"

    @property
    def target(self) -> Id:
        return ""

    def apply(self, report: Report) -> Report:
        kept = tuple(decision for decision in report.decisions if decision.about not in self.abouts)
        new = (
            tuple(Decision(about, self.choice, self.why) for about in dict.fromkeys(self.abouts)) if self.choice else ()
        )
        return replace(report, decisions=kept + new)


def accept(report: Report, proposals: Iterable[Proposal]) -> Edit:
    """The edit, one step of undo, that does the ``proposals`` which say what to write; those that only ask for a check are
    left out. Raises EditError where the words in ``report`` are not those that were found."""
    chosen = tuple(proposal for proposal in proposals if proposal.new)
    edit = Accept(chosen)
    edit.apply(report)
    return edit


def decide(proposals: Iterable[Proposal], choice: Choice, why: str = "") -> Edit:
    """The edit that remembers ``proposals`` as done or ignored, and why; "" brings them back."""
    return Decide(tuple(proposal.key for proposal in proposals), choice, why)


def decided(report: Report, proposal: Proposal) -> Decision | None:
    """What was settled about ``proposal``, None when nothing was."""
    return next((decision for decision in report.decisions if decision.about == proposal.key), None)


def accepted_and_noted(report: Report, proposals: Iterable[Proposal]) -> Edit:
    """``accept`` in one step with the note that the proposals are done."""
    chosen = tuple(proposals)
    return Several((accept(report, chosen), decide(chosen, "done")), Accept.name)


def _written(node: Any, field: str, proposals: list[Proposal]) -> Any:
    """``node`` with what ``proposals`` (last place first) say written into its ``field``."""
    if isinstance(node, Measure) and field != "headline":
        return replace(node, details=tuple(_details(node, field, proposals)))
    if isinstance(node, Paragraph) and field == "text":
        return replace(node, runs=_replaced(node.runs, proposals))
    if isinstance(node, Attachment) and field == "name":
        return replace(node, name=_replaced(node.name, proposals))
    heading = getattr(node, "heading", None)
    if field != "headline" or heading is None:
        raise EditError(_CHANGED)
    return replace(node, heading=replace(heading, headline=_replaced(heading.headline, proposals)))


def _details(measure: Measure, field: str, proposals: list[Proposal]) -> Iterator[Detail]:
    done = False
    for detail in measure.details:
        if detail.field == field and detail.value and not done:
            done = True
            detail = replace(detail, value=plain(_replaced((Run(detail.value),), proposals)))
        yield detail
    if not done:
        raise EditError(_CHANGED)


def _replaced(content: Runs, proposals: list[Proposal]) -> Runs:
    """``content`` with each place rewritten in the look of its first character."""
    upper = len(plain(content)) + 1
    for proposal in proposals:
        text = plain(content)
        if text[proposal.start : proposal.end] != proposal.old or proposal.end > upper:
            raise EditError(_CHANGED)
        upper = proposal.start
        before, rest = cut(content, proposal.start)
        held, after = cut(rest, proposal.end - proposal.start)
        content = tidy((*before, replace(held[0], text=proposal.new), *after))
    return content


def tidy(content: Runs) -> Runs:
    """Runs of one look that stand together become one, so that what was one run is one again."""
    out: list[Run] = []
    for run in content:
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)
