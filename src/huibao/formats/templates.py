"""Template files: TOML → ``model.template.Template``, strictly.

A file holds id, name, title and so on; ``[[sections]]``; the fields ``[[front]]``, ``[[end]]``, ``[[problem]]``,
``[[measure]]`` in the order of print; and ``[frame]``, the wording around a measure's details.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

from huibao.formats.toml_lines import Keys, TomlFile, read_toml
from huibao.model.numbering import parse
from huibao.model.report import DetailFrame, SectionKind
from huibao.model.template import ACCOUNT_FILLS, FIELD_IDS, FieldTemplate, SectionTemplate, Template

_LIMITS = ("limit_pages", "limit_characters")
_TOP = {
    **dict.fromkeys(("id", "name", "description", "title", "profile"), str),
    **dict.fromkeys(("order", *_LIMITS), int),
    "frame": dict,
}
_LISTS = ("sections", *FIELD_IDS)
_SECTION = {
    "key": str,
    "heading": str,
    "kind": str,
    "guidance": str,
    "intro": str,
    "required": bool,
    "least_entries": int,
    "aspects": list,
    "match": list,
    "target_characters": int,
    "account": list,
}
_FIELD = {
    "id": str,
    "label": str,
    "guidance": str,
    "lead_in": str,
    "options": list,
    "required": bool,
    "shown": bool,
    "text": str,
    "own_paragraph": bool,
}
_FRAME = {"open": str, "separator": str, "close": str, "own_paragraph": bool}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_FILLED = re.compile(r"\{[^}]*\}?|\}")
_FILLS = ("{year}", "{next_year}")
_CONTROL = re.compile("[\x00-\x1f\x7f\u2028\u2029]")


def load_template(path: Path) -> Template:
    """The template in the file ``path``. Raises DataError naming file, line and reason (Chinese) for whatever is wrong:
    syntax, unknown or doubled keys, wrong types, unknown kinds and field ids, numbers typed into headings."""
    file = read_toml(path, "模板")
    _check_members(file)
    top = _read_top(file)
    sections = tuple(_section(file, ("sections", at)) for at in range(len(file.data["sections"])))
    _check_distinct(file, "sections", [section.key for section in sections], "key")
    fields: dict[str, Any] = {owner: _fields(file, owner) for owner in FIELD_IDS}
    if not any(item.id == "title" for item in fields["front"]):
        raise file.fault(("front", 0), "front 里缺少 id 为“title”的一项")
    frame = DetailFrame(**file.table(("frame",), _FRAME)) if "frame" in file.data else DetailFrame()
    return Template(**top, sections=sections, frame=frame, **fields)


def _check_members(file: TomlFile) -> None:
    """The keys are known, the lists of tables are lists of tables, and there is a section."""
    known = (*_TOP, *_LISTS)
    for key in file.data:
        if key not in known:
            raise file.fault((key,), f"不认识的键“{key}”，这里可以用的是：{'、'.join(known)}")
    for name in _LISTS:
        members = file.data.get(name, [])
        if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
            raise file.fault((name,), f"“{name}”的每一项都要用 [[{name}]] 开头")
    if not file.data.get("sections"):
        raise file.fault((), "至少要有一个 [[sections]]")


def _read_top(file: TomlFile) -> dict[str, Any]:
    plain = TomlFile(file.name, file.what, {k: v for k, v in file.data.items() if k not in _LISTS}, file.lines)
    top = plain.table((), _TOP, ("id", "name", "title"))
    top.pop("frame", None)
    if not _ID.fullmatch(top["id"]):
        raise file.fault(("id",), "“id”只能用小写英文字母、数字和连字符")
    for key in _LIMITS:
        if top.get(key, 0) < 0:
            raise file.fault((key,), f"“{key}”不能是负数")
    _check_wording(file, (), top, ("title",))
    return top


def _section(file: TomlFile, keys: Keys) -> SectionTemplate:
    values = file.table(keys, _SECTION, ("key", "heading", "kind"))
    kinds = get_args(SectionKind)
    if values["kind"] not in kinds:
        raise file.fault((*keys, "kind"), f"不认识的 kind“{values['kind']}”，只能是：{'、'.join(kinds)}")
    if values["kind"] == "narrative" and values.get("least_entries"):
        raise file.fault((*keys, "least_entries"), "least_entries 只用于 problems 和 measures")
    for key in ("least_entries", "target_characters"):
        if values.get(key, 0) < 0:
            raise file.fault((*keys, key), f"“{key}”不能是负数")
    _check_wording(file, keys, values, ("heading", "intro", "aspects"))
    _check_wording(file, keys, values, ("account",), tuple(f"{{{name}}}" for name in ACCOUNT_FILLS))
    for key in ("heading", "aspects"):
        for text in _texts(values.get(key)):
            if parse(text):
                raise file.fault((*keys, key), f"“{text}”不要带序号，序号由程序编排")
    return SectionTemplate(**values)


def _fields(file: TomlFile, owner: str) -> tuple[FieldTemplate, ...]:
    out = []
    for at in range(len(file.data.get(owner, []))):
        keys: Keys = (owner, at)
        values = file.table(keys, _FIELD, ("id", "label"))
        if values["id"] not in FIELD_IDS[owner]:
            raise file.fault(
                (*keys, "id"), f"不认识的字段“{values['id']}”，{owner} 里可以用的是：{'、'.join(FIELD_IDS[owner])}"
            )
        _check_wording(file, keys, values, ("text",))
        out.append(FieldTemplate(**values))
    _check_distinct(file, owner, [item.id for item in out], "id")
    return tuple(out)


def _check_wording(
    file: TomlFile, keys: Keys, values: dict[str, Any], names: tuple[str, ...], fills: tuple[str, ...] = _FILLS
) -> None:
    """Wording that goes into a report is of one line, and in braces stands only what can be filled in."""
    for name in names:
        for text in _texts(values.get(name)):
            if _CONTROL.search(text):
                raise file.fault((*keys, name), f"“{name}”里不能换行")
            for braces in _FILLED.findall(text):
                if braces not in fills:
                    known = "、".join(fills[:-1]) + f" 或 {fills[-1]}" if len(fills) > 2 else " 或 ".join(fills)
                    raise file.fault((*keys, name), f"“{braces}”填不出内容，花括号里只能写 {known}")


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _check_distinct(file: TomlFile, name: str, values: list[str], key: str) -> None:
    for at, value in enumerate(values):
        if value in values[:at]:
            raise file.fault((name, at, key), f"“{value}”在 {name} 里写了两次")
