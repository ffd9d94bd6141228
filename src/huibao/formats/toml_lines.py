"""TOML files of rules (templates, profiles, wording) read strictly: a fault is said with file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from huibao.errors import DataError

Keys = tuple[str | int, ...]
Schema = Mapping[str, type]
_LIMIT = 1_000_000
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([\w-]+))[ \t]*(\.?)""", re.ASCII | re.DOTALL)
_VALUE = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*'|\#[^\n]*|[\[{]|[\]}]|\n|[^"'\#\[\]{}\n]+""",
    re.DOTALL,
)
_KINDS = {
    str: "文字（写在引号里）",
    bool: "true 或 false",
    int: "整数",
    float: "数字",
    list: '一列文字，如 ["甲", "乙"]',
    dict: "一节",
}
_REASONS = (
    ("overwrite", "同一个键写了两次"),
    ("twice", "同一节写了两次"),
    ("redefine", "同一节写了两次"),
    ("mutate", "同一节写了两次"),
    ("Duplicate", "同一个键写了两次"),
    ("Unterminated", "引号没有收尾"),
    ("Unclosed", "括号没有收尾"),
    ("Expected '=' ", "键的后面缺少等号"),
    ("Expected ']", "方括号没有收尾"),
    ("Expected newline", "一行里只能写一个键"),
    ("Illegal character", "有不允许的字符（引号没有收尾，或文字里直接换了行）"),
    ("Invalid statement", "这一行写法不对，键名要用英文字母，节的标题要用方括号"),
    ("Invalid initial character", "键名要用英文字母，不能空着"),
    ("Invalid value", "等号后面的值写法不对（文字要写在英文引号里）"),
)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: ``data``, and the line of each key for messages. ``what`` is what the user calls it (模板)."""

    name: str
    what: str
    data: dict[str, Any]
    lines: dict[Keys, int] = field(default_factory=dict)

    def line(self, keys: Keys) -> int:
        """The line where ``keys`` stand, or the nearest part around them that has a line (1 at the worst)."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return 1

    def fault(self, keys: Keys, reason: str) -> DataError:
        """The error that says what is wrong at ``keys``."""
        return _fault(self.name, self.what, self.line(keys), reason)

    def table(self, keys: Keys, schema: Schema, required: tuple[str, ...] = ()) -> dict[str, Any]:
        """The table at ``keys`` held against ``schema`` (key → str, bool, int, float, list of texts, dict).

        Lists come back as tuples. Raises DataError for an unknown key, a wrong type, a required key that is missing or "".
        """
        found = self.at(keys)
        if not isinstance(found, dict):
            raise self.fault(keys, f"“{keys[-1]}”应当是{_KINDS[dict]}")
        out: dict[str, Any] = {}
        for key, value in found.items():
            if key not in schema:
                raise self.fault((*keys, key), f"不认识的键“{key}”，这里可以用的是：{'、'.join(schema)}")
            out[key] = self._typed((*keys, key), value, schema[key])
        for key in required:
            if out.get(key) in (None, "", ()):
                where = f"{keys[0]}的第 {keys[1] + 1} 项" if len(keys) > 1 and isinstance(keys[1], int) else "这里"
                raise self.fault((*keys, key), f"{where}缺少“{key}”")
        return out

    def _typed(self, keys: Keys, value: object, kind: type) -> object:
        if kind is float and type(value) is int:
            return float(value)
        right = type(value) is kind
        if right and isinstance(value, list):
            right = all(isinstance(item, str) for item in value)
        if not right:
            raise self.fault(keys, f"“{keys[-1]}”应当是{_KINDS[kind]}")
        return tuple(value) if isinstance(value, list) else value

    def at(self, keys: Keys) -> Any:
        """The value at ``keys``. Raises KeyError or IndexError where there is none."""
        found: Any = self.data
        for key in keys:
            found = found[key]
        return found


def read_toml(path: Path, what: str) -> TomlFile:
    """Read and parse ``path`` (UTF-8, a byte order mark allowed). Raises DataError: file, line and reason."""
    try:
        if path.stat().st_size > _LIMIT:
            raise _fault(path.name, what, 1, "文件太大，不像是这种文件")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = bytes(cause.object[: cause.start]).count(b"\n") + 1
        raise _fault(path.name, what, line, "文字不是 UTF-8 编码，请用 UTF-8 另存") from cause
    except OSError as cause:
        raise DataError(f"{what}文件“{path.name}”读不出来，请看看它是否还在、能否打开。") from cause
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as cause:
        raise _syntax_fault(path.name, what, text, str(cause)) from cause
    return TomlFile(path.name, what, data, key_lines(text))


def _syntax_fault(name: str, what: str, text: str, said: str) -> DataError:
    place = re.search(r"at line (\d+)", said)
    line = int(place[1]) if place else text.count("\n") + 1
    reason = next((reason for word, reason in _REASONS if word in said), "不合 TOML 的写法")
    return _fault(name, what, line, reason)


def _fault(name: str, what: str, line: int, reason: str) -> DataError:
    return DataError(f"{what}文件“{name}”第 {line} 行有误：{reason}。")


def key_lines(text: str) -> dict[Keys, int]:
    """The line (from 1) of every table header and key of a TOML text that parses; keys in inline tables are not listed."""
    lines: dict[Keys, int] = {}
    counts: dict[Keys, int] = {}
    base: Keys = ()
    at, line, seen = 0, 1, 0
    while (at := _end(_BLANK.match(text, at), at)) < len(text):
        line, seen = line + text.count("\n", seen, at), at
        header = text[at] == "["
        many = text.startswith("[[", at)
        names, at = _dotted(text, at + header + many)
        if header:
            base = _resolved(names, counts, many)
            lines.setdefault(base, line)
            at = _after_value(text, text.find("]", at) + 1 + many)
        else:
            for end in range(1, len(names) + 1):
                lines.setdefault(base + names[:end], line)
            at = _after_value(text, at)
        if at <= seen:
            break
    return lines


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise


def _dotted(text: str, at: int) -> tuple[tuple[str, ...], int]:
    names: list[str] = []
    while match := _KEY.match(text, at):
        names.append(match[1] or match[2] or match[3] or "")
        at = match.end()
        if not match[4]:
            break
    return tuple(names), at


def _resolved(names: tuple[str, ...], counts: dict[Keys, int], many: bool) -> Keys:
    """A header's names as keys, with the index of the array member that each step is in."""
    keys: Keys = ()
    for index, name in enumerate(names):
        keys = (*keys, name)
        if many and index == len(names) - 1:
            counts[keys] = counts.get(keys, -1) + 1
        if keys in counts:
            keys = (*keys, counts[keys])
    return keys


def _after_value(text: str, at: int) -> int:
    """Where the line ends on which the value that begins at ``at`` is complete."""
    depth = 0
    while match := _VALUE.match(text, at):
        token, at = match[0], match.end()
        if token in ("[", "{"):
            depth += 1
        elif token in ("]", "}"):
            depth -= 1
        elif token == "\n" and depth <= 0:
            break
    return at
