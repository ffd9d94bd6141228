"""How long a Word file takes: all our looks, against python-docx's bare paragraphs, in one run."""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

from huibao.formats.docx.writer import write_docx
from huibao.formats.profiles import load_profile
from huibao.model.manuscript import Item
from huibao.model.report import Run

PARAGRAPHS = 3500
ROUNDS = 7
AIM = 1.0
TEXT = "社区党总支坚持“党建引领社区治理”的发展理念，将党建与社区工作有机结合，2023年共走访居民1200户。"


def items() -> list[Item]:
    """A report of 3,500 paragraphs: a heading in ten, a run-in entry in five, bold words here and there."""
    found = []
    for number in range(PARAGRAPHS):
        content = (Run(TEXT[:20]), Run(TEXT[20:30], bold=number % 3 == 0), Run(TEXT[30:]))
        node = f"{number:012x}"
        if number % 10 == 0:
            found.append(Item("heading", node, content[:1], "（一）", 2, head=20, first_indent=2.0, keep_next=True))
        elif number % 5 == 0:
            found.append(Item("heading", node, content, "1.", 3, head=12, first_indent=2.0))
        else:
            found.append(Item("body", node, content, first_indent=2.0))
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare() -> bytes:
    """What python-docx's own way costs, with no looks at all."""
    document = docx.Document()
    for _ in range(PARAGRAPHS):
        document.add_paragraph(TEXT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_writing_a_long_report_is_no_slower_than_bare_paragraphs(resources: Path) -> None:
    profile = load_profile(resources / "profiles" / "gbt9704.toml")
    report = items()
    pairs = [(seconds(lambda: write_docx(report, profile, {})), seconds(bare)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    sys.stdout.write(
        f"\nwriting {PARAGRAPHS} paragraphs: {ours:.0f} ms, bare {theirs:.0f} ms, ratio {ratio:.2f} (aim {AIM})\n"
    )
    assert ratio <= AIM
