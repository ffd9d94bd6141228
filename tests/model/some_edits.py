"""Full reports, and edits of a given report: of every kind, at any place, fit or not.

Where an edit goes and what it brings is chosen by a ``Random``: hypothesis gives its seed. Drawn one by one, most of a
sequence of edits would fall at the first node of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from tests.model import strategies as some

from huibao.model import tree
from huibao.model.edits import (
    AddStatus,
    Edit,
    Insert,
    Link,
    Move,
    MoveAll,
    Remove,
    RemoveAll,
    RemoveStatus,
    ReplaceBlock,
    ReplaceBlocks,
    SetDetail,
    SetField,
    SetHeading,
    SetHeadline,
    SetLimit,
    SetPartWording,
    SetReport,
    SetSection,
    SetText,
    Several,
    UnifyNumbering,
)
from huibao.model.report import (
    DETAIL_FIELDS,
    END_FIELDS,
    FRONT_FIELDS,
    OUTCOMES,
    Attachment,
    Group,
    Heading,
    Limit,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Section,
    StatusEntry,
    Table,
    new_id,
    runs,
)
from huibao.model.structure import Demote, MakeBody, MakeHeading, MergeEntry, Promote, SplitEntry

# A full report takes a tenth of a second to draw.
FEWER = settings(max_examples=settings.default.max_examples * 2 // 5)
HEADED = (Section, Group, Problem, Measure)
ENTRY = (Problem, Measure)
BLOCK = (Paragraph, Table, Picture)
KINDS = ("narrative", "problems", "measures")
WORDS = ("", "学习", "一是学习不够。二是不细。", "（一）党建", "三、四月份", "好！", "\u2028")
LABELS = ("", "（一）", "3.", "4．", "①", "●")
FIT: dict[str, tuple[type, ...]] = {
    "sections": (Section,),
    "groups": (Group,),
    "entries": ENTRY,
    "attachments": (Attachment,),
    "parts": (Part,),
    "front": (Part,),
    "end": (Part,),
    "blocks": BLOCK,
    "title": (Paragraph,),
}


@st.composite
def full_reports(draw: Callable[..., Any]) -> Report:
    """A report with a section of every kind, groups in each, entries in those where they may be, and links."""
    sections = tuple(draw(_full_section(kind)) for kind in draw(st.permutations(KINDS)))
    front, end = draw(some.parts(FRONT_FIELDS)), draw(some.parts(END_FIELDS))
    attachments = tuple(draw(st.lists(some.attachments(), max_size=1)))
    report = Report(new_id(), front, sections, end, attachments, sealed=draw(st.booleans()))
    problems = ids_of(report, Problem)
    for measure in ids_of(report, Measure):
        answers = tuple(draw(st.lists(st.sampled_from(problems), max_size=2, unique=True)))
        report = tree.update(report, measure, lambda node, answers=answers: replace(node, answers=answers))
    return report


@st.composite
def _full_section(draw: Callable[..., Any], kind: Any) -> Section:
    entries = {"problems": some.problems(), "measures": some.measures()}.get(kind)
    groups = [*draw(some.groups(kind)), Group(new_id(), draw(some.headings()), draw(some.blocks(2)))]
    if entries is not None:
        held = st.lists(entries, min_size=1, max_size=3).map(tuple)
        groups = [replace(group, entries=draw(held)) for group in groups]
    return Section(new_id(), kind, draw(some.headings()), draw(some.blocks(2)), tuple(groups))


def ids_of(report: Report, *kinds: type) -> list[str]:
    """Ids of nodes of these kinds in ``report``, cells' paragraphs too."""
    return [node.id for node in tree.walk(report) if isinstance(node, kinds)]


def every_structural_edit(report: Report) -> Iterator[Edit]:
    """Each edit of structure at each node, fit or not; entries are split before, in and after each of their paragraphs."""
    for node in tree.walk(report):
        for kind in (Promote, Demote, MergeEntry, MakeBody):
            yield kind(node.id)
        yield from (Promote(node.id, alone=True), Demote(node.id, alone=True))
        if isinstance(node, Paragraph):
            yield MakeHeading(node.id, new_id())
        if isinstance(node, ENTRY):
            for part in node.parts:
                for block in part.blocks:
                    length = len(block.text) if isinstance(block, Paragraph) else 0
                    yield from (SplitEntry(node.id, block.id, at, new_id()) for at in {0, 1, length // 2, length})


def some_edit(random: Random, report: Report) -> Edit:
    """Any edit at all; several as one now and then."""
    if random.random() < 0.1:
        return Several(tuple(some_edit(random, report) for _ in range(random.randint(0, 3))), "几处")
    return random.choice(_EDITS)(random, report)


def _id(random: Random, report: Report, *kinds: type) -> str:
    """The id of a node of these kinds, mostly; of any node, or of none, now and then."""
    fit = ids_of(report, *kinds) if random.random() < 0.95 else []
    return random.choice(fit or [*ids_of(report, object), "nothing"])


def _runs(random: Random) -> Any:
    return runs(random.choice(WORDS))


def _heading(random: Random) -> Heading:
    level = random.randint(1, 4)
    numbered = random.random() < 0.7
    return Heading(_runs(random), random.choice(LABELS) if numbered else "", level, numbered, random.choice(("", "。")))


def _insert(random: Random, report: Report) -> Edit:
    parent, place, index = _place(random, report)
    fit = [node for node in tree.walk(report) if isinstance(node, FIT[place])]
    anything = [node for node in tree.walk(report) if node is not report]
    node: Any = random.choice(fit if fit and random.random() < 0.9 else anything)
    if random.random() < 0.95:
        node = tree.with_new_ids(node, new_id)
    if random.random() < 0.5 and getattr(node, "heading", None):
        node = replace(node, heading=replace(node.heading, label="", numbered=True))
    return Insert(parent, place, index, node)


def _move(random: Random, report: Report) -> Edit:
    parent, place, index = _place(random, report)
    return Move(_id(random, report, *FIT[place]), parent, place, index)


def _move_all(random: Random, report: Report) -> Edit:
    parent, place, index = _place(random, report)
    return MoveAll(_ids(random, report, *FIT[place]), parent, place, index)


def _ids(random: Random, report: Report, *kinds: type) -> tuple[str, ...]:
    """Some ids of such nodes, in any order."""
    return tuple(dict.fromkeys(_id(random, report, *kinds) for _ in range(random.randint(1, 4))))


def _place(random: Random, report: Report) -> tuple[str, Any, int]:
    """A parent, a place that it has, and an index there; all of it awry now and then."""
    place: Any = random.choice(tuple(FIT))
    holders = [node.id for node in tree.walk(report) if place in tree.PLACES[type(node)]]
    parent = random.choice(holders) if holders and random.random() < 0.95 else _id(random, report, object)
    length = len(getattr(tree.find(report, parent), place, ())) if parent != "nothing" else 0
    return parent, place, random.randint(0, length) if random.random() < 0.95 else random.choice((-1, length + 1))


def _replace_blocks(random: Random, report: Report) -> Edit:
    owner = _id(random, report, Section, Group, Part, Attachment)
    place: Any = random.choice(("blocks", "blocks", "blocks", "title", "groups"))
    held = getattr(tree.find(report, owner), place, ()) if owner != "nothing" else ()
    start = random.randint(0, len(held))
    end = random.randint(start, len(held) + (random.random() < 0.1))
    new = [
        replace(Paragraph(new_id(), _runs(random)), label=random.choice(LABELS)) for _ in range(random.randint(0, 2))
    ]
    if random.random() < 0.5:  # a block that stays, or one that is elsewhere too
        new += [node for node in tree.walk(report) if isinstance(node, BLOCK) and random.random() < 0.1][:1]
    return ReplaceBlocks(owner, start, end, (*held[start : start + random.randint(0, 1)], *new), place)


def _replace_block(random: Random, report: Report) -> Edit:
    one = tree.find(report, random.choice(ids_of(report, *BLOCK) or [report.id]))
    other = tree.find(report, random.choice(ids_of(report, *BLOCK) or [report.id]))
    return ReplaceBlock(replace(other if random.random() < 0.5 else one, id=one.id))  # type: ignore[arg-type]


def _split(random: Random, report: Report) -> Edit:
    entry = _id(random, report, *ENTRY)
    node = tree.find(report, entry) if entry != "nothing" else report
    inside = [below.id for below in tree.walk(node) if isinstance(below, Paragraph)]
    return SplitEntry(entry, random.choice(inside or ["nothing"]), random.randint(-1, 15), new_id())


_EDITS: tuple[Callable[[Random, Report], Edit], ...] = (
    lambda random, r: Promote(_id(random, r, Group, *ENTRY), random.random() < 0.5),
    lambda random, r: Demote(_id(random, r, Section, Group), random.random() < 0.5),
    _move_all,
    lambda random, r: RemoveAll(_ids(random, r, *HEADED, Attachment)),
    lambda random, r: MergeEntry(_id(random, r, *ENTRY)),
    lambda random, r: MakeBody(_id(random, r, Group)),
    lambda random, r: MakeHeading(_id(random, r, Paragraph), new_id()),
    _split,
    *(_insert, _move, _replace_blocks) * 2,
    _replace_block,
    lambda random, r: Remove(_id(random, r, *HEADED, *BLOCK, Part, Attachment)),
    lambda random, r: SetText(_id(random, r, Paragraph), _runs(random)),
    lambda random, r: SetHeadline(_id(random, r, *HEADED, Attachment), _runs(random)),
    lambda random, r: SetHeading(_id(random, r, *HEADED), _heading(random) if random.random() < 0.8 else None),
    lambda random, r: SetPartWording(_id(random, r, Part), random.choice(WORDS), random.random() < 0.5),
    lambda random, r: SetField(
        _id(random, r, *ENTRY),
        random.choice(("source", "kind", "first_year", "closed_on", "leader")),
        random.choice((2023, 0, "巡察")),
    ),
    lambda random, r: SetDetail(
        _id(random, r, Measure), random.choice((*DETAIL_FIELDS, "source")), random.choice(WORDS), "由"
    ),
    lambda random, r: Link(_id(random, r, Measure), _id(random, r, Problem), random.random() < 0.7),
    lambda random, r: AddStatus(_id(random, r, *ENTRY), StatusEntry(2023, random.choice((*OUTCOMES, "不知道")))),
    lambda random, r: RemoveStatus(_id(random, r, *ENTRY), random.randint(-1, 2)),
    lambda random, r: SetReport(detached=random.random() < 0.5, sealed=random.choice((None, True, False))),
    lambda random, r: SetLimit(random.choice((None, Limit(), Limit(6, 3000)))),
    lambda random, r: UnifyNumbering(),
    lambda random, r: SetSection(_id(random, r, Section), "", random.choice(KINDS)),  # type: ignore[arg-type]
)
