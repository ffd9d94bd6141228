"""The shipped vocabulary, and received texts opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from huibao.model.report import Report
from huibao.model.years import YearWords
from huibao.services import documents
from huibao.services.library import Library


@pytest.fixture(scope="session")
def library(resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(resources, tmp_path_factory.mktemp("user"))


@pytest.fixture(scope="session")
def vocabulary(library: Library) -> YearWords:
    return library.year_words


@pytest.fixture(scope="session")
def opened(library: Library) -> Callable[[str], Report]:
    """The report that a text is recognised as."""
    return lambda text: documents.open_text(text, library).report


@pytest.fixture(scope="session")
def received(shared: Path, library: Library) -> Report:
    """The received sample of 2023."""
    return documents.open_document(shared / "samples" / "seed-2023.txt", library).report


@pytest.fixture(scope="session")
def own_sample(sample: Path, library: Library) -> Report:
    """Our own sample of 2023."""
    return documents.open_document(sample, library).report
