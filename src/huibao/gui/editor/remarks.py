"""Which rows of a page have comments (批注), and where a new one would stand. No Qt."""

from __future__ import annotations

from huibao.gui.editor.rows import FRONT, Row
from huibao.model import tree
from huibao.model.comments import by_node
from huibao.model.report import Comment, Id, Report

_SHOWN = 3
_LONGEST = 200


class Remarks:
    """The comments beside the rows of the page that is shown; worked out anew when the rows or the comments are others."""

    def __init__(self) -> None:
        self._for: tuple[object, object] = (None, None)
        self._found: dict[int, tuple[Comment, ...]] = {}

    def on(self, report: Report, page: str, rows: tuple[Row, ...]) -> dict[int, tuple[Comment, ...]]:
        """The comments by the number of the row they stand at: the node's own row, else the first row within it."""
        if not report.comments:
            return {}
        if self._for[0] is not rows or self._for[1] is not report.comments:
            self._for, self._found = (rows, report.comments), _found(report, page, rows)
        return self._found


def _found(report: Report, page: str, rows: tuple[Row, ...]) -> dict[int, tuple[Comment, ...]]:
    first: dict[Id, int] = {report.id: 0} if page == FRONT else {}
    own: dict[Id, int] = {}
    for at, row in enumerate(rows):
        own.setdefault(row.node, at)
        for node in (row.holder, row.entry, row.group, row.table.id if row.table else ""):
            first.setdefault(node, at)
    found: dict[int, tuple[Comment, ...]] = {}
    for node, held in by_node(report).items():
        place = own.get(node, first.get(node, -1))
        if place >= 0:
            found[place] = found.get(place, ()) + held
    return found


def spot(report: Report, page: str, row: Row, start: int, end: int | None) -> tuple[Id, str]:
    """The node that a comment at ``row`` is about, and the words between ``start`` and ``end`` (None: to the row's end)."""
    near = (row.node, row.holder, row.entry, row.group, page)
    node = next((id_ for id_ in near if id_ and tree.contains(report, id_)), report.id)
    words = row.text[start : len(row.text) if end is None else end]
    return node, words if node == row.node and words != row.text else ""


def told(comments: tuple[Comment, ...]) -> str:
    """What the first of ``comments`` say, for a tip; "" for none."""
    pieces = []
    for comment in comments[:_SHOWN]:
        done = "（已解决）" if comment.resolved else ""
        who = f"{comment.author}：" if comment.author else ""
        text = comment.text if len(comment.text) <= _LONGEST else comment.text[:_LONGEST] + "…"
        pieces.append(f"{who}{text}{done}")
    more = len(comments) - _SHOWN
    return "\n".join((*pieces, f"还有 {more} 条批注") if more > 0 else pieces)
