"""A lock beside a report says who has it open; only a crash on this computer frees it without asking."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from huibao.services import computers, locks


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "总结.huibao"


def someone(report: Path, **more: object) -> None:
    """Someone else has ``report`` open."""
    about = {"user": "王芳", "computer": "PC-3", "since": "2023-11-16T09:30:00+08:00", "pid": 1, "token": "t", **more}
    locks.lock_file(report).write_text(json.dumps(about), encoding="utf-8")


def finished_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_lock_names_holder_computer_and_time(report: Path) -> None:
    lock = locks.take(report)
    held = locks.holder(report)
    assert held == lock.holder
    assert (held.user, held.computer, held.pid) == (computers.user(), computers.computer(), os.getpid())
    assert len(held.since) >= 19


def test_a_released_lock_leaves_nothing(report: Path) -> None:
    locks.take(report).release()
    assert locks.holder(report) is None
    assert list(report.parent.iterdir()) == []


def test_a_second_window_is_told_who_has_it(report: Path) -> None:
    lock = locks.take(report)
    with pytest.raises(locks.HeldError) as error:
        locks.take(report)
    assert error.value.holder == lock.holder
    assert error.value.in_use
    assert lock.is_ours


def test_the_sentence_says_who_where_and_since_when(report: Path) -> None:
    someone(report)
    with pytest.raises(locks.HeldError) as error:
        locks.take(report)
    assert "王芳" in error.value.message
    assert "PC-3" in error.value.message
    assert "11-16" in error.value.message


def test_another_computers_lock_is_never_stale(report: Path) -> None:
    someone(report, pid=finished_process(), since="2001-01-01T00:00:00")
    assert locks.holder(report) is not None


def test_a_lock_left_by_a_crash_here_is_taken_without_asking(report: Path) -> None:
    someone(report, computer=computers.computer(), pid=finished_process())
    assert locks.holder(report) is None
    assert locks.take(report).is_ours


def test_a_running_process_here_keeps_its_lock(report: Path) -> None:
    someone(report, computer=computers.computer(), pid=os.getppid())
    with pytest.raises(locks.HeldError):
        locks.take(report)


def test_taking_over_makes_it_ours_and_the_first_holder_sees_it(report: Path) -> None:
    first = locks.take(report)
    second = locks.take(report, over=True)
    assert second.is_ours
    assert not first.is_ours
    first.release()
    assert locks.holder(report) == second.holder


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b'{"pid": "x"}', b"\xff"])
def test_a_lock_that_cannot_be_read_still_warns(report: Path, content: bytes) -> None:
    locks.lock_file(report).write_bytes(content)
    with pytest.raises(locks.HeldError, match="有人"):
        locks.take(report)
    assert locks.take(report, over=True).is_ours


def test_a_folder_that_takes_no_lock_keeps_nobody_from_working(tmp_path: Path) -> None:
    lock = locks.take(tmp_path / "gone" / "总结.huibao")
    assert lock.file is None
    assert lock.is_ours
    lock.release()


def test_of_many_that_come_at_once_one_gets_it(report: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom huibao.services import locks\n"
        "time.sleep(max(0, float(sys.argv[2]) - time.time()))\n"
        "try:\n    locks.take(Path(sys.argv[1]))\n    print('got')\n    sys.stdin.read()\n"
        "except locks.HeldError:\n    print('held')\n"
    )
    at = str(time.time() + 1.0)
    src = str(Path(locks.__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": src}
    command = [sys.executable, "-c", code, str(report), at]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    rivals = [subprocess.Popen(command, env=env, **pipes) for _ in range(3)]  # type: ignore[call-overload]
    said = [rival.stdout.readline().strip() for rival in rivals]
    for rival in rivals:
        rival.communicate()
    assert sorted(said) == [b"got", b"held", b"held"]


def test_a_process_is_known_to_run_or_not() -> None:
    assert computers.is_running(os.getpid())
    assert not computers.is_running(finished_process())
    assert not computers.is_running(0)
    assert not computers.is_running(-1)
