"""How long a report may be: as its template says, or as its user set it for this one report."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.model.report import Report
from huibao.model.template import Template
from huibao.services.settings import Settings

_NAME = "limits"
_MOST_KEPT = 300


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many pages, and so many 字 as Word counts; 0: no limit."""

    pages: int = 0
    characters: int = 0

    def pages_over(self, pages: int) -> int:
        """How many pages too many; 0 when there are not."""
        return max(0, pages - self.pages) if self.pages else 0

    def characters_over(self, characters: int) -> int:
        """How many 字 too many; 0 when there are not."""
        return max(0, characters - self.characters) if self.characters else 0


class Limits:
    """The limits that users set, kept in ``settings`` by the report's id; those set longest ago are forgotten first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def own(self, report: Report) -> Limit | None:
        """What the user set for ``report``; None where the template's word counts."""
        held = self._held().get(report.id)
        return Limit(*held) if held is not None else None

    def of(self, report: Report, template: Template | None) -> Limit:
        """The limit in force."""
        own = self.own(report)
        return limit_of(template) if own is None else own

    def set(self, report: Report, limit: Limit | None) -> None:
        """Keep ``limit`` for ``report``; None: the template's word counts again."""
        held = self._held()
        held.pop(report.id, None)
        if limit is not None:
            held[report.id] = (limit.pages, limit.characters)
        self._settings.set(_NAME, [[name, *pair] for name, pair in list(held.items())[-_MOST_KEPT:]])

    def _held(self) -> dict[str, tuple[int, int]]:
        """What the settings hold, as far as it makes sense."""
        found: dict[str, tuple[int, int]] = {}
        entries: list[object] = self._settings.get(_NAME, [])
        for entry in entries:
            match entry:
                case [str(name), int(pages), int(characters)] if pages >= 0 and characters >= 0:
                    found[name] = (pages, characters)
        return found


def limit_of(template: Template | None) -> Limit:
    """What ``template`` says."""
    return Limit(template.limit_pages, template.limit_characters) if template else Limit()
