"""Reading a long Word file, measured against python-docx reading bare text and style names of the same file."""

import io
import statistics
import sys
import time
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from huibao.formats.docx.reader import read_docx
from huibao.model.source import SourceParagraph

PARAGRAPHS = 3_500
ROUNDS = 7
AIM = 0.4
"""Of python-docx's time."""

SENTENCE = "今年以来，社区坚持问题导向，逐户走访、逐项登记、逐件销号，居民反映的事情件件有着落。"


@pytest.fixture(scope="module")
def long_file() -> bytes:
    """A report of 3,500 paragraphs as Word users write it: heading styles, direct fonts, run-in bold, some alignment."""
    document = docx.Document()
    for number in range(PARAGRAPHS):
        if number % 50 == 0:
            document.add_heading(f"第{number // 50 + 1}部分", level=1)
        elif number % 10 == 0:
            document.add_heading(f"（{number % 50 // 10}）工作开展情况", level=2)
        else:
            paragraph = document.add_paragraph()
            head = paragraph.add_run(f"{number % 10}.抓好第{number}项工作。")
            head.bold = True
            body = paragraph.add_run(SENTENCE * (1 + number % 3))
            body.font.size = Pt(16)
            if number % 7 == 0:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def ours(data: bytes) -> list[tuple[str, str]]:
    return [(item.text, item.style) for item in read_docx(data).items if isinstance(item, SourceParagraph)]


def theirs(data: bytes) -> list[tuple[str, str]]:
    return [(p.text, p.style.name) for p in docx.Document(io.BytesIO(data)).paragraphs]


def seconds(read: Callable[[bytes], object], data: bytes) -> float:
    start = time.perf_counter()
    read(data)
    return time.perf_counter() - start


def test_a_long_file_is_read_faster_than_python_docx_reads_its_text_and_styles(long_file: bytes) -> None:
    mine, yardstick = ours(long_file), theirs(long_file)
    assert [text for text, _ in mine] == [text for text, _ in yardstick]
    assert [style.lower() for _, style in mine] == [style.lower() for _, style in yardstick]
    pairs = [(seconds(ours, long_file), seconds(theirs, long_file)) for _ in range(ROUNDS)]
    ratio = statistics.median(own / other for own, other in pairs)
    own, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    sys.stdout.write(f"\nreading {PARAGRAPHS} paragraphs: {own:.0f} ms, python-docx {other:.0f} ms, ratio {ratio:.2f} (aim {AIM})\n")
    assert ratio <= AIM
