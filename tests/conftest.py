"""What every test may ask for, and how hypothesis and Qt behave in tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
LONG = os.environ.get("HUIBAO_LONG") == "1"

# No test draws on a real screen unless it starts a program of its own on the display it was given.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A short slice of the examples, the same on every run; the long run looks for new ones.
settings.register_profile("slice", max_examples=25, derandomize=True, deadline=None)
settings.register_profile(
    "long", max_examples=1000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if LONG else "slice")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked ``long`` run with HUIBAO_LONG=1 alone, those marked ``display`` where there is an X display."""
    for item in items:
        if item.get_closest_marker("long") and not LONG:
            item.add_marker(pytest.mark.skip(reason="only in the long run (HUIBAO_LONG=1)"))
        if item.get_closest_marker("display") and not os.environ.get("DISPLAY"):
            item.add_marker(pytest.mark.skip(reason="needs an X display (Xvfb)"))


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> Iterator[QApplication]:
    """One QApplication for the whole run: commands that make an application of their own find this one."""
    yield qapp
    # Qt's offscreen platform keeps the clipboard in a static object, which would outlive Python and what it made.
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def resources() -> Path:
    """The repository's ``resources`` folder."""
    return ROOT / "resources"


@pytest.fixture(scope="session")
def sample(resources: Path) -> Path:
    """Our own sample report, as plain text."""
    found = sorted((resources / "samples").glob("*.txt"))
    if not found:
        pytest.skip("resources/samples holds no report")
    return found[0]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of received texts beside the repository; the test is skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of received texts is not here")
    return folder


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """``tool("pdftotext")``: the path of a program outside Python; the test is skipped where it is missing."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed (python3 packaging/dev.py test names the system packages)")
        return path

    return find
