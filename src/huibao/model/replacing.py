"""Replacing what was found in the report, as one edit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from huibao.errors import EditError
from huibao.model import tree
from huibao.model.edits import ChangeComment, Edit
from huibao.model.finding import COMMENT, NOTE, Match, Search
from huibao.model.report import Attachment, Cell, Comment, Id, Measure, Report, Run, Runs, Table, plain, runs
from huibao.model.structure import cut
from huibao.model.text import clean

_CHANGED = "报告在查找以后改过，请再查找一次。"
_SILENT = "这样替换，有一条批注就没有字了；请不要给它打钩，或先删除那条批注。"
_GROUP = re.compile(r"\\(\\|[0-9])")


def substitute(match: Match, replacement: str, search: Search) -> str:
    """What ``match`` becomes. Raises EditError when ``replacement`` names a group that the expression has not."""

    def group(name: re.Match[str]) -> str:
        if name[1] == "\\":
            return "\\"
        if int(name[1]) >= len(match.groups):
            raise EditError(f"查找的正则表达式里没有第 {name[1]} 组括号，替换里不能用 \\{name[1]}。")
        return match.groups[int(name[1])]

    return clean(_GROUP.sub(group, replacement) if search.regex else replacement)


@dataclass(frozen=True)
class ReplaceTexts(Edit):
    """Give many fields another text at once, in one pass over the report: node, field (as in Match) and text of each."""

    texts: tuple[tuple[Id, str, Runs], ...]
    count: int

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the undo menu calls it."""
        return f"替换 {self.count} 处"

    @property
    def target(self) -> Id:
        return self.texts[0][0] if self.texts else ""

    def apply(self, report: Report) -> Report:
        wanted: dict[Id, dict[str, Runs]] = {}
        for node, field, content in self.texts:
            if field.startswith(COMMENT):
                said = replace(_comment(report, field), text=plain(content))
                report = ChangeComment(said).apply(report)
                continue
            wanted.setdefault(node, {})[field] = content
        changed: Report = _rebuilt(report, wanted)
        return changed


def replaced(report: Report, chosen: Iterable[Match], replacement: str, search: Search) -> ReplaceTexts:
    """One edit that replaces all ``chosen``; each takes the look of its first character. Raises EditError when a place is no
    longer as it was found."""
    texts: list[tuple[Id, str, Runs]] = []
    ordered = list(chosen)
    owners = {node.id: node for node in tree.walk(report)}
    for (node, field), group in groupby(ordered, key=lambda match: (match.node, match.field)):
        owner = owners.get(node)
        if owner is None:
            raise EditError(_CHANGED)
        content = runs(_comment(report, field).text) if field.startswith(COMMENT) else _content(owner, field)
        for match in sorted(group, key=lambda match: match.start, reverse=True):
            if plain(content)[: match.end] != match.text[: match.end]:
                raise EditError(_CHANGED)
            content = _with(content, match.start, match.end, substitute(match, replacement, search))
        if field.startswith(COMMENT) and not plain(content).strip():
            raise EditError(_SILENT)
        texts.append((node, field, content))
    return ReplaceTexts(tuple(texts), len(ordered))


def _comment(report: Report, field: str) -> Comment:
    """The comment that ``field`` names. Raises EditError when it is gone."""
    found = next((held for held in report.comments if held.id == field.removeprefix(COMMENT)), None)
    if found is None:
        raise EditError(_CHANGED)
    return found


def _content(owner: Any, field: str) -> Runs:
    """What ``field`` of ``owner`` holds, as runs."""
    if field == "text":
        held: Runs = owner.runs
        return held
    if field == "headline":
        named: Runs = owner.name if isinstance(owner, Attachment) else owner.heading.headline
        return named
    if field.startswith(NOTE):
        at = int(field.removeprefix(NOTE))
        return runs(owner.statuses[at].note) if at < len(owner.statuses) else ()
    return runs(owner.detail(field) if _is_detail(owner, field) else getattr(owner, field))


def _is_detail(owner: Any, field: str) -> bool:
    return isinstance(owner, Measure) and field != "closed_on"


def _with(content: Runs, start: int, end: int, text: str) -> Runs:
    before, rest = cut(content, start)
    middle, after = cut(rest, end - start)
    made: list[Run] = []
    for run in (*before, replace(middle[0], text=text), *after):
        if made and replace(made[-1], text=run.text) == run:
            made[-1] = replace(run, text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)


def _rebuilt(node: Any, wanted: dict[Id, dict[str, Runs]]) -> Any:
    """``node`` with the wanted texts at and below it; what does not change is the very same."""
    for field, content in wanted.get(node.id, {}).items():
        node = _written(node, field, content)
    if isinstance(node, Table):
        rows = tuple(tuple(_rebuilt_cell(cell, wanted) for cell in row) for row in node.rows)
        same = all(a is b for old, new in zip(node.rows, rows, strict=True) for a, b in zip(old, new, strict=True))
        return node if same else replace(node, rows=rows)
    changed = {}
    for place in tree.PLACES[type(node)]:
        held = getattr(node, place)
        now = tuple(_rebuilt(child, wanted) for child in held)
        if any(a is not b for a, b in zip(held, now, strict=True)):
            changed[place] = now
    return replace(node, **changed) if changed else node


def _rebuilt_cell(cell: Cell, wanted: dict[Id, dict[str, Runs]]) -> Cell:
    now = tuple(_rebuilt(paragraph, wanted) for paragraph in cell.paragraphs)
    same = all(a is b for a, b in zip(cell.paragraphs, now, strict=True))
    return cell if same else replace(cell, paragraphs=now)


def _written(owner: Any, field: str, content: Runs) -> Any:
    """``owner`` with another ``field``; a detail without a text is gone."""
    if field == "text":
        return replace(owner, runs=content)
    if field == "headline":
        if isinstance(owner, Attachment):
            return replace(owner, name=content)
        return replace(owner, heading=replace(owner.heading, headline=content))
    if field.startswith(NOTE):
        index = int(field.removeprefix(NOTE))
        said = replace(owner.statuses[index], note=plain(content))
        return replace(owner, statuses=(*owner.statuses[:index], said, *owner.statuses[index + 1 :]))
    if not _is_detail(owner, field):
        return replace(owner, **{field: plain(content)})
    at = next(index for index, detail in enumerate(owner.details) if detail.field == field)
    new = (replace(owner.details[at], value=plain(content)),) if content else ()
    return replace(owner, details=owner.details[:at] + new + owner.details[at + 1 :])
