"""取回修改 as a hand does it: the Word file that came back is opened, looked through with keys, taken back, undone, saved."""

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from tests.functional.test_window import Hand, text_of
from tests.services.taking_back.word import W, rewrite
from tests.services.taking_back.word import text_of as words_of

from huibao import paths
from huibao.services import documents
from huibao.services.library import Library

pytestmark = pytest.mark.display
REWORDED, REFUSED = "（街道改）", "（街道又改）"


@pytest.fixture
def hand(root: Path, tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Hand]:
    home = tmp_path / "home"
    home.mkdir()
    made = Hand(root, home, tool("xdotool"))
    yield made
    made.kill()


@pytest.fixture
def report(tmp_path: Path, sample: Path) -> Path:
    """The sample as a report, and beside it its Word file, in which two paragraphs were reworded."""
    library = Library(paths.resources(), tmp_path / "data")
    opened = documents.open_document(sample, library)
    path, word = tmp_path / "report.huibao", tmp_path / "report.docx"
    documents.save(opened.report, opened.media, path)
    documents.export(opened.report, opened.media, word, library, "docx")
    edited = docx.Document(str(word))
    long = [one for one in edited.element.body.iter(f"{W}p") if len(words_of(one)) > 60]
    for paragraph, more in ((long[1], REWORDED), (long[2], REFUSED)):
        text = words_of(paragraph)
        rewrite(paragraph, text[:20] + more + text[20:])
    edited.save(str(word))
    return path


def test_what_came_back_from_word_is_taken_back_but_for_what_is_refused(hand: Hand, report: Path) -> None:
    before = text_of(report)
    hand.start(report.with_suffix(".docx"))
    hand.sees("取回修改 — ")
    hand.press("Return")
    hand.sees("取回修改：report.docx")
    hand.press("Down", "space", "Return")
    hand.sees("report.huibao* — 汇报")
    hand.press("ctrl+z")
    hand.sees("report.huibao — 汇报")
    hand.press("ctrl+y")
    hand.sees("report.huibao* — 汇报")
    hand.press("ctrl+s")
    hand.sees("report.huibao — 汇报")
    after = text_of(report)
    assert REWORDED in after
    assert after.replace(REWORDED, "") == before
    hand.press("ctrl+q")
    hand.waits(hand.ended, "the end")
