"""An export that LibreOffice opened and saved anew is still the same report, and what was changed there is recognised."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.services.taking_back.word import W, rewrite, said, said_in_word, text_of

from huibao import paths
from huibao.formats.docx.reader import read_docx
from huibao.model.report import Report
from huibao.model.source import Source
from huibao.services import documents
from huibao.services.library import Library
from huibao.services.taking_back import compare_with_word

Convert = Callable[[Path, str], Source]
SECONDS = 120


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Convert:
    """A .docx saved anew by LibreOffice, by way of another format."""
    soffice, home = tool("soffice"), tmp_path_factory.mktemp("office")

    def convert(path: Path, kind: str) -> Path:
        out = path.parent / f"as-{kind}"
        command = [soffice, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=SECONDS)
        return out / f"{path.stem}.{kind}"

    def read(path: Path, kind: str) -> Source:
        made = convert(path, kind)
        return read_docx((made if kind == "docx" else convert(made, "docx")).read_bytes())

    return read


@pytest.fixture(scope="module")
def report(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return documents.open_document(sample, Library(paths.resources(), tmp_path_factory.mktemp("data"))).report


@pytest.fixture
def word(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    documents.export(report, {}, path, Library(paths.resources(), tmp_path / "data"), "docx")
    return path


@pytest.mark.parametrize("kind", ["docx", "odt", "doc"])
def test_saving_it_there_changes_nothing(report: Report, word: Path, through: Convert, kind: str) -> None:
    assert compare_with_word(report, through(word, kind)).differences == ()


def test_what_was_changed_there_is_recognised(report: Report, word: Path, through: Convert) -> None:
    edited = docx.Document(str(word))
    long = [one for one in edited.element.body.iter(f"{W}p") if len(text_of(one)) > 60]
    rewrite(long[1], text_of(long[1])[:-1] + "，群众满意。")
    long[4].getparent().remove(long[4])
    long[-2].addnext(long[-3])
    edited.save(str(word))
    source = through(word, "docx")
    back = compare_with_word(report, source)
    assert sorted(one.kind for one in back.differences) == ["changed", "moved", "removed"]
    after = back.taken(back.differences)
    assert after.passed_over == 0
    bare = [line.split(".", 1)[-1] for line in said(after.after)]
    assert bare == [line.split(".", 1)[-1] for line in said_in_word(source)]
