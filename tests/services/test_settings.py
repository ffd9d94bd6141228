"""What the user chose stays, and losing it stops nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huibao.services.recent import MOST, Recent
from huibao.services.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@pytest.mark.parametrize("value", ["宋体", 3, 1.5, True, ["a", "b"], {"width": 3}])
def test_a_choice_is_there_after_a_restart(file: Path, value: Any) -> None:
    Settings(file).set("choice", value)
    assert Settings(file).get("choice", type(value)()) == value


def test_there_is_a_default_for_what_was_never_chosen(file: Path) -> None:
    assert Settings(file).get("zoom", 100) == 100
    assert not file.exists()


def test_a_choice_of_another_type_counts_as_none(file: Path) -> None:
    Settings(file).set("zoom", "big")
    assert Settings(file).get("zoom", 100) == 100


def test_none_takes_a_choice_away(file: Path) -> None:
    settings = Settings(file)
    settings.set("zoom", 50)
    settings.set("zoom", None)
    assert settings.get("zoom", 100) == 100
    assert Settings(file).get("zoom", 100) == 100


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_broken_file_counts_as_empty_and_is_mended_by_the_next_choice(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.get("zoom", 100) == 100
    settings.set("zoom", 50)
    assert Settings(file).get("zoom", 100) == 50


def test_a_place_that_cannot_be_written_keeps_choices_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set("zoom", 50)
    assert settings.get("zoom", 100) == 50


def test_two_windows_keep_each_others_choices(file: Path) -> None:
    one, other = Settings(file), Settings(file)
    assert (one.get("zoom", 0), other.get("font", "")) == (0, "")
    one.set("zoom", 50)
    other.set("font", "楷体")
    assert (Settings(file).get("zoom", 0), Settings(file).get("font", "")) == (50, "楷体")


def test_a_window_waits_for_no_write(file: Path) -> None:
    handed: list[Callable[[], None]] = []
    settings = Settings(file, handed.append)
    settings.set("zoom", 50)
    settings.set("font", "楷体")
    assert (settings.get("zoom", 0), settings.get("font", "")) == (50, "楷体")
    assert not file.exists()
    Settings(file).set("look", "dark")  # another window, meanwhile
    handed.pop(0)()
    settings.set("zoom", 75)
    for write in handed:
        write()
    again = Settings(file)
    assert (again.get("zoom", 0), again.get("font", ""), again.get("look", "")) == (75, "楷体", "dark")
    assert settings.get("look", "") == "dark"


def test_what_was_set_last_is_written_before_the_program_ends(file: Path, root: Path) -> None:
    code = (
        "import sys\nfrom concurrent.futures import ThreadPoolExecutor\nfrom pathlib import Path\n"
        "from huibao.services.settings import Settings\n"
        "settings = Settings(Path(sys.argv[1]), ThreadPoolExecutor(1).submit)\n"
        "for zoom in range(200):\n    settings.set('zoom', zoom)\nsys.exit(0)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(root / "src")}
    subprocess.run([sys.executable, "-c", code, str(file)], env=env, check=True, timeout=30)
    assert Settings(file).get("zoom", 0) == 199


def reports(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"总结{number}.huibao" for number in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_files_opened_last_come_first_and_none_twice(file: Path, tmp_path: Path) -> None:
    a, b = reports(tmp_path, 2)
    recent = Recent(Settings(file))
    for path in (a, b, a):
        recent.add(path)
    assert Recent(Settings(file)).shown() == (a, b)


def test_only_so_many_are_kept(file: Path, tmp_path: Path) -> None:
    recent = Recent(Settings(file))
    paths = reports(tmp_path, MOST + 3)
    for path in paths:
        recent.add(path)
    assert recent.shown() == tuple(reversed(paths[3:]))


def test_a_missing_file_is_not_shown_until_it_comes_back(file: Path, tmp_path: Path) -> None:
    (path,) = reports(tmp_path, 1)
    recent = Recent(Settings(file))
    recent.add(path)
    path.unlink()
    assert recent.shown() == ()
    path.touch()
    assert recent.shown() == (path,)


def test_files_can_be_forgotten(file: Path, tmp_path: Path) -> None:
    a, b, c = reports(tmp_path, 3)
    recent = Recent(Settings(file))
    for path in (a, b, c):
        recent.add(path)
    recent.drop(b)
    assert recent.shown() == (c, a)
    recent.clear()
    assert recent.shown() == ()


def test_relative_paths_are_kept_whole(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = reports(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    recent = Recent(Settings(file))
    recent.add(Path(path.name))
    monkeypatch.chdir("/")
    assert recent.shown() == (path,)


def test_nonsense_in_the_list_is_passed_over(file: Path) -> None:
    settings = Settings(file)
    settings.set("recent", [1, None, "a\0b", {"x": 1}])
    assert Recent(settings).shown() == ()
