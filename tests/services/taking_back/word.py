"""A report exported to Word, changed there as a user of Word changes it, and read again."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from tests.model.strategies import MEDIA

from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import write_docx
from huibao.model.manuscript import manuscript
from huibao.model.profile import Profile
from huibao.model.report import Report
from huibao.model.source import Source
from huibao.services.taking_back import TakingBack, compare_with_word
from huibao.services.taking_back.lines import lines_of, normal, printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """The exported file, open in Word. Paragraphs are found by words that they contain."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = docx.Document(BytesIO(write_docx(manuscript(report), Profile(), MEDIA)))

    def paragraph(self, words: str) -> Any:
        return next(one for one in self.document.element.body.iter(f"{W}p") if words in text_of(one))

    def replace(self, old: str, new: str) -> None:
        """Type ``new`` over ``old``, within one run or over several."""
        paragraph = self.paragraph(old)
        rewrite(paragraph, text_of(paragraph).replace(old, new))

    def delete(self, words: str) -> None:
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)

    def insert_after(self, words: str, text: str) -> None:
        """Enter at the end of a paragraph, and ``text`` in the new one: it has the look of the one before."""
        paragraph = self.paragraph(words)
        new = deepcopy(paragraph)
        for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        rewrite(new, text)
        paragraph.addnext(new)

    def move_after(self, words: str, other: str) -> None:
        self.paragraph(other).addnext(self.paragraph(words))

    def without_marks(self) -> None:
        """As a program leaves it that knows no bookmarks."""
        body = self.document.element.body
        for mark in [*body.iter(f"{W}bookmarkStart"), *body.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)

    def read(self) -> Source:
        out = BytesIO()
        self.document.save(out)
        return read_docx(out.getvalue())

    def back(self) -> TakingBack:
        return compare_with_word(self.report, self.read())


def text_of(paragraph: Any) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{W}t"))


def rewrite(paragraph: Any, text: str) -> None:
    """Give a paragraph other words in the looks that it has: what begins and ends alike stays in its runs."""
    old = text_of(paragraph)
    shorter = min(len(old), len(text))
    start = next((at for at in range(shorter) if old[at] != text[at]), shorter)
    tail = next((at for at in range(shorter - start) if old[-1 - at] != text[-1 - at]), shorter - start)
    end, new = len(old) - tail, text[start : len(text) - tail]
    place = 0
    for run in list(paragraph.iter(f"{W}t")):
        own = run.text or ""
        there = place + len(own)
        here = new if place <= start <= there else ""
        new = "" if here else new
        run.text = own[: max(0, start - place)] + here + own[max(0, end - place) :]
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        place = there
    assert text_of(paragraph) == text


def said(report: Report) -> list[str]:
    """What a report prints, line by line, as it comes back from Word."""
    lines = (printed(item) if item.table else normal(printed(item)) for item in manuscript(report))
    return [line for line in lines if line.strip()]


def said_in_word(source: Source) -> list[str]:
    return [line.text for line in lines_of(source, ()) if line.text.strip()]


Change = Callable[[Word], None]
