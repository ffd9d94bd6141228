"""A passage beside last year's: which one it is, set by hand where the program was wrong; last year's words taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import Edit, SetDetail, SetHeadline, SetText, Several
from huibao.model.report import DETAIL_FIELDS, Attachment, Id, Measure, Paragraph, Picture, Problem, Report, Runs, runs
from huibao.yearly.comparing import Compared, Comparison, Marks, compare, marks
from huibao.yearly.passages import Passage, passages, pictures_beside
from huibao.yearly.proposals import Decide

_ABOUT, _NONE = "match:", "none"
_HEADLINE, _TEXT = "headline", "text"


@dataclass(frozen=True)
class Beside:
    """Both years' reports and what they have in common: all that a view of last year's text needs. ``pictures``: last
    year's by the passage that they follow."""

    last: Report
    this: Report
    comparison: Comparison
    passages: tuple[Passage, ...] = field(default_factory=tuple)
    marks: Marks = field(default_factory=Marks)
    pictures: Mapping[Id, tuple[Picture, ...]] = field(default_factory=dict)

    def of(self, node: Id) -> tuple[Compared | None, Passage | None]:
        """The passage that holds words of ``node``, and last year's of it; where this year's has no words (yet), last
        year's of the same id."""
        compared = self.comparison.of(node)
        if compared is not None:
            return compared, compared.last
        near = (held for held, pictures in self.pictures.items() if any(one.id == node for one in pictures))
        wanted = {node, next(near, node)}
        return None, next((passage for passage in self.passages if not wanted.isdisjoint(passage.nodes)), None)

    def pictures_of(self, last: Passage | None) -> tuple[Picture, ...]:
        """Last year's pictures that stood behind its passage ``last``."""
        return self.pictures.get(last.node, ()) if last is not None else ()


def beside(last: Report, this: Report) -> Beside:
    """``this`` beside ``last``, with the pairs that were set by hand. Takes a while: not for a window's thread."""
    comparison = compare(last, this, overrides(this))
    return Beside(last, this, comparison, passages(last), marks(this, comparison), pictures_beside(last))


def overrides(report: Report) -> dict[Id, Id | None]:
    """The pairs that were set by hand, kept among the report's decisions: this year's id → last year's, None: none."""
    set_by_hand = (one for one in report.decisions if one.about.startswith(_ABOUT))
    return {one.about.removeprefix(_ABOUT): None if one.choice == _NONE else one.choice for one in set_by_hand}


def pair(this: Passage, last: Passage | None) -> Edit:
    """The edit that remembers ``last`` as last year's text of ``this`` (None: it has none)."""
    return Decide((_ABOUT + this.node,), last.node if last is not None else _NONE)


def unpair(this: Passage) -> Edit:
    """The edit that leaves it to the program again which passage is last year's."""
    return Decide((_ABOUT + this.node,), "")


def is_paired(report: Report, this: Passage) -> bool:
    """Whether its counterpart was set by hand."""
    return any(decision.about == _ABOUT + this.node for decision in report.decisions)


def take_over(found: Beside, node: Id) -> Edit:
    """The edit, one step of undo, that gives the passage of ``node`` the words that its counterpart had last year.

    Headline goes to headline, text to text, a measure's details to details; the structure stays as it is this year.
    Raises EditError where there is no counterpart, or where its words have no place.
    """
    compared, last = found.of(node)
    if last is None:
        raise EditError("去年的报告里没有与这一段对应的文字。")
    if last.table is not None or (compared is not None and compared.this.table is not None):
        raise EditError("表格不能整段取用；请在上面选中要用的文字，再选“取用选中的文字”。")
    if compared is None and tree.contains(found.this, last.node):
        node = last.node  # an emptied entry is filled as a whole, wherever in it the cursor is
    edits = tuple(_edits(found, node, compared.this if compared else None, last))
    return Several(edits, "取用去年的文字", node)


def _edits(found: Beside, node: Id, this: Passage | None, last: Passage) -> Iterator[Edit]:
    words = list(_words(found.last, last))
    headline = next((content for name, content in words if name == _HEADLINE), None)
    texts = [content for name, content in words if name == _TEXT]
    owner, places = _places(found.this, node, this)
    if headline is not None and owner:
        yield SetHeadline(owner, headline)
    elif headline is not None:
        texts = [runs(last.text[: last.head]), *texts] if places else texts
    if texts and not places:
        raise EditError("这一处今年没有正文的位置，不能整段取用；请先加一段正文。")
    if not owner and not places:
        raise EditError("这一处今年没有可以写入的位置。")
    yield from _filled(places, texts)
    yield from _details(found, owner, last)


def _filled(places: list[Id], texts: list[Runs]) -> Iterator[Edit]:
    """``texts`` written into ``places``, one each; what is too many goes into the last one, a place too many is emptied."""
    for at, place in enumerate(places):
        last = at == len(places) - 1
        taken = texts[at:] if last else texts[at : at + 1]
        yield SetText(place, tuple(run for content in taken for run in content))


def _words(report: Report, passage: Passage) -> Iterator[tuple[str, Runs]]:
    for span in passage.spans:
        node: Any = tree.find(report, span.node)
        if span.field == _TEXT and isinstance(node, Paragraph):
            yield _TEXT, node.runs
        elif span.field == "name" and isinstance(node, Attachment):
            yield _HEADLINE, node.name
        elif span.field == _HEADLINE and node.heading is not None:
            yield _HEADLINE, node.heading.headline


def _places(report: Report, node: Id, this: Passage | None) -> tuple[Id, list[Id]]:
    """The owner of the headline ("": none) and the paragraphs that the passage of ``node`` is written in."""
    held: Any = tree.find(report, node)
    spans = this.spans if this is not None else ()
    owner = next((span.node for span in spans if span.field in (_HEADLINE, "name")), "")
    texts = [span.node for span in spans if span.field == _TEXT]
    if this is None and isinstance(held, Paragraph):
        texts = [held.id]
    elif this is None and getattr(held, "heading", None) is not None:
        owner = held.id
    entry: Any = tree.find(report, owner) if owner else None
    if not texts and isinstance(entry, Problem | Measure):
        first = (block for part in entry.parts for block in part.blocks[:1])
        texts = [block.id for block in first if isinstance(block, Paragraph)][:1]
    return owner, texts


def _details(found: Beside, owner: Id, last: Passage) -> Iterator[Edit]:
    new: Any = tree.find(found.this, owner) if owner else None
    old: Any = next((tree.find(found.last, span.node) for span in last.spans if span.field in DETAIL_FIELDS), None)
    if isinstance(new, Measure) and isinstance(old, Measure):
        for detail in old.details:
            if detail.value:
                yield SetDetail(new.id, detail.field, detail.value, detail.lead_in, old.frame)
