"""Which node of the report each line of the source became."""

from __future__ import annotations

from huibao.model.manuscript import manuscript
from huibao.model.report import Id
from huibao.recognise.corrections import JUNK, LEDGER
from huibao.recognise.recognising import Recognised


def nodes_of(found: Recognised) -> dict[int, Id]:
    """For every source item that has a verdict and is not left out, the id of the node that prints it (a heading's owner,
    else a paragraph, table or picture; of a table that was read into entries the first of
    them). Lines and what is printed go in step, for neither is out of order."""
    items = [item for item in manuscript(found.report) if item.node not in found.made]
    kept = [verdict for verdict in found.verdicts if verdict.role not in (JUNK, LEDGER)]
    if len(items) != sum(not verdict.joined for verdict in kept):
        return {}
    nodes = dict(found.ledgers)
    place = -1
    for verdict in kept:
        place += not verdict.joined
        nodes[verdict.index] = items[place].node
    return nodes
