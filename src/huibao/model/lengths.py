"""How long each section is beside what its template wishes, in 字 as Word counts."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.model.manuscript import body_items, printed
from huibao.model.report import Id, Report
from huibao.model.template import Template
from huibao.model.text import count_characters

# A template's wish is "about": this share of it more or less is still as wished.
SLACK = 0.2


@dataclass(frozen=True, slots=True)
class Length:
    """``characters`` of a section, its heading included; ``target`` what its template wishes (0: nothing). ``begun``:
    something stands under the heading."""

    characters: int
    target: int = 0
    begun: bool = True

    @property
    def short(self) -> int:
        """How many 字 it is short of its target; 0 when it is about as long, or not begun."""
        lacking = self.target - self.characters
        return lacking if self.begun and lacking > self.target * SLACK else 0

    @property
    def over(self) -> int:
        """How many 字 it is beyond its target; 0 when it is about as long."""
        more = self.characters - self.target
        return more if self.target and more > self.target * SLACK else 0


def section_lengths(report: Report, template: Template | None) -> dict[Id, Length]:
    """The length of each section by its id."""
    out: dict[Id, Length] = {}
    for section in report.sections:
        known = template.section(section.key) if template and section.key else None
        items = body_items(section)
        begun = any(item.node != section.id or item.head < len(item.text) for item in items)
        out[section.id] = Length(count_characters(printed(items)), known.target_characters if known else 0, begun)
    return out
