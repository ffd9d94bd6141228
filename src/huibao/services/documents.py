"""Documents: open what was received or saved, save it, export it. A received file is never overwritten."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from huibao.errors import InputError, OutputError
from huibao.formats import native, reading, sniff, txt
from huibao.model.comments import printed_at
from huibao.model.manuscript import manuscript, printed
from huibao.model.profile import Profile
from huibao.model.report import Paragraph, Report
from huibao.model.source import Source
from huibao.model.template import Template
from huibao.services import files
from huibao.services.library import Library

if TYPE_CHECKING:
    from huibao.recognise import Verdict

Kind = Literal["docx", "pdf", "txt", "xlsx"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# A report of our own may hold many pictures; what others send is held to ``files.LIMIT``.
_NATIVE_LIMIT = 8 * files.LIMIT
_LONGEST_NAME = 72  # characters: three bytes each and a suffix stay under the 255 bytes of a file name
_FORBIDDEN = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in '<>:"/\\|?*'})
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A report that was opened. ``path`` is the native file it is saved to, None for received and pasted text: those are
    never overwritten. ``source``: where it came from (None: pasted). ``notes``: what the user should know (Chinese).
    ``verdicts``: what the recogniser took each source paragraph for (empty for a native file). ``previous``: last year's
    report, when the file holds it. ``received``: what was read, to be looked through before it is taken in (None: nothing is
    to be looked through: a file of our own, or one read by a template that was named)."""

    report: Report
    media: dict[str, bytes] = field(default_factory=dict)
    path: Path | None = None
    source: Path | None = None
    notes: tuple[str, ...] = ()
    read_only: bool = False
    verdicts: tuple[Verdict, ...] = ()
    previous: Report | None = None
    received: Source | None = None


def open_document(
    path: Path,
    library: Library,
    encoding: str | None = None,
    template: Template | None = None,
    *,
    password: str | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Opened:
    """The report in ``path``, of any kind that can be read, told by its content and not by its name.

    ``encoding`` is that of plain text (None: found out; given, what looks like no kind at all is read as text too).
    ``template``: the kind of report it is (None: found out, or as a native file says). ``password`` opens an encrypted
    file; ``cancelled`` is asked while a received file is read. Raises InputError with a sentence for the user:
    PasswordNeeded when a password is wanted, Cancelled.
    """
    data = files.read_file(path, _NATIVE_LIMIT)
    kind = sniff.kind_of(data)
    if kind == "huibao":
        return _opened_native(data, path, template)
    if len(data) > files.LIMIT:
        raise files.too_large(path.name)
    if kind == "unknown" and encoding is not None:
        kind = "txt"
    source = reading.read(
        data,
        kind,
        path.name,
        encoding=encoding,
        password=password,
        cancelled=cancelled,
        meanwhile=lambda: import_module("huibao.recognise"),
    )
    opened = _recognised(source, library, template)
    kind = source.kind if kind == "encrypted" else kind
    return replace(opened, source=path, notes=_misnamed(path, kind) + opened.notes)


def readable() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The kinds of file that can be opened, our own first: what to call each, and the endings its names usually have."""
    return tuple((name, tuple(ending for ending in endings if ending)) for name, endings in dict.fromkeys(sniff.READABLE.values()))


def open_text(text: str, library: Library, template: Template | None = None) -> Opened:
    """The report in pasted ``text``."""
    return _recognised(txt.read_plain(text), library, template)


def save(report: Report, media: Mapping[str, bytes], path: Path, previous: Report | None = None) -> None:
    """``report`` as the native file ``path``, put in the old one's place when it is whole on the disk and can be opened.
    Raises OutputError; the old file is then as it was."""
    data = native.dump(report, media, previous)
    try:
        back = native.load(data)
    except InputError as fault:
        raise OutputError("保存前的检查没有通过，文件没有改动；请先导出为 Word 留存，再联系维护人员。") from fault
    if back.report != report:
        _log.warning("a report comes back changed: %s", "; ".join(back.notes) or "text")
    files.write_atomically(path, data)


def export(
    report: Report,
    media: Mapping[str, bytes],
    path: Path,
    library: Library,
    kind: Kind,
    *,
    even_if_open: bool = False,
    comments: bool = True,
) -> tuple[str, ...]:
    """``report`` as a file of ``kind`` at ``path``; returns what it can't show there (Chinese notes). ``comments``: a Word
    document gets the report's comments; no other kind ever does. Raises OutputError
    (``in_use`` when ``path`` is open in WPS, Word or LibreOffice, unless ``even_if_open``: their lock files can outlive a
    crash); the old file is then as it was."""
    holder = None if even_if_open else files.open_elsewhere(path)
    if holder is not None:
        by = f"“{holder}”在 " if holder else ""
        raise OutputError(
            f"“{path.name}”正由{by} WPS、Word 等程序打开，没有写入；请先关闭它，或换一个名称。", in_use=True
        )
    shown = report if comments else replace(report, comments=())
    if kind == "pdf":
        data, notes = _pdf(report, media, profile_of(report, library))
    else:
        data = export_bytes(shown, media, library, kind)
        notes = _lost_in_word(report, media) if kind == "docx" else ()
    files.write_atomically(path, data)
    return notes


def export_bytes(report: Report, media: Mapping[str, bytes], library: Library, kind: Kind) -> bytes:
    """The bytes of ``report`` as a Word document, PDF, plain text or ledger (xlsx)."""
    if kind == "txt":
        return txt.write_text(printed(manuscript(report)))
    if kind == "xlsx":
        return _ledger_bytes(report, library)
    profile = profile_of(report, library)
    return _word_bytes(report, media, profile) if kind == "docx" else _pdf(report, media, profile)[0]


def profile_of(report: Report, library: Library) -> Profile:
    """The report's own format profile, else its template's, else the default one."""
    template = library.template(report.template)
    return library.profile(report.profile or (template.profile if template else "") or Profile().id)


def proposed_name(report: Report, source: Path | None = None, suffix: str = ".huibao") -> str:
    """A file name for ``report``: its title, else the name it came by, with what Windows forbids in its full-width form."""
    stem = report.title or (source.stem if source else "")
    stem = "".join(mark for mark in stem.translate(_FORBIDDEN) if mark.isprintable())
    stem = stem.strip(" \u3000.")[:_LONGEST_NAME].strip(" \u3000.") or "未命名报告"
    if stem.split(".")[0].strip().upper() in _RESERVED:
        stem = f"报告 {stem}"
    return stem + suffix


def _opened_native(data: bytes, path: Path, template: Template | None) -> Opened:
    read = native.load(data)
    report = replace(read.report, template=template.id) if template else read.report
    misnamed = _misnamed(path, "huibao")
    return Opened(
        report,
        read.media,
        path=None if misnamed else path,
        source=path,
        notes=misnamed + read.notes,
        read_only=read.read_only,
        previous=read.previous,
    )


def _recognised(source: Source, library: Library, template: Template | None) -> Opened:
    from huibao.recognise import recognise
    from huibao.recognise.match import keyed

    found = recognise(source, (template,) if template else library.templates)
    report = keyed(found.report, template) if template else found.report
    notes, received = _distinct((*source.notes, *found.notes)), None if template else source
    return Opened(report, dict(source.media), notes=notes, verdicts=found.verdicts, received=received)


def _misnamed(path: Path, kind: str) -> tuple[str, ...]:
    """A note when the name says another kind than the content."""
    suffix = path.suffix.lower()
    what, suffixes = sniff.READABLE[kind]
    if suffix in suffixes:
        return ()
    shown = f"扩展名是 {suffix}" if suffix else "没有扩展名"
    return (f"“{path.name}”{shown}，内容其实是{what}，已按{what}打开。",)


def _distinct(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))


def _word_bytes(report: Report, media: Mapping[str, bytes], profile: Profile) -> bytes:
    from huibao.formats.docx.writer import Properties, write_docx

    properties = Properties(title=report.title, author=_signature(report), organisation=_signature(report))
    items = manuscript(report)
    return write_docx(items, profile, media, properties, printed_at(report, items))


def _lost_in_word(report: Report, media: Mapping[str, bytes]) -> tuple[str, ...]:
    from huibao.formats.docx.writer import left_out_pictures

    lost = len(left_out_pictures(manuscript(report), media))
    return (f"有 {lost} 张图片放不进 Word 文件，原处改为方括号中的说明文字。",) if lost else ()


def _pdf(report: Report, media: Mapping[str, bytes], profile: Profile) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and what it can't show as it should be."""
    from huibao import layout

    layout.application()
    pages = layout.compose(manuscript(report), profile, layout.Fonts(profile), media)
    data = layout.write_pdf(pages, title=report.title, author=_signature(report))
    return data, tuple(one.sentence for one in layout.troubles(pages))


def _ledger_bytes(report: Report, library: Library) -> bytes:
    from huibao.formats.xlsx import write_sheets
    from huibao.yearly.ledger import ledger, lists

    template = library.template(report.template)
    return write_sheets((ledger(report, template), *lists(report, template)), title=report.title)


def _signature(report: Report) -> str:
    """The first line that the report is signed with, "" when it is not."""
    lines = (
        block.text.strip()
        for part in report.end
        if part.field == "signature"
        for block in part.blocks
        if isinstance(block, Paragraph)
    )
    return next((line for line in lines if line), "")
