"""A profile while it is edited: no wrong value gets in, and what does not fit together is said at its field."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.formats.profiles import load_profile
from huibao.gui.dialogs.profile_draft import CHARACTERS, LINES, PITCH, SPACING, Draft, misfits
from huibao.model.profile import Profile


@pytest.fixture
def standard(resources: Path) -> Profile:
    return load_profile(resources / "profiles" / "gbt9704.toml")


def test_shipped_profiles_fit_together(resources: Path) -> None:
    for path in (resources / "profiles").glob("*.toml"):
        assert misfits(load_profile(path)) == {}


def test_the_standards_own_figures_are_those_that_fill_the_type_area(standard: Profile) -> None:
    draft = Draft(standard)
    assert draft.is_filled() == (True, True)
    draft.fill_lines()
    draft.fill_characters()
    assert (draft.profile.pitch_pt, draft.profile.character_spacing_pt) == (28.95, -0.25)
    assert not draft.is_changed


def test_a_wrong_value_is_not_taken_and_the_right_one_clears_the_fault(standard: Profile) -> None:
    draft = Draft(standard)
    draft.set(("page", "top_mm"), -3.0)
    assert draft.faults == {("page", "top_mm"): "应在 0 到 500 之间"}
    assert draft.profile == standard
    draft.set(("page", "top_mm"), 36.0)
    assert draft.faults == {}
    assert draft.profile.top_mm == 36
    assert draft.value(("page", "top_mm")) == 36


def test_what_does_not_fit_together_is_said_and_the_last_sound_profile_stays(standard: Profile) -> None:
    draft = Draft(standard)
    draft.set(LINES, 23)
    assert draft.faults[PITCH] == "太大：版心高 225 毫米，按这个行距只排得下 22 行"
    assert draft.profile == standard
    draft.fill_lines()
    assert draft.faults == {}
    assert (draft.profile.lines, draft.profile.pitch_pt) == (23, 27.7)
    draft.set(CHARACTERS, 30)
    assert "一行只排得下 28 字" in draft.faults[SPACING]
    draft.fill_characters()
    assert draft.faults == {}
    draft.set(("page", "left_mm"), 190.0)
    assert "版心不足" in draft.faults["page", "right_mm"]
    draft.set(("page", "left_mm"), 20.0)
    assert draft.faults == {}
    draft.set(("page", "first_page_top_mm"), 260.0)
    assert draft.faults["page", "first_page_top_mm"] == "太大：首页排不下正文"


def test_a_pitch_that_is_too_tight_for_the_text_is_refused(standard: Profile) -> None:
    draft = Draft(standard)
    draft.set(PITCH, 18)
    assert draft.faults == {PITCH: "太小：放不下 16 磅的正文"}
    draft.set_face(("body",), "size_pt", 14)
    assert draft.faults == {}
    assert draft.profile.pitch_pt == 18


def test_roles_that_look_alike_change_together(standard: Profile) -> None:
    draft = Draft(standard)
    draft.set_face(("heading3", "run_in3", "run_in1"), "bold", True)
    faces = draft.profile.faces
    assert faces["heading3"].bold
    assert faces["run_in3"].bold
    assert faces["run_in1"].bold
    assert faces["run_in3"].families == standard.face("run_in3").families
    assert not faces["body"].bold


def test_a_draft_never_changes_its_base(standard: Profile) -> None:
    draft = Draft(standard)
    draft.set_face(("body",), "families", ["某仿宋"])
    assert standard.face("body").families[0] == "仿宋_GB2312"
    assert draft.base is standard
    assert draft.is_changed


@given(
    st.lists(
        st.tuples(
            st.sampled_from([("page", "top_mm"), ("page", "left_mm"), LINES, CHARACTERS, PITCH, SPACING]),
            st.one_of(st.integers(-50, 600), st.floats(-50, 600, width=16), st.text(max_size=3), st.none()),
        ),
        max_size=12,
    )
)
def test_whatever_is_typed_the_profile_stays_sound(values: list[tuple[tuple[str, ...], object]]) -> None:
    draft = Draft(Profile())
    for keys, value in values:
        draft.set(keys, value)
        draft.fill_lines()
        assert misfits(draft.profile) == {}
