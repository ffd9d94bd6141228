"""Where comments (批注) stand: in print order, and on a node that is there, whatever was done to the report.

Comments are kept beside the tree, by the id of a node. What takes nodes away need not think of them: the door
(``History.outcome``) has ``settled`` look after them once the edit is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from huibao.model import tree
from huibao.model.manuscript.items import Item
from huibao.model.report import Attachment, Comment, Group, Id, Measure, Problem, Report, Section, plain

_HOLDERS = (Section, Group, Problem, Measure, Attachment)


def by_node(report: Report) -> dict[Id, tuple[Comment, ...]]:
    """The comments of each node that has any, in the order in which they were made."""
    found: dict[Id, tuple[Comment, ...]] = {}
    for comment in report.comments:
        found[comment.about] = (*found.get(comment.about, ()), comment)
    return found


def in_print_order(report: Report) -> tuple[Comment, ...]:
    """All comments in the order of the nodes they stand at; those on one node in the order in which they were made."""
    if not report.comments:
        return ()
    held = by_node(report)
    return tuple(comment for node in tree.walk(report) for comment in held.get(node.id, ()))


def reanchored(report: Report) -> tuple[Report, int]:
    """``report`` with comments on nodes that are not there made comments on the whole report, and how many those were."""
    moved = [replace(c, about=report.id, quote="") if not tree.contains(report, c.about) else c for c in report.comments]
    count = sum(now is not was for now, was in zip(moved, report.comments, strict=True))
    return (replace(report, comments=tuple(moved)), count) if count else (report, 0)


def inherited(report: Report, nodes: Iterable[Id], heir: Id) -> Report:
    """``report`` with the comments on those of ``nodes`` that are gone on ``heir``."""
    gone = {node for node in nodes if any(c.about == node for c in report.comments) and not tree.contains(report, node)}
    if not gone:
        return report
    moved = tuple(replace(c, about=heir) if c.about in gone else c for c in report.comments)
    return replace(report, comments=moved)


def settled(before: Report, after: Report, heir: Id = "") -> Report:
    """``after``, which an edit made of ``before``, with every comment on a node that is there.

    A comment on a paragraph, table or picture that went goes to what took its place (``heir``, the edit's target), to its
    neighbour, or to what holds it; one on an entry or heading that was merged into another goes where its text went. With an
    entry, heading or attachment that was removed its comments go too.
    """
    if all(tree.contains(after, comment.about) for comment in after.comments):
        return after
    kept = []
    for comment in after.comments:
        home = comment.about if tree.contains(after, comment.about) else _home(before, after, comment.about, heir)
        if home:
            kept.append(comment if home == comment.about else replace(comment, about=home))
    return replace(after, comments=tuple(kept))


def _home(before: Report, after: Report, gone: Id, heir: Id) -> Id:
    """Where in ``after`` a comment on ``gone`` belongs, "" when what it was about was removed."""
    if not tree.contains(before, gone):
        return after.id
    steps, node = tree.path(before, gone), tree.find(before, gone)
    left = next((inner.id for inner in tree.walk(node) if tree.contains(after, inner.id)), "")
    if left:
        return _holder(after, left) if isinstance(node, _HOLDERS) else left
    if isinstance(node, _HOLDERS):
        return ""
    return next((home for home in _candidates(before, after, steps, heir) if tree.contains(after, home)), "")


def _candidates(before: Report, after: Report, steps: tuple[tree.Step, ...], heir: Id) -> Iterator[Id]:
    """Where a comment on the block or part at the end of ``steps`` may go, the best first; not beyond what holds it."""
    last = steps[-1]
    took_its_place = heir and heir != after.id and tree.contains(after, heir)
    if took_its_place and (not tree.contains(before, heir) or _holder(before, heir) == _holder(before, last.node.id)):
        yield heir
    siblings = getattr(last.parent, last.place)
    yield from (sibling.id for sibling in reversed(siblings[: last.index]))
    yield from (sibling.id for sibling in siblings[last.index :])
    for step in reversed(steps):
        yield step.node.id
        if isinstance(step.node, _HOLDERS):
            return
    yield after.id


def _holder(report: Report, node: Id) -> Id:
    """The innermost entry, heading or attachment that ``node`` is or is in; the report where there is none."""
    steps = tree.path(report, node) if node != report.id else ()
    return next((step.node.id for step in reversed(steps) if isinstance(step.node, _HOLDERS)), report.id)


def place_name(report: Report, node: Id) -> str:
    """Where ``node`` is, for a list: the number and words of the heading, entry or attachment it is in."""
    if node == report.id or not tree.contains(report, node):
        return "整份报告"
    steps = tree.path(report, node)
    for step in reversed(steps):
        held = step.node
        if isinstance(held, Attachment):
            return f"附件 {plain(held.name)}".strip()
        heading = getattr(held, "heading", None)
        if heading is not None and (heading.text or heading.label):
            return f"{heading.label}{heading.text}".strip()
    return {"front": "标题、主送、导语", "end": "结语、署名、日期"}.get(steps[0].place, "整份报告")


def printed_at(report: Report, items: Sequence[Item]) -> dict[Id, tuple[Comment, ...]]:
    """The comments of ``report`` by the node among those that ``items`` print (its manuscript) where each is to be shown: its
    own, the first that is printed within it, or the nearest that holds it. Without any item there is none."""
    shown = _printed(items)
    if not shown:
        return {}
    found: dict[Id, tuple[Comment, ...]] = {}
    for comment in report.comments:
        place = _shown_place(report, comment.about, shown)
        found[place] = (*found.get(place, ()), comment)
    return found


def _printed(items: Sequence[Item]) -> dict[Id, None]:
    """The nodes that ``items`` print, in order."""
    shown: dict[Id, None] = {}
    for item in items:
        shown.setdefault(item.node)
        for span in item.spans:
            shown.setdefault(span.node)
        if item.table is not None:
            shown.update((p.id, None) for _, _, cell in tree.cells(item.table) for p in cell.paragraphs)
    return shown


def _shown_place(report: Report, about: Id, shown: Mapping[Id, None]) -> Id:
    steps = tree.path(report, about) if about != report.id else ()
    within = (inner.id for inner in tree.walk(tree.find(report, about)))
    around = (inner.id for step in reversed(steps) for inner in (step.node, *tree.walk(step.parent)))
    return next((node for node in (*within, *around) if node in shown), next(iter(shown)))
