"""The log says what happened and where, and never a word of a document."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from huibao.errors import InputError
from huibao.services import logs

SECRET = "某某社区的内部情况"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    ours = logging.getLogger("huibao")
    before = list(ours.handlers), ours.level, ours.propagate
    yield logs.start(tmp_path / "state")
    for handler in set(ours.handlers) - set(before[0]):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(before[1])
    ours.propagate = before[2]


def test_the_log_comes_to_be_with_its_first_line(log: Path) -> None:
    assert not log.exists()
    logging.getLogger("huibao.services.test").warning("settings are broken")
    assert "WARNING huibao.services.test: settings are broken" in log.read_text("utf-8")


def test_exceptions_are_logged_by_type_and_place_without_their_words(log: Path) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise InputError(SECRET) from cause
    except InputError as fault:
        logging.getLogger("huibao").error("no report", exc_info=fault)
    text = log.read_text("utf-8")
    assert "huibao.errors.InputError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py:" in text
    assert SECRET not in text


def test_faults_of_a_disk_are_logged_by_number(log: Path) -> None:
    logging.getLogger("huibao").error("no copy", exc_info=OSError(28, "No space", SECRET))
    assert "errno 28" in log.read_text("utf-8")
    assert SECRET not in log.read_text("utf-8")


def test_the_log_does_not_grow_for_ever(log: Path) -> None:
    logger = logging.getLogger("huibao")
    for number in range(6_000):
        logger.warning("line %d %s", number, "x" * 500)
    sizes = [file.stat().st_size for file in log.parent.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 512 * 1024


def test_a_log_that_cannot_be_written_stops_nobody(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    logs.start(tmp_path / "file" / "state")
    logging.getLogger("huibao").warning("said in vain")
    assert capsys.readouterr().err == ""
