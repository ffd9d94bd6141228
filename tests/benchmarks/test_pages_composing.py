"""Composing pages against Qt's own text layout of the same text in the same faces, in one run; and how the cost grows."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from tests.benchmarks.test_live_pages import long_report

from huibao.formats.profiles import load_profile
from huibao.layout import Composer, Fonts, Pages, compose
from huibao.model.manuscript import Item, manuscript
from huibao.model.profile import Profile
from huibao.model.report import runs

PARAGRAPHS, ROUNDS = 3500, 7
AIM = 1.0
# Qt's layout alone, the text being in the document already: what ours, in Python, may take beside it.
LAYOUT_ALONE = 1.6
# How much more a paragraph may cost in a report a thousand times as long: what the processor's caches do not hold.
GROWTH = 1.5


@pytest.fixture
def profile(resources: Path) -> Profile:
    return load_profile(resources / "profiles" / "gbt9704.toml")


def items_of(paragraphs: int) -> tuple[Item, ...]:
    return manuscript(long_report(paragraphs))


def seconds(work: Callable[[], object]) -> float:
    """Processor time: what other programs do meanwhile does not count."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def filled(items: Sequence[Item], profile: Profile) -> QTextDocument:
    """The paragraphs of ``items`` as a document: two faces, justified, a first line indented, lines of one height."""
    fonts = Fonts(profile)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    for at, item in enumerate(items):
        face = fonts.style("heading1" if item.role == "heading" else "body")
        font = QFont(face.font)
        font.setFamilies([fonts.style("latin").font.family(), face.font.family()])
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, face.spacing_pt)
        block, look = QTextBlockFormat(), QTextCharFormat()
        look.setFont(font)
        block.setTextIndent(2 * face.size_pt)
        block.setAlignment(Qt.AlignmentFlag.AlignJustify)
        block.setLineHeight(profile.pitch_pt, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if at:
            cursor.insertBlock(block, look)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(item.label + item.text, look)
    document.setDocumentMargin(0)
    return document


def laid_out(document: QTextDocument, profile: Profile) -> int:
    """Qt's own layout of all of it, from nothing."""
    document.setPageSize(QSizeF(profile.text_width_mm * 72 / 25.4, profile.text_height_mm * 72 / 25.4))
    return document.pageCount()


def test_composing_is_no_slower_than_qt_with_the_same_text(
    qapp: object, profile: Profile, record_property: Callable[[str, object], None]
) -> None:
    """3,500 paragraphs of four lines, from the text to the last page (aim ≤ 1.0)."""
    items = items_of(PARAGRAPHS)
    whole, alone = [], []
    for _ in range(ROUNDS):
        pages: list[Pages] = []
        ours = seconds(lambda pages=pages: pages.append(compose(items, profile, Fonts(profile), {})))
        documents: list[QTextDocument] = []
        fill = seconds(lambda documents=documents: documents.append(filled(items, profile)))
        counts: list[int] = []
        lay = seconds(lambda documents=documents, counts=counts: counts.append(laid_out(documents[0], profile)))
        assert abs(len(pages[0]) - counts[0]) <= 0.01 * counts[0]  # it was the same work
        whole.append(ours / (fill + lay))
        alone.append(ours / lay)
    ratio, to_layout = statistics.median(whole), statistics.median(alone)
    told = f"composing takes {ratio:.2f} of QTextDocument's time, {to_layout:.2f} of its layout alone"
    sys.stdout.write(f"\n{told} (aim {AIM})\n")
    record_property("ratio", ratio)
    assert ratio <= AIM, told
    assert to_layout <= LAYOUT_ALONE, told


def test_the_cost_grows_no_faster_than_the_text(
    qapp: object, profile: Profile, record_property: Callable[[str, object], None]
) -> None:
    """From 35 to 35,000 paragraphs, a paragraph costs about the same; a second composing after an edit, next to nothing."""
    fonts = Fonts(profile)
    costs = {}
    for paragraphs, rounds in ((35, 50), (350, 10), (3500, 3), (35_000, 1)):
        items = items_of(paragraphs)
        compose(items[:5], profile, fonts, {})
        costs[paragraphs] = min(seconds(lambda items=items: compose(items, profile, fonts, {})) for _ in range(rounds))
    each = {paragraphs: cost / paragraphs * 1e6 for paragraphs, cost in costs.items()}
    told = ", ".join(f"{paragraphs}: {one:.0f} µs a paragraph" for paragraphs, one in each.items())
    sys.stdout.write(f"\n{told}\n")
    record_property("growth", each[35_000] / each[35])
    assert each[35_000] <= GROWTH * each[35], told


def test_an_edit_costs_what_it_touches(qapp: object, profile: Profile) -> None:
    """One character in the middle of 35,000 paragraphs is composed in a small part of the time of all of them."""
    fonts, items = Fonts(profile), items_of(35_000)
    composer = Composer(profile, fonts, {})
    whole = seconds(lambda: composer.compose(items))
    at = next(at for at in range(len(items) // 2, len(items)) if items[at].role == "body")
    once = replace(items[at], runs=(*items[at].runs, *runs("改")))
    changed = (*items[:at], once, *items[at + 1 :])
    edit = min(seconds(lambda one=one: composer.compose(one)) for one in (changed, items, changed, items))
    assert edit < whole / 30, f"an edit {edit * 1000:.1f} ms, the whole {whole * 1000:.0f} ms"
