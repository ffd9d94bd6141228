"""Many reports into one ledger: the cost of a file doesn't grow with their number."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from huibao.services import documents, ledgers
from huibao.services.library import Library

# Each received file is read in a process of its own, two at a time; a machine with other work has only one to give.
GROWTH_LIMIT = 2.0
ALONE_LIMIT = 2.0
FEW, MANY = 10, 40


def test_collecting_costs_the_same_for_each_file_however_many_there_are(sample: Path, resources: Path, tmp_path: Path) -> None:
    """Word files of the sample's size; per file against opening one alone (200 of them: aim under 60 s on two cores)."""
    library = Library(resources, tmp_path)
    opened = documents.open_document(sample, library)
    data = documents.export_bytes(opened.report, dict(opened.media), library, "docx")
    few, many = (_seconds_a_file(tmp_path / str(count), count, data, library) for count in (FEW, MANY))
    alone = statistics.median(_opening(tmp_path / str(FEW) / "第0社区.docx", library) for _ in range(5))
    sys.stdout.write(f"\ncollecting: {many * 1000:.0f} ms a file, 200 in {200 * many:.0f} s; {many / few:.2f} of the cost among few\n")
    assert many / few < GROWTH_LIMIT
    assert many / alone < ALONE_LIMIT


def _opening(path: Path, library: Library) -> float:
    begin = time.perf_counter()
    documents.open_document(path, library)
    return time.perf_counter() - begin


def _seconds_a_file(folder: Path, count: int, data: bytes, library: Library) -> float:
    folder.mkdir()
    for number in range(count):
        (folder / f"第{number}社区.docx").write_bytes(data)
    begin = time.perf_counter()
    found = ledgers.collect(folder, folder.parent / f"{count}.xlsx", library)
    assert found.reports == count
    return (time.perf_counter() - begin) / count
