"""Copies of unsaved reports outlive a crash and are found by the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from huibao.errors import InputError, OutputError
from huibao.model.report import Paragraph, Part, Report, runs
from huibao.services import computers
from huibao.services.recovery import Recovery


def a_report(title: str = "社区工作总结") -> Report:
    return Report("r", (Part("f", "title", (Paragraph("t", runs(title)),)),))


@pytest.fixture
def recovery(tmp_path: Path) -> Recovery:
    return Recovery(tmp_path / "state" / "recovery")


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on every process that kept a copy has ended."""
    monkeypatch.setattr(computers, "is_running", lambda pid: False)


def test_a_copy_is_found_after_a_crash_with_all_that_is_known_of_it(recovery: Recovery, tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom huibao.services.recovery import Recovery\n"
        "from huibao.model.report import Paragraph, Part, Report, runs\n"
        "report = Report('r', (Part('f', 'title', (Paragraph('t', runs('社区工作总结')),)),))\n"
        "Recovery(Path(sys.argv[1])).keep('k1', report, {}, Path(sys.argv[2]), Path(sys.argv[3]))\n"
        "os._exit(1)\n"
    )
    folder, path, source = tmp_path / "state" / "recovery", tmp_path / "a.huibao", tmp_path / "a.txt"
    env = {**os.environ, "PYTHONPATH": str(Path(computers.__file__).parents[2]), "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", code, folder, path, source], env=env, check=False)
    (found,) = recovery.found()
    assert (found.key, found.path, found.source, found.title) == ("k1", path, source, "社区工作总结")
    assert found.time
    assert recovery.load(found).report == a_report()


def test_what_a_running_window_keeps_is_not_offered_to_another(recovery: Recovery) -> None:
    recovery.keep("k1", a_report(), {})
    assert recovery.found() == ()


@pytest.mark.usefixtures("crash")
def test_a_later_copy_takes_the_place_of_the_one_before(recovery: Recovery) -> None:
    recovery.keep("k1", a_report("一稿"), {})
    recovery.keep("k1", a_report("二稿"), {})
    (found,) = recovery.found()
    assert recovery.load(found).report.title == found.title == "二稿"


@pytest.mark.usefixtures("crash")
def test_last_years_report_is_kept_along(recovery: Recovery) -> None:
    recovery.keep("k1", a_report("今年"), {}, previous=a_report("去年"))
    previous = recovery.load(recovery.found()[0]).previous
    assert previous is not None
    assert previous.title == "去年"


@pytest.mark.usefixtures("crash")
def test_a_dropped_copy_is_gone(recovery: Recovery) -> None:
    recovery.keep("k1", a_report(), {})
    recovery.drop("k1")
    recovery.drop("k1")
    assert recovery.found() == ()


@pytest.mark.usefixtures("crash")
def test_a_copy_whose_description_is_lost_is_still_found(recovery: Recovery, tmp_path: Path) -> None:
    recovery.keep("k1", a_report(), {})
    recovery.keep("k2", a_report(), {})
    folder = tmp_path / "state" / "recovery"
    (folder / "k1.json").unlink()
    (folder / "k2.json").write_bytes(b"[]")
    found = recovery.found()
    assert {one.key for one in found} == {"k1", "k2"}
    assert all(recovery.load(one).report == a_report() for one in found)


@pytest.mark.usefixtures("crash")
def test_a_damaged_copy_is_refused_with_a_sentence(recovery: Recovery, tmp_path: Path) -> None:
    recovery.keep("k1", a_report(), {})
    (tmp_path / "state" / "recovery" / "k1.huibao").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError):
        recovery.load(recovery.found()[0])


def test_there_is_nothing_to_find_before_the_first_copy(recovery: Recovery) -> None:
    assert recovery.found() == ()


@pytest.mark.parametrize("key", ["", "../x", "a/b", "a.b", "键"])
def test_a_key_is_no_path(recovery: Recovery, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        recovery.keep(key, a_report(), {})


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(OutputError):
        Recovery(tmp_path / "file").keep("k1", a_report(), {})
