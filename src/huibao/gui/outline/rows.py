"""What the outline shows of a report: which nodes have a row, in which order, with which words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Literal

from huibao.model import tree
from huibao.model.report import Attachment, Blocks, Group, Id, Measure, Paragraph, Part, Problem, Report, Section, plain
from huibao.yearly import Match

FRONT, END = "front", "end"
Kind = Literal["front", "section", "group", "entry", "end", "attachment"]
_PREVIEW = 24
_MATTER = {
    "title": "标题",
    "recipient": "主送",
    "lead": "导语",
    "closing": "结语",
    "attachment_list": "附件说明",
    "signature": "署名",
    "date": "日期",
    "note": "附注",
    "body": "正文",
}


class Row:
    """A row: the node it shows (a section, group, entry, attachment, or the tuple of parts of ``front`` and ``end``).

    ``number`` as printed, ``text`` the words, ``faint`` True when they only stand in for a missing headline.
    ``commented``: how many open comments are at it or below. ``length``: how far its length is from the wished one. ``key`` is what
    an index of Qt holds: a row that is gone is then not found, where a pointer would point to nothing."""

    __slots__ = (
        "commented",
        "faint",
        "id",
        "key",
        "kind",
        "length",
        "mark",
        "missing",
        "missing_below",
        "node",
        "number",
        "parent",
        "rows",
        "text",
    )
    _keys = count(1)

    def __init__(self, id_: Id, kind: Kind, node: Any, parent: Row | None) -> None:
        self.id, self.kind, self.node, self.parent = id_, kind, node, parent
        self.key = next(Row._keys)
        self.rows: list[Row] = []
        self.missing = False
        self.missing_below = 0
        self.mark: Match | None = None
        self.commented = 0
        self.length = ""
        self.number, self.text, self.faint = words(kind, node)

    @classmethod
    def root(cls) -> Row:
        """The invisible row that holds those at the top."""
        return cls("", "front", (), None)


def top(report: Report) -> Iterator[tuple[Id, Kind, Any]]:
    """Id, kind and node of the rows at the top, in the order of print."""
    yield FRONT, "front", report.front
    for section in report.sections:
        yield section.id, "section", section
    yield END, "end", report.end
    for attachment in report.attachments:
        yield attachment.id, "attachment", attachment


def below(node: Any) -> Iterator[tuple[Id, Kind, Any]]:
    """The rows under a row. A group without a heading has none of its own: its entries stand where it would."""
    if isinstance(node, Group):
        for entry in node.entries:
            yield entry.id, "entry", entry
    if isinstance(node, (Section, Group)):
        for group in node.groups:
            if group.heading is None:
                yield from below(group)
            else:
                yield group.id, "group", group


def words(kind: Kind, node: Any) -> tuple[str, str, bool]:
    """Number, text, and whether the text stands in for a missing headline."""
    if kind in ("front", "end"):
        return "", _matter_words(kind, node), False
    if isinstance(node, Attachment):
        name = plain(node.name) or "".join(line.text for line in node.title)
        return (node.page_label or node.list_label).strip(), name or "（未写附件名）", not name
    heading = node.heading
    if heading.text.strip():
        return heading.label.strip(), heading.text, False
    return heading.label.strip(), _first_words(node) or "（未写标题）", True


def _matter_words(kind: Kind, parts: tuple[Part, ...]) -> str:
    names = dict.fromkeys(_MATTER.get(part.field, "") for part in parts)
    shown = "、".join(name for name in names if name)
    return shown or ("标题、主送、导语" if kind == "front" else "结语、署名、日期")


def _first_words(node: Any) -> str:
    if isinstance(node, (Problem, Measure)):
        texts = (_text(part.blocks) for part in node.parts)
        text = next((text for text in texts if text), "")
    else:
        text = _text(node.blocks)
    return text[:_PREVIEW] + "…" if len(text) > _PREVIEW else text


def _text(blocks: Blocks) -> str:
    return next((block.text.strip() for block in blocks if isinstance(block, Paragraph) and block.text.strip()), "")


def row_ids(report: Report) -> dict[Id, Id]:
    """For every node of ``report`` the id of the row that shows it or what holds it."""
    found: dict[Id, Id] = {}
    for name, parts in ((FRONT, report.front), (END, report.end)):
        for part in parts:
            for node in tree.walk(part):
                found[node.id] = name
    for section in report.sections:
        _collect(section, section.id, found)
    for attachment in report.attachments:
        _collect(attachment, attachment.id, found)
    return found


def _collect(node: Any, row: Id, found: dict[Id, Id]) -> None:
    if isinstance(node, (Section, Problem, Measure, Attachment)) or (
        isinstance(node, Group) and node.heading is not None
    ):
        row = node.id
    found[node.id] = row
    for _, _, child in tree.children(node):
        _collect(child, row, found)
    for inner in tree.walk(node) if type(node).__name__ == "Table" else ():
        found[inner.id] = row


def row_of(report: Report, node: Id) -> Id:
    """The id of the row that shows ``node`` or what holds it ("front" and "end" name themselves). Raises EditError when
    it is not in ``report``."""
    if node in (FRONT, END):
        return node
    steps = tree.path(report, node)
    if steps[0].place in (FRONT, END):
        return steps[0].place
    for step in reversed(steps):
        held = step.node
        if isinstance(held, (Section, Problem, Measure, Attachment)) or (isinstance(held, Group) and held.heading):
            return held.id
    return node
