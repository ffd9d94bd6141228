"""The short fields of an entry (source, kind, people, deadline, links, status): what they are, say and set. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from huibao.errors import EditError
from huibao.gui.editor.deeds import frame_of
from huibao.model import tree
from huibao.model.edits import Edit, Link, SetDetail, SetField, Several
from huibao.model.report import DETAIL_FIELDS, Entry, Group, Id, Measure, Problem, Report, Section
from huibao.model.template import Template

Kind = Literal["text", "options", "links", "status"]
NAMES = {
    "source": "来源",
    "kind": "类型",
    "first_year": "首次出现年份",
    "answers": "对应问题",
    "answered": "应对措施",
    "leader": "责任领导",
    "department": "责任部门",
    "person": "责任人",
    "deadline": "完成时限",
    "closed_on": "销号日期",
    "status": "完成情况",
}
OF_PROBLEM = ("source", "kind", "first_year", "answered", "status")
OF_MEASURE = ("answers", "leader", "department", "person", "deadline", "status", "closed_on")


@dataclass(frozen=True, slots=True)
class ShortField:
    """A short field as shown: its name, what it holds now, and how it is changed."""

    name: str
    label: str
    value: str
    kind: Kind
    options: tuple[str, ...] = ()
    guidance: str = ""


class Answering:
    """Which measures answer a problem; worked out again only when a measures section changed."""

    def __init__(self) -> None:
        self._sections: tuple[Section, ...] = ()
        self._found: dict[Id, list[Measure]] = {}

    def of(self, report: Report, problem: Id) -> list[Measure]:
        """The measures that answer ``problem``, in order."""
        sections = tuple(section for section in report.sections if section.kind == "measures")
        same = len(sections) == len(self._sections) and all(a is b for a, b in zip(sections, self._sections, strict=True))
        if not same:
            self._sections, self._found = sections, {}
            for section in sections:
                for entry in tree.entries(section):
                    for answer in entry.answers if isinstance(entry, Measure) else ():
                        self._found.setdefault(answer, []).append(entry)  # type: ignore[arg-type]
        return self._found.get(problem, [])


def short_fields(report: Report, template: Template | None, entry: Entry, answering: Answering) -> tuple[ShortField, ...]:
    """The short fields of ``entry`` in order, with the template's labels and options."""
    owner = "problem" if isinstance(entry, Problem) else "measure"
    out = []
    for name in OF_PROBLEM if owner == "problem" else OF_MEASURE:
        known = template.field(owner, {"status": "outcome"}.get(name, name)) if template else None
        if template and not known and name not in ("status", "answered", "answers"):
            continue
        kind: Kind = "links" if name in ("answers", "answered") else "status" if name == "status" else "text"
        options = known.options if known else ()
        label = known.label if known else NAMES[name]
        shape: Kind = "options" if options and kind == "text" else kind
        out.append(ShortField(name, label, value_of(report, entry, name, answering), shape, options, known.guidance if known else ""))
    return tuple(out)


def value_of(report: Report, entry: Entry, name: str, answering: Answering) -> str:
    """What a short field says, "" when it is empty."""
    if name == "status":
        return f"{entry.statuses[-1].year}年{entry.statuses[-1].outcome}" if entry.statuses else ""
    if isinstance(entry, Measure):
        if name in DETAIL_FIELDS:
            return entry.detail(name)
        if name == "answers":
            return "、".join(_where(report, problem) for problem in entry.answers)
        return entry.closed_on
    if name == "answered":
        return "、".join(_where(report, measure.id) for measure in answering.of(report, entry.id))
    if name == "first_year":
        return str(entry.first_year) if entry.first_year else ""
    return str(getattr(entry, name))


def summary(report: Report, template: Template | None, entry: Entry, answering: Answering) -> str:
    """The filled short fields in a line."""
    shown = short_fields(report, template, entry, answering)
    return "    ".join(f"{field.label} {field.value}" for field in shown if field.value)


def set_value(template: Template | None, entry: Entry, name: str, value: str) -> Edit:
    """The edit that gives a text field another value. Raises EditError for a year that is none."""
    value = value.strip()
    if name in DETAIL_FIELDS:
        known = template.field("measure", name) if template else None
        lead_in = known.lead_in if known else f"{NAMES[name]}："
        return SetDetail(entry.id, name, value, lead_in, frame_of(template))
    if name == "first_year":
        if value and not (value.isdecimal() and 1949 <= int(value) <= 2100):
            raise EditError("年份要写成四位数字，例如 2023。")
        return SetField(entry.id, name, int(value or 0))
    return SetField(entry.id, name, value)


def candidates(report: Report, entry: Entry) -> list[tuple[Id, str, bool]]:
    """What ``entry`` can be linked with: id, where it stands and its headline, whether it is linked."""
    wanted = Problem if isinstance(entry, Measure) else Measure
    others = [other for other in tree.entries(report) if isinstance(other, wanted)]
    return [(other.id, f"{_where(report, other.id)} {_headline(other)}", _linked(entry, other)) for other in others]


def _linked(entry: Entry, other: Entry) -> bool:
    measure, problem = (entry, other) if isinstance(entry, Measure) else (other, entry)
    return isinstance(measure, Measure) and problem.id in measure.answers


def relink(report: Report, entry: Entry, chosen: set[Id]) -> Edit | None:
    """The edit that links ``entry`` with just ``chosen``; None when nothing changes."""
    edits: list[Edit] = []
    for other, _, linked in candidates(report, entry):
        if linked != (other in chosen):
            pair = (entry.id, other) if isinstance(entry, Measure) else (other, entry.id)
            edits.append(Link(*pair, on=other in chosen))
    return Several(tuple(edits), "关联问题与措施", entry.id) if edits else None


def _where(report: Report, node: Id) -> str:
    """Labels from the group down, such as （一）2. ; the group's alone for an unnumbered measure."""
    labels = []
    for step in tree.path(report, node):
        if isinstance(step.node, (Group, Problem, Measure)):
            heading = step.node.heading
            labels.append(heading.label.strip() if heading else "")
    return "".join(labels) or "未编号"


def _headline(entry: Entry) -> str:
    if entry.heading.headline:
        return entry.heading.text
    texts = [block.text for part in entry.parts for block in part.blocks if hasattr(block, "text")]
    return (texts or [""])[0][:30]
