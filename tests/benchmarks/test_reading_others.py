"""Reading Word files side by side with pandoc and docx2python, in one run, on the same files: time, and automatic numbers.

Both are looked for on the path; ``HUIBAO_PANDOC`` names another pandoc, ``HUIBAO_OTHER_PYTHON`` a Python that has docx2python.
What isn't there is skipped. Figures of one run stand in READING.md.
"""

import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest
from tests.formats.docx_made import p, word

from huibao.formats import reading
from huibao.formats.docx.reader import read_docx
from huibao.model.source import SourceParagraph
from huibao.services import documents
from huibao.services.library import Library

PARAGRAPHS = 3_500
ROUNDS = 5
AIM_SAMPLE_S, AIM_LONG_S = 0.3, 2.0
TEXT = "今年以来，社区坚持问题导向，逐户走访、逐项登记、逐件销号，居民反映的事情件件有着落。"
LISTS = (
    (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")),
    (("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2")),
    (("ideographTraditional", "%1、"), ("japaneseCounting", "%2．")),
    (("decimalEnclosedCircleChinese", "%1"), ("lowerLetter", "%2)")),
    (("decimal", "（%1）"), ("upperRoman", "%2.")),
)
"""Lists of a file: for each level its format and its pattern."""


def numbered_file() -> tuple[bytes, list[str]]:
    """A file with lists of every kind that offices use, and each line as a reader sees it."""
    abstracts, numbers, body = "", "", ""
    expected: list[str] = []
    for at, levels in enumerate(LISTS):
        rows = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'{"<w:isLgl/>" if pattern == "%1.%2" else ""}<w:lvlText w:val="{pattern}"/></w:lvl>'
            for depth, (form, pattern) in enumerate(levels)
        )
        abstracts += f'<w:abstractNum w:abstractNumId="{at}">{rows}</w:abstractNum>'
        numbers += f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
        for first in range(3):
            for depth in range(len(levels)):
                for count in range(1 if depth == 0 else 2):
                    text = f"工作{len(expected):03d}"
                    body += p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{at + 1}"/></w:numPr>')
                    expected.append(_label(levels, depth, first, count) + text)
    return word(body, "", abstracts + numbers), expected


def _label(levels: tuple[tuple[str, str], ...], depth: int, first: int, count: int) -> str:
    form, pattern = levels[depth]
    if pattern == "%1.%2":
        return f"{first + 1}.{count + 1}"
    return pattern.replace(f"%{depth + 1}", _written(form, first if depth == 0 else count))


def _written(form: str, at: int) -> str:
    """The first three numbers of a format, written by hand."""
    signs = {
        "decimal": "123", "ideographTraditional": "甲乙丙", "decimalEnclosedCircleChinese": "①②③", "lowerLetter": "abc",
    }  # fmt: skip
    return ("I", "II", "III")[at] if form == "upperRoman" else signs.get(form, "一二三")[at]


def long_file() -> bytes:
    document = docx.Document()
    for number in range(PARAGRAPHS):
        if number % 50 == 0:
            document.add_heading(f"第{number // 50 + 1}部分", level=1)
        else:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{number % 10}.抓好第{number}项工作。").bold = True
            paragraph.add_run(TEXT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("read")
    found = {"numbers": folder / "numbers.docx", "long": folder / "long.docx"}
    found["numbers"].write_bytes(numbered_file()[0])
    found["long"].write_bytes(long_file())
    return found


def others() -> dict[str, Callable[[Path], list[str]]]:
    """Commands of the readers to compare with, those that are here."""
    found: dict[str, Callable[[Path], list[str]]] = {}
    pandoc = os.environ.get("HUIBAO_PANDOC") or shutil.which("pandoc")
    if pandoc:
        found["pandoc"] = lambda path: [pandoc, "-f", "docx", "-t", "plain", "--wrap=none", str(path)]
    python = os.environ.get("HUIBAO_OTHER_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import docx2python"], capture_output=True, check=False).returncode == 0:
        code = "import sys, docx2python; sys.stdout.write(docx2python.docx2python(sys.argv[1]).text)"
        found["docx2python"] = lambda path: [python, "-c", code, str(path)]
    return found


def ours(path: Path) -> list[str]:
    return [sys.executable, "-m", "huibao", "outline", str(path), "--json"]


def clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def test_a_file_is_read_before_others_have_its_bare_text(files: dict[str, Path]) -> None:
    """Reading is what the window does: in a process of its own, checked. The command's start and its outline come on top."""
    found = others()
    if not found:
        pytest.skip("neither pandoc nor docx2python is here")
    for name, path in files.items():
        times = {reader: [seconds(command(path)) for _ in range(ROUNDS)] for reader, command in found.items()}
        data = path.read_bytes()
        own = statistics.median(clocked(partial(reading.read, data, "docx")) for _ in range(ROUNDS))
        whole = statistics.median(seconds(ours(path)) for _ in range(ROUNDS))
        said = ", ".join(f"{reader} {statistics.median(all_of) * 1000:.0f} ms" for reader, all_of in times.items())
        sys.stdout.write(f"\n{name}: read {own * 1000:.0f} ms, command outline {whole * 1000:.0f} ms; {said}\n")
        assert name != "long" or own < min(statistics.median(all_of) for all_of in times.values())


def test_automatic_numbers_are_told_as_a_reader_sees_them(files: dict[str, Path]) -> None:
    _, expected = numbered_file()
    items = read_docx(files["numbers"].read_bytes()).items
    mine = [item.label + item.text for item in items if isinstance(item, SourceParagraph)]
    assert mine == expected
    for reader, command in others().items():
        text = subprocess.run(command(files["numbers"]), check=True, capture_output=True).stdout.decode()
        lines = [re.sub(r"\s+", "", line) for line in text.splitlines()]
        right = sum(line in lines for line in expected)
        sys.stdout.write(f"\nautomatic numbers: ours {len(mine)} of {len(expected)}, {reader} {right}\n")


def test_the_review_is_there_in_time(files: dict[str, Path], sample: Path, resources: Path, tmp_path: Path) -> None:
    library = Library(resources, tmp_path)
    path = tmp_path / "sample.docx"
    opened = documents.open_document(sample, library)
    documents.export(opened.report, opened.media, path, library, "docx")
    for name, file, aim in (("the sample", path, AIM_SAMPLE_S), (f"{PARAGRAPHS} paragraphs", files["long"], AIM_LONG_S)):
        times = []
        for _ in range(ROUNDS):
            times.append(clocked(partial(documents.open_document, file, library)))
        sys.stdout.write(f"\n{name} to the review: {min(times) * 1000:.0f} ms at best, {statistics.median(times) * 1000:.0f} ms "
                         f"usually (aim {aim * 1000:.0f} ms)\n")  # fmt: skip
        assert min(times) < aim
