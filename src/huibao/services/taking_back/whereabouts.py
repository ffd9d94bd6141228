"""Where each node of a report stands: found once, asked for every line."""

from __future__ import annotations

from huibao.model import tree
from huibao.model.report import Id, Report, Section

_NAMES = {"front": "开头", "end": "结尾", "attachments": "附件"}


class Whereabouts:
    """The sections and other parts of ``report`` by the ids of all that is in them."""

    def __init__(self, report: Report) -> None:
        self._tops: dict[Id, tuple[str, tree.Node]] = {}
        for place, _, child in tree.children(report):
            for node in tree.ids(child):
                self._tops[node] = place, child

    def section(self, node: Id) -> Section | None:
        """The section that ``node`` is or is in, None outside the sections."""
        _, top = self._tops.get(node, ("", None))
        return top if isinstance(top, Section) else None

    def name(self, node: Id) -> str:
        """The heading of that section; outside the sections, which part of the report it is."""
        place, _ = self._tops.get(node, ("front", None))
        section = self.section(node)
        return f"{section.heading.label.strip()}{section.heading.text}" if section else _NAMES.get(place, "")
