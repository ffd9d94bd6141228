"""The way from a source to a report, step by step, with a verdict on every line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from huibao.model.report import Id, LeftOut, Report, Section, SectionKind, Table
from huibao.model.source import Source, SourceParagraph
from huibao.model.template import Template
from huibao.recognise import building, ledgers, match
from huibao.recognise.back import Back, back_of
from huibao.recognise.corrections import ATTACHMENT, HEADING, JUNK, LEDGER, NONE, Corrections, Wishes, wishes_of
from huibao.recognise.evidence import PAYWALL_WHY, Line, Look, lines_of, look_of
from huibao.recognise.front import SAID_WHY, Placed, front_of
from huibao.recognise.judging import Judgement, judge
from huibao.recognise.kinds import topic
from huibao.recognise.linking import comments_of
from huibao.recognise.lists import strip_false
from huibao.recognise.repair import mended
from huibao.recognise.tree import Branch, Judged, grown
from huibao.recognise.weighing import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the source item ``index`` was taken for: ``role`` as in a manuscript, or "junk"; ``level`` 1–4 for a heading;
    ``sure`` 0.5–1; ``why`` in Chinese. ``where`` is the source's own word for the place. ``joined``: it was mended, a
    stray line end taken away, and goes on the line of the item before."""

    index: int
    where: str
    role: str
    level: int = 0
    sure: float = 1.0
    why: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report, the verdict on each source line that has words, in order, and notes for the user. ``left``: by source
    item what is left out of it (what the reader left out is in ``report.left_out`` alone). ``ledgers``: by source item the
    first entry that a table was read into; ``made``: all nodes that came of tables so."""

    report: Report
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = ()
    left: tuple[tuple[int, LeftOut], ...] = ()
    ledgers: tuple[tuple[int, Id], ...] = ()
    made: frozenset[Id] = frozenset()


def recognise(source: Source, templates: Sequence[Template] = (), corrections: Corrections = NONE) -> Recognised:
    """The report that ``source`` is. All its words are in the manuscript of it, in order, or in ``report.left_out``; only
    blanks at the ends of lines and blank lines are gone, and a table that is read into problems and measures has its words
    in these. ``templates``: those it may follow; none is guessed at.
    ``corrections``: the user's word on single source items, by index; all else is judged anew around them."""
    lines, left = _lines(source, corrections)
    look = look_of(lines)
    lines, joints = mended(lines, look, corrections)
    lines = strip_false(lines)
    wishes = wishes_of(lines, corrections)
    front = front_of(lines, look, wishes)
    back = back_of(lines, front.stop, wishes, web=bool(front.left))
    text = lines[front.stop : back.placed.stop]
    tops = frozenset(at - front.stop for at in wishes.tops if front.stop <= at < back.placed.stop)
    judgement = judge(text, look, wishes.forced(text), tops)
    read = _report(lines, front, back, judgement, look, templates, wishes, corrections)
    tables = {line.block.id: line.at[0] for line in lines if isinstance(line.block, Table)}
    left = _left_out(source, lines, left, [*front.left, *back.placed.left])
    left = sorted([*left, *((tables[table], item) for table, item in read.left)], key=lambda item: item[0])
    report = replace(read.report, left_out=(*source.left_out, *(item for _, item in left)))
    verdicts = tuple(
        _verdicts(lines, front, back, judgement, wishes, {tables[at]: said for at, said in read.said.items()})
    )
    notes = (*source.notes, *_notes(left, joints, judgement, verdicts))
    found = tuple((tables[table], node) for table, node in read.first.items())
    recognised = Recognised(report, verdicts, notes, tuple(left), found, frozenset(read.made))
    comments = comments_of(recognised, source)
    return replace(recognised, report=replace(report, comments=comments)) if comments else recognised


def _lines(source: Source, corrections: Corrections) -> tuple[list[Line], list[tuple[int, LeftOut]]]:
    dropped = {at for at, correction in corrections.items() if correction.role == JUNK}
    kept = {at for at, correction in corrections.items() if correction.role not in ("", JUNK)}
    return lines_of(source, dropped, kept, {at for at, correction in corrections.items() if correction.whole})


def _left_out(
    source: Source, lines: Sequence[Line], tags: list[tuple[int, LeftOut]], whole: list[tuple[int, str]]
) -> list[tuple[int, LeftOut]]:
    """All that is left out, by place: single tags, and whole lines as they stood in the source, tags included."""
    out: dict[int, LeftOut] = {}
    for at, why in whole:
        items = [(place, source.items[place]) for line in lines[at].with_asides for place in line.at]
        out |= {
            place: LeftOut(item.label + item.text, why) for place, item in items if isinstance(item, SourceParagraph)
        }
    return sorted([*out.items(), *(item for item in tags if item[0] not in out)], key=lambda item: item[0])


def _report(
    lines: Sequence[Line],
    front: Placed,
    back: Back,
    judgement: Judgement,
    look: Look,
    templates: Sequence[Template],
    wishes: Wishes,
    corrections: Corrections,
) -> ledgers.ReadIn:
    placed = _placed(lines, front)
    root, lead = _with_lead(judgement.judged, _leads(front, judgement, wishes))
    plain = {lines[at].at for at in wishes.plain}
    leading = ((line, "body" if line.at in plain else "lead") for line in lead)
    opening = building.parts_in_order([*placed, *leading])
    ending = _placed(lines, back.placed)
    pages = next((at for at, (_, name) in enumerate(ending) if name == "attachment_page"), len(ending))
    end, listed = building.end_of(ending[:pages])
    paged = [*(line for line, _ in ending[pages:]), *lines[back.pages :]]
    attachments = building.attachments_of(paged, listed, look, wishes)
    title = "".join(line.text for line, name in placed if name == "title")
    sections, fit = _sections(root, title, templates)
    report = Report(front=opening, sections=sections, end=end, attachments=attachments)
    said = [(line.block.id, corrections.get(line.at[0])) for line in lines if line.block is not None]
    kept = {table for table, word in said if word is not None and word.role != LEDGER}
    read = ledgers.read_in(report, kept, {table for table, word in said if word is not None} - kept)
    read.report = match.keyed(read.report, fit) if fit else read.report
    return read


def _placed(lines: Sequence[Line], placed: Placed) -> list[tuple[Line, str]]:
    """The lines of the front or end matter with their fields, footnotes behind the line they belong to."""
    out: list[tuple[Line, str]] = []
    for at, name, _ in placed.fields:
        out.append((lines[at], name))
        if name != "attachment_page":  # there its own page is made of it
            out.extend((line, "note") for line in lines[at].asides)
    return out


def _sections(root: Branch, title: str, templates: Sequence[Template]) -> tuple[tuple[Section, ...], Template | None]:
    """The sections, and the template that they clearly follow. Where a heading's own words leave its kind open, the
    template's section says it."""
    kinds = building.kinds_of(root.children, title)
    headings = [building.headline(branch) for branch in root.children]
    fit = match.best_fit(headings, title, templates)
    if fit:
        kinds = tuple(
            _kind(kind, heading, fit.template, key)
            for kind, heading, key in zip(kinds, headings, fit.keys, strict=True)
        )
    return building.sections_of(root, kinds), fit.template if fit else None


def _kind(kind: SectionKind, heading: str, template: Template, key: str) -> SectionKind:
    section = template.section(key)
    words = topic(heading)
    if section is None or (words.kind != "narrative" and not words.weak and not words.mixed):
        return kind
    return section.kind


def _leads(front: Placed, judgement: Judgement, wishes: Wishes) -> int:
    """How many of the lines judged are the lead: all before the first heading; without any heading, the first one, unless
    the user named another line the lead or this one plain text."""
    first = next((at for at, judged in enumerate(judgement.judged) if judged.depth), None)
    if first is not None:
        return first
    return 0 if "lead" in wishes.front.values() or front.stop in wishes.plain else 1


def _with_lead(judged: Sequence[Judged], leads: int) -> tuple[Branch, list[Line]]:
    """The tree, and the lead, the first ``leads`` lines; the rest, where there is no heading, becomes a section without
    one."""
    root = grown(judged)
    lead, root.leaves = root.leaves, []
    leads = sum(len(item.line.with_asides) for item in judged[:leads])
    if not root.children and len(lead) > leads:
        root.children.append(Branch(leaves=lead[leads:]))
        lead = lead[:leads]
    return root, lead


def _verdicts(
    lines: Sequence[Line], front: Placed, back: Back, judgement: Judgement, wishes: Wishes, read: Mapping[int, str]
) -> Iterable[Verdict]:
    said: dict[int, tuple[str, int, float, str]] = {}
    for at, name, why in (*front.fields, *back.placed.fields):
        role = "attachment" if name.startswith("attachment") else name
        said[at] = (role, 0, 0.9, why)
    for at, why in (*front.left, *back.placed.left):
        said[at] = ("junk", 0, 0.9, why)
    leads = _leads(front, judgement, wishes)
    for index, judged in enumerate(judgement.judged):
        weighing = judgement.weighings.get(index)
        sure, why = (weighing.sure, weighing.why) if weighing else (0.95, "正文段落")
        leading = index < leads and front.stop + index not in wishes.plain
        role = HEADING if judged.depth else "lead" if leading else "body"
        said[front.stop + index] = (role, judged.level, sure, why)
    for at, line in enumerate(lines):
        role, level, sure, why = said.get(at, (ATTACHMENT, 0, 0.8, "在附件里"))
        if at in wishes.roles:
            sure, why = 1.0, _said_why(wishes, at, role)
        if line.block is not None:
            role = "table" if isinstance(line.block, Table) else "picture"
        if line.at[0] in read:
            role, sure, why = LEDGER, 0.8, f"正文里没有这些内容，表格读成了 {read[line.at[0]]}"
        for place in line.at:
            yield Verdict(place, line.where, role, level, sure, why, joined=place != line.at[0])
        for aside in line.asides:
            yield _aside_verdict(aside, role)


def _aside_verdict(line: Line, role: str) -> Verdict:
    """The verdict on a footnote of a line that was taken for ``role``."""
    kept = (
        role
        if role in ("junk", "lead", ATTACHMENT)
        else "body"
        if role in (HEADING, "body", "table", "picture")
        else "note"
    )
    return Verdict(line.at[0], line.where, kept, 0, 0.95, "脚注，跟着它所在的段落")


def _said_why(wishes: Wishes, at: int, role: str) -> str:
    """Whether the line became what the user said."""
    wanted = wishes.roles[at].role
    got = role in (wanted, ATTACHMENT) or (at in wishes.tops and role == HEADING)
    return SAID_WHY if got or not wanted else "这里放不下您改成的内容，按正文收入"


def _notes(
    left: Sequence[tuple[int, LeftOut]], joints: int, judgement: Judgement, verdicts: Sequence[Verdict]
) -> Iterable[str]:
    tags = sum(item.why == PAYWALL_WHY for _, item in left)
    if tags:
        yield f"去掉了 {tags} 处文库网站的付费标记，标记之间的文字都保留。"
    tables = [item for item in verdicts if item.role == LEDGER]
    for item in tables:
        yield f"{item.where}是问题清单或整改台账，{item.why.partition('，')[2]}；想保留为表格，可在核对时改回。"
    tags += sum(item.why in (ledgers.HEADING_WHY, ledgers.AGAIN_WHY) for _, item in left)
    if len(left) > tags:
        yield f"另有 {len(left) - tags} 行不是正文，没有放进报告，列在“未收入的文字”里。"
    if joints:
        yield f"接好了 {joints} 处被误断的行，请核对。"
    if judgement.titles:
        yield "文件里似乎不止一份材料，后面的标题已作为一个部分的标题。"
    doubtful = sum(item.sure < DOUBTFUL for item in verdicts)
    if doubtful:
        yield f"有 {doubtful} 行是标题还是正文不很确定，请在大纲里核对。"
