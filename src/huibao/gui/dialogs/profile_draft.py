"""A format profile while it is edited: value by value, each refused or taken at once. No widgets.

Values are named as in the profile's file: ("page", "top_mm"), ("faces", "body", "size_pt").
"""

from __future__ import annotations

from copy import deepcopy
from math import floor
from typing import Any

from huibao.formats.profile_data import to_data
from huibao.formats.profiles import area_fault, fault_of, filled
from huibao.model.profile import Profile

Keys = tuple[str, ...]
PITCH, LINES = ("grid", "pitch_pt"), ("grid", "lines")
SPACING, CHARACTERS = ("grid", "character_spacing_pt"), ("grid", "characters")
_MM = 72 / 25.4
# Word keeps lengths in twentieths of a point.
_TWIPS = 20
_SLACK_PT = 0.05
_LEAST_CELL_PT = 1.0


class Draft:
    """``profile`` as it is after the values that were taken; while something does not fit together, as it was before.

    ``faults``: by key, why the value last given there can't stand (a part of a sentence, to be said after the field's name).
    """

    def __init__(self, base: Profile) -> None:
        self.base = base
        self.profile = base
        self._data = to_data(base)
        self._wrong: dict[Keys, str] = {}
        self._unfit: dict[Keys, str] = {}

    @property
    def faults(self) -> dict[Keys, str]:
        """All that is wrong now; empty when the profile can be kept."""
        return {**self._unfit, **self._wrong}

    @property
    def refused(self) -> frozenset[Keys]:
        """Where the value last given was not taken."""
        return frozenset(self._wrong)

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than its base, faults aside."""
        return self.profile != self.base

    def value(self, keys: Keys) -> Any:
        """The value taken last at ``keys``; None where the profile leaves it to another value."""
        found: Any = self._data
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def set(self, keys: Keys, value: Any) -> None:
        """Take ``value``, or note why not."""
        reason = fault_of(keys, value)
        if reason:
            self._wrong[keys] = reason
            return
        self._wrong.pop(keys, None)
        table = self._data
        for key in keys[:-1]:
            table = table.setdefault(key, {})
        table[keys[-1]] = value
        self._fit()

    def set_face(self, roles: tuple[str, ...], name: str, value: Any) -> None:
        """The same for ``name`` (families, size_pt, bold) of several roles that look alike."""
        for role in roles:
            if role not in self._data["faces"]:
                face = self.profile.face(role)
                self._data["faces"][role] = {
                    "families": list(face.families),
                    "size_pt": face.size_pt,
                    "bold": face.bold,
                }
            self.set(("faces", role, name), deepcopy(value))

    def fill_lines(self) -> None:
        """Line pitch such that the lines fill the type area (GB/T 9704-2012, 5.2.3: 撑满版心), in whole twips."""
        profile = self._assumed()
        self.set(PITCH, floor(profile.text_height_mm * _MM / max(profile.lines, 1) * _TWIPS) / _TWIPS)

    def fill_characters(self) -> None:
        """Character spacing such that the characters fill a line, in whole twips."""
        profile = self._assumed()
        width = profile.text_width_mm * _MM / max(profile.characters, 1)
        self.set(SPACING, floor((width - profile.face("body").size_pt) * _TWIPS) / _TWIPS)

    def count(self) -> None:
        """Lines and characters as many as pitch and spacing leave room for."""
        profile = self._assumed()
        self.set(LINES, max(1, _rows(profile)))
        self.set(CHARACTERS, max(1, _across(profile)))

    def is_filled(self) -> tuple[bool, bool]:
        """Whether line pitch and character spacing are those that fill the type area, as near as one decimal."""
        other = Draft(self.profile)
        other.fill_lines()
        other.fill_characters()
        pitch = abs(other.profile.pitch_pt - self.profile.pitch_pt)
        spacing = abs(other.profile.character_spacing_pt - self.profile.character_spacing_pt)
        return pitch <= _SLACK_PT, spacing <= _SLACK_PT

    def _assumed(self) -> Profile:
        return filled(self._data, self.base)

    def _fit(self) -> None:
        """Hold the values against each other; only what fits together becomes the profile."""
        profile = self._assumed()
        self._unfit = misfits(profile)
        if not self._unfit:
            self.profile = profile


def misfits(profile: Profile) -> dict[Keys, str]:
    """What of ``profile`` does not fit together, by the key where to say it."""
    if reason := area_fault(profile):
        side = "right_mm" if profile.text_width_mm < profile.text_height_mm else "bottom_mm"
        return {("page", side): reason.removeprefix("页边距")}
    found: dict[Keys, str] = {}
    if _rows(profile) < profile.lines:
        found[PITCH] = f"太大：版心高 {profile.text_height_mm:g} 毫米，按这个行距只排得下 {_rows(profile)} 行"
    elif profile.line_pt("body") > profile.pitch_pt:
        found[PITCH] = f"太小：放不下 {profile.face('body').size_pt:g} 磅的正文"
    if profile.face("body").size_pt + profile.character_spacing_pt < _LEAST_CELL_PT:
        found[SPACING] = "太小：字会叠在一起"
    elif _across(profile) < profile.characters:
        found[SPACING] = f"太大：版心宽 {profile.text_width_mm:g} 毫米，按这个字距一行只排得下 {_across(profile)} 字"
    top = profile.first_page_top_mm
    if top and profile.page_height_mm - top - profile.bottom_mm < 2 * profile.pitch_pt / _MM:
        found["page", "first_page_top_mm"] = "太大：首页排不下正文"
    return found


def _rows(profile: Profile) -> int:
    """How many lines a page has room for."""
    return int((profile.text_height_mm * _MM + _SLACK_PT) / profile.pitch_pt)


def _across(profile: Profile) -> int:
    """How many characters of the body a line has room for."""
    cell = max(profile.face("body").size_pt + profile.character_spacing_pt, _LEAST_CELL_PT)
    return int((profile.text_width_mm * _MM + _SLACK_PT) / cell)
