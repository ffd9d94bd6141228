"""LibreOffice as a judge of our lines: a .docx rendered by it, and the lines of the pages read back."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
FONTS = TESTS / "fonts.conf"
LO_CHECK = TESTS / "lo-check.toml"
# The faces behind the names of tests/fonts.conf.
FACES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN", "Nimbus Roman")
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)</word>')
_SAME_ROW_PT = 6.0
_BLANKS = re.compile(r"\s+")
Fragment = tuple[float, float, str]  # left, middle, text


@dataclass(frozen=True)
class Row:
    """What stands side by side on a page, from left to right: its middle in pt, its text without blanks."""

    y: float
    text: str


def environment() -> dict[str, str]:
    return {**os.environ, "FONTCONFIG_FILE": str(FONTS), "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


def missing_faces(fc_list: str) -> list[str]:
    """Which of ``FACES`` this machine lacks."""
    command = [fc_list, ":", "family"]
    known = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", check=True).stdout
    return [face for face in FACES if face not in known]


def compose(out: Path, files: Sequence[Path], profile: Path = LO_CHECK) -> None:
    """Our .docx, .pdf and lines of ``files`` (see ``compose_job``) into ``out``."""
    command = [sys.executable, "-m", "tests.layout.compose_job", str(out), str(profile), *map(str, files)]
    subprocess.run(command, env=environment(), cwd=ROOT, check=True)


def convert(soffice: str, out: Path, files: Sequence[Path]) -> None:
    """``files`` as PDF by LibreOffice, with a user profile of its own, into ``out``."""
    user = f"-env:UserInstallation={(out / 'user').as_uri()}"
    command = [soffice, user, "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, env=environment(), capture_output=True, check=True)


def our_pages(json_file: Path) -> list[list[Row]]:
    return [rows(map(tuple, page)) for page in json.loads(json_file.read_text(encoding="utf-8"))]


def printed_pages(pdftotext: str, pdf: Path, bottom: float) -> list[list[Row]]:
    """The rows of every page above ``bottom`` pt, where the page number begins."""
    command = [pdftotext, "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    pages = []
    for page in text.split("<page ")[1:]:
        found = [(float(x), (float(y) + float(end)) / 2, unescape(word)) for x, y, end, word in _WORD.findall(page)]
        pages.append(rows(one for one in found if one[1] < bottom))
    return pages


def rows(fragments: Iterable[Fragment]) -> list[Row]:
    """Fragments gathered into rows from top to bottom."""
    gathered: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: one[1]):
        if not gathered or one[1] - gathered[-1][0][1] > _SAME_ROW_PT:
            gathered.append([])
        gathered[-1].append(one)
    found = [Row(row[0][1], _BLANKS.sub("", "".join(text for _, _, text in sorted(row)))) for row in gathered]
    return [row for row in found if row.text]


@dataclass
class Comparison:
    """How many rows and pages were compared, and what differs, a line of text each."""

    rows: int = 0
    pages: int = 0
    other_rows: int = 0
    other_pages: int = 0
    differences: list[str] | None = None

    def add(self, name: str, ours: list[list[Row]], theirs: list[list[Row]]) -> None:
        """Compare two renderings of one report."""
        notes = self.differences = self.differences if self.differences is not None else []
        for number, (mine, other) in enumerate(zip_longest(ours, theirs, fillvalue=[]), 1):
            self.pages += 1
            self.rows += max(len(mine), len(other))
            if [row.text for row in mine[:1] + mine[-1:]] != [row.text for row in other[:1] + other[-1:]]:
                self.other_pages += 1
            for at, (a, b) in enumerate(zip_longest((r.text for r in mine), (r.text for r in other), fillvalue=""), 1):
                if a != b:
                    self.other_rows += 1
                    notes.append(f"{name}, page {number}, row {at}: ours {a!r}, theirs {b!r}")
