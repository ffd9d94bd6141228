"""What a report of a kind must hold, its guidance and its wording. Filled from TOML by ``formats``."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.model.report import DetailFrame, SectionKind


@dataclass(frozen=True, slots=True)
class FieldTemplate:
    """A field of an entry or of the front and end matter.

    ``id`` is the model's name (manifestation, cause, goal, action, leader, source …), ``label`` what the form shows,
    ``guidance`` the placeholder and help line, ``lead_in`` the wording put before it when it is created here, ``options``
    a list to choose from, ``required`` whether an empty one is marked, ``shown`` whether the form shows it before it is
    asked for, ``text`` wording that a new report starts with (a closing), ``own_paragraph`` as in Part.
    """

    id: str
    label: str
    guidance: str = ""
    lead_in: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    shown: bool = True
    text: str = ""
    own_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """A section a report must have: its heading, kind, guidance, least number of entries, suggested 方面 (``aspects``).

    ``match``: words by which an imported heading is known as this section."""

    key: str
    heading: str
    kind: SectionKind
    guidance: str = ""
    required: bool = True
    least_entries: int = 0
    aspects: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    target_characters: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of report. ``fields`` by owner: "problem", "measure", "front", "end"; ``frame`` the words around details."""

    id: str
    name: str
    description: str = ""
    title: str = ""
    profile: str = "gbt9704"
    sections: tuple[SectionTemplate, ...] = ()
    front: tuple[FieldTemplate, ...] = ()
    end: tuple[FieldTemplate, ...] = ()
    problem: tuple[FieldTemplate, ...] = ()
    measure: tuple[FieldTemplate, ...] = ()
    frame: DetailFrame = DetailFrame()

    def section(self, key: str) -> SectionTemplate | None:
        """The section template named ``key``, None when there is none."""
        return next((section for section in self.sections if section.key == key), None)

    def field(self, owner: str, name: str) -> FieldTemplate | None:
        """The field ``name`` of ``owner`` ("problem", "measure", "front", "end"), None when there is none."""
        fields = {"problem": self.problem, "measure": self.measure, "front": self.front, "end": self.end}[owner]
        return next((item for item in fields if item.id == name), None)
