"""Our pages against LibreOffice's rendering of our Word files: every page's lines, every line's text."""

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.layout import office
from tests.layout.made_reports import made_report

from huibao.formats import native
from huibao.model.report import Heading, Paragraph, Part, Report, Section, runs

MOST_OTHER_LINES = 0.005
MOST_DRIFT_PT = 1.5
# LibreOffice moves one row of the fifth whole that may be cut, which it cuts in a document of its own (ARCHITECTURE.md).
LONG_RUN = [seed for seed in range(1, 22) if seed != 5]
SLICE = (8, 14, 16)
Tool = Callable[[str], str]


@pytest.fixture(scope="session")
def faces(tool: Tool) -> None:
    """The faces that tests/fonts.conf names must be there, or the two programs measure different ones."""
    missing = office.missing_faces(tool("fc-list"))
    if missing:
        pytest.skip("these fonts are not installed: " + ", ".join(missing))


def compared(tool: Tool, out: Path, files: list[Path], profile: Path = office.LO_CHECK) -> office.Comparison:
    theirs = out / "theirs"
    theirs.mkdir()
    office.compose(out, files, profile)
    office.convert(tool("soffice"), theirs, [out / f"{file.stem}.docx" for file in files])
    found = office.Comparison()
    for file in files:
        pages = office.printed_pages(tool("pdftotext"), theirs / f"{file.stem}.pdf")
        found.add(file.stem, office.our_pages(out / f"{file.stem}.json"), pages)
    return found


def made(out: Path, seeds: Iterable[int]) -> list[Path]:
    files = []
    for seed in seeds:
        report, media = made_report(seed, 1 + seed % 7)
        files.append(out / f"made-{seed}.huibao")
        files[-1].write_bytes(native.dump(report, media, None))
    return files


def hold(found: office.Comparison) -> None:
    assert found.lines > 0
    assert found.other_lines <= found.lines * MOST_OTHER_LINES, found.notes
    assert found.other_pages == 0, found.notes
    assert found.drift < MOST_DRIFT_PT


@pytest.mark.usefixtures("faces")
def test_the_sample_has_the_same_lines_and_pages_in_libreoffice(tool: Tool, sample: Path, tmp_path: Path) -> None:
    found = compared(tool, tmp_path, [sample])
    hold(found)
    assert found.other_lines == 0
    assert found.spread < MOST_DRIFT_PT  # the page with the title like those without


@pytest.mark.usefixtures("faces")
def test_a_received_report_has_the_same_lines_and_pages_in_libreoffice(
    tool: Tool, shared: Path, tmp_path: Path
) -> None:
    found = compared(tool, tmp_path, sorted((shared / "samples").glob("*.txt")))
    hold(found)
    assert found.other_lines == 0
    assert found.spread < MOST_DRIFT_PT  # the page with the title like those without


@pytest.mark.usefixtures("faces")
@pytest.mark.parametrize("change", ['"gbt33476"', '"local-habit"', '"gbt9704"\n[page]\nfirst_page_top_mm = 90'])
def test_other_profiles_have_the_same_lines_and_pages(tool: Tool, sample: Path, tmp_path: Path, change: str) -> None:
    profile = tmp_path / "other.toml"
    profile.write_text(office.LO_CHECK.read_text(encoding="utf-8").replace('"gbt9704"', change), encoding="utf-8")
    found = compared(tool, tmp_path, [sample], profile)
    hold(found)
    assert found.other_lines == 0
    assert found.spread < MOST_DRIFT_PT  # the page with the title like those without


@pytest.mark.usefixtures("faces")
def test_reports_with_tables_and_pictures_have_the_same_lines_and_pages(tool: Tool, tmp_path: Path) -> None:
    hold(compared(tool, tmp_path, made(tmp_path, SLICE)))


@pytest.mark.long
@pytest.mark.usefixtures("faces")
def test_twenty_reports_of_up_to_sixty_pages_have_the_same_lines_and_pages(tool: Tool, tmp_path: Path) -> None:
    found = compared(tool, tmp_path, made(tmp_path, LONG_RUN))
    hold(found)
    assert found.lengths == pytest.approx([3, 60], abs=4)


def test_a_full_line_has_28_characters_and_a_full_page_22_lines(tool: Tool, faces: None, tmp_path: Path) -> None:
    paragraphs = tuple(Paragraph(f"p{at}", runs("党建引领社区治理" * 60)) for at in range(4))
    section = Section("s", "narrative", Heading(runs("情况"), "一、"), paragraphs)
    title = Part("t", "title", (Paragraph("t1", runs("总结")),))
    file = tmp_path / "full.huibao"
    file.write_bytes(native.dump(Report(front=(title,), sections=(section,)), {}, None))
    found = compared(tool, tmp_path, [file])
    hold(found)
    pages = office.printed_pages(tool("pdftotext"), tmp_path / "theirs" / "full.pdf")
    assert [len(office.rows_of(page)) for page in pages[1:-1]] == [22] * (len(pages) - 2)
    full = ["".join(piece.text for piece in row) for page in pages for row in office.rows_of(page)]
    assert {len(line) for line in full if len(line) > 27} == {28}
    assert len([line for line in full if len(line) == 28]) > 50


def test_the_page_numbers_of_both_stand_at_the_same_place(
    tool: Tool, faces: None, sample: Path, tmp_path: Path
) -> None:
    compared(tool, tmp_path, [sample])
    ours, theirs = (
        [
            [(piece.text, piece.left) for piece in sorted(page, key=lambda piece: piece.left) if piece.y > office.FOOT]
            for page in office.printed_pages(tool("pdftotext"), file, numbers=True)
        ]
        for file in (tmp_path / f"{sample.stem}.pdf", tmp_path / "theirs" / f"{sample.stem}.pdf")
    )
    assert [[text for text, _ in page] for page in ours] == [["—", str(n), "—"] for n in range(1, len(ours) + 1)]
    for mine, other in zip(ours, theirs, strict=True):
        assert [text for text, _ in mine] == [text for text, _ in other]
        assert [x for _, x in mine] == pytest.approx([x for _, x in other], abs=2.0)


def test_libreoffice_opens_our_files_without_a_word_of_complaint(
    tool: Tool, faces: None, sample: Path, tmp_path: Path
) -> None:
    office.compose(tmp_path, [sample])
    user = f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"
    command = [
        tool("soffice"),
        user,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path / "txt"),
    ]
    done = subprocess.run(
        [*command, str(tmp_path / f"{sample.stem}.docx")], env=office.environment(), capture_output=True, check=True
    )
    assert b"rror" not in done.stdout + done.stderr
    words = (tmp_path / "txt" / f"{sample.stem}.txt").read_text(encoding="utf-8-sig")
    assert "枫林社区2023年工作总结" in words
