"""What a new report, entry, group or field begins with, by its template. Without a template, the bare necessities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huibao.model.numbering import render, standard_form
from huibao.model.report import (
    DETAIL_FIELDS,
    MEASURE_FIELDS,
    PROBLEM_FIELDS,
    Detail,
    DetailFrame,
    Entry,
    Group,
    Heading,
    Measure,
    Paragraph,
    Part,
    Problem,
    Report,
    Section,
    SectionKind,
    new_id,
    runs,
)
from huibao.model.template import FieldTemplate, SectionTemplate, Template, filled

_ENTRY_LEVEL = 3


def start(template: Template, year: int) -> Report:
    """A new report of ``year``: title, shown parts of front and end, every required section with its suggested 方面 and at
    least the entries it must have. Labels are the standard's (GB/T 9704-2012, 7.3.3), 一、（一）1., from 1 on."""
    required = [section for section in template.sections if section.required]
    return Report(
        front=tuple(_front(template, year)),
        sections=tuple(new_section(template, item, year, number) for number, item in enumerate(required, 1)),
        end=tuple(_written(template, "end", item, item.text, year) for item in template.end if item.shown),
        template=template.id,
        profile=template.profile,
    )


def new_section(template: Template, section: SectionTemplate, year: int, number: int = 0) -> Section:
    """A section as ``section`` says, numbered ``number`` (0: label "", for renumbering to fill)."""
    heading = Heading(runs(filled(section.heading, year)), _label(1, number))
    intro = (Paragraph(new_id(), runs(filled(section.intro, year))),)
    groups = tuple(_groups(template, section, year))
    blocks = intro if section.intro or not groups or section.kind != "narrative" else ()
    return Section(new_id(), section.kind, heading, blocks, groups, section.key)


def new_problem(template: Template | None, label: str = "") -> Problem:
    """An empty problem with the shown fields of ``template`` (None: 具体表现 alone); label "" is for renumbering to fill."""
    return Problem(new_id(), _entry_heading(label), _parts(template, "problem", PROBLEM_FIELDS, "manifestation"))


def new_measure(template: Template | None, label: str = "") -> Measure:
    """An empty measure with the shown fields and details of ``template`` (None: 整改措施 alone); label as for a problem."""
    fields = template.measure if template else ()
    details = tuple(Detail(item.id, "", item.lead_in) for item in fields if item.id in DETAIL_FIELDS and item.shown)
    frame = template.frame if template else DetailFrame()
    parts = _parts(template, "measure", MEASURE_FIELDS, "action")
    return Measure(new_id(), _entry_heading(label), parts, details, frame)


def new_entry(template: Template | None, kind: SectionKind, label: str = "") -> Entry:
    """A problem for a problems section, a measure for a measures section. Raises ValueError for a narrative one."""
    if kind == "narrative":
        raise ValueError("a narrative section has no entries")
    return new_problem(template, label) if kind == "problems" else new_measure(template, label)


def new_group(level: int = 2, label: str = "") -> Group:
    """A group with an empty numbered heading of ``level`` 1–4; label "" is for renumbering to fill."""
    return Group(new_id(), Heading((), label, level))


def new_part(template: Template | None, owner: str, field: str) -> Part:
    """An empty part ``field`` of ``owner`` ("front", "end", "problem", "measure") with one empty paragraph, and the lead-in
    and place that ``template`` gives it (none, and a paragraph of its own, where it says nothing)."""
    known = template.field(owner, field) if template else None
    own = owner in ("front", "end") or (known.own_paragraph if known else field not in ("manifestation", "action"))
    return Part(new_id(), field, (Paragraph(new_id()),), known.lead_in if known else "", own)


def new_detail(template: Template | None, field: str, value: str = "") -> Detail:
    """A detail (leader, department, person, deadline) with the lead-in that ``template`` gives it."""
    known = template.field("measure", field) if template else None
    return Detail(field, value, known.lead_in if known else "")


def place_for(template: Template | None, owner: str, present: tuple[str, ...], field: str) -> int:
    """The index at which ``field`` goes among the fields ``present`` of ``owner``, by the template's order; last without one.
    Serves parts and details alike."""
    order = [item.id for item in template.fields(owner)] if template else []
    if field not in order:
        return len(present)
    rank = order.index(field)
    before = [at for at, name in enumerate(present) if name in order and order.index(name) <= rank]
    return before[-1] + 1 if before else 0


def _front(template: Template, year: int) -> Iterator[Part]:
    for item in template.front:
        if item.id == "title":
            yield _written(template, "front", item, template.title, year)
        elif item.shown:
            yield _written(template, "front", item, item.text, year)


def _written(template: Template, owner: str, item: FieldTemplate, text: str, year: int) -> Part:
    """A new part that already holds the template's wording."""
    part = new_part(template, owner, item.id)
    return replace(part, blocks=(Paragraph(new_id(), runs(filled(text, year))),))


def _groups(template: Template, section: SectionTemplate, year: int) -> Iterator[Group]:
    """A group for each 方面, the least entries dealt out among them in turn; one headless group where there is no 方面."""
    headings = [Heading(runs(filled(text, year)), _label(2, at), 2) for at, text in enumerate(section.aspects, 1)]
    if section.kind == "narrative":
        for heading in headings:
            yield Group(new_id(), heading, (Paragraph(new_id()),))
        return
    places: list[Heading | None] = [*headings] or ([None] if section.least_entries else [])
    for at, place in enumerate(places):
        count = len(range(at, section.least_entries, len(places)))
        entries = tuple(new_entry(template, section.kind, _label(_ENTRY_LEVEL, n)) for n in range(1, count + 1))
        yield Group(new_id(), place, (), entries)


def _parts(template: Template | None, owner: str, fields: tuple[str, ...], bare: str) -> tuple[Part, ...]:
    if template is None:
        return (new_part(None, owner, bare),)
    return tuple(new_part(template, owner, i.id) for i in template.fields(owner) if i.id in fields and i.shown)


def _entry_heading(label: str) -> Heading:
    return Heading((), label, _ENTRY_LEVEL, headline_end="。", run_in=True)


def _label(level: int, number: int) -> str:
    return render(standard_form(level), number) if number else ""
