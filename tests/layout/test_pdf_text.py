"""Every character that reports are written with comes back out of a PDF as itself, by two readers."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from tests.layout.world import body, pages_of

from huibao.formats.profiles import load_profile
from huibao.layout import write_pdf
from huibao.model.kinsoku import HANGING, NO_END, NO_START, SQUEEZABLE

# The 6,763 Han characters of GB 2312, and every mark that the rules for line ends know.
HAN = b"".join(bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)).decode("gb2312", "ignore")
MARKS = "".join(sorted(NO_START | NO_END | HANGING | SQUEEZABLE))


@pytest.fixture(scope="module")
def pdf(resources: Path) -> bytes:
    """Paragraphs of 200 Han characters, and one for each mark between two of them."""
    profile = load_profile(resources / "profiles" / "gbt9704.toml")
    items = [body(HAN[at : at + 200], f"h{at}") for at in range(0, len(HAN), 200)]
    items += [body(f"中{mark}文", f"m{at}") for at, mark in enumerate(MARKS)]
    return write_pdf(pages_of(*items, profile=profile))


def by_pypdf(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def check(text: str) -> None:
    assert len(HAN) == 6763
    assert [character for character in HAN + MARKS if character not in text] == []
    assert set(text) - set(HAN + MARKS) <= set("—0123456789")
    assert not any("\u2e80" <= character <= "\u2fdf" for character in text)  # no radical


def test_pypdf_reads_every_han_character_and_mark_as_itself(pdf: bytes) -> None:
    check(by_pypdf(pdf))


def test_pdftotext_reads_every_han_character_and_mark_as_itself(
    pdf: bytes, tool: Callable[[str], str], tmp_path: Path
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    done = subprocess.run([tool("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, encoding="utf-8")
    check("".join(done.stdout.split()))
