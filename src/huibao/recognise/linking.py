"""Which node of the report each line of the source became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Comment, Id, new_id
from huibao.model.source import Source, SourceComment, SourceItem, SourceParagraph, SourceTable
from huibao.recognise.corrections import JUNK, LEDGER

if TYPE_CHECKING:
    from huibao.recognise.recognising import Recognised


def nodes_of(found: Recognised) -> dict[int, Id]:
    """For every source item that has a verdict and is not left out, the id of the node that prints it (a heading's owner,
    else a paragraph, table or picture; of a table that was read into entries the first of
    them)."""
    return {at: item.node for at, item in _items_of(found).items()} | dict(found.ledgers)


def comments_of(found: Recognised, source: Source) -> tuple[Comment, ...]:
    """The remarks of ``source`` on the nodes of the report that their lines became; those on what was left out are on the
    whole report."""
    if not any(map(_is_remarked, source.items)):
        return ()
    items, ledgers, whole = _items_of(found), dict(found.ledgers), found.report.id
    out: list[Comment] = []
    for at, given in enumerate(source.items):
        if isinstance(given, SourceParagraph) and given.comments:
            item = items.get(at)
            out += [_comment(said, *(place_of(item, said) if item else (whole, ""))) for said in given.comments]
        elif isinstance(given, SourceTable):
            table = items[at].table if at in items else None
            own = [line for row in table.rows for cell in row for line in cell.paragraphs] if table else []
            lines = [line for row in given.rows for cell in row for line in cell.paragraphs]
            for place, line in enumerate(lines):
                about = own[place].id if len(own) == len(lines) else ledgers.get(at, whole)
                out += [_comment(said, about, said.quote if len(own) == len(lines) else "") for said in line.comments]
    return tuple(out)


def _is_remarked(item: SourceItem) -> bool:
    if isinstance(item, SourceTable):
        return any(line.comments for row in item.rows for cell in row for line in cell.paragraphs)
    return isinstance(item, SourceParagraph) and bool(item.comments)


def _comment(said: SourceComment, about: Id, quote: str) -> Comment:
    return Comment(new_id(), about, said.text, said.author, said.date, said.resolved, quote)


def place_of(item: Item, said: SourceComment) -> tuple[Id, str]:
    """The node that a remark on the line ``item`` is about, and the words of it, "" for all of them: the node whose words it
    quotes first, else the line's own, which its number is of too."""
    start = (item.label + item.text).find(said.quote) - len(item.label) if said.quote else -1
    end = start + len(said.quote)
    if start < -len(item.label) or not said.quote:
        return item.node, ""
    first = max(start, 0)
    for span in item.spans:
        if span.start <= first < span.end and span.field in ("text", "headline", "name"):
            part_of_it = end <= span.end and (first, end) != (span.start, span.end)
            return span.node, item.text[first:end] if part_of_it else ""
    return item.node, ""


def _items_of(found: Recognised) -> dict[int, Item]:
    """What prints each source line. Lines and what is printed go in step, for neither is out of order."""
    items = [item for item in manuscript(found.report) if item.node not in found.made]
    kept = [verdict for verdict in found.verdicts if verdict.role not in (JUNK, LEDGER)]
    if len(items) != sum(not verdict.joined for verdict in kept):
        return {}
    out: dict[int, Item] = {}
    place = -1
    for verdict in kept:
        place += not verdict.joined
        out[verdict.index] = items[place]
    return out
