"""The PDF of a long report against LibreOffice converting the same report's Word file, in one run."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from tests.benchmarks.test_live_pages import long_report

from huibao.formats.docx.writer import write_docx
from huibao.formats.profiles import load_profile
from huibao.layout import Fonts, compose, write_pdf
from huibao.model.manuscript import manuscript

AIM = 0.2
# A quarter of our time is Qt writing and deflating the pages, another reading lines into runs of glyphs; what is allowed
# until the latter is faster.
ALLOWED = 0.4
PARAGRAPHS = 3000  # 549 pages


def children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.skipif(sys.platform == "win32", reason="counts the time of processes as POSIX does")
def test_a_pdf_of_550_pages_takes_a_fifth_of_libreoffices_time(
    qapp: object,
    resources: Path,
    tmp_path: Path,
    tool: Callable[[str], str],
    record_property: Callable[[str, object], None],
) -> None:
    """From the report to the bytes of its PDF, pages composed anew (aim ≤ 0.2). Counted is the processor's time."""
    soffice = tool("soffice")
    profile = load_profile(resources / "profiles" / "gbt9704.toml")
    report = long_report(PARAGRAPHS)
    start = time.process_time()
    items = manuscript(report)
    data = write_pdf(compose(items, profile, Fonts(profile), {}), title="工作总结")
    ours = time.process_time() - start

    word = tmp_path / "long.docx"
    word.write_bytes(write_docx(items, profile, {}))
    user = f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"
    command = [soffice, user, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("一", encoding="utf-8")
    subprocess.run([*command, str(nothing)], capture_output=True, check=True)  # its first start makes a user's folder
    before = children_seconds()
    subprocess.run([*command, str(word)], capture_output=True, check=True)
    theirs = children_seconds() - before

    pages, others = (len(pypdf.PdfReader(file).pages) for file in (io.BytesIO(data), tmp_path / "long.pdf"))
    told = f"PDF of {pages} pages in {ours:.1f} s, LibreOffice {theirs:.1f} s for {others}: {ours / theirs:.2f} (aim {AIM})"
    sys.stdout.write(f"\n{told}\n")
    record_property("ratio", ours / theirs)
    assert pages > 500
    assert abs(pages - others) < 0.05 * pages, told
    assert ours / theirs <= ALLOWED, told
