"""What the editor says above and below the text: the part's name and counts, and how to fill in the field at the cursor. No Qt."""

from __future__ import annotations

from huibao.gui.editor.rows import END, FRONT, Row
from huibao.model import tree
from huibao.model.report import Problem, Report
from huibao.model.template import Template

ADDING = {"problems": "＋ 加一条问题", "measures": "＋ 加一条措施", "narrative": "＋ 加小标题"}


def title(report: Report, page: str, missing: int) -> tuple[str, str]:
    """The name of ``page`` with its counts, and what its button adds ("" for none)."""
    section = next((section for section in report.sections if section.id == page), None)
    if section is None:
        return ("标题、主送、导语" if page == FRONT else "结语、署名、日期"), ""
    count = sum(1 for _ in tree.entries(section))
    notes = [section.heading.label + section.heading.text]
    if count:
        notes.append(f"{count} 个问题" if section.kind == "problems" else f"{count} 条措施")
    if missing:
        notes.append(f"{missing} 处待完善")
    return "　·　".join(notes), ADDING[section.kind]


def help_line(report: Report, template: Template | None, page: str, row: Row) -> str:
    """The template's guidance for the field at ``row``, else for its section; without a template the placeholder."""
    if template is None:
        return row.placeholder
    if row.entry:
        owner = "problem" if isinstance(tree.find(report, row.entry), Problem) else "measure"
        known = template.field(owner, row.field or "headline")
        return known.guidance if known else ""
    if page in (FRONT, END):
        known = template.field(page, row.field) if row.field else None
        return known.guidance if known else ""
    section = next((section for section in report.sections if section.id == page), None)
    said = template.section(section.key) if section and section.key else None
    return said.guidance if said else ""
