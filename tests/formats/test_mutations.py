"""Damaged files of every kind end in our own errors, within 5 s and 500 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import LONG
from tests.formats.mutants import SECONDS, bases, mutant

from huibao.formats.child import read_source
from huibao.formats.sniff import kind_of
from huibao.formats.wire import Request

COUNT = 3_000 if LONG else 64
MEGABYTES = 500
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@posix
def test_damaged_copies_are_read_or_refused_within_the_limits(root: Path) -> None:
    first = int.from_bytes(os.urandom(3), "big") if LONG else 0
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    command = [sys.executable, "-m", "tests.formats.mutants", str(first), str(COUNT)]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"ended among the copies from {first} on: {done.stderr[-2000:]}"
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["seconds"][0] < SECONDS, f"copy {found['seconds'][1]}"
    assert found["mb"] < MEGABYTES


def test_the_copies_are_of_every_kind_and_really_damaged() -> None:
    made = [mutant(number) for number in range(COUNT)]
    assert {name for name, _ in made} == set(bases())
    assert sum(data != bases()[name] for name, data in made) > 0.9 * COUNT


@pytest.mark.parametrize("name", [name for name in bases() if name != "txt"])
def test_what_is_damaged_could_be_read_before(name: str) -> None:
    data = bases()[name]
    assert read_source(Request(data, kind_of(data), "a", "abc")).items
