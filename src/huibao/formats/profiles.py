"""Format profiles from TOML: every value checked, every fault told with file, line and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from huibao import paths
from huibao.formats.toml_lines import TomlFile, read_toml
from huibao.model.profile import Face, Profile

PLACES: Final = ("outside", "left", "center", "right", "none")
ROLES: Final = tuple(
    "title body heading1 heading2 heading3 heading4 run_in1 run_in2 run_in3 run_in4 attachment_label attachment_title "
    "table page_number latin".split()
)
_LEAST_AREA_MM: Final = 20.0
_WHOLE: Final = ("lines", "characters", "most_lines", "most_characters")
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
Check = Callable[[Any], str]


def load_profile(path: Path) -> Profile:
    """The profile in the TOML file ``path``; what it leaves out is as in the profile it is ``based_on``, else as in
    GB/T 9704-2012, but for id and name, which are then the file's. A base is looked for beside the file, then among our
    own. Raises DataError naming file, line and reason.
    """
    return _load(path, ())


def _load(path: Path, seen: tuple[Path, ...]) -> Profile:
    source = read_toml(path, "版式")
    _check(source, _SHAPE, source.data)
    base = Profile()
    if "based_on" in source.data:
        here = path.resolve()
        if here in seen:
            raise source.fault(("based_on",), "几个版式互相引用，没有尽头")
        base = _load(_base_path(source, path), (*seen, here))
    profile = filled({"id": path.stem, "name": path.stem, **source.data}, base)
    if reason := area_fault(profile):
        raise source.fault(("page",), reason)
    if "body" not in profile.faces:
        raise source.fault(("faces",), "缺少正文字体 [faces.body]")
    return profile


def fault_of(keys: tuple[str, ...], value: object) -> str:
    """Why ``value`` can't stand at ``keys`` of a profile's file ("grid", "lines"), to be said after the name of the field;
    "" when it can. Raises KeyError where a profile has no such key."""
    wanted: Any = _SHAPE
    for key in keys:
        wanted = wanted[key]
    return str(wanted(value))


def area_fault(profile: Profile) -> str:
    """Why the margins leave no room for text, "" when they do."""
    least = min(profile.text_width_mm, profile.text_height_mm)
    return f"页边距太大，版心不足 {_LEAST_AREA_MM:g} 毫米" if least < _LEAST_AREA_MM else ""


def _base_path(source: TomlFile, path: Path) -> Path:
    name = source.data["based_on"]
    for folder in (path.parent, paths.resources() / "profiles"):
        found = folder / f"{name}.toml"
        if found.is_file() and found.resolve() != path.resolve():
            return found
    raise source.fault(("based_on",), f"找不到版式“{name}”")


def _check(source: TomlFile, shape: Mapping[str, Any], data: Mapping[str, Any], above: tuple[str, ...] = ()) -> None:
    """Raise the first fault of ``data`` against ``shape`` (nested mappings of checks)."""
    for key, value in data.items():
        keys = (*above, key)
        wanted = shape.get(key)
        if wanted is None:
            raise source.fault(keys, f"不认识的键“{key}”，这里可以用的是：{'、'.join(shape)}")
        if isinstance(wanted, Mapping):
            if not isinstance(value, dict):
                raise source.fault(keys, f"“{key}”应当是一节")
            _check(source, wanted, value, keys)
        elif reason := wanted(value):
            raise source.fault(keys, f"“{key}”{reason}")


def _number(least: float, most: float) -> Check:
    def check(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "应当是数字"
        return "" if least <= value <= most else f"应在 {least:g} 到 {most:g} 之间"

    return check


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> str:
        return _number(least, most)(value) or ("" if isinstance(value, int) else "应当是整数")

    return check


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() and value.isprintable() else "应当是文字，不能空着"


def _identifier(value: Any) -> str:
    return "" if isinstance(value, str) and _ID.fullmatch(value) else "只能用字母、数字、- 和 _"


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "应当是 true 或 false"


def _families(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return "应当是字体名称的列表，至少一个"
    sound = all(not _text(name) and "," not in name for name in value)
    return "" if sound else "里有不是字体名称的"


def _place(value: Any) -> str:
    return "" if value in PLACES else "应当是其中之一：" + "、".join(PLACES)


def _frame(value: Any) -> str:
    return "" if isinstance(value, str) and value.count("{}") == 1 and value.isprintable() else "应当是带一个 {} 的文字"


def _forms(value: Any) -> str:
    if not isinstance(value, list) or len(value) != 4:
        return "应当是四级序号的写法，共四项"
    return next((f"第 {at} 项{fault}" for at, form in enumerate(value, 1) if (fault := _frame(form))), "")


_FACE: Final[dict[str, Check]] = {"families": _families, "size_pt": _number(4, 144), "bold": _switch}
_SHAPE: Final[dict[str, Any]] = {
    "id": _identifier,
    "name": _text,
    "based_on": _identifier,
    "page": {
        **{key: _number(50, 1000) for key in ("width_mm", "height_mm")},
        **{key: _number(0, 500) for key in ("top_mm", "left_mm", "right_mm", "bottom_mm", "first_page_top_mm")},
    },
    "grid": {
        "lines": _whole(1, 200),
        "characters": _whole(1, 200),
        "most_lines": _whole(0, 200),
        "most_characters": _whole(0, 200),
        "pitch_pt": _number(5, 200),
        "character_spacing_pt": _number(-10, 50),
    },
    "faces": dict.fromkeys(ROLES, _FACE),
    "labels": {"forms": _forms},
    "page_number": {"format": _frame, "place": _place, "below_mm": _number(0, 100)},
    "breaking": {
        "han_latin_gap_em": _number(0, 1),
        **dict.fromkeys(("hang", "squeeze", "keep_units", "keep_pairs"), _switch),
        **dict.fromkeys(("no_start", "no_end", "holds_latin"), _text),
        **dict.fromkeys(("spacing_within", "overflow_punct"), _switch),
    },
}


def filled(data: Mapping[str, Any], base: Profile) -> Profile:
    """``base`` with the values of ``data`` (a profile's file, its values without fault) in place of its own."""
    page, grid, number = data.get("page", {}), data.get("grid", {}), data.get("page_number", {})
    changes: dict[str, Any] = {key: data[key] for key in ("id", "name") if key in data}
    changes |= {f"page_{key}" if key in ("width_mm", "height_mm") else key: float(value) for key, value in page.items()}
    changes |= {key: value if key in _WHOLE else float(value) for key, value in grid.items()}
    changes |= {f"page_number_{key}": float(value) if key == "below_mm" else value for key, value in number.items()}
    faces = dict(base.faces)
    for role, values in data.get("faces", {}).items():
        faces[role] = _face(values, base.face(role))
    changes["faces"] = faces
    if "latin" in faces:
        changes["latin_family"] = faces["latin"].families[0]
    if "labels" in data:
        changes["label_forms"] = tuple(data["labels"].get("forms", base.label_forms))
    if "breaking" in data:
        changes["breaking"] = replace(base.breaking, **data["breaking"])
    return replace(base, **changes)


def _face(values: Mapping[str, Any], base: Face) -> Face:
    return Face(
        tuple(name.strip() for name in values.get("families", base.families)),
        float(values.get("size_pt", base.size_pt)),
        bool(values.get("bold", base.bold)),
    )
