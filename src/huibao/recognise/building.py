"""The report put together from judged lines: front, sections, end, attachments, every character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from huibao.model.report import Attachment, Block, Part, Section, SectionKind, new_id
from huibao.recognise.corrections import Wishes
from huibao.recognise.cutting import cut
from huibao.recognise.evidence import Line, Look
from huibao.recognise.headlines import paragraph
from huibao.recognise.judging import judge
from huibao.recognise.kinds import leaning, looks_ahead, topic
from huibao.recognise.labels import head_end
from huibao.recognise.matter import attachment_head, ends_as_document, is_page_label, names_attachment
from huibao.recognise.sections import section_of
from huibao.recognise.tree import Branch, block_of
from huibao.recognise.vocabulary import vocabulary

Fields = Sequence[tuple[Line, str]]
_NUMBER = re.compile(r"\d{1,2}")


def parts_in_order(fields: Fields) -> tuple[Part, ...]:
    """Neighbouring lines of one field as one part each."""
    return tuple(
        Part(new_id(), name, tuple(block_of(line) for line, _ in group))
        for name, group in groupby(fields, key=lambda item: item[1])
    )


def end_of(fields: Fields) -> tuple[tuple[Part, ...], list[Attachment]]:
    """The end matter and the attachments that it lists. Only one list has a place of its own; a second is plain text."""
    parts: list[Part] = []
    listed: list[Attachment] = []
    for name, group in groupby(fields, key=lambda item: item[1]):
        members = [line for line, _ in group]
        if name == "attachment_list" and not listed:
            listed = [_listed(line) for line in members]
            parts.append(Part(new_id(), name))
        else:
            field = "body" if name == "attachment_list" else name
            parts.append(Part(new_id(), field, tuple(map(block_of, members))))
    return tuple(parts), listed


def _listed(line: Line) -> Attachment:
    head = attachment_head(line.text) if not line.label else 0
    text = line.text[head:]
    inner = re.match(r"\d{1,2}\s*[.．、)）]\s*", text)
    length = head + (inner.end() if inner else 0)
    return Attachment(new_id(), list_label=line.label + line.text[:length], name=cut(line.runs, length))


def sections_of(root: Branch, kinds: Sequence[SectionKind]) -> tuple[Section, ...]:
    """A section of each branch."""
    return tuple(section_of(branch, kind) for branch, kind in zip(root.children, kinds, strict=True))


def kinds_of(branches: Sequence[Branch], title: str) -> tuple[SectionKind, ...]:
    """The kind of each section, by its heading's words, its place among the others, and what its headings say."""
    out: list[SectionKind] = []
    plan = topic(title).kind == "measures" and not any(word in title for word in ("总结", "报告", "汇报", "述职"))
    for index, branch in enumerate(branches):
        words = topic(headline(branch))
        kind = words.kind
        if words.mixed:
            kind = leaning(headline(child) for child in branch.children)
        elif kind == "narrative" and _names_deficits(branch):
            kind = "problems"
        elif words.weak and "problems" not in out and (plan or index == 0 or not looks_ahead(headline(branch))):
            kind = "narrative"
        out.append(kind)
    return tuple(out)


def _names_deficits(branch: Branch) -> bool:
    """Whether a 方面 (理论学习方面) that says nothing more holds problems: most of its headings name what is wanting."""
    if not headline(branch).rstrip("：:").endswith("方面") or len(branch.children) < 2:
        return False
    words = vocabulary()
    said = [headline(child) for child in branch.children]
    return 2 * sum(any(word in text for word in words.deficits) for text in said) > len(said) and not any(
        text.startswith(words.intents) for text in said
    )


def headline(branch: Branch) -> str:
    """The words of a branch's heading, what is run in left away."""
    return branch.head.line.text[: head_end(branch.head.line.text)] if branch.head else ""


def attachments_of(
    lines: Sequence[Line], listed: list[Attachment], look: Look, wishes: Wishes
) -> tuple[Attachment, ...]:
    """The attachments: those listed, joined with the pages that ``lines`` are of by their numbers, in order."""
    out = list(listed)
    place = 0
    for page in _pages(lines, look, wishes):
        number = _number(page.page_label)
        match = next((at for at in range(place, len(out)) if _same(out[at], number, len(listed))), None)
        if match is None:
            out.insert(place, page)
            place += 1
        else:
            out[match] = replace(out[match], page_label=page.page_label, title=page.title, blocks=page.blocks)
            place = match + 1
    return tuple(out)


def _same(listed: Attachment, number: str, count: int) -> bool:
    own = _number(listed.list_label)
    return bool(listed.name) and (own == number if number or own else count == 1)


def _number(label: str) -> str:
    found = _NUMBER.findall(label)
    return found[-1] if found else ""


def _pages(lines: Sequence[Line], look: Look, wishes: Wishes) -> Iterable[Attachment]:
    said = {at for at, line in enumerate(lines) if wishes.begins_page(line)}
    other = wishes.forced(lines).keys() - said
    starts = [at for at, line in enumerate(lines) if at == 0 or at in said or (at not in other and _starts_page(line))]
    for start, end in pairwise([*starts, len(lines)]):
        labelled = lines[start].block is None and bool(attachment_head(lines[start].text)) and not lines[start].label
        label = lines[start].printed if labelled else ""
        rest = list(lines[start + labelled : end])
        titles = _title_lines(rest, labelled=labelled or start in said)
        blocks: list[Block] = []
        for judged in judge(rest[titles:], look, wishes.forced(rest[titles:])).judged:
            blocks.append(paragraph(judged.line, judged.level) if judged.level else block_of(judged.line))
            blocks.extend(map(block_of, judged.line.asides))
        heads = [aside for line in lines[start : start + labelled] for aside in line.asides]
        heads += [line for head in rest[:titles] for line in head.with_asides]
        title = tuple(replace(paragraph(line), align="") for line in heads)
        yield Attachment(new_id(), page_label=label, title=title, blocks=tuple(blocks))


def _starts_page(line: Line) -> bool:
    if line.block is not None or line.label:
        return False
    return is_page_label(line.text) or bool(attachment_head(line.text) and (line.new_page or len(line.text) <= 60))


def _title_lines(lines: Sequence[Line], *, labelled: bool) -> int:
    count = 0
    for line in lines[:3]:
        if line.block is not None or line.label or line.stops or line.colon or len(line.text) > 40 or not line.text:
            break
        named = ends_as_document(line.text) or names_attachment(line.text)
        if not (line.align == "center" or (count == 0 and (labelled or named))):
            break
        count += 1
    return count
