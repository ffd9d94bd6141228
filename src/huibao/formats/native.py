"""The native file: a zip of ``mimetype`` (first, stored), ``report.json``, ``media/<sha256>.<ext>`` and, for a report that
was rolled forward, ``previous/report.json``. The same report always gives the same bytes.
"""

from __future__ import annotations

import gc
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from huibao.errors import InputError
from huibao.formats.native_values import NotAReportError, Reading, from_builtins, to_builtins
from huibao.model.comments import reanchored
from huibao.model.report import Blocks, Group, Id, Measure, Part, Picture, Problem, Report, Section
from huibao.model.text import clean

MIMETYPE = "application/vnd.huibao.report+zip"
SCHEMA = 1
_DATE = (1980, 1, 1, 0, 0, 0)
_DEEPEST_GROUP = 40
# Far above the largest report with pictures; what is beyond is an attack or an accident (a zip bomb).
_MOST_ENTRIES = 5_000
_MOST_BYTES = 400 * 1024 * 1024

# What zipfile raises, one time or another, over bytes that are no sound zip.
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
)
# Only a file with one of these can hold a character that the model can't: an escape, U+FDD0–FDEF, U+FFFE, U+FFFF.
_DIRT = (b"\\u", b"\\b", b"\\f", b"\xef\xb7", b"\xef\xbf\xbe", b"\xef\xbf\xbf")

_DAMAGED = "这个汇报文件已经损坏，无法打开；请改用备份或自动保存的副本。"
_TOO_BIG = "这个汇报文件的内容超出上限，无法打开；请确认它确实由本程序保存。"
_NEWER = "这个文件由更高版本的汇报保存，本版本读不懂；请升级后再打开。"
_NOTE_NEWER = "这个文件由更高版本的汇报保存，只能查看，不能改动；请升级后再修改。"
_NOTE_UNKNOWN = "文件中有本版本不认识的内容，为免丢失，只能查看，不能改动；请升级后再修改。"


@dataclass(frozen=True, slots=True)
class Native:
    """A native file as read. ``media``: picture bytes by SHA-256. ``previous``: last year's report, None when there is
    none. ``version``: the schema of the file. ``read_only``: saving would lose what this version does not know; ``notes``
    say so, and what was repaired (Chinese, for the user)."""

    report: Report
    media: dict[str, bytes] = field(default_factory=dict)
    previous: Report | None = None
    version: int = SCHEMA
    read_only: bool = False
    notes: tuple[str, ...] = ()


def dump(report: Report, media: Mapping[str, bytes], previous: Report | None = None) -> bytes:
    """``report`` as the bytes of a native file. Of ``media`` (by SHA-256) only what the reports show is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        _add(package, "mimetype", MIMETYPE.encode(), stored=True)
        _add(package, "report.json", _json(report))
        if previous is not None:
            _add(package, "previous/report.json", _json(previous))
        shown = {picture.sha256: picture for part in (report, previous) if part for picture in pictures(part)}
        for sha256 in sorted(shown.keys() & media.keys()):
            _add(package, f"media/{sha256}.{shown[sha256].extension}", media[sha256], stored=True)
    return out.getvalue()


def load(data: bytes) -> Native:
    """The report in the bytes of a native file. Raises InputError when they are damaged, hostile or of a version that
    can't be read at all; repairs what can be repaired, and says so in ``notes``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, _no_collection():
            return _read(package)
    except NotAReportError as fault:
        raise InputError(_DAMAGED) from fault
    except RecursionError as fault:
        raise InputError(_TOO_BIG) from fault
    except _ZIP_FAULTS as fault:
        raise InputError(_DAMAGED) from fault


def pictures(report: Report) -> Iterator[Picture]:
    """Every picture that ``report`` shows, in no special order."""
    for blocks in _all_blocks(report):
        yield from (block for block in blocks if isinstance(block, Picture))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Tens of thousands of new objects, none of them garbage: searching them for garbage took half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add(package: zipfile.ZipFile, name: str, data: bytes, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    package.writestr(entry, data)


def _json(report: Report) -> bytes:
    values = {"schema": SCHEMA, "report": to_builtins(report)}
    try:
        raw = msgspec.json.encode(values)
    except UnicodeEncodeError:  # a lone surrogate slipped past the door: better a mark in its place than no save
        raw = msgspec.json.encode(_cleaned(values))
    return msgspec.json.format(raw, indent=1) + b"\n"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(held) for key, held in value.items()}
    return [_cleaned(held) for held in value] if isinstance(value, list) else value


def _read(package: zipfile.ZipFile) -> Native:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise InputError(_TOO_BIG)
    if len(set(names)) != len(names):
        raise InputError(_DAMAGED)
    notes: list[str] = []
    media, renamed = _media(package, notes)
    version, report, unknown = _report(package, "report.json", renamed, notes)
    previous = None
    if "previous/report.json" in names:
        _, previous, _ = _report(package, "previous/report.json", renamed, [])
    if version > SCHEMA:
        notes.append(_NOTE_NEWER)
    elif unknown:
        notes.append(_NOTE_UNKNOWN)
    return Native(report, media, previous, version, bool(unknown) or version > SCHEMA, tuple(notes))


def _report(
    package: zipfile.ZipFile, name: str, renamed: dict[str, str], notes: list[str]
) -> tuple[int, Report, set[str]]:
    raw = package.read(name)
    try:
        values = msgspec.json.decode(raw)
    except (UnicodeDecodeError, msgspec.DecodeError) as fault:
        raise InputError(_DAMAGED) from fault
    version = values.get("schema") if isinstance(values, dict) else None
    if type(version) is not int or version < 1:
        raise NotAReportError("schema")
    reading = Reading(renamed, dirty=any(sign in raw for sign in _DIRT))
    try:
        report = from_builtins(Report, values.get("report"), reading)
    except NotAReportError as fault:
        raise (InputError(_NEWER) if version > SCHEMA else fault) from fault
    for section in report.sections:
        _check_depth(section.groups)
    report, lost = _without_dead_links(report)
    report, homeless = reanchored(report)
    if reading.doubled:
        notes.append(f"文件中有 {reading.doubled} 处内部编号缺失或重复，已重新编号。")
    if reading.bounds:
        notes.append(f"文件中有 {reading.bounds} 处数值超出范围，已改为最接近的允许值。")
    if lost:
        notes.append(f"有 {lost} 处措施对应的问题已不存在，这些对应关系已去掉。")
    if homeless:
        notes.append(f"有 {homeless} 条批注所在的地方已不存在，已改为对整份报告的批注。")
    return version, report, reading.unknown | {key for key in values if key not in ("schema", "report")}


def _media(package: zipfile.ZipFile, notes: list[str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Pictures by their true SHA-256, and the names that were not it."""
    media, renamed = {}, {}
    for name in package.namelist():
        folder, _, file = name.partition("/")
        if folder != "media" or not file:
            continue
        said = file.partition(".")[0]
        try:
            data = package.read(name)
        except _ZIP_FAULTS:
            notes.append("有一张图片已损坏，无法显示。")
            continue
        true = hashlib.sha256(data).hexdigest()
        media[true] = data
        if true != said:
            renamed[said] = true
            notes.append("有一张图片与文件中的记录不符，已按文件中现有的图片显示。")
    return media, renamed


def _without_dead_links(report: Report) -> tuple[Report, int]:
    """``report`` without links to problems that are not there, and how many there were."""
    entries = [entry for group in _all_groups(report) for entry in group.entries]
    problems = {entry.id for entry in entries if isinstance(entry, Problem)}
    answers = [answer for entry in entries if isinstance(entry, Measure) for answer in entry.answers]
    lost = sum(answer not in problems for answer in answers)
    if not lost:
        return report, 0

    def mended(group: Group) -> Group:
        return replace(
            group,
            entries=tuple(_linked(entry, problems) if isinstance(entry, Measure) else entry for entry in group.entries),
            groups=tuple(map(mended, group.groups)),
        )

    sections = tuple(replace(section, groups=tuple(map(mended, section.groups))) for section in report.sections)
    return replace(report, sections=sections), lost


def _linked(measure: Measure, problems: set[Id]) -> Measure:
    return replace(measure, answers=tuple(answer for answer in measure.answers if answer in problems))


def _all_groups(report: Report) -> Iterator[Group]:
    """Every group, at any depth."""
    waiting = [group for section in report.sections for group in section.groups]
    while waiting:
        group = waiting.pop()
        yield group
        waiting.extend(group.groups)


def _check_depth(groups: tuple[Group, ...], depth: int = 1) -> None:
    """Raises RecursionError for groups within groups, deeper than any report has them."""
    if depth > _DEEPEST_GROUP:
        raise RecursionError("groups nest too deep")
    for group in groups:
        _check_depth(group.groups, depth + 1)


def _all_blocks(report: Report) -> Iterator[Blocks]:
    parts: list[Part] = [*report.front, *report.end]
    owners: list[Section | Group] = list(report.sections)
    for group in _all_groups(report):
        owners.append(group)
        for entry in group.entries:
            parts.extend(entry.parts)
    yield from (part.blocks for part in parts)
    yield from (owner.blocks for owner in owners)
    yield from (attachment.blocks for attachment in report.attachments)
