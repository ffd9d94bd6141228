"""Which report a Word file was exported from, told by its bookmarks at a glance, before anything of it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from huibao.errors import InputError
from huibao.formats import native, reading, sniff
from huibao.formats.docx.marks import Names, marks_in
from huibao.model import tree
from huibao.model.report import Id, Report
from huibao.model.source import Source
from huibao.services import files

SUFFIXES = (".docx", ".docm")
_ENOUGH = 0.5  # of the bookmarks: what others added, and what was left out of a copy, has none of ours
_WORDS = ("docx", "docm", "doc", "encrypted", "rtf", "odt", "wordxml")


@dataclass(frozen=True, slots=True)
class Origin:
    """The report that a Word file came from: in the native file ``path``, None for the one that is open; its ``title``."""

    path: Path | None
    title: str


def read_word(path: Path, password: str | None = None) -> Source:
    """The content of the Word file ``path``, never changed. Raises InputError, PasswordNeeded."""
    data = files.read_file(path)
    kind = sniff.kind_of(data)
    if kind not in _WORDS:
        if kind in sniff.READABLE:
            raise InputError(f"“{path.name}”不是 Word 文档；请选择由这份报告导出、在 Word 或 WPS 里改过的 .docx 文件。")
        raise sniff.refuse(kind, path.name)
    return reading.read(data, kind, path.name, password=password)


def origin_of(
    path: Path, report: Report | None, previous: Report | None = None, recent: Sequence[Path] = ()
) -> Origin | None:
    """The report that the Word file ``path`` was exported from: ``report`` (the open one), else the native file of the same
    name beside it, else one of the ``recent`` files; None when it is none of those. ``previous``, last year's report, has
    ids in common with ``report``; what names more of its ids was exported from that. Raises InputError when the file can't
    be read."""
    marks = marks_in(files.read_file(path))
    if not marks:
        return None
    if report is not None:
        share = share_of(marks, tree.ids(report))
        if share >= _ENOUGH and (previous is None or share >= share_of(marks, tree.ids(previous))):
            return Origin(None, report.title)
    return _among(marks, [path.with_suffix(".huibao")]) or _among(marks, recent)


def _among(marks: Collection[str], paths: Iterable[Path]) -> Origin | None:
    """The report of the files ``paths`` that most of ``marks`` name, of equals the first."""
    best, found = 0.0, None
    for path in paths:
        if path.suffix.lower() != ".huibao" or not path.is_file():
            continue
        try:
            report = native.load(files.read_file(path)).report
        except InputError:
            continue
        share = share_of(marks, tree.ids(report))
        if share > best:
            best, found = share, Origin(path, report.title)
    return found if best >= _ENOUGH else None


def share_of(marks: Collection[str], ids: Collection[Id]) -> float:
    """0–1: how many of the bookmarks ``marks`` name nodes among ``ids``."""
    names = Names()
    known = {names.next(node).lower() for node in ids}
    hits = sum(_bare(mark.lower(), known) in known for mark in marks)
    return hits / len(marks) if marks else 0.0


def _bare(mark: str, known: Collection[str]) -> str:
    """The name without the number that tells a node's further paragraphs apart."""
    head, _, tail = mark.rpartition("_")
    return head if mark not in known and tail.isdecimal() else mark
