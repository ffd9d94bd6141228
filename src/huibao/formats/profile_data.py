"""A format profile as the values of its TOML file, and that file: the mirror of ``formats.profiles``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from huibao.model.profile import Profile

_HEAD = "# 本单位的版式，由“版式”对话框写成；各项的含义见程序自带的 gbt9704.toml。\n"


def to_data(profile: Profile) -> dict[str, Any]:
    """Every value of ``profile`` by the keys of its file; ``formats.profiles.filled`` makes it a profile again."""
    number, page = "page_number_", ("top", "left", "right", "bottom", "first_page_top")
    grid = ("lines", "characters", "most_lines", "most_characters", "pitch_pt", "character_spacing_pt")
    return {
        "id": profile.id,
        "name": profile.name,
        "page": {
            "width_mm": profile.page_width_mm,
            "height_mm": profile.page_height_mm,
            **{f"{side}_mm": getattr(profile, f"{side}_mm") for side in page},
        },
        "grid": {key: getattr(profile, key) for key in grid},
        "faces": {
            role: {"families": list(face.families), "size_pt": face.size_pt, "bold": face.bold}
            for role, face in profile.faces.items()
        },
        "labels": {"forms": list(profile.label_forms)},
        "page_number": {key: getattr(profile, number + key) for key in ("format", "place", "below_mm")},
        # None and "" mean: as the rules say by themselves. Such a key is left out.
        "breaking": {key: value for key, value in asdict(profile.breaking).items() if value not in (None, "")},
    }


def dump_profile(profile: Profile) -> bytes:
    """``profile`` as a TOML file of its own, based on no other; ``load_profile`` gives the same profile again."""
    data = to_data(profile)
    lines = [_HEAD, *(f"{key} = {_value(data[key])}" for key in ("id", "name"))]
    for name, table in data.items():
        if name == "faces":
            for role, face in table.items():
                lines += _table(f"faces.{role}", face)
        elif isinstance(table, dict):
            lines += _table(name, table)
    return ("\n".join(lines) + "\n").encode("utf-8")


def _table(name: str, values: dict[str, Any]) -> list[str]:
    return ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in values.items())]


def _value(value: Any) -> str:
    """A TOML value. JSON's strings, numbers, booleans and lists of these are written the same way in TOML."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
