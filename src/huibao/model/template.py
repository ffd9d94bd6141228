"""What a report of a kind must hold, its guidance and its wording. Filled from TOML by ``formats``."""

from __future__ import annotations

from dataclasses import dataclass

from huibao.model.report import DetailFrame, SectionKind

# What a template may say something about, by owner. "headline" is the entry's own sentence; leader, department, person and
# deadline are Details; source, kind, first_year, closed_on and answers are attributes of the entry; the rest are Parts.
FIELD_IDS: dict[str, tuple[str, ...]] = {
    "front": ("title", "recipient", "lead", "date", "signature", "note"),
    "end": ("closing", "signature", "date", "note"),
    "problem": ("headline", "manifestation", "cause", "source", "kind", "first_year"),
    "measure": (
        *("headline", "goal", "action", "leader", "department", "person", "deadline"),
        *("outcome", "closed_on", "answers"),
    ),
}


# Numbers and lists of last year's problems by what became of them; {last_year} is the year they were found in.
ACCOUNT_FILLS = (
    *("last_year", "year", "count", "done", "ongoing", "open", "dropped"),
    *("done_list", "ongoing_list", "open_list", "dropped_list"),
)


@dataclass(frozen=True, slots=True)
class FieldTemplate:
    """A field of an entry or of the front and end matter.

    ``id`` is the model's name (one of ``FIELD_IDS``), ``label`` what the form shows, ``guidance`` the placeholder and help
    line, ``lead_in`` the wording put before it when it is created here, ``options`` a list to choose from, ``required``
    whether an empty one is marked, ``shown`` whether the form shows it before it is asked for, ``text`` wording that a new
    report starts with (a closing; {year} and {next_year} are filled in), ``own_paragraph`` as in Part.
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

    ``intro`` is the sentence that a new section starts with. {year} and {next_year} are filled in in ``heading``,
    ``intro`` and ``aspects``. ``match``: words by which an imported heading is known as this section.
    ``target_characters`` is about how long it should be (0: no wish). ``account``: this is where last year's problems are
    accounted for, and these are its sentences; ``ACCOUNT_FILLS`` in them are filled in from the data, and one whose number
    is 0 or whose list is empty is left out, but for the first."""

    key: str
    heading: str
    kind: SectionKind
    guidance: str = ""
    intro: str = ""
    required: bool = True
    least_entries: int = 0
    aspects: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    target_characters: int = 0
    account: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of report: its sections, the fields of its entries and of its front and end, in the order of print.

    ``title`` may hold {year} and {next_year}, and what the writer must fill in as 【…】. ``frame`` is the wording around a
    new measure's details. Templates are offered by ``order``, then by ``id``. ``limit_pages`` and ``limit_characters`` (字
    as Word counts) are how long such a report may be at most (0: no limit).
    """

    id: str
    name: str
    description: str = ""
    title: str = ""
    profile: str = "gbt9704"
    order: int = 100
    limit_pages: int = 0
    limit_characters: int = 0
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
        return next((item for item in self.fields(owner) if item.id == name), None)

    def fields(self, owner: str) -> tuple[FieldTemplate, ...]:
        """The fields of ``owner`` ("problem", "measure", "front", "end") in order."""
        return {"problem": self.problem, "measure": self.measure, "front": self.front, "end": self.end}[owner]


def filled(text: str, year: int) -> str:
    """A template's wording with {year} and {next_year} filled in."""
    return text.replace("{year}", str(year)).replace("{next_year}", str(year + 1))
