"""LibreOffice as a judge of our lines: a .docx rendered by it, and the lines of the pages read back."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise, zip_longest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
FONTS = TESTS / "fonts.conf"
LO_CHECK = TESTS / "lo-check.toml"
FOOT = 750.0  # pt from the top: only the page number stands lower
SIDE = 95.0  # pt from the left of a landscape page: only the page number stands there
# The faces behind the names of tests/fonts.conf.
FACES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN", "Nimbus Roman")
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_SAME_LINE_PT = 3.0
# Words of one cell stand closer than this, those of neighbours are parted by the room at the sides of their cells.
_CELLS_APART_PT = 8.0
_LONG_LINE = 20  # characters that only a paragraph's line has
_BLANKS = re.compile(r"\s+")
Pages = list[list["Piece"]]


@dataclass(frozen=True)
class Piece:
    """Text on a page, without blanks: its left and right edge and its middle in pt. Of ours a whole line (of a paragraph
    or of a cell), of a PDF a word."""

    left: float
    right: float
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


def our_pages(json_file: Path) -> Pages:
    """The lines of our own pages."""
    pages = json.loads(json_file.read_text(encoding="utf-8"))
    made = [[Piece(left, left, y, _BLANKS.sub("", text)) for left, y, text in page] for page in pages]
    return [[piece for piece in page if piece.text] for page in made]


def printed_pages(pdftotext: str, pdf: Path, numbers: bool = False) -> Pages:
    """The words of every page of a PDF, without or with those of the page number."""
    command = [pdftotext, "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    pages = []
    for page in text.split("<page ")[1:]:
        words = [
            Piece(float(left), float(right), (float(top) + float(end)) / 2, _BLANKS.sub("", unescape(word)))
            for left, top, right, end, word in _WORD.findall(page)
        ]
        pages.append([word for word in words if numbers or not is_number(word, page)])
    return pages


def is_number(word: Piece, page: str) -> bool:
    """Whether ``word`` stands where ``page`` (as pdftotext tells of it) has its number."""
    wide, high = (float(found) for found in _SIZE.findall(page)[0])
    return word.left < SIDE if wide > high else word.y > FOOT


def rows_of(page: Iterable[Piece]) -> list[list[Piece]]:
    """What stands at one height, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(page, key=lambda piece: piece.y):
        if not rows or piece.y - rows[-1][0].y > _SAME_LINE_PT:
            rows.append([])
        rows[-1].append(piece)
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _lines(row: list[Piece], ours: Counter[str]) -> list[str]:
    """The words of ``row`` as lines: one, where we have such a line, else one for every cell."""
    whole = "".join(piece.text for piece in row)
    if whole in ours:
        return [whole]
    lines = [row[0].text]
    for before, piece in pairwise(row):
        if piece.left - before.right > _CELLS_APART_PT:
            lines.append("")
        lines[-1] += piece.text
    return lines


@dataclass
class Comparison:
    """Two renderings of reports: how many lines and pages there are, how many are not the same, and which. ``drift``: by
    how many pt a line of a paragraph stands higher or lower than another of its page does, ``spread``: of its report; ``reports``: how many
    pages each has."""

    lines: int = 0
    pages: int = 0
    other_lines: int = 0
    other_pages: int = 0
    drift: float = 0.0
    spread: float = 0.0
    notes: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)

    @property
    def lengths(self) -> list[int]:
        """Pages of the shortest and of the longest report."""
        return [min(self.reports), max(self.reports)]

    def add(self, name: str, ours: Pages, theirs: Pages) -> None:
        """Compare the pages of one report. A page is the same when it ends where the other ends, a line when both pages
        have one with its text."""
        self.reports.append(len(theirs))
        shifts: list[float] = []
        for number, (mine, other) in enumerate(zip_longest(ours, theirs, fillvalue=[]), 1):
            texts = Counter(piece.text for piece in mine)
            found = Counter(line for row in rows_of(other) for line in _lines(row, texts))
            self.pages += 1
            self.lines += texts.total()
            self.other_lines += max((texts - found).total(), (found - texts).total())
            if texts != found:
                self.notes.append(f"{name}, page {number}: ours {list(texts - found)}, theirs {list(found - texts)}")
            if Counter("".join(texts.elements())) != Counter("".join(found.elements())):
                self.other_pages += 1
                self.notes.append(f"{name}, page {number} ends elsewhere")
            elif texts == found:
                here = _shifts(mine, other)
                self.drift = max(self.drift, _spread(here))
                shifts.extend(here)
        self.spread = max(self.spread, _spread(shifts))


def _spread(shifts: list[float]) -> float:
    return max(shifts) - min(shifts) if shifts else 0.0


def _shifts(mine: list[Piece], other: list[Piece]) -> list[float]:
    """By how many pt each long line of ``other`` stands lower than ours."""
    alone = {row[0].text: row[0].y for row in rows_of(mine) if len(row) == 1}
    rows = {"".join(piece.text for piece in row): row[0].y for row in rows_of(other)}
    return [rows[text] - y for text, y in alone.items() if text in rows and len(text) > _LONG_LINE]
