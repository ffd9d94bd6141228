"""Signature and date on the page (GB/T 9704-2012, 7.3.5): where they stand, and never alone."""

import pytest
from tests.layout.world import pages_of

from huibao.layout import Pages, PlacedLine
from huibao.model.manuscript import manuscript
from huibao.model.report import Attachment, Heading, Paragraph, Part, Report, Section, runs

CELL = 15.75
RIGHT = (210 - 26) / 25.4 * 72
NAMES = ("枫林社区", "XX社区", "枫林社区居委会", "玄枫街道枫林社区居民委员会", "中共玄枫街道枫林社区总支部委员会")
DATES = ("2023年12月8日", "2023年1月1日", "二〇二三年十二月")


def signed(name: str, date: str, sealed: bool, lines: int = 1) -> Pages:
    """A report of ``lines`` lines of text, with a signature."""
    text = Section("s", "narrative", Heading(), (Paragraph("p", runs("党" * (28 * lines - 2))),))
    ends = [Part(kind, kind, (Paragraph(kind + "1", runs(words)),)) for kind, words in (("signature", name), ("date", date))]
    return pages_of(*manuscript(Report(sections=(text,), end=tuple(ends), sealed=sealed)))


def last_two(pages: Pages) -> tuple[PlacedLine, PlacedLine]:
    name, date = pages.pages[-1].lines[-2:]
    return name, date


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("name", NAMES)
def test_without_a_seal_the_date_begins_two_characters_to_the_right_of_the_name(name: str, date: str) -> None:
    own, under = last_two(signed(name, date, sealed=False))
    assert under.x - own.x == pytest.approx(2 * CELL, abs=2.5)
    assert max(own.x + own.width, under.x + under.width) <= RIGHT + 0.5


def test_a_date_that_is_longer_than_the_name_ends_exactly_two_characters_before_the_margin() -> None:
    for name in NAMES[:3]:
        _, date = last_two(signed(name, DATES[0], sealed=False))
        assert RIGHT - date.x - date.width == pytest.approx(2 * CELL, abs=0.5)


def test_a_name_that_is_longer_than_the_date_ends_exactly_two_characters_before_the_margin() -> None:
    for name in NAMES[3:]:
        own, _ = last_two(signed(name, DATES[0], sealed=False))
        assert RIGHT - own.x - own.width == pytest.approx(2 * CELL, abs=0.5)


@pytest.mark.parametrize("name", NAMES[:4])
def test_with_a_seal_the_date_stands_four_in_and_the_name_is_centred_over_it(name: str) -> None:
    own, date = last_two(signed(name, DATES[0], sealed=True))
    assert RIGHT - date.x - date.width == pytest.approx(4 * CELL, abs=0.5)
    assert own.x + own.width / 2 == pytest.approx(date.x + date.width / 2, abs=2.5)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("lines", range(17, 25))
def test_no_page_holds_only_the_signature(lines: int, sealed: bool) -> None:
    pages = signed("枫林社区", DATES[0], sealed, lines)
    assert [line.text for line in pages.pages[-1].lines][-2:] == ["枫林社区", DATES[0]]
    assert pages.pages[-1].lines[0].text.startswith("党")
    assert sum(len(page.lines) for page in pages.pages) == lines + 2
    if lines + 3 <= 22:
        assert len(pages) == 1


def test_a_name_that_wraps_in_the_list_of_attachments_aligns_with_its_own_first_character() -> None:
    """7.3.4."""
    names = ("整改落实情况统计台账" * 4, "名单" * 20)
    held = tuple(Attachment(f"a{at}", label, runs(name)) for at, (label, name) in enumerate(zip(("附件：1.", "2."), names, strict=True)))
    pages = pages_of(*manuscript(Report(attachments=held)))
    lines = [line for line in pages.pages[0].lines if line.item.role == "attachment_list"]
    first, wrapped, second, again = lines
    for line, under in ((first, wrapped), (second, again)):
        label = len(line.item.label)
        assert under.x == pytest.approx(pages.pages[0].left + line.line.positions()[label], abs=2.0)
    assert first.x - pages.pages[0].left == pytest.approx(2 * CELL, abs=0.1)
