"""The law of the round trip, for reports made of safe texts: what is printed comes back through plain text and Word with its
roles, levels, numbers and sections; everything comes back through a native file."""

from pathlib import Path

import pytest
from hypothesis import given
from tests.model.strategies import MEDIA, reports, safe_reports

from huibao.model.manuscript import Item, manuscript
from huibao.model.report import Report
from huibao.services import documents
from huibao.services.library import Library


@pytest.fixture(scope="module")
def library(resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(resources, tmp_path_factory.mktemp("user"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


def looks(report: Report) -> list[tuple[str, int, str, str, str, int]]:
    def of(item: Item) -> tuple[str, int, str, str, str, int]:
        return (item.role, item.level, item.label.strip(), item.section, item.text, item.head)

    return [of(item) for item in manuscript(report)]


@pytest.mark.parametrize("kind", ["txt", "docx"])
@given(report=safe_reports())
def test_roles_levels_numbers_and_sections_come_back(
    library: Library, folder: Path, kind: documents.Kind, report: Report
) -> None:
    path = folder / f"out.{kind}"
    documents.export(report, {}, path, library, kind)
    back = documents.open_document(path, library).report
    assert looks(back) == looks(report)
    assert back.left_out == ()


@given(report=reports())
def test_everything_comes_back_through_a_native_file(library: Library, folder: Path, report: Report) -> None:
    path = folder / "out.huibao"
    documents.save(report, MEDIA, path)
    opened = documents.open_document(path, library)
    assert (opened.report, opened.notes) == (report, ())
