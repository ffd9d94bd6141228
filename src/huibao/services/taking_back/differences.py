"""What differs between a report and the Word file that it was exported as, each difference for itself."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from huibao.model import tree
from huibao.model.edits import AddComment, Edit, Remove
from huibao.model.manuscript import Item, manuscript
from huibao.model.report import DETAIL_FIELDS, Attachment, Block, Group, Id, Measure, Part, Problem, Report, Section
from huibao.model.source import Source
from huibao.recognise import recognise
from huibao.services.taking_back.edits import ClearHeading, Put, Relabel, TakeOut
from huibao.services.taking_back.fresh import fresh_node
from huibao.services.taking_back.lines import WordLine, lines_of, normal, printed
from huibao.services.taking_back.matching import in_order, label_in, matched
from huibao.services.taking_back.numbers import counting_on, same_form
from huibao.services.taking_back.placing import Payload
from huibao.services.taking_back.remarks import remarks
from huibao.services.taking_back.rewording import reworded
from huibao.services.taking_back.tables import Change, table_changes
from huibao.services.taking_back.whereabouts import Whereabouts

Kind = Literal["changed", "added", "removed", "moved", "remark"]
NAMES: dict[Kind, str] = {"changed": "改动", "added": "新增", "removed": "删除", "moved": "移动", "remark": "批注"}
_REQUIRED = "模板规定的部分不能删除；确要删除，请先在“报告”菜单里脱离模板。"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is otherwise in Word. ``old`` and ``new`` are the printed words ("" for what is not there), ``where``
    the section's heading (开头, 结尾, 附件 outside them); of a remark they are the line it is about and what it says.
    ``node`` is the place in the report ("" for what is new).
    ``blocked``: why it can't be taken back, "" when it can. The rest is how it is done: ``edits`` on the spot, or
    ``payload`` put or moved in at ``line``."""

    kind: Kind
    old: str
    new: str
    where: str = ""
    node: Id = ""
    blocked: str = ""
    edits: tuple[Edit, ...] = ()
    payload: Payload | None = None
    field: str = "body"
    line: int = -1


class Compared:
    """A report beside a Word file: which line is which item, and what differs. ``required``: keys of sections that the
    template does not let go."""

    def __init__(self, report: Report, source: Source, required: Container[str] = ()) -> None:
        self.report = report
        self.source = source
        self.items: tuple[Item, ...] = manuscript(report)
        self.lines: tuple[WordLine, ...] = lines_of(source, self.items)
        self.pairs = matched(self.items, self.lines)
        self._required: Container[str] = () if report.detached else required
        self.moved: dict[int, Id] = {}
        self._places = Whereabouts(report)
        self._part_moved()

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, in the order of the Word file; what is gone stands where it was."""
        found = [*self._in_word(), *self._gone(), *self._remarks()]
        return tuple(difference for _, difference in sorted(found, key=lambda one: one[0]))

    # Which is which.

    @cached_property
    def _items_of(self) -> dict[Id, list[int]]:
        """The items that print words of each id."""
        out: dict[Id, list[int]] = {}
        for at, item in enumerate(self.items):
            if item.picture is None and not normal(printed(item)):
                continue
            for node in dict.fromkeys((item.node, *(span.node for span in item.spans))):
                out.setdefault(node, []).append(at)
        return out

    def items_of(self, node: Any) -> list[int]:
        """The items that print words of ``node`` or of what is below it, in order."""
        return sorted({at for one in tree.ids(node) for at in self._items_of.get(one, ())})

    def _part_moved(self) -> None:
        """Find what was moved: whole entries, groups, sections and paragraphs. What else is out of order counts as deleted
        here and added there."""
        places = [at for at, item in enumerate(self.pairs) if item is not None]
        order = in_order([item for item in self.pairs if item is not None])
        loose = {places[at] for at in range(len(places)) if at not in order}
        gone: set[int] = set()
        line_of = {item: at for at, item in enumerate(self.pairs) if item is not None}
        for node in self._movable(self.report):
            lines = [line_of.get(item, -1) for item in self.items_of(node)]
            together = lines and lines == list(range(lines[0], lines[0] + len(lines)))
            if together and loose.issuperset(lines):
                loose.difference_update(lines)
                if self._fits(node, places, order, lines[0]):
                    self.moved |= dict.fromkeys(lines, node.id)
                else:
                    gone.update(lines)
        for at in loose | gone:
            self.pairs[at] = None

    def _fits(self, node: Any, places: Sequence[int], order: Container[int], line: int) -> bool:
        """Whether ``node`` may stand at ``line``, after the last line there that did not move: a problem or measure only in a
        section of its kind, a heading only in a section."""
        if isinstance(node, (Block, Section)):
            return True
        stays = [place for at, place in enumerate(places) if place < line and at in order]
        section = self._places.section(self.items[self.pairs[stays[-1]] or 0].node) if stays else None
        own = self._places.section(node.id)
        held = isinstance(node, (Problem, Measure)) or any(True for _ in tree.entries(node))
        return section is not None and (not held or own is None or section.kind == own.kind)

    def _movable(self, node: Any) -> Iterator[Any]:
        """Sections, then what is in them, from the top down; of front and end matter nothing moves as such."""
        for place, _, child in tree.children(node):
            if place in ("front", "end", "attachments", "title"):
                continue
            # A block on the line of its heading does not move by itself.
            alone = isinstance(child, Block) and all(self.items[at].node == child.id for at in self.items_of(child))
            if alone or not isinstance(child, (Block, Part)):
                yield child
            yield from self._movable(child)

    # What differs.

    def _in_word(self) -> Iterator[tuple[tuple[int, int], Difference]]:
        verdicts = self._verdicts if None in self.pairs else {}
        told: set[Id] = set()
        before: Item | None = None
        for at, (line, item) in enumerate(zip(self.lines, self.pairs, strict=True)):
            if item is None:
                role = verdicts.get(line.index, "body")
                node = self._fresh[at]
                new = line.text or f"［图片］{line.picture.alt if line.picture else ''}"
                where = self._places.name(before.node if before else "")
                field = role if role not in ("attachment", "heading") else "attachment_list"
                yield (at, 0), Difference("added", "", new, where, payload=node, field=field, line=at)
                continue
            before = self.items[item]
            node_id = self.moved.get(at)
            if node_id is not None and node_id not in told:
                told.add(node_id)
                yield (at, 0), self._moved(node_id, at)
            for old, new, edits, row in self._changes(before, line, at):
                where = self._places.name(before.node) + (f"，表格第 {row} 行" if row else "")
                yield (at, 1), Difference("changed", old, new, where, before.node, edits=edits)

    @cached_property
    def _verdicts(self) -> dict[int, str]:
        return {verdict.index: verdict.role for verdict in recognise(self.source).verdicts}

    @cached_property
    def _fresh(self) -> dict[int, Payload]:
        """What each line that is new becomes."""
        out: dict[int, Payload] = {}
        before: Item | None = None
        section: Section | None = None
        for at, (line, item) in enumerate(zip(self.lines, self.pairs, strict=True)):
            if item is not None:
                before = self.items[item]
                if at not in self.moved or self.moved[at] in self._section_ids:
                    section = self._places.section(before.node)
                continue
            heads = self._verdicts.get(line.index) == "heading"
            out[at] = fresh_node(self.report, section, before, line, self.source, heads=heads)
            new = out[at]
            section = new if isinstance(new, Section) else section
        return out

    @cached_property
    def _section_ids(self) -> frozenset[Id]:
        return frozenset(section.id for section in self.report.sections)

    def _changes(self, item: Item, line: WordLine, at: int) -> Iterator[Change]:
        if item.table is not None and line.table is not None:
            yield from table_changes(self.report, item.table, line.table)
            return
        if item.picture is not None or item.table is not None:
            return
        label = _label(item, line.text)
        edits = reworded(self.report, item, line.text[len(label) :])
        if "".join(label.split()) != "".join(item.label.split()) and not (
            at in self._counting_on and same_form(label, item.label) and self._counts_anew(item)
        ):
            edits = (*edits, *_relabelled(self.report, item, label))
        if edits:
            yield normal(printed(item)), line.text, edits, 0

    @cached_property
    def _counting_on(self) -> frozenset[int]:
        labels = [self.items[item].label if item is not None else "" for item in self.pairs]
        return counting_on([label_in(line.text, own) for line, own in zip(self.lines, labels, strict=True)])

    def _moved(self, node: Id, at: int) -> Difference:
        old = "\n".join(normal(printed(self.items[item])) for item in self.items_of(tree.find(self.report, node)))
        return Difference("moved", old, old, self._places.name(node), node, line=at)

    def _remarks(self) -> Iterator[tuple[tuple[int, int], Difference]]:
        beside = self.report.id
        for at, (line, place) in enumerate(zip(self.lines, self.pairs, strict=True)):
            item = self.items[place] if place is not None else None
            beside = item.node if item is not None else beside
            for comment in remarks(self.report, self.source, line, item, beside):
                edits = (AddComment(comment),)
                where = self._places.name(beside)
                yield (at, 1), Difference("remark", line.text, comment.text, where, comment.about, edits=edits, line=at)

    def _gone(self) -> Iterator[tuple[tuple[int, int], Difference]]:
        kept = {item for item in self.pairs if item is not None}
        gone = {item for items in self._items_of.values() for item in items if item not in kept}
        for node, items, edits in self._removed(self.report, gone, set()):
            before = [at for at, item in enumerate(self.pairs) if item is not None and item < items[0]]
            old = "\n".join(normal(printed(self.items[at])) or "［图片］" for at in items)
            blocked = _REQUIRED if isinstance(node, Section) and node.key in self._required else ""
            where = self._places.name(node.id)
            yield (max(before, default=-1), 2), Difference("removed", old, "", where, node.id, blocked, edits)

    def _removed(
        self, holder: Any, gone: set[int], told: set[int]
    ) -> Iterator[tuple[Any, list[int], tuple[Edit, ...]]]:
        """The topmost nodes of which nothing is left, and headings that are gone while something under them stays."""
        for _, _, node in tree.children(holder):
            items = [at for at in self.items_of(node) if at not in told]
            if items and gone.issuperset(items) and not _is_field(node, holder):
                told.update(items)
                yield node, items, self._without_block(items[0]) if isinstance(node, Block) else (Remove(node.id),)
                continue
            own = [at for at in items if at in gone and self.items[at].node == node.id]
            for at in own:
                told.add(at)
                yield node, [at], self._without_line(node, self.items[at])
            if not isinstance(node, Block):
                yield from self._removed(node, gone, told)

    def _without_line(self, node: Any, item: Item) -> tuple[Edit, ...]:
        """A heading, or another line that is not a block, goes with the text on its line."""
        blocks = self._blocks_of(item)
        if isinstance(node, Attachment):
            empty = (("page_label", ""),) if item.role == "attachment_label" else (("list_label", ""), ("name", ()))
            return (Put(node.id, empty),)
        if isinstance(node, Part):
            return (Put(node.id, (("lead_in", ""),)), *blocks)
        if isinstance(node, Measure) and item.role != "heading":
            return (Put(node.id, (("details", ()),)),)
        return (ClearHeading(node.id), *blocks)

    def _without_block(self, at: int) -> tuple[Edit, ...]:
        item = self.items[at]
        return self._blocks_of(item) if item.spans else (TakeOut(item.node),)

    def _blocks_of(self, item: Item) -> tuple[Edit, ...]:
        """What takes away all text that stands on the line of ``item``: its blocks, and people and deadline at its end."""
        texts = dict.fromkeys(span.node for span in item.spans if span.field == "text")
        people = dict.fromkeys(span.node for span in item.spans if span.field in (*DETAIL_FIELDS, "wording"))
        measures = [node for node in people if isinstance(tree.find(self.report, node), Measure)]
        return (*map(TakeOut, texts), *(Put(node, (("details", ()),)) for node in measures))

    # Around.

    @cached_property
    def _touched(self) -> frozenset[tuple[Id, str]]:
        """The lists that are counted anew because something came, went or moved: a section's entries, groups or paragraphs
        ("" for the sections themselves)."""
        kept = {item for item in self.pairs if item is not None}
        gone = {item for items in self._items_of.values() for item in items if item not in kept}
        nodes: list[tuple[Id, Any]] = [(node.id, node) for node, _, _ in self._removed(self.report, gone, set())]
        nodes += [(node, tree.find(self.report, node)) for node in dict.fromkeys(self.moved.values())]
        out = {self._list_of(node, where) for where, node in nodes}
        where = self.report.id
        for at, item in enumerate(self.pairs):
            if item is None:
                out.add(self._list_of(self._fresh[at], where))
            else:
                where = self.items[item].node
        return frozenset(out)

    def _list_of(self, node: Any, where: Id) -> tuple[Id, str]:
        section = self._places.section(where)
        if isinstance(node, Section) or section is None:
            return "", "sections" if isinstance(node, Section) else "blocks"
        kind = "entries" if isinstance(node, (Problem, Measure)) else "groups" if isinstance(node, Group) else "blocks"
        return section.id, kind

    def _counts_anew(self, item: Item) -> bool:
        """Whether the number of ``item`` is one that follows from what came and went around it."""
        return self._list_of(tree.find(self.report, item.node), item.node) in self._touched


def _is_field(node: Any, holder: Any) -> bool:
    """A field of a problem or measure stays, empty, when its words go."""
    return isinstance(node, Part) and isinstance(holder, (Problem, Measure))


def _label(item: Item, text: str) -> str:
    """The number that ``text`` has where ``item`` has its own; words that look like one are words where it has none."""
    if item.label:
        return label_in(text, item.label)
    return label_in(text, "") if item.role == "heading" and not label_in(item.text, "") else ""


def _relabelled(report: Report, item: Item, label: str) -> Sequence[Edit]:
    node: Any = tree.find(report, item.node)
    if isinstance(node, Attachment):
        return (Put(node.id, (("list_label", label),)),) if item.role == "attachment_list" else ()
    return (Relabel(node.id, label),)
