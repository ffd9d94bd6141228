"""The user's own profiles: kept in the user's folder, under ids of their own; what we ship stays as it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from huibao.errors import DataError, OutputError
from huibao.services.library import Library
from huibao.services.profiles_store import free_name, is_own, remove_profile, save_profile


@pytest.fixture
def library(resources: Path, tmp_path: Path) -> Library:
    return Library(resources, tmp_path / "data")


def test_a_saved_profile_is_the_users_own_and_the_shipped_one_is_as_before(library: Library) -> None:
    shipped = library.profile()
    saved = save_profile(replace(shipped, name="本单位", lines=24, pitch_pt=26.55), library)
    assert (saved.name, saved.lines) == ("本单位", 24)
    assert saved.id not in ("", shipped.id)
    assert is_own(saved, library)
    assert not is_own(shipped, library)
    again = Library(library._folders[0], library.own_folder)
    assert again.profile(saved.id) == saved
    assert again.profile() == shipped
    assert again.faults == ()


def test_an_own_profile_is_written_over_only_when_that_is_meant(library: Library) -> None:
    first = save_profile(replace(library.profile(), name="甲"), library)
    over = save_profile(replace(first, top_mm=30.0), library, over=True)
    assert over.id == first.id
    assert library.profile(first.id).top_mm == 30
    beside = save_profile(replace(over, top_mm=20.0), library)
    assert beside.id != over.id
    assert library.profile(over.id).top_mm == 30
    shipped = library.profile()
    changed = save_profile(replace(shipped, lines=20), library, over=True)
    assert changed.id != shipped.id
    assert library.profile() == shipped


def test_the_same_values_are_not_kept_twice(library: Library) -> None:
    wanted = replace(library.profile(), name="收紧", lines=23)
    first = save_profile(wanted, library)
    assert save_profile(wanted, library) == first
    assert len(list(library.own_folder.rglob("*.toml"))) == 1


def test_a_faulty_profile_is_not_written(library: Library) -> None:
    with pytest.raises(DataError):
        save_profile(replace(library.profile(), top_mm=-1.0), library)
    assert not (library.own_folder / "profiles").exists()


def test_a_folder_that_cannot_be_made_is_said(library: Library) -> None:
    library.own_folder.parent.mkdir(exist_ok=True)
    library.own_folder.write_text("in the way")
    with pytest.raises(OutputError):
        save_profile(replace(library.profile(), name="甲"), library)


def test_a_removed_profile_gives_way_to_the_default(library: Library) -> None:
    saved = save_profile(replace(library.profile(), name="甲"), library)
    remove_profile(saved, library)
    assert library.profile(saved.id) == library.profile()
    remove_profile(library.profile(), library)
    assert library.profile().id == "gbt9704"


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("甲", ["乙"]) == "甲"
    assert free_name("甲", ["甲", "甲（2）"]) == "甲（3）"
