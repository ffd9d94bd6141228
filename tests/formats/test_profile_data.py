"""A profile that is written as TOML comes back as it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huibao.formats.profile_data import dump_profile, to_data
from huibao.formats.profiles import area_fault, fault_of, filled, load_profile
from huibao.model.profile import Breaking, Face, Profile

NAMES = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters=","), min_size=1, max_size=12)
LENGTHS = st.integers(0, 4000).map(lambda tenths: tenths / 100)
FACES = st.builds(
    Face,
    st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    st.integers(8, 288).map(lambda half: half / 2),
    st.booleans(),
)
PROFILES = st.builds(
    Profile,
    id=st.from_regex(r"[0-9A-Za-z_-]{1,20}", fullmatch=True),
    name=NAMES,
    top_mm=LENGTHS,
    left_mm=LENGTHS,
    first_page_top_mm=LENGTHS,
    lines=st.integers(1, 60),
    most_lines=st.integers(0, 60),
    pitch_pt=st.integers(100, 1200).map(lambda n: n / 20),
    character_spacing_pt=st.integers(-100, 100).map(lambda n: n / 20),
    faces=st.fixed_dictionaries(
        {"body": FACES, "latin": st.just(Face(("Times New Roman",)))}, optional={"title": FACES, "run_in3": FACES}
    ),
    page_number_format=NAMES.filter(lambda text: "{" not in text and "}" not in text).map(lambda text: text + "{}"),
    page_number_place=st.sampled_from(("outside", "left", "center", "right", "none")),
    breaking=st.builds(Breaking, st.integers(0, 100).map(lambda n: n / 100), st.booleans(), st.booleans()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROFILES)
def test_a_written_profile_comes_back_as_it_was(tmp_path: Path, profile: Profile) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(dump_profile(profile))
    assert load_profile(path) == profile
    assert filled(to_data(profile), Profile()) == profile


def test_every_shipped_profile_comes_back_as_it_was(resources: Path, tmp_path: Path) -> None:
    shipped = sorted((resources / "profiles").glob("*.toml"))
    assert len(shipped) >= 2
    for path in shipped:
        profile = load_profile(path)
        (tmp_path / "copy.toml").write_bytes(dump_profile(profile))
        assert load_profile(tmp_path / "copy.toml") == profile


@pytest.mark.parametrize(
    ("keys", "value", "reason"),
    [
        (("grid", "lines"), 0, "应在 1 到 200 之间"),
        (("grid", "lines"), 2.5, "应当是整数"),
        (("page", "top_mm"), -1.0, "应在 0 到 500 之间"),
        (("page", "top_mm"), "三", "应当是数字"),
        (("faces", "body", "families"), [], "应当是字体名称的列表，至少一个"),
        (("page_number", "format"), "第 页", "应当是带一个 {} 的文字"),
        (("grid", "lines"), 22, ""),
    ],
)
def test_what_is_wrong_with_a_value_is_said_before_it_is_written(
    keys: tuple[str, ...], value: object, reason: str
) -> None:
    assert fault_of(keys, value) == reason


def test_a_key_that_no_profile_has_is_no_question() -> None:
    with pytest.raises(KeyError):
        fault_of(("grid", "columns"), 2)


def test_margins_that_leave_no_room_are_a_fault() -> None:
    assert area_fault(Profile()) == ""
    assert area_fault(replace(Profile(), left_mm=120.0, right_mm=80.0)) == "页边距太大，版心不足 20 毫米"
