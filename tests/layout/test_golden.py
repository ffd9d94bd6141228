"""Pages of the five templates beside pictures that were looked at and kept; how to renew them: ``golden_job``."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.layout import office
from tests.layout.golden_job import unlike

KEPT = Path(__file__).parent / "golden"
# Edges of letters may fall otherwise with another FreeType; a short line that moved by two points is several times as much.
MOST_UNLIKE = 0.0003
MOVED_PT = 2.0
MOST_BYTES = 500_000


@pytest.fixture(scope="module")
def drawn(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures as they are now, and first pages with one heading too low."""
    missing = office.missing_faces(tool("fc-list"))
    if missing:
        pytest.skip("these fonts are not installed: " + ", ".join(missing))
    out = tmp_path_factory.mktemp("golden")
    command = [sys.executable, "-m", "tests.layout.golden_job", str(out), str(MOVED_PT)]
    subprocess.run(command, env=office.environment(), cwd=office.ROOT, check=True)
    return out


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.glob("*.png") if not file.stem.endswith("moved")}


def test_pages_look_as_they_did(drawn: Path) -> None:
    assert names(drawn) == names(KEPT)
    assert len({name.rpartition("-")[0] for name in names(KEPT)}) == 5
    shares = {name: unlike(QImage(str(drawn / name)), QImage(str(KEPT / name))) for name in sorted(names(KEPT))}
    assert {name: share for name, share in shares.items() if share > MOST_UNLIKE} == {}


def test_a_line_that_moved_by_two_points_is_found(drawn: Path) -> None:
    for file in drawn.glob("*-moved.png"):
        first = KEPT / file.name.replace("moved", "1")
        assert unlike(QImage(str(file)), QImage(str(first))) > 2 * MOST_UNLIKE, file.name
    assert len(list(drawn.glob("*-moved.png"))) == 5


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in KEPT.iterdir()) < MOST_BYTES
