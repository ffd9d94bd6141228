"""Many reports into one ledger: the cost of a file doesn't grow with their number."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from huibao.services import documents, ledgers
from huibao.services.library import Library

# Each received file is read in a process of its own, two at a time: about the start of a Python that loads the reader.
GROWTH_LIMIT = 1.4
STARTS_LIMIT = 12.0
FEW, MANY = 10, 40


def test_collecting_costs_the_same_for_each_file_however_many_there_are(sample: Path, resources: Path, tmp_path: Path) -> None:
    """Word files of the sample's size; per file against a bare start of Python (200 of them: aim under 60 s on two cores)."""
    library = Library(resources, tmp_path)
    opened = documents.open_document(sample, library)
    data = documents.export_bytes(opened.report, dict(opened.media), library, "docx")
    few, many = (_seconds_a_file(tmp_path / str(count), count, data, library) for count in (FEW, MANY))
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    start = time.perf_counter() - begin
    sys.stdout.write(f"\ncollecting: {many * 1000:.0f} ms a file, 200 in {200 * many:.0f} s; {many / few:.2f} of the cost among few\n")
    assert many / few < GROWTH_LIMIT
    assert many / start < STARTS_LIMIT


def _seconds_a_file(folder: Path, count: int, data: bytes, library: Library) -> float:
    folder.mkdir()
    for number in range(count):
        (folder / f"第{number}社区.docx").write_bytes(data)
    begin = time.perf_counter()
    found = ledgers.collect(folder, folder.parent / f"{count}.xlsx", library)
    assert found.reports == count
    return (time.perf_counter() - begin) / count
