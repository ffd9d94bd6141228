"""Holding a Word file that was edited beside its report, and taking back all of it."""

import statistics
import sys
import time
from collections.abc import Callable

import pytest
from tests.yearly.revisions import report_of, revised

from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import write_docx
from huibao.model.edits import Edit, Remove, SetText, Several
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Report, runs
from huibao.model.source import Source
from huibao.services.taking_back import compare_with_word

ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def edited_in_word(report: Report) -> Source:
    """Each fifth paragraph reworded, each fiftieth gone."""
    edits: list[Edit] = []
    for section in report.sections:
        for at, block in enumerate(section.blocks):
            if at % 50 == 7:
                edits.append(Remove(block.id))
            elif at % 5 == 0:
                edits.append(SetText(block.id, runs(f"街道改过的第{at}段，说的是今年的新情况，内容比原来具体。")))
    data = write_docx(manuscript(Several(tuple(edits)).apply(report)), Profile(), {})
    return read_docx(data)


@pytest.mark.parametrize(("count", "aim"), [(35, 0.1), (3_500, 8.0)])
def test_an_edited_file_is_compared_and_taken_back(count: int, aim: float) -> None:
    compared, taken = [], []
    for seed in range(ROUNDS):
        report = report_of(revised(seed, count).last)
        source = edited_in_word(report)
        compared.append(timed(lambda: compare_with_word(report, source).differences))  # noqa: B023  called at once
        back = compare_with_word(report, source)
        taken.append(timed(lambda: back.taken(back.differences)))  # noqa: B023  called at once
        assert back.differences
    both = statistics.median(compared), statistics.median(taken)
    sys.stdout.write(
        f"\ntaking back {count} paragraphs: comparing {both[0] * 1000:.0f} ms, taking all {both[1] * 1000:.0f} ms "
        f"(aim {aim * 1000:.0f} ms each)\n"
    )
    assert max(both) <= aim
