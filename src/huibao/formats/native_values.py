"""The report's dataclasses ⇄ the plain values of JSON, driven by the dataclasses' own fields.

A field that holds its default is left out. Text in one plain run is a string, other text a list of runs. Where a field
may hold several classes (a block, an entry), the key "type" names the class.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from huibao.model.report import Cell, Heading, Limit, Paragraph, Picture, Run, Runs, StatusEntry, Table, new_id
from huibao.model.text import clean

T = TypeVar("T")
Write = Callable[[Any], Any]
Read = Callable[[Any, "Reading"], Any]
_TAG = "type"
_MISSING = object()
# What the model promises of its numbers; a file from elsewhere is brought back into these bounds.
_BOUNDS: dict[tuple[type, str], tuple[float, float]] = {
    (Heading, "level"): (1, 4),
    (Paragraph, "level"): (0, 4),
    (Cell, "colspan"): (1, 1000),
    (Cell, "rowspan"): (1, 10_000),
    (Table, "header_rows"): (0, 10_000),
    (Picture, "width_mm"): (0, 10_000),
    (Picture, "height_mm"): (0, 10_000),
    (StatusEntry, "year"): (0, 9999),
    (Limit, "pages"): (0, 99_999),
    (Limit, "characters"): (0, 99_999_999),
}


class NotAReportError(ValueError):
    """The values are no report: a field is missing or of a wrong type. Names the field, never its content."""


@dataclass(slots=True)
class Reading:
    """What is learned while one report is read: ``unknown`` keys that this version does not know ("Paragraph.colour"),
    how many ids were missing or ``doubled`` (and replaced) and how many numbers out of ``bounds`` (and brought back).

    ``renamed`` gives pictures another SHA-256; ``dirty``: text may hold characters that the model can't.
    """

    renamed: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    unknown: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    doubled: int = 0
    bounds: int = 0


def to_builtins(value: Any) -> Any:
    """A dataclass of the model as dicts, lists, strings and numbers."""
    return _shape(type(value)).write(value)


def from_builtins(cls: type[T], raw: object, reading: Reading) -> T:
    """The ``cls`` that ``raw`` describes; raises NotAReportError when it describes none, RecursionError when it nests too deep."""
    value = _shape(cls).read(raw, reading)
    assert isinstance(value, cls)
    return value


class _Shape:
    """How one dataclass is written and read, looked up once."""

    def __init__(self, cls: type) -> None:
        self.cls = cls
        self.writers: list[tuple[str, Any, Write | None]] = []
        self.readers: dict[str, Read] = {}
        self.has_id = False

    def fill(self) -> None:
        hints = get_type_hints(self.cls)
        for item in dataclasses.fields(self.cls):
            assert item.name != _TAG
            write, read = _codec(hints[item.name])
            if (self.cls, item.name) in _BOUNDS:
                read = partial(_bounded, _BOUNDS[self.cls, item.name], read)
            default = _MISSING if item.default is dataclasses.MISSING else item.default
            self.writers.append((item.name, default, write))
            self.readers[item.name] = read
        self.has_id = "id" in self.readers

    def write(self, value: Any) -> dict[str, Any]:
        out = {}
        for name, default, write in self.writers:
            held = getattr(value, name)
            if held != default:
                out[name] = write(held) if write else held
        return out

    def read(self, raw: Any, reading: Reading) -> Any:
        if type(raw) is not dict:
            raise NotAReportError(f"{self.cls.__name__} is no object")
        known = self.readers.get
        values = {}
        for key, held in raw.items():
            read = known(key)
            if read is not None:
                values[key] = read(held, reading)
            elif key != _TAG:
                reading.unknown.add(f"{self.cls.__name__}.{key}")
        if self.has_id:
            values["id"] = _own_id(values.get("id", ""), reading)
        if self.cls is Picture:
            _check_picture(values, reading)
        try:
            return self.cls(**values)
        except TypeError as fault:  # only a missing field can be meant: the names are the class's own
            raise NotAReportError(f"{self.cls.__name__} lacks a field") from fault


_shapes: dict[type, _Shape] = {}


def _shape(cls: type) -> _Shape:
    shape = _shapes.get(cls)
    if shape is None:
        shape = _shapes[cls] = _Shape(cls)  # known before it is filled: a group holds groups
        shape.fill()
    return shape


def _codec(hint: Any) -> tuple[Write | None, Read]:
    """How values of the type ``hint`` are written (None: as they are) and read."""
    if hint == Runs or hint == tuple[Run, ...]:
        return _write_runs, _read_runs
    origin = get_origin(hint)
    if hint is str:
        return None, _read_text
    if origin is Literal:
        return None, partial(_read_choice, get_args(hint))
    if hint is float:
        return None, _read_float
    if hint in (int, bool):
        return None, partial(_read_exactly, hint)
    if origin is tuple:
        write, read = _codec(get_args(hint)[0])
        return partial(_write_list, write), partial(_read_tuple, read)
    if origin in (Union, types.UnionType):
        return _union_codec(get_args(hint))
    shape = _shape(hint)
    return shape.write, shape.read


def _union_codec(members: tuple[Any, ...]) -> tuple[Write, Read]:
    shapes = {member.__name__.lower(): _shape(member) for member in members if member is not type(None)}
    names = {shape.cls: name for name, shape in shapes.items()}
    if len(shapes) == 1:  # X | None
        (only,) = shapes.values()
        return (lambda value: only.write(value)), (lambda raw, reading: only.read(raw, reading))

    def write(value: Any) -> Any:
        name = names[type(value)]
        return {_TAG: name, **shapes[name].write(value)}

    def read(raw: Any, reading: Reading) -> Any:
        shape = shapes.get(raw.get(_TAG)) if type(raw) is dict else None
        if shape is None:
            raise NotAReportError("none of " + ", ".join(shapes))
        return shape.read(raw, reading)

    return write, read


def _write_list(write: Write | None, values: tuple[Any, ...]) -> list[Any]:
    return [write(value) for value in values] if write else list(values)


def _read_tuple(read: Read, raw: Any, reading: Reading) -> tuple[Any, ...]:
    if type(raw) is not list:
        raise NotAReportError("no list")
    return tuple([read(value, reading) for value in raw])


def _write_runs(runs: Runs) -> Any:
    if len(runs) == 1 and runs[0] == Run(runs[0].text):
        return runs[0].text
    return _write_list(_shape(Run).write, runs)


def _read_runs(raw: Any, reading: Reading) -> Runs:
    if type(raw) is str:
        return (Run(clean(raw) if reading.dirty else raw),)
    return _read_tuple(_shape(Run).read, raw, reading)


def _read_text(raw: Any, reading: Reading) -> str:
    if type(raw) is not str:
        raise NotAReportError("no text")
    return clean(raw) if reading.dirty else raw


def _read_choice(choices: tuple[str, ...], raw: Any, reading: Reading) -> str:
    for choice in choices:
        if raw == choice:
            return choice
    raise NotAReportError("none of " + ", ".join(choices))


def _read_float(raw: Any, reading: Reading) -> float:
    if type(raw) not in (int, float) or not math.isfinite(raw):
        raise NotAReportError("no number")
    return float(raw)


def _read_exactly(cls: type, raw: Any, reading: Reading) -> Any:
    if type(raw) is not cls:
        raise NotAReportError(f"no {cls.__name__}")
    return raw


def _bounded(bounds: tuple[float, float], read: Read, raw: Any, reading: Reading) -> Any:
    value = read(raw, reading)
    kept = min(max(value, bounds[0]), bounds[1])
    if kept == value:
        return value
    reading.bounds += 1
    return type(value)(kept)


def _own_id(given: str, reading: Reading) -> str:
    """``given``, or a fresh id when there is none or another node has it already."""
    if not given or given in reading.ids:
        reading.doubled += 1
        given = new_id()
    reading.ids.add(given)
    return given


def _check_picture(values: dict[str, Any], reading: Reading) -> None:
    """Both become part of a file name: nothing else than a hash and an extension may stand there."""
    sha256, extension = values.get("sha256", ""), values.get("extension", "")
    if not re.fullmatch("[0-9a-f]{64}|", sha256) or not re.fullmatch("[A-Za-z0-9]{0,16}", extension):
        raise NotAReportError("Picture names no media")
    values["sha256"] = reading.renamed.get(sha256, sha256)
